"""Between columns and the voice: what befell whom as a Fact to put in words, and back into the cells of a row.

Whoever has something to tell holds a `Story`: the Fact that the voice is given, and the `Cells` that are kept of it. Cells name
the event in the record, so news keeps its root however often it is passed on; `count` is what the one knows to whom it
happened, and SECOND_HAND with everybody else, who tells it as something heard.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from operator import attrgetter
from typing import Final

from agents.life.sayings import Said
from agents.life.scene import Scene
from agents.voice import Act, Fact, Occurrence, Stance, Subject, Tie, Words
from streams.kernel.simtime import DAY_S, day_count, weekday

SECOND_HAND: Final = -1
"""`count` of what the teller did not live through herself."""
_TIES: Final = (Tie.STRANGER, Tie.ACQUAINTANCE, Tie.FRIEND, Tie.CLOSE, Tie.CLOSE)
"""By TieLevel."""
_ACTS: Final = tuple(Act)
_SUBJECTS: Final = tuple(Subject)
_WHATS: Final = tuple(Occurrence)
"""By number: a look in a table takes a fifth of a call of the enumeration."""
_WEATHER: Final = Occurrence.WEATHER
assert all(list(kind) == list(range(len(kind))) for kind in (Act, Subject, Occurrence)), "a number is its row"


@dataclass(slots=True)  # not frozen: see agents.life.sayings.Said
class Cells:
    """An occurrence as rows keep it; the names are those of Saying and Memory. event 0 = nothing is told."""

    event: int = 0
    what: int = 0
    owner: int = 0
    fact_place: int = 0
    fact_other: int = 0
    fact_time: int = 0
    valence: int = 0
    arousal: int = 0
    amount: int = 0
    count: int = 0

    @property
    def is_heard(self) -> bool:
        """Whether it is told at second hand."""
        return self.count == SECOND_HAND

    def values(self) -> tuple[int, ...]:
        """List the cells, for Said and Remembered, which end with them."""
        return _read(self)


_read: Final[Callable[["Cells | Said"], tuple[int, ...]]] = attrgetter(*Cells.__dataclass_fields__)
NOTHING: Final = Cells()


@dataclass(slots=True)
class Story:
    """Something to tell: in words, and as it is kept."""

    fact: Fact
    cells: Cells


def story_of_own(scene: Scene, resident: int) -> Story | None:
    """Tell a resident's own latest news; None if nothing befell her yet."""
    mind, n = scene.mind, resident
    if not mind.own_event[n]:
        return None
    return story(
        scene,
        Cells(
            event=mind.own_event.item(n),
            what=mind.own_what.item(n),
            owner=n,
            fact_place=mind.own_place.item(n),
            fact_other=mind.own_other.item(n),
            fact_time=mind.own_time.item(n),
            valence=mind.own_valence.item(n),
            arousal=mind.own_arousal.item(n),
            amount=mind.own_amount.item(n),
            count=mind.own_count.item(n),
        ),
    )


def story_of_heard(scene: Scene, resident: int) -> Story | None:
    """Tell the latest that a resident heard or read of somebody else, as she passes it on; None if she heard nothing."""
    mind, n = scene.mind, resident
    if not mind.heard_event[n]:
        return None
    return story(
        scene,
        Cells(
            event=mind.heard_event.item(n),
            what=mind.heard_what.item(n),
            owner=mind.heard_owner.item(n),
            fact_place=mind.heard_place.item(n),
            fact_other=mind.heard_other.item(n),
            fact_time=mind.heard_time.item(n),
            valence=mind.heard_valence.item(n),
            arousal=mind.heard_arousal.item(n),
            amount=mind.heard_amount.item(n),
            count=SECOND_HAND,
        ),
    )


def story_of_saying(scene: Scene, said: Said) -> Story | None:
    """Tell what a saying tells of, as its speaker did; None if it tells of nothing."""
    return story(scene, cells_of(said)) if said.event else None


def story(scene: Scene, cells: Cells) -> Story:
    """Put an occurrence in the voice's terms.   cells: with an event."""
    return Story(_fact(scene, cells), cells)


def cells_of(said: Said) -> Cells:
    """Take what a saying tells of out of it."""
    return Cells(*_read(said))


def values_of(said: Said) -> tuple[int, ...]:
    """List the cells of a saying: what `Cells.values` gives of them."""
    return _read(said)


def stance_of(scene: Scene, said: Said, told: Story | None) -> Stance:
    """Say what a saying does, so that it can be answered.   told: its `story_of_saying`."""
    name, at = scene.people.name, said.meet_at
    return Stance(
        *(_ACTS[said.act], _SUBJECTS[said.subject], name(said.speaker), name(said.hearer)),
        told.fact if told else None,
        scene.places.name(said.meet_place),
        *((at % DAY_S, weekday(at)) if at > 0 else (-1, -1)),
        said.favour,
    )


def said_of(
    words: Words,
    stories: Iterable[Story | None],
    *,
    sim_time: int,
    medium: int,
    item: int,
    speaker: int,
    turn: int = 0,
    hearer: int = 0,
    answers: int = 0,
    meet_place: int = 0,
    meet_at: int = 0,
) -> Said:
    """Note what was just put in words.

    stories: whatever the voice was given to tell of or to answer; the one that the words are about is kept.
    meet_place, meet_at: of the invitation made, taken or declined.   The others: fields of Said.
    ValueError if the words tell of something that is none of the stories.
    """
    stance = words.stance
    return Said(
        *(sim_time, medium, item, speaker, stance.act, turn, hearer, answers),
        *(stance.subject, words.topic, stance.favour, meet_place, meet_at),
        *cells_told(stance.fact, stories).values(),
    )


def cells_told(fact: Fact | None, stories: Iterable[Story | None]) -> Cells:
    """Find the cells of the fact that a stance is about. ValueError if it is none of the stories."""
    if fact is None:
        return NOTHING
    for told in stories:
        if told is not None and (told.fact is fact or told.fact == fact):
            return told.cells
    raise ValueError(f"the words tell of {fact}, which is none of the stories that they were made of")


def tie_of(level: int) -> Tie:
    """Say how well two know each other, in the voice's grades.   level: world.ties.TieLevel."""
    return _TIES[level]


def _fact(scene: Scene, cells: Cells) -> Fact:
    at = cells.fact_time
    what = _WHATS[cells.what]
    place, kind = scene.places.name(cells.fact_place), scene.places.kind(cells.fact_place)
    # one event is told with one set of made-up details by everybody; the weather of a day is the town's
    detail = day_count(at) if what == _WEATHER else cells.event
    fact = Fact(
        *(what, place, kind, (scene.people.name(cells.fact_other),) if cells.fact_other else ()),
        *(at % DAY_S, weekday(at), cells.valence, cells.arousal, cells.amount, max(cells.count, 0)),
        detail=detail,
    )
    if not cells.is_heard:
        return fact
    return Fact(
        what=Occurrence.HEARD,
        place=place,
        kind=kind,
        who=(scene.people.name(cells.owner),),
        when_s=fact.when_s,
        weekday=fact.weekday,
        arousal=cells.arousal,
        of=fact,
        detail=detail,
    )
