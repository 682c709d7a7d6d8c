"""How often something may be done: so many at once, refilled steadily. Plain bookkeeping; time is an argument."""


class Allowance:
    """A bucket of `burst` tokens that fills by `per_s` a second."""

    def __init__(self, *, per_s: float, burst: int, now_s: float) -> None:
        self._per_s = per_s
        self._burst = burst
        self._left = float(burst)
        self._seen_s = now_s

    def take(self, now_s: float) -> bool:
        """Use one; False if none is left."""
        self._left = min(self._burst, self._left + (now_s - self._seen_s) * self._per_s)
        self._seen_s = now_s
        if self._left < 1:
            return False
        self._left -= 1
        return True
