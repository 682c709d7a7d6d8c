"""The dice of words are the splitmix64 of the kernel, and even."""

from collections import Counter

import numpy as np
import pytest

from agents.voice.dice import Dice, mix
from streams.kernel.rng import sub_draw


def test_dice_are_splitmix64() -> None:
    dice = Dice(1_234_567)

    assert [dice.bits(), dice.bits()] == [6457827717110365317, 3203168211198807973]


def test_dice_draw_what_the_kernel_draws() -> None:
    seeds = np.arange(0, 2**63, 2**58, dtype=np.uint64)

    assert [Dice(int(seed)).bits() for seed in seeds] == sub_draw(seeds, 0).tolist()


def test_equal_seeds_give_equal_draws_and_others_do_not() -> None:
    first, again, other = (Dice(seed) for seed in (7, 7, 8))

    draws = [first.below(1_000) for _ in range(50)]

    assert draws == [again.below(1_000) for _ in range(50)]
    assert draws != [other.below(1_000) for _ in range(50)]


@pytest.mark.parametrize("bound", [1, 2, 3, 7, 100])
def test_each_value_below_a_bound_is_drawn_as_often(bound: int) -> None:
    dice = Dice(5)

    counts = Counter(dice.below(bound) for _ in range(bound * 2_000))

    assert set(counts) == set(range(bound))
    assert all(1_800 <= count <= 2_200 for count in counts.values())


def test_any_integer_is_a_seed() -> None:
    assert Dice(-1).bits() == Dice(2**64 - 1).bits()
    assert 0 <= mix(2**64 - 1) < 2**64
