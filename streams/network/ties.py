"""Acts between two accounts: follows, and blocks that end them."""

from streams.events import StreamEvent
from streams.network import pending
from streams.network.columns import NetworkColumns, pair
from streams.network.notices import NoticeKind
from streams.network.refusals import (
    ACCOUNT_NOT_FOUND,
    ALREADY_BLOCKED,
    ALREADY_FOLLOWING,
    BLOCKED,
    NOT_BLOCKED,
    NOT_FOLLOWING,
    YOURSELF,
    Refused,
)
from streams.network.rows import BLOCKS, FOLLOWS


class Ties(NetworkColumns):
    """Follow and block."""

    def follow(self, account: int, other: int, *, at: int) -> int | Refused:
        """Follow an account; return the follow's number."""
        refused = self._refused_writer(account) or self._refused_pair(account, other)
        if refused is not None:
            return refused
        if self._is_walled(account, other):
            return BLOCKED
        if self.follows.get(pair(account, other)):
            return ALREADY_FOLLOWING
        number = self._make(FOLLOWS, at, account, other)
        self.follows.put(pair(account, other), number)
        self._count_follow(account, other, 1)
        self.pending.tell(StreamEvent.FOLLOW_CREATED, at, account, target=other, number=number)
        self._notify(other, NoticeKind.FOLLOW, account, at)
        return number

    def unfollow(self, account: int, other: int, *, at: int) -> int | Refused:
        """Follow an account no more; return the number of the follow that ended."""
        refused = self._refused_pair(account, other)
        if refused is not None:
            return refused
        number = self.follows.get(pair(account, other))
        if not number:
            return NOT_FOLLOWING
        self._end_follow(account, other, number, actor=account, at=at)
        return number

    def block(self, account: int, other: int, *, at: int) -> int | Refused:
        """Want nothing to do with an account: follows end both ways. Return the block's number."""
        refused = self._refused_pair(account, other)
        if refused is not None:
            return refused
        if self.blocks.get(pair(account, other)):
            return ALREADY_BLOCKED
        for follower, followed in ((account, other), (other, account)):
            number = self.follows.get(pair(follower, followed))
            if number:
                self._end_follow(follower, followed, number, actor=account, at=at)
        number = self._make(BLOCKS, at, account, other)
        self.blocks.put(pair(account, other), number)
        self.accounts.walls[[account, other]] += 1
        self.pending.tell(StreamEvent.BLOCK_CREATED, at, account, target=other, number=number)
        return number

    def unblock(self, account: int, other: int, *, at: int) -> int | Refused:
        """Take a block back; return its number. The follows that it ended stay ended."""
        refused = self._refused_pair(account, other)
        if refused is not None:
            return refused
        number = self.blocks.get(pair(account, other))
        if not number:
            return NOT_BLOCKED
        self.blocks.drop(pair(account, other))
        self.pending.ended[BLOCKS.name].append(number)
        self.accounts.walls[[account, other]] -= 1
        self.pending.tell(StreamEvent.BLOCK_REMOVED, at, account, target=other, number=number)
        return number

    def _refused_pair(self, account: int, other: int) -> Refused | None:
        if not self._is_account(account) or not self._is_account(other):
            return ACCOUNT_NOT_FOUND
        return YOURSELF if account == other else None

    def _end_follow(self, follower: int, followed: int, number: int, *, actor: int, at: int) -> None:
        self.follows.drop(pair(follower, followed))
        self.pending.ended[FOLLOWS.name].append(number)
        self._count_follow(follower, followed, -1)
        target = followed if actor == follower else follower
        self.pending.tell(StreamEvent.FOLLOW_REMOVED, at, actor, target=target, number=number)

    def _count_follow(self, follower: int, followed: int, change: int) -> None:
        self.pending.of_accounts[follower][pending.FOLLOWING] += change
        self.pending.of_accounts[followed][pending.FOLLOWERS] += change
