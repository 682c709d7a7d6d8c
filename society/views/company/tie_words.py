"""Ties ready for a template: to whom, how close in a word and as a bar, how far trusted, since when not met."""

from collections.abc import Sequence
from dataclasses import dataclass

from agents.selectors.relations import TieView
from society.views.company.cast import Somebody, cast_of, pair_url
from society.views.frame import Frame
from society.views.words import until_text
from streams.kernel.simtime import world_time


@dataclass(frozen=True, slots=True, kw_only=True)
class TieWords:
    """A tie in words; strength and trust in whole points, 0-100.   is_gone: the other does not live in town."""

    other: Somebody
    is_gone: bool
    level: int
    word: str
    strength: int
    trust: int
    times: int
    last: str
    iso: str
    href: str


def tie_words(frame: Frame, one: int, views: Sequence[TieView]) -> list[TieWords]:
    """Put ties of one resident into words. One query, none for none."""
    cast = cast_of(frame, {one, *(view.other for view in views)}) if views else {}
    return [
        TieWords(
            other=cast[view.other],
            is_gone=view.other in frame.moment.absent,
            level=int(view.level),
            word=view.level_name,
            strength=int(view.strength),
            trust=int(view.trust),
            times=view.times,
            last=until_text(view.last_at, frame.moment.sim_time),
            iso=world_time(view.last_at),
            href=pair_url(frame, cast[one], cast[view.other]),
        )
        for view in views
    ]
