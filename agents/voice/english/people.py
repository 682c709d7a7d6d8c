"""English phrases about meeting, quarrelling, hearsay and being followed."""

from typing import Final

from agents.voice.facts import Occurrence as What

BLOCKS: Final[dict[What, str]] = {
    What.MET: """
= say
[who] {Ran into|Bumped into|Met} $who$at. {We only meant to say hello|Talked till our tea was a memory|\
Ten minutes, they said. It was an hour}.
[who] {Talked to|A chat with} $who$at. {Mostly about cheese, in the end|We agree on everything except soup|\
I forgot what I'd gone out for}.
[who good] {$who makes me laugh|Nobody tells a story like $who}. {We talked$at until they put the chairs up|\
I've a sore face|I owe them a cake for it}.
[who good] {Good talk|One of those talks} with $who$at. {The kind where you walk home lighter|\
We said the important bit standing up, coats on}.
[who bad] {Met $who|Talked to $who}$at. {We were both somewhere else|It was all weather|\
I said something stupid and am now reliving it}.
[who bad] {$who talked|It was $who talking}, I {nodded|held the door}. {I know a lot about their boiler now|\
Forty minutes}$at.
[who often] $who again$at, the $nth time lately. {People will talk, let them|We've stopped pretending it's chance|\
We've our own bench now}.
[many] {The whole gang|All of us}$at: $who and me. {Three talks at once, nobody listening, perfect|\
We outlasted the other tables}.
[who first] {First time I've really talked to $who|Properly met $who for the first time}$at. \
{They're funnier than they look|Why only now?|Nice hands, good questions}.
[who old] {Sat a while with $who|A word with $who}$at. {At our age you don't put talks off|\
We buried three people and a bakery, in memory}.
[who young] {Hung out with|With} $who$at. {No thoughts, just snacks|We have a plan to start a band, neither plays}.
[who wry] $who and I {put the world to rights|settled everything}$at. {The world's welcome|\
It'll need doing again on $day}.
[who worried] Talked with $who$at. {Did I talk too much?|I keep going over what I said|\
I hope they didn't mind the bit about the hat}.
[who terse] {Saw $who|$who}$at. {Good|Long talk|Nice}.
{Got talking to somebody|A long talk}$at{ and missed lunch|, about bread of all things|}. \
{You should do it more often|I know their whole street now}.
= more
{We said we'd do it again, and I think we mean it|Next time I'm bringing the biscuits}.
{I still know nothing about their work, everything about their knees|We never got to the actual news}.
[good] {That's what a town is for|Some people are like opening a window}.
[good] {I'd been a bit low, I'm not now|Walked home the long way to keep it}.
[bad] {Not every day's a talking day|I should've gone home first}.
[wry] {Nobody was harmed|Several reputations were discussed}.
[worried] {I should have asked more|I never know when to leave}.
[terse !bad] {That's all|Good}.
= told
[who] {was talking with|sat with} $who$at{ for ages|, heads together}
was deep in talk with somebody$at
= ref
[who] $your talk with $who
that talk
= ask.them
[who] {How's $who|And how is $who} {these days|keeping}? {I haven't seen them in weeks|Say hello from me}.
[who] {Did $who ask|Did $who say anything} about me{$pal|}? {I owe them a call|Just curious}.
= ask.next
[who] {When are we all meeting up with|Can the rest of us come and sit with} $who{$pal|}? {I'll bring something|\
I feel left out}.
= cheer
{You and $who|With $who}, {that's a good table|I'd have liked to listen in}$pal.
{A good talk|A talk like that}, {it does more than medicine|that's the best of the day}$pal.
= comfort
{They won't have noticed|I'm sure that talk was fine}$pal. {Everybody goes over a talk at night|\
Talks go wrong, people don't}.
= tease
[who] {You and $who talking|$who and you}? {No wonder my ears burned$pal|Did either of you breathe$pal?}.
= own
[who] {Had an hour with $who myself|I met $who too}$pal, {the other day|on $day}. {My tea went cold as well|\
Lovely company}.
I {never get away from a talk like that either|had such a talk as well}$pal, {on the stairs|at the bins}.
= doubt
[who] {$who? I can't get a word in|With $who I only ever listen}$pal. {But there you are|Maybe it's me}.
{Talk is cheap|A talk is only air}$pal. {I'm joking, mostly|You know me}.
""",
    What.QUARREL: """
= say
[who] {Had words|Fell out} with $who$at. {About|It was about} $a{, if you can believe it|, officially|}. \
{We're both right, that's the trouble|I slammed a door that doesn't slam}.
[who] {$who and I|Me and $who} aren't speaking. {Cause: $a|It began with $a}. {I've already won, in the shower|\
I rehearsed it all the way home}.
{Argued|Had a row}$at about $a. {I said a thing|We both said the thing you don't say|\
My best line came to me on the stairs}.
[who bad] {I don't want to talk about it|I'm not going to say who's right}. {But $who, honestly, $a|\
$A, of all things, $who}.
[worried] {Quarrelled|We had a row}{$with|}, over $a. {My stomach's in a knot|Should I write|\
I keep looking at the phone}.
[warm] {Was too sharp|I was unkind}{$with|}. {It was only $a|All over $a}. {I'm sorry already|\
I'll bring something round tomorrow}.
[cool] {I said what I think about $a|Somebody had to say something, re: $a}{$with|}. {Don't regret it|\
It needed saying|Now there's an atmosphere}.
[wry] {Great diplomats of our time|Peace talks}: me{$with|}, {on the matter of|on} $a. {No survivors|\
Talks have broken down}.
[old] {Too old for rows|You'd think at my age}, and yet: $a{$with|}. {Fifty years from now nobody will know|\
I've lost friends over less, and missed them}.
[young] {Drama|So there was drama}{$with|}, about $a. {I'm the bigger person, I've decided|Not naming anyone|\
Crying in the stairwell, casually}.
[terse] {Row|Argued}{$with|}. $A. {Stupid|It'll pass|Done}.
[often] {Another row|Again}{$with|}, about $a this time, {the $nth lately|number $nth lately}. \
{We should sell tickets|It's never about that, is it}.
[lively] I'm so cross I {cleaned|scrubbed} {the whole kitchen|a pan for an hour}! {Over $a|All because of $a}{$with|}!
= more
{Tomorrow it'll seem small|It'll blow over}{, it always has|, I suppose|}.
{I kept the door open a crack, both doors|Walked it off, didn't work}.
[bad] {It's very quiet now|Hate going to bed on it}.
[wry] {I'm accepting apologies between four and six|The cat next door's on my side}.
[worried] {What if that was it|I shouldn't have written anything, should I}?
[warm] {I do like them, that's the thing|Somebody has to go first, so}.
[terse !bad] {Enough|Tea}.
= told
{had a row|fell out}{$with|} about $a
= ref
that row
= ask.why
{But how did it start|What really happened}, that row{$with|}? {Not just about $a|Nobody falls out over $a}.
= answer.why
{It was the $thing|Honestly? The $thing}$dear, {and before that a hundred little things|and both of us tired|\
I wish I'd a better reason}.
= ask.next
{Will you|Are you going to} {make it up|talk to them} after that row{$pal|}? {Somebody has to go first|Take a cake}.
= comfort
{It'll mend|Rows pass}$pal. {You've made up over worse|Sleep on the row, don't write tonight}.
[who] {$who will come round|I know $who, it'll be forgotten}$pal. {Give it till $day|Take something sweet along}.
= cheer
{Better a row than a sulk|Good that you said it in that row}$pal. {Air's clear at least}.
= tease
{A row over $a|You two and your rows}! {You sound married$pal|The whole street's taking bets$pal}.
= own
{I had a row about $a too|Same row here, more or less}$pal. {We laughed about it a year later|Still not speaking}.
= doubt
[who] {Maybe $who had a point|I'd like to hear $who on that row}$pal. {Don't bite me|I'm only saying}.
{It takes two to have a row|Two sides to a row}$pal. {I say it as a friend|Think about it}.
""",
    What.HEARD: """
= say
[news hero] {So I hear|Apparently|Word is} $hero <told>. {You didn't get it from me|I've checked with two people|\
I'm only passing it along}.
[news hero] {Did you know|Has everyone heard}? $hero <told>. {The baker knew before me, as usual|\
I had it from somebody who was there}.
[news hero] $hero <told>, {they say|so I'm told}. {Make of it what you will|I'm saying nothing|I had to sit down}.
[news hero good] {Nice bit of news|Something nice}: $hero <told>. {About time something went right|\
Buy them a tea if you see them}.
[news hero bad] {Poor|Oh dear, poor} $hero <told>. {Be kind if you meet them|I left a jar at the door|\
Could happen to anybody}.
[news hero wry] {Breaking|From our correspondent at the fence}: $hero <told>. {More as we invent it|Weather next}.
[news hero worried] $hero <told>, {I heard|somebody said}. {I hope it's all right to say|\
Is somebody looking in on them?}.
[news hero old] {In my day it took a week|News travels}: $hero <told>. {I heard it twice before breakfast|\
It was on the stairs before I was}.
[news hero young] {Not to gossip but|Okay so}: $hero <told>. {I gasped|Who's got more?|We move}.
[news hero terse] $hero <told>. {Heard it today|So they say|There}.
[news hero lively] {Guess what|You'll never guess}! $hero <told>! {I've told six people|Tell me you knew}!
[news hero cool] {I don't gossip|It's none of my business}. {But|Still,} $hero <told>.
[news hero formal] {I am told|One hears} that $hero <told>. {I cannot vouch for it|Discretion, please}.
[hero !news] {I heard something about $hero|Somebody told me a thing about $hero}{ that I'm not going to repeat|}. \
{I've bitten my tongue twice|Ask me in person|It's a good thing, don't worry}.
[!hero] {Heard something today|There's talk}{, and for once it isn't about me|}. {I'm saying nothing|\
My lips are sealed, until about Friday|The walls here are thin}.
[!hero] {Somebody on the stairs said|I overheard} something {interesting|I shouldn't have}. \
{Half of it's made up, the question's which half|I nearly fell off the step}.
= more
{Don't quote me|Remember, walls have ears|You know nothing}.
{This town, honestly|There's no keeping anything quiet here}.
[hero] {Anyone seen $hero since?|If $hero reads this, hello|I'll ask $hero myself tomorrow}.
[good] {Good news should travel too|I smiled all the way home}.
[bad] {It could have been any of us|I'll bring something round}.
[wry] {I only repeat things to one person at a time|Sources: a bench}.
[worried] {Maybe I shouldn't have said|I'd hate it to get back wrong}.
[terse] {That's it|Anyway}.
= ref
[hero] the thing about $hero
that bit of news
= ask.really
[hero] {Really? $hero|Are you sure it was $hero}? {Who told you$pal?|I saw them only yesterday$pal|From whom$pal?}.
[!hero] {Who said that|Where did you hear that}{$pal|}? {I want the whole of it|Come on, names}.
= ask.them
[hero] {How's $hero taking it|And what does $hero say|How is $hero now}? {I might drop in|Somebody should ask}.
= cheer
[hero] {Good for $hero|That's $hero all over}! {Thanks for saying$pal|About time too}.
{Now that's news|You do hear things}$pal. {What you heard beats the paper|I knew it in my knees}.
= comfort
[hero] {Poor $hero|Oh, $hero}. {I'll look in|Let's do something for them$pal|I hope it isn't as bad as it sounds}.
= tease
[hero] {And $hero knows you know|Does $hero read this}{$pal|}? {Duck|You should run the paper}.
{You hear everything|You've heard it all}$pal. {Were you behind the door again?|Ears like a bat}.
= own
[hero] {I'd heard about $hero too|Somebody told me about $hero too}$pal. {With a goat in it, though|\
In a different order}.
I {heard it as well|heard something like that too}$pal, {at the till|in three versions}.
= doubt
[hero] {I don't believe it of $hero|$hero? Never}$pal. {Somebody's got it backwards|I'd ask first}.
{Don't believe all you hear|I'd not repeat what you heard}$pal.
""",
    What.NEW_FOLLOWER: """
= say
[who] {Hello $who|Welcome, $who}, {who follows me now|new here}. {Lower your expectations|\
It's mostly soup and complaints|Make yourself comfortable}.
[who] {$who reads me now|I see $who is following me}. {I've put a clean shirt on|\
I feel I should say something clever, there it was|Now I've to behave}.
[who] {Somebody called $who|$who, no less,} {has decided to read this|follows me}. {By choice, it seems|\
I hope you like weather}.
[who warm] {Lovely to have you here, $who|Hello and welcome, $who}. {What brings you?|Say hi when you see me about}.
[who wry] {$who followed me|New follower: $who}. {On purpose? I don't ask|\
My public grows, I shall need a bigger balcony}.
[who worried] $who follows me now. {Did I say something?|I went back and deleted a sandwich|\
I'd better think before I write}.
[who terse] {Hello $who|$who, welcome}. {Not much here|I write little}.
[who old] {Now $who follows me|I'm followed by $who}. {In my day one called the police|\
I had to ask what it means, it's nice}.
[who young] {Shoutout to|Hi} $who. {Refunds are not possible|You're early, I'm not famous yet}!
{One more of you|Somebody new is reading this}. {Hello|Wipe your feet}. {I only ever talk about food|\
It doesn't get better than this}.
{I've got a new follower|New reader}! {That's almost a bus full|Be gentle|I'd have tidied}.
= more
{There's tea, in a manner of speaking|Chairs are at the back}.
[who] {Ask $who, I'm nicer in person|Don't tell $who about the other posts}.
[wry] {I'll try to be interesting on Thursdays|No photos of my breakfast. Well, few}.
[warm] {It's nicer with people|I'll come and read yours too}.
[worried] {Is there something on my face?|I hope it's not a mistake}.
[terse] {That's all|Carry on}.
= told
[who] is being read by $who now
has a new follower{ and can't stop mentioning it|}
= ref
$your new {follower|reader}
= ask.them
[who] {Who's $who|Do you know $who}{$pal|}? {Should I follow too|Are they from round here}?
= cheer
{Your following grows|Another follower}! {Deserved$pal|You write the way you talk$pal|I was here first$pal}.
= comfort
{They follow because they like it|Followers come for the real you}$pal. {Write as always|Don't tidy up}.
= tease
{A new follower|Followers}! {Will you still know us$pal?|Remember us small people$pal|When do you sign autographs$pal?}.
= own
{I've got a new follower too|Same new follower here}$pal. {I'm not special, then|We're being studied}.
= doubt
{Followers come and go|A follower isn't a friend}$pal. {Ask me how I know|You've got us}.
""",
}
