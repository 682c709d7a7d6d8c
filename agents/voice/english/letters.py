"""English phrases of private messages, and of what is said face to face."""

from typing import Final

SECTIONS: Final = """
= mail.greet
{Just a line|A quick word|Only me}, $to. {How's your week|Everything in order|What have you been up to}? \
{Write when you've a minute|No hurry with an answer|I'm bored, you can tell}.
$to, {I walked past your window|somebody mentioned you|I heard a laugh just like yours} \
and {thought I'd ask how you are|wondered how things are|missed you a bit}.
{It's been a while|Long time no soup|We've lost touch, nearly}, $to. {How's life|How are you keeping|Tell me something}.
[friend] {Oi|Psst|Knock knock}, $to. {You there|Got a minute|Bored too}?
[acquaintance] Hello $to, {we hardly spoke last time|I hope you don't mind me writing}. {How are you|\
How are things with you}?
{Hello|Hi|Hey} $to. {How are you|Still alive|What's new your end}? {I realised I hadn't written|Nothing special here|\
Just checking on you}.
{Thought of you|You came to mind} {just now|on the stairs|in the queue}, $to. {All well|How are things}?
[morning] {Morning|Good morning}, $to. {Slept|Up yet|Coffee or still bed}?
[evening] {Evening|Good evening}, $to. {Home already|Survived the day|Feet up}?
[lively] $to! {Where've you been?|What's going on?|Tell me everything!}
[wry] $to. {Are we still speaking, or is it just the post|I've got nothing to say, so I'm saying it to you. \
How are you}?
[warm] {Dear|My dear} $to, {you crossed my mind|I hope you're well}. {How have you been|Are you eating properly}?
[worried] {Hi|Hello} $to, {haven't seen you about|you've been quiet}. {Everything all right|Are you well}?
[cool] $to. {You about|All right}?
[formal] {Good day|Hello}, $to. {I hope all is well with you|May I ask how you are?}.
= mail.invite
[place moment] {Fancy|How about|Are you up for} $place $moment{, $to|}? {It's been too long|My treat, more or less|\
I'll be there anyway}.
[place moment] $to, I'm going to be at $place $moment. {Come and keep me company|Say yes|\
No is also an answer, but a worse one}.
[place] {Shall we go|Do you want to go|Will you come} to $place$when{, $to|}? {I hate going alone|\
I've heard things about it|Nothing big, an hour}.
[place lively] $to! {$Place$when, you and me|We're going to $place$when}! {Get your coat|No excuses}!
[place wry] {The committee has decided|After long thought}: $place$when, $to and me. {Dress code: shoes|\
Bring your own opinions}.
[place worried] $to, would you {maybe like to|perhaps} come to $place$when? {Only if you feel like it|\
No is fine, really}.
[place warm] {I'd love to see you|It'd be nice to sit together}, $to. {How about $place$when|Shall we say $place$when}?
[moment !place] Are you free $moment, $to? {Tea at mine|Just a walk|I've got cake to lose}.
[!place !moment] {Are you free one of these days|Shall we meet soon}, $to? {Tea|A walk|Cards}, {anything|you choose}.
[!place !moment] {I'm free most evenings|I've got cake and nobody to eat it|The kettle and I are bored}, $to. \
{Come round|Drop by|Say a day}.
[!place !moment] $to, {how about a walk|fancy a game of cards|soup some evening}? {You say when|\
Any day but the busy ones|Bring nothing}.
[!place !moment warm] I'd {love|like} to see you, $to. {Tea at mine|A little walk}? {Whenever suits|You name the day}.
[!place !moment wry] $to, {I'm holding a small event: me, a pot of tea, you|my chairs are asking after you}. {When|\
Which day}?
= mail.thanks
{Thank you|Thanks} for your help, $to. {I haven't forgotten|It made my day|I owe you a cake}.
$to, {thank you|many thanks}. {You know what for|That was more than kind|I'd have been lost}.
[warm] {You're a good soul|What a dear you are}, $to. Thank you. {I mean it|It won't be forgotten}.
[wry] $to, {I'm in your debt|thank you}. {Don't let it go to your head|I'm told one says it with flowers. \
Here's a message}.
[cool] {Thanks|Cheers}, $to. {That helped|Appreciated}.
[formal] {Allow me to thank you|My sincere thanks}, $to. {It was most kind|I shall return the favour}.
= mail.thanks.fact
{Thank you|Thanks} for {asking|writing} about <ref>, $to. {It did me good|Not everyone does}.
[warm] {You're a dear|Bless you}, $to, {about <ref>, I mean|for what you said about <ref>}. {It helped|I slept better}.
[wry] $to, {thanks for the kind words about|for services in the matter of} <ref>. {A biscuit's on its way|\
I've told everyone it was you}.
= mail.news
{Guess what|Listen to this|You'll like this}, $to.
{I have to tell somebody|You're the first to hear}, $to.
$to, {quickly|before I forget|sit down}.
[bad] {Not a good day|Well}, $to.
[good] {Something nice|Good news}, $to.
[cool] $to. {For your information|So you know}.
= mail.news.after
{And you|What's your news|How's your side}?
{Tell me what you make of it|Ring me|More when I see you}.
[wry] {Burn after reading|That's my bulletin}.
[worried] {What would you do?|Don't tell anyone yet, please}.
= mail.comfort
$to, {I heard about|I've just read about} <ref>. {Are you all right?|I'm so sorry|Say the word and I'm there}.
{Thinking of you|I'm thinking of you}, $to. {<Ref> is no small thing|I know what <ref> does to one}. {Come by|\
Ring if you like, at any hour}.
[warm] {Oh, $to|Dear $to}. {You don't have to answer|I'm making soup}. {About <ref>: it will pass, I promise|\
<Ref> isn't the end, even if it feels so}.
[wry] $to, I've got no wise words about <ref>. {I've got biscuits|I can hold a cup and nod}.
[cool] $to. {Heard about <ref>|Sorry about <ref>}. {If you need something, say|You'll manage, you always do}.
= mail.comfort.plain
$to, {you looked a bit low|you've been quiet}. {I'm here if you want to talk|No need to answer}.
{Thinking of you|Just so you know I'm here}, $to. {Ring if you like|There's soup, any time}.
[wry] $to, {I don't know what one says|I'm told I'm bad at this}. {So: biscuits|I can sit and say nothing very well}.
= mail.favour
{Could you|Would you mind, could you|Any chance you could} $favour, $to? {I'll make it up to you|There's cake in it|\
Only if it's no trouble}.
$to, {I need a favour|small favour}: could you $favour? {I'd ask somebody else, but you're nicer|\
Say no if it's a bother|I'll owe you}.
[worried] {I hate to ask|I'm sorry to bother you}, $to. Could you $favour? {No is fine|Only if you can}.
[wry] $to, {how do you feel about being a hero?|you look well}. {Anyway|So}: could you $favour?
[lively] $to! {Quick one|You're my hope}: could you $favour? {Pretty please|I'll sing for you}!
[formal] {I should like to ask you something|I have a request}, $to. Could you $favour? {I should be grateful|\
At your convenience}.
= say.greeting
{Hello|Hi|Hey}, $to. {How are things|What are you up to|Off somewhere}?
{Oh|Ah}, $to! {I didn't see you there|It's been a while|You look well}.
[morning] Morning, $to. {Sleep all right|Early for you|Coffee had}?
[evening] Evening, $to. {Long day|On your way home|Done for today}?
[lively] $to! {There you are|Just who I wanted|Come here, I've got to tell you something}!
[warm] $to, {how nice|good to see you}! {How have you been|Are you keeping well}?
[wry] {Well, well, if it isn't|Look who it is,} $to. {They let you out?|Still no hat?|You again}.
[cool] $to. {All right|Busy}?
[worried] Oh, $to. {Have you got a minute|Are you in a hurry}?
[stranger] {Hello|Hi}. {You're $to, aren't you|It's $to, isn't it}? {We've not met properly|I've seen you about}.
= say.closing
{Well|Right}, $to, {I'd better|I must} {get on|be off|let you go}. {Take care|See you|Mind how you go}.
{It was good to talk|Nice talking}, $to. {Until soon|Same time next week, probably}.
[lively] {I've got to run|I'm late for everything}, $to! {Don't be a stranger|We're not finished}!
[warm] {Look after yourself|Get home safe}, $to. {Come by any time|It did me good}.
[wry] {I've enjoyed your silence|That's all my news gone}, $to. {I'll have more by $day|Same bench tomorrow}.
[cool] {I'm off|Right}, $to. {See you}.
[worried] {I hope I'm not keeping you|I'd better see if the stove's off}, $to. {Bye}.
= talk.casual
{Have you noticed|Do you ever feel}, $to, {everybody's in a hurry lately|\
the days have got shorter, whatever the clock says}?
{Nothing new here|Same old, here}. {I fixed a chair|I lost a button and found two}. {And you|What about you}, $to?
= talk.work
{How's work|Busy at work}, $to? {Mine's all meetings and missing pens|I dream about mine now|You look like it's a lot}.
{Some days|You know}, $to, I think {I'd make a good postman|work's just school with rent}. {And you|\
You like yours, don't you}?
= talk.life
{How's home|Everything all right at home}, $to? {My tap's dripping again|I've taken to talking to the plant|\
Mine's a tip}.
{You get to an age|There comes a day}, $to, {when a new sponge is an event|\
when you sigh getting up and it's not for show}. {Or is that me}?
= talk.relationship
{Who do you see these days|See anything of the others}, $to? {I should ring more people|We used to all sit together}.
{People|Friends}, $to, {they take some watering|you look away and a year's gone}. {I'm bad at it|Don't you find?}.
= talk.hobby
{What do you do with yourself|Still got your hobby}, $to{, of an evening|}? {I've started a jigsaw with no box|\
I bought a harmonica, the neighbours know}.
= talk.gossip
{Heard anything|What's the word}, $to? {I'm always the last to know|You're nearer the baker's}.
{I'm not one to talk|Not that I gossip}, $to, {but somebody's got new curtains|\
but the bins on our street tell a story}. {You didn't hear it from me|Or have you heard more}?
= talk.plan
{Any plans|What are you doing} {at the weekend|these days}, $to? {I ought to paint something|\
We could do something, the lot of us}.
= talk.food
{Eaten|Have you eaten}, $to? {I could go for something with dough round it|I've been thinking about soup since nine}.
= talk.money
{Everything's got dear|The prices}, $to, {have you seen eggs|I put cheese back yesterday}. {How do you manage|\
Or is it just me}?
= talk.news
{Did you see|Have you heard} {what's on in town|the news}, $to? {I only get it third hand|I missed it, as always}.
= talk.health
{How are the knees|Keeping well}, $to? {Mine crack like a stove|I'm all right if I don't bend}.
= talk.weather
{What do you make of this weather|This weather}, $to! {My washing's given up|I never have the right coat}.
= talk.sport
{Are you still running|Do you do any sport}, $to? {I've got the shoes|I walk quickly past the gym}.
= talk.learning
{Learning anything|What are you studying}, $to? {I tried chess from a book, the book won|\
My head's full, something has to go out first}.
= talk.place
{Where do you go|Do you know a good place}, $to, {when you want some peace|to sit for an hour}? \
{I always end up on the same step}.
$to, {is there anywhere quiet left|where's good these days}? {Even the pigeons have better seats|\
My stairwell's louder than the square}.
= talk.culture
{Read anything good|Seen anything good}, $to? {I fall asleep by page four|I still like the ones with a dog}.
= self.how
{Can't complain|Mustn't grumble|Getting by}$dear{, thanks for asking|. And yourself?|}.
[sunny] {Really well|Very well, for once|In fine shape}$dear{, touch wood|. Don't ask me why|}.
[low] {Been better|Oh, so-so|A bit flat}$dear{. It'll pass|, between us|. Don't spread it|}.
[wry] {Vertical|Older|Still cheaper than a new one}$dear{, since you ask|}.
[worried] {All right, I think|Not too bad}$dear{. I sleep badly|, if nothing comes|}.
[lively] {Brilliant|All over the place}$dear{, in a good way|, three things at once|}!
[cool] {Fine|The usual}$dear.
= talk.casual.re
{So it goes|That's how it is here too}$dear. {I found a button as well, not yours|We get by}.
{I'd noticed|Everybody says so}$dear. {I only hurry for bread|It's the age we live in}.
= talk.work.re
{Work's work|It's a lot, but I get my breaks}$dear. {I'd miss the people, if not the mornings|Somebody has to do it}.
{Don't ask about work|Busy, then dull, then busy}$dear. {I'm counting pens now|At least the kettle's good}.
= talk.life.re
{Home's fine|All quiet at home}$dear. {The tap drips here too, we keep time|\
I cleaned one window, now I can see the others}.
{It's not just you|I got a new sponge in spring and I still mention it}$dear.
= talk.relationship.re
{I see people on the stairs, mostly|I don't ring enough either}$dear. {We ought to do a proper supper|\
They say the same about us}.
{True|You're right}$dear. {You have to be the one who knocks|I count you, at least}.
= talk.hobby.re
{I sit and look out, it's a sort of hobby|I've started six and finished none}$dear. {The sixth is baking|Don't laugh}.
{So it was you with the harmonica|A jigsaw's company}$dear. {I've got one with sky only}.
= talk.gossip.re
{New curtains? Whose|I've heard nothing, and I stand close}$dear. {Ask at the baker's|I'll keep an ear out}.
{I couldn't say|My lips are sealed}$dear. {Well, a bit open|Ask me on the way home}.
= talk.plan.re
{I was going to sleep|Nothing in the diary}$dear. {We could do a supper, everyone brings a chair|\
Say a day and I'm there}.
{A shelf, in theory|I've plans to have plans}$dear. {Ask me again on Friday}.
= talk.food.re
{Not yet|I had half a bun}$dear. {Now you've said dough I can't think of anything else|I'd share a soup}.
{I've eaten, but I could again|Soup, since you mention it}$dear. {With bread, mind}.
= talk.money.re
{Not just you|It's everyone}$dear. {I write it all down and then I'm sad in figures|I've gone over to beans}.
{I don't manage, I postpone|Eggs are jewellery now}$dear.
= talk.news.re
{Only what they say in the queue|I hear it last as well}$dear. {Half of it's wrong, the better half}.
{I did|I read it twice}$dear. {Ask me tomorrow, I'll have it all}.
= talk.health.re
{Creaking, thank you|The knees hold}$dear. {I go down the stairs like a crab|Walking helps, complaining helps more}.
{I'm well, touch wood|Nothing new hurts}$dear.
= talk.weather.re
{I've stopped looking at it|You can't trust it}$dear. {I carry both hats now|My knee's the only forecast}.
{It's good for something, I suppose|Ask the tomatoes}$dear.
= talk.sport.re
{Only for my hat|I lift shopping}$dear. {It counts|You go first, I'll time you}.
{I did, in spring|Now and then}$dear. {We could walk fast and call it that}.
= talk.learning.re
{A bit of this and that|I'm learning to say no}$dear. {It isn't going in|I'm still on the first lesson}.
{The book always wins|I've forgotten more than I learn}$dear. {Still, it passes the evening}.
= talk.place.re
{I've a step of my own|Early in the day, anywhere}$dear. {I'd tell you, but then it wouldn't be quiet}.
{By the window, at home|Where nobody knows me}$dear. {Come along one day, if you can be quiet}.
= talk.culture.re
{Something with a lighthouse|I keep starting the same one}$dear. {I'll lend it to you|The dog lives, you can relax}.
{I'm with you about the dog|Page four's far}$dear.
"""
