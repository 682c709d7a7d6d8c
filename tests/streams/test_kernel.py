"""The kernel's small parts: keys, times, draws, digests, snapshots, canonical text."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.kernel import digest, simtime
from streams.kernel.ids import key_of, key_range, number_of, run_of
from streams.kernel.rng import below, draw, triangular
from streams.kernel.text import canonical_json
from streams.writer import snapshots


@given(run_id=st.integers(1, 2**22), number=st.integers(0, 2**40 - 1))
def test_a_key_holds_run_and_number(run_id: int, number: int) -> None:
    key = key_of(run_id, number)

    assert (run_of(key), number_of(key)) == (run_id, number)
    assert key_range(run_id)[0] <= key < key_range(run_id)[1]
    assert key < 2**63


def test_a_number_that_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="outside 0"):
        key_of(1, 2**40)


@given(seconds=st.integers(0, simtime.LAST))
def test_world_time_reads_back(seconds: int) -> None:
    assert simtime.parse_world_time(simtime.world_time(seconds)) == seconds


@pytest.mark.parametrize("text", ["yesterday", "2024-01-01T06:00:00+08:00", "2023-12-31T23:59:59", "2024-13-01"])
def test_what_is_no_world_time_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match=r"2024|outside"):
        simtime.parse_world_time(text)


@pytest.mark.parametrize(
    ("clock", "name"),
    [
        ("00:00", "night"),
        ("05:30", "early_morning"),
        ("08:00", "morning"),
        ("11:30", "noon"),
        ("13:00", "afternoon"),
        ("18:00", "evening"),
        ("22:00", "night"),
    ],
)
def test_the_day_has_periods(clock: str, name: str) -> None:
    assert simtime.period(simtime.parse_clock(clock)) == name


def test_the_first_day_is_a_monday() -> None:
    assert simtime.weekday(0) == 0
    assert simtime.day_count(6 * 3600) == 1
    assert simtime.is_daytime(6 * 3600)
    assert not simtime.is_daytime(22 * 3600)


@given(numbers=st.lists(st.integers(0, 2**31), min_size=1, max_size=30), seed=st.integers(0, 2**63))
def test_a_draw_depends_on_nobody_else_in_the_batch(numbers: list[int], seed: int) -> None:
    together = draw(seed, np.array(numbers), 5, np.arange(len(numbers)))

    alone = [int(draw(seed, number, 5, count)) for count, number in enumerate(numbers)]

    assert together.tolist() == alone


@given(bound=st.integers(1, 2**31), seed=st.integers(0, 2**32))
def test_draws_stay_below_their_bound(bound: int, seed: int) -> None:
    draws = draw(seed, np.arange(100), 1, 0)

    assert 0 <= below(draws, bound).min() <= below(draws, bound).max() < bound
    assert np.abs(triangular(draws, bound)).max() < bound


def test_draws_for_other_purposes_differ() -> None:
    assert not np.array_equal(draw(1, np.arange(50), 1, 0), draw(1, np.arange(50), 2, 0))


def test_a_draw_is_spread_evenly() -> None:
    counts = np.bincount(below(draw(9, np.arange(60_000), 3, 7), 6), minlength=6)

    assert counts.min() > 9_500
    assert counts.max() < 10_500


def test_the_digest_sees_every_value_name_and_text() -> None:
    base = {"a": np.array([1, 2]), "t": np.array([None, "x"], dtype=object)}

    def hashed(**changes: np.ndarray) -> str:
        return digest.chain(digest.GENESIS, step=1, sim_time_s=2, columns={**base, **changes})

    variants = {
        hashed(),
        hashed(a=np.array([1, 3])),
        hashed(b=np.array([1])),
        hashed(t=np.array(["None", "x"], dtype=object)),
        hashed(t=np.array(["", "x"], dtype=object)),
        digest.chain(digest.GENESIS, step=2, sim_time_s=2, columns=base),
        digest.chain(hashed(), step=1, sim_time_s=2, columns=base),
    }

    assert len(variants) == 7


def test_the_digest_takes_integers_of_any_width_alike() -> None:
    narrow, wide = {"a": np.array([1, -2], dtype="i2")}, {"a": np.array([1, -2], dtype="i8")}

    assert digest.of_columns(narrow) == digest.of_columns(wide)


def test_the_digest_refuses_fractions() -> None:
    with pytest.raises(TypeError, match="only integers and text"):
        digest.of_columns({"a": np.array([0.5])})


def test_a_snapshot_reads_back() -> None:
    state = {"b.x": np.arange(6, dtype="i2").reshape(2, 3), "a": np.array([5], dtype="i8")}

    again = snapshots.unpack(b"".join(snapshots.pack(state)))

    assert {name: (values.dtype, values.tolist()) for name, values in again.items()} == {
        name: (values.dtype, values.tolist()) for name, values in state.items()
    }
    assert snapshots.pack(state) == snapshots.pack(dict(reversed(state.items())))


def test_old_snapshots_are_thinned_to_one_a_day() -> None:
    hours = [(key, key * 3600) for key in range(24 * 10)]

    dropped = snapshots.to_thin(hours, 24 * 10 * 3600)

    kept = set(range(240)) - set(dropped)
    assert {0, 24, 48} <= kept
    assert set(range(72, 240)) <= kept
    assert len(kept) == 3 + 168


def test_canonical_text_is_the_same_for_the_same_value() -> None:
    assert canonical_json({"b": 1, "a": "茶"}) == '{"a":"茶","b":1}'


@pytest.mark.parametrize("text", ["a\x00b", "\ud800"])
def test_text_that_no_store_keeps_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"NUL|surrogate"):
        canonical_json({"text": text})
