"""English phrases about eating, sleeping, sport, rest and illness."""

from typing import Final

from agents.voice.facts import Occurrence as What

BLOCKS: Final[dict[What, str]] = {
    What.MEAL: """
= say
{Had|It was|Went for} $a$at{, again|, because of course I did|, nothing fancy|}.
{Had|Managed} $a$at without {once looking at the clock|anybody asking me for anything|getting it on my sleeve}.
$A$at. {Ate it slowly, for once|Gone in four minutes|I have no further news}.
$Meal was $a$at{, and that's the day's excitement|. Short review: yes|, which is about what I deserved}.
[good] The $thing$at $was {better than it had any right to be|exactly what I wanted|\
the best thing to happen since breakfast}.
[good] {Somebody|Whoever} in that kitchen {is in love|got some sleep|has been practising}. $A, $place, {go|\
see for yourselves|don't tell everyone}.
[bad] {$Meal was|Paid good money for} $a$at. {The less said the better|I've had worse, but I was a student|\
It knew what it was}.
[bad] The $thing$at $was {cold in the middle|mostly salt|a decision I'd like back}. {Ate it anyway|\
Finished it, out of spite|I said it was lovely, thank you}.
[who good] {Shared $a|Had $a}$at with $who. {We counted every bite|I got the bigger half|Nobody mentioned work once}.
[who] $who did the talking, I did the eating. {$A$at, all gone|The $thing never stood a chance}.
[who bad] $A$at with $who. {The food was all right|Long silences, short menu|We've both had better evenings}.
[amount good] $amount for $a$at and {I'd pay it again|not a crumb left|no complaints from this end}.
[amount bad] $amount for $a$at. {I counted my change twice|That's a lot per mouthful|\
For that I'd expect a chair that doesn't wobble}.
[often] $A$at for the $nth time lately. {They've stopped handing me the menu|I'm not stuck in a rut, I live here now|\
At this point it's a relationship}.
[home] {Made $a|Cooked $a}{, one pan, no witnesses|. It came out the shape it wanted|, ate it over the sink|. \
Sat down for it, like a person}.
[eatery] The table next to me {argued about the bill|photographed theirs from four sides|had a birthday}. \
I had $a$at and {minded my own business, mostly|heard all of it}.
[wry] My plan was {a salad|something green|to skip $meal}. The plan met $a$at and {lost|that was that}.
[old] $A$at. {They used to do it with more pepper|The portions were bigger once, or I was smaller|\
Same as it ever was, and I'm glad}.
[young] $A$at, {eaten walking|eaten in about nine seconds|my whole personality now}.
[canteen] {Got to the end of the queue and there was only|Everybody else had the soup. I had} $a$at{, so there we are|\
. Stand by it}.
[worried] Had $a$at and {now I'm wondering about the mushrooms|spent it thinking I'd left the stove on|\
checked the date on everything first}.
= more
[good] {Cleaned the plate|Left nothing but the plate}{, in public|}.
[good] {Still full|Can't move|Might skip the next one out of respect}.
[good !home] {Would go back|Will be back} {tomorrow|before the week is out|for that alone}.
[good] {Small pleasures|Cheap happiness}, {but I'll take it|that's all I'm saying}.
[bad] {Should have|Could have} {stayed home and had toast|had what the next table was having|listened to myself}.
[bad] {Toast later|There's always toast}.
[wry] {Somewhere a dietician just shivered|My trousers have filed a complaint|I told the mirror it was swelling}.
[worried] {If I'm not here tomorrow, you know why|Hope it sits well}.
[old] {My mother would have put more salt in it|We called that a feast once}.
[lively] {Who's coming next time?|Next time somebody come with me!}
[terse !bad] {Fine|Good enough|Would repeat}.
{Then a little walk around the block|Back to it now|And that was my break}.
{Pudding was considered|I did think about seconds|Tea after, obviously}.
{The spoon was clean, before anybody asks|Nobody sang|Nothing on my shirt, which is news}.
= told
had $a$at{ and told everybody|, by all accounts|}
{ate|got through} $a$at{ all alone| without looking up|}
= ref
the $thing
{the|that} $thing
= ask.again
So would you {have|order} the $thing again{, honestly|$pal|}?
{Are|Be honest, are} you going back for the $thing?
[often] The $nth time, $author? {Do they give you a card for that|Should we be worried|Is it the $thing or the waiter}?
= ask.worth
[amount] $amount for the $thing, {was it worth it|really|do you get to keep the plate}?
= ask.how
{And|So} how $was the $thing, {on a scale of one to seconds|really|compared to mine}?
{How's the $thing these days|Do they still overdo the $thing}? I haven't {been|had $it} in {weeks|ages|a month}.
= ask.tip
[eatery] {What else is good|What do you order} {there|at $place} if not the $thing?
[home] {What do you put in it|Recipe, please. How long in the pan}, $author? My $thing never come$s out.
= cheer
{Now I want|And now I'm hungry for} the $thing. {Thanks for nothing$pal|It's not even lunchtime|\
Half an hour I'll resist}.
[place] The $thing at $place! {Correct choice|Best in town, I'll hear no other|You've got taste$pal}.
{A good|There's no better friend than a good} plate of food. {Enjoy it$pal|You've earned the $thing$pal}.
= comfort
{Oh no, not the $thing|A bad plate ruins the afternoon}. {Have some toast$pal|Come round, I've got soup|\
Sweet tea helps}.
[place] {Everybody gets one bad $meal at $place|They must have had a day at $place}. {Give it another go|Poor you$pal}.
= tease
{Again with the $thing|The $thing, who'd have guessed}. {One day you'll meet a vegetable$pal|\
They'll name a chair after you}.
And {you didn't save me any of the $thing|not a bite for the rest of us}? {Noted|I'll remember this$pal}.
= own
{Had the $thing|I had the same} last week, {and dreamt about it|twice|and I'd say the same}.
{I was going to have the $thing too|Almost went for the $thing myself}{, then I looked at my purse|. \
Ended up with crackers over the sink|}.
= doubt
{The $thing? No|Sorry$pal, no}. {Too much salt, always|It's all in the sauce and the sauce is wrong|\
My neighbour makes it better and she can't cook}.
""",
    What.SLEPT_BADLY: """
= say
{Two|Three|About four} hours of sleep. {Guilty party|The reason|Cause}: $a.
{Awake since|Up at} {three|four}. {Me and|Just me and} $a{ for company| and the dark|}.
{Spent the night|Lay there} listening to $a{ and adding up money|\
 and thinking of answers I should have given in school|, on both sides of the bed|}.
$A {kept me up|had me awake} {half the night|till the birds started|again}. {I've got a face like an unmade bed|\
Be gentle with me today|Coffee isn't touching it}.
{Did I sleep|Sleep}? {No|Not so you'd notice}. I {had|got} $a instead.
[often] {$A again|Me against $a}, the $nth bad night lately. {It's winning|The sofa is starting to look like a plan|\
I'm past angry, I'm interested}.
[worried] {Lay awake over|It started with} $a and by {three|four} I'd {planned my own funeral|\
gone through every mistake since school|checked the door twice}.
[wry] {Tonight's|Last night's} entertainment: $a, {one performance, no interval|five acts}. {I'd like my money back|\
The audience was not moved, it was just awake}.
[old] At my age you sleep {like a cat, a bit at a time|four hours and call it a night}. {Last night it was|\
This time I blame} $a.
[young] {Slept like|Running on} nothing, thanks to $a. {If I reply weird, that's why|Everything is loud|\
I said good morning to a door}.
[quiet] {Bad night|A long night}. $A. {Watched it get light|The street is nice at five, at least}.
[lively] Who else was up at {three|four}? I was, with $a{, and I've got views|, losing the argument|}.
= more
{If I nod off, prod me|Nobody ask me anything difficult|Small words today, please}.
{Put salt in my coffee|Put my jumper on backwards}{ and drank it anyway| and left it|, that sort of day|}.
{Early to bed tonight|Tonight, ten o'clock, lights out}{. I say that every time|, write it down|}.
[worried] {You can't do this every night|I hope it isn't the start of something}.
[wry] {I'd write a complaint but I've no idea to whom|On the bright side, I've seen the sunrise. Overrated}.
[terse !bad] {Yawn|Enough said}.
[morning] And {a whole|the whole} day to go.
{The kettle has seen things|My eyes are making the sound of gravel|The pillow knows what it did}.
= told
{hardly slept|was up half the night}, {thanks to|because of} $a
= ref
that bad night
the $thing at three in the morning
= ask.why
{Was it really the $thing|Just the $thing}, or {is there something on your mind|was it the other thing}{$pal|}?
= ask.next
{And what will you do about|Have you done anything about} the $thing? {Earplugs|A shoe|A broom handle} \
{helped me once|might do it}.
= ask.need
{Do you need|Shall I bring you} {coffee|the strong tea|a pillow that works}$pal? \
{After a night with the $thing you've a right|I'm up anyway}.
= comfort
{Poor you|Oh, poor thing}. {Nothing lonelier than|I know it well,} the $thing at {three|four}. {Nap if you can$pal|\
Sleep tonight}.
{Warm milk|A book about tax|Counting backwards in sevens} {does it for me|helps}, {even with|against} the $thing{$pal|}.
= tease
{You did look like a panda today|So that's why you waved at a lamp post}. {Blame the $thing, go on|It suits you$pal}.
{Funny, I slept like a log|The $thing and I get on fine, by the way|Eight hours here. Sorry$pal}.
= own
Same{ here|}$pal. {Mine was the pipes|Half the street was up|I had the moon}{, not the $thing|}. \
{We should start a club|Next time, text me}.
= cheer
{You'll sleep twice as well tonight|Tonight the $thing loses}$pal. {I'd bet on it|Bed at eight, doctor's orders}.
= doubt
{It's never|I don't believe it's} the $thing. {It's the coffee after four$pal|It's the screen in bed$pal}.
""",
    What.EXERCISED: """
= say
{Did|Got through} $a$at. {Nobody applauded|Everything still attached|I may never sit down again, or get up}.
$A$at{, done|, and I only cheated a little|, before I could talk myself out of it}.
[good] $A$at {and I feel about six|and for once nothing clicked|and I could have gone on}. {Don't tell my knees|\
Write that down}.
[bad] $A$at. {I was overtaken by a pensioner|It went badly and I've a witness|My legs handed in their notice}.
[bad] {Remind me|Somebody remind me} why I do $a. {I was halfway through$at and couldn't think of one reason|\
My back would like to know}.
[who] {Talked|Dragged} into $a$at by $who. {I was told it'd be fun|We managed more talking than sweating|\
Never again until the next time}.
[who good] $A$at with $who. {We've agreed it was a draw|I lost, and slept well|Loser buys the tea, so tea's on me}.
[often] $A$at, the $nth time lately. {It's either discipline or I've nowhere else to be|\
I think this is what they call a habit|My shirt can stand up by itself}.
[first] {First time at|First go at} the $thing in {months|I won't say how long}. {The mirror was polite|\
I used muscles that had been let}.
[gym] Somebody {was singing|had left a sandwich} by the $thing$at. {I kept count by it|Didn't help my focus}.
[outdoors] $A$at, {one dog for company|overtaken by two dogs and a pram|a man on a bench counting for me}.
[old] {At my age|They say at my age} one should {take it easy|be careful}. {I did|Did} \
$a$at instead{, ask the young man I passed|}.
[wry] My relationship with $a$at: {I keep going back, and it hurts me|it's one-sided|complicated}.
[lively] $A$at, {who's in next time?|and I feel like running home|come on, who's joining?}.
[morning] $A$at before {breakfast|the street was awake}. {Insufferable, I know|I intend to mention it all day}.
= more
[good] {Hungry as a horse now|Sleep tonight will be deep|Now I'm allowed cake}.
[good] {Best part was stopping|The shower after was the real sport}.
[bad] {Stairs tomorrow will be interesting|I'm going down stairs backwards now}.
{Somebody had tied my shoelaces wrong. It was me|I found out the water bottle leaks|\
My face is a colour there's no name for}.
{Sweat in both eyes|Red as a radish}{, but upright|}.
[wry] {I did it for my heart. My heart wasn't asked|The scales haven't been told}.
[worried] {My knee made a noise. Is that normal|Is the heart supposed to knock like that}?
[terse] {Done|That's that|Legs gone}.
{Now, tea|Now I'll lie on the floor a while}.
= told
did $a$at{ and is telling everybody|, in the old grey shorts|}
{was seen at|went in for} the $thing$at
= ref
the $thing
all that sweating
= ask.how
{And how are|So how are} the legs{$pal|}? The $thing {always get$s|got} me {the day after|two days later|\
in the back of the knee}.
= ask.again
Are you {doing the $thing again|going again} {this week|on Sunday|tomorrow}? I {might come|could use the shame|\
need somebody to drag me}.
= ask.tip
How do you {make yourself do|keep going with} the $thing{$pal|}? I {get as far as the shoes|lie down until it passes}.
= cheer
{Good for you|Well done}$pal. {The $thing would finish me|I got tired reading it|I'm on the sofa and I salute you}.
{Look at you|That's the spirit}, $thing and all. {I feel fitter already|Keep at it$pal}.
= comfort
The $thing get$s {easier|kinder}, {they tell me|I'm told}, {the first month's the worst|it's only the beginning}. \
{Warm bath$pal|It'll be easier next time}.
= tease
{I saw you|I was there}$pal. There was {a lot of standing next to the $thing|\
more stretching of the truth than of the legs}.
{The $thing|You and the $thing}? {Are you ill$pal|Who's chasing you$pal|And the photo to prove it}?
= own
{Did the $thing once|I tried the $thing} {in spring|last year}. {Still hear about it from my back|\
Got a stitch that had its own name}.
= doubt
{I'm against the $thing on principle|Too much of the $thing is bad for you$pal}. {Walking|A stroll and a sit-down} \
does the same{, and there's a view|}.
""",
    What.RESTED: """
= say
[bad] {Tried to sit still|Meant to rest}$at. {Every chair was the wrong one|I counted worries instead of sheep|\
The noise from next door did the rest}. {Up again at $clock|Gave up at $clock}.
[good] {An hour|A good hour}$at and {not one useful thought|my shoulders came down from my ears|\
I only looked up for the pigeons}. {It was $clock before I knew|Then it was $clock, and back to it}.
{From about $clock|Since $clock} I've been$at {horizontal|with my eyes shut, thinking|\
doing an impression of a cushion}. {Any complaints in writing|It's going well}.
{Did|Achieved} nothing at all$at{, and did it well|, from start to finish|. Took most of an hour}.
{Sat|Was sitting}$at {until my tea was cold|watching other people be busy|with my shoes off}. {Recommended|\
Nobody died|I might do it again}.
[home] {Lay down for five minutes|One quick lie-down}. {It got dark|That was two hours ago|\
My face has the cushion on it}.
[home] The sofa {won|and I had a meeting|called, I answered}. {It ran over|All my plans were cancelled}.
[outdoors] {Found a bench|A whole bench to myself}$at{. Gave up on the rest of the list|, until a pigeon joined me}.
[good] Feet up$at. {No one wanted anything|Heard the clock for once|This is what they mean by wealth}.
[bad] {Rested|Sat about}$at and got up {more tired|in a worse mood}. {How?|Explain that}.
[who] Sat$at with $who {and said about ten words between us|not doing much|putting the world right}. \
{Good words, though|The world's fixed, you're welcome|Best hour of the week}.
[old] {A short rest|Forty winks}$at, {not sleeping, just checking my eyelids|which is my right}.
[wry] Busy {day|afternoon}: {sat|lay}$at and {supervised a spider|let things sort themselves out|\
watched a cloud do more than me}.
[worried] Sat down$at to {rest|do nothing} and {thought of eleven things I'd forgotten|my head went on without me}.
[lively] {Can't believe I'm saying this but|Me, of all people}: {sat still|did nothing}$at for {an hour|\
a whole hour}. {Never again|It's not so bad}!
[young] Horizontal$at. {Don't wait up|If it can't be done from here it can't be done}.
= more
{The list can wait|Tomorrow can have it|The world went on, I checked}.
[good] {Feel human again|My shoulders have come down from my ears}.
[good] {More of this|Should be on prescription}.
[bad] {Back to it, then|That didn't help much}.
{Somebody's baking next door, I could smell it|A fly kept me company|Counted the cracks in the wall, there are nine}.
[wry] {I'm told it's called self-care|Nobody gives medals for this and that's a scandal}.
[terse !bad] {Nice|Enough}.
= told
{spent|wasted} a good hour$at {doing nothing|with both shoes off}
{was found|was} {resting|asleep}$at
= ref
{that rest|the great sit-down|$your hour of nothing}
= ask.how
{And did the rest help|Feel better for the sit-down}{$pal|}, or {did you just get stiff|was it the guilty kind of rest}?
= ask.again
{Is there room on the bench|Room for another sitter} next time{$pal|}? I {can sit for hours|rest very quietly}.
= cheer
{A proper rest|An hour of nothing}. {You needed that$pal|Good|More people should$pal}.
[place] {Resting at $place|A rest at $place}, {that's how to do it|you know how to live$pal}.
= comfort
{Rest is rest|Some rests don't take}$pal. {Try it lying down|Early night|Put your phone in a drawer and try again}.
= tease
{Resting|Sitting down}? {From what, $author?|What from$pal?|Careful, it's catching$pal}.
{So that's why nothing got done|So while I was running about, you sat}. {Good to know$pal|I'm writing that down$pal}.
= own
{Same rest here$pal|I had a lie-down too}. {The cushion still shows|Woke up not knowing the day|\
It was meant to be ten minutes}.
= doubt
{Resting makes me tired|I can't do it$pal, sitting still}. {I start cleaning things|Ten minutes and I'm up a ladder}.
""",
    What.FELL_ILL: """
= say
{Down with|In bed with} $a. {Somebody tell the world to be quiet|The ceiling needs painting, I've had time to look|\
I've gone off food, so it's serious}.
{It's official|Well}: $a. {I've drunk so much tea I slosh|Bed, socks, self-pity|The box of tissues is losing}.
$A. {Woke up with it|Came from nowhere|That'll teach me to boast about never being ill}.
{Everything hurts|I ache}, down to {the hair|my eyelashes}. {Verdict|Looks like}: $a.
[awful] {Haven't felt this bad|Never had it this bad}{ in years|, not since school|}. $A, {shivers and all|\
and no mercy}.
[worried] $A. {I looked it up, which was a mistake|It's probably nothing, but is it|\
I've taken my temperature nine times}.
[wry] I've got $a and {a voice like a gate|a will half written|it's got my good pillow}. {It's a strong look|\
Send soup or a notary}.
[old] $A. {At my age you don't catch a cold, it moves in|I told them to shut that window|\
The old cure: onions and swearing}.
[terse] {Ill|Sick}. $A. {Not dead|Don't visit}.
[lively] I {cannot|really cannot} be ill, {I've got things on|I'm bored already}, and yet: $a!
[young] $A, {day one of being dramatic about it|so I'm basically a blanket now|send snacks}.
[often] $A again, the $nth time lately. {I'm thinking of charging it rent|Somebody's sneezing on me on purpose}.
= more
{If you hear coughing, that's me|Keep your distance|Leave things at the door and run}.
{No visitors, unless they bring soup|Soup gratefully received}.
{Hot lemon is a lie|Ginger, honey, a hot brick at my feet}.
{The medicine tastes of fence|Can't taste a thing, so ate all the stale bread}.
[worried] {It will pass, won't it|Do you go to the hospital for this}?
[wry] {I leave my plants to whoever waters them|My last words will be about the pillow}.
[terse !bad] {Back to bed|Good night}.
{Slept through most of the day and feel robbed|I've watched the light go round the whole room}.
= told
{went down with|is in bed with} $a
has $a{ and a voice to match|}
= ref
{the|that} $thing
= ask.need
{Do you need anything|Shall I leave something at the door}$pal? {Soup|Lemons|\
Something for the $thing}{, something to read|, a clean hankie|}?
{Who's looking after you|Have you got food in}, {$author|what with the $thing}? {I can drop something by|\
I'm passing anyway}.
= ask.how
{How's|And how's} the $thing {tonight|now|doing}$pal? {Drinking enough|Any better|Temperature}?
= comfort
{Get well soon|Poor you}$pal. {The $thing is going round|Stay under the blanket|That $thing had me flat for two days}.
{Bed, tea, nobody talking to you|Sleep it off}. {The $thing hates that|I'll keep my fingers crossed$pal}.
= cheer
{Mind that $thing|Look after the $thing}$pal.
= tease
{A $thing, and you're still posting|The $thing hasn't reached the phone, I see}. {Can't be that bad$pal|\
Hypochondria is curable too$pal}.
= own
{I've got the same|Half my stairs have the same}$pal. {Something's going round|\
We can sneeze in two-part harmony}, {and the $thing stays three days|mine began just like your $thing}.
= doubt
{That's not|I bet that isn't} $a, {that's working too much$pal|that's what comes of wet hair$pal}. {Onion in a sock|\
Sleep, that's all}.
""",
    What.RECOVERED: """
= say
{Up and about again|Back on my feet}. {Toast has never tasted like this|Stairs are long, aren't they|\
The bed and I need some time apart}.
{Well again|I'm better}{, touch wood|, for those who laid bets|}. {Ate two breakfasts|\
Went as far as the corner and felt like an explorer}.
{Opened a window|Changed the sheets|Washed my hair}. {The illness is over, I declare it|That's how you know I'm cured}.
{Woke up|This morning I woke} and nothing hurt. {Lay there looking for it|Suspicious, but I'll take it}.
[great] {Alive|I live}! {The air's got a taste|Everything is so bright|I could kiss the kettle}.
[wry] {Reports of my death|The rumours of my end} were {mostly spread by me|exaggerated, by me}. {I'm well|Fit again}.
[worried] {Better, I think|Seems to be over}. {I keep checking|Not saying it too loud|\
I'll wear the scarf a week more, though}.
[old] {Over it|That's behind me}. {The old engine still turns|They don't build them like us any more}.
[terse] {Better|Well again|Over it}. {About time|Hungry|Thanks for the soup}.
[lively] I'm back! {What did I miss|Who's about|Somebody tell me everything}?
[warm] {Well again|Better}, and {thank you to everybody who asked|it's good to hear voices that aren't my own cough}.
[young] {Immune system: one, me: also one|We're so back|Cured, and I've watched everything}.
= more
{My voice still cracks on the high notes|Legs like cooked noodles, but mine}.
{Being well is a very underrated thing|You forget what nothing hurting feels like}.
{First stop: fresh air|Now for three days of washing-up}.
{Appetite came back before I did|I've eaten what there was}.
[wry] {I'd got used to being waited on by nobody|I miss the excuse already}.
[worried] {Hope it stays away|Fingers crossed}.
[terse !bad] {Onward|Good}.
= told
{is up and about again|is well again|got over it}
= ref
being well again
$your recovery
= ask.how
{Really better|Properly well}{$pal|}, or {just tired of being ill|is it just the boredom talking}?
= ask.next
{And what's the first thing|What will you do first}, now you're {well|up again}{$pal|}?
= cheer
{Good to have you back|Glad you're well again}$pal. {The street was too quiet|Now eat something|We'd started to talk}.
{There you are|Back among the living}{$pal|}! {You sounded awful|I'd been saving you some gossip|Don't overdo it}.
= tease
{Well again|Cured}? {And just before the weekend$pal|Just as the washing-up was done$pal|There goes the soup service}.
= own
When I {was well again|got better} last time{, |$pal, }I {ate a whole loaf|slept another two days|\
couldn't stop talking}.
= doubt
{One more day in bed|You'd better stay well wrapped}$pal. {Everybody says they're better and then they cough on you|\
I don't trust it yet}.
= comfort
{Slowly now you're well|Take being well easy}$pal. {Stairs one at a time|Nobody gets a prize for rushing}.
""",
}
