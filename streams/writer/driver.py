"""Drives runs: a slice serves every run that this process holds and claims at most one that nobody holds.

The same `serve` is called by the embedded engine in a loop and by a Celery worker for each message.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Final, Protocol

import structlog
from django.db import Error as DatabaseFault
from django.db import connection
from django.db.models import Exists, OuterRef, Q

from streams.errors import CommandFailed, NotHolder
from streams.models import Inbox, Run, RunStatus
from streams.writer import lease as leases
from streams.writer import poison, version
from streams.writer.failpoints import reach
from streams.writer.part import Command
from streams.writer.runs import Assemble, facts_of, load_stepper
from streams.writer.session import GROUP_STEPS, Publish, RunSession
from streams.writer.version import upgrade_run
from streams.writer.wallclock import SteadyWall

log = structlog.get_logger(__name__)

INBOX_EVERY_S: Final = 0.25
_TURN_BUDGET_S: Final = 0.4


class GiveUp(Protocol):
    """Told of a command that was given up, and of its last fault, in the transaction that answers it."""

    def __call__(self, command: Command, fault: Exception) -> None: ...


def _tell_nobody(command: Command, fault: Exception) -> None:
    """Leave it at the log and the receipt."""


class Driver:
    """The runs that this process holds, and the slices that serve them."""

    def __init__(
        self,
        *,
        assemble: Assemble,
        publish: Publish,
        give_up: GiveUp = _tell_nobody,
        sign: Callable[[], None] = lambda: None,
    ) -> None:
        """sign: called now and then while a run is being loaded, and when steps are made and before they are committed.

        A large run takes long, and needs most memory while its steps are written.
        """
        self.holder = leases.holder_name()
        self._sign = sign
        self._assemble = assemble
        self._publish = publish
        self._give_up = give_up
        self._wall = SteadyWall()
        self._held: dict[int, RunSession] = {}

    def serve(self, seconds: float) -> None:
        """Serve held runs for this long; claim one more if there is one to be had."""
        deadline = time.monotonic() + seconds
        self._claim_one()
        while (now := time.monotonic()) < deadline:
            self._follow_wall()
            for run_id in list(self._held):
                self._turn(run_id)
            rest = min(deadline, now + INBOX_EVERY_S) - time.monotonic()
            if rest > 0:
                time.sleep(rest)

    def hold(self, run: Run) -> RunSession:
        """Claim one run, for the batch driver. NotHolder says who has it."""
        lease = leases.claim(run.pk, holder=self.holder, wall_ms=self._wall.now_ms())
        if lease is None:
            raise NotHolder(f"run {run.pk} is being driven by {run.lease.holder}")
        return self._open(run, lease)

    def advance_until(
        self,
        session: RunSession,
        sim_time: int,
        *,
        group_steps: int = GROUP_STEPS,
        on_progress: Callable[[int], None] = lambda _: None,
    ) -> None:
        """Run a held run as fast as possible until its committed time reaches sim_time, or its end.

        group_steps: at most so many in one transaction.   CommandFailed, NotHolder, or whatever a Part or the database
        fails with: then the run is given back, and only a new `hold` goes on from what is committed.
        """
        while session.head_sim_time < sim_time and not session.is_over:
            self._follow_wall()
            missing = -(-(sim_time - session.head_sim_time) // session.step_s)
            with self._in_batch(session):
                session.run_steps(min(missing, group_steps), wall_ms=self._wall.now_ms())
            on_progress(session.head_sim_time)

    def apply_waiting(self, session: RunSession) -> None:
        """Apply what waits in a held run's inbox, without advancing further than the shown clock asks.

        Raises what `advance_until` raises, and gives the run back then as that does.
        """
        with self._in_batch(session):
            session.turn(wall_ms=self._wall.now_ms(), budget_s=_TURN_BUDGET_S)

    def release_all(self) -> None:
        """Give every lease back, so that another process need not wait for the time-out."""
        while self._held:
            run_id, session = self._held.popitem()
            with _outliving_faults("run.unreleased", run=run_id):
                leases.release(session.lease)

    @property
    def held_runs(self) -> tuple[int, ...]:
        """Ids of the runs that this process holds."""
        return tuple(self._held)

    def _open(self, run: Run, lease: leases.Lease) -> RunSession:
        # another engine may have ended it between our search and our claim
        run.refresh_from_db(fields=["status", "engine_version"])
        is_upgrade = run.engine_version != version.ENGINE_VERSION
        run.engine_version = version.ENGINE_VERSION  # its facts are those of the engine that goes on with it
        keep_lease = self._keeping(lease)
        stepper = load_stepper(run, self._assemble(facts_of(run)), between_reads=keep_lease)
        reach("load")
        keep_lease()
        if is_upgrade:
            upgrade_run(run, stepper, lease, now_ms=self._wall.now_ms)
            log.info("run.upgraded", run=run.pk, engine_version=run.engine_version)
        # the shown clock goes on from now, however long that took
        wall_ms = self._wall.now_ms()
        session = RunSession(
            run=run, stepper=stepper, lease=lease, wall_ms=wall_ms, publish=self._publish, sign=self._sign
        )
        self._held[run.pk] = session
        return session

    def _keeping(self, lease: leases.Lease) -> Callable[[], None]:
        """Give a function for a load to call as it goes on: it keeps the lease, and the process is seen to be alive."""
        extend = leases.extending(lease, self._wall.now_ms)

        def keep() -> None:
            self._sign()
            extend()

        return keep

    def _claim_one(self) -> None:
        wall_ms = self._wall.now_ms()
        waits = Inbox.objects.filter(run=OuterRef("pk"), applied_step=None)
        wanted = Run.objects.filter(Q(status=RunStatus.LIVE) | Exists(waits))
        free = (
            wanted.exclude(pk__in=list(self._held))
            .filter(leases.free_at(wall_ms, "lease__expires_wall_ms"))
            .order_by("pk")
        )
        with _outliving_faults("run.unclaimed"):
            for run in free:
                lease = leases.claim(run.pk, holder=self.holder, wall_ms=wall_ms)
                if lease is not None:
                    self._open(run, lease)
                    log.info("run.claimed", run=run.pk, epoch=lease.epoch, holder=self.holder)
                    return

    def _follow_wall(self) -> None:
        before_ms = self._wall.now_ms()
        after_ms = self._wall.resync()
        if after_ms is not None:
            log.warning("host.clock_stepped", before_ms=before_ms, after_ms=after_ms)
            for session in self._held.values():
                session.follow_wall(before_ms, after_ms)

    def _turn(self, run_id: int) -> None:
        session = self._held[run_id]
        with _outliving_faults("run.dropped", run=run_id):
            try:
                with self._at_work(session):
                    session.turn(wall_ms=self._wall.now_ms(), budget_s=_TURN_BUDGET_S)
            except CommandFailed:
                # counted, so it comes to an end: the next try need not wait for the time-out
                leases.release(session.lease)
                return
            if session.is_over:
                del self._held[run_id]
                leases.release(session.lease)

    @contextmanager
    def _in_batch(self, session: RunSession) -> Iterator[None]:
        """Let a session work; if that fails, or is interrupted, give the run back, because nobody comes by to try again."""
        try:
            with self._at_work(session):
                yield
        except BaseException:
            with _outliving_faults("run.unreleased", run=session.lease.run_id):
                leases.release(session.lease)
            raise

    @contextmanager
    def _at_work(self, session: RunSession) -> Iterator[None]:
        """Let a held session work, and hold it on only if all went well.

        Memory that may be ahead of what was written is never used again: NotHolder for a session that is not held.
        """
        run_id = session.lease.run_id
        if self._held.get(run_id) is not session:
            raise NotHolder(f"run {run_id} was given back by {session.lease.holder}: hold it again")
        del self._held[run_id]
        with self._counting_tries(session):
            yield
        if session.is_stale:
            self.renew(session)
        self._held[run_id] = session

    def renew(self, session: RunSession) -> None:
        """Load a held run afresh, because what its Parts took for fixed has changed."""
        run = Run.objects.get(pk=session.lease.run_id)
        session.renew(load_stepper(run, self._assemble(facts_of(run)), between_reads=self._keeping(session.lease)))
        log.info("run.reloaded", run=run.pk, step_end=session.head_sim_time)

    @contextmanager
    def _counting_tries(self, session: RunSession) -> Iterator[None]:
        """Turn a fault of a step with commands into CommandFailed, counted; what is nobody's fault stays as it is."""
        try:
            yield
        except poison.CIRCUMSTANCES:
            raise
        except Exception as fault:
            if not session.trying:
                raise
            tried = session.trying
            log.error("command.failed", run=session.lease.run_id, kinds=[each.kind for each in tried], exc_info=fault)
            give_up = partial(self._give_up, fault=fault)
            poison.count_failed_try(session.lease, tried, wall_ms=self._wall.now_ms(), give_up=give_up)
            raise CommandFailed(f"a step with {[each.kind for each in tried]} failed: {fault!r}") from fault


@contextmanager
def _outliving_faults(event: str, **about: object) -> Iterator[None]:
    """Log that a lease was lost or the database failed, and go on: what was begun is given up, not repeated."""
    try:
        yield
    except NotHolder as lost:
        log.warning("run.lost", why=str(lost), **about)
    except DatabaseFault as failed:
        log.error(event, why=str(failed), **about)
        connection.close()
