"""Talks that go on in the town, and what they bring forth in a step: turns that fall due, talks that come to their end.

A talk's plan is fixed when it begins: turn i is at `sim_time + i * turn_s`, so one that nobody interrupts needs no attention
between two turns. What is said in a turn is decided elsewhere. Nothing here knows places, needs or the database.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import IntEnum
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from streams.kernel.simtime import HOUR_S
from world.contract import Int
from world.talks.speaking import Stage, speakers, stages
from world.ties import Ties

COLUMNS: Final = ("number", "sim_time", "place", "one", "other", "third", "third_at", "turn_s", "turns")
"""What is known of a talk that goes on; the names of world.models.Talk."""
_MEMBERS: Final = ("one", "other", "third")
_NEVER: Final = 2**62
JUST_TALKED: Final = -1
LASTS_S: Final = 2 * HOUR_S
"""Longer than any talk lasts."""
_FIRST_MEMBER: Final = COLUMNS.index(_MEMBERS[0])


class Ending(IntEnum):
    """How a talk came to its end; the numbers of world.models.Talk.Ending."""

    NONE = 0
    GOODBYE = 1
    INTERRUPTED = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Turns:
    """The turns of a step, one row each, in order of (sim_time, talk)."""

    talk: Int  # number
    index: Int  # from 0
    planned: Int  # turns that the talk has by its plan
    sim_time: Int
    speaker: Int
    hearer: Int  # to whom it is said
    third: Int  # who hears it too, 0 = nobody
    place: Int
    stage: Int  # Stage

    def __len__(self) -> int:
        return len(self.talk)

    def some(self, rows: slice) -> "Turns":
        """Show some of the rows."""
        return Turns(**{name: getattr(self, name)[rows] for name in Turns.__slots__})


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """The talks that ended in a step, one row each, in order of (sim_time, talk)."""

    talk: Int  # number
    sim_time: Int  # when it ended
    place: Int
    one: Int  # who began
    other: Int
    third: Int  # 0 = nobody joined
    turns: Int  # that were spoken
    ending: Int  # Ending
    lasted_s: Int

    def __len__(self) -> int:
        return len(self.talk)


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """Who joined which talk in a step: one row each."""

    talk: Int  # number
    third: Int
    third_at: Int

    def __len__(self) -> int:
        return len(self.talk)


def none_of(kind: type[Any]) -> Any:
    """Make an empty batch of Turns, Closed or Joined."""
    return kind(**{field.name: np.zeros(0, dtype=np.int64) for field in fields(kind)})


class Talks:
    """The talks of a run that go on, what they brought forth in this step, and the ties of those who talk."""

    turns: Turns
    """Of this step."""
    closed: Closed
    """Of this step."""
    begun: dict[str, Int]
    """The talks that began in this step, by COLUMNS as they were at its end."""
    joined: Joined
    """Of this step; talks that began in it are not among them."""
    judged: dict[int, tuple[int, int]]
    """Topic and mood of the talks that ended in this step, by number."""

    def __init__(self) -> None:
        self.last = 0
        """Number of the last talk of the run."""
        self.next_at = _NEVER
        """When the next turn or planned end is, as of the last step."""
        self.fill(residents=0, ties=Ties(0), values=_nothing(), last=0)

    def fill(self, *, residents: int, ties: Ties, values: Mapping[str, NDArray[Any]], last: int) -> None:
        """Take over the talks that go on, by COLUMNS in order of their numbers.   last: number of the run's last talk."""
        self.ties, self.last = ties, last
        self._cells = np.array([values[name] for name in COLUMNS], dtype=np.int64)
        self.talk_of: Int = np.zeros(residents + 1, dtype=np.int32)
        """By resident, the number of the talk that she is in; 0 = none, JUST_TALKED = one that ended in this step."""
        for name in _MEMBERS:
            self.talk_of[self.open[name]] = self.open["number"]
        self.talk_of[0] = 0
        self.clear()
        self._plan_next(-1)

    def widen(self, residents: int) -> None:
        """Make room for residents up to a number."""
        more = max(residents + 1 - len(self.talk_of), 0)
        self.talk_of = np.concatenate([self.talk_of, np.zeros(more, dtype=self.talk_of.dtype)])
        self.ties.grow(max(residents, self.ties.residents))

    @property
    def open(self) -> dict[str, Int]:
        """The talks that go on, by COLUMNS in order of their numbers: views."""
        return dict(zip(COLUMNS, self._cells, strict=True))

    def as_dict(self) -> dict[str, NDArray[Any]]:
        """Give what a snapshot keeps of the talks."""
        return {**self.open, "last": np.array([self.last], dtype=np.int64)}

    def judge(self, judged: Mapping[int, tuple[int, int]]) -> None:
        """Note of talks that ended in this step what they were about and how they went.   judged: topic and mood by number.

        mood: -2 bad to 2 good. KeyError for a talk that did not end.
        """
        if others := judged.keys() - self.closed.talk.tolist():
            raise KeyError(f"talks {sorted(others)} did not end in this step: {self.closed.talk.tolist()} did")
        self.judged |= judged

    def clear(self) -> None:
        """Forget what the step before brought forth."""
        self.turns, self.closed, self.joined = none_of(Turns), none_of(Closed), none_of(Joined)
        self.begun, self.judged = _nothing(), {}

    def is_any(self, until: int) -> bool:
        """Whether a turn or an end falls due by a moment, if nobody leaves early."""
        return self.next_at <= until

    def end(self, since: int, until: int, due: Int, extraversion: Int) -> Closed:
        """End the talks that are over by `until`: as planned, or because somebody's action ends before.

        due, extraversion: by resident.   Their last turns are in `turns` afterwards.
        """
        self.clear()
        talks = self.open
        if not len(talks["number"]):
            return self.closed
        due_one, due_other, due_third = due[self._cells[_FIRST_MEMBER : _FIRST_MEMBER + len(_MEMBERS)]]
        planned = talks["sim_time"] + talks["turns"] * talks["turn_s"]
        stop = np.minimum(np.minimum(due_one, due_other), planned)
        stop = np.where(talks["third"] > 0, np.minimum(stop, due_third), stop)
        over = np.flatnonzero(stop <= until)
        if len(over):
            over = over[np.argsort(stop[over], kind="stable")]
            cells, stop = self._cells[:, over], stop[over]
            self.turns = _spoken(cells, since, stop - 1, extraversion)
            self.closed = self._close(over, cells, stop, planned[over])
        return self.closed

    def begin(self, *, sim_time: Int, place: Int, one: Int, other: Int, turn_s: Int, turns: Int) -> Int:
        """Let talks begin and return their numbers; nobody may be in two."""
        count = len(one)
        numbers = np.arange(self.last + 1, self.last + count + 1, dtype=np.int64)
        self.last += count
        none = np.zeros(count, dtype=np.int64)
        begun = np.array([numbers, sim_time, place, one, other, none, none, turn_s, turns], dtype=np.int64)
        self._cells = np.concatenate([self._cells, begun], axis=1)
        for members in (one, other):
            self.talk_of[members] = numbers
        return numbers

    def join(self, *, talk: Int, third: Int, third_at: Int) -> None:
        """Let residents join talks of two, one each."""
        rows, talks = self.row_of(talk), self.open
        talks["third"][rows], talks["third_at"][rows] = third, third_at
        self.talk_of[third] = talk
        self.joined = Joined(talk=talk, third=third, third_at=third_at)

    def settle(self, since: int, until: int, first_new: int, extraversion: Int) -> None:
        """Finish a step: say who speaks in the talks that go on.   first_new: number from which they began in it."""
        if len(self.closed):
            members = np.concatenate([getattr(self.closed, name) for name in _MEMBERS])
            self.talk_of[members[self.talk_of[members] == JUST_TALKED]] = 0
        new = int(np.searchsorted(self._cells[0], first_new))
        self.begun = dict(zip(COLUMNS, self._cells[:, new:].copy(), strict=True))
        if len(self.joined):
            is_old = self.joined.talk < first_new
            self.joined = Joined(**{name: getattr(self.joined, name)[is_old] for name in Joined.__slots__})
        if self.next_at <= until or len(self.begun["number"]):
            self.turns = _merged(self.turns, _spoken(self._cells, since, until, extraversion))
        self._plan_next(until)

    def row_of(self, talk: Int) -> Int:
        """Find talks that go on by number: their rows in `open`."""
        return np.searchsorted(self._cells[0], talk)

    def ends_at(self, talk: Int) -> Int:
        """Say when talks end by their plan.   talk: numbers of talks that go on."""
        rows, talks = self.row_of(talk), self.open
        return talks["sim_time"][rows] + talks["turns"][rows] * talks["turn_s"][rows]

    def _close(self, over: Int, cells: Int, stop: Int, planned: Int) -> Closed:
        talks = dict(zip(COLUMNS, cells, strict=True))
        lasted_s = stop - talks["sim_time"]
        closed = Closed(
            talk=talks["number"],
            sim_time=stop,
            place=talks["place"],
            one=talks["one"],
            other=talks["other"],
            third=talks["third"],
            turns=-(-lasted_s // talks["turn_s"]),
            ending=np.where(stop < planned, Ending.INTERRUPTED, Ending.GOODBYE),
            lasted_s=lasted_s,
        )
        for name in _MEMBERS:
            self.talk_of[talks[name]] = JUST_TALKED
        self.talk_of[0] = 0
        self._cells = np.delete(self._cells, over, axis=1)
        return closed

    def _plan_next(self, since: int) -> None:
        """Find out when the next turn or planned end after a moment is."""
        talks = self.open
        began, turn_s = talks["sim_time"], talks["turn_s"]
        if not len(began):
            self.next_at = _NEVER
            return
        index = np.minimum(np.maximum((since - began) // turn_s + 1, 0), talks["turns"])
        self.next_at = int((began + index * turn_s).min())


def _spoken(cells: Int, since: int, last: Int | int, extraversion: Int) -> Turns:
    """List the turns after `since` and until `last`, at most one a talk, since no turn is shorter than a step.

    cells: int64[COLUMNS, n].
    """
    _, sim_time, *_, turn_s, turns = cells
    index = np.maximum((since - sim_time) // turn_s + 1, 0)
    at = sim_time + index * turn_s
    speaks = np.flatnonzero((at <= last) & (index < turns))
    talks = dict(zip(COLUMNS, cells[:, speaks], strict=True))
    index = index[speaks]
    speaker, hearer, third = speakers(talks, index, extraversion)
    return Turns(
        talk=talks["number"],
        index=index,
        planned=talks["turns"],
        sim_time=at[speaks],
        speaker=speaker,
        hearer=hearer,
        third=third,
        place=talks["place"],
        stage=stages(index, talks["turns"]),
    )


def _merged(some: Turns, more: Turns) -> Turns:
    if not len(some) and not len(more):
        return some
    columns = {name: np.concatenate([getattr(some, name), getattr(more, name)]) for name in Turns.__slots__}
    order = np.lexsort((columns["talk"], columns["sim_time"]))
    return Turns(**{name: values[order] for name, values in columns.items()})


def _nothing() -> dict[str, Int]:
    return {name: np.zeros(0, dtype=np.int64) for name in COLUMNS}


__all__ = ["COLUMNS", "Closed", "Ending", "Joined", "Stage", "Talks", "Turns", "none_of"]
