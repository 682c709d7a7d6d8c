"""English phrases for telling it straight: what, where, when, with whom, and how it was. Most of life is like this."""

from typing import Final

from agents.voice.facts import Occurrence as What

FELT: Final = """
= felt
[great] {Really lovely|Couldn't have been better|I'm happy, simple as that|One of the good ones}.
[good] {It was nice|I enjoyed that|It did me good|Just what I needed|I'm glad I did|Can't complain}.
[good earnest] {I'm grateful for days like this|That was good for me|A good thing, all in all}.
[good quiet] {Nice and calm|I liked it|Pleasant}.
[good lively] {Loved it|So good|Best part of my $day}.
[good slangy] {Pretty great|Dead good|Well happy with that}.
[good formal] {Most enjoyable|I was well pleased|A pleasant $day, in sum}.
[awful] {It was awful, to be honest|I'm quite down about it|I could have done without it}.
[bad] {It wasn't great|Not my best $day|I've had better|Didn't enjoy that much|It got to me a bit}.
[bad earnest] {I try not to let it get to me|Tomorrow I'll do better|It's a bit disappointing}.
[bad lively] {So annoying|Rubbish|Ugh}.
[bad quiet] {Never mind|I'd rather not go on about it|A bit sad}.
[bad slangy] {Bit rubbish|Not ideal|Gutted, a bit}.
[bad formal] {Regrettable|Not what I had hoped|I was not pleased}.
[!good !bad] {It was all right|Nothing special|Okay, I suppose|Neither here nor there|That's about it}.
[!good !bad] {An ordinary $day|The usual|So that's done}.
= mood
[great] {I could sing|I still can't believe it|So happy I don't know where to put it}.
[good] {I'm glad|I'm so pleased|What luck|I'm pleased as anything|It's made my $day}.
[good earnest] {I don't take it for granted|I'm thankful}.
[good lively] {I'm over the moon|Ha, finally|I did a little dance}.
[good slangy] {Get in|Not bad at all|Chuffed}.
[good formal] {I am much obliged to fortune|Most welcome}.
[awful] {I could cry|It's a real blow|I don't know what to do with myself}.
[bad] {I'm fed up|Typical|It's not what I needed|What a $day|I'm a bit low about it}.
[bad lively] {I'm so cross|Unbelievable}.
[bad quiet] {Ah well|I'd rather be left alone a bit}.
[bad slangy] {What a joke|Gutted}.
[bad formal] {Most inconvenient|I am rather put out}.
[bad steady] {It'll pass|There are worse things}.
[!good !bad] {So there we are|That's how it is|We'll see|Now you know}.
"""
PLAIN: Final[dict[What, str]] = {
    What.MEAL: """
{$Meal|My $meal}$with$at at about $clock: $a. <felt>
{Just had|Had|Ate} $a$at{, around $clock|}. {I was hungrier than I thought|I hadn't eaten properly since yesterday|\
I always forget how filling that is}.
$Clock and only now getting to eat. $A{$at|, nothing fancy}. <felt>
It's $day, so it's $a. {I like having the same thing|Some habits are worth keeping|I was going to cook, then I wasn't}.
[who] $Meal with $who$at. {We hadn't sat down together for a while|We took our time over the $thing|\
I had $a, they had something green}. <felt>
[amount] {Paid|It came to} $amount for $meal$at. {I had $a|That was $a and tea}. <felt>
[home] {Stayed in and made|Made myself} $a. {There's some left if anyone's hungry|\
Washed up straight after, for once}. <felt>
[bad] {Wasn't really hungry|Had no appetite}. {Ate half of|Picked at} the $thing$at and {left|took the rest along}.
""",
    What.WORKED: """
[good] {Things went well|It went better than I'd feared}$at {today|this $day}. {Left at $clock with a clear desk|\
I was even out by $clock|Nothing left over for tomorrow}. <felt>
[bad] {Long $day|A hard $day}$at. {I snapped at somebody and had to apologise|\
I forgot two things and was reminded of three|Out of patience by $clock}. <felt>
[bad] I'm {worn out|dead on my feet}. {Since early|All day}$at, {and not one minute sitting down|\
with a headache from start to finish}. {Home at $clock|Done at $clock}.
{Finished work|Done for the day}$at at $clock. <felt>
{On my feet|At work} {since early|since before it was light}$at and it's {gone $clock now|$clock now}. {I'm tired|\
My back can tell|Dinner, then bed}.
{Work today|Work}$at{, nothing out of the ordinary|, much the same as yesterday|}. <felt>
{It's $day and|$day, and} {there was a lot on|it was slow}$at. {We got through it|I kept busy|\
I tidied the shelves twice}. <felt>
[who] Worked with $who {today|this time}$at. {We make a good pair|It goes quicker with two|We hardly stopped}. <felt>
[good] {The boss said well done|Somebody thanked me by name}$at. {I didn't know where to look|\
It kept me going till $clock|I've been thinking about it since $clock}. <felt>
[bad] {Made a mistake|Got something wrong}$at {today|at about $clock}. {Put it right, but it's stayed with me|\
Nobody minded as much as I did}. <felt>
[bad] {Too much to do and too few of us|Everything came at once}$at. I left at $clock with {half of it|a pile} \
still there.
""",
    What.STUDIED: """
{Studied|Been studying} $a$at until $clock. <felt>
{Spent my $day|Today was spent} with $a$at. {It's slow going|I think some of it stuck|I'd like to be quicker at it}.
{I've got|Got} a test on $a soon. {Two hours$at today|Started early this time|Not ready yet, but getting there}.
{The $thing|$A}: {did the exercises|read it all through once}$at{, then again|}. <felt>
[who] Studied$at with $who. {They explained the $thing better than the book does|We tested each other on the $thing}. \
<felt>
[bad] {I don't understand|I'm stuck on} the $thing. {Stopped at $clock|Closed the book at $clock}. {Tomorrow again|\
Maybe I need to ask someone}.
""",
    What.SLEPT_BADLY: """
{Slept badly|A bad night}. $A again, {from about two|until nearly four|on and off}. {Up since|Got up at} $clock.
{Didn't sleep much|Hardly slept}{ because of|, thanks to} $a. <mood>
{I'm|I'll be} slow today, {please be patient|bear with me}. {Three hours of sleep|Not much sleep} and $a.
{It's $clock|$Clock} and {I've been awake for hours|I can't get back to sleep}. $A. {I might as well get up|\
I've made tea}.
{Tired all day|So tired}. The night was {short|long}, with $a.
{Does anyone know|What do you do against} $a{ at night|}? {I haven't slept properly|I'm worn out}.
""",
    What.EXERCISED: """
[bad] {Out of breath in no time|Slower than last week}, $a$at. {I stopped at $clock and sat on the kerb|\
An old man asked if I was all right}. <felt>
[good] {It went well today|I managed more than last time}: $a$at {until $clock|from $clock}. <felt>
{Did|Went and did} $a$at{ at about $clock|}. <felt>
{$Day|$Today}: $a$at{, forty minutes|, half an hour|, an hour}. {A bit longer than last time|\
My legs are tired, my head's clear}.
{I didn't want to go|Nearly stayed home}, but {did $a$at anyway|went, and did $a$at}. <felt>
{Trying to|I want to} {get fitter|keep this up}, so {$a$at today|it was $a$at}. {Slowly|Step by step|\
We'll see how long it lasts}.
[who] $A$at with $who. {It's easier with company|They're fitter than me|We'll go again}. <felt>
[bad] {Had to stop early|Gave up halfway} with the $thing$at. {No strength today|My knee's not right|\
Just one of those $days}.
""",
    What.READ_BOOK: """
{Reading|I'm reading} $a{ at the moment|}{$at|}. <felt>
{Read for an hour or so|Sat and read}$at{ till $clock|}: $a. {I'd forgotten how nice that is|\
It's long, but I don't mind}.
{Finished a chapter|Read a few pages} of $a$at. {It's getting better|Slow start|I'm on page sixty-odd}.
{Can anyone recommend|What are you all reading}? I'm nearly done with $a and {will need something new|\
don't know what's next}.
[who] $who recommended the $thing I'm reading. {Good so far|I'll have to report back}. <felt>
[bad] {Can't concentrate|My mind keeps wandering}. {Same page of|Tried to read} the $thing$at {since $clock|\
three times}.
""",
    What.SHOPPED: """
{Went shopping|Did the shopping}$at at {about |}$clock. {Got $a and the rest|Just $a, really|$A, bread, the usual}. \
<felt>
{We were out of everything|There was nothing left in the house}, so {off I went|I went out}: $a{$at|} \
and {a few other bits|what else was on the list}.
{Needed $a|I only needed $a}, {so a quick trip out|so it had to be a quick trip}{$at|}. {In and out by $clock|\
Took longer than I thought}.
{$Day is|It's $day,} shopping day. {Bought $a|$A and some fruit}{$at|}. <felt>
[amount] {Spent|It came to} $amount{$at|}{ today|}. {$A was most of it|That's with $a}. <felt>
[who] Went shopping with $who{$at|}. {We got $a and shared the carrying|I'd have forgotten $a without them}.
""",
    What.PLAYED: """
[!ticketed] {Played|Went and played|A few rounds of} $a$at until $clock. <felt>
[!ticketed] {A free hour|An hour to spare}, so $a$at. {I'm not very good, but that's not the point|\
I won one and lost three}. <felt>
[!ticketed who] {Met up with|Got together with} $who$at for $a. {We stayed longer than planned|\
They won, fair enough}. <felt>
[!ticketed] {I should|We should all} do this more: $a$at, till $clock. <felt>
[ticketed] {Went to see|Saw} $a$at{ at $clock|}. <felt>
[ticketed who] Went with $who to see $a$at. {We talked about it all the way home|They liked it more than I did}. <felt>
[ticketed] {Had the afternoon free|Time to myself}, so I {went to see|saw} $a$at. {I'm glad it's so close|\
You forget it's there}. <felt>
[amount] {It was|Paid} $amount for $a$at. <felt>
""",
    What.WALKED: """
{Went for a walk|Took a walk}$at{ around $clock|}. {Saw $a|$A on the way}. <felt>
{Needed some air|Needed to get out}, so {I walked a bit|a short walk}$at. {There was $a, I stopped a while|\
Passed $a}. <felt>
{Half an hour|An hour}$at {after work|before $meal}. {Quiet|Hardly anybody about}, apart from $a.
{I walk|I go walking}$at most $days. Today, $a. <felt>
[who] Walked$at with $who. {We saw $a and sat down for a bit|$A, and a lot of talking}. <felt>
[bad] {Couldn't sit indoors|Had things on my mind}, so I walked$at. {Saw $a|$A}. {It helped a little|\
Still thinking about it}.
""",
    What.HOUSEWORK: """
{Began at $clock|From $clock on}: $a. {Found a coin, a button and a letter from the year before last|\
Two buckets of water|One hour, three songs}. <felt>
{Spent the $day|Spent an hour} on $a. <felt>
{Did|Cleaned up and did} $a {before $clock|until $clock}. {It needed doing|It's a weight off my mind|Now for the rest}.
{I'd been putting it off|It's been on my list for weeks}: $a. {Done now|Finished at $clock}. <felt>
{$Day is|It was} cleaning day. {First $a|Mainly $a}, then {tea|a sit-down}.
[who] $who gave me a hand with $a. {Went twice as fast|Very kind of them}. <felt>
[bad] {Tried to get through|Wanted to finish} $a, but {I'm too tired|it's too much for one person}. <felt>
""",
    What.RESTED: """
[good] {Found a quiet hour|Took the afternoon slowly}$at, {from about $clock|until $clock}. <felt>
[bad] {Not my best rest|It wasn't much of a rest}$at: {noise, and then the phone|I dozed and woke up cross}. <felt>
{Had a rest|Took an hour off}$at{ at $clock|}. <felt>
{Sat|Just sat}$at for a while{, doing nothing much|, looking at people|}. <felt>
{I've been rushing about all week|It's been a lot lately}, so I {rested|stopped for an hour}$at. <felt>
{A bit of quiet|Some time to myself}$at{ before $meal|}. {I needed that|Phone off|Nobody about}.
[who] Sat with $who$at for a bit. {No hurry|We hardly talked, it was nice}. <felt>
[bad] {Lay down|Tried to rest}$at, but {my head wouldn't stop|couldn't settle}. <felt>
""",
    What.WAITED: """
{Had to wait|Waited}$at{ till $clock|}. <felt>
{Spent half an hour waiting|Waited quite a while}$at. {I had nothing to read|I should've brought a book}. <felt>
{I don't mind waiting|It's only waiting}, but {it was a long one|half an hour is a lot}$at.
{Got there too early|I was early}$at, so I waited. <felt>
[who] Waited for $who$at{ until $clock|}. {We found each other in the end|I'd got the time wrong}.
[bad] {They said ten minutes|"It won't be long"}. It was {forty|a lot longer}$at. <felt>
""",
    What.REFUSED_FULL: """
{Stood at the door|I was at the door} at $clock and {every single seat was gone|there wasn't one seat left}{$at|}. \
{The others in the queue gave up too|I've eaten at home instead}. <mood>
{Wanted to go in|Tried to get a place}$at at $clock, but {it was full|there was no seat left}. {Went home|\
I'll try another day}. <mood>
{No seat free|Everything taken}{$at|} this time. {I should've gone earlier|I waited a bit, then left}.
{Is it always so full|Does anybody know when it's quieter}{$at|}? {I got there at $clock and couldn't sit|\
No seat at $clock}.
[who] $who and I couldn't get a seat{$at|}. {We went for a walk instead|So we went home}. <mood>
[place] {$Place was full|There was no room at $place} {today|at $clock}. <mood>
""",
    What.REFUSED_CLOSED: """
{Of course it was closed|Closed, naturally}{$at|}. {It was $clock on a $day, what did I expect|\
I was there at $clock, too late or too early}. <mood>
{Came to a closed door|Stood before a closed door}{$at|} {at about $clock|this $day}. \
{I'd carried the books all that way|Read the notice twice, then home}. <mood>
{Got there|I was there} at $clock and it was {already closed|closed}{$at|}. <mood>
{It was closed|They were closed}{$at|}{ when I came|}. {I'd got the hours wrong|I'll go tomorrow|Walked home again}.
{Does anybody know|Can anyone tell me} when they open{$at|}? {It was closed at $clock|I found it closed}.
[place] {Went over to|Went to} $place, but {they're closed on a $day|it was closed at that hour}. {Good to know|\
I'll check next time}.
[who] Went with $who and found it closed{$at|}. {We talked outside for a bit|Never mind, nice walk}. <mood>
""",
    What.TOO_POOR: """
{It's a $day, so there's|Only $day, and} {not enough left in the purse|I'm down to coins}{$at|}. {Pasta again|\
I'll live|I walked on as if I'd never meant to stop}. <mood>
{Couldn't afford it|I hadn't enough on me}{$at|} today. {It'll have to wait|I'll eat at home}. <mood>
{Money's tight|I'm short this month}, so {not today|nothing for me}{$at|}. <mood>
[amount] {It's $amount|They want $amount}{$at|} and {I haven't got it|that's too much for me just now}. <mood>
{I have to watch what I spend|Must be careful with money}. {Turned round at the door|Looked and left}{$at|}.
[who] {$who went in|It was $who's idea}, but I couldn't afford it{$at|}. {I said I had things to do|\
We'll do something free instead}.
{Waiting for payday|It's a long month}. {Can't do it|No treats}{$at|}.
""",
    What.BONUS: """
{Got a bonus today|They gave me a bonus}{$at|}. {I didn't expect it|I'm really pleased}. <mood>
[amount] {A bonus of $amount|They gave me a bonus, $amount}{$at|}. {It'll go on something sensible|\
That helps this month}. <mood>
{Nice surprise|Something nice}{$at|}: a bonus. {It's good to be noticed|Most of it I'll save}.
{My work's been noticed|All those shifts paid off}{$at|}: {they gave me|I got} a bonus {today|this $day}. <mood>
[warm] {The others helped|It was all of us}, but {they gave me|I got} a bonus{$at|}. {I'll bring cake|\
I'd like to share it}.
""",
    What.RED_PACKET: """
[who] $who gave me a red packet {today|at $clock}. {So kind|I hadn't expected that}. <mood>
[!who] {The family sent|My relatives sent} me a red packet {today|this $day}. {I miss them|\
I'll write to them tonight}. <mood>
[amount] {A red packet|Got a red packet} with $amount in it. {Very generous|That helps}. <mood>
{Got a red packet|A red packet for me}{ $today|}. {I'll put it aside|It's the thought that counts}. <mood>
[who] {Thank you|Many thanks} to $who for the red packet. {It came at the right time|I'm touched}.
""",
    What.GIFT: """
[who] $who gave me a present {today|at $clock}. {So kind|I hadn't expected that}. <mood>
{Got a present|A present for me}{ $today|}. {I've found a place for it|It's the thought that counts}. <mood>
{Somebody gave me a present|I was given a present} {today|this $day}. {I'm touched|Very thoughtful}. <mood>
[who] {Thank you|Many thanks} to $who for the present. {I like it very much|It came as a surprise}.
{A present|An unexpected present}, {just like that|for no special reason}. <mood>
""",
    What.FELL_ILL: """
{I'm ill|Not well}: $a. {Staying in bed|At home for a day or two}. <mood>
{Woke up with|It's} $a. {I've cancelled everything|No work for me today|Resting}.
I've got $a and {feel rotten|can't do much}. {Lots of tea|Sleeping most of the time}.
{Felt odd since $clock|It started at $clock}, and now I know: $a. <mood>
{Something's going round|Be careful, it's going round}. I've got $a {since $day|now}.
[worried] {I hope it's nothing worse than|They say it's only} $a. {Going to rest|\
I'll see somebody if it isn't better tomorrow}.
""",
    What.RECOVERED: """
{I'm better|Feeling well again} {today|at last}. {Thanks for the kind words|It took a few days}. <mood>
{Back to normal|Nearly back to normal}. {Ate a proper meal|First time out since I was ill}. <mood>
{Over it|Well again} since {about $clock|this $day}. {Bit weak still|I can taste things again}.
{Being ill is boring|I hate being ill}. {Glad it's over|Good to be up}. <mood>
{Up and dressed|Out of bed} {at $clock|again}. <mood>
""",
    What.PHONE_BROKE: """
{My phone broke today|The phone's broken}: $a. {Had it repaired|It's fixed now}. <mood>
[amount] {The repair was|Paid} $amount to have {the phone|my phone} mended. It was $a. <mood>
{If you couldn't reach me|Sorry if I didn't answer}, my phone was broken ($a). {Works again|It's all right now}.
{I dropped my phone|Dropped it} at {about |}$clock and $a {went|gave out}. <mood>
[who] {$who tried to ring|Sorry, $who}: my phone was broken, $a. {Call again|It's working now}.
""",
    What.FREE_COFFEE: """
{There's free coffee|Free coffee today}{$at|}{, until they close|, for a couple of hours|}. {Just so you know|\
Tell the others}.
{Had a free coffee|Got a free coffee}{$at|} at $clock. <felt>
[place] {If you're near|Anyone near} $place: free coffee {right now|at the moment}. {It's good, too|Quite a queue}.
[who] Free coffee with $who{$at|}. <felt>
{They're giving away coffee|The coffee's on the house}{$at|} {today|this $day}. <felt>
""",
    What.FAIR: """
{Went to the fair|Was at the fair}{$at|}{ at about $clock|}. {Liked the $thing best|The $thing was busy}. <felt>
{The fair's on|There's a fair}{$at|}{ today|}. {The $thing is worth seeing|I'm going back for the $thing}.
[who] At the fair{$at|} with $who. {We did the $thing together|They wanted to see the $thing}. <felt>
{Stayed at the fair|Walked round the fair}{$at|} till $clock. {The $thing, something sweet, home|\
Mostly for the $thing}. <felt>
[bad] {Too many people|Too loud for me} at the fair{$at|}. {Saw the $thing and left|Only looked at the $thing}. <felt>
""",
    What.MET: """
[who] {Met|Saw} $who$at{ at about $clock|}. {We talked for a while|We had a good long chat}. <felt>
[who] {Had tea|Sat down} with $who$at. {It had been too long|They told me their news and I told mine}. <felt>
[who] $who and I met$at by chance{ around $clock|}. <felt>
[who !bad] {It's always good|I'm always glad} to see $who. {Half an hour$at today|We talked$at until $clock}.
[who bad] {Talked to $who|Met $who}$at, but {it was a bit stiff|my mind was elsewhere}. <felt>
{Had a long talk|A good chat} with somebody$at{ at $clock|}. <felt>
""",
    What.QUARREL: """
[who] {Had an argument|Argued} with $who$at, about $a. <felt>
[who] {$who and I|We, that's $who and I,} disagreed about $a{$at|}. {It got louder than it should have|\
I wish I'd stayed calm}.
{I argued with somebody|There was an argument}{$at|}: $a. <felt>
{It was about|The reason was} $a, {but really we were both tired|though that wasn't really it}. {Argued$with|\
Quarrelled$with}. <felt>
[who] {I'm sorry about earlier, $who|If you read this, $who, I'm sorry}. {It was only $a|$A isn't worth it}.
""",
    What.HEARD: """
[news hero] {I heard|Somebody told me|I've been told} {that $hero|$hero} <told>. <mood>
[news hero] $hero <told>, {I heard it|somebody said so} {this $day|at about $clock}. \
{I hope they're all right with me saying so|I'm only passing it on}.
[news hero good] {Happy for $hero|So pleased for $hero}, who <told>. {They deserve it|Pass it on}.
[news hero bad] {I'm sorry for $hero|Feel for $hero}, who <told>. {If you see them, be kind|\
I'll ask if they need anything}.
[hero] {People are talking about $hero|There's talk about $hero}. {I'd rather ask myself|I don't know what's true}.
{Heard some news today|There's some talk in town}. {I won't repeat it|Not my story to tell}. <mood>
""",
    What.NEW_FOLLOWER: """
[who] $who follows me {now|since $today}. {Welcome|Nice to have you here}. <mood>
[who] {Hello, $who|Hello to $who}, {and thanks for following|thanks for reading}. {I write about whatever happens|\
I'll have a look at yours}.
[who] {I see $who has found me|$who has found me} here. {Glad to see you|Say hello if we meet}.
{Somebody new is following me|One more follower today}. {Hello and welcome|Thanks}. <mood>
""",
    What.QUIET_DAY: """
{Up at|Home since} $clock, and {nothing since worth a line|that was the event of the day}. {Potatoes tonight|\
I rearranged the spoons|The post was for upstairs}. <felt>
{Not much happened|Nothing much happened} today. {Cooked, tidied, sat down|Did this and that|Stayed in, mostly}. <felt>
{A quiet $day|A calm $day}. {Read a little, slept a little|Talked to the neighbour over the fence}. <felt>
{It's $clock and|$Clock, and} {nothing to tell you|nothing's happened yet}. {That's fine|Maybe tomorrow}. <felt>
{I had nothing planned|No plans} {for $day|today}. {So I did nothing|It went by anyway}. <felt>
Days like this {go by quickly|don't need a name|fill themselves}. <felt>
""",
    What.MORNING: """
{Good morning|Morning}{, everybody|}. {Up at|Awake at} $clock. {Tea, bread, then off|Tea first}. <mood>
{Woke up at|Got up at} $clock. {Opened the window|Looked out for a bit}. {It's $day|$Day again}. <mood>
{$Day morning|A $day morning}. {There's a lot to do today|Not much on today|Breakfast, then we'll see}.
{I like mornings|I like this hour}, {before it all starts|when it's still quiet}. {It's $clock now|Only $clock}.
[bad] {Hard to get up|Didn't want to get up} {this $day|this morning}. {But I'm up|Got up at $clock}. <mood>
""",
    What.EVENING: """
{It's $clock|$Clock now}. {Ironed a shirt for tomorrow|Wrote a letter I'd been putting off|\
Had soup, watered the plants}. <felt>
[good] {A good $day|That was a good $day}. {Nothing to add|I'm tired the right way}. {In bed by ten, I think|\
It's only $clock}.
{Home since|Back home at} $clock. {Shoes off|Ate something|Washed up and sat down}. <felt>
{Good evening|Evening}{, everybody|}. {A long $day|That was $day}. <felt>
{Nearly bedtime|Soon to bed}, it's {gone |}$clock. {How was your day|Sleep well, all}{?|.}
{Quiet evening|An evening at home}. {A bit of music|The window open|Something warm to drink}. <felt>
[bad] {Tired tonight|I'm worn out tonight}. {Glad $day's over|Going to bed before ten}. <felt>
[who] Spent the evening with $who. <felt>
""",
    What.WEEKEND: """
{It's $clock on a $day|$Day, $clock}. {Did the washing, had a long breakfast|Nothing in the diary|\
I'm going out for bread and seeing what happens}. <felt>
[bad] {A bit lonely|A dull one}, this $day. {I might go out|If anyone's about, I'm free from $clock}. <felt>
{It's the weekend|It's $day}{ and I've no plans|}. {A walk, maybe|Washing, cooking, rest}. <felt>
{Slept until|Stayed in bed till} $clock. {It's $day, so why not|That's what a $day is for}. <felt>
{A slow $day|A lazy $day}. {Did the washing|Rang an old friend|Baked something}. <felt>
{What's everyone doing|Anything going on} this weekend? {I'm free from $clock|I'd like to see people}.
{The weekend goes so fast|Half the weekend's over}. <felt>
""",
    What.PAYDAY: """
{Payday today|Got paid today}{$at|}. {The bills are paid|Rent, food, a bit aside}. <mood>
[amount] {Wages came, $amount|Got my $amount}. {It should last|I've made a plan for it}. <mood>
{The wages are in|Wages came} {at $clock|this $day}. <mood>
{Finally payday|Payday at last}. {I'd been counting the days|I can buy the things I put off}. <mood>
[bad] {Payday|Wages came}, but {it's mostly gone already|there's not much left after rent}. <mood>
""",
    What.LOOKING_FOR_JOB: """
{I'm still looking for work|Still no job}. {If you hear of anything, please tell me|I can start any time}. <mood>
{Went out to ask about jobs|Asked about work}{$at|}{ at about $clock|}. {They'll let me know|Nothing yet}. <mood>
{Wrote two applications|Another application sent} {today|this $day}. {I hope one of them works|Now to wait}. <mood>
{Does anybody need help|Is anyone hiring}? {I can work hard and I'm on time|I'll take anything fair}.
[place] {Asked at $place|I went to $place and asked} about a job. {They were friendly|They'll think about it}. <mood>
[bad] {It's hard, looking for work|Looking for work wears you down}. {No answer again|Another refusal today}.
""",
    What.LOST_JOB: """
{I lost my job today|I've lost my job}{$at|}. {I don't know yet what comes next|I need to think}. <mood>
{They let me go|I was let go}{$at|} at $clock. {I'm still taking it in|It was quick}. <mood>
{As of $day I'm out of work|From today I'm out of work}. {If you hear of a job, please tell me|I'll be looking}.
[place] I don't work at $place any more. {They had to cut a job|It wasn't my decision}. <mood>
[warm] {I'll miss|I already miss} {my colleagues|everyone}{$at|}. {The job's gone|They had to let me go}. <mood>
""",
    What.NEW_JOB: """
{Signed at|They rang at} $clock: I've got the job{$at|}. {Told my neighbour first|\
I read it out loud in the stairwell}. <mood>
{I've got a new job|I found a job}{$at|}. {I start soon|I'm so relieved}. <mood>
{They said yes|I got it}: a job{$at|}. {Thank you to everyone who helped|It's been a long search}. <mood>
[place] {I'm going to work|I'll be working} at $place. <mood>
[amount] {A new job|I have a new job}{$at|}, $amount an hour. {It's enough to live on|That'll help a lot}.
{First day at the new job|New job, day one}{$at|}, {from $clock|today}. {Everybody was friendly|A lot to learn}. <mood>
""",
    What.WEATHER: """
{$A today|Today: $a}. {Stayed in until $clock|I didn't go far|Went out anyway}. <mood>
{What do you think of|Has everyone had} the $thing {today|since this morning}? {I don't mind it|I've had enough|\
It's the season, I suppose}.
{Because of the $thing|With this $thing} I {stayed home|changed my plans|took the short way}. <mood>
{$Day, and it's $a again|$A again, this $day}. {Dress for it|Close your windows|So it goes}.
{The $thing|$A} {came at about $clock|hasn't stopped since $clock}. <mood>
""",
    What.PHOTO: """
{Took this|A picture I took}$at{ at about $clock|}: $a. {I liked the light|I walk past it every day}. <felt>
{Here's|This is} $a{$at|}. {Taken this $day|Nothing special, I just liked it}. <felt>
{I saw $a|There was $a}$at and {took a picture|had to stop}. <felt>
{Trying to take more pictures|I'm learning to take pictures}. {Today's is $a|Today $a}{$at|}. {What do you think?|\
Not perfect, but I like it.}
[who] {$who stood next to me|With $who}$at, and I took a picture of $a. <felt>
""",
}
