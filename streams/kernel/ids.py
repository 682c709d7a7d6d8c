"""Keys: a row of history is known by its number in its run; the key joins both into one bigint."""

from typing import Final

NUMBER_BITS: Final = 40
_NUMBER_MASK: Final = (1 << NUMBER_BITS) - 1


def key_of(run_id: int, number: int) -> int:
    """Join a run's id and a number into a key; numbers are in [0, 2**40)."""
    if not 0 <= number <= _NUMBER_MASK:
        raise ValueError(f"number {number} is outside 0..{_NUMBER_MASK}")
    return run_id << NUMBER_BITS | number


def number_of(key: int) -> int:
    """Take the number out of a key."""
    return key & _NUMBER_MASK


def run_of(key: int) -> int:
    """Take the run's id out of a key."""
    return key >> NUMBER_BITS


def key_range(run_id: int) -> tuple[int, int]:
    """Bounds of all keys of a run: first inclusive, last exclusive."""
    return run_id << NUMBER_BITS, (run_id + 1) << NUMBER_BITS
