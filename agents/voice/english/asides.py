"""English asides: what else there was to see or hear, by the sort of place and the time of day."""

from typing import Final

SECTIONS: Final = """
= aside
[cafe] {The couple by the window shared one spoon|Somebody had left half a crossword|The milk jug's got a new chip|\
The chair by the door still wobbles}.
[tea_house] {The lid on my pot rattled the whole time|Two old men were asleep upright|\
They've changed the cups, nobody's happy}.
[restaurant] {The kitchen was shouting about plates|A child was under the table with a breadstick|\
The fan squeaked in time}.
[canteen] {The trays were still wet|Somebody sang while they stacked the chairs|The salt had been hidden again}.
[bakery] {The bell over the door's stuck, so they shout "ding"|There was flour on everybody|\
The last loaf went to a very small girl}.
[bar] {The dog under the bar snored|Someone put the same song on three times|\
The clock in there is always wrong, out of kindness}.
[shop] {The radio was playing something from school days|A baby stared at me over a shoulder|\
The till had run out of paper|A man was asking after a tin of something long gone}.
[market] {Somebody's cart had a squeaky wheel|The fish man gave me a wink|\
Two women were fighting over a marrow, politely}.
[hushed] {You could hear somebody's stomach|A page was turned like a door|Somebody had a very loud coat|\
There was a bookmark on the floor, a tram ticket}.
[gym] {The mirror's cracked in one corner, it makes everyone thinner|Somebody left a banana|\
The music was somebody's divorce}.
[park] {An old boy was feeding the ducks the good bread|There was one glove on the railing|\
A football went by, then a boy|Somebody was asleep on the best bench}.
[square] {The pigeons had a meeting|A busker knew one song and a half|\
Children were running at the pigeons, the pigeons were used to it}.
[pitch] {The net has a hole you could drive through|Somebody's mother knew all the rules}.
[office] {The copier jammed twice|Somebody had written "please" on the biscuit tin|\
There's a plant there older than me|The lift smelt of soup}.
[workshop] {There was sawdust in the tea|Somebody had named the kiln|My sleeve's gone blue}.
[hospital] {The vending machine ate a coin|An old lady was knitting something endless|The corridor smelt of oranges}.
[school] {Somebody had drawn a whale on the stairs|The bell rang four minutes early|\
There was a single small boot in the hall}.
[cinema] {The seat in front had chewing gum from my own youth|Somebody laughed a second late each time}.
[bathhouse] {You could hear somebody singing through the steam|I forgot which locker}.
[home] {Upstairs was moving chairs|The radiator knocked, I knocked back|Somebody on the stairs was looking for a cat|\
The tap's dripping in waltz time}.
[morning] {The street was only half awake|The bakery light was still on|A bicycle bell, then nothing}.
[noon] {It was the hour when everybody has crumbs on them|Half the street was out for lunch}.
[afternoon] {School was just out, you could hear it|The post came late|It was that slow hour after four}.
[evening] {The street lamps came on one by one|Somebody was frying onions|You could see into all the kitchens}.
[night] {Not a soul about|One window lit, across the way}.
[friday] {You could tell it was Friday by the shoes|Everybody was a bit louder, it being Friday}.
[monday] {People had their Monday faces on|Nobody had found their voice yet, Mondays}.
[weekend] {Everyone was in their soft clothes|Somebody's washing had blown into the hedge}.
[who] {We forgot the time|$one had a button missing and didn't know|$one hummed the whole way}.
[place] {A child pointed at my hat|Somebody held the door longer than needed|I found a coin, small one|\
I'd a tune in my head all along}.
[!place] {Somewhere a radio was on|Somebody next door was sawing}.
"""
