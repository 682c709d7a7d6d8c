"""English phrases about shopping, chores, waiting, full houses, closed doors and empty purses."""

from typing import Final

from agents.voice.facts import Occurrence as What

BLOCKS: Final[dict[What, str]] = {
    What.SHOPPED: """
= say
{Went for|Out for} $a{$at|}. {Came home with three bags and no $thing|Forgot the list, bought by feeling|\
Came home with it and four things I can't explain}.
{Got|Bought} $a{$at|}. {Changed queues twice, both times wrong|The old lady before me paid in memories|\
The bag split on the stairs}.
$A{$at|}, {carried home like a trophy|the last in the shop|and somebody gave me a look}. {Small victories|\
I was quicker|Supper's safe}.
[amount] {$amount at the till|That came to $amount}, {and all I really needed was $a|for $a and "a few bits"}. \
{Who eats all this?|I read the receipt like a crime novel}.
[amount bad] $amount{$at|}, $a included. {Everything's gone up but me|I put the biscuits back|My purse made a sound}.
[good] {Found|Look what I found:} $a{$at|}, {just the sort I wanted|and a good one too}. \
{I'm told you have to knock on it, I knocked|The good mood's free}.
[bad] {Queued forever for|All that for} $a{$at|}. {There were four tills, one open, as tradition demands|\
My ice cream didn't make it}.
[market] {"Fresh this morning,"|"Last ones,"} {they said|he said}. So I have $a. {We shook hands on it|\
I can't haggle, I say thank you at every price}.
[who] {Shopping with|Went round the shop with} $who{$at|}. {In for $a, out with the shop|They read every label|\
We forgot $a and went back}.
[home] {Unpacked|Put away} $a. {The cupboard won't shut|We're ready for a siege}.
[often] $A again{$at|}, my $nth shopping trip lately. {I must be eating in my sleep|They've started saying "the usual"}.
[old] {Bought $a|Was out for $a}{$at|}. {I remember when you brought your own jar|\
A nice lad reached the top shelf for me}.
[young] {Adulthood|Big purchase}: $a{$at|}. {Nobody tells you how much of life is this|\
I felt very grown-up and then bought sweets}.
[wry] {Shopping list|The list said}: $a. {Shopping basket: a cry for help|The basket said otherwise}.
[worried] {Bought|Got} two lots of $a{$at|}, {in case|you never know}. {Then worried I'd left somebody without|\
What if they stop making it?}.
[chef] Chose $a{$at|} {by smell|one by one}. {The boy thought I'd lost my mind|You have to look them in the eye}.
[terse] $A{$at|}. {Home|Done|Cupboard's full}.
= more
{Forgot the salt, of course|Still no matches|Left the umbrella at the till}.
{My arms are longer now|The handle cut my fingers|The stairs felt like more than usual}.
[good] {Cooking something proper tonight|I like a full cupboard}.
[bad] {Next time with a list|I'm living off the pantry from here on}.
[wry] {Coupon expired yesterday, naturally|I now own a third whisk}.
[worried] {Should last the week, if nobody visits|I checked the eggs twice}.
[warm] {If anybody's short of something, knock|I've enough for next door too}.
[terse !bad] {That's that|Enough}.
= told
{went out for|was seen buying} $a{$at|}{, two bags full|}
= ref
the $thing
$your shopping
= ask.worth
[amount] $amount for the shopping, {with or without|was that with} the $thing{$pal|}?
= ask.tip
{Any good|Worth the walk}, the $thing{$at|}? {I've run out|I was going to go tomorrow}.
= ask.next
[!tool] {And what becomes of|So what are you making with} the $thing{$pal|}? {I'm free around supper|\
I can bring a spoon}.
= cheer
{The $thing! Well found|You always find the good $thing}$pal. {I got there too late|They hide it from me}.
= comfort
{They got me too|Prices}$pal. {At that rate even the $thing $is a luxury|Split the $thing with me next time}.
= tease
{Out for the $thing, home with the shop|The $thing, and twelve other things}, {I know you|as ever}$pal.
= own
{I forgot the $thing again|The $thing, that's what I forgot}! {Thank you$pal|Back out I go$pal}.
= doubt
You'd get the $thing {for less|cheaper} {round the corner|on a $day}$pal. {I'm only saying|Ask before you pay}.
""",
    What.HOUSEWORK: """
= say
{Did|Finally did|Got round to} $a. {There was a floor under there|The colour came as a surprise|\
I could be visited now, briefly}.
$A, {done|all done|finished}. {Tell no one how long it had been|I keep going back to look|Nobody touch anything}.
{Started with|Today I did} $a and {ended up moving the wardrobe|found last year's birthday card|\
discovered I own nine odd socks}.
[good] {Nothing like it|So satisfying}: $a, {sleeves up, radio on|window open, singing}. {I'd charge admission|\
The whole place smells of lemon}.
[bad] {Two hours on|All that work on} $a. {It'll look the same on $day|And the bucket tipped over|\
My back's in the bucket too}.
[bad] Why does $a {never stay done|exist}? {I ask you|I had plans once}.
[often] {$A again|Once more, $a}, {the $nth time lately|my $nth go lately}. {It grows back|I suspect it enjoys this}.
[old] {Did $a|$A today}, {the way my mother did|vinegar and newspaper}. {In stages, with a sit-down between|\
The hands know how}.
[young] {Did $a|$A}, {like a functioning person|unprompted}. {Where's my medal?|Somebody screenshot this}.
[wry] {I looked at $a|$A and I locked eyes}. {I blinked first|One of us had to be cleaned}.
[worried] $A at last. {What if somebody had come by?|I can't sleep when I know it's there, waiting}.
[who] {$who helped with $a|$A, with help from $who}. {We found the remote|They do corners|It was mostly tea}.
[lively] {Music up|Music on}! $A {done in an hour|conquered}! {Next|Who wants theirs done}?
[terse] $A. {Done|Clean|Finally}.
[weekend] {Everyone else is out|Lovely day off}. {Me and $a|I did $a}. {I know how to live|Somebody has to}.
= more
{Now nobody's allowed in|From now on I eat over the sink|Shoes off at the door, please}.
{Reward: cake|Sitting down to admire it|I've earned the good chair}.
[good] {I feel tidied too|You breathe differently}.
[bad] {The dust just moves house|Tomorrow the rest, or never}.
[wry] {The spider and I have an arrangement|I put the mess in one drawer. It's a system}.
[worried] {I can still see a streak|There's always the other side of it}.
[terse !bad] {Enough|Next}.
= told
{did|has been at} $a{ for hours| with gloves on| like a thing possessed}
= ref
the $thing
= ask.tip
{What do you use on|How do you get a shine on|What's the trick with} the $thing{$pal|}? {Mine laughs at vinegar|\
I've tried everything but prayer}.
= ask.next
{Would you come and do|When are you doing} mine{$pal|}? {My $thing hasn't seen a cloth since spring|\
I pay in dumplings, for the $thing}.
= cheer
The $thing! {I'm ashamed of mine now|You're an example to us all|I'd give you a ribbon}$pal.
= comfort
{The $thing will|That $thing can} {wait|keep}$pal. {Nobody was ever remembered for it|Sit down a bit}.
= tease
{The $thing? Who's visiting|So somebody's coming to see the $thing}{$pal|}? {Go on, who|\
I've never known you to, otherwise}.
= own
{I did the $thing|I've been at the $thing} {too|myself}$pal, {and found a spoon from another life|it took till dark|\
the cloth is in quarantine}.
= doubt
{Leave the $thing|The $thing should be left} {alone$pal|till spring$pal}. {A bit of dust keeps the cold out|\
Life's short}.
""",
    What.WAITED: """
= say
{Stood about|Waited|Hung around}$at {for ages|a good half hour|long enough to grow roots}. {For what, I ask myself|\
I know every crack in the pavement|A pigeon has adopted me}.
{Waiting|Been waiting}$at. {I've read all the notices, there's a lost glove|\
I've counted the tiles, it doesn't come out even|You see a lot when you've got to}.
{I was early, as always|Came on time, my mistake}. So I {waited|stood there}$at {like a coat stand|and hummed|\
rearranging my pockets}.
[bad] {Half an hour of my life|All that waiting}$at. {I want it back in the summer|\
I've composed a letter in my head, three pages}.
[good] {Waited a while|Had to wait}$at and {it was rather nice|nobody could ask me for anything}. \
{The clouds did their thing|Talked to a stranger about shoes}.
[who] {Waited for|Waiting with} $who$at. {We ran out of weather to talk about|Somebody had crisps, so it was bearable|\
We've become experts on that wall}.
[often] Waiting{$at|} again, the $nth time lately. {They should name a bench after me|My knees know the spot}.
[old] {When you're old|At my age} you're good at waiting. {Did some|Had a bit more practice}$at{, best of three|}.
[young] {Waiting|Still waiting}$at. {Phone at nine percent, tell my story|I've scrolled to the end of it}.
[wry] {Today's hobby|My afternoon}: waiting$at. {I'm getting good|No experience needed|\
It's mostly standing, with thinking on top}.
[worried] {Waited and waited|Still waiting}$at. {Had I got the day wrong|I checked the time so often it slowed down}.
[lively] I {can't wait|don't know how to wait}, {I mean it, I cannot|physically}. {Did it anyway|Had to}$at!
[terse] Waited$at. {Long|Nothing|Went home}.
= more
{Nobody came to explain|There wasn't even a chair}.
{A child stared at me throughout, and won|I've now opinions on the door}.
[bad] {Time's the only thing they can't give back|Next time I'll be the late one}.
[good] {No harm done|I had nowhere better to be}.
[wry] {I came out older, if not wiser|Do they pay extras?}.
[worried] {I hope it wasn't my fault|Should I have said something?}.
[terse] {So}. {Tea|Home}.
= told
{stood waiting|waited}$at {forever|a good half hour|like a lamp post}
= ref
all that waiting
= ask.why
{What were you waiting for|Waiting for what}{$pal|}? {Did it come?|Don't tell me it was nothing}.
= ask.how
{How long did you wait|And how long was the wait}, {really|honestly}{$pal|}? {I'd have left|My record's an hour}.
= comfort
{Waiting is|Nothing drags like waiting, it's} {the worst|hard work}$pal. {Bring a book next time|\
At least sit on something}.
= cheer
{The patience of you|I couldn't wait like that}$pal. {They should thank you|I'd have bitten someone}.
= tease
{That was you waiting|I saw you waiting}! {I thought it was a statue$pal|You had a lovely view of a wall$pal}.
= own
{I waited too|Waited the same way}$pal, {on $day|the other day}. {We could've waited together|\
It's how I met half this town}.
= doubt
{Nobody made you wait|You wait too much}$pal. {Five minutes, then go|I walk off, they soon learn}.
""",
    What.REFUSED_FULL: """
= say
{Not a seat to be had|Full, all of it}{$at|}. {I stood there doing arithmetic with the chairs|\
They were all stirring empty cups|Ate a bun on the kerb instead}.
[place] {Tried|Wanted to get in at} $place. {Full to the windowsill|\
Every chair taken and every one by somebody in no hurry}. {Walked home hungry|So, toast}.
[place] {$Place is full|No room at $place}. {I looked hungry at them through the glass, no use|Is it a holiday? \
Did I miss a holiday?|Where did all these people come from?}.
{Turned away|No room}{$at|}. {One lady and her handbag, two chairs|\
I'd already decided what to have, that's the pain of it}.
[who] {$who and I|Me and $who} found every seat taken{$at|}. {Ended up on the kerb, which was fun, actually|\
We blamed each other briefly}.
[bad] {Full|Full up}. {Again I picked the wrong hour|I even brushed my hair for this|\
One table of four with one man and a newspaper}{$at|}.
[often] Full again{$at|}, the $nth time lately. {Do I need to be born there?|I'm going to bring my own stool|\
They wave at me through the glass now}.
[wry] {Popular|So popular}, {that place|they say}: {nobody can get in|it's so full nobody goes}. {Including me|\
I was nobody today}{$at|}.
[worried] {No seat|It was full}{$at|} and {I felt everyone look|I did the walk of shame past all those spoons}.
[old] {They used to squeeze up|People used to move along}. {No seat for an old body|Nothing free}{$at|}.
[young] {Queue of the century|It's giving sardines}{$at|}. {Not a chair|Full}. {Home, noodles|We tried}.
[terse] Full{$at|}. {Went home|Typical|Next time earlier}.
= more
{A man with a toothpick watched me go|They do look cosy in there, damn them|I nodded at the waiter, he nodded back}.
{Bought a roll on the way home and ate it angrily|By the time I was home I wasn't hungry any more|\
At least the walk was free}.
{Tomorrow I go at opening time|I'll go at a stupid hour, you'll see}.
{Cheese on toast at home, the best table in town|My own kitchen had space, funny enough}.
[wry] {I blame good reviews. Stop it, all of you|You've never seen chairs so smug}.
[bad] {I was looking forward to it all day|My stomach was very loud about it}.
[warm] {Good for them, mind you|At least they're doing well}.
[terse] {Oh well|So it goes}.
= told
{found every seat taken|couldn't get a seat}{$at|}
= ref
not getting a seat
= ask.how
Was {every seat|it really} full{$at|}{, even the one by the draught|}{$pal|}? {Then it's worse than I thought|\
I'd planned to go tonight}.
= ask.next
Where did you {eat then|go instead}, {if every seat was taken|with no seat free}{$pal|}? {I've always got bread in|\
You could've come up}.
= comfort
{No seat after that walk|Every seat gone}! {Poor you$pal|Come to mine, I've two chairs$pal|Go just before closing$pal}.
= cheer
{A full house is|No seat is} {a good sign|good for them}, {I suppose|at least}$pal.
= tease
{No seat|Not one seat free}? {They saw you coming$pal|I was in your chair, sorry$pal|\
The soup was lovely, by the way$pal}.
= own
{No seat for me either|I didn't get a seat either}$pal{, the day before|}. {I nearly sat on a stranger|\
Stood like a coat rack}.
= doubt
{There's always a seat|I always get a seat}$pal, {you've to look cross|by the door, nobody wants it}.
""",
    What.REFUSED_CLOSED: """
= say
{Closed|Shut}. {Walked all that way|I rattled the handle anyway|\
I read the hours on the door, they're very clear, I'm very stupid}{$at|}.
[place] {$Place is closed|Stood in front of $place: closed}. {Pressed my nose to the glass like in a film|\
So did two others, we shared a silence|I'd even brought exact change}.
[place] {Walked to|Went all the way to} $place. {Shut|Lights off}. {A cat looked at me as if it knew|\
Walked back by another street so nobody'd notice}.
{Somebody|One of you} might have told me {it's shut|they close at this hour}{$at|}. {I had my good coat on|\
I'd been looking forward since morning}.
[who] {$who and I|Me and $who, both} {outside a locked door|in front of a closed sign}{$at|}. \
{Neither of us checked, both of us blamed the other|We talked on the step instead}.
[often] Closed again{$at|}, the $nth time lately. {I think they see me coming|It's me, isn't it}.
[bad] {Closed|Locked}. {Naturally|Of course}{$at|}. {That sort of $day|Everything I need is open when I'm asleep}.
[wry] {Good news: I've been to|I've had a fine look at the door of} {a closed shop|a place that was shut}{$at|}. \
{Nice door|Two stars, no handle}.
[old] {I remember when they'd open for you if you knocked|Used to be the owner lived upstairs}. {Closed|\
Shut tight}{$at|}.
[young] {Closed|It's shut}{$at|}. {The hours are a suggestion, I thought|Main character, locked door}.
[worried] {Was it always closed on a $day|Closed}{$at|}? {I'm sure I checked|Have I lost track of the days?}.
[terse] Closed{$at|}. {Noted|Home again|Of course}.
[night] {Who's open at this hour? Not a soul|Closed at night, who'd have thought}{$at|}.
= more
{There was a light on at the back, I swear|I knocked, in case|Somebody had left a glove on the handle}.
{I'd told everybody I was going, too|So I bought an apple and called it an outing|\
A boy said "it's closed", thank you, boy}.
{I waved at the chairs|The sign said "back soon". Soon is a big word}.
{At least I got a walk out of it|My shoes got some air}.
[wry] {I may move in on the step|The handle and I are close now}.
[bad] {Nothing in at home either|Crackers for supper, then}.
[earnest] {Note to self: look first|Opening hours exist for a reason}.
[terse] {Tomorrow|Oh well}.
= told
{stood in front of a closed door|found it closed}{$at|}
= ref
{the locked door|standing outside a closed door}
= ask.why
{Closed? On a $day|Why were they closed}{$pal|}? {Was there a note?|I hope nobody's ill}.
= answer.why
No {note, nothing|sign, no light}, just {closed|a locked door}$dear. {Opening hours, I suppose|\
I could have read the hours first}.
{It's the hours|They close at that hour}$dear. {It says so on the door, in big letters|It was all my own fault}.
= ask.next
{So what did you do|And then}, {stand outside that closed door|with the door closed}{$pal|}? \
{I'd have sat on the step|There's always my kitchen}.
= comfort
{Oh, closed|A closed door after that walk}! {I'd have cried$pal|Ring me next time, I've got the hours by heart$pal}.
= cheer
{The walk to a closed door counts too|Even to a closed door, it's a walk}$pal.
= tease
{Did you|You didn't} {try pulling|read the hours}{$pal|}? {The closed sign is as big as you are|Closed means closed}.
= own
{That closed door got me too|I stood before the same closed door}$pal, {on $day|last week}. \
{We should all carry a list|I knocked, even}.
= doubt
{They're never closed|It can't have been closed}$pal, {try the side door|you have to knock twice}.
""",
    What.TOO_POOR: """
= say
{Stood|Got as far as the door}{$at|}, counted {what I had|my coins twice}, {and went home again|\
and remembered I wasn't hungry|smiled, left}.
[amount] $amount{$at|}. {I've got a button and half of that|I said I'd think about it|My purse laughed before I did}.
[amount place] $Place wants $amount. {I want it too, so we've something in common|We'll see each other after payday}.
{Couldn't afford it|Hadn't got the money}{$at|}. {I pretended to be looking for somebody|\
There are soups at home with no name|So I read the menu, reading's free}.
[place] {Looked in at|Walked past} $place. {Money's not there this week|\
I know the menu by heart, just not the taste}. {Bread and tea it is|Home}.
[bad] {Put it all back|Had to put it back}{$at|}. {The boy at the till was kind, that's the worst part|\
Everyone behind me studied the ceiling}.
[who] {$who offered to pay|Told $who I wasn't hungry}{$at|}. {Too proud, me|My stomach gave me away}.
[often] {Short again|Not enough again}{$at|}, the $nth time lately. {I'm thinking of taking up sighing|\
The month's longer than the money}.
[wry] {My budget|My money} and I {had a talk|sat down together}. {It did the crying|It said no}. {No treats|\
Nothing for me}{$at|}.
[worried] {I couldn't pay|Hadn't got enough}{$at|}. {Where does it go?|I add it up and it gets less|\
I don't know how the others do it}.
[old] {A pension's a small thing|On a pension} you look {with your hands in your pockets|at the shop windows}. \
{So I did|As I did}{$at|}.
[young] {Broke|I'm so broke}{$at|}. {Living on air and other people's chips|The card said no and so loudly}.
[student] {Student budget|Student life}: {looked at the menu|smelled the food}{$at|}, {felt full|\
went home to the pot noodle}.
[terse] {No money|Too dear}{$at|}. {Later|Toast|It is what it is}.
= more
{There's rice at home|Home's got a kitchen}. {It'll do|Always has}.
{Payday, hurry up|Is it the end of the month yet}?
[wry] {I'm not poor, I'm pre-rich|On the plus side, nothing to steal}.
[bad] {You get tired of counting|Not proud of it}.
[worried] {And the rent's still to come|What if something breaks now}?
[earnest] {It'll be better next month|There are those with less}.
[terse] {So}. {Home|Tea, then}.
= told
{couldn't afford it|hadn't the money}{$at|}{, poor thing|}
= ref
the money trouble
= ask.need
{Do you need some money|Shall I lend you a bit of money}{$pal|}? {Pay me back in eggs|No need to say when|I mean it}.
= ask.how
{How are you off for money|Is the money very short}{$pal|}? {I know the feeling|You can tell me}.
= comfort
{Next time the money's on me|I'll put up the money}$pal. {Don't argue|I owe you one anyway}.
{Money comes|The money's bound to come}{, slowly|}$pal. {Supper's at mine|There's soup for two here}.
= cheer
{Saved the money|That's money saved}, {then|if you look at it right}$pal.
= tease
{And where's all your money gone|No money}{$pal|}? {You had it for the fair, I saw|\
I told you that third hat was a mistake}.
= own
{Me too|Same}$pal, {no money till payday|my money's gone for a walk}. {We could boil something together|\
Twice this week I've smelled my dinner}.
= doubt
{It's not worth the money|It isn't the money, it's their prices}$pal. {Bring your own bread|I'd not go if they paid me}.
""",
}
