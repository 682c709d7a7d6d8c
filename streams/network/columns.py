"""The network in memory: who wrote what, who follows, likes and blocks whom. What all acts share.

An act is a method with scalars; it checks, changes these columns, and notes in `pending` what is to be written. A refused
act changes nothing and takes no number, because a replay is not fed with it. Plain NumPy: nothing here asks a database.
"""

from collections.abc import Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from streams.kernel.columns import Table
from streams.kernel.grown import GrownColumns
from streams.kernel.keymap import KeyMap
from streams.kernel.simtime import DAY_S
from streams.network.notices import NoticeKind
from streams.network.pending import Pending
from streams.network.refusals import ACCOUNT_NOT_FOUND, BLOCKED, POST_NOT_FOUND, SUSPENDED, Refused
from streams.network.rows import NOTICES
from streams.writer.record import Numbers

Int = NDArray[np.int32]
Flags = NDArray[np.bool_]

LIKE_WINDOW_DAYS: Final = 7
"""Likes of residents are remembered, and allowed, for posts of so many days; people's for ever."""
LIKE_WINDOW_S: Final = LIKE_WINDOW_DAYS * DAY_S
LAST_POSTS: Final = 4
PAIR_BITS: Final = 32
LOW_HALF: Final = (1 << PAIR_BITS) - 1


class AccountColumns(GrownColumns):
    """All accounts, by number."""

    LAYOUT = {"is_human": ("?", 1), "is_suspended": ("?", 1), "walls": ("i4", 1), "last_posts": ("i4", LAST_POSTS)}
    is_human: Flags
    is_suspended: Flags
    walls: Int
    """Blocks that it is on either side of."""
    last_posts: Int
    """Its last posts, newest first, removed ones too."""


class PostColumns(GrownColumns):
    """All posts, by number."""

    LAYOUT = {
        "author": ("i4", 1),
        "sim_time": ("i4", 1),
        "topic": ("i2", 1),
        "comments": ("i4", 1),
        "likes": ("i4", 1),
        "reposts": ("i4", 1),
        "is_removed": ("?", 1),
        "is_hidden": ("?", 1),
    }
    author: Int
    sim_time: Int
    topic: NDArray[np.int16]
    comments: Int
    likes: Int
    reposts: Int
    is_removed: Flags
    is_hidden: Flags
    """By a sanction."""


class CommentColumns(GrownColumns):
    """All comments, by number."""

    LAYOUT = {
        "post": ("i4", 1),
        "author": ("i4", 1),
        "depth": ("i2", 1),
        "is_removed": ("?", 1),
        "is_hidden": ("?", 1),
    }
    post: Int
    author: Int
    depth: NDArray[np.int16]
    is_removed: Flags
    is_hidden: Flags


class ConversationColumns(GrownColumns):
    """All conversations, by number."""

    LAYOUT = {"is_group": ("?", 1), "members": ("i4", 1), "one": ("i4", 1), "other": ("i4", 1)}
    is_group: Flags
    members: Int
    one: Int
    other: Int
    """The two who write to each other, the lower number first; 0 in a group."""


def pair(high: int, low: int) -> int:
    """Join two numbers below 2**31 into a key of a map, which is sorted by the first."""
    return high << PAIR_BITS | low


class NetworkColumns:
    """Columns and maps, and the checks and notes that all acts share."""

    def __init__(
        self, *, seed: int, accounts: int = 0, posts: int = 0, comments: int = 0, conversations: int = 0
    ) -> None:
        self.seed = seed
        self.accounts = AccountColumns(accounts)
        self.posts = PostColumns(posts)
        self.comments = CommentColumns(comments)
        self.conversations = ConversationColumns(conversations)
        # keys are pairs, values the numbers of the rows that stand
        self.follows = KeyMap()
        """Follower, followed."""
        self.blocks = KeyMap()
        """Blocker, blocked."""
        self.likes = KeyMap()
        """Post, account; of residents those of the last days only."""
        self.reposts = KeyMap()
        """Post, account."""
        self.pairs = KeyMap()
        """Two accounts, the lower first, to their conversation."""
        self.participants = KeyMap()
        """Conversation, account."""
        self.sanctions = KeyMap()
        """Kind, subject."""
        self.handles = KeyMap()
        """A hash of each handle that is taken, to 1."""
        self.pending = Pending()
        self.numbers = Numbers({})

    def enter(self, numbers: Numbers) -> None:
        """Begin a step: from here on rows get their numbers from it."""
        self.numbers = numbers

    def take(self) -> Pending:
        """Hand over what the step did."""
        pending, self.pending = self.pending, Pending()
        return pending

    def forget_old_likes(self, now: int) -> None:
        """Forget residents' likes of posts that they may not like any more; no act can tell."""
        keys, _ = self.likes.entries()
        post, account = keys >> PAIR_BITS, keys & LOW_HALF
        self.likes.keep((self.posts.sim_time[post] >= now - LIKE_WINDOW_S) | self.accounts.is_human[account])

    @property
    def sizes(self) -> Mapping[str, tuple[int, int]]:
        """Entries and bytes of each table of columns and each map."""
        found = {name: (part.count, part.nbytes) for name, part in vars(self).items() if isinstance(part, GrownColumns)}
        return found | {name: (len(part), part.nbytes) for name, part in vars(self).items() if isinstance(part, KeyMap)}

    def _make(self, table: Table, at: int, *cells: object) -> int:
        """Note a new row, its cells as `rows.CELLS` names them, and return its number."""
        number = self.numbers.next(table.name)
        self.pending.made[table.name].append((number, at, *cells))
        return number

    def _is_account(self, number: int) -> bool:
        return 0 < number <= self.accounts.count

    def _refused_writer(self, account: int) -> Refused | None:
        """Say why an account may not write, if so."""
        if not self._is_account(account):
            return ACCOUNT_NOT_FOUND
        return SUSPENDED if self.accounts.is_suspended.item(account) else None

    def _refused_reader(self, account: int, post: int) -> Refused | None:
        """Say why an account may not answer or like a post, if so."""
        refused = self._refused_writer(account)
        if refused is None and not self._is_shown(post):
            refused = POST_NOT_FOUND
        if refused is None and self._is_walled(account, self.posts.author.item(post)):
            refused = BLOCKED
        return refused

    def _is_shown(self, post: int) -> bool:
        posts = self.posts
        return 0 < post <= posts.count and not posts.is_removed.item(post) and not posts.is_hidden.item(post)

    def _is_walled(self, one: int, other: int) -> bool:
        """Whether one of two accounts blocks the other."""
        walls = self.accounts.walls
        if not walls.item(one) or not walls.item(other):
            return False
        return bool(self.blocks.get(pair(one, other)) or self.blocks.get(pair(other, one)))

    def _notify(self, account: int, kind: NoticeKind, actor: int, at: int, *, post: int = 0, comment: int = 0) -> None:
        """Let a person know; residents look for themselves, and nobody is told of her own acts."""
        if account != actor and self.accounts.is_human.item(account):
            self._make(NOTICES, at, account, int(kind), actor, post, comment)
