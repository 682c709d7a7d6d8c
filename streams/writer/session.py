"""A run held by this process: its lease, its Parts in memory, its shown clock, and the turns that drive it.

Anything that fails between memory and commit drops the session; the next claim loads what is committed.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from streams.events import ClockAction
from streams.kernel.clock import ClockLine
from streams.models import Run, RunStatus
from streams.writer import lease as leases
from streams.writer.clock_part import END_RUN, PAUSE, RESUME, STEP_ONCE
from streams.writer.commit import commit
from streams.writer.failpoints import reach
from streams.writer.lease import Lease
from streams.writer.part import ClockChange, Command, Queue
from streams.writer.poison import first_group, groups_of, is_retry
from streams.writer.runs import pending_commands, read_clock
from streams.writer.stepper import Stamp, StepOutput, Stepper
from streams.writer.stores import open_store
from streams.writer.timing import EngineTimes

LOOKAHEAD_MS: Final = 1_200
"""Real milliseconds that the engine commits ahead of the shown clock: one slice and the gap after it."""
GROUP_STEPS: Final = 100
"""Grid steps that may share a transaction."""
GROUP_EVENTS: Final = 40_000
"""Events that are enough for a transaction: more would only stand in memory."""
GROUP_CHANGED: Final = (200, 20_000)
"""Fewest and most rows of one table, the fewest only in small towns, whose change is enough for a transaction."""
GROUP_SHARE: Final = 5
"""Of so many beings one may be changed in a transaction: a page holds few second versions beside the first, and what
finds no room there leaves a dead row behind that only a vacuum takes away."""
GROUP_WITHIN_S: Final = leases.LEASE_MS / 4_000
"""Real seconds after which the batch driver commits what it has, whatever the number of steps: the lease must not run out."""
BEHIND_MAX_MS: Final = 5_000
"""Real milliseconds of backlog that are caught up; what is beyond is given up and counted as slipped."""
REFUSED_NOT_PAUSED: Final = "not_paused"
REFUSED_PAUSED: Final = "world_paused"
REFUSED_ENDED: Final = "run_ended"
_IS_PAUSED_AFTER: Final = {PAUSE.name: True, RESUME.name: False}

Publish = Callable[[int, int], None]


def is_full(outputs: Sequence[StepOutput]) -> bool:
    """Whether these steps are enough for one transaction.

    A snapshot is always written before the next step, and so is what makes the run load afresh.
    """
    last, (fewest, most) = outputs[-1], GROUP_CHANGED
    is_much = (
        len(outputs) >= GROUP_STEPS
        or sum(output.events for output in outputs) >= GROUP_EVENTS
        or sum(output.changed for output in outputs) >= min(max(last.head.beings // GROUP_SHARE, fewest), most)
    )
    return is_much or last.snapshot is not None or last.reloads


class RunSession:
    """One held run."""

    def __init__(
        self,
        *,
        run: Run,
        stepper: Stepper,
        lease: Lease,
        wall_ms: int,
        publish: Publish,
        sign: Callable[[], None] = lambda: None,
    ) -> None:
        """sign: called before each commit."""
        self.lease = lease
        self._publish = publish
        self._sign = sign
        self._store = open_store()
        self._stepper = stepper
        self._queues = {kind.name: kind.queue for part in stepper.parts for kind in part.commands}
        clock = read_clock(run.pk)
        # nobody moved the clock since the last holder stopped: go on from what was shown, not from the time of day
        self.clock = replace(clock, line=clock.line.rebased(wall_ms, self._committed_ms), lag_ms=0)
        self._extended_ms = wall_ms
        self._times = EngineTimes()
        self.trying: Sequence[Command] = ()
        """The commands of the step that is being made: the suspects, should it raise."""
        self.is_over = run.status == RunStatus.ENDED
        self.is_stale = False
        """Whether what was committed last asks for Parts that are loaded afresh; until then no step is made."""

    def renew(self, stepper: Stepper) -> None:
        """Go on with Parts that were loaded afresh."""
        self._stepper = stepper
        self.is_stale = False

    @property
    def head_sim_time(self) -> int:
        """The end of the last step in memory; equals what is committed between turns."""
        return self._stepper.head.sim_time

    @property
    def step_s(self) -> int:
        """Simulated seconds of a grid step."""
        return self._stepper.run.step_s

    @property
    def _committed_ms(self) -> int:
        return self._stepper.head.sim_time * 1000

    def follow_wall(self, before_ms: int, after_ms: int) -> None:
        """Carry the shown clock over a step of the host's clock: what is shown stays where it is."""
        line = replace(self.clock.line.rebased(before_ms, self._committed_ms), wall_ms=after_ms)
        self.clock = replace(self.clock, line=line)
        self._extended_ms = 0

    def turn(self, *, wall_ms: int, budget_s: float) -> bool:
        """Apply what waits and advance to the shown clock for at most `budget_s`; whether anything was done."""
        waiting = pending_commands(self.lease.run_id, self._queues)
        for group in groups_of(waiting[Queue.AT_ONCE]):
            self._apply_at_once(group, wall_ms)
        if self.is_over or self.clock.line.is_paused:
            reason = REFUSED_ENDED if self.is_over else REFUSED_PAUSED
            self._refuse(waiting.pop(Queue.GRID), reason, wall_ms)
        acted = self._advance(first_group(waiting.get(Queue.GRID, [])), wall_ms, budget_s)
        if not acted and wall_ms - self._extended_ms > leases.LEASE_MS // 4:
            leases.extend(self.lease, wall_ms=wall_ms)
            self._extended_ms = wall_ms
        return acted

    def run_steps(self, steps: int, *, wall_ms: int) -> None:
        """Run grid steps as fast as possible, in one transaction, moving the shown clock along (batch driver).

        At most `steps`, fewer where they take longer than GROUP_WITHIN_S, one where a command is tried again, none in a run
        that is over.
        """
        waiting = pending_commands(self.lease.run_id, self._queues)
        for group in groups_of(waiting[Queue.AT_ONCE]):
            self._apply_at_once(group, wall_ms)
        if self.is_over:
            self._refuse(waiting[Queue.GRID], REFUSED_ENDED, wall_ms)
            return
        deadline = time.monotonic() + GROUP_WITHIN_S
        self.trying = first_group(waiting[Queue.GRID])
        steps = 1 if is_retry(self.trying) else steps
        outputs = [self._grid_step(self.trying)]
        while len(outputs) < steps and not is_full(outputs) and time.monotonic() < deadline:
            outputs.append(self._grid_step())
        self._move_clock(self.clock.line.at(max(self.clock.line.sim_ms, outputs[-1].head.sim_time * 1000), wall_ms))
        self._commit(outputs, wall_ms)

    def _apply_at_once(self, commands: list[Command], wall_ms: int) -> None:
        admitted = self._admit(commands, wall_ms)
        if not admitted:
            return
        self.trying = admitted
        output = self._stepper.inbox_step(admitted)
        for change in output.clock_changes:
            self._change_clock(change, wall_ms)
        self.is_over = self.is_over or output.ends_run
        self._commit([output], wall_ms)

    def _admit(self, commands: Sequence[Command], wall_ms: int) -> list[Command]:
        """Refuse what the run's end or a running clock forbids, as they will be when its turn comes; return the others."""
        admitted: list[Command] = []
        is_paused, is_over = self.clock.line.is_paused, self.is_over
        for command in commands:
            if is_over:
                self._refuse([command], REFUSED_ENDED, wall_ms)
            elif command.kind == STEP_ONCE.name and not is_paused:
                self._refuse([command], REFUSED_NOT_PAUSED, wall_ms)
            else:
                admitted.append(command)
                is_paused = _IS_PAUSED_AFTER.get(command.kind, is_paused)
                is_over = command.kind == END_RUN.name
        return admitted

    def _refuse(self, commands: Sequence[Command], reason: str, wall_ms: int) -> None:
        """Refuse at the door what depends on bookkeeping: it leaves nothing in history, so a replay needs not feed it."""
        if not commands:
            return
        head = self._stepper.head
        stamps = [
            Stamp(inbox_id=command.inbox_id, step=head.step, position=0, reason=reason, result="{}")
            for command in commands
        ]
        self._commit([StepOutput(head=head, stamps=stamps)], wall_ms)

    def _advance(self, commands: Sequence[Command], wall_ms: int, budget_s: float) -> bool:
        target_ms = self._target_ms(wall_ms)
        deadline = time.monotonic() + budget_s
        outputs: list[StepOutput] = []
        acted = False
        while self._committed_ms <= target_ms and not self.is_over and not self.is_stale:
            waiting = commands if not acted and not outputs else ()
            self.trying = self.trying or waiting
            outputs.append(self._grid_step(waiting))
            if is_full(outputs) or is_retry(waiting) or time.monotonic() > deadline:
                self._note_lag(wall_ms)
                self._commit(outputs, wall_ms)
                outputs, acted = [], True
            if time.monotonic() > deadline:
                break
        if outputs:
            self._note_lag(wall_ms)
            self._commit(outputs, wall_ms)
        return acted or bool(outputs)

    def _target_ms(self, wall_ms: int) -> int:
        line = self.clock.line
        behind_max_ms = BEHIND_MAX_MS * line.rate_milli // 1000
        backlog_ms = line.wanted_ms(wall_ms) - self._committed_ms
        if backlog_ms > behind_max_ms and not line.is_paused:  # single steps are owed, however late
            slipped_ms = backlog_ms - behind_max_ms
            moved = replace(line, sim_ms=line.wanted_ms(wall_ms) - slipped_ms, wall_ms=wall_ms)
            self.clock = replace(self.clock, line=moved, slipped_ms=self.clock.slipped_ms + slipped_ms)
        line = self.clock.line
        return line.wanted_ms(wall_ms) + LOOKAHEAD_MS * line.rate_milli // 1000

    def _note_lag(self, wall_ms: int) -> None:
        lag_ms = max(0, self.clock.line.wanted_ms(wall_ms) - self._committed_ms)
        self.clock = replace(self.clock, lag_ms=lag_ms)

    def _move_clock(self, line: ClockLine) -> None:
        self.clock = replace(self.clock, line=line, lag_ms=0)

    def _change_clock(self, change: ClockChange, wall_ms: int) -> None:
        line, committed_ms = self.clock.line, self._committed_ms
        if change.action == ClockAction.PAUSE:
            line = line.paused(wall_ms, committed_ms)
        elif change.action == ClockAction.RESUME:
            line = line.resumed(wall_ms, committed_ms)
        elif change.action == ClockAction.RATE:
            line = line.at_rate(change.rate_milli, wall_ms, committed_ms)
        elif change.action == ClockAction.STEP:
            line = line.at(self._next_boundary_ms(line), wall_ms)
        self._move_clock(line)

    def _next_boundary_ms(self, paused: ClockLine) -> int:
        """Find the grid's next boundary after a paused line; of several steps sent at once each adds one."""
        start_ms = self._stepper.run.start_sim_time * 1000
        step_ms = self._stepper.run.step_s * 1000
        return start_ms + ((paused.sim_ms - start_ms) // step_ms + 1) * step_ms

    def _grid_step(self, commands: Sequence[Command] = ()) -> StepOutput:
        with self._times.step():
            return self._stepper.grid_step(commands)

    def _commit(self, outputs: Sequence[StepOutput], wall_ms: int) -> None:
        self.clock = replace(self.clock, step_us=self._times.take_step_us(), commit_us=self._times.commit_us)
        self._sign()
        with self._times.commit():
            commit(
                store=self._store,
                run=self._stepper.run,
                lease=self.lease,
                outputs=outputs,
                clock=self.clock,
                wall_ms=wall_ms,
            )
        self._extended_ms = wall_ms
        self.trying = ()
        self.is_stale = outputs[-1].reloads
        reach("before_publish")
        self._publish(self.lease.run_id, outputs[-1].head.seq)
