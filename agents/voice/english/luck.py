"""English phrases about what luck and payday bring: coffee, red packets, wages, broken phones."""

from typing import Final

from agents.voice.facts import Occurrence as What

BLOCKS: Final[dict[What, str]] = {
    What.FREE_COFFEE: """
= say
{Everything's free|Free coffee}{$at|}! {I ran, I'm not ashamed|Half the town's discovered it's thirsty|\
Get there before my neighbours do}.
[place] {$Place is giving it away|They're giving it away at $place}{, I repeat, giving|}. {Two hours, bring a cup|\
I've had three and can see sounds}.
[place] {Drop everything|Put your shoes on}: it's all free at $place. {The queue is friendly|\
I'm in the queue behind the whole choir}.
{I don't know who pays|I didn't ask why}, but the coffee's free{$at|}. {Cheers|Sat there till they looked at me|\
My hands are shaking, with joy}.
[who] Free coffee{$at|} with $who. {We'd never have sat down otherwise|We drank to whoever's mad enough}.
[good] {Free coffee tastes better|The best cup is the free one}, {it's proven|I've checked}{$at|}. \
{Two cups' worth of proof|Took the long seat in the window}.
[bad] {Free coffee|It's all free}{$at|}, {and a queue to the moon|and I got the last dregs|but no cups left}.
[old] {Free coffee|Coffee for nothing}{$at|}. {In my life I've learned: when it's free, sit down first|\
I took a biscuit for the road}.
[young] {FREE coffee|Free coffee, not a drill}{$at|}. {I'll sleep in June|Finally an economy for me}!
[wry] {Free coffee|Free coffee today}{$at|}. {What a coincidence, I happened to be thirsty|\
I've always said I liked them}.
[worried] Free coffee{$at|}. {There must be a catch|Is one enough, can one take two?|I left a coin, to be safe}.
[lively] {Everybody out|Come on, everyone}, free coffee{$at|}! {I'm keeping three chairs|First here gets a cushion}!
[terse] Free coffee{$at|}. {Go|Now|Strong, too}.
= more
{Hurry, it ends soon|They're still pouring}.
{I won't sleep till Thursday|My heart's doing a little dance}.
[wry] {Suddenly everyone's my friend|I saw people there who only drink tea}.
[warm] {Nice of them|Leave them a kind word, will you}?
[bad] {I paid yesterday, typical|My elbow's been coffeed}.
[terse !bad] {Good stuff|Thanks}.
= told
{was at|went for} the free coffee{$at|}{, three cups, they say|}
= ref
the free coffee
= ask.how
Is there any coffee left{$pal|}? {I can be there in ten minutes|Save me a cup}!
= ask.why
{Free? Why|Who pays for all that coffee}{$pal|}? {Nobody's getting married, are they?|Nothing's free}.
= answer.why
{Nobody said why|No idea}$dear. {I drank the coffee before they changed their minds|Free coffee, you don't ask}.
= cheer
{Coffee for nothing|Free coffee}! {Running$pal|I owe you for telling us$pal|Left my shoes untied$pal}.
= comfort
{There'll be coffee another day|Coffee's coffee}$pal. {I'll make you one|Mine's free every day}.
= tease
{How many coffees|And how much coffee}, {in all|be honest}{$pal|}? {You're typing very fast|I can hear you blink}.
= own
{I was there|Had mine}$pal, {two coffees|one coffee and a half}. {We must have just missed each other|\
I'm cleaning windows at midnight now}.
= doubt
{Free coffee is weak|That coffee's yesterday's}$pal. {You get what you pay for|I'd rather have my tea}.
""",
    What.PHONE_BROKE: """
= say
{Phone's broken|My phone has died}: $a. {It fell, I watched|It jumped, your honour|\
It was on the table and then it wasn't}.
{$A, gone|There goes $a}. {Dropped the phone|My phone and the kitchen floor met}. {Butter side down, of course|\
In slow motion, like in films}.
[amount] $amount to fix $a. {For that the phone should make tea|I asked if that was with a new phone|\
The man sucked his teeth first, so I knew}.
{A day without|Hours without} a phone ($a){, I looked at trees|: I met my neighbours|, and I've finished my book}. \
{They're green|Nice people|It rang anyway, in my head}.
[bad] {Of all days|Of course today}: {the phone|my phone}, $a. {I'd only just paid for the last thing|\
I said a word on the open street}.
[who] {Sorry $who|$who can confirm}: phone's broken, $a. {I wasn't ignoring anybody|We saw it bounce, twice}.
[often] {$A again|Phone again, $a}, the $nth time lately. {I should wear it on a string|\
They greet me by name at the repair place}.
[old] {My telephone|The phone}'s {had an accident|given up}: $a. {The old one had a cord and lived twenty years|\
I never liked it, but I'd got used to it}.
[young] {RIP my phone|My phone: dead}, {cause|it's} $a. {I was without it for hours, I've aged|\
I had to ask a person for the time}.
[wry] {The phone|My phone} {wanted freedom|tried to fly}. {It can't|It's $a now}. {Repaired, for a small fortune|\
Poor $thing}.
[worried] {Phone's broken|The phone broke}, $a. {What if somebody rang?|All the numbers were in there|\
If you wrote and I didn't answer, it wasn't you}.
[programmer] {I fix computers for a living|Yes, I do this for a living}, {and I broke my phone|\
and my own phone's gone}: $a. {Don't laugh|I turned it off and on}.
[terse] Phone broke. $A. {Fixed|Annoying|Write to me now, it works again}.
= more
{If I didn't answer, that's why|I missed nothing, it seems}.
{It's repaired, and I'm carrying it like an egg|The crack was shaped like a rabbit}.
[bad] {That was the shoe money|One thing after the other}.
[wry] {I was briefly a better person|We've both been through a lot, it and I}.
[worried] {It's making a noise still|I back up everything twice now}.
[terse] {Well|Moving on}.
= told
{broke the phone|dropped the phone}, $a and all
= ref
the phone
= ask.how
{Does the phone work again|Is the phone all right now}{$pal|}? {I'd written you something long|You didn't miss much}.
= ask.why
{How did|Who let} the phone {fall, then|go}{$pal|}? {Pocket, balcony or bath|Tell me you didn't throw it}.
= answer.why
{Pocket|Balcony|Wet hands}$dear. {The phone did the rest|Gravity knows its business|\
Don't tell my mother about the phone}.
= ask.worth
[amount] $amount? {Wasn't a new phone cheaper|What did they put in that phone, gold}{$pal|}?
= comfort
{Oh no, the phone|Poor phone}! {It's always the $thing$pal|Use mine if you need to ring anyone$pal}.
= cheer
{A whole day|Hours} without a phone$pal! {I'm almost jealous|You sound rested}.
= tease
{And I thought|So it was the phone. And I thought} you {didn't love me any more|were finally working}$pal.
Your phone lives {dangerously|like an acrobat}$pal. {Put it on a lead|Third floor, was it?}.
= own
{Mine too, the phone|My phone did the same}$pal. {In the rice it went, and I ate the rice|Taped, still going}.
= doubt
{Phones don't just break|You don't need a new phone}$pal. {It wants a rest|Hit it, gently, on the left}.
""",
    What.RED_PACKET: """
= say
[who] A red packet from $who! {Folded so small I nearly threw it out|I didn't know where to look|\
I'd done nothing but exist}.
[who] {$who pressed a red packet into my hand|Look what $who slipped me, a red packet}. \
{We argued at the door for five minutes, as one must|I said no three times, properly}.
[!who] {A red packet|Red packet}{ from family|, from the relatives}! {Somebody still remembers how old I am|\
With a note about eating vegetables|I rang and we all cried a bit}.
[!who] {The family|The relatives} {sent|have sent} a red packet. {I'm never too old for it|\
My aunt's handwriting, thick as ever|I put it under the pillow like at six}.
[amount] {$amount in a red packet|A red packet, $amount}. {Should I give back the same, or is that rude|That's {soup|\
tea} for weeks|I counted it in the toilet}.
{Red packet|Got a red packet} $today. {I feel nine|It made a nice sound|The paper's too pretty to tear}.
[wry] {A red packet|Somebody gave me a red packet}. {I must look worse than I thought|I bowed so low I lost a pen}.
[old] {At my age|An old thing like me} and {still gets|given} a red packet. {Usually I'm the one who gives|\
The world's upside down, I like it}.
[young] {RED PACKET|Red packet secured}. {Dumpling fund|I'm rich until the weekend|Somebody loves me, and in cash}!
[worried] {A red packet|Got a red packet}. {What do I give back?|I don't know what I did to deserve it|\
I've still not written a thank-you}.
[warm] A red packet. {It isn't the money|The money's nice, the thought's nicer}. {Thank you|I'm keeping the envelope}.
[great] {I'm so touched|I could burst}: a red packet{, out of nowhere|, for me|}! {Had to sit down|\
Hugged everybody in reach}.
[terse] Red packet. {Nice|Kind|Didn't see that coming}.
= more
{It goes in the jar|Already know what for|I'll buy them fruit}.
{You're not allowed to open it in front of them, agony|I shook it first}.
[good] {That carried me through the day|Somebody up there's in a good mood}.
[wry] {More please, I'm easily reached|I accept them all year round}.
[worried] {I'll save it, you never know|Hope they've kept enough for themselves}.
[terse !bad] {Thanks|Good day}.
= told
[who] got a red packet from $who
got a red packet{ out of nowhere|, lucky thing|}
= ref
the red packet
= ask.next
{What are you doing|And what'll you do} with the red packet{$pal|}? {Don't be sensible|Something silly, I hope}.
= ask.how
{How fat|How thick} was the red packet{$pal|}? {You can whisper|I only ask for science}.
= cheer
A red packet! {Lovely|You deserve it|Good people about}$pal. {Keep the envelope, it brings luck|\
Buy yourself something nice}.
= comfort
{Just take the red packet|A red packet is to be taken}$pal. {It makes them happy too|You'll give one yourself one day}.
= tease
{A red packet, at your age|Who do I have to be nice to for a red packet}{$pal|}?
= own
{Last red packet I got|My last red packet} {had a button in it|went on shoes}$pal. {Good years|I still have the paper}.
= doubt
{A red packet means they want something|Red packets are for children}$pal. {I'm joking, half|Mark my words}.
""",
    What.GIFT: """
= say
[who] A present from $who! {Wrapped in last week's paper|Just like that, no birthday anywhere|I'd only said hello}.
[who] {$who put something into my hands and walked off|Look what $who gave me, a present}. \
{I said it was too much, as one does|I carried it home like an egg}.
[who] {$who thought of me|$who had something for me}. {A present, on an ordinary day|\
It wasn't even wrapped, I like it more for that}.
{I got a present|Somebody gave me a present} $today. {I've put it where I can see it|I keep walking past it|\
The bow's staying on for now}.
{A present|Got a present}, {for no reason at all|out of the blue}. {Now I need a shelf|I'll have to be nicer to people|\
I turned it over three times}.
[wry] {A present|Somebody gave me a present}. {I checked the label twice, it's for me|There must be a catch, I can't find it}.
[old] {At my age one gives presents away|I've too many things already}, {and then somebody gives me one|\
but this present stays}.
[young] {PRESENT|Present, for me}! {Unboxing took four seconds|I screamed a little|Best day this week}!
[worried] {A present|I got a present}. {What do I give back|I've nothing in the house to give}? \
{I lay awake thinking of vouchers|I hope I looked pleased enough}.
[warm] {A present|Somebody brought me a present}. {It's the thought, it really is|People are kind, you know}. \
{Thank you|I'm keeping the paper, too}.
[great] {I could burst|I'm so touched}: a present{, just for me|, just like that|}! {Had to sit down|I've shown it to everybody}.
[terse] A present. {Kind|Nice of them|Well, well}.
= more
{It's on the windowsill now|I've made room for it}.
{I shook it first|I saved the string}.
[good] {I smiled all the way home|That'll keep me warm for days}.
[wry] {I take presents all year round|I'm easily bribed}.
[worried] {I hope it wasn't dear|Now I owe them one}.
[terse !bad] {Thanks|Good day}.
= told
[who] got a present from $who
got a present{ just like that|, for no reason|}
= ref
the present
= ask.next
{Where do you put|And where does it go,} the present{$pal|}? {On the shelf of honour|Not in the cellar, I hope}.
= ask.how
{What's in|What was in} the present{$pal|}? {Don't keep us waiting|Or is it a secret}?
= cheer
A present! {Lovely|You deserve it|That's a friend}$pal. {Put it where you can see it|Enjoy it}.
= comfort
{Just enjoy the present|A present is to be taken}$pal. {They wanted to|You needn't give anything back}.
= tease
{A present, you|Who do I have to know to get a present}{$pal|}?
= own
{Last present I got|My last present} {was socks|was a spoon}$pal. {I still have it|Good socks, mind}.
= doubt
{A present always wants something back|Presents are for birthdays}$pal. {I'm joking, half|You'll see}.
""",
    What.PAYDAY: """
= say
{Payday|Wages are in}{, finally|, and half of it's gone on the way home|}. {Hello, and goodbye|\
I bought the good butter|For one evening I'm rich}.
[amount] {$amount in|Wages, $amount}. {Rent first, then we'll see what cheese there is|\
I've looked at it twice, it was the same|Somebody has counted every minute}.
{They've paid us|The money's come}$at. {I walked past every shop window on purpose|\
Paid what I owed, so I can look people in the eye|Rich until the weekend}.
[good] {Payday|It's payday}! {Real coffee|New socks, the whole drawer|Fish tonight, no arguments}.
[bad] {Payday|Wages came}. {They'd left again by noon|I've seen it, I've waved|Who takes it all? I ask every month}.
[wry] My {wages|pay} arrived, looked around, {found nothing it liked and left|and went straight to the landlord}. \
{Payday|It's a short visit}.
[worried] {Payday|Wages in}. {Put some away for the bad month, there's always a bad month|\
Sat with pencil and envelope till it came out right}.
[old] {They used to hand it over in a brown envelope|In an envelope it felt like more}. {Payday|Pay came} all the same.
[young] {Payday|Got paid}. {Financial plan: dumplings|Adult things first. Then not|The account isn't crying today}.
[terse] {Paid|Payday}. {Good|Rent, then bread|Enough, just}.
[often] {Payday again|Wages again}, {funny how it comes round slower than the bills|the $nth lately and I'm no richer}.
= more
{First round's on me, one round|Don't all come at once}.
{I've put a little by|Something for the jar on the shelf}.
[bad] {Only twenty-nine days|Soup it is}.
[good] {It's a lovely day to owe nobody|Might even get the shoes mended}.
[wry] {Call me sir till Sunday|I'll be eating radishes by the twentieth}.
[worried] {If nothing breaks, it'll do|I hope the boiler holds}.
= told
got paid{ at last|}{$at|}
= ref
{payday|$your wages}
= ask.next
{And what's the first thing|What will you do with it}{$pal|}? {Wages don't keep|Some of us live through your payday}.
= cheer
{Enjoy payday|Happy payday}$pal. {Spend a bit on something silly|The best day of the month}.
= comfort
{Payday's like snow|That's payday for you}$pal, {it never lies long|gone by noon}. {Mine too|We could share a soup}.
= tease
{Payday|Wages}! {So you're buying$pal|You owe me a tea, I've got it written down$pal|Suddenly I'm very fond of you$pal}.
= own
{Payday here too|Mine came as well, the wages}$pal. {I bought cheese|It's gone already|I've hidden some from myself}.
= doubt
{Put your wages away|I'd save the wages, not eat them}$pal. {There's a long month coming}.
""",
    What.BONUS: """
= say
{A bonus|They gave me a bonus}{$at|}! {I looked behind me to see who they meant|Checked the name on it twice|\
Didn't know they knew my name}.
[amount] {Bonus of $amount|$amount on top}{$at|}, {for what, nobody said|out of the blue}. \
{I said thank you and left quickly|I'm not asking}.
[place] {Somebody|Whoever} at $place {has noticed I exist|thinks I'm worth it}: a bonus. \
{I stood up straighter all day|Now I'll have to go on like that}.
{Got a bonus|A bonus, today}. {New shoes|Real coffee|The dentist, probably}, {here I come|I'm sorry to say}.
[wry] {Got a bonus|They've paid me extra}. {Clearly a mistake, so act natural|\
I'd better not do it again, whatever it was}.
[worried] {A bonus|Got a bonus}. {What do they want?|Is this how it starts?|\
I'm putting it away before it changes its mind}.
[old] {A bonus|They gave me a bonus}, {after all these years|first one since the flood}. \
{I asked if somebody had died|The envelope even had a ribbon}.
[young] {Bonus|Got a bonus}! {I'm insufferable until Sunday|Who said hard work doesn't|Big spender incoming}!
[great] {A bonus|I got a bonus}! {I hugged the storeroom door|Skipped home, an adult, skipped|Told a complete stranger}.
[terse] {Bonus|Got a bonus}. {Nice|Didn't expect it|That's new}.
[warm] {Got a bonus|They gave me a bonus}{$at|}. {Cake for the whole shift tomorrow|\
The others earned it as much as I did}.
= more
[amount] $amount. {I keep saying it out loud|In words it looks even better}.
{First I'll pay back what I owe|Half to the jar, half to nonsense}.
{It won't change me. The cheese will change|Tea's on me, once}.
[wry] {I'm available for further bonuses|If it was for smiling, I had wind}.
[worried] {I won't spend it yet|Better keep it for the winter}.
[earnest] {It's nice to be seen|That did me good}.
= told
got a bonus{$at|}{ out of the blue|, lucky thing|}
= ref
the bonus
= ask.next
{So what'll you do|What are you doing} with the bonus{$pal|}? {Don't say "save it"|I have suggestions}.
= ask.why
What {was it|did you get the bonus} for{$pal|}? {Whatever it was, I'll try it too|Tell me, I'm taking notes}.
= cheer
{You earned|Well deserved,} that bonus$pal{. Every bit|. I mean it|}. {About time they noticed|\
Nice to see it go to a good one}.
= comfort
{Enjoy the bonus|Take the bonus}$pal. {Nobody's going to want it back|It's allowed to be good news}.
= tease
{A bonus|Bonus}? {Lend me something$pal|So tea's on you till spring$pal|For all the biscuits you eat$pal?}.
= own
My last bonus was {a fruit basket$pal. I'd rather have yours|a pen$pal. It didn't even write|a handshake$pal. \
Firm, though}.
= doubt
{A bonus is|They give you a bonus} {so you don't ask for a rise|instead of wages}$pal. {Take it and ask anyway|\
I've seen that before}.
""",
}
