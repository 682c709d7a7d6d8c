"""What people are called, and how each of them sounds.

The words that residents speak are hashed into the record, so a name here never changes: a resident is called by the name that
she was given at birth, a person who signed in by the handle, because the name beside it can be changed at any time.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

import numpy as np

from agents.life.names import Names
from agents.voice import Speaker
from streams.kernel.ids import key_of, key_range
from streams.models import AccountKind
from streams.network.pending import Pending
from streams.network.rows import ACCOUNTS
from streams.writer.part import RunFacts
from streams.writer.store import Store
from world.contract import Int, Persona
from world.occupations import Occupation

SPEAKERS_KEPT: Final = 16_384
"""Of those who talk or write just now, half a kilobyte each: to make a voice takes as long as half a text."""
_TRADES: Final = tuple(trade.label for trade in Occupation)
assert list(Occupation) == list(range(len(_TRADES))), "a number is its row"
_OF_ACCOUNT: Final = ("id", "handle", "display_name", "kind")


class People:
    """The names and voices of a run's accounts."""

    def __init__(self, run: RunFacts, store: Store) -> None:
        """Read the names of all accounts; those who join later come by `enter`."""
        self._language = run.language
        self._names = Names()
        self._persona: Persona | None = None
        self._speaker = lru_cache(maxsize=SPEAKERS_KEPT)(self._speaker_of)
        base = key_of(run.run_id, 0)
        for part in store.read_parts(ACCOUNTS, *key_range(run.run_id), _OF_ACCOUNT):
            self._add(part["id"] - base, _called(*(part[name].tolist() for name in _OF_ACCOUNT[1:])))

    @property
    def count(self) -> int:
        """The last account's number."""
        return self._names.count

    def name(self, number: int) -> str:
        """Say what somebody is called; "" for 0. KeyError for an account that there is not."""
        return self._names[number]

    def speaker(self, number: int, mood: int = 0) -> Speaker:
        """Say how a resident speaks just now.   mood: -2..2. KeyError for somebody without a body."""
        who = self._persona
        if who is None or not 0 < number < len(who.age):
            raise KeyError(f"account {number} has no body in town, so nothing is known of how it speaks")
        # her trade may change, and what she says must not depend on since when a process remembers her
        return self._speaker(number, mood, who.occupation.item(number))

    def enter(self, persona: Persona, pending: Pending) -> None:
        """Begin a step: who lives in town, by number, and who has joined the network in this step."""
        if persona is not self._persona:
            self._persona = persona
            self._speaker.cache_clear()
        joined = [row for row in pending.made.get(ACCOUNTS.name, ()) if int(str(row[0])) > self.count]
        if joined:
            # after a reload the moment of a snapshot knows those who joined since; they are not added twice
            numbers, _, handles, names, _, kinds, *_ = zip(*joined, strict=True)
            self._add(np.array(numbers, dtype=np.int64), _called(handles, names, kinds))

    def _add(self, numbers: Int, names: list[str]) -> None:
        """Append names. ValueError if their numbers do not go on from the last."""
        if not len(numbers):
            return
        first, last = self.count + 1, self.count + len(numbers)
        if int(numbers[0]) != first or int(numbers[-1]) != last:
            raise ValueError(f"accounts {int(numbers[0])} to {int(numbers[-1])} do not follow on account {self.count}")
        self._names.add(names)

    def _speaker_of(self, number: int, mood: int, occupation: int) -> Speaker:
        who = self._persona
        assert who is not None, "speaker() asks only for those who live in town"
        about = (self.name(number), self._language, who.age.item(number), who.gender.item(number), _TRADES[occupation])
        openness, conscientiousness, extraversion, agreeableness, neuroticism = who.traits[number].tolist()
        return Speaker(*about, openness, conscientiousness, extraversion, agreeableness, neuroticism, mood)


def _called(handles: Iterable[object], names: Iterable[object], kinds: Iterable[object]) -> list[str]:
    rows = zip(handles, names, kinds, strict=True)
    return [str(handle if kind == AccountKind.HUMAN else name) for handle, name, kind in rows]
