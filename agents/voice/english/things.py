"""What English posts are about in detail: `name; with article | conditions`, a star for a plural. By type of place."""

from typing import Final

from agents.voice.facts import Occurrence as What

THINGS: Final[dict[What, dict[str, str]]] = {
    What.MEAL: {
        "": "noodles*; a plate of noodles / fried rice; fried rice / soup; a bowl of soup / "
        "sandwich; a sandwich / dumplings*; dumplings",
        "cafe": "cheese toastie; a cheese toastie / carrot cake; carrot cake / omelette; an omelette / "
        "mushroom soup; mushroom soup / scone; a scone / tomato soup; tomato soup / "
        "lemon cake; a slice of lemon cake",
        "bakery": "almond croissant; an almond croissant / sausage roll; a sausage roll / "
        "cinnamon bun; a cinnamon bun / egg sandwich; an egg sandwich / cheese twist; a cheese twist / "
        "plum tart; a plum tart",
        "restaurant": "dumplings*; a dozen dumplings / noodle soup; noodle soup / fried rice; fried rice / "
        "braised aubergine; braised aubergine / red bean soup; red bean soup / pepper beef; pepper beef / "
        "tofu; the tofu",
        "canteen": "curry; the curry / meatballs*; meatballs / fish pie; fish pie / egg and tomato; egg and tomato / "
        "stew; stew / cabbage; a great deal of cabbage",
        "bar": "pie; a pie / chips*; a plate of chips / pickled eggs*; two pickled eggs / "
        "cheese board; the cheese board / onion soup; onion soup / wings*; a basket of wings",
        "tea_house": "sesame balls*; sesame balls / steamed cake; steamed cake / sticky rice; sticky rice / "
        "tea eggs*; two tea eggs / peanut brittle; tea and peanut brittle / "
        "custard buns*; a basket of custard buns",
        "convenience_store": "pot noodles*; pot noodles / rice ball; a rice ball / meal deal; a meal deal / "
        "cold pasta; cold pasta",
        **dict.fromkeys(
            ("home", "house", "flats", "dormitory"),
            "pasta; pasta / leftover rice; leftover rice / scrambled eggs*; scrambled eggs / "
            "beans on toast; beans on toast / soup; yesterday's soup / baked potato; a baked potato / "
            "omelette; an omelette / lentils*; lentils",
        ),
    },
    What.STUDIED: {
        "": "statistics; statistics / bookkeeping; bookkeeping / irregular verbs*; irregular verbs / "
        "chemistry; chemistry / causes of the war*; the causes of a war / algebra; algebra / "
        "anatomy; anatomy / contract law; contract law",
        "workshop": "joints*; joints / glaze; glaze / loom; the loom / clay; clay",
        "studio": "perspective; perspective / typefaces*; typefaces / colour; colour",
    },
    What.SLEPT_BADLY: {
        "": "mosquito; a mosquito / neighbour's dog; the neighbour's dog / fridge; the fridge / "
        "ceiling; the ceiling / tune; one tune, over and over / tap; a dripping tap / "
        "people upstairs*; the people upstairs / pillow; the wrong pillow"
    },
    What.EXERCISED: {
        "": "run; a run / press-ups*; press-ups / stretches*; stretches / skipping rope; the skipping rope",
        "gym": "rowing machine; the rowing machine / treadmill; the treadmill / weights*; weights / "
        "squats*; squats / bike; the bike / pull-ups*; pull-ups",
        "park": "run; a run / laps*; laps / press-ups*; press-ups on a bench / tai chi; tai chi",
        "garden": "tai chi; tai chi / stretches*; stretches / laps*; laps",
        "sports_ground": "laps*; laps / five-a-side; five-a-side / sprints*; sprints / badminton; badminton",
    },
    What.READ_BOOK: {
        "": "detective novel; a detective novel / book about bees; a book about bees / poems*; some poems / "
        "ghost story; a ghost story / history of tea; a history of tea / sea novel; a sea novel / "
        "love story; a love story / biography; a biography of a bridge-builder / "
        "fat Russian novel; a fat Russian novel / cookbook; a cookbook, cover to cover / "
        "travel book; a travel book / atlas; an atlas / science fiction; science fiction / "
        "memoir; somebody's memoir"
    },
    What.SHOPPED: {
        "": "eggs*; eggs / washing powder; washing powder | tool / tea; tea / onions*; onions / "
        "light bulbs*; light bulbs | tool / milk; milk / soap; soap | tool / noodles*; noodles",
        "supermarket": "eggs*; eggs / washing powder; washing powder | tool / rice; a sack of rice / "
        "light bulbs*; light bulbs | tool / milk; milk / biscuits*; biscuits / "
        "kitchen roll; kitchen roll | tool / frozen peas*; frozen peas / mop; a mop | tool",
        "market": "tomatoes*; tomatoes / fish; a fish / spring onions*; spring onions / plums*; plums / "
        "cabbage; a cabbage / eggs*; eggs / radishes*; radishes / mushrooms*; mushrooms / melon; a melon",
        "convenience_store": "batteries*; batteries | tool / milk; milk / crisps*; crisps / ice cream; an ice cream / "
        "matches*; matches | tool",
        "bakery": "bread; bread / rolls*; half a dozen rolls / sourdough; a sourdough / buns*; buns",
    },
    What.PLAYED: {
        "": "cards*; cards / chess; chess / mahjong; mahjong / dominoes*; dominoes / darts; darts",
        "cinema": "spy film; a spy film / ghost film; a ghost film / musical; a musical / "
        "old black-and-white; an old black-and-white / film about a dog; a film about a dog / "
        "heist film; a heist film / sad one with trains; the sad one with trains",
        "museum": "pots*; the pots / landscapes*; landscapes / room of clocks; a room full of clocks / "
        "old maps*; old maps / ink paintings*; ink paintings",
        "bar": "darts; darts / cards*; cards / table football; table football / pool; pool",
        "park": "badminton; badminton / frisbee; frisbee / chess; chess / catch; catch",
        "garden": "chess; chess / cards*; cards / dominoes*; dominoes",
        "square": "chess; chess / shuttlecock; shuttlecock / cards*; cards",
        "sports_ground": "football; football / badminton; badminton / table tennis; table tennis",
        **dict.fromkeys(
            ("home", "house", "flats", "dormitory"),
            "cards*; cards / video games*; video games / mahjong; mahjong / dominoes*; dominoes / patience; patience",
        ),
    },
    What.WALKED: {
        "": "heron; a heron / cat on a wall; a cat on a wall / chess players*; two men arguing over chess / "
        "odd glove; an odd glove / dog in a coat; a dog in a coat / moon; the moon / "
        "child with a drum; a child with a drum / hedgehog; a hedgehog / "
        "open window; an open window and somebody's piano / fat pigeons*; three fat pigeons / "
        "ladder; a ladder and nobody on it"
    },
    What.HOUSEWORK: {
        "": "windows*; the windows / bathroom; the bathroom / laundry; the laundry / "
        "cupboard under the sink; the cupboard under the sink / oven; the oven / ironing; the ironing / "
        "floors*; the floors / fridge; the fridge / drawer of cables; the drawer of cables"
    },
    What.FELL_ILL: {
        "": "cold; a cold / stomach; a stomach thing / fever; a fever / throat; a throat like sandpaper / "
        "cough; a cough / head; a head full of cotton wool / back; a back that won't bend"
    },
    What.PHONE_BROKE: {
        "": "screen; the screen / battery; the battery / charging port; the charging port / "
        "speaker; the speaker / volume button; the volume button"
    },
    What.FAIR: {
        "": "candyfloss; candyfloss / ring toss; the ring toss / brass band; the brass band / "
        "cake stall; the cake stall / coconut shy; the coconut shy / puppet show; the puppet show / "
        "tombola; the tombola"
    },
    What.QUARREL: {
        "": "last word; who gets the last word / chair; a chair / tone of voice; a tone of voice / "
        "money; a small sum of money / hour; who was late / joke; a joke / washing-up; the washing-up / "
        "plan; a plan neither of us liked"
    },
    What.WEATHER: {
        "": "rain; rain | wet / drizzle; drizzle | wet / wind; wind | windy / fog; fog | foggy / "
        "heat; heat | hot / sunshine; sunshine | fair / blue sky; blue sky | fair / cold; cold | cold / "
        "cloud; cloud / showers*; showers | wet"
    },
    What.PHOTO: {
        "": "puddle; a puddle / shop window; a shop window / bicycle; a bicycle / cat; a cat / "
        "shadow; a shadow / door; a blue door / queue; a queue / sky; the sky / my shoes*; my shoes / "
        "hand-painted sign; a hand-painted sign / lamp post; a lamp post",
        "park": "duck; a duck / tree; a tree / bench; a bench / kite in a tree; a kite in a tree / puddle; a puddle",
        "garden": "rose; a rose / bee; a bee / bench; a bench / watering can; a watering can",
        "cafe": "cup; a cup / cake; a cake / hands*; somebody's hands / window; the window",
        "market": "crab; a crab / oranges*; oranges / scales*; the scales / fish; a fish",
    },
}
