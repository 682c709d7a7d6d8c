"""Played residents as a Part of a run: who plays whom, what was decided for them, and what they are shown.

Taking and giving back takes effect at once, a decision in the next step of the grid. Rows of what they are shown are written
when they are taken, whenever they decide, and each simulated minute: they follow from the state, so no digest holds them.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from agents.bodies import refusals
from agents.bodies.commands import BODY_COMMANDS, DECIDE, RETURN, TAKE, DecideBody, ReturnBody, TakeBody
from agents.bodies.deciding import Decisions
from agents.bodies.held import Bodies, inserted, read_bodies
from agents.bodies.mind import spec_of
from agents.bodies.seen import described
from streams.kernel.columns import Mode, TableBatch
from streams.kernel.simtime import DAY_S, MINUTE_S
from streams.kernel.text import canonical_json
from streams.network.state import Network
from streams.writer.part import Answer, Command, CommandKind, Part, RunFacts, StepContext
from streams.writer.store import Store
from world.actions import by_name
from world.contract import Int, Reason
from world.engine.arrivals import Newcomer
from world.engine.step import TownEngine
from world.events import Parting, WorldEvent
from world.rows import resident_state_rows
from world.scenario import BodiesSpec

SHOWN_EVERY_S: Final = MINUTE_S


class BodiesPart(Part):
    """The share of a run that is residents who are played. Where nobody ever was, nothing is kept."""

    name = "bodies"
    commands: Sequence[CommandKind] = BODY_COMMANDS

    def __init__(
        self, bodies: Bodies, engine: Callable[[], TownEngine], network: Callable[[StepContext], Network]
    ) -> None:
        """bodies: those that the minds are asked about, filled here.   engine: the town's, asked for in each step."""
        self._bodies = bodies
        self._engine = engine
        self._network = network
        self._spec = BodiesSpec()
        self._decisions = Decisions(bodies, engine)
        self._taken: set[int] = set()

    def load(self, store: Store, run: RunFacts, state: Mapping[str, NDArray[Any]] | None) -> None:
        self._spec = spec_of(run)
        self._decisions, self._taken = Decisions(self._bodies, self._engine), set()
        if state is None:
            numbers, columns = read_bodies(store, run.run_id)
            self._bodies.load(columns, numbers, is_stored=True)
        elif state:
            self._bodies.load(state, state["resident"], is_stored=True)

    def state(self) -> dict[str, NDArray[Any]]:
        return self._bodies.state()

    def found(self, context: StepContext) -> list[TableBatch]:
        return []

    def apply(self, context: StepContext, command: Command) -> Answer:
        return self._acts[command.kind](self, context, command)

    def _take(self, context: StepContext, command: Command) -> Answer:
        resident = TakeBody.model_validate(command.body).resident
        reason = self._why_no_player(context, command.actor) or self._why_not_taken(resident, command.actor)
        if reason:
            return Answer(reason=reason)
        self._bodies.take(resident, command.actor, context.since)
        self._taken.add(resident)
        return Answer(result={"event": self._tell(context, WorldEvent.BODY_TAKEN, command.actor, resident)})

    def _return(self, context: StepContext, command: Command) -> Answer:
        resident = ReturnBody.model_validate(command.body).resident
        player = self._bodies.player_of(resident)
        if not player:
            return Answer(reason=refusals.NOT_PLAYED)
        if command.actor not in (0, player):
            return Answer(reason=refusals.NOT_YOUR_BODY)
        parting = Parting.GIVEN_BACK if command.actor else Parting.TAKEN_AWAY
        return Answer(result={"event": self._end(context, resident, parting)})

    def _decide(self, context: StepContext, command: Command) -> Answer:
        wanted = DecideBody.model_validate(command.body)
        player = self._bodies.player_of(wanted.resident)
        if not player:
            return Answer(reason=refusals.NOT_PLAYED)
        if command.actor != player:
            return Answer(reason=refusals.NOT_YOUR_BODY)
        reason = self._why_no_player(context, command.actor) or self._decisions.why_not(wanted, context.since)
        if reason:
            return Answer(reason=reason)
        event = self._tell(
            context,
            WorldEvent.BODY_DECIDED,
            player,
            wanted.resident,
            place=wanted.place,
            action=by_name(wanted.action).number,
            duration_s=wanted.duration_s,
        )
        return self._decisions.note(wanted, context.since, event)

    _acts: Final[Mapping[str, Callable[["BodiesPart", StepContext, Command], Answer]]] = {
        TAKE.name: _take,
        RETURN.name: _return,
        DECIDE.name: _decide,
    }

    def _why_no_player(self, context: StepContext, account: int) -> str:
        """Say why an account can play nobody."""
        accounts = self._network(context).accounts
        if not 0 < account <= accounts.count:
            return refusals.NO_ACCOUNT
        return refusals.SUSPENDED if accounts.is_suspended[account] else ""

    def _why_not_taken(self, resident: int, account: int) -> str:
        residents, player = self._engine().residents, self._bodies.player_of(resident)
        if not self._spec.per_person:
            return refusals.NOBODY_IS_PLAYED
        if resident > residents.count or not residents.place[resident]:
            return refusals.AGENT_NOT_FOUND
        if player:
            return refusals.YOURS_ALREADY if player == account else refusals.PLAYED_BY_ANOTHER
        return refusals.TOO_MANY_BODIES if self._bodies.played_by(account) >= self._spec.per_person else ""

    def welcome(self, context: StepContext, newcomer: Newcomer) -> list[TableBatch]:
        """Nothing: nobody plays somebody new yet."""
        return []

    def take_leave(self, context: StepContext, resident: int) -> list[TableBatch]:
        """Let nobody play somebody who has moved away."""
        if self._bodies.player_of(resident):
            self._end(context, resident, Parting.MOVED_AWAY)
        return []

    def _end(self, context: StepContext, resident: int, parting: Parting) -> int:
        player = self._bodies.release(resident)
        return self._tell(context, WorldEvent.BODY_RETURNED, player, resident, reason=int(parting))

    def _tell(self, context: StepContext, kind: WorldEvent, player: int, resident: int, **cells: int) -> int:
        about = {"sim_time": context.since, "actor": player, "target": resident, **cells}
        return int(context.record.append(1, kind=int(kind), **about)[0])

    def step(self, context: StepContext) -> list[TableBatch]:
        if not self._bodies.held:
            return []
        if context.is_grid:
            self._note_missed(context)
            self._give_back_idle(context)
        shown = self._shown(context)
        self._taken.clear()
        return [*self._hurried(context), *self._bodies.take_rows(context.run.run_id, shown)]

    def _note_missed(self, context: StepContext) -> None:
        """Tell which decisions residents made in their players' place; what an operator ordered was nobody's to make."""
        for missed in self._bodies.take_missed():
            if self._engine().residents.reason[missed.resident] == Reason.TOLD:
                continue
            self._bodies.count_missed(missed.resident)
            cells = {"sim_time": missed.sim_time, "action": missed.action, "place": missed.place}
            self._tell(context, WorldEvent.DECISION_MISSED, missed.player, missed.resident, **cells)

    def _give_back_idle(self, context: StepContext) -> None:
        """Let nobody play residents any more for whom nobody has decided for so many days."""
        if not self._spec.idle_days:
            return
        last = context.until - self._spec.idle_days * DAY_S
        for resident in self._bodies.played.tolist():
            if self._bodies.held[resident].decided_at <= last:
                self._end(context, resident, Parting.IDLE)

    def _hurried(self, context: StepContext) -> list[TableBatch]:
        """Write when those are due who were told to stop what they do, also where their turn has not come yet."""
        rows = self._decisions.take_hurried()
        residents = self._engine().residents
        return [resident_state_rows(context.run.run_id, residents, rows, Mode.UPDATE)] if len(rows) else []

    def _shown(self, context: StepContext) -> dict[int, tuple[int, str]]:
        """Say what played residents are shown, of whom it has changed or has grown old."""
        engine, moment = self._engine(), context.until
        rows = self._to_show(context).tolist()
        return {resident: (moment, canonical_json(described(engine, resident, moment))) for resident in rows}

    def _to_show(self, context: StepContext) -> Int:
        played = self._bodies.played
        if not context.is_grid:
            return played[np.isin(played, sorted(self._taken))]
        if context.since // SHOWN_EVERY_S != context.until // SHOWN_EVERY_S:
            return played
        is_new = np.isin(played, sorted(self._taken))
        return played[is_new | (self._engine().residents.since[played] > context.since)]

    def state_rows(self, run_id: int) -> list[TableBatch]:
        numbers = np.array(sorted(self._bodies.held), dtype=np.int64)
        return [inserted(run_id, self._bodies, numbers)] if len(numbers) else []
