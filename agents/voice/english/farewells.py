"""English phrases about a friend who has moved away for good."""

from typing import Final

from agents.voice.facts import Occurrence as What

BLOCKS: Final[dict[What, str]] = {
    What.MOVED_AWAY: """
= say
[who] $who has moved away. {I keep looking up at the window|The name's still on the bell|\
There's a chair too many at my table}.
[who] {No more $who round the corner|The town's one $who short}. {Moved out, and the van was a small one|\
I've got a key that opens nothing now|I waved until the bend in the road}.
[who] {$who's gone for good|$who has packed up and gone}. {We said we'd write, people do say that|\
I carried one box, so I could say I helped|The cat's been asking}.
{A friend of mine has moved away|Somebody I like doesn't live here any more}. {I walked past the empty house twice|\
One gets used to a face|The stairs are very quiet}.
{I've just found out who moved away|So somebody packs up and leaves town}. {Nobody tells you how to do without|\
I'd have brought a cake|I'd still got their umbrella}.
[who warm] {I'll miss $who|I miss $who already}. {Wherever it is they've moved to, I hope the neighbours are kind|\
Leaving town doesn't end it, not with me}.
[who awful] {I can't get used to it|I've no words}: $who's moved away. {Half my week was $who|I cried over a teacup}.
[who wry] {$who has left town|$who got out}. {By the front door, even|I'd have thought the weather alone would hold anyone|\
I was promised the good armchair}.
[who worried] $who has moved away. {Who's next|Did I miss the signs}? {I should have called more often|\
I lay awake counting who's left}.
[who cool] {$who's moved away|$who doesn't live here now}. {People come, people go|It was the sensible thing|\
One fewer to wave at}.
[old] {Another one who's moved away|At my age you count who's still in town}. {I've written the new address in pencil|\
The young have the knees for leaving}.
[young] {Moved away|Left town}, {just like that|forever}. {Who do I sit with now|\
I'm not okay, I had plans with that person|The group chat's very silent}.
[terse] {A friend's moved away|One friend fewer in town}. {Pity|So it goes|Odd, that}.
[lively] {I can't believe it|No, no, no}! {My friend's moved away|They've left town}! {I'm visiting every month|\
Who's going to laugh at my jokes}!
= more
{I'll send a card from the square|There's a train, I looked it up}.
[bad] {It wasn't easy for them here lately|One saw it coming, and didn't want to}.
[warm] {Doors are open, whoever's moved|I hope they eat properly there}.
[wry] {I've inherited a rubber plant|More biscuits for the rest of us}.
[worried] {Please nobody else|I hope it wasn't something I said}.
[terse !bad] {Good luck to them|Well}.
= told
[who] has lost a friend, $who, who's moved away
has lost a friend who's moved away
= ref
{that goodbye|a friend moving away}
= ask.why
{Why did they move|What made them leave town}{$pal|}? {Was it money, or just not being happy here|\
They never said a word to me}?
= ask.them
[who] {Where's $who living now|Have you an address for $who}{$pal|}? {I'd like to write|I never said goodbye}.
{Where have they moved to|Will they come back for a visit}{$pal|}? {I never said goodbye|Tell me there's a train}.
= answer.why
{It had got too hard here|They'd had enough of this town}$dear. {One doesn't move for fun|\
I didn't ask, the boxes were packed}.
= answer.them
[who] {$who promised to write|I've $one's new address on the fridge}$dear. {I'll pass on your love|\
Far, but there's a train}.
{They'll write, they promised|Far, but there's a train}$dear. {I've the new address on the fridge|\
I'll pass on your love}.
= cheer
{A fresh start somewhere, good for them|They'll do well out there}$pal. {You'll visit, and moving isn't dying|\
New town, new bakery}.
= comfort
{Friends who've moved are still friends|Leaving town isn't leaving you}$pal. {Write the first letter tonight|\
I'm still here, for what it's worth}.
[who] {I'll miss $who too|$who won't forget you}$pal. {Let's go and visit|There are trains out of town}.
= tease
{They moved to get away from your singing|So you drove them out of town}$pal. {I'm only joking|\
Who'll lose to you at cards now}?
= own
{My best friend moved away once|I know that empty window}$pal. {We still write, twice a year|\
It took me a winter to stop looking up}.
= doubt
{They'll be back in town by spring|Moving away solves nothing}$pal. {I give it a month|Everybody comes back for the dumplings}.
""",
}
PLAIN: Final[dict[What, str]] = {
    What.MOVED_AWAY: """
[who] $who has moved away{ for good|}. {I'm going to miss them|It'll be strange without them}. <mood>
[who] {I heard $today that|Since $day it's certain:} $who {has left town|doesn't live here any more}. <mood>
[who] {All the best, $who|Good luck, $who}, {wherever you live now|in the new town}. {You'll be missed here|\
Please come back to visit}.
{A friend of mine has moved away|A friend has left town}. {I didn't see it coming|I'll miss the talks we had}. <mood>
{One of my friends doesn't live here any more|My friend moved out}. {I heard at $clock|I only heard $today}. <mood>
{Moving away|Leaving town} {can't have been easy for my friend|was a big step for my friend}. {I hope it works out|\
I wish them well}.
[warm] {I'm sad that my friend's gone|It hurts that my friend's moved}, {but I understand|and I'd have liked to help}.
""",
}
ANSWERS: Final[dict[What, str]] = {
    What.MOVED_AWAY: """
= answer.how
{Odd, I keep setting two cups|Quiet since the move}$dear. {I'll write to them on Sunday|It gets easier, they say}.
= answer.next
{A visit, when the roads are dry|A letter, a long one}$dear. {Moving away isn't the end of the world|\
You could come along, they've a sofa}.
""",
}
