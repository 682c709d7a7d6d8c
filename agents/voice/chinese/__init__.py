"""Chinese: phrases by family, put together."""

from agents.voice.chinese import (
    asides,
    body,
    days,
    errands,
    farewells,
    habits,
    leisure,
    letters,
    luck,
    particulars,
    people,
    plain,
    replies,
    smalltalk,
    unknown,
    work,
)
from agents.voice.chinese.forms import FORMS, SLOTS, finish
from agents.voice.chinese.things import THINGS
from agents.voice.language import assemble
from agents.voice.scene import Language


def chinese() -> Language:
    """Compile the Chinese phrases."""
    families = (body, work, leisure, errands, luck, people, days, farewells)
    return assemble(
        blocks={what: text for family in families for what, text in family.BLOCKS.items()},
        plain=plain.PLAIN | farewells.PLAIN,
        answers=particulars.ANSWERS | farewells.ANSWERS,
        shared=habits.SECTIONS
        + asides.SECTIONS
        + plain.FELT
        + replies.SECTIONS
        + letters.SECTIONS
        + smalltalk.SECTIONS
        + unknown.SECTIONS,
        things=THINGS,
        slots=SLOTS,
        forms=FORMS,
        gap="",
        short=52,
        ease=20,
        aside=70,
        finish=finish,
    )
