"""English: phrases by family, put together."""

from agents.voice.english import (
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
from agents.voice.english.forms import FORMS, SLOTS, finish
from agents.voice.english.things import THINGS
from agents.voice.language import assemble
from agents.voice.scene import Language


def english() -> Language:
    """Compile the English phrases."""
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
        gap=" ",
        short=62,
        ease=4,
        aside=14,
        finish=finish,
    )
