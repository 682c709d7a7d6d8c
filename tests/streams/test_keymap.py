"""A KeyMap is a dict that takes 16 bytes an entry, whatever was folded when."""

import random

import numpy as np
import pytest

from streams.kernel import keymap
from streams.kernel.arrays import distinct
from streams.kernel.keymap import KeyMap

LARGEST = 2**63 - 1


@pytest.fixture(params=[(4, 16), (keymap.FRESH_MAX, keymap.RECENT_MAX)], ids=["often", "as in runs"])
def _folded(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keymap, "FRESH_MAX", request.param[0])
    monkeypatch.setattr(keymap, "RECENT_MAX", request.param[1])


@pytest.mark.usefixtures("_folded")
@pytest.mark.parametrize("seed", range(5))
def test_it_holds_what_a_dict_holds(seed: int) -> None:
    dice = random.Random(seed)
    plain = {key: key + 1 for key in dice.sample(range(200), 30)}
    fast = KeyMap.of(list(plain), list(plain.values()))

    for count in range(2_000):
        key = dice.randrange(200)
        if dice.random() < 0.4:
            fast.drop(key)
            plain.pop(key, None)
        else:
            fast.put(key, count + 1)
            plain[key] = count + 1
        assert fast.get(key) == plain.get(key, 0)

    first, end = sorted(dice.sample(range(200), 2))
    keys, values = fast.between(first, end)
    assert list(zip(keys.tolist(), values.tolist(), strict=True)) == sorted(
        (key, value) for key, value in plain.items() if first <= key < end
    )
    assert fast.many(np.arange(200)).tolist() == [plain.get(key, 0) for key in range(200)]
    assert fast.entries()[0].tolist() == sorted(plain)
    assert len(fast) == len(plain)


def test_keys_at_the_edges_are_kept() -> None:
    fast = KeyMap()

    fast.put(0, 1)
    fast.put(LARGEST, 2)

    assert (fast.get(0), fast.get(LARGEST), fast.get(5)) == (1, 2, 0)
    assert fast.between(0, LARGEST)[0].tolist() == [0]


def test_an_empty_map_finds_nothing() -> None:
    fast = KeyMap()

    assert fast.get(7) == 0
    assert fast.many([1, 2]).tolist() == [0, 0]
    assert len(fast.between(0, 9)[0]) == 0


def test_what_is_listed_is_a_copy() -> None:
    fast = KeyMap.of([1, 2, 3], [4, 5, 6])
    keys, values = fast.between(1, 3)

    keys[:], values[:] = 0, 0

    assert fast.many([1, 2, 3]).tolist() == [4, 5, 6]


def test_a_key_that_comes_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="the key 3 comes twice"):
        KeyMap.of([3, 1, 3], [1, 2, 3])


def test_some_entries_are_kept() -> None:
    fast = KeyMap.of([1, 2, 3], [4, 5, 6])
    fast.put(2, 9)
    fast.put(7, 1)

    fast.keep(fast.entries()[1] > 4)

    assert [part.tolist() for part in fast.entries()] == [[2, 3], [9, 6]]


def test_an_entry_takes_sixteen_bytes() -> None:
    fast = KeyMap()
    for key in range(200_000):
        fast.put(key, 1)

    assert fast.nbytes <= 16 * 200_000


def test_many_ranges_at_once_are_what_each_is_alone() -> None:
    map_ = KeyMap.of(range(10, 4_000, 3), range(1, 1_331))
    for key in range(0, 3_000, 7):
        map_.put(key, key + 1)
    for key in range(13, 3_000, 21):
        map_.drop(key)
    firsts = np.array([0, 500, 510, 2_900, 5_000])
    ends = np.array([499, 500, 600, 3_100, 6_000])

    row, keys, values = map_.within(firsts, ends)

    for i, (first, end) in enumerate(zip(firsts.tolist(), ends.tolist(), strict=True)):
        alone = map_.between(first, end)
        assert keys[row == i].tolist() == alone[0].tolist()
        assert values[row == i].tolist() == alone[1].tolist()
    assert (np.diff(row) >= 0).all()


def test_no_ranges_hold_nothing() -> None:
    assert [part.tolist() for part in KeyMap.of([3], [4]).within([], [])] == [[], [], []]


@pytest.mark.usefixtures("_folded")
def test_many_are_put_as_one_after_the_other() -> None:
    at_once, singly = KeyMap.of([3, 5], [1, 1]), KeyMap.of([3, 5], [1, 1])
    assert at_once.many([5, 9]).tolist() == [1, 0]

    at_once.put_all([5, 9, 5, *range(20, 60)], [7, 8, 9, *range(20, 60)])
    for key, value in [(5, 7), (9, 8), (5, 9), *((key, key) for key in range(20, 60))]:
        singly.put(key, value)

    assert at_once.many(range(60)).tolist() == singly.many(range(60)).tolist()
    assert at_once.get(5) == 9


@pytest.mark.parametrize("keys", [[], [4], [7, 2, 7, 7, 2, 9]])
def test_each_key_is_listed_once_in_order(keys: list[int]) -> None:
    assert distinct(np.array(keys, dtype=np.int64)).tolist() == sorted(set(keys))


def test_values_take_no_more_bytes_than_the_largest_needs_and_none_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keymap, "FRESH_MAX", 1)
    monkeypatch.setattr(keymap, "RECENT_MAX", 2)
    values = [1, 2**16, 2**32, LARGEST]
    sizes = []
    fast = KeyMap.of(range(100, 200), np.ones(100, dtype=np.int64))

    for key, value in enumerate(values):
        # each is folded into the rest by those after it
        fast.put_all(range(key * 10, key * 10 + 3), [value] * 3)
        sizes.append(fast.nbytes)

    assert [fast.get(key * 10) for key in range(4)] == values
    assert fast.many([0, 10, 20, 30]).tolist() == fast.entries()[1][:12:3].tolist() == values
    assert fast.between(20, 21)[1].dtype == np.int64
    assert sizes == [103 * 9, 106 * 12, 109 * 16, 112 * 16]
