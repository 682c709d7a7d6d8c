"""English phrases about books, play, walks, fairs and photographs."""

from typing import Final

from agents.voice.facts import Occurrence as What

BLOCKS: Final[dict[What, str]] = {
    What.READ_BOOK: """
= say
{Reading|Halfway through|Started} $a$at. {Everybody in it should have a proper lunch|I know who did it, or I don't|\
No idea what's going on, loving it}.
{Read|Got lost in} $a$at {till my tea had a skin on it|and missed the whole afternoon|until they turned the lights off}.
{One more chapter, I said|Just one chapter}. That was {three|five} chapters ago. {$A|It's $a}, {send help|\
don't wait up|I regret nothing}.
[good] $A$at, {the kind you hide from your own chores|slow, and I never wanted it to end}. \
{I'm reading it in small bites|Somebody please read it so we can talk}.
[bad] {Gave up on|Forty pages into} $a. {Life's short and the sentences aren't|\
I kept rereading the same page, it didn't improve|I've decided they all drown}.
[bad] {The $thing|My $thing} has {the last pages missing|a coffee ring on the murderer's name}. {I could scream|\
I'll have to make up the end}.
[hushed] {Quiet corner|Good chair}$at, $a, {somebody's radiator ticking|rain or no rain}. \
{That's all I want from life|I should pay rent here}.
[who] {$who lent me|I'm told by $who I must read} $a. {I've spilled on it already|Two pages in and I can see why|\
There are crumbs in it and they aren't mine}.
[outdoors] $A on a bench$at. {A child asked me how it ends|The wind is reading faster than me|\
Somebody's dog sat on my foot for a chapter}.
[often] {Back with the $thing|The $thing again}, the $nth time lately. {I ration it|We're nearly family|\
I keep a biscuit as a bookmark}.
[old] {Read|I'm reading} $a. {With two pairs of glasses|I read it at twenty and it was another book|\
The print's got smaller, the ideas haven't}.
[young] {Reading|Reading an actual book}: $a. {Nobody panic|My phone's jealous|It even smells like a book}.
[wry] {$A so far|My notes on $a}: {nobody has a job in this book|four deaths, one good soup|it could've been a letter}.
[worried] {The $thing|Reading $a}, {and now I can't go past the cupboard|I've turned on every lamp}. {It's only paper|\
I peeked at the end to be safe}.
[writer] {Read|Spent the evening with} $a{ and hated every good sentence|}. {Why didn't I think of that|\
Back to my own, sulking}.
[terse] $A. {Good|Slow start|Better than expected}.
= more
{Don't tell me the end|No spoilers, thank you|Nobody tell me how it ends}.
{The tea went cold twice|I used a receipt as a bookmark|Missed a meal over it}.
[good] {Who wants it next?|I'll lend it to anybody with clean hands}.
[good] {I miss them already|I've been talking like that all day}.
[bad] {Back to the library with it|It'll do for the short leg of the table}.
[wry] {Nobody in books ever does the washing-up|The butler has an alibi. I don't trust him}.
[old] {My eyes complain, I don't|They used to put pictures in}.
[terse] {Bed|Tomorrow the rest}.
= told
{is reading|sat over} $a$at{ and won't be spoken to|}
= ref
the $thing
= ask.how
{How|And how} is the $thing{, worth the paper|, honestly|}? {I need something for the evenings|\
I've only got the newspaper}.
= ask.next
{Who's getting|Can I have} the $thing after you{$pal|}? {I've clean hands|I return things, ask anyone}.
= ask.tip
{Does it get going|Should one skip the first part}, the $thing{$pal|}? {I got stuck at page twelve|I've failed twice}.
= cheer
{The $thing! Oh I envy you|A good book, that $thing}$pal. {I'd love to read it for the first time again|\
The middle is the best bit}.
= comfort
{Put the $thing down|Nobody has to finish the $thing}$pal. {There are others|The book police sleep at this hour}.
= tease
{You can read|The $thing}? {Since when$pal?|Does it have pictures$pal?|I thought it was holding up your table$pal}.
= own
{I've had the $thing by my bed|The $thing's been on my shelf} {for a year|since spring}$pal. {It looks good there|\
It collects dust very well}.
= doubt
{The $thing? Overrated|I couldn't stand the $thing}$pal. {All those people sighing|I was on the murderer's side}.
""",
    What.PLAYED: """
= say
[!ticketed] {An evening of|A round of|A bit of} $a$at. {Lost, but with style|Won once, retiring now|I blame the light|\
The rules were explained to me afterwards}.
[!ticketed] $A$at. {I'd forgotten how bad I am|Nobody kept score, I won|It got louder than planned}.
[!ticketed good] $A$at{ and laughed till my ribs hurt|, best fun in weeks|\
, and I haven't thought about money for two hours}.
[!ticketed bad] $A$at. {I was terrible and somebody's aunt told me so|My luck was out, then my patience|\
Never again, until next time}.
[!ticketed who] {$who and I at|Me versus $who,} $a$at. {I'll not say who cheated|They don't take prisoners|\
We're still speaking}.
[!ticketed who good] $A$at with $who. {We laughed like drains|I lost a biscuit and my dignity|\
The neighbours know every rule now}.
[!ticketed amount] {$amount for|Paid $amount for} an evening of $a$at. {Cheap at the price|\
I got my money's worth, I even stayed for the end}.
[!ticketed often] {$A again|The $thing again}$at, the $nth time lately. {It's research|I'm nearly not bad|\
I've a chair there now}.
[!ticketed old] $A$at. {The young ones went easy on me, their mistake|My hands still know it|\
In my day we played for buttons}.
[!ticketed young] $A$at. {Absolutely robbed|Undefeated, if you ignore the losses|Nobody go home yet}!
[!ticketed wry] {Some people have talent|I bring enthusiasm}. $A$at. {I also brought crisps|My opponent was nine}.
[!ticketed home !who] $A {on my own|by myself}, {a draw|I lost}. {I cheated and caught it|One of us sulked}.
[!ticketed lively] $A$at! {Who's up for more|Next time everybody|I could go all night}!
[ticketed] {Saw|Went to see} $a$at. {The person behind me explained all of it|I cried at the wrong bit|\
Stayed until the lights came up, then a bit longer}.
[ticketed] $A$at. {The best part was the silence after|I understood the half and liked the rest|\
There was a bench, so I looked properly}.
[ticketed good] {Go and see|If you do one thing this week, see} the $thing$at. {I walked home the slow way after|\
I've got nothing clever to say, just go}.
[ticketed bad] $A$at. {Two hours I could have slept|My neighbour slept through it and I envied him|\
I've seen better on biscuit tins}.
[ticketed who] Went to see $a$at with $who. {We don't agree about it|We argued all the way home, lovely}.
[ticketed who good] $A$at with $who. {We whispered the entire time, sorry everyone|We agree it was too short|\
They cried, I had something in my eye}.
[ticketed amount] $amount for $a$at. {You get a seat and two hours of not being yourself|I've paid more for worse|\
At that price I read every label}.
[ticketed old] $A$at. {They don't make faces like that any more|My late friends are all in such pictures|\
I was asked if I needed help finding the exit}.
[ticketed young] $A$at. {Ten out of ten, would sniff again|I have become cultured, watch out|\
The popcorn was structural}.
[ticketed wry] {Culture|An evening of culture}: $a$at. {I stroked my chin at the right places|\
I've an opinion now, I'll be unbearable}.
[ticketed often] $A$at, {I'm there so often the usher nods|my $nth visit lately}. {Still finds things I missed|\
It's warm and nobody sells you anything}.
= more
{Home late, happy feet|Worth the sore throat|I'll sleep well}.
[good] {More of this, please|That's what evenings are for}.
[good] {I've still got it in my head|Walked home humming}.
[bad] {The walk home was the best part|I'd rather have had a nap}.
[bad] {My mood stayed at home, I should've too|Well, I've been out, it counts}.
[wry] {My prize was a sticky hand|I was the oldest child there}.
[worried] {I hope nobody I know saw me|Was I too loud?}.
[terse !bad] {Fun|Again sometime}.
= told
[ticketed] {had a good time|was seen}$at, {looking at|there for} $a
[!ticketed] {played|was playing} $a$at{ and winning, they say|}
was out enjoying $a$at
= ref
the $thing
= ask.how
{And how|So how} $was the $thing{$pal|}? {I nearly came|I was in two minds}.
= ask.again
{Would you do it again|Are you going again}, for the $thing{$pal|}? {Take me along|I'd come}.
= ask.worth
[amount] $amount for the $thing, is that worth it{, be honest|}{$pal|}? {I've got exactly that in my pocket|\
My purse asks}.
= cheer
{The $thing! Good|Good, that's what the $thing is for}$pal. {You looked as if you needed it|\
Nothing better of an evening}.
= comfort
There'll be better {evenings|days} {for the $thing|than that, never mind the $thing}$pal. {Next time with me|\
At least you got out}.
= tease
{The $thing|You and the $thing}! {I could hear you from my place$pal|They let you back in$pal|At your age$pal}!
= own
[ticketed] I saw the $thing {last week too|some days ago}$pal. {Fell asleep, in all honesty|Would go again}.
[!ticketed] Played $a {last week|myself, some days ago}$pal. {I'm told I cheat|My ears still ring|Came last}.
= doubt
{Not my thing|I've never seen the point}, the $thing$pal. {Give me a good book|Go on a $day, nobody's there}.
""",
    What.WALKED: """
= say
{A stroll|A little walk|Once round the block}$at. {Seen|On the way}: $a. {That's the news|I've nothing to add|\
Made my day, I'm easily pleased}.
{Walked|Wandered}$at {with no reason at all|until my head was quiet|the long way round}. {Saw|Met} $a{ and nodded|\
, we understood each other|}.
$A$at. {I stopped and looked for so long that others stopped too|Nobody else seemed to see|You had to be there}.
[good] {What a walk|Lovely walk}$at: {air, shoes, $a|$a and not one person with a clipboard}. \
{Could've gone on to the sea|I've brought home a leaf, don't ask}.
[bad] Walked it off$at. {Twice around, still cross|It's smaller now, the thing I was cross about}. \
{$A helped a little|Even $a looked at me funny}.
[who] {Walk|Took a turn}$at with $who. {We solved everything by the second lap|Talked so much we passed $a twice|\
Half a step apart, not much said, good}. {Saw $a too|$A, as a bonus}.
[often] $A$at again, {my $nth walk lately|the $nth walk lately}. {We nod to each other now|\
I think it's always there and I'm what's new}.
[morning] {Early walk|Out early}$at. {Just me and $a|Nobody about but $a}. {The street belongs to you at that hour|\
Smelled of bread}.
[evening] {Evening round|A last turn}$at. {Windows lit, somebody frying onions|\
Other people's kitchens, all yellow}, {and then $a|and $a}.
[night] {Couldn't settle, so I walked|Night walk}$at. {$A and me, that was the whole town|Only $a saw me}.
[old] {My daily round|The knees wanted air}$at. {$A, same time as always|\
The bench gets further every year, but there was $a}.
[young] {Touched grass|Went outside}$at. {$A spotted|Graphics are good. Saw $a}.
[wry] Walked$at to {clear my head|think}. {It came back empty, mission accomplished|I thought about cheese}. \
{Also, $a|Witness: $a}.
[worried] Went for a walk$at, {turned back once to check the stove|and met everybody I owe a call}. \
{$A calmed me down|Then $a, and I breathed out}.
[artist] {Stood|Stopped}$at in front of $a {until the light moved on|for an age}. {Drew it on a napkin|\
The grey in it, you wouldn't believe}.
[terse] {Walk|Walked}$at. $A. {Good|Home again}.
= more
{Home with cold ears|Shoes full of grit|My feet thanked me}{, worth it|}.
{Two people said good evening, I counted|Nobody knew me for half an hour, lovely}.
[good] {Do it, it's free|This town's all right, you know}.
[good] {I may go the same way tomorrow|You don't need the sea}.
[bad] {It's hard to stay cross on foot|Slept on it after}.
[wry] {That's my sport for the week|I shall write to the paper about it}.
[terse !bad] {That's all|Nice}.
= told
{went for a walk|was walking}$at {all alone|and stared at $a}
= ref
$your walk
the $thing
= ask.how
So the $thing $is still there{$pal|}? {I might go and look|I only ever hear about it}.
= ask.again
{Do you always walk that way|Same walk tomorrow}{$pal|}? {I'd come along, if you don't mind slow|\
I need to get out as well}.
= cheer
{A walk and the $thing|The $thing}! {What more does one want?|Lovely$pal|You notice things$pal}.
= comfort
{Walking helps|Good that you walked}$pal. {Give the $thing my regards|The rest can wait till tomorrow}.
= tease
{You stop for|You walked for} the $thing but {not for me|you can't hear me call across the street}{$pal|}?
= own
{I saw the $thing too|Passed the $thing myself}$pal{, must have been just after you|}. {Thought I'd dreamt it|\
We should've bumped into each other}.
= doubt
{The $thing|That $thing}? {It's there every day$pal|You need to get out more$pal|I'd have stayed in}.
""",
    What.FAIR: """
= say
There's a fair on{$at|}! {I've already lost to|Straight to|Say what you like about} the $thing. {My shoes are sticky|\
I'm eight years old again|Bring small change}.
{Fair|The fair's on}$at. {The $thing $was there, so was half the town|Followed the noise of the $thing|\
You can hear the $thing from my bed}.
{Came for a look|Went just to look}, {stayed for the $thing|left three hours later because of the $thing}. \
{The fair$at, I mean|That's fairs for you}.
[good] {Lights, mud, the $thing|The $thing, noise, somebody's uncle dancing}: {the fair$at has everything|\
that's the fair$at for you}. {Come down|Don't be the only one at home}!
[good] {You've got to see the $thing|Nobody told me about the $thing|I'd give my coat for the $thing}! \
{It's at the fair|They have it at the fair}$at{, go while it's on|}.
[good] {Half the town is|Everybody and their dog is} at the fair$at. {Look for me by the $thing|\
I came for the $thing and stayed for the noise}.
[good] {Best hour of my week|Grinning like a child}: {the fair|a whole fair}$at. \
{The $thing alone was worth it|I blame the $thing}.
[bad] {Fair$at|The fair's on}. {The $thing made me queasy|Lost my hat near the $thing|Too many elbows by the $thing}.
[who] {At the fair|The fair}$at with $who. {We've lost each other twice at the $thing|\
Somebody won a goldfish, it wasn't us|The $thing took all our coins}.
[old] {The fair|It's fair day}$at. {The $thing hasn't changed in fifty years, that's the point of it|\
I watched the $thing and minded the coats}.
[young] {FAIR|Fair day}$at. {The $thing, no notes|My blood is sugar|The $thing has all of my money now}!
[wry] {The fair|Went to the fair}$at. {I'm told the $thing is an art|\
My dignity's somewhere by the $thing, blue, medium}.
[worried] The fair's on$at. {Hold on to your purses|I don't trust the $thing, it wobbles}, {but I went anyway|\
it's very lively}.
[lively] Everybody out! Fair$at! {Meet me by the $thing|I'm by the $thing and I'm not leaving}!
[terse] Fair{$at|}. {$A|Saw the $thing}. {Loud|Good fun}.
= more
{Bring coins|It goes on till late|You'll smell of it for days, worth it}.
[good] {My voice is gone|I've won a comb}.
[bad] {I'm too old for loud|Home with a headache and a balloon}.
[wry] {A gentleman never says what he paid for the plush duck|The tombola is rigged, I'll be back tomorrow}.
[warm] {Nice to see everyone in one place|Half my street was there}.
[terse] {Go|Early night}.
= told
was at the fair$at{, right by the $thing|, sugar on both cheeks|}
= ref
the fair
= ask.how
{Is the fair|Is it} very full{$pal|}? {I'd come for the $thing|I only want to see the $thing}.
= ask.again
{Are you going to|Will you be at} the fair {again tonight|a second time}{$pal|}? \
{I need someone to hold my coat at the $thing}.
= cheer
{The $thing|A fair with the $thing}! {I'm putting my shoes on$pal|On my way$pal|That's me out the door}.
= comfort
{Fairs are|The $thing is} best {from a distance$pal|after dark, when you can't see the price$pal}.
= tease
{I saw you at the $thing|That was you at the $thing}$pal! {Grown-ups were queueing behind you|You screamed}.
= own
{I was at the $thing too|The $thing got me too}$pal. {Won nothing, three times|There's sugar in my hair}.
= doubt
{The fair isn't what it was|The $thing? A swindle}$pal. {Ten minutes and you're broke|The pigeons have more sense}.
""",
    What.PHOTO: """
= say
{Took a picture of|Today's photo:} $a{$at|}. {It's a bit crooked, so was I|The light did all the work|\
My thumb's in the corner, call it signed}.
$A$at. {Ten pictures, one's all right|It kept still, unlike everybody else I photograph|\
Nobody will believe how blue it was}.
{Stopped|I stopped} for $a$at. {Somebody walked into me, worth it|Click|The one good picture in forty}.
[good] {Look at|Would you look at} the $thing$at. {I didn't do a thing, just stood there|It's going on the wall}.
[bad] {Blurred|All blurred}, {as usual|naturally}: $a$at. {It was better in life|You'll have to imagine the rest|\
The phone and I see different worlds}.
[who] {$who said|I was with $who, who said}: "Who photographs $a?" {I do|Well, here it is}.
[often] $A again$at. {I've got a drawer full of it by now|It's a series, not a habit}.
[artist] $A$at, {for the shadow on the left|for the colour only}. {I'll paint it smaller|I want that grey}.
[old] {The grandson of a neighbour showed me how|I pressed the right button}: $a$at. {Where it's gone now I can't say|\
In my day you got twenty-four and made them count}.
[young] $A$at, {no filter, it's just like that|zoomed in till it went strange}. {New wallpaper|Album cover}.
[wry] {My life's work|Photograph}: "$A", {untitled|a study}. {Offers welcome|The museum hasn't rung}.
[worried] {Photographed|I photographed} $a{$at|}, {I hope that's allowed|I'd better ask next time}. {Nice, though|\
Nobody shouted}.
[terse] $A{$at|}. {Light was good|That's the picture}.
= more
{The light only lasted a minute|You should see it without me in the way}.
{Guess where|Bonus point if you know the corner}.
[good] {It cheered me up|Made me walk slower}.
[bad] {The colours were there, I swear|I'll try again with both eyes open}.
[wry] {Prints available from nobody|Composition: accidental}.
[terse] {There|Seen}.
= told
took a picture of $a{$at|}{ from every side|, lying on the ground for it|}
= ref
the {picture|photo} of $a
the $thing
= ask.how
{Where did you stand|How did you get the light like that}, {for the $thing|in the $thing picture}{$pal|}?
= ask.tip
What did you take the $thing with{$pal|}? {Mine come out grey|All I ever get is my thumb}.
= cheer
The $thing! {That's going on my wall|I can nearly smell it|You've got the eye}$pal.
{What a picture|I like that picture}, {the $thing looks as if it knows|you made the $thing look expensive}{$pal|}.
= comfort
{Blurred is a style|I can make out the $thing}$pal. {Half a $thing is better than none|Try again tomorrow}.
= tease
{Is that the $thing, or your thumb|Which way up does the $thing go}{$pal|}?
= own
{I've photographed the $thing too|I've got the same picture of the $thing}$pal, {yours has more sky|\
mine came out sideways}.
= doubt
{It's a nice $thing, but|The $thing's all right, but} {crooked|a bit dark}$pal. {Left a little|\
I liked the last one more}.
""",
}
