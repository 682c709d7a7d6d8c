"""Residents at a shown moment, as columns: from the tables in the present, from a re-executed state in the past.

Whoever decided something after the shown moment is put back into the action before it, by the event that closed it.
Her needs and purse stay those of that decision, which is at most the engine's lead away (40 simulated seconds at x10).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from streams.kernel.ids import key_of
from streams.log.lineage import segments_of
from streams.models import Event
from streams.selectors.record import events_numbered, seq_at
from streams.writer.stores import open_store
from world.contract import Bool, Int, Persona, Reason
from world.engine.needs import needs_at, pace_percent
from world.engine.state import RESIDENT_COLUMNS, ResidentColumns
from world.events import WorldEvent
from world.models import ResidentState
from world.rows import RESIDENT_STATES, fill_residents
from world.selectors.moments import Moment

_OPENER_HOPS: Final = 4
"""Events of other kinds (refusals, orders) that are skipped in looking for the decision that opened an action."""
_BY_KEY_UP_TO: Final = 500
"""Residents up to which rows are picked by key; for more, all of the run are read."""


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
            pace=pace_percent(persona),
        )


def read_bodies(moment: Moment, numbers: Sequence[int] | None = None) -> Bodies:
    """Read these residents (all without `numbers`) as they are at the moment; unknown numbers are left out.

    One query in the present, none in the past; up to eight more when somebody has decided ahead of the shown clock.
    """
    columns = _past_columns(moment, numbers) if moment.is_past else _present_columns(moment, numbers)
    columns["needs_since"] = columns["since"].copy()
    _rewind(moment, columns)
    return Bodies(**{name: columns[name] for name in Bodies.__dataclass_fields__})


def _past_columns(moment: Moment, numbers: Sequence[int] | None) -> dict[str, NDArray[Any]]:
    count = len(moment.past_column("world.residents.due")) - 1
    rows = np.arange(1, count + 1) if numbers is None else _known(numbers, count)
    columns = {name: moment.past_column(f"world.residents.{name}")[rows] for name in RESIDENT_COLUMNS}
    return {"number": rows, **columns}


def _known(numbers: Sequence[int], count: int) -> Int:
    wanted = np.array(sorted(set(numbers)), dtype=np.int64)
    return wanted[(wanted >= 1) & (wanted <= count)]


def _present_columns(moment: Moment, numbers: Sequence[int] | None) -> dict[str, NDArray[Any]]:
    if numbers is None or len(numbers) > _BY_KEY_UP_TO:
        rows: Mapping[str, NDArray[Any]] = open_store().read_run(RESIDENT_STATES, moment.run.pk)
    else:
        rows = _picked_rows(moment, numbers)
    found = rows["id"] - moment.key(0)
    residents = ResidentColumns(len(found))
    fill_residents(residents, rows)
    columns = {"number": found, **{name: values[1:] for name, values in residents.as_dict().items()}}
    if numbers is not None and len(numbers) > _BY_KEY_UP_TO:
        chosen = np.isin(found, np.array(numbers))
        return {name: values[chosen] for name, values in columns.items()}
    return columns


def _picked_rows(moment: Moment, numbers: Sequence[int]) -> dict[str, NDArray[Any]]:
    names = RESIDENT_STATES.names
    cells = list(ResidentState.objects.filter(pk__in=moment.keys(numbers)).order_by("pk").values_list(*names))
    table = np.array(cells, dtype=np.int64).reshape(len(cells), len(names))
    return {name: table[:, i] for i, name in enumerate(names)}


def _rewind(moment: Moment, columns: dict[str, NDArray[Any]]) -> None:
    """Put those who have decided after the moment back into what they did then."""
    ahead = {int(columns["number"][i]): int(i) for i in np.flatnonzero(columns["since"] > moment.sim_time)}
    if not ahead:
        return
    closing = _closing_events(moment, list(ahead))
    openers = _openers(moment, closing)
    for number, event in closing.items():
        row = ahead[number]
        opener = openers.get(number)
        begun = event.sim_time - event.duration_s
        values = {
            "action": event.action,
            "place": event.place,
            "since": begun,
            "due": event.sim_time,
            "arrive": opener.arrive if opener else begun,
            "from_place": opener.place if opener else event.place,
            "reason": opener.reason if opener else Reason.BORN,
            "last_event": event.prev_id,
        }
        for name, value in values.items():
            columns[name][row] = value


def _closing_events(moment: Moment, numbers: Sequence[int]) -> dict[int, Event]:
    """Find, by resident, the first decision after the moment: it closes what she does at the moment."""
    first = seq_at(moment.run, moment.sim_time) + 1
    found: dict[int, Event] = {}
    for segment in reversed(segments_of(moment.run)):
        if segment.last_seq < first:
            continue
        low, high = key_of(segment.run_id, max(first, segment.first_seq)), key_of(segment.run_id, segment.last_seq)
        rows = Event.objects.filter(pk__gte=low, pk__lte=high, kind=WorldEvent.ACTED, sim_time__gt=moment.sim_time)
        if moment.past is not None:
            rows = rows.filter(sim_time__lte=moment.past.sim_time)
        if len(numbers) <= _BY_KEY_UP_TO:
            rows = rows.filter(actor__in=numbers)
        for event in rows.order_by("pk"):
            found.setdefault(event.actor, event)
    wanted = set(numbers)
    return {number: event for number, event in found.items() if number in wanted}


def _openers(moment: Moment, closing: Mapping[int, Event]) -> dict[int, Event]:
    """Find, by resident, the decision that opened the action which her closing event ended."""
    openers: dict[int, Event] = {}
    sought = {number: event.prev_id for number, event in closing.items() if event.prev_id}
    for _ in range(_OPENER_HOPS):
        if not sought:
            break
        events = events_numbered(moment.run, sorted(set(sought.values())))
        before = {number: events[seq] for number, seq in sought.items() if seq in events}
        openers |= {number: event for number, event in before.items() if event.kind == WorldEvent.ACTED}
        sought = {number: event.prev_id for number, event in before.items() if number not in openers and event.prev_id}
    return openers
