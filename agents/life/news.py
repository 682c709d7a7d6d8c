"""What befell residents as columns, how much it weighs, and how it comes to be on their minds.

A weight is 0-1,000 and fades by half each six hours; something else takes its place as soon as it weighs more. Integers only:
between two halvings the weight falls in a straight line.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Final

import numpy as np

from agents.life.columns import MindColumns
from agents.life.memories import Memories
from agents.models import MemoryKind
from streams.kernel.simtime import HOUR_S
from world.contract import Int, Persona, Trait

HALF_LIFE_S: Final = 6 * HOUR_S
WEIGHT_MAX: Final = 1_000
MEMORABLE: Final = 150
"""Weight from which on something is remembered."""
_COUNT_MAX: Final = 1_000
_AMOUNT_MAX: Final = 2**31 - 1
_HALVINGS_MAX: Final = 15
"""After so many nothing is left."""


def weight_now(weight: Int | int, at: Int | int, now: Int | int) -> Int:
    """Say what is left of a weight: int64 of the broadcast shape.   at, now: simulated seconds; what is to come weighs full."""
    halvings, rest_s = np.divmod(np.maximum(np.asarray(now, dtype=np.int64) - at, 0), HALF_LIFE_S)
    left: Int = np.asarray(weight, dtype=np.int64) >> np.minimum(halvings, _HALVINGS_MAX)
    faded: Int = left - left * rest_s // (2 * HALF_LIFE_S)
    return faded


def weight_for(persona: Persona, resident: Int, weight: Int | int, valence: Int) -> Int:
    """Say how much something weighs for residents: bad news the more the more anxious, good news the more outgoing they are.

    resident: int[n].   weight: of a person between the extremes.   valence: int[n], -2..2. Returns int64[n], up to WEIGHT_MAX.
    """
    traits = persona.traits[resident]
    bad, good = 60 + traits[:, Trait.NEUROTICISM] * 4 // 5, 80 + traits[:, Trait.EXTRAVERSION] * 2 // 5
    percent = np.where(valence < 0, bad, np.where(valence > 0, good, 100)).astype(np.int64)
    return np.minimum(weight * percent // 100, WEIGHT_MAX)


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What befell residents, one row each, in any order. int[n]."""

    resident: Int
    event: Int  # seq
    what: Int  # agents.voice.Occurrence
    place: Int
    other: Int  # 0 = nobody
    time: Int
    valence: Int
    arousal: Int
    amount: Int  # cents
    weight: Int

    def __len__(self) -> int:
        return len(self.resident)

    def take(self, rows: Int) -> "News":
        """Return some of the rows."""
        return News(**{name: getattr(self, name)[rows] for name in _COLUMNS})


_COLUMNS: Final = tuple(field.name for field in fields(News))


def take_in(mind: MindColumns, memories: Memories, parts: Sequence[News]) -> None:
    """Put news on the minds of those whom it befell, where it weighs more than what is there; what is weighty is remembered."""
    parts = [part for part in parts if len(part)]
    if not parts:
        return
    news = parts[0] if len(parts) == 1 else _joined(parts)
    for rows in _one_after_the_other(news):
        _replace(mind, news if len(rows) == len(news) else news.take(rows))
    _remember(memories, news.take(np.flatnonzero(news.weight >= MEMORABLE)))


def _one_after_the_other(news: News) -> list[Int]:
    """Part rows so that nobody is twice in a part: what befell somebody twice in one step comes to her as in two steps."""
    order = np.lexsort((news.event, news.time, news.resident))
    who = news.resident[order]
    nth = np.arange(len(who)) - np.searchsorted(who, who)
    return [order[nth == time] for time in range(int(nth.max()) + 1)]


def _joined(parts: Sequence[News]) -> News:
    return News(**{name: np.concatenate([getattr(part, name) for part in parts]) for name in _COLUMNS})


def _replace(mind: MindColumns, news: News) -> None:
    before = weight_now(mind.own_weight[news.resident], mind.own_time[news.resident], news.time)
    rows = np.flatnonzero(news.weight > before)
    if not len(rows):
        return
    news = news.take(rows)
    n = news.resident
    is_again = (mind.own_event[n] > 0) & (mind.own_what[n] == news.what) & (mind.own_place[n] == news.place)
    counted = np.minimum(np.maximum(mind.own_count[n], 1) + 1, _COUNT_MAX)
    mind.own_count[n] = np.where(is_again, counted, 0)
    for name in ("event", "what", "place", "other", "time", "valence", "arousal", "weight"):
        getattr(mind, f"own_{name}")[n] = getattr(news, name)
    mind.own_amount[n] = np.minimum(news.amount, _AMOUNT_MAX)
    mind.own_told[n] = 0
    mind.touch(n)


def _remember(memories: Memories, news: News) -> None:
    memories.add_many(
        len(news),
        sim_time=news.time,
        resident=news.resident,
        kind=MemoryKind.OBSERVATION,
        importance=news.weight * 100 // WEIGHT_MAX,
        event=news.event,
        what=news.what,
        owner=news.resident,
        fact_place=news.place,
        fact_other=news.other,
        fact_time=news.time,
        valence=news.valence,
        arousal=news.arousal,
        amount=np.minimum(news.amount, _AMOUNT_MAX),
    )
