"""Appointments: two agreed to meet at a place; when the time comes, both come, or one waits, or nobody.

Whoever is there between ten minutes before and half an hour after the time has come. Then it is over, and how it went
changes what the two are to each other. Only those whose time has come are looked at: the others wait in a heap.
"""

from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from typing import Any, Final

import numpy as np

from agents.life.columns import MindColumns
from agents.life.news import News, take_in
from agents.life.scene import Scene
from agents.life.talking.relations import TieChange, change_ties
from agents.models import Appointment
from agents.voice import Occurrence
from streams.kernel.columns import Mode, TableBatch
from streams.kernel.ids import key_of
from streams.kernel.simtime import DAY_S, HOUR_S, MINUTE_S
from streams.writer.part import StepContext
from streams.writer.store import Store
from streams.writer.tables import table_of
from world.contract import Persona
from world.events import WorldEvent

APPOINTMENTS: Final = table_of(Appointment)
BEFORE_S: Final = 10 * MINUTE_S
AFTER_S: Final = Appointment.AFTER_S
"""How early one may come, and how late, seconds."""
AHEAD_S: Final = 2 * DAY_S
"""How long before at most one agrees to meet."""
APART_S: Final = 2 * HOUR_S
_WAY_S: Final = 30 * MINUTE_S
_STAY_S: Final = HOUR_S
_ENDED: Final = APPOINTMENTS.only("ended_step", "outcome", "came_one", "came_other")
_FIXED: Final = ("id", "one", "other", "place", "at")
_FATE: Final = ("outcome", "ended_step")
_KEPT: Final = TieChange(strength=250, trust=200)
_WAITED: Final = TieChange(strength=-500, trust=-900)
_FORGOTTEN: Final = TieChange(strength=-50, trust=-30)
_STOOD_UP_WEIGHT: Final = 550


@dataclass(frozen=True, slots=True, kw_only=True)
class Date:
    """One appointment that stands. Numbers of residents and place, `at` in simulated seconds."""

    number: int
    one: int
    other: int
    place: int
    at: int


class Appointments:
    """The appointments of a run that still stand; whose next is which is shown in the columns of the mind."""

    def __init__(self) -> None:
        self._standing: dict[int, Date] = {}
        self._ahead: list[tuple[int, int]] = []  # heap of (at, number): those whose time has not come
        self._now: list[int] = []  # those whose time it is, in order of time
        self._of: dict[int, tuple[tuple[int, int], ...]] = {}  # by resident (at, number), rising
        self._made: list[dict[str, int]] = []
        self._ended: list[dict[str, int]] = []

    def make(self, scene: Scene, *, one: int, other: int, place: int, at: int, saying: int, said_at: int) -> int | None:
        """Let two agree to meet; return the number, None if it can not be: see `is_possible`.

        one: who invited.   saying, said_at: number and moment of the saying that accepted.
        """
        if not self.is_possible(scene, one=one, other=other, place=place, at=at):
            return None
        context = scene.context
        number = context.numbers.next(APPOINTMENTS.name)
        date = Date(number=number, one=one, other=other, place=place, at=at)
        self._add(date)
        fields = {"one": one, "other": other, "place": place, "at": at, "saying": saying, "sim_time": said_at}
        self._made.append({"number": number, **fields})
        _log(scene, WorldEvent.APPOINTMENT_MADE, date, actor=one, target=other, sim_time=said_at)
        self._show(scene.mind, one)
        self._show(scene.mind, other)
        return number

    def is_possible(self, scene: Scene, *, one: int, other: int, place: int, at: int) -> bool:
        """Say whether two can agree to meet: in time, both free and not asleep, and the place open to everybody.

        at: simulated seconds. Nobody meets two people within two hours.
        """
        around, now = scene.town.around, scene.context.until
        if not (one != other and now + BEFORE_S < at <= now + AHEAD_S) or around.town.is_home[place]:
            return False
        if not all(self._has_time(who, at) and is_free(around.persona, who, at) for who in (one, other)):
            return False
        return int(around.town.hours.closes_in_s(np.array([place]), np.array([at]))[0]) >= AFTER_S

    def keep(self, scene: Scene) -> None:
        """See who came to the appointments whose time it is, and end those whose time is over."""
        until = scene.context.until
        while self._ahead and self._ahead[0][0] - BEFORE_S <= until:
            self._now.append(heappop(self._ahead)[1])
        over = []
        for number in self._now:
            date = self._standing[number]
            for who in (date.one, date.other):
                _look_for(scene, date, who)
            if date.at + AFTER_S <= until:
                over.append(date)
        if over:
            for date in over:
                self._end(scene, date)
            self._now = [number for number in self._now if number in self._standing]

    def call_off(self, scene: Scene) -> None:
        """End what came to nothing in this step, and both know it: the place was deleted, or one of the two moved away."""
        events = scene.events
        gone = set(events["place"][events["kind"] == WorldEvent.PLACE_DELETED].tolist())
        left = set(events["actor"][events["kind"] == WorldEvent.AGENT_DEPARTED].tolist())
        off = [
            date
            for date in (self._standing.values() if gone or left else ())
            if date.place in gone or date.one in left or date.other in left
        ]
        for date in sorted(off, key=lambda date: date.number):
            kind = WorldEvent.APPOINTMENT_CALLED_OFF
            _log(scene, kind, date, actor=date.one, target=date.other, sim_time=scene.context.since)
            row = {
                "number": date.number,
                "outcome": int(Appointment.Outcome.CALLED_OFF),
                "came_one": 0,
                "came_other": 0,
            }
            self._ended.append(row)
            del self._standing[date.number]
            for who in (date.one, date.other):
                self._strike_out(who, date)
                self._show(scene.mind, who)
        if off:
            self._ahead = [entry for entry in self._ahead if entry[1] in self._standing]
            heapify(self._ahead)
            self._now = [number for number in self._now if number in self._standing]

    def take(self, context: StepContext) -> list[TableBatch]:
        """Hand over what this step agreed on and what ended in it, as rows."""
        batches = []
        if self._made:
            zeros = {"ended_step": 0, "outcome": Appointment.Outcome.AHEAD, "came_one": 0, "came_other": 0}
            rows = [{**row, **zeros, "step": context.step} for row in self._made]
            batches.append(TableBatch.of(APPOINTMENTS, Mode.INSERT, _columns(context.run.run_id, rows)))
        if self._ended:
            rows = [{**row, "ended_step": context.step} for row in self._ended]
            batches.append(TableBatch.of(_ENDED, Mode.UPDATE, _columns(context.run.run_id, rows)))
        self._made, self._ended = [], []
        return batches

    def load(self, store: Store, run_id: int, *, last: int, step: int, now: int) -> None:
        """Read those that stand at a moment, which is the end of a step, up to the number `last`.

        Which stand follows from the time: an appointment ends half an hour after its own, whatever its row says by now,
        if it was not called off before.
        """
        base = key_of(run_id, 0)
        first = store.first_since(APPOINTMENTS, run_id, now - AHEAD_S - AFTER_S, last=last)
        for part in store.read_parts(APPOINTMENTS, base + first, base + last + 1, (*_FIXED, *_FATE)):
            values = (part[name].tolist() for name in (*_FIXED, *_FATE))
            for key, one, other, place, at, outcome, ended in zip(*values, strict=True):
                is_off = outcome == Appointment.Outcome.CALLED_OFF and 0 < ended <= step
                if at + AFTER_S > now and not is_off:
                    self._add(Date(number=key - base, one=one, other=other, place=place, at=at))

    def _add(self, date: Date) -> None:
        self._standing[date.number] = date
        entry = (date.at, date.number)
        heappush(self._ahead, entry)
        for who in (date.one, date.other):
            self._of[who] = tuple(sorted((*self._of.get(who, ()), entry)))

    def _strike_out(self, who: int, date: Date) -> None:
        self._of[who] = tuple(entry for entry in self._of[who] if entry[1] != date.number)

    def _has_time(self, who: int, at: int) -> bool:
        return all(abs(other_at - at) >= APART_S for other_at, _ in self._of.get(who, ()))

    def _end(self, scene: Scene, date: Date) -> None:
        mind, moment = scene.mind, date.at + AFTER_S
        came = [bool(mind.date_came[who]) for who in (date.one, date.other)]
        kind, outcome = WorldEvent.APPOINTMENT_MISSED, Appointment.Outcome.STOOD_UP
        if all(came):
            kind, outcome = WorldEvent.APPOINTMENT_KEPT, Appointment.Outcome.KEPT
        elif not any(came):
            outcome = Appointment.Outcome.FORGOTTEN
        pair = (date.other, date.one) if came == [False, True] else (date.one, date.other)
        event = _log(scene, kind, date, actor=pair[0], target=pair[1], sim_time=moment, amount=outcome)
        if outcome == Appointment.Outcome.STOOD_UP:
            change_ties(scene, [(*pair, _WAITED)], moment, event=event)
            _resent(scene, event, date, *pair)
        else:
            change = _KEPT if all(came) else _FORGOTTEN
            change_ties(scene, [(*pair, change), (*pair[::-1], change)], moment, event=event)
        row = {"number": date.number, "outcome": int(outcome), "came_one": came[0], "came_other": came[1]}
        self._ended.append(row)
        del self._standing[date.number]
        for who in pair:
            self._strike_out(who, date)
            self._show(mind, who)

    def _show(self, mind: MindColumns, who: int) -> None:
        """Write the resident's next appointment into her columns."""
        ahead = self._of.get(who)
        if not ahead:
            self._of.pop(who, None)
            next_ = (0, 0, 0, 0)
        else:
            date = self._standing[ahead[0][1]]
            next_ = (date.number, date.place, date.at, date.other if who == date.one else date.one)
        if mind.date_number[who] != next_[0]:
            mind.date_came[who] = 0
        mind.date_number[who], mind.date_place[who], mind.date_at[who], mind.date_with[who] = next_
        mind.touch(who)


def is_free(persona: Persona, who: int, at: int) -> bool:
    """Say whether somebody usually neither works nor sleeps from half an hour before a moment to an hour after it."""
    first, end = at - _WAY_S, at + _STAY_S
    length, workdays = int(persona.shift_length_s[who]), int(persona.workdays[who])
    for day in range(first // DAY_S - 1, end // DAY_S + 1):
        begins = day * DAY_S + int(persona.shift_start_s[who])
        if length and workdays >> day % 7 & 1 and begins < end and first < begins + length:
            return False
    past_bedtime = (end - int(persona.bedtime_s[who])) % DAY_S
    return past_bedtime >= int(persona.sleep_length_s[who]) + (end - first)


def _look_for(scene: Scene, date: Date, who: int) -> None:
    """Note it if somebody is at the place by now."""
    residents, mind = scene.town.residents, scene.mind
    latest = min(scene.context.until, date.at + AFTER_S)
    if not mind.date_came[who] and residents.place[who] == date.place and residents.arrive[who] <= latest:
        mind.date_came[who] = 1
        mind.touch(who)


def _resent(scene: Scene, event: int, date: Date, who: int, absent: int) -> None:
    """Have somebody who waited in vain think of it."""
    columns = {
        "resident": who,
        "event": event,
        "what": Occurrence.WAITED,
        "place": date.place,
        "other": absent,
        "time": date.at + AFTER_S,
        "valence": -2,
        "arousal": 1,
        "amount": 0,
        "weight": _STOOD_UP_WEIGHT,
    }
    news = News(**{name: np.array([value], dtype=np.int64) for name, value in columns.items()})
    take_in(scene.mind, scene.memories, [news])


def _log(scene: Scene, kind: WorldEvent, date: Date, *, actor: int, target: int, sim_time: int, amount: int = 0) -> int:
    fields = {"kind": kind, "sim_time": sim_time, "actor": actor, "target": target, "place": date.place}
    return int(scene.context.record.append(1, object=date.number, amount=amount, due=date.at, **fields)[0])


def _columns(run_id: int, rows: list[dict[str, int]]) -> dict[str, Any]:
    """Turn rows into columns with the key in the place of the number."""
    columns = {name: np.array([row[name] for row in rows], dtype=np.int64) for name in rows[0]}
    return {"id": key_of(run_id, 0) + columns.pop("number"), **columns}
