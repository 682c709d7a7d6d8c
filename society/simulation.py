"""Steering a run from a terminal: alone it holds the run and drives it, beside a running engine it sends commands."""

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from django.db import connection
from rich.progress import Progress

from society.engine import SLICE_S, make_driver
from society.operations.retention import tend_run
from streams.errors import CommandFailed, NotHolder
from streams.kernel.ids import key_of
from streams.kernel.simtime import DAY_S, clock_text, day_count, world_time
from streams.models import Event, Outcome, Run, RunHead, RunStatus, Step
from streams.selectors.clock import shown_clock
from streams.services.archive import SEALED_AFTER_S
from streams.services.inbox import append_command, wait_for_receipt
from streams.writer.clock_part import PAUSE, RESUME, STEP_ONCE, Nothing
from streams.writer.driver import Driver
from streams.writer.part import CommandKind
from streams.writer.poison import TRIES_MAX
from streams.writer.session import RunSession
from world.actions import ACTIONS
from world.events import WorldEvent

STEPS_MAX: Final = 10_000_000
_CLAIM_WITHIN_S: Final = 5.0
_POLL_S: Final = 0.05
_ARCHIVE_WITHIN_S: Final = 2.0
"""Real seconds of archiving between two commits: the lease must not run out. What is left is done after the next."""
_ARCHIVE_ROWS: Final = 100_000
_HELP: Final = "Commands: start, stop, pause, resume, step, status, quit."


class SimulationError(Exception):
    """What was asked for cannot be done; the message says why and what to do."""


class Simulation:
    """One run, as an operator at a terminal handles it."""

    def __init__(self, run: Run, *, say: Callable[[str], object]) -> None:
        self._run = run
        self._say = say
        self._driver = make_driver(lambda run_id, seq: None)
        self._live: LiveThread | None = None
        self._archived_day = -1
        self._fault = ""

    def advance_steps(self, steps: int) -> None:
        """Advance by grid steps; beside an engine the run must be paused."""
        if not 1 <= steps <= STEPS_MAX:
            raise SimulationError(f"--step {steps} is not a number of steps: give 1 to {STEPS_MAX}.")
        self._refuse_ended()
        if self._is_driven_elsewhere():
            self._step_beside(steps)
            return
        self._advance_alone(lambda head: head.sim_time + steps * self._run.step_s)

    def advance_until(self, sim_time: int) -> None:
        """Advance to a moment as fast as possible; only where no engine drives the run."""
        self._refuse_ended()
        head = RunHead.objects.get(pk=self._run.pk)
        if sim_time <= head.sim_time:
            is_in_history = sim_time >= self._run.start_sim_time
            fork = f", or fork the run there: manage.py fork_run {self._run.pk} --at {world_time(sim_time)}"
            raise SimulationError(
                f"{world_time(sim_time)} is past: {self._run} is at {world_time(head.sim_time)}. "
                f"Give a later time{fork if is_in_history else ''}."
            )
        if self._is_driven_elsewhere():
            raise SimulationError(
                f"An engine drives {self._run} at its own pace. Stop it (Ctrl-C where `make run` runs), or raise the "
                f"speed in the town page's controls, and try again."
            )
        self._advance_alone(lambda _: sim_time)

    def converse(self, ask: Callable[[str], str]) -> None:
        """Read commands until `quit` or the end of input."""
        self._say(_HELP)
        commands: dict[str, Callable[[], None]] = {
            "start": self._start,
            "stop": self._stop,
            "pause": lambda: self._send(PAUSE),
            "resume": lambda: self._send(RESUME),
            "step": self._step,
            "status": self._tell_status,
        }
        while True:
            try:
                word = ask("> ").strip().lower()
            except (EOFError, KeyboardInterrupt):
                return
            if word == "quit":
                return
            if word not in commands:
                self._say(f"{word!r} is not a command. {_HELP}" if word else _HELP)
                continue
            try:
                commands[word]()
            except SimulationError as error:
                self._say(str(error))

    def close(self) -> None:
        """Stop driving and give the lease back."""
        if self._live is not None:
            self._live.stop()
            self._live = None
        self._driver.release_all()

    def _refuse_ended(self) -> None:
        if self._run.status == RunStatus.ENDED:
            raise SimulationError(
                f"{self._run} has ended. Fork it (manage.py fork_run {self._run.pk}) or seed a new town."
            )

    def _is_driven_elsewhere(self) -> bool:
        """Whether another process holds the run now."""
        self._run.lease.refresh_from_db()
        lease = self._run.lease
        return bool(lease.holder) and lease.holder != self._driver.holder and shown_clock(self._run).is_driven

    def _advance_alone(self, target_of: Callable[[RunHead], int]) -> None:
        head = RunHead.objects.get(pk=self._run.pk)
        target = target_of(head)
        session = self._hold()
        self._say(f"Before: {_moment(head.sim_time)}")
        done = Tally(head)
        self._drive(session, head, target, done)
        self._driver.release_all()
        self._tell_done(head, done)

    def _hold(self) -> RunSession:
        try:
            return self._driver.hold(self._run)
        except NotHolder as error:
            raise SimulationError(f"{error}. Stop that process, or wait ten seconds if it was killed.") from None

    def _drive(self, session: RunSession, head: RunHead, target: int, done: "Tally") -> None:
        with Progress(transient=True) as progress:
            bar = progress.add_task("Simulating", total=target - head.sim_time)

            def on_progress(at: int) -> None:
                progress.update(bar, completed=at - head.sim_time)
                done.catch_up()  # before its day is archived
                self._archive(at)

            with _in_words():
                self._driver.advance_until(session, target, on_progress=on_progress)

    def _archive(self, sim_time: int) -> None:
        """Archive what is due, for a moment, when a simulated day is over: nobody else may be there to do it."""
        day = (sim_time - SEALED_AFTER_S) // DAY_S
        if day == self._archived_day:
            return
        deadline = time.monotonic() + _ARCHIVE_WITHIN_S
        if tend_run(self._run, deadline=deadline, rows_max=_ARCHIVE_ROWS, on_fault=self._tell_fault):
            self._archived_day = day  # what failed is tried again on the next

    def _tell_fault(self, run: Run, work: str, error: Exception) -> None:
        told = f"The archive stays behind ({work}): {error}"
        if told != self._fault:
            self._say(told)
        self._fault = told

    def _tell_done(self, before: RunHead, done: "Tally") -> None:
        done.catch_up()
        after = RunHead.objects.get(pk=self._run.pk)
        first, last = key_of(self._run.pk, before.step + 1), key_of(self._run.pk, after.step)
        kept = Step.objects.filter(pk__gte=first, pk__lte=last).count()
        self._say(f"After:  {_moment(after.sim_time)}")
        self._say(
            f"Skipped: {after.step - before.step - kept} of {after.step - before.step} steps, where nothing was due."
        )
        listed = ", ".join(f"{name} {count}" for name, count in done.actions.most_common())
        self._say(f"Done: {done.actions.total()} decisions ({listed or 'none'}); {done.refused} refused.")

    def _step_beside(self, steps: int) -> None:
        if not shown_clock(self._run).is_paused:
            raise SimulationError(f"An engine drives {self._run}: pause it first (simulate --interactive, then pause).")
        before = RunHead.objects.get(pk=self._run.pk)
        self._say(f"Before: {_moment(before.sim_time)}")
        done = Tally(before)
        for _ in range(steps):
            self._send(STEP_ONCE)
        self._tell_done(before, done)

    def _step(self) -> None:
        if self._live is None and not self._is_driven_elsewhere():
            self.advance_steps(1)
        else:
            self._send(STEP_ONCE)

    def _send(self, kind: CommandKind) -> None:
        self._refuse_ended()
        if self._live is None and not self._is_driven_elsewhere():
            command = append_command(self._run, kind, Nothing())
            session = self._hold()
            with _in_words():
                self._driver.apply_waiting(session)
            self._driver.release_all()
            command.refresh_from_db()
        else:
            command = wait_for_receipt(append_command(self._run, kind, Nothing()))
        if command.outcome == Outcome.REFUSED:
            raise SimulationError(f"{kind.name} was refused: {command.reason.replace('_', ' ')}.")
        if command.outcome == Outcome.FAILED:
            raise SimulationError(f"{kind.name} failed {command.tries} times: the failed tasks in the admin say why.")
        if command.outcome == Outcome.PENDING:
            raise SimulationError(f"{kind.name} waits in the inbox (receipt {command.pk}): no engine answered yet.")
        self._tell_status()

    def _start(self) -> None:
        self._refuse_ended()
        if self._live is not None:
            raise SimulationError("It is started already: stop ends it.")
        if self._is_driven_elsewhere():
            raise SimulationError(f"{self._run.lease.holder} drives it already: pause, resume and step work from here.")
        self._live = LiveThread(self._driver)
        self._live.wait_until_it_holds(self._run.pk)
        self._say("Started: time runs. pause, step and stop work while it does.")

    def _stop(self) -> None:
        if self._live is None:
            raise SimulationError("It is not started here: start begins it.")
        self._live.stop()
        self._live = None
        self._tell_status()

    def _tell_status(self) -> None:
        clock = shown_clock(self._run)
        state = clock.status if clock.is_driven else "stopped (nobody drives it)"
        self._say(f"{self._run}: {_moment(clock.sim_time)}, {state}, x{clock.rate_milli / 1000:g}, {clock.seq} events.")


class Tally:
    """Counts what was decided and refused since a head, a stretch of the record at a time."""

    def __init__(self, before: RunHead) -> None:
        self._run_id = before.pk
        self._counted = before.seq
        self.actions: Counter[str] = Counter()
        self.refused = 0

    def catch_up(self) -> None:
        """Count what was committed since the last call."""
        seq = RunHead.objects.values_list("seq", flat=True).get(pk=self._run_id)
        low, high = key_of(self._run_id, self._counted + 1), key_of(self._run_id, seq)
        events = Event.objects.filter(pk__gte=low, pk__lte=high).values_list("kind", "next_action")
        for kind, action in events.iterator():
            if kind == WorldEvent.ACTED:
                self.actions[ACTIONS[action].name] += 1
            self.refused += kind == WorldEvent.REFUSED
        self._counted = seq


class LiveThread:
    """Drives runs in the background of an interactive terminal."""

    def __init__(self, driver: Driver) -> None:
        self._driver = driver
        self._told = threading.Event()
        self._thread = threading.Thread(target=self._serve, name="engine", daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        while not self._told.is_set():
            self._driver.serve(SLICE_S)
        self._driver.release_all()
        connection.close()

    def wait_until_it_holds(self, run_id: int) -> None:
        """Wait a moment until the first slice has claimed the run."""
        deadline = time.monotonic() + _CLAIM_WITHIN_S
        while run_id not in self._driver.held_runs and time.monotonic() < deadline:
            time.sleep(_POLL_S)

    def stop(self) -> None:
        """Finish the slice and give the leases back."""
        self._told.set()
        self._thread.join()


@contextmanager
def _in_words() -> Iterator[None]:
    """Say what a run failed with, and what to do; it was given back."""
    try:
        yield
    except NotHolder as error:
        raise SimulationError(f"{error}. Nothing is lost: another engine goes on from here.") from None
    except CommandFailed as error:
        raise SimulationError(
            f"{error}. What was committed before is kept. Try again: after {TRIES_MAX} tries the command is given up, "
            f"the failed tasks in the admin say why, and the run goes on without it."
        ) from None


def _moment(sim_time: int) -> str:
    return f"day {day_count(sim_time)}, {clock_text(sim_time)} ({world_time(sim_time)})"
