"""What residents are to each other, for readers: ties with their levels as of now, both sides of two, and how it came."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from agents.models import Memory, MemoryKind
from agents.selectors.talks import names_of
from world.models import Tie
from world.selectors.moments import Moment
from world.ties import TIES_MAX, TieLevel, faded, level_of

HISTORY: Final = 20
"""Changes of a relation that are listed, at most, of each side."""
LEVELS: Final[Mapping[TieLevel, Promise]] = {
    TieLevel.STRANGER: _("stranger"),
    TieLevel.ACQUAINTANCE: _("acquaintance"),
    TieLevel.FRIEND: _("friend"),
    TieLevel.CLOSE_FRIEND: _("close friend"),
    TieLevel.BEST_FRIEND: _("best friend"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TieView:
    """What one resident is to another. Strength and trust in points, 0-100; strength as it has faded by the moment."""

    one: int
    other: int
    other_name: str
    strength: float
    trust: float
    level: TieLevel
    level_name: str
    times: int
    last_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelChange:
    """When one side of a relation came to another level.   talk: by which talk, 0 = by none.

    event: seq of what it came by: the talk's end, an appointment; 0 = by what they did online.
    """

    sim_time: int
    one: int
    other: int
    before: TieLevel
    after: TieLevel
    after_name: str
    talk: int
    event: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationView:
    """Two residents: what each is to the other (None = nothing), and the changes of levels, newest first."""

    there: TieView | None
    back: TieView | None
    changes: Sequence[LevelChange]


def ties_of(moment: Moment, resident: int, *, limit: int = TIES_MAX) -> list[TieView]:
    """List a resident's ties as they are now, strongest first. Two queries, whatever the moment."""
    rows = _rows(moment, resident)
    names = names_of(moment.run, [row.other for row in rows])
    views = [_view(moment, row, names) for row in rows]
    return sorted(views, key=lambda view: (-view.strength, view.other))[:limit]


def relation_of(moment: Moment, one: int, other: int) -> RelationView:
    """Show what two are to each other, both ways, and how that changed. Five queries."""
    names = names_of(moment.run, (one, other))
    sides = [
        next((_view(moment, row, names) for row in _rows(moment, who) if row.other == whom), None)
        for who, whom in ((one, other), (other, one))
    ]
    changes = [change for who, whom in ((one, other), (other, one)) for change in _changes(moment, who, whom)]
    changes.sort(key=lambda change: (-change.sim_time, change.one))
    return RelationView(there=sides[0], back=sides[1], changes=changes)


def _rows(moment: Moment, resident: int) -> list[Tie]:
    first = resident * TIES_MAX
    return list(Tie.objects.between(moment.run.pk, first, first + TIES_MAX - 1).order_by("pk"))


def _view(moment: Moment, row: Tie, names: Mapping[int, str]) -> TieView:
    strength = int(faded(np.array(row.strength), np.array(row.at), np.array(moment.sim_time)))
    level = TieLevel(int(level_of(np.array(strength))))
    return TieView(
        one=row.number // TIES_MAX,
        other=row.other,
        other_name=names[row.other],
        strength=strength / 100,
        trust=row.trust / 100,
        level=level,
        level_name=str(LEVELS[level]),
        times=row.count,
        last_at=row.at,
    )


def _changes(moment: Moment, one: int, other: int) -> list[LevelChange]:
    """Read the changes of one side out of what that one remembers; `amount` is the level reached, `count` the one before."""
    rows = Memory.objects.of(moment.run.pk).filter(
        resident=one, kind=MemoryKind.RELATION, source=other, sim_time__lte=moment.sim_time
    )
    return [
        LevelChange(
            sim_time=row.sim_time,
            one=one,
            other=other,
            before=TieLevel(row.count),
            after=TieLevel(row.amount),
            after_name=str(LEVELS[TieLevel(row.amount)]),
            talk=row.item,
            event=row.event,
        )
        for row in rows.order_by("-pk")[:HISTORY]
    ]
