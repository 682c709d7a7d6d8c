"""Acts of an account on itself: to be opened, and to say who one is."""

from typing import Final

import numpy as np

from streams.events import StreamEvent
from streams.kernel.rng import draw
from streams.kernel.text import text_hash
from streams.models import AccountKind
from streams.network.columns import NetworkColumns
from streams.network.refusals import Refused
from streams.network.rows import ACCOUNTS

_AVATAR_PURPOSE: Final = 31


class Joining(NetworkColumns):
    """Open accounts and change profiles."""

    def join(
        self, handle: str, display_name: str, *, at: int, kind: AccountKind = AccountKind.HUMAN
    ) -> tuple[int, str]:
        """Open an account; return its number and its handle, which is the one asked for or that with digits behind."""
        handle = self._free(handle)
        face = int(draw(self.seed, self.accounts.count + 1, _AVATAR_PURPOSE, 0) >> np.uint64(33))
        number = self._make(ACCOUNTS, at, handle, display_name, "", kind.value, face, "")
        self.accounts.append(is_human=kind == AccountKind.HUMAN)
        self.handles.put(text_hash(handle), 1)
        said = {"handle": handle, "display_name": display_name}
        self.pending.tell(StreamEvent.ACCOUNT_CREATED, at, number, target=number, number=number, payload=said)
        return number, handle

    def change_profile(
        self,
        account: int,
        *,
        at: int,
        display_name: str | None = None,
        bio: str | None = None,
        picture: str | None = None,
    ) -> int | Refused:
        """Change one's name, what one says about oneself, or one's face, None leaves it; return the account's number."""
        refused = self._refused_writer(account)
        if refused is not None:
            return refused
        said = {"display_name": display_name, "bio": bio, "picture": picture}
        given = {name: text for name, text in said.items() if text is not None}
        for name, text in given.items():
            self.pending.profiles[name][account] = text
        self.pending.tell(StreamEvent.ACCOUNT_CHANGED, at, account, target=account, number=account, payload=given)
        return account

    def _free(self, wanted: str) -> str:
        """Find the first of wanted, wanted2, wanted3 ... that nobody has."""
        handle, tries = wanted, 1
        while self.handles.get(text_hash(handle)):
            tries += 1
            handle = f"{wanted}{tries}"
        return handle
