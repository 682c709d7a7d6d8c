"""Residents at a shown moment, as columns: from the tables in the present, from a re-executed state in the past.

Whoever decided something after the shown moment is put back into the action before it, by the event that closed it.
Her needs and purse stay those of that decision, which is at most the engine's lead away (40 simulated seconds at x10).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from streams.kernel.ids import NUMBER_BITS
from streams.log.read import events_numbered
from streams.models import Event
from streams.writer.stores import open_store
from world.contract import Bool, Int, Need, Persona, Reason, Skill
from world.engine.needs import needs_at, pace_percent
from world.engine.state import RESIDENT_COLUMNS
from world.events import WorldEvent
from world.models import ResidentState
from world.rows import RESIDENT_STATES
from world.selectors.moments import Moment

_HOPS: Final = 96
"""Events of somebody that are followed back from her last one. In the engine's lead she has two or three; only where
the shown clock stands far behind the record are there more."""
_BY_KEY_UP_TO: Final = 500
"""Residents up to which rows are picked by key; for more, those between the first and the last are read."""
_MATRICES: Final = {
    "needs": tuple(need.name.lower() for need in Need),
    "skills": tuple(skill.name.lower() for skill in Skill),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Bodies:
    """Residents at one moment. Row i of every column belongs to number[i]; columns mean what the engine's do."""

    number: Int
    action: Int
    reason: Int
    place: Int
    from_place: Int
    since: Int
    arrive: Int
    due: Int
    company: Int
    money: Int
    needs: Int  # [n, 6], as of `since`
    skills: Int  # [n, 8]
    last_meal: Int
    last_sleep: Int
    decisions: Int
    last_event: Int
    last_entry: Int
    needs_since: Int  # when needs and money are from; later than the moment for whoever has decided ahead of it

    def __len__(self) -> int:
        return len(self.number)

    def take(self, rows: Int | Bool) -> "Bodies":
        """Keep some rows."""
        return Bodies(**{name: getattr(self, name)[rows] for name in Bodies.__dataclass_fields__})

    def is_walking(self, sim_time: int) -> Bool:
        """Whether each is on the way."""
        return np.asarray((self.arrive > sim_time) & (self.from_place != self.place))

    def needs_now(self, sim_time: int, persona: Persona) -> Int:
        """Evaluate needs at a moment: int16[n, 6]. persona: rows as here."""
        since = self.since.astype(np.int64)
        return needs_at(
            needs=self.needs,
            since=since,
            arrive=self.arrive.astype(np.int64),
            until=np.where(self.needs_since > sim_time, since, np.maximum(since, sim_time)),
            action=self.action,
            company=self.company,
            pace=pace_percent(persona.age, persona.traits),
        )


_COLUMNS: Final = tuple(name for name in Bodies.__dataclass_fields__ if name in RESIDENT_COLUMNS)
_ROW_COLUMNS: Final = ("id", *chain.from_iterable(_MATRICES.get(name, (name,)) for name in _COLUMNS))


def read_bodies(moment: Moment, numbers: Sequence[int] | None = None) -> Bodies:
    """Read these residents (all without `numbers`) as they are at the moment; who does not live in town then is left out.

    numbers: a range, such as a district's, costs the rows in it and no others, however large the town is.
    One query in the present, none in the past; some more, by key, when somebody has decided ahead of the shown clock.
    """
    columns = _past_columns(moment, numbers) if moment.is_past else _present_columns(moment, numbers)
    columns["needs_since"] = columns["since"].copy()
    _rewind(moment, columns)
    here = columns["place"] > 0  # those who moved away are nowhere
    if not here.all():
        columns = {name: values[here] for name, values in columns.items()}
    return Bodies(**{name: columns[name] for name in Bodies.__dataclass_fields__})


def _past_columns(moment: Moment, numbers: Sequence[int] | None) -> dict[str, NDArray[Any]]:
    count = len(moment.past_column("world.residents.due")) - 1
    rows = _known(range(1, count + 1) if numbers is None else numbers, count)
    columns = {name: moment.past_column(f"world.residents.{name}")[rows] for name in _COLUMNS}
    return {"number": rows, **columns}


def _known(numbers: Sequence[int], count: int) -> Int:
    if isinstance(numbers, range):
        return np.arange(max(numbers.start, 1), min(numbers.stop, count + 1))
    wanted = np.array(sorted(set(numbers)), dtype=np.int64)
    return wanted[(wanted >= 1) & (wanted <= count)]


def _present_columns(moment: Moment, numbers: Sequence[int] | None) -> dict[str, NDArray[Any]]:
    is_listed = numbers is not None and not isinstance(numbers, range)
    if numbers is not None and is_listed and len(numbers) <= _BY_KEY_UP_TO:
        rows = _picked_rows(moment, numbers)
    else:
        first, end = (
            (0, 1 << NUMBER_BITS) if numbers is None else (min(numbers, default=0), max(numbers, default=0) + 1)
        )
        rows = open_store().read_range(RESIDENT_STATES, moment.key(first), moment.key(0) + end, _ROW_COLUMNS)
    if numbers is not None and is_listed and len(numbers) > _BY_KEY_UP_TO:
        chosen = np.isin(rows["id"] - moment.key(0), np.array(numbers))
        rows = {name: values[chosen] for name, values in rows.items()}
    columns = {"number": rows["id"] - moment.key(0)}
    for name in _COLUMNS:
        parts = _MATRICES.get(name)
        columns[name] = np.stack([rows[part] for part in parts], axis=1) if parts else rows[name].copy()
    return columns


def _picked_rows(moment: Moment, numbers: Sequence[int]) -> dict[str, NDArray[Any]]:
    cells = list(ResidentState.objects.filter(pk__in=moment.keys(numbers)).order_by("pk").values_list(*_ROW_COLUMNS))
    table = np.array(cells, dtype=np.int64).reshape(len(cells), len(_ROW_COLUMNS))
    return {name: table[:, i] for i, name in enumerate(_ROW_COLUMNS)}


def _rewind(moment: Moment, columns: dict[str, NDArray[Any]]) -> None:
    """Put those who have decided after the moment back into what they did then."""
    ahead = {int(columns["number"][i]): int(i) for i in np.flatnonzero(columns["since"] > moment.sim_time)}
    last = {number: int(columns["last_event"][row]) for number, row in ahead.items()}
    for number, (closing, opener) in _turns_at(moment, last).items():
        row = ahead[number]
        begun = closing.sim_time - closing.duration_s
        values = {
            "action": closing.action,
            "place": closing.place,
            "since": begun,
            "due": closing.sim_time,
            "arrive": opener.arrive if opener else begun,
            "from_place": opener.place if opener else closing.place,
            "reason": opener.reason if opener else Reason.BORN,
            "last_event": closing.prev_id,
        }
        for name, value in values.items():
            columns[name][row] = value


def _turns_at(moment: Moment, last: Mapping[int, int]) -> dict[int, tuple[Event, Event | None]]:
    """Find, by resident, the decision that closes what she does at the moment and the one that opened it.

    last: her last event. Her own chain is followed back from there, everybody's link by link: what others did in the
    meantime is not read, however many they are.
    """
    closing: dict[int, Event] = {}
    opener: dict[int, Event] = {}
    sought = {number: seq for number, seq in last.items() if seq}
    for _ in range(_HOPS):
        if not sought:
            break
        events = events_numbered(moment.run, actors={seq: number for number, seq in sought.items()})
        links = {number: events[seq] for number, seq in sought.items() if seq in events}
        acted = {number: event for number, event in links.items() if event.kind == WorldEvent.ACTED}
        closing |= {number: event for number, event in acted.items() if event.sim_time > moment.sim_time}
        opener |= {number: event for number, event in acted.items() if event.sim_time <= moment.sim_time}
        sought = {number: event.prev_id for number, event in links.items() if event.prev_id and number not in opener}
    return {number: (event, opener.get(number)) for number, event in closing.items()}
