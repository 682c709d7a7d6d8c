"""Acts of those who read: likes and reposts, one of each for an account and a post."""

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from streams.events import StreamEvent
from streams.network import pending
from streams.network.columns import LIKE_WINDOW_S, PAIR_BITS, Flags, NetworkColumns, pair
from streams.network.notices import NoticeKind
from streams.network.refusals import (
    ACCOUNT_NOT_FOUND,
    ALREADY_LIKED,
    ALREADY_REPOSTED,
    BLOCKED,
    NOT_LIKED,
    NOT_REPOSTED,
    POST_NOT_FOUND,
    TOO_OLD,
    Refused,
)
from streams.network.rows import LIKES, REPOSTS

_LIKE_CREATED: Final = StreamEvent.LIKE_CREATED
"""By far the most frequent: to look a member up in its enumeration costs as much as a call."""


class Reacting(NetworkColumns):
    """Like and pass on."""

    def like(self, account: int, post: int, *, at: int, is_likeable: bool = False) -> int | Refused:
        """Like a post; return the like's number. Residents like posts of the last days only.

        is_likeable: `likeable` said so in this step, and only a block can have come between since.
        """
        refused = None if is_likeable else self._refused_like(account, post, at)
        if refused is not None:
            return refused
        author = self.posts.author.item(post)
        if is_likeable and self._is_walled(account, author):
            return BLOCKED
        number = self._make(LIKES, at, account, post)
        self.likes.put(pair(post, account), number)
        self.posts.likes[post] += 1
        self.pending.of_posts[post][pending.LIKES] += 1
        self.pending.tell(_LIKE_CREATED, at, account, target=author, number=number, amount=post)
        self._notify(author, NoticeKind.LIKE, account, at, post=post)
        return number

    def likeable(self, account: NDArray[np.int64], post: NDArray[np.int64], at: NDArray[np.integer[Any]]) -> Flags:
        """Say which likes `like` would take, were each made now: bool[n]; of equal ones the first. It looks at blocks itself.

        account, post: int64[n], numbers of what there is.   at: int64[n], as for `like`.
        """
        accounts, posts = self.accounts, self.posts
        keys = post << PAIR_BITS | account
        is_first = np.zeros(len(keys), dtype=bool)
        is_first[np.unique(keys, return_index=True)[1]] = True
        gone = posts.is_removed[post] | posts.is_hidden[post] | accounts.is_suspended[account]
        forgotten = (posts.sim_time[post] < at - LIKE_WINDOW_S) & ~accounts.is_human[account]
        found: Flags = is_first & ~gone & ~forgotten & (self.likes.many(keys) == 0)
        return found

    def _refused_like(self, account: int, post: int, at: int) -> Refused | None:
        refused = self._refused_reader(account, post)
        if refused is None and self._is_forgotten(account, post, at):
            refused = TOO_OLD
        if refused is None and self.likes.get(pair(post, account)):
            refused = ALREADY_LIKED
        return refused

    def unlike(self, account: int, post: int, *, at: int) -> int | Refused:
        """Take a like back; return its number."""
        refused = self._refused_taking_back(account, post)
        if refused is not None:
            return refused
        # before asking who liked it: a network that was just loaded does not know
        if self._is_forgotten(account, post, at):
            return TOO_OLD
        key = pair(post, account)
        number = self.likes.get(key)
        if not number:
            return NOT_LIKED
        self.likes.drop(key)
        self.pending.ended[LIKES.name].append(number)
        self.posts.likes[post] -= 1
        self.pending.of_posts[post][pending.LIKES] -= 1
        author = int(self.posts.author[post])
        self.pending.tell(StreamEvent.LIKE_REMOVED, at, account, target=author, number=number, amount=post)
        return number

    def repost(self, account: int, post: int, *, at: int) -> int | Refused:
        """Pass a post on to one's followers; return the repost's number."""
        refused = self._refused_reader(account, post)
        if refused is not None:
            return refused
        key = pair(post, account)
        if self.reposts.get(key):
            return ALREADY_REPOSTED
        number = self._make(REPOSTS, at, account, post)
        self.reposts.put(key, number)
        self.posts.reposts[post] += 1
        self.pending.of_posts[post][pending.REPOSTS] += 1
        author = int(self.posts.author[post])
        self.pending.tell(StreamEvent.REPOST_CREATED, at, account, target=author, number=number, amount=post)
        self._notify(author, NoticeKind.REPOST, account, at, post=post)
        return number

    def unrepost(self, account: int, post: int, *, at: int) -> int | Refused:
        """Take a repost back; return its number."""
        refused = self._refused_taking_back(account, post)
        if refused is not None:
            return refused
        key = pair(post, account)
        number = self.reposts.get(key)
        if not number:
            return NOT_REPOSTED
        self.reposts.drop(key)
        self.pending.ended[REPOSTS.name].append(number)
        self.posts.reposts[post] -= 1
        self.pending.of_posts[post][pending.REPOSTS] -= 1
        author = int(self.posts.author[post])
        self.pending.tell(StreamEvent.REPOST_REMOVED, at, account, target=author, number=number, amount=post)
        return number

    def _refused_taking_back(self, account: int, post: int) -> Refused | None:
        """Say why nothing can be taken back from a post; hidden posts, blocks and suspensions do not hinder it."""
        if not self._is_account(account):
            return ACCOUNT_NOT_FOUND
        return None if 0 < post <= self.posts.count else POST_NOT_FOUND

    def _is_forgotten(self, account: int, post: int, at: int) -> bool:
        return bool(self.posts.sim_time[post] < at - LIKE_WINDOW_S) and not self.accounts.is_human[account]
