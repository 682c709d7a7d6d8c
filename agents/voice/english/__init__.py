"""English: phrases by family, put together."""

from agents.voice.english import body, common, days, errands, leisure, letters, luck, people, plain, replies, work
from agents.voice.english.forms import FORMS, SLOTS, finish
from agents.voice.english.things import THINGS
from agents.voice.language import assemble
from agents.voice.scene import Language


def english() -> Language:
    """Compile the English phrases."""
    families = (body, work, leisure, errands, luck, people, days)
    return assemble(
        blocks={
            what: f"{text}\n= plain\n{plain.PLAIN[what]}" for family in families for what, text in family.BLOCKS.items()
        },
        shared=common.SECTIONS + plain.FELT + replies.SECTIONS + letters.SECTIONS,
        things=THINGS,
        slots=SLOTS,
        forms=FORMS,
        gap=" ",
        short=62,
        finish=finish,
    )
