"""English phrases of talk face to face: greetings, how one is, small talk, goodbyes.

A section and its `.re` go together line by line: what is said with the third line of the one is answered with the \
third of the
other, whichever of its alternatives was taken.
"""

from typing import Final

SECTIONS: Final = """
= say.greeting
{Hello|Hi|Hey}, $to. {How are things|How's it going|How are you}?
{Oh|Ah}, $to! {It's been a while|I was wondering when I'd see you|Fancy meeting you here}.
{Hello|Hi}, $to. {What are you up to|Off somewhere|What brings you here}?
[morning] Morning, $to. {Sleep all right|Up early|Had your coffee}?
[evening] Evening, $to. {Long day|Done for today|Day over at last}?
[lively] $to! {There you are|Just who I wanted|Come here, I want to hear everything}!
[warm] $to, {how nice|good to see you}! {How have you been|Are you keeping well}?
[wry] {Well, well, if it isn't|Look who it is,} $to. {They let you out?|Still no hat?|You again?}
[cool] $to. {All right|Everything in order}?
[worried] Oh, $to. {Have you got a minute|I'm not in your way, am I}?
[stranger] {Hello|Hi}. {You're $to, aren't you|It's $to, isn't it}? {We've not met properly|I've seen you about}.
= say.greeting.re
{Not bad|All right|Can't complain}$dear{, thanks|}. {And you|How about you|Yourself}?
{I've been about, you know me|Small town|I do get out now and then}$dear. {How are you|How have you been}?
{Nothing much|Bit of this, bit of that|Just getting out of the house}$dear. {You|And you, how are things}?
{Morning|Just about awake|Ask me after the second cup}$dear. {How are you|And you}?
{Evening|You could say so|Feet say yes}$dear. {How was yours|And you, how are things}?
{Goodness|What have I done|Here I am}$dear! {You first: how are you|And how are you}?
{Oh, you know, well enough|Very well, now you ask}$dear! {And how are you|You look well yourself, how are things}?
{On good behaviour|I climbed out of a window|Charming as ever, you}$dear. {How's life|And how are you}?
{All right|Fine}$dear. {You|And with you}?
{Of course|Plenty of time|Not at all}$dear. {What is it, how are you|Is everything all right}?
{That's me|The very same}. {Nice to meet you at last|You live round here too, don't you}. {How are you|How are you \
finding things}?
= say.how
{Can't complain|Mustn't grumble|Getting by|Not too bad}$dear{, thanks for asking|, all in all|}.
[sunny] {Really well|Very well, for once|In fine shape}$dear{, touch wood|. Don't ask me why|}.
[low] {Been better|Oh, so-so|A bit flat}$dear{. It'll pass|, between us|. Don't spread it|}.
[wry] {Vertical|Older than this morning|Still in one piece}$dear{, since you ask|, mostly|}.
[worried] {All right, I think|Not too bad}$dear{. I sleep badly|, if nothing comes|}.
[lively] {Brilliant|All over the place}$dear{, in a good way|, three things at once|}!
[cool] {Fine|The usual}$dear.
= say.closing
{Well|Right|Anyway}, $to, {I'd better|I must} {get on|be off|let you go}. {Take care|See you|Mind how you go|See \
you around}.
{It was good to talk|Nice talking|Good to catch up}, $to. {Until soon|Till next time|Same time next week, probably}.
{I'd better be going|Time I went|I've stood here long enough}, $to. {Bye now|We'll talk|See you about}.
{Listen|Look}, $to, {I've got to go|they'll be waiting|I'm late as it is}. {We'll finish this another day|More next \
time}.
[lively] {I've got to run|I'm late for everything}, $to! {Don't be a stranger|We're not finished}!
[warm] {Look after yourself|Get home safe}, $to. {Come by any time|It did me good}.
[wry] {I've enjoyed your silence|That's all my news gone}, $to. {I'll have more by $day|Same bench tomorrow}.
[cool] {I'm off|Right}, $to. {See you|Bye}.
[worried] {I hope I'm not keeping you|I'd better see if the stove's off}, $to. {Bye|See you soon, I hope}.
= talk.casual
Have you noticed{$pal|} {that everybody's in a hurry lately|how everybody runs these days}?
Nothing new here. {I fixed a chair|I lost a button and found two|I cleaned out a drawer, that was Tuesday}. {And \
you|What about you}$pal?
Do you ever {walk into a room and forget why|talk to the kettle}{$pal|}, or is that me?
{You look|You seem} {rested|busy|like you've had a good week}$pal. What's your secret?
= talk.casual.re
{Everybody but me|I'd noticed}$dear. {I only hurry for bread|Nobody can say where to}.
{Same here|Much the same}$dear. {I moved the sofa and moved it back|I found a key and no lock}.
{All the time|Only on days with a y in them}$dear. {I thought it was the flat|We'll be a fine pair at eighty}.
{Sleep|No secret}$dear. {I stopped reading the news at night|I just put on a clean shirt}.
= talk.work
{How's work|Busy at work}$pal? {Mine's all meetings and missing pens|You look like it's a lot}.
Do you like what you do{$pal|}? {Some days I think I'd make a good postman|Some days work's just school with rent}.
If you could stop working tomorrow$pal, would you?
= talk.work.re
{A lot, but I get my breaks|Busy, then dull, then busy}$dear. {At least the kettle's good|Somebody has to do it}.
{Mostly|On good days}$dear. {I'd miss the people, if not the mornings|It's better than being asked what I do all day}.
{In a heartbeat|I'd last a week}$dear. {Then I'd be at your door with my opinions|I'd be bored by $day}.
= talk.life
{How's home|Everything all right at home}$pal? {My tap's dripping again|Mine's a tip}.
{There comes a day|You get to an age} when {a new sponge is an event|you sigh getting up and it's not for show}. Or \
is that only me$pal?
Do you {cook for yourself|eat properly}$pal, {living as we do|with all you've got on}?
= talk.life.re
{All quiet at home|Home's fine}$dear. {The neighbour hoovers at seven, I've stopped fighting it|I cleaned one \
window, now I can see the others}.
{It's not only you|Welcome to the club}$dear. {I've got opinions on bin bags now|I caught myself admiring a mop}.
{When I remember|I try}$dear. {There's a lot of toast in it|Soup counts, doesn't it}.
= talk.relationship
{Who do you see these days|See anything of the others}$pal? {I should ring more people|We used to all sit together}.
{Friends|People}, {they take some watering|you look away and a year's gone}. I'm bad at it. Are you any better$pal?
Who {was your first friend here|did you know first in this town}$pal?
= talk.relationship.re
{The stairs and the queue, mostly|The usual faces}$dear. {We ought to do a proper supper|They ask after you}.
{Worse|Not really}$dear. {Somebody has to be the one who knocks|I count you, at least}.
{The woman at the till|Somebody who'd lost a dog}$dear. {We found it|It's always small things}.
= talk.hobby
{What do you do with yourself of an evening|Still got your hobby}$pal? {I've started a jigsaw with no box|I bought \
a harmonica, the neighbours know}.
If somebody gave you a free week$pal, what would you make?
Have you got anything {on the go|half finished}$pal? {I've got three|I've got half a birdhouse}.
= talk.hobby.re
{I sit and look out, it's a sort of hobby|I've started six things and finished none}$dear. {Don't laugh|The sixth \
is baking}.
{A table that doesn't wobble|A mess}$dear. {And then I'd sit and look at it|I'd enjoy it, though}.
{A scarf, since last winter|Half a shelf}$dear. {It's the other half that takes the time|It'll be a short one}.
= talk.gossip
{Heard anything|What's the word in town}$pal? {I'm always the last to know|You're nearer the baker's}.
Not that I gossip$pal, but {somebody on our street has got new curtains|the bins on our street tell a story}. Have \
you heard more?
Who do you think {feeds those pigeons|leaves the notes on the board}$pal? {Somebody does|I've got my suspicions}.
= talk.gossip.re
{Nothing I'd repeat|I've heard nothing, and I stand close}$dear. {I'll keep an ear out|Ask at the till}.
{My lips are sealed|I couldn't say}$dear. {Well, nearly sealed. Ask me on the way home|I wasn't looking. Much}.
{I know exactly who|It's always the quiet ones}$dear. {I'm saying nothing|I'd do the same, at night, in a hat}.
= talk.plan
{Any plans|What are you doing} {at the weekend|these days}$pal? {I ought to paint something|I was going to clear \
the cellar}.
{One of these days I'm going to see the sea|I keep saying I'll take a day off}. Where would you go$pal?
Shall we {do something, the lot of us|have a proper supper} {one of these days|before the year's out}$pal?
= talk.plan.re
{I was going to sleep|Nothing in the diary}$dear. {Don't let me stop you|A shelf, in theory}.
{Anywhere with a window and no phone|Not far}$dear. {I'd be back by supper, I know me|Take me along}.
{Say a day|Gladly}$dear. {Everyone brings a chair|I'll do the soup}.
= talk.food
{Eaten|Have you eaten}$pal? {I could go for something with dough round it|I've been thinking about soup since nine}.
Where do you go for {a decent lunch|something warm} here$pal?
What did your {mother|grandmother} cook on Sundays$pal? {I was trying to remember ours|I had the smell of it in my \
nose today}.
= talk.food.re
{Not yet|I had half a bun}$dear. {Now I can't think of anything else|I'd share something}.
{Wherever there's a seat|Home, to be honest}$dear. {I'm not hard to please|The queue tells you everything}.
{Dumplings, by the hundred|Something with cabbage}$dear. {I've never got it right since|The windows ran with it}.
= talk.money
{Everything's got dear|The prices}, {have you seen eggs|I put cheese back yesterday}. How do you manage$pal?
Do you {write down what you spend|save anything}$pal? {I tried, for a week|I've got a jar}.
If you found {a thousand|a full purse} in the street$pal, what then?
= talk.money.re
{I don't manage, I postpone|Same as everyone}$dear. {I've gone over to beans|Less cheese, more walks}.
{I write it all down, and then I'm sad in figures|A bit, when nobody's looking}$dear. {It goes anyway|It's the \
little things}.
{Hand it in|Look both ways first}$dear. {And then regret it for a month|My mother would know, wherever she is}.
= talk.news
{Did you see|Have you heard} {what's on in town|the news}$pal? {I only get it third hand|I missed it, as always}.
Do you still {read the paper|follow all that}$pal? {I've given up before breakfast|I only do the crossword}.
= talk.news.re
{Only what they say in the queue|I hear it last as well}$dear. {Half of it's wrong, the better half|Ask me tomorrow}.
{The back page|Less and less}$dear. {I sleep better|The crossword's all one needs}.
= talk.health
{How are the knees|Keeping well}$pal? {Mine crack like a stove|I'm all right if I don't bend}.
Do you {get enough sleep|go to bed in time}$pal? {I lie there and count what I forgot|I'm useless after ten}.
= talk.health.re
{Creaking, thank you|They hold}$dear. {Walking helps, complaining helps more|Nothing new hurts}.
{I try to|Not really}$dear. {I'm awake at five with ideas|It catches up with me on $days}.
= talk.weather
{What do you make of this weather|This weather}$pal! {My washing's given up|I never have the right coat}.
Which do you like better$pal, {summer or winter|heat or cold}? {I complain about both|I change my mind twice a year}.
= talk.weather.re
{I've stopped looking at it|You can't trust it}$dear. {I carry both hats now|My knee's the only forecast}.
{Whichever it isn't|Autumn}$dear. {You can put on, you can't take off|Ask me when my feet are warm}.
= talk.sport
{Are you still running|Do you do any sport}$pal? {I've got the shoes|I walk quickly past the gym}.
{Did you play anything|Were you any good at games} as a child$pal?
= talk.sport.re
{I lift shopping|Now and then}$dear. {We could walk fast and call it that|You go first, I'll time you}.
{I was always picked last|Goalkeeper, because of the gloves}$dear. {I had other gifts|I could run away well}.
= talk.learning
{Learning anything|Picked up anything new}$pal? {I tried chess from a book, the book won|My head's full}.
What would you {learn|study} if you had the time$pal? {I'd do the piano|Something with stars, me}.
= talk.learning.re
{I'm learning to say no|A bit of this and that}$dear. {Still on the first lesson|It passes the evening}.
{Languages|How to mend things}$dear. {Then at least one thing in the flat would work|I'd talk to everybody on the \
bus}.
= talk.place
{Where do you go when you want some peace|Do you know a good place to sit for an hour}$pal? {I always end up on the \
same step|My stairwell's louder than the square}.
Have you been {down by the water|across town} lately$pal? {They've changed things again|I hardly get out of my \
street}.
= talk.place.re
{I've a step of my own|Early in the day, anywhere}$dear. {I'd tell you, but then it wouldn't be quiet|Come along \
one day}.
{Not in weeks|Only in passing}$dear. {They move the benches when you're not looking|I should go, you're right}.
= talk.culture
{Read anything good|Seen anything good} lately$pal? {I fall asleep by page four|I like the ones with a dog}.
Which book would you {read twice|take to an island}$pal? {I've only ever finished short ones|Mine would be about \
soup}.
= talk.culture.re
{Something with a lighthouse|I keep starting the same one}$dear. {I'll lend it to you|The dog lives, you can relax}.
{A thick one|The one I lent out and never got back}$dear. {For the evenings|I remember the cover best}.
"""
