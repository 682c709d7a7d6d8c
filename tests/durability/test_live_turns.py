"""The live driver, turn by turn, at wall times that the test chooses: pace, pause, step, rate, restart, falling behind."""

from collections.abc import Callable

import pytest

from streams.errors import NotHolder
from streams.models import Inbox, Outcome, Run, RunClock, RunHead
from streams.services.inbox import append_command
from streams.writer.clock_part import END_RUN, PAUSE, RESUME, SET_RATE, STEP_ONCE, Nothing, RateBody
from streams.writer.part import CommandKind
from streams.writer.session import BEHIND_MAX_MS, LOOKAHEAD_MS, RunSession
from world.commands import DIRECT, DirectBody

pytestmark = [pytest.mark.django_db, pytest.mark.stores]

Hold = Callable[[int], RunSession]


def wall_of(town: Run) -> int:
    """The wall time at which the town was founded."""
    return RunClock.objects.get(pk=town.pk).wall_ms


def head_of(town: Run) -> RunHead:
    return RunHead.objects.get(pk=town.pk)


def shown_of(session: RunSession, wall_ms: int) -> int:
    return session.clock.line.shown_ms(wall_ms, session.head_sim_time * 1000)


def tell(town: Run, session: RunSession, wall_ms: int, kind: CommandKind, body: RateBody | None = None) -> Inbox:
    command = append_command(town, kind, body or Nothing())
    session.turn(wall_ms=wall_ms, budget_s=10)
    command.refresh_from_db()
    return command


def test_time_runs_ten_times_as_fast_as_the_wall(town: Run, hold: Hold) -> None:
    wall_ms = wall_of(town)
    session = hold(wall_ms)

    for second in range(61):
        session.turn(wall_ms=wall_ms + second * 1000, budget_s=10)

    shown = shown_of(session, wall_ms + 60_000)
    assert shown == town.start_sim_time * 1000 + 600_000


def test_a_step_is_committed_before_the_clock_reaches_its_start(town: Run, hold: Hold) -> None:
    wall_ms = wall_of(town)
    session = hold(wall_ms)

    session.turn(wall_ms=wall_ms + 5_000, budget_s=10)

    wanted = town.start_sim_time * 1000 + 50_000
    assert head_of(town).sim_time * 1000 > wanted + LOOKAHEAD_MS * 10
    assert head_of(town).sim_time * 1000 <= wanted + LOOKAHEAD_MS * 10 + town.step_s * 1000


def test_pause_holds_for_hours_and_resume_goes_on_without_a_jump(town: Run, hold: Hold) -> None:
    wall_ms = wall_of(town)
    session = hold(wall_ms)
    session.turn(wall_ms=wall_ms, budget_s=10)

    assert tell(town, session, wall_ms + 3_000, PAUSE).outcome == Outcome.APPLIED
    paused_at = shown_of(session, wall_ms + 3_000)
    hours_later = wall_ms + 5 * 3_600_000
    session.turn(wall_ms=hours_later, budget_s=10)
    still = shown_of(session, hours_later)
    tell(town, session, hours_later, RESUME)

    assert paused_at == still == shown_of(session, hours_later)
    assert shown_of(session, hours_later + 100) == still + 1_000


def test_a_restart_after_hours_continues_where_it_stopped(town: Run, hold: Hold) -> None:
    wall_ms = wall_of(town)
    first = hold(wall_ms)
    first.turn(wall_ms=wall_ms + 10_000, budget_s=10)
    committed = head_of(town)

    second = hold(wall_ms + 7 * 3_600_000)

    assert shown_of(second, wall_ms + 7 * 3_600_000) <= committed.sim_time * 1000
    second.turn(wall_ms=wall_ms + 7 * 3_600_000 + 1_000, budget_s=10)
    assert head_of(town).sim_time - committed.sim_time <= 2 * town.step_s


def test_a_paused_town_is_paused_after_a_restart(town: Run, hold: Hold) -> None:
    wall_ms = wall_of(town)
    first = hold(wall_ms)
    tell(town, first, wall_ms + 1_000, PAUSE)

    second = hold(wall_ms + 3_600_000)
    steps = head_of(town).step
    second.turn(wall_ms=wall_ms + 3_700_000, budget_s=10)

    assert second.clock.line.is_paused
    assert head_of(town).step == steps


def test_a_single_step_while_paused_moves_the_clock_to_the_next_grid_step(town: Run, hold: Hold) -> None:
    wall_ms = wall_of(town)
    session = hold(wall_ms)
    tell(town, session, wall_ms + 1_000, PAUSE)
    before = shown_of(session, wall_ms + 1_000)

    assert tell(town, session, wall_ms + 2_000, STEP_ONCE).outcome == Outcome.APPLIED

    after = shown_of(session, wall_ms + 2_000)
    assert 0 < after - before <= town.step_s * 1000
    assert (after // 1000 - town.start_sim_time) % town.step_s == 0


def test_a_single_step_is_refused_while_time_runs(town: Run, hold: Hold) -> None:
    wall_ms = wall_of(town)
    session = hold(wall_ms)

    answer = tell(town, session, wall_ms + 1_000, STEP_ONCE)

    assert (answer.outcome, answer.reason) == (Outcome.REFUSED, "not_paused")


@pytest.mark.parametrize("rate_milli", [100, 1_000, 60_000, 1_000_000])
def test_a_change_of_rate_does_not_jump_and_holds_from_then_on(town: Run, hold: Hold, rate_milli: int) -> None:
    wall_ms = wall_of(town)
    session = hold(wall_ms)
    session.turn(wall_ms=wall_ms + 2_000, budget_s=10)
    before = shown_of(session, wall_ms + 2_000)

    tell(town, session, wall_ms + 2_000, SET_RATE, RateBody(rate_milli=rate_milli))

    assert shown_of(session, wall_ms + 2_000) == before
    assert shown_of(session, wall_ms + 3_000) == before + rate_milli


def test_an_engine_that_fell_far_behind_says_so_and_does_not_run_away(town: Run, hold: Hold) -> None:
    wall_ms = wall_of(town)
    session = hold(wall_ms)
    session.turn(wall_ms=wall_ms, budget_s=10)

    session.turn(wall_ms=wall_ms + 600_000, budget_s=0)

    assert session.clock.lag_ms > 0
    assert session.clock.lag_ms <= BEHIND_MAX_MS * 10
    assert session.clock.slipped_ms >= 5_900_000
    assert RunClock.objects.get(pk=town.pk).lag_ms == session.clock.lag_ms


def test_a_body_is_not_commanded_while_time_stands_still(town: Run, hold: Hold) -> None:
    wall_ms = wall_of(town)
    session = hold(wall_ms)
    command = append_command(town, DIRECT, DirectBody(resident=1, action="read", place=1))
    append_command(town, PAUSE, Nothing())

    session.turn(wall_ms=wall_ms + 1_000, budget_s=10)

    command.refresh_from_db()
    assert (command.outcome, command.reason) == (Outcome.REFUSED, "world_paused")


def test_an_ended_run_advances_no_more(town: Run, hold: Hold) -> None:
    wall_ms = wall_of(town)
    session = hold(wall_ms)

    tell(town, session, wall_ms + 1_000, END_RUN)
    step = head_of(town).step
    session.turn(wall_ms=wall_ms + 60_000, budget_s=10)

    town.refresh_from_db()
    assert town.status == "ended"
    assert head_of(town).step == step


def test_a_holder_that_was_overtaken_writes_nothing(town: Run, hold: Hold) -> None:
    wall_ms = wall_of(town)
    stale = hold(wall_ms)
    hold(wall_ms + 20_000)
    before = head_of(town)

    with pytest.raises(NotHolder):
        stale.turn(wall_ms=wall_ms + 21_000, budget_s=10)

    assert (head_of(town).step, head_of(town).digest) == (before.step, before.digest)
