"""English phrases of every post and comment: pet beginnings, last words, and remarks that fit whatever happened."""

from typing import Final

SECTIONS: Final = """
= open
Right.
Well.
[lively] {Okay, listen.|Everybody!|So!}
[quiet] {Small thing.|Not much to say.|Briefly.}
[wry] {For the record.|Ladies and gentlemen.|Dear diary.|Progress report.}
[worried] {Oh dear.|It's probably nothing.|Is it just me?}
[warm] {Hello, dear people.|Evening, neighbours.|My dears.}
[cool] {I'll say it.|Frankly.|Look.}
[formal] {A brief note.|If I may.|For those interested.}
[slangy] {Okay so.|Not gonna lie.|Honestly.|Listen.}
[old] {In other news.|Well, well.|Mark it in the calendar.}
[young] {Update.|Story time.|Hot take.}
[teacher] {Class, attention.|Lesson of the day.}
[chef] {From the kitchen.|Off the clock.}
[nurse] {Off shift.|Shoes off.}
[writer] {First sentence.|Draft one.}
[programmer] {Status.|Log entry.}
[retired] {From my window.|Pensioner's bulletin.}
[unemployed] {From the sofa.|Free as a bird.}
[designer] {Sketch.|Draft, not final.}
[waiter] {Tray down.|Between two tables.}
[artist] {Hands still blue.|Study in blue.}
[sales] {Off the record.|No charge for this one.}
[doctor] {Off duty.|No diagnosis, just news.}
[shopkeeper] {Shutters down.|Till's counted.}
[owner] {Management writes.|Sign turned to closed.}
[student] {Instead of studying.|Break time.}
[sunny !bad] {Good mood alert.|Tra la.}
[low !good] {Sigh.|One of those days.}
= set
{Waiting for the kettle, so here's the news|Two minutes before I have to go|Writing this standing up}.
{I wasn't going to post today|Haven't written in a while|Not that anybody asked|I'd meant to keep this to myself}.
{So, $day|That was my $day, or the bit worth telling|It's $day, and this is what I've got}.
{One for the record|Nobody's on the line, so I'll tell you lot|I've told the cat next door, now you}.
[evening] {Last thing before bed|Feet up, so|The day in short}.
[morning] {Before the day gets going|Early news|Quickly, before I'm properly awake}.
[night] {I should be asleep|It's too late to be writing this}.
[worried] {I keep thinking about it|Maybe it helps to write it down}.
= end
[good] {Life's all right|I've had worse days|It's the little things, annoyingly}.
[good lively] {I'm in a good mood, somebody use it|Tell me yours|I could hug a lamp post}!
[good stirred] {My hands are still shaking, the good sort|I had to tell somebody|I can't sit still}!
[bad stirred] {I'm still worked up|My heart's going like a mill|Give me an hour to calm down}.
[calm] {No rush with anything|All quiet otherwise|And the day went on}.
[good quiet] {Quietly pleased|That'll do me|I'll sleep on that}.
[good warm] {Hope yours went well too|Share the good bits, people|Somebody should put the kettle on}.
[good wry] {Don't get used to this tone|I'll be grumpy again by supper|Somebody write it down before I deny it}.
[bad] {Anyway|Oh well|Such is life}{, tomorrow's another one|, they say|}.
[bad lively] {I needed to tell somebody|There, now it's out|Right, who's got chocolate}!
[bad quiet] {I'll be at home|That's all from me|Nothing more on that}.
[bad warm] {Sorry to moan|Somebody tell me something nice|Hug your people}.
[bad wry] {It'll make a good story in ten years|My biographer's delighted|Laugh, go on}.
[bad worried] {Is it me?|Tell me it's normal|I can't stop turning it over}.
[bad steady] {It'll sort itself out|Nobody died|Back up and on}.
[worried] {Fingers crossed|I keep thinking about it|Touch wood}.
[wry] {No further questions|More as it develops|Applause optional}.
[wordy] {I could go on, and I usually do|Long story, short version|\
There's a second part, but you'd have to buy me a tea}.
[formal] {That is all|With kind regards|So much for today}.
[slangy] {Make of that what you will|So yeah|Whatever, you know}.
[old] {You live and learn|We've seen worse|My late neighbour would have laughed}.
[young] {Anyway, bye|Normal day|Adulthood is a lot}.
[evening] {Good night when it comes|And it's only half past something}.
[morning] {And it's still morning|So begins the day}.
= any.cheer
{Made me smile|Nice}, <ref>. {Good for you$pal|Thanks for telling us$pal}.
{Good to read|I like hearing about} <ref>{$pal|}. {More of that|That's my day brightened}.
[close] {You know I'm always up for|Ring me about} <ref>, {I want the long version|every detail, please}{$pal|}.
= any.comfort
{Sorry about|I'm sorry to read about} <ref>{$pal|}. {Come round if it helps|Thinking of you}.
[close] {Right, I'm coming over|Put the kettle on}. {You can tell me about <ref>|We'll talk about <ref>, or not}{$pal|}.
= any.tease
[friend] {Only you|Only you$pal}. {I'll be telling people about <ref> for weeks|\
I read about <ref> twice, for the joy of it}.
= any.own
{I could write the same about|You're not alone with} <ref>{$pal|}.
= any.doubt
{I see it differently, about <ref>|I'm not so sure about <ref>}{$pal|}. {But that's me|Take it from an old sceptic}.
"""
