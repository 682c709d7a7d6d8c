"""The shown clock: no change of rate, pause or restart makes it jump or go back."""

from hypothesis import given
from hypothesis import strategies as st

from streams.kernel.clock import RATE_MAX_MILLI, RATE_MIN_MILLI, ClockLine

LINES = st.builds(
    ClockLine,
    sim_ms=st.integers(0, 10**9),
    wall_ms=st.integers(0, 10**9),
    rate_milli=st.integers(RATE_MIN_MILLI, RATE_MAX_MILLI),
    resume_rate_milli=st.integers(RATE_MIN_MILLI, RATE_MAX_MILLI),
)
MOMENTS = st.integers(0, 10**9)
COMMITTED = st.integers(0, 10**12)


@given(line=LINES, first=MOMENTS, later=st.integers(0, 10**6), committed=COMMITTED, more=st.integers(0, 10**6))
def test_shown_time_never_goes_back(line: ClockLine, first: int, later: int, committed: int, more: int) -> None:
    before = line.shown_ms(first, committed)
    after = line.shown_ms(first + later, committed + more)

    assert after >= before


@given(line=LINES, wall=MOMENTS, committed=COMMITTED)
def test_shown_time_is_never_past_what_is_committed(line: ClockLine, wall: int, committed: int) -> None:
    assert line.shown_ms(wall, committed) <= committed


@given(line=LINES, wall=MOMENTS, committed=COMMITTED, rate=st.integers(RATE_MIN_MILLI, RATE_MAX_MILLI))
def test_pause_resume_and_rate_do_not_jump(line: ClockLine, wall: int, committed: int, rate: int) -> None:
    shown = line.shown_ms(wall, committed)

    paused = line.paused(wall, committed)
    resumed = paused.resumed(wall + 5_000, committed)
    faster = line.at_rate(rate, wall, committed)

    assert paused.shown_ms(wall, committed) == shown
    assert paused.shown_ms(wall + 3_600_000, committed) == shown
    assert resumed.shown_ms(wall + 5_000, committed) == shown
    assert resumed.rate_milli == line.rate_milli
    assert faster.shown_ms(wall, committed) == shown


@given(line=LINES, wall=MOMENTS, committed=COMMITTED, down=st.integers(0, 10**7))
def test_a_restart_goes_on_from_what_was_shown(line: ClockLine, wall: int, committed: int, down: int) -> None:
    shown = line.shown_ms(wall, committed)
    stopped_at = min(shown, committed)

    restarted = line.rebased(wall, committed).rebased(wall + down, stopped_at)

    assert restarted.shown_ms(wall + down, committed) == stopped_at


def test_ten_times_real_time() -> None:
    line = ClockLine(sim_ms=21_600_000, wall_ms=1_000, rate_milli=10_000, resume_rate_milli=10_000)

    assert line.shown_ms(61_000, 10**12) == 21_600_000 + 600_000


def test_a_wall_clock_set_back_stands_still() -> None:
    line = ClockLine(sim_ms=5_000, wall_ms=1_000_000, rate_milli=10_000, resume_rate_milli=10_000)

    assert line.shown_ms(400_000, 10**12) == 5_000
