"""The rules' mind answers each row by itself, chooses only what is offered, and costs little by the thousand."""

import sys
from dataclasses import fields, replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.minds.rules import decide
from tests.agents.small_world import SATURDAY, TUESDAY, look, moment
from world.actions import ACTION_COUNT, Action
from world.contract import NEED_MAX, OPTIONS_KEPT, DecisionBatch, EconomicStatus, Need, ObservationBatch, Reason
from world.occupations import Occupation

REASONS = frozenset(Reason)


def mixed(count: int, seed: int) -> ObservationBatch:
    """People of all kinds at all hours, with some of their options masked, made with a generator of its own."""
    rng = np.random.default_rng(seed)
    who = {
        "age": rng.integers(18, 81, count),
        "gender": rng.integers(0, 3, count),
        "occupation": rng.choice([int(trade) for trade in Occupation], count),
        "traits": rng.integers(0, 101, (count, 5)),
        "bedtime_s": rng.integers(0, 86_400, count),
        "sleep_length_s": rng.integers(6, 11, count) * 3_600,
        "shift_start_s": rng.integers(0, 86_400, count),
        "shift_length_s": rng.integers(0, 43_200, count),
        "workdays": rng.integers(0, 128, count),
    }
    at = int(rng.integers(2 * 86_400, 20 * 86_400))
    seen = look(
        at,
        count=count,
        who=who,
        pantry=rng.integers(0, 13, count),
        action=rng.integers(0, ACTION_COUNT, count),
        place=rng.integers(1, 9, count),
        money=rng.integers(-5_000, 900_000, count),
        last_meal=at - rng.integers(0, 90_000, count),
        last_sleep=at - rng.integers(0, 90_000, count),
        mess_since=at - rng.integers(0, 400_000, count),
        skills=rng.integers(0, NEED_MAX + 1, (count, 8)),
    )
    needs = rng.integers(0, NEED_MAX + 1, (count, len(Need))).astype(np.int16)
    kept = rng.random(seen.candidates.shape) < rng.random()
    candidates = np.where(kept, seen.candidates, 0)
    candidates[:, Action.WAIT, 0] = seen.place  # nothing else may be left
    return replace(
        seen,
        needs=needs,
        candidates=candidates,
        offered=np.asarray((candidates > 0).any(axis=2)),
        crowd=rng.integers(0, 130, seen.crowd.shape),
        status=rng.integers(0, len(EconomicStatus), count),
        decisions=rng.integers(0, 100_000, count),
    )


def assert_same(one: DecisionBatch, other: DecisionBatch) -> None:
    for field in fields(DecisionBatch):
        np.testing.assert_array_equal(getattr(one, field.name), getattr(other, field.name))


@settings(max_examples=60)
@given(seed=st.integers(0, 2**32 - 1), count=st.integers(1, 60))
def test_only_what_is_offered_is_chosen(seed: int, count: int) -> None:
    seen = mixed(count, seed)

    answer = decide(seen)

    every = np.arange(count)
    assert np.all(seen.offered[every, answer.action])
    assert np.all((seen.candidates[every, answer.action] == answer.place[:, None]).any(axis=1))
    assert np.all(answer.place > 0)
    assert np.all(answer.duration_s > 0)
    assert set(answer.reason.tolist()) <= REASONS


@settings(max_examples=60)
@given(seed=st.integers(0, 2**32 - 1), count=st.integers(1, 60))
def test_the_options_are_offered_different_and_best_first(seed: int, count: int) -> None:
    seen = mixed(count, seed)

    answer = decide(seen)

    listed = answer.option_action >= 0
    assert answer.option_action.shape == (count, OPTIONS_KEPT)
    assert np.array_equal(answer.option_action[:, 0], answer.action)
    assert np.array_equal(answer.option_place[:, 0], answer.place)
    assert np.array_equal(listed.sum(axis=1), np.minimum(seen.offered.sum(axis=1), OPTIONS_KEPT))
    assert np.all(np.diff(np.where(listed, answer.option_weight, -(2**40)), axis=1) <= 0)
    assert np.all(np.abs(answer.option_weight) < 40_000)


@settings(max_examples=25)
@given(seed=st.integers(0, 2**32 - 1), cut=st.integers(0, 40))
def test_any_cut_of_a_batch_gives_the_same_answers(seed: int, cut: int) -> None:
    seen = mixed(40, seed)
    order = np.random.default_rng(seed).permutation(40)

    whole = decide(seen)

    for rows in (order[:cut], order[cut:]):
        assert_same(decide(seen.take(rows)), whole.take(rows))


def test_one_by_one_gives_the_same_answers() -> None:
    seen = mixed(50, 3)

    whole = decide(seen)

    for row in range(50):
        assert_same(decide(seen.one(row)), whole.take(np.array([row])))


def test_batches_larger_than_the_cache_give_the_same_answers() -> None:
    seen = mixed(2_500, 11)

    whole = decide(seen)

    rows = np.arange(900, 1_300)
    assert_same(decide(seen.take(rows)), whole.take(rows))


def test_an_empty_batch_is_answered() -> None:
    seen = mixed(5, 1).take(np.zeros(0, dtype=np.int64))

    assert len(decide(seen)) == 0


def test_another_seed_makes_another_life() -> None:
    at = moment(SATURDAY, "15:00")

    one, other = decide(look(at, seed=1)), decide(look(at, seed=2))

    assert np.mean(one.action != other.action) > 0.2


def test_weights_are_readable_numbers() -> None:
    answer = decide(look(moment(TUESDAY, "10:00")))

    assert np.all(answer.option_weight[:, 0] <= 10_000)
    assert np.all(answer.option_weight[:, 0] >= -2_000)


def test_five_thousand_are_answered_with_as_few_calls_as_ten() -> None:
    """What a call costs is the benchmark's (`engine.batch_cost_ratio`); that there is none for each of them is seen here."""

    def calls(seen: ObservationBatch) -> int:
        events: list[str] = []
        sys.setprofile(lambda frame, event, argument: events.append(event))
        try:
            decide(seen)
        finally:
            sys.setprofile(None)
        return sum(event in ("call", "c_call") for event in events)

    few, many = mixed(10, 5), mixed(5_000, 5)

    assert calls(many) <= 1.2 * calls(few)
