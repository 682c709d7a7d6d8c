"""English phrases of private messages."""

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
= self.how
{Can't complain|Mustn't grumble|Getting by}$dear{, thanks for asking|. And yourself?|}.
[sunny] {Really well|Very well, for once|In fine shape}$dear{, touch wood|. Don't ask me why|}.
[low] {Been better|Oh, so-so|A bit flat}$dear{. It'll pass|, between us|. Don't spread it|}.
[wry] {Vertical|Older|Still cheaper than a new one}$dear{, since you ask|}.
[worried] {All right, I think|Not too bad}$dear{. I sleep badly|, if nothing comes|}.
[lively] {Brilliant|All over the place}$dear{, in a good way|, three things at once|}!
[cool] {Fine|The usual}$dear.
"""
