"""What a talk was about and how it goes, from what was said in it: all that is remembered of its turns while it goes on."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from agents.life.sayings import Said
from agents.voice import Act
from streams.search.topics import Topic

_TOLD_COUNTS: Final = 3
"""Of how many other turns news counts as much, when the topic is found."""
_TELL: Final = int(Act.TELL)
_BANTER: Final = frozenset({int(Act.TEASE), int(Act.DOUBT)})
assert max(*Act, *Topic) < 256, "a turn's act and topic are a byte each"


@dataclass(slots=True)
class Course:
    """One talk. Of its turns only the last one is kept whole, and those that told something."""

    number: int = 0
    """Number of the last saying, 0 = nothing was said."""
    last: Said | None = None
    told: tuple[Said, ...] = ()
    """What was told, in order."""
    acts: bytes = b""
    """Act of each turn."""
    topics: bytes = b""
    """Topic of each turn, 0 = none."""
    events: tuple[int, ...] = ()
    """What the turns were about, each event once."""

    def hear(self, number: int, said: Said) -> None:
        """Note what is said next."""
        self.number, self.last = number, said
        self.acts += bytes((said.act,))
        self.topics += bytes((said.topic,))
        if said.event:
            if said.event not in self.events:
                self.events = (*self.events, said.event)
            if said.act == _TELL:
                self.told = (*self.told, said)

    @property
    def is_worn_out(self) -> bool:
        """Whether two have teased or contradicted each other long enough."""
        acts = self.acts
        return len(acts) > 1 and acts[-1] == acts[-2] and acts[-1] in _BANTER

    @property
    def is_confided(self) -> bool:
        """Whether somebody told bad news of her own."""
        return any(said.valence < 0 and said.owner == said.speaker for said in self.told)

    @property
    def topic(self) -> Topic:
        """What was talked about most, the first of equals; CASUAL only where there was nothing else."""
        weights: dict[int, int] = {}
        for act, topic in zip(self.acts, self.topics, strict=True):
            if topic:
                weights[topic] = weights.get(topic, 0) + (_TOLD_COUNTS if act == _TELL else 1)
        return Topic(max(weights, key=weights.__getitem__)) if weights else Topic.CASUAL


_SILENCE: Final = Course()
assert not Topic.CASUAL, "what is about nothing else has the number 0"


class Courses:
    """The talks of a run that go on."""

    def __init__(self, before: tuple[NDArray[np.int64], NDArray[np.void]] | None = None) -> None:
        """before: the turns of the last hours' talks, as `Sayings.load` gives them; which go on the first step will say."""
        self._of_talk: dict[int, Course] = {}
        self._before = before

    def of(self, talk: int) -> Course:
        """Show a talk that goes on, or that ends in this step."""
        return self._of_talk.get(talk, _SILENCE)

    def hear(self, number: int, said: Said) -> None:
        """Note a talk's next turn."""
        course = self._of_talk.get(said.item)
        if course is None:
            course = self._of_talk[said.item] = Course()
        course.hear(number, said)

    def end(self, talk: int) -> None:
        """Forget a talk that is over."""
        self._of_talk.pop(talk, None)

    def go_on(self, talks: NDArray[Any]) -> None:
        """Begin a step: of the talks before a run was loaded, take up those that go on, or end in it.   talks: their numbers."""
        if self._before is None:
            return
        numbers, rows = self._before
        self._before = None
        kept = np.isin(rows["item"], talks)
        for number, cells in zip(numbers[kept].tolist(), rows[kept].tolist(), strict=True):
            self.hear(number, Said(*cells))
