"""English phrases about days on which nothing happens, their ends, and the weather."""

from typing import Final

from agents.voice.facts import Occurrence as What

BLOCKS: Final[dict[What, str]] = {
    What.QUIET_DAY: """
= say
{Nothing to report|No news}. {The kettle boiled, I was there|A letter came for next door|\
I watered the plant, it didn't thank me}.
{Quiet day|A quiet one}. {So quiet I heard the fridge think|I've spoken to one person, it was a wrong number|\
Moved a chair. Moved it back}.
{What did I do today|Today}? {Honestly, I couldn't tell you|A bit of this|Something with socks}. {It's dark already|\
And yet I'm tired}.
[good] {Nothing happened today|An ordinary day}, {all day long|start to finish}. {Lovely|I'd order it again|\
They can't all be adventures}.
[bad] {Today was|A $day, and it was} {long and grey|beige}. {Even the clock was bored|\
I waited for something and it didn't come|Nobody rang}.
[lively] {So bored|Nothing going on}! {Somebody do something|Is anyone out|I've alphabetised the spices}!
[quiet] {Said about nine words today|Hardly spoke today}. {It was enough|Six of them to a cat|Good ones, I think}.
[old] {A day like any other|Another day}, {and at my age that's a good one|and glad of it}. {The post came late|\
Slept after lunch, the wireless on}.
[young] {Today was|My day:} a loading screen. {Send help or snacks|Scrolled till my thumb gave up|I've named the dust}.
[wry] {Dear diary|For the chronicle}: {no entry|I cut my nails|a spoon fell}. {Historians will fight over it|\
Film rights still free}.
[worried] {Too quiet|It's too quiet today}. {What have I forgotten?|Something must be due}.
[weekend] {Slow $day|A proper slow $day}. {Pyjamas till noon|Bread, window, radio|Did the crossword, left a corner}.
[terse] {Nothing new|Quiet}. {Fine|Good|Soup}.
= more
{Tomorrow there's the bins|At least the bread was fresh|The neighbour sneezed at four}.
{And so to bed, soon|Supper now, something with an egg}.
[good] {You could hear the birds argue|I wouldn't swap it}.
[bad] {I don't know what I was hoping for|Tomorrow, then}.
[wry] {Nobody tell the papers|I'll need a day off from it}.
[warm] {And how was yours|How's everyone else}?
[terse] {There|That's it}.
= told
had a quiet day{, nothing at all|, by the sound of it|}
= ref
$your quiet day
= ask.how
{A whole quiet day|Such a quiet day}, {and how did it feel|don't you get restless}{$pal|}?
= ask.next
{And tomorrow|Quiet tomorrow too}{$pal|}? {Come by, I'm quiet company|I've a shelf that needs holding}.
= cheer
Quiet days {should be framed|are the good ones}$pal. {I'd trade|Long may it last}.
= comfort
{Quiet days end|The quiet passes}$pal. {Come round|Ring somebody, ring me|There's cake here}.
= tease
{Quiet day? I heard you|So quiet that you posted about it}$pal. {Singing, was it?|Get a goldfish}.
= own
{Quiet here too|Same quiet day}$pal. {I ironed a tea towel|I watched paint I'd put up last year}.
= doubt
{There's no such thing as a quiet day|Quiet? Not on my street}$pal. {Swap with me|Drills since seven}.
""",
    What.MORNING: """
= say
[bad] {$Clock|It's $clock}, {and I'm up|awake}, {under protest|in body only}. {The milk's off|The shower ran cold|\
I put the keys in the fridge, it turns out}.
[good] {$Clock|Up at $clock}, {one egg, one radio, one sunbeam|and the bread's still warm from the shop}. \
{I said good morning to everybody, twice|You can keep your evenings}.
{Got dressed in the dark|Woke before the alarm}, {at $clock|about $clock}. \
{Left and right shoe from different pairs, not bad ones|The cat across the way approved|\
Now there's time, and I don't know what for}.
{Morning|Good morning}, {all|everyone|you lot}. {First cup's down|The toast is burning, so I'm brief|\
The bin men sang today}.
{Up|Awake|Out of bed}{ before the alarm|, technically|}. {The stairs creaked in the right order|\
The street's still in its slippers|I've found both socks, so it's a good sign}.
{That light|The light} at {this hour|half past whatever}. {Even the bins look noble|Somebody's radio two floors down|\
Nobody's cross yet}.
[good] {What a morning|Fine morning}. {Window open, one blackbird showing off|Bread's in, coffee's on|\
I could nearly jog. I won't}.
[bad] {Morning|Mornings}. {Who designed these?|Put my foot in a cold puddle by the sink|My hair's voting against}.
[lively] {Good morning|Morning}! {Who's up|Come on, it's all happening|\
I've done three things already and it isn't eight}!
[quiet] {Nobody up yet|Early}. {Just the kettle and me|My favourite hour, don't tell people}.
[old] {Up since five|Five o'clock, as always}. {At my age the bed throws you out|Saw the baker's light go on|\
Paper read, bad news all in order}.
[young] {Morning was a mistake|Alarm, alarm, alarm}. {I've got eyes, they don't open|Breakfast's for people with time|\
I'm vertical, be proud}.
[wry] {Looked in the mirror|Morning}. {We've agreed to say nothing|I've seen worse, on coins}.
[worried] {Woke with a list in my head|Awake and already late, in spirit}. {One thing at a time|\
Coffee first, then worry}.
[monday] {Monday morning|Monday}. {Again? We had one last week|I've shaved half, we'll see|Courage, everybody}.
[weekend] {No alarm|It's $day}. {Woke up at six anyway, thanks, body|Stayed in bed on principle}.
[terse] Morning. {Coffee|Up|Work}.
= more
{The stairs smell of coffee|Somebody's singing two floors up|The paper's late}.
{My hair will have to do|I've buttoned it wrong, we'll see who notices|There's egg on the cuff}.
{Now where are my keys?|Right, shoes|Let's see what it wants from me}.
{Second cup, then I'll talk|The milk was fine after all}.
[good] {It might be a good one|I'm optimistic till about ten}.
[bad] {Bed was right there|I'd go back if it weren't made}.
[wry] {See you all pretending later|Today's plan is to have one}.
[warm] {Have a good one, everybody|Mind how you go}.
[terse] {Off I go|Right}.
= told
was up {at dawn|early}{ and told everyone|}
= ref
$your morning
= ask.how
{How can anyone be|How are you} so awake in the morning{$pal|}? {What's in that cup?|I'm on my third try}.
= ask.next
{And what's|What's} the plan this morning{$pal|}? {Bread run|I need an excuse to get dressed}.
= cheer
{Good morning|Morning}$pal! {You're the first voice today|Now it can start|Have one for me}.
= comfort
{Morning passes|Mornings end at noon}$pal. {Have another cup|Nobody likes this one}.
= tease
{Morning|Good morning}? {It's nearly lunch$pal|I heard your alarm six times$pal|Some of us have been up for hours$pal}.
= own
{Morning|Same morning here}$pal. {One sock so far|Coffee down my front|My toast's charcoal}.
= doubt
{No morning is good|There's nothing good about morning}$pal. {Ask me at eleven|Not before coffee}.
""",
    What.EVENING: """
= say
[bad] {Sat down at|Home at} $clock and {haven't moved|couldn't be bothered to cook}. {Bread over the sink|\
Cold beans, straight from the tin|The light's not even on}.
[bad] {It's $clock|Gone $clock} and {I've nothing left|that's me}. {Whoever has the rest of $day can keep it|\
Bed, as soon as I find the stairs|No calls, please}.
[good] {It's $clock|$Clock}, {the window's open|the dishes are done} \
and {somebody's practising the piano, badly and nicely|the whole street smells of supper|there's nobody I'd rather be}.
{Home|Home at last|Door shut}. {Shoes by the door, me by the window|The stairs smell of somebody's onions|\
Soup on, radio low}.
{That was $day|Right, that was $day}. {I've had better, I've had worse|Nothing broke|I forgive it}.
{Evening|Good evening}, {all|everyone}. {The street lamps came on while I watched, small joys|\
Next door's practising the same four bars|I should sew that button. I won't}.
[good] {Windows lit all down the street|What a soft evening}. {Somebody laughing on a balcony|\
I stayed out on the step with my tea|You could bottle it}.
[bad] {Long day|Glad it's over}. {Bread, cheese, bed|I sat in the dark for a bit before I found the switch}.
[lively] {Who's still up|Evening's young}! {Cards, anyone|I've got crisps and no plan}!
[quiet] {One lamp, one book|Lamp on, phone away}. {Good night, whoever's out there|It rustles nicely, this quiet}.
[old] {Curtains drawn|The news, then bed}. {Took my shoes off without sitting down, still got it|\
I leave the hall light on, habit}.
[young] {It's getting late|Should sleep}. {Opens another video|Hungry again, illegally|Tomorrow me can deal with it}.
[wry] {The sofa asked me how my day was|Evening programme}: {no comment|lying down, in several positions}.
[worried] {Locked the door|Did the rounds: stove, window, door}. {Twice|Then once more for luck}. {Good night|\
Now sleep, please}.
[friday] {Friday evening|Friday night}. {Nobody can make me do anything until Monday|I'm in my good slippers}.
[weekend] {$day night|$day evening}. {Where did it go?|One more biscuit and I'll think about tomorrow}.
[terse] Evening. {Tired|Soup|Night, all}.
= more
{The plant and I have both had water|I can hear the clock, so it's still going|One sock's already off}.
{A moth has moved in by the lamp|There's half a biscuit left, for emergencies|Next door's laughing at something}.
{Good night from the third stair|Night, everyone|Lights out soon}.
{The kettle's last job of the day|Socks off, that's the real end of the day}.
[good] {I could get used to this|The moon's doing its bit}.
[bad] {Tomorrow owes me one|I'll be asleep by nine}.
[wry] {I've a date with a cushion|If anyone needs me, they don't}.
[warm] {Hope yours was kind to you|Sleep well, all of you}.
[terse !bad] {Night|Enough now}.
= told
{spent the evening at home|was at home all evening}{ with the radio|, curtains drawn|}
= ref
$your evening
= ask.how
{And how was|How's} your evening otherwise{$pal|}? {Mine's me and a sock with a hole|Anything good on?}.
= ask.next
{Are you staying in|Any plans} this evening{$pal|}? {I'm two doors from bored|I've soup for two}.
= cheer
{Good evening|A lovely evening to you}$pal. {Sleep well|You've painted it nicely|I can hear the radio from here}.
= comfort
{The day's done, it's evening|Evening's here}$pal. {Put it down now|Tomorrow is a clean plate}.
= tease
{Evening|This evening}? {You'll be asleep in the chair by eight$pal|I can see your light from here$pal}.
= own
{Same evening here|My evening exactly}$pal. {Soup, socks, silence|I've got the lamp and the crumbs}.
= doubt
{Evening's only starting|The evening's wasted indoors}$pal. {Put your shoes back on|I'm just going out}.
""",
    What.WEEKEND: """
= say
[bad] {$day at $clock|It's $day, $clock}, and {I'm still in yesterday's shirt|\
I've done the washing-up twice and nothing else}. {Somebody ring me|It rained on the plan and there wasn't a plan}.
[good] {$day|It's $day}, {up at $clock|out of bed at $clock}, {nobody's business but mine|\
and pancakes, burnt ones too|paper, crumbs, sun on the floor}.
{By $clock|It's $clock and} I'd {planned to be|meant to be} {halfway through the wardrobe|at the market}. \
{I'm halfway through a cake|The wardrobe's fine, it says|The bed disagreed}.
{Weekend|It's the weekend}. {My plans: sleep, bread, sleep|I've a list and I'm not looking at it|\
Two days, already spent in my head}.
{$day|$day, finally}. {Nobody's rung|The street's full of people with nowhere to be|Everybody's hanging out washing}.
{What's on this weekend|Any plans, anyone}? {I've an oven and no ideas|I'm free, it turns out|Nothing uphill, please}.
[good] {Weekend|$day}: {late breakfast, later lunch|no alarm, pancakes|slippers at noon}. {This is the life|\
It should be longer by one}.
[bad] {Weekend|$day already}, {and I did nothing I meant to|and half of it's gone on laundry}. {It leaks, time|\
Who took it?}.
[lively] {It's the weekend|Weekend}! {Who's out tonight|Somebody organise something or I will|All of you, out}!
[quiet] {A weekend with nobody in it|Weekend}. {Bliss|I've bought bread, I needn't go out again}.
[old] {Weekend or not|Every day's a weekend now}, {you still wake at six|I only notice by the bells}. \
{The neighbours' children are louder|Cake on $day, though}.
[young] {Weekend|The weekend's here}. {Goal: forget what a clock is|My bank account has asked me to stay in|\
Sleep, snack, repeat}.
[wry] {Weekend|This weekend}, {I shall be busy|I'm going to achieve}: {looking at a shelf I should put up|\
horizontal things}.
[worried] {Weekend|It's $day}, {and I keep thinking of next week|I've laid out next week's clothes}. \
{Stop it, I tell myself|Silly, I know}.
[terse] Weekend. {At last|Sleeping|Good}.
= more
{The neighbours are moving furniture again|There's a cake cooling somewhere, I can smell it|\
Every child in the street has a ball}.
{I've found the crossword from last week|My phone's in a drawer|Socks are drying on every chair}.
{If you need me, don't|I'll be the one in the slippers}.
{Bread first|Maybe a walk later. Maybe}.
[good] {I wish you all the same|You can smell cake on every landing}.
[bad] {Another one gone|I want a word with whoever made it two days}.
[wry] {By tomorrow I'll need a rest from it|Shelf still not up}.
[warm] {Come by, door's open|Whoever's on shift, I'm thinking of you}.
[terse] {That's it|Bye}.
= told
{has big plans for|is making a lot of} the weekend
= ref
$your weekend
= ask.next
{And what are your|Any} plans for the weekend{$pal|}? {I've got cards|I could do with company|Nothing before eleven}.
= ask.how
{How's|And how's} the weekend so far{$pal|}? {Mine's still in bed|I blinked and missed it}.
= cheer
{Enjoy the|Have a lovely} weekend$pal. {Eat something with cream|You've earned it|Don't do the shelf}.
= comfort
{A weekend isn't for doing|Nobody's weekend goes to plan}$pal. {There's one next week|Laundry counts}.
= tease
{Your weekend|A weekend}? {You've had three this week$pal|You don't work anyway$pal|And who's putting up my shelf$pal?}.
= own
{Same weekend|My weekend too}$pal. {I've been in one chair|Washing on the line, that's my view}.
= doubt
{Weekends are overrated|I prefer a Tuesday to the weekend}$pal. {All those people|Emptier}.
""",
    What.WEATHER: """
= say
[wet] {The $thing won't stop|More $thing}. {My shoes have their own weather|The gutter's singing|\
I've been out in it, ask my socks}.
[wet] {Of course I hung out the washing|Washing's on the line}. {And then $a|$A, obviously}. {It's had a second rinse|\
You're welcome, gardens}.
[windy] {This wind|The wind}! {My hat's gone to live elsewhere|I met my neighbour's shirt on the corner|\
Walked to the baker's sideways}.
[foggy] {Fog|Such fog}. {I said good morning to a post box|The far side of the street's been cancelled|\
You hear people before they're there}.
[hot] {The heat|This heat}. {I've moved in with the fridge|The pavement's soft, so am I|Even the pigeons walk}.
[cold] {The cold|So cold}. {Two jumpers, and I've started on the curtains|My nose got home before me|\
The kettle's the most popular thing here}.
[fair] {Look at that|Would you look at it}: {$a|the $thing}! {Half the town's out pretending to run errands|\
Everybody's suddenly polite|I've had my sleeves up since nine}.
[fair] {$A all day|The $thing came out}. {I've sat on four different steps|\
You see how dirty the windows are, never mind|Somebody even whistled}.
{The $thing|This $thing}, {I tell you|honestly}. {It's all anyone talked about in the queue|\
My knee called it yesterday|I've dressed for the wrong one, as usual}.
{$A|The $thing} {since this morning|again}, {and I've|and me with} no {umbrella, no hat, no sense|plan B}.
[good] {I like it|I don't mind it}, the $thing. {It's good for thinking|Smells of pavement and bread|\
The right weather for soup, or for the lack of it}.
[bad] {I'm done with|Enough of} the $thing. {Who do I write to?|It's gone straight to my mood|\
It makes the week two days longer}.
[old] {We had $thing like that|I remember such $thing} the year {the mill flooded|I married off the cat|\
my brother broke his arm}. {It passed|You get used to everything}.
[wry] {The $thing|Weather report}: {$a, with a chance of complaining|it's outside}. {I stayed in and supervised|\
Back to the studio}.
[worried wet] {The $thing|All this $thing}. {Does the roof hold?|I've put a bucket on the landing}.
[worried] {The $thing|All this $thing}. {My poor tomatoes|Everybody got home, I hope}.
[terse] $A. {Still|Again|Soup weather}.
= more
{Wrap up|Mind yourselves out there|Take a scarf, or don't, I'm not your mother}.
{The dog across the way refuses to comment|Somebody's left a window open on the second floor}.
[good] {I walked the long way|It suits the town}.
[bad] {My bones have opinions|I'm staying in till it's sorry}.
[wry] {At least it's free|We'll say we miss it in six months}.
[terse] {Well|So}.
= told
was out in the $thing{ without a hat|, complaining|}
= ref
{the|this} $thing
= ask.how
{How is the $thing|Is the $thing as bad} {your end|over your way}{$pal|}? {Ours comes in under the door|\
I can't see across the street}.
= ask.next
{Will it last, the $thing|How long does this $thing stay}{$pal|}? {You've the good knee|I've got washing out}.
= cheer
{Fine by me, the $thing|I love the $thing}$pal. {Should be like this till Thursday|I'm putting a chair out}.
= comfort
The $thing can't last{ for ever|}$pal. {Tea|Put the lamp on|Come and sit by our stove}.
= tease
{The $thing|A bit of $thing}? {You're not made of sugar$pal|Wait till winter$pal|You'd complain in paradise$pal}.
= own
{The $thing got me too|Same $thing here}$pal. {I'm drying on the radiator|Looked out once, went back to bed}.
= doubt
{You call that $thing$pal?|That's hardly $thing$pal.} {I've seen cups of tea with more|Where I come from that's summer}.
""",
}
