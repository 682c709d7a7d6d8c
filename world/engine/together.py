"""Residents as company for each other: who is shown whom, what becomes of a wish to talk, and how talks end.

A town without talk and phones has none of it.
"""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from streams.kernel.simtime import HOUR_S
from world.actions import ACTIONS, Action
from world.contract import NEED_MAX, Int, Know, Known, Need, Trait
from world.engine.observe import Beside, Deciders, Surroundings
from world.engine.occasions import Occasion, free_of_charge
from world.engine.resolve import Wanted
from world.engine.state import ResidentColumns
from world.engine.steplog import StepLog
from world.engine.told import partners_of
from world.events import WorldEvent
from world.talks.companions import Bodies, Crowd, Free, can_talk, companions, least_s
from world.talks.pairing import Answered, Asking, answer
from world.talks.talks import Closed, Talks

_GIVEN: Final = (Need.SOCIAL, Need.FUN)
"""What a talk gives to somebody who goes on with what she does."""


class Together:
    """What a town's engine asks about company; `talks` is filled by whoever loads the run."""

    def __init__(self, know: Know, talks: Talks, step_s: int) -> None:
        self.talks = talks
        self._know = know
        self._step_s = step_s
        self._since = self._until = self._first_new = 0
        self._crowd: Crowd | None = None
        self._present: Crowd | None = None
        self._free: Free | None = None
        self._paired: _Paired | None = None

    def is_any(self, until: int) -> bool:
        """Whether a talk has a turn or comes to its end by a moment."""
        return self.talks.is_any(until)

    def enter(self, since: int, until: int, around: Surroundings, residents: ResidentColumns, log: StepLog) -> Int:
        """Begin a step: end the talks that are over, and return whose rows that changed."""
        self._since, self._until, self._first_new = since, until, self.talks.last + 1
        self._paired = None
        closed = self.talks.end(since, until, residents.due, around.persona.traits[:, Trait.EXTRAVERSION])
        if not len(closed):
            return closed.other
        _credit(residents, closed)
        _leave(residents, closed)
        log.add(
            len(closed),
            kind=WorldEvent.TALK_ENDED,
            sim_time=closed.sim_time,
            actor=closed.one,
            target=closed.other,
            place=closed.place,
            object=closed.talk,
            duration_s=closed.lasted_s,
            reason=closed.ending,
            amount=closed.turns,
        )
        return closed.other

    def look(self, around: Surroundings, residents: ResidentColumns, without: int = 0) -> None:
        """Find out who may be talked to in this step.   without: somebody who looks while she is at something herself."""
        if not can_talk(self._step_s):
            return
        names = ("place", "since", "arrive", "due", "action")
        bodies = Bodies(**{name: getattr(residents, name) for name in names})
        if self._crowd is None or not self._crowd.serves(self._since):
            self._crowd = None  # gone before the next comes: of a million residents each takes twenty megabytes
            self._crowd = Crowd.at(
                bodies, places=around.town.place_count, seed=around.seed, now=self._since, step_s=self._step_s
            )
        self._free = Free.within(bodies, self.talks, since=self._since, until=self._until, step_s=self._step_s)
        self._free.is_free[without] = False
        self._present = self._crowd.present(self._free)

    def beside(self, around: Surroundings, residents: ResidentColumns, who: Deciders) -> Beside:
        """Show residents what they carry with them and who is here to talk to."""
        known: Known = self._know(who.rows)
        if self._present is None or self._free is None:
            return Beside(known=known, least_talk_s=least_s(self._step_s))
        shown, tie = companions(
            self._present,
            self._free,
            self.talks.ties,
            seed=around.seed,
            rows=who.rows,
            now=who.now,
            decisions=residents.decisions[who.rows],
        )
        self._show_partners(residents, who, shown, tie)
        return Beside(known=known, least_talk_s=least_s(self._step_s), companions=shown, companion_tie=tie)

    def peek(self, since: int, until: int, around: Surroundings, residents: ResidentColumns, who: Deciders) -> Beside:
        """Show somebody, between two steps, what `beside` would show her in the step (since, until].   who: one row."""
        self._since, self._until = since, until
        self.look(around, residents, without=int(who.rows[0]))
        seen = self.beside(around, residents, who)
        self._present = self._free = None
        return seen

    def _show_partners(self, residents: ResidentColumns, who: Deciders, shown: Int, tie: Int) -> None:
        """Put whom these residents were told to talk to before all others, if she is here and may be talked to."""
        partner = partners_of(residents, who.rows)
        rows = np.flatnonzero(partner)
        if not len(rows) or self._free is None:
            return
        is_here = residents.place[partner[rows]] == residents.place[who.rows[rows]]
        rows = rows[is_here & self._free.is_free[partner[rows]]]
        for row in rows.tolist():
            shown[row, 0] = partner[row]
            tie[row, 0] = self.talks.ties.bond(int(who.rows[row]), int(partner[row]), int(who.now[row]))[0]

    def pair(
        self, wanted: Wanted, on: tuple[Occasion, ...], around: Surroundings, residents: ResidentColumns
    ) -> Wanted:
        """Settle who talks with whom; what is wanted comes back with the lengths of their talks.

        Nobody pays where something is free just then, known to her or not.
        """
        if on:
            is_free = free_of_charge(on, around.town, action=wanted.action, place=wanted.place, now=wanted.now)
            wanted.price_cents[is_free] = 0
        rows = np.flatnonzero(wanted.is_offered & (wanted.action == Action.TALK))
        if not len(rows) or wanted.partner is None:
            return wanted
        partner = wanted.partner[rows]
        stays_s = np.minimum(wanted.closes_in_s[rows], residents.due[partner] - 1 - wanted.now[rows])
        asking = Asking(
            number=wanted.number[rows],
            now=wanted.now[rows],
            decisions=wanted.decisions[rows],
            partner=partner,
            duration_s=wanted.duration_s[rows].astype(np.int64),
            room_s=stays_s,
            is_at_work=residents.action[partner] == Action.WORK,
        )
        answered = answer(asking, self.talks, seed=around.seed, step_s=self._step_s)
        is_offered, duration_s = wanted.is_offered.copy(), wanted.duration_s.astype(np.int64)
        is_offered[rows] = ~answered.is_refused
        duration_s[rows] = answered.duration_s
        self._paired = _Paired(asking=asking, answered=answered, place=wanted.here[rows])
        return replace(wanted, is_offered=is_offered, duration_s=duration_s)

    def settle(self, around: Surroundings, log: StepLog) -> None:
        """Finish a step: let talks begin, and give all that go on their turns."""
        if self._paired is not None:
            self._begin(self._paired, log)
        extraversion = around.persona.traits[:, Trait.EXTRAVERSION]
        self.talks.settle(self._since, self._until, self._first_new, extraversion)
        # who was there in this step nobody asks again: while it is written, a million residents need ten megabytes less
        self._present = self._free = None

    def _begin(self, paired: "_Paired", log: StepLog) -> None:
        """Let the talks begin, and let those who come second join."""
        asking, answered, place = paired.asking, paired.answered, paired.place
        rows = np.flatnonzero(answered.turns)
        begun = self.talks.begin(
            sim_time=asking.now[rows],
            place=place[rows],
            one=asking.number[rows],
            other=asking.partner[rows],
            turn_s=answered.turn_s[rows],
            turns=answered.turns[rows],
        )
        self._log(WorldEvent.TALK_STARTED, asking, answered, place, rows, begun, log)
        talk_by_row = np.zeros(len(asking), dtype=np.int64)
        talk_by_row[rows] = begun
        talk = np.where(answered.joins_row >= 0, talk_by_row[answered.joins_row], answered.joins)
        joins = np.flatnonzero(talk)
        if len(joins):
            self.talks.join(talk=talk[joins], third=asking.number[joins], third_at=asking.now[joins])
            self._log(WorldEvent.TALK_JOINED, asking, answered, place, joins, talk[joins], log)

    def _log(
        self, kind: WorldEvent, asking: Asking, answered: Answered, place: Int, rows: Int, talk: Int, log: StepLog
    ) -> None:
        log.add(
            len(rows),
            kind=kind,
            sim_time=asking.now[rows],
            actor=asking.number[rows],
            target=asking.partner[rows],
            place=place[rows],
            object=talk,
            due=asking.now[rows] + answered.duration_s[rows],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Paired:
    """Those who want to talk, and what becomes of them."""

    asking: Asking
    answered: Answered
    place: Int


def _credit(residents: ResidentColumns, closed: Closed) -> None:
    """Give those who were talked to their company; needs are lines since the last decision, so the lines are moved."""
    rates = ACTIONS[Action.TALK].rates
    for need in _GIVEN:
        gained = rates[need] * closed.lasted_s // HOUR_S
        moved = residents.needs[closed.other, need] + gained
        residents.needs[closed.other, need] = np.minimum(moved, NEED_MAX)


def _leave(residents: ResidentColumns, closed: Closed) -> None:
    """Let nobody go on talking by herself: who came to talk decides anew when the talk is interrupted."""
    for members in (closed.one, closed.third):
        rows = np.flatnonzero((members > 0) & (residents.action[members] == Action.TALK))
        residents.due[members[rows]] = np.minimum(residents.due[members[rows]], closed.sim_time[rows])
