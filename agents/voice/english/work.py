"""English phrases about work, study, and the want of work."""

from typing import Final

from agents.voice.facts import Occurrence as What

BLOCKS: Final[dict[What, str]] = {
    What.WORKED: """
= say
{Long shift|Another shift}$at{ done|, and I'm out}. {My feet filed a complaint|I can hear the kettle from here|\
Don't ask me anything with numbers in it}.
{Worked|Put in my hours}$at. {Nothing exploded|The usual|Half of it was finding the good pen|\
Somebody had moved my chair}.
[place] {Nine|Eleven|Four} people asked me the same question $today at $place. {I gave them all different answers|\
It was where the toilets are|I've made a sign}.
[place] {Lights off|Door shut|Coat on}, {$place is somebody else's problem|that was $place for today}. {Home|Soup|\
Nobody speak to me till I've eaten}.
[good] {Good|A good} day at work{, and I don't say that often|, don't tell the boss|}. \
{Everything I touched stayed fixed|Somebody said thank you and meant it|I was finished early and hid it}.
[good] For once {the day went faster than the clock|things worked the first time}$at. {I'm as surprised as you|\
I kept looking behind me}.
[bad] {What a day|One of those days}$at. {I've aged|The only thing that worked was the kettle|\
Everyone needed it yesterday}.
[bad] {If|The next time} one more person says "just quickly"{ to me|, I walk|}. {That's the post|That was my day}$at.
[who] {$who and I|Me and $who} held the fort$at. {It was mostly standing|We've a system now, it's panic|\
The fort is fine}.
[many] {Good thing|Lucky} I work with $who. {Without them I'd talk to the cupboard|They laughed in the right places}.
[often] The $nth shift lately$at. {I know how the floor tiles go by heart|My shoes go there by themselves|\
They could put up a bed for me}.
[teacher] {A child|Somebody in class} asked me {if I was alive in the olden days|where teachers sleep|\
whether clouds have bones}. {I said yes|I'm still thinking about it|That's why I do this}.
[teacher] Marked {thirty|a whole heap of} {essays|exercise books}. {Three of them about the same hamster|\
One had jam on it, it was the best|Somebody has learnt to copy in joined-up writing}.
[nurse] {Twelve|Nine} hours on my feet$at. {Mr Somebody sang to me through it all|\
Best moment: a lady of ninety winked at me|Took my shoes off and my feet sighed}.
[doctor] {Saw|Had} a patient who {looked it up first|brought me plums|came about the ear and stayed for the chat}. \
{He was right, that's the worst of it|The ear is fine|That's medicine for you}.
[programmer] {Spent|Lost} {the day|six hours} on a bug. {It was a comma|It was my own, from March|\
Fixed it and don't know why, which is worse}.
[designer] {The client wants|They want} the logo {bigger|friendlier, but serious|the same but different}. \
{Made it bigger|I moved it two millimetres and they wept with joy}.
[waiter] Table {six|four} {wanted everything without onions, onion soup included|left me a drawing for a tip|\
stayed three hours over one tea}. {I was happy to|People are interesting|I've kept it}.
[chef] {Chopped|Peeled} {forty|sixty} onions today$at. {Not a tear left|It's not sadness, ask anyone|\
My hands will be onions till Sunday}.
[shopkeeper] {Somebody|A lady} {paid in coins from a sock|asked if our eggs were "recent"|\
returned a melon for being quiet}. {Counted it twice|I said fairly|I let it pass}.
[sales] {Sold|Finally sold} {one|two} {today|$today}. {To a man who came in to get warm|My tongue is worn out|\
He only wanted directions, poor man}.
[artist] {Painted|Worked on} the same corner {all day|till the light went}. {It was better this morning|\
It's a hand now, before it was a bird|Tomorrow I paint over it}.
[writer] {Wrote|Managed} {two hundred|three hundred} words. {Crossed out the good ones|\
One of them was "moreover", I'm not proud|Then the cat question: there is no cat in this chapter}.
[owner] {Did the books|Counted the till}$at. {Somebody's short and I fear it's me|\
It adds up, I did it four times to enjoy it|A tap broke, naturally}.
[wry] {Today's achievement|What I did for my wages}: {moved a pile from left to right|looked busy by a window|\
sat in a meeting about meetings}$at.
[worried] {Did I lock up|Did I send that}? I {did, I think|must have}. That's me {home from|after} \
work$at, {every single time|going over it all}.
[terse] {Worked|Work's done}$at. {Home now|Tired|That's it}.
[old] {When I started|When I began}, {we wrote it all in a book|one did this with a pencil}. {Long day|\
Another day}$at all the same.
= more
{Somebody had eaten my lunch|My pen ran out at the worst moment|I found a sandwich in my coat from Tuesday}.
{Walked home with my tie in my pocket|I said "see you tomorrow" to the door|Two of us waited for the same kettle}.
[good] {I treated myself to a bun on the way|They let us go ten minutes early|I even answered the old letters}.
[bad] {I'll dream of it|I wrote a list for tomorrow and it's both sides|My feet are bigger than this morning}.
{Shoes off|Feet in warm water|Kettle on}. {Heaven|Don't wait up|That's all I ask}.
{Same again tomorrow|Back at it tomorrow}{, if I find my other shoe|, so they say|}.
[friday] And it's Friday{, I've checked|}. {The best of the five|Nobody ring me}.
[monday] And it's only Monday. {Somebody should look into that|Four to go}.
[bad] {Tomorrow can only be better|I've counted the days till the weekend and then counted again}.
[bad] {Bread and cheese and bed|Cried a bit at a song, fine again}.
[good] {I might even whistle on the way home|I'd have done it for nothing, but they're not to know}.
[wry] {They don't pay me enough to laugh at that, but I did it free|The plant on my desk has given up before me}.
[worried] {I hope nobody noticed|I'll hear about it tomorrow, I'm sure}.
[warm] {Nice people, though|At least the company's good}.
[terse !bad] {Bed|Enough}.
= told
{worked|did another long shift}$at{ and came home grey|}
{was at work|put in the hours}$at {till they turned the lights off|again}
= ref
that shift{$at|}
$your day at work
= ask.how
{And how's|How are things at} work otherwise{$pal|}? {Same faces|Still that printer|Is the boss behaving}?
[place] {Is it always like that|Is it busy just now} at $place{$pal|}?
= ask.next
{Are you|You're not} working {tomorrow too|again tomorrow}{$pal|}? {They should let you sleep|\
I thought we'd get you back for an evening}.
= ask.why
{Why do they|Who says they can} keep you at work so long{$pal|}?
= cheer
{A good day at work|A shift like that}! {Frame it$pal|There are two a year|Enjoy it, quick}.
{They're lucky to have you|Work suits you}$pal. {I'd never last a shift|I hope they say so}.
= comfort
{Shoes off|Feet up}$pal, the shift's {over|done}. {They can't reach you now|Nobody dies of an unanswered letter}.
{Sounds|That sounds} like a day at work and a half. {I'd have walked|Come by for soup$pal|It'll look smaller tomorrow}.
= tease
{You call that work|Work}? I {walked past|looked in} and you were {holding a mug|chatting}{$pal|}.
{All that work|A whole shift}, and {still no cake for the rest of us|you haven't bought a round in weeks}{$pal|}.
= own
{Same|Me too}$pal. {My shift ended with a mop|Work had me by the collar all day|\
Mine was nine hours of "have you got a minute"}.
= doubt
{It's not the work, it's the people|Work isn't the trouble}$pal. {Try a shift without them|I always say so}.
""",
    What.STUDIED: """
= say
{Two hours|An evening|A whole afternoon} of $thing$at. {I know less than before|Something went in, I felt it|\
My notes end in a drawing of a duck}.
{Studied|Sat over} $a$at {until the letters moved|with a pencil behind each ear|and kept hold of one sentence}. \
{Progress|It'll come back in the night|More tomorrow}.
{$Thing|$A}, {page forty|chapter three}, third time. {It's beginning to look familiar|\
The page and I are on first-name terms|I could draw you the coffee stain}.
[good] {Finally understood|I think I've got} the $thing{, all at once, like a sneeze|}. \
{I explained it to a chair to be sure|Somebody test me, quick}.
[good] {Good session|Good hours}$at: $a, {no phone, no biscuits|two whole chapters}. {Who is this person?|\
I should be studied}.
[bad] $A$at. {It's Greek to me and it isn't even Greek|I read the same line till it got dark|\
My brain's shut for stocktaking}.
[who] $A$at with $who. {We studied for ten minutes|I explained it wrong, very confidently|\
Between us we make one good student}.
[hushed] {Someone|A man} was {snoring|eating an apple, slowly,} two tables off$at. \
{I got as far as the second page of the $thing|I have the $thing and a grudge now}.
[old] {Learning|I'm learning} $a at my age{, against everybody's advice|}. {The head's slower, but it's stubborn|\
The young ones lend me their pencils}.
[young] {Me|Today}: opens the $thing. {Also me: cleans the entire desk|Wakes up with a paperclip on my cheek|\
Closes it again respectfully}.
[student] {The exam on|Next test is} $a. {I'm told it's "mostly thinking"|I plan to sit near the clever one|\
There's a chance, a small one}.
[worried] $A$at. {There's no end to $it|What if they ask the other half?|I dreamt I was in the exam with no trousers}.
[wry] {I asked the $thing a question and it asked me three back|The $thing and I spent time$at together. \
One of us has changed}.
[terse] $A. {One chapter|Slow|Later again}.
= more
{Pencil worn down to a stub|I've highlighted everything, so nothing|Made a list of what I don't know, it's the book}.
{My reward is a biscuit|Ten minutes more, then bread|Break now, strictly an hour}.
[good] {It may even be fun|Don't tell anyone I liked it}.
[bad] {Why did I sign up for this?|I could have been a baker}.
[bad] {Starting over tomorrow|The book won this one}.
[wry] {Knowledge is power, and I've had a power cut|I now know exactly one thing more than the cat next door}.
[worried] {I hope it stays in|It's going to be fine, isn't it?}.
[earnest] {Bit by bit|You learn it by going back}.
= told
{sat over|studied} $a$at{ for hours|, head in hands|}
{is learning|buried in} $a, {if you can believe it|of all things}
= ref
the $thing
= ask.how
{And how|So how} far {are you|have you got} with the $thing{$pal|}?
= ask.why
{Why|What made you take} the $thing{, of all things|}? {I gave up at the first page|I only ask because I'm impressed}.
= ask.tip
{Can you explain|Could you explain} the $thing {to me one day|to somebody slow}{$pal|}? {I bring cake|\
I've tried three times}.
= cheer
{Look who's clever|Well done}$pal. {The $thing doesn't stand a chance|I knew the $thing would give in|\
I'd be proud of less}.
= comfort
{The $thing $is|Everybody's stuck at first, the $thing $is} {meant to hurt|horrible at the start}$pal. {Sleep on it|\
It clicks when you're washing up}.
= tease
{The $thing, eh|You, and the $thing}? {I saw the duck drawings$pal|From somebody who can't split a bill|\
I'll believe it when I see it$pal}.
= own
{I did the $thing once|They tried to teach me the $thing}$pal. {I remember the window best|\
Passed it by one mark and a smile}.
= doubt
{You'll never need the $thing$pal|What good $is the $thing$pal?}. {Nobody's ever asked me|You can look it up}.
""",
    What.LOOKING_FOR_JOB: """
= say
{Sent off|Wrote} {three|two|four} more letters$at. {Strengths: yes. Weaknesses: letters|I've said I'm a team player. \
I don't even like cards|Now we wait}.
{Still looking for work|Job hunt, day whatever}. {If you hear of something, I've got two hands and a clean shirt|\
I can start yesterday|References: my plants}.
[place] {Asked|Went in and asked} at $place {if they need anybody|about work}. \
{"We'll keep it on file." The file, I think, is round and under the desk|They took my name and offered me a biscuit}.
{Anybody|Does anybody} know {of a place that's hiring|somebody who needs somebody}? {I'm punctual, I'm told|\
I'll do mornings, evenings, most things|Even weekends}.
[bad] {Another no today|They went with someone else}. {A polite one, which is worse|Ironed the shirt for that|\
"Overqualified." I've eaten toast for a week}.
[good] {They called back|Had a chat about a job and it went well}. {I wore the good shoes|\
I didn't mention the incident with the till|Not counting on it, but counting}.
[young] They want {three|five} years' experience for {a job with a broom|handing out leaflets}. {I'm not that old|\
I've been alive for some of it}.
[old] {Who hires at my age?|They look at the year of birth first.} \
{I've forgotten more than they know, I'd like to be paid for the rest|\
I say I've got experience, they hear "bad knees"}.
[wry] {Where do I see myself in five years? In a job, I said|My greatest weakness? Interviews, I said}. \
{Nobody laughed|They wrote it down}.
[often] {Morning|Day} number {I forget|don't ask} of the job hunt{: I can spell "sincerely" in my sleep|. \
The pigeon on the sill knows my whole career}.
[worried] Still no {job|work}. {I do sums at night|The envelope with the rent in it is getting thin|\
I jump whenever the phone goes}.
[terse] Looking for work. {Anything|Ask me|Good with my hands}.
= more
{Something will turn up|It only takes one yes}{, they say|. I've got a drawer full of no}.
{Ears open for me, please|Pass it on}.
[worried] {How long does one wait before asking again?|I'd take nearly anything now}.
[wry] {In the meantime I'm very good at mornings|I've become the tidiest unemployed person in town}.
[good] {Fingers crossed, toes too|I've told nobody, so keep it to yourselves}.
[bad] {Tomorrow the next street|Then I walked home the long way}.
[earnest] {I can learn|Honest work, that's all}.
= told
{is still|is} looking for work{$at|}
{has been asking everywhere for|is after} a job
= ref
the job hunt
the hunt for work
= ask.how
{And how's the job hunt|Any luck with the job}{$pal|}? {Have they answered|Anything promising}?
= ask.next
What kind of work {are you after|would you take}{$pal|}? {I hear things|My cousin knows people|I'll ask round}.
= ask.need
{Shall I|Want me to} {read through|look over} one of the letters{$pal|}? {I'm good with commas|\
Two pairs of eyes find more jobs}.
= cheer
{The job'll come|They'd be fools not to hire you}$pal. {Keep the shirt ironed|\
I'd give you a job on the spot, if I had one}.
= comfort
{It's their loss|Their bad luck}$pal. {A no isn't about you|The right job hasn't opened its door}. \
{Come and eat with us|Chin up}.
= tease
{A job|You, looking for a job}? {And who'll feed the pigeons$pal?|What about our afternoons$pal?|\
You'd have to get up$pal}.
= own
{Looked|I looked} for work {for months|a whole winter} once. {I know that shirt$pal|\
Then two jobs came on a single day$pal|The waiting is the worst$pal}.
= doubt
{Letters get you no job|Nobody reads letters}$pal. {Go in and ask|It's who you drink with}.
""",
    What.LOST_JOB: """
= say
{So that's that|Well, that's that}: no more job{$at|}. {I've a box with a mug and a plant in it|\
They were very sorry, they said it four times|I'm told it's nothing personal}.
{Lost my job|They let me go} $today. {I washed my mug before I left, I don't know why|\
Walked home by a way nobody'd see me|Still had the key in my pocket}.
[place] {No more shifts|That was my last day} at $place. {Who's going to tell them where the spare bulbs are?|\
I keep thinking I'm late|The plant came with me}.
{They don't need me|Turns out I'm not needed}$at any more. {It takes about four minutes|So, free afternoons|\
Somebody else can fight the printer}.
[awful] {I don't know what to say|Sat on the stairs for an hour}. They let me go. \
{Years of getting up at six, and then a handshake|I haven't told anyone yet. Well, now I have}.
[worried] {No job|They've let me go}. {I've done the sums on the back of an envelope, both sides|\
What do you even do on a $day?|Rent's due soon}.
[wry] {Good news|On the bright side}: I'm {no longer tired on Mondays|free for lunch, for ever}. {They've let me go|\
My job and I have parted. It was the job's idea}.
[old] {All those years|All that time}, and then {a letter|a handshake and a voucher}. {They call it letting go|\
I've still got my apron}.
[young] {Got the sack|Let go}. {My first, so I'm keeping the letter|So I'm officially a cautionary tale}.
[terse] {Lost my job|Let go}. {That's all|Don't ask yet|Looking}.
[steady] {Lost the job|No job since $today}. {It's not the end of the world, I looked, the world's still there|\
Breakfast first, then we'll see}.
= more
{If anybody hears of something|If anyone's hiring}, {you know where I am|I'm free, as of now}.
{Tonight, dumplings from the packet|I'm going to sleep and then be angry, in that order|No advice yet, please}.
[wry] {Does anyone need a person?|I'm told the pigeons are hiring}.
[worried] {It'll be all right, won't it|What if nobody wants me}?
[warm] {I'll miss the people|The others were lovely about it}.
[terse] {Onwards|We'll see}.
= told
{lost the job|was let go}{$at|}, {just like that|out of nowhere}
= ref
that job
losing the job
= ask.why
{Did they say why|But why you}{$pal|}? {After all that work|They can't just take a job away like that}.
= ask.need
{Can I do anything|What do you need}, {now the job's gone|till there's another job}{$pal|}? {Money for the week|\
A meal, a reference|Company, a bottle}?
= ask.next
{What will you do|What now}{$pal|}? {Another job like it, or something else?|I could ask where I work}.
= comfort
{I'm so sorry|Oh, that's rotten}$pal. {You deserved better from that job|Any job'd be lucky to have you|\
Come round, don't sit alone with it}.
{They'll regret it|A job is a job}$pal. {You're still you|There'll be another, and nearer}.
= cheer
{A worse job is behind you|Maybe that job going is a door opening}$pal. {I mean it|You never liked the mornings}.
= tease
{Who'll steal the biscuits now|And who'll break the printer}{$pal|}? {Sorry. That job didn't know what it had|\
Too soon to joke about the job, I know. Soup's on me}.
= own
{Lost mine|They did that to me and my job} {two years|some years} ago$pal. {I thought it was the end, it was a $day|\
You'll sleep badly for a week, then less}.
= doubt
{They can't just take your job|That can't be legal}$pal. {Ask for it in writing|Don't sign a thing}.
""",
    What.NEW_JOB: """
= say
I've got a job{$at|}! {Start soon, ironed already|I've told the baker, so everyone knows|\
Read the letter four times in case it changed its mind}.
{New job|Got the job}{$at|}. {I've been shown where the kettle is, so it's real|Now I need a second pair of trousers|\
They said yes before I'd finished my sentence}.
[place] {From now on you'll find me|It's official, I'm} at $place. {I've got a hook with my name on it|\
Come and say hello, but look respectable}.
[place] {First day|Day one} at $place. {Learnt nineteen names, forgot twenty|\
Somebody showed me the fuse box as if it were the sea|I opened every door that wasn't the toilet}.
[good] {They took me|They want me}{ on|, me, of all people|}! {Danced in the kitchen, the neighbours saw|\
Somebody buy me a cake before I buy it myself}.
[worried] I {got the job|have a new job}{$at|}. {What if they notice?|\
I've laid out my clothes on the chair like before school|Lay awake about the coffee machine}.
[wry] {Somebody|A person with eyes} has hired me{$at|}. {I didn't ask them why|No refunds|\
I've fooled them, now I'll have to keep it up}.
[old] {A new job at my age|They've taken on an old one}{$at|}. {I know where to look for the switch|\
The boss could be my grandson, nice boy}.
[young] {I'm employed|Employed}{$at|}! {With a badge|I own a shirt now|I said "per my last email" as a joke}.
[terse] {Got work|New job}{$at|}. {Good|At last|Early mornings}.
[amount] {New job|Got a job}{$at|}, $amount an hour. {I've spent the first wages in my head|\
I'd have said yes to less, keep quiet}.
= more
{First wages, first round|When the money comes, tea for everybody}.
{Wish me luck|If I'm late on the first day, I was lost}.
[warm] {Thank you to everyone who kept an ear out|I'll not forget who asked after me}.
[wry] {My alarm clock and I need to talk|It's a brave decision, on their side}.
[worried] {I hope the others are nice|What does one bring to eat?}.
[good] {The air tastes different|I whistled on the stairs}.
= told
{has got|got} a {new |}job{$at|}, {starting right away|finally}
= ref
the new job
= ask.how
{So how's the new job|What's the new job like}{$pal|}? {Nice people|Is the chair any good|Do they feed you}?
= ask.next
When do you start the new job{$pal|}? {I'll walk along with you|I'll wave}.
= cheer
{A job|The job}! {Congratulations|Well deserved}$pal. {I knew they'd see sense|We'll drink to it|Go and show them}.
{Finally somebody with eyes|They've struck lucky}$pal. {You'll run the place by spring|Best news about a job this week}.
= comfort
{First days at a new job|New jobs} {are always like that|pass}$pal. {By Friday you'll have a favourite mug}.
= tease
{They gave you a job|A job, for you}? {Did they check the references$pal|Do they know about the kettle$pal|\
Have they met you$pal}?
= own
My first day at a new job I {wore odd shoes|hid in the store room}$pal. {You'll be fine|They still talk about it}.
= doubt
{I've heard things about that job|Keep looking around, new job or not}$pal. {Read the small print|\
They go through people}.
""",
}
