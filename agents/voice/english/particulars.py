"""English answers to what people ask about one kind of thing only."""

from typing import Final

from agents.voice.facts import Occurrence as What

ANSWERS: Final[dict[What, str]] = {
    What.MEAL: """
= answer.tip
[eatery] {The soup, whatever it is that day|Ask what the cook's having|Anything they bring without being asked}$dear. \
{But I'd still take the $thing|The $thing first, mind}.
[!eatery] {Butter|Low heat and no talking|A pinch more salt than you dare}$dear. {The $thing does the rest|\
It's my mother's way with the $thing|Don't stir the $thing, that's all}.
""",
    What.WORKED: """
= answer.next
{Tomorrow again|Tomorrow too}$dear. {Then I'm off, if the rota holds|They've seen to that|Ask me on my day off}.
{I've no idea, the rota's a mystery|If they ring, I'm out}$dear. {Work can find me|Let's see who falls ill}.
= answer.why
{Somebody's always off sick|There's three of us for the work of five}$dear. {And I can't say no|I don't make the rota}.
""",
    What.STUDIED: """
= answer.how
{Halfway, on paper|Chapter four|As far as the coffee stain}$dear. {The $thing gets harder after that|\
I understand the title by now|Ask me again about the $thing on Sunday}.
= answer.why
{For the certificate|I wanted to know|Somebody said I couldn't}$dear. {Now I'm in it up to the neck, in the $thing|\
The $thing sounded easy}.
= answer.tip
{Gladly, as soon as I understand it myself|I can try}$dear. {Bring paper, and cake, the $thing takes both|\
We'd be two to be stuck on the $thing}.
""",
    What.SLEPT_BADLY: """
= answer.why
{Only the $thing, really|It began with the $thing}$dear. {And then the head starts by itself|The rest was sums|\
You know how it is at night}.
= answer.next
{I've tried a slipper|Cotton wool in both ears tonight|I'll talk to it nicely}$dear. \
{If the $thing wins again, I'm moving|We'll see who gives in, me or the $thing}.
""",
    What.EXERCISED: """
= answer.how
{Legs like jelly|The legs have sent a letter|Stiff as a board}$dear. {Ask me on the stairs|\
But I'd do the $thing again|It's a good sort of sore}.
""",
    What.READ_BOOK: """
= answer.next
{You can have it when I'm done|You're third in line}$dear. {The $thing's a bit dog-eared|\
Wash your hands first, the $thing's a good copy|If you tell me the end of yours}.
= answer.tip
{It gets going around page eighty|Skip the first chapter, I won't tell}$dear. {After that the $thing reads itself|\
Then nothing can stop the $thing}.
""",
    What.SHOPPED: """
= answer.tip
[good] {Very good|Fresh|First rate}$dear. {Go early, by noon the $thing $was gone last time|I'd buy the $thing again}.
{It'll do|Depends what you want it for}$dear. {The $thing $was all right at the price|\
Feel before you buy, with the $thing}.
= answer.next
[!tool] {Something with an egg|Soup, most likely|I've no idea yet}$dear. {The $thing will tell me|\
You're welcome to some of the $thing}.
{It goes in the cupboard|We'll see}$dear. {One can always use the $thing|I've plans for the $thing, small ones}.
""",
    What.WALKED: """
= answer.how
{Still there when I left|Gone, I think|It comes and goes}$dear. {Go about the same hour and you might see the $thing|\
Say hello to the $thing from me}.
""",
    What.HOUSEWORK: """
= answer.tip
{Vinegar and bad temper|Hot water, newspaper, singing|An old toothbrush}$dear. {The $thing surrendered in an hour|\
It works on the $thing, anyway}.
= answer.next
{When mine's done, so never|For dumplings I'd consider it}$dear. {My back's not speaking to me after the $thing|\
One $thing a year is my limit}.
""",
    What.RESTED: """
= answer.again
{There's always room|Bring a cushion}$dear. {You can't talk, though, that's the rule of resting|\
I do my best resting in company}.
""",
    What.WAITED: """
= answer.why
{I don't even know any more|For somebody who forgot, I think}$dear. {In the end I was waiting on principle|\
It turned into waiting for its own sake}.
= answer.how
{Half an hour, felt like a season|Forty minutes}$dear. {I don't know why I kept waiting|\
Don't tell anyone I waited that long}.
""",
    What.REFUSED_FULL: """
= answer.how
{Every chair|To the last stool}$dear. {There wasn't a seat for a cat|\
Somebody was sitting on a crate, even that seat was gone}.
= answer.next
{At home|On the kerb|On my feet, by the stove}$dear. {Toast, since there was no seat to be had|\
I had the best seat in my own kitchen}.
""",
    What.REFUSED_CLOSED: """
= answer.next
{Stood there a bit, then home|Sulked, then walked}$dear. {You can only look at a closed door for so long|\
Bread and cheese, no thanks to that closed door}.
""",
    What.RED_PACKET: """
= answer.how
[amount] {$amount|Let's say $amount}$dear. {More than I'd have dared|\
It's not about how fat the red packet is, but still}.
{One doesn't say|Fat enough}$dear. {A red packet's a red packet|I counted it twice, that red packet}.
""",
    What.GIFT: """
= answer.how
{I'm not telling what's in it|Small, and just right}$dear. {A present's a present|I like the present more every day}.
{It's the sort of thing one never buys oneself|Not dear, I hope}$dear. {The present's on the shelf|The present stays with me}.
""",
    What.RECOVERED: """
= answer.how
{Really well|Quite well, a bit wobbly on the stairs}$dear. {I'd tell you if I weren't better|\
Getting better is mostly soup}.
= answer.next
{The washing-up|A walk to the corner|Fresh bread, a whole one}$dear. {Being well is hard work|\
Then I'll sit and enjoy being well}.
""",
    What.PHONE_BROKE: """
= answer.how
{It works again|Good as new, nearly}$dear. {Send me what I missed, the phone lost half of it|\
The phone's got a scar, it suits it}.
""",
    What.FREE_COFFEE: """
= answer.how
{Run|If you run}$dear. {There was some coffee left when I went|The coffee was down to the dregs by then|\
I'd bring your own cup}.
""",
    What.FAIR: """
= answer.how
{Packed|Full, but you can move}$dear. {Come early for the $thing|By the $thing you have to hold your hat}.
""",
    What.MET: """
= answer.next
[who] {Soon|Say a day}$dear. {$who's always up for it|I'll ask $who, they owe me a tea}.
{Soon, I hope|Whenever you say}$dear. {There's room for one more at that sort of talk|We only talk, mind}.
""",
    What.QUARREL: """
= answer.next
{I'll go first, I suppose|Tomorrow, with a cake|When I've stopped being right}$dear. {A row's only a row|\
I hate being in a row}.
[cool] {Not me|They know where I live}$dear. {I didn't start that row|That row can lie there a while}.
""",
    What.NEW_FOLLOWER: """
= answer.them
[who] {$who? Never met, I think|I only know the name}$dear. {Seems nice|I'll look $one up|We'll see if $one stays}.
{No idea, but very welcome|Somebody with patience}$dear. {My followers are a mystery to me|A follower's a follower}.
""",
    What.MORNING: """
= answer.how
{It's the coffee|Habit|I'm not, I only type well}$dear. {By ten this morning mood is gone|\
Ask me what's left of the morning at noon}.
= answer.next
{Bread, then work, then bread|One errand and a long look out of the window}$dear. {Join me, mornings are long|\
If you're up this morning, come along}.
""",
    What.EVENING: """
= answer.next
{I'm staying in|My slippers have decided for me}$dear. {Come up if the evening gets long|\
The evening's already in its dressing gown}.
[lively] {Going out, of course|Depends who's asking}$dear! {Get your coat, the evening's young|\
Name a place, the evening's free}!
""",
    What.WEEKEND: """
= answer.next
{Nothing, and slowly|Laundry, cake, a walk|Whatever you're doing}$dear. {The weekend's wide open|\
You can have a corner of my weekend}.
""",
    What.LOOKING_FOR_JOB: """
= answer.next
{Anything honest|Something with people, or with bread|Days, if I can choose}$dear. \
{But I'm not in a position to choose a job|A job's a job}.
""",
    What.LOST_JOB: """
= answer.why
{They're saving, they said|"It's the numbers"|No reason you could argue with}$dear. {Somebody's job had to go|\
It was my job or the plant's}.
""",
    What.NEW_JOB: """
= answer.next
{Monday|Very soon|As soon as I've ironed everything}$dear. {Walk with me, the new job's on your way|\
I've already practised the way to the new job}.
""",
    What.WEATHER: """
= answer.how
{Just the same|Worse, if anything|Less than yours, it sounds}$dear. \
{I've put a towel along the door against the $thing|We're used to the $thing this end}.
= answer.next
{Till Thursday, says my knee|Not long|Who can say}$dear. {Take your washing in, the $thing isn't done|\
I give the $thing another day}.
""",
    What.PHOTO: """
= answer.how
{I crouched, and it cracked|I stood on a crate|Pure luck}$dear. {The $thing kept still|\
The light was on the $thing already}.
= answer.tip
{Just the phone|An old phone with a clean lens}$dear. {Wipe the glass, that's the trick with the $thing|\
Take forty and show one, I did with the $thing}.
""",
}
