"""The network as anybody would write it down: sets and dicts, nothing fast. What the real one is compared with."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from streams.models.messages import MEMBERS_MAX
from streams.models.moderation import Subject
from streams.network.columns import LIKE_WINDOW_S

Pair = tuple[int, int]
KINDS = {Subject.POST: "post", Subject.COMMENT: "comment", Subject.ACCOUNT: "account"}


class RefusedAct(Exception):
    """Carries the reason."""


def need(condition: object, reason: str) -> None:
    if not condition:
        raise RefusedAct(reason)


@dataclass
class PlainPost:
    author: int
    at: int
    is_removed: bool = False


@dataclass
class PlainComment:
    post: int
    author: int
    depth: int
    is_removed: bool = False


@dataclass
class PlainNetwork:
    """Accounts are 1 to `residents`, then people as they join."""

    residents: int
    people: int = 0
    posts: list[PlainPost] = field(default_factory=list)
    comments: list[PlainComment] = field(default_factory=list)
    likes: set[Pair] = field(default_factory=set)  # post, account
    reposts: set[Pair] = field(default_factory=set)
    follows: set[Pair] = field(default_factory=set)
    blocks: set[Pair] = field(default_factory=set)
    sanctions: set[tuple[str, int]] = field(default_factory=set)
    pairs: dict[frozenset[int], int] = field(default_factory=dict)
    groups: dict[int, set[int]] = field(default_factory=dict)
    conversations: int = 0
    messages: list[Pair] = field(default_factory=list)  # conversation, sender
    notices: Counter[int] = field(default_factory=Counter)

    def do(self, act: str, *arguments: Any, at: int = 0) -> str:
        """Do something; return why not, "" if it was done."""
        method: Callable[..., None] = getattr(self, act)
        try:
            method(*arguments, at)
        except RefusedAct as refused:
            return str(refused)
        return ""

    def join(self, at: int) -> None:
        self.people += 1

    def change_profile(self, account: int, at: int) -> None:
        self._writes(account)

    def post(self, author: int, at: int) -> None:
        self._writes(author)
        self.posts.append(PlainPost(author, at))

    def remove_post(self, account: int, post: int, at: int) -> None:
        need(0 < post <= len(self.posts) and not self.posts[post - 1].is_removed, "post_not_found")
        need(self.posts[post - 1].author == account, "not_yours")
        self.posts[post - 1].is_removed = True

    def comment(self, author: int, post: int, parent: int, at: int) -> None:
        answered = self._reads(author, post)
        depth = 0
        if parent:
            need(self._comment_stands(parent) and ("comment", parent) not in self.sanctions, "comment_not_found")
            need(self.comments[parent - 1].post == post, "comment_not_found")
            answered, depth = self.comments[parent - 1].author, self.comments[parent - 1].depth + 1
            need(not self._apart(author, answered), "blocked")
        self.comments.append(PlainComment(post, author, depth))
        self._tell(answered, author)

    def remove_comment(self, account: int, comment: int, at: int) -> None:
        need(self._comment_stands(comment), "comment_not_found")
        need(self.comments[comment - 1].author == account, "not_yours")
        self.comments[comment - 1].is_removed = True

    def like(self, account: int, post: int, at: int) -> None:
        author = self._reads(account, post)
        need(self._remembers(account, post, at), "too_old")
        need((post, account) not in self.likes, "already_liked")
        self.likes.add((post, account))
        self._tell(author, account)

    def unlike(self, account: int, post: int, at: int) -> None:
        self._known(account)
        need(0 < post <= len(self.posts), "post_not_found")
        need(self._remembers(account, post, at), "too_old")
        need((post, account) in self.likes, "not_liked")
        self.likes.remove((post, account))

    def repost(self, account: int, post: int, at: int) -> None:
        author = self._reads(account, post)
        need((post, account) not in self.reposts, "already_reposted")
        self.reposts.add((post, account))
        self._tell(author, account)

    def unrepost(self, account: int, post: int, at: int) -> None:
        self._known(account)
        need(0 < post <= len(self.posts), "post_not_found")
        need((post, account) in self.reposts, "not_reposted")
        self.reposts.remove((post, account))

    def follow(self, account: int, other: int, at: int) -> None:
        self._writes(account)
        self._two(account, other)
        need(not self._apart(account, other), "blocked")
        need((account, other) not in self.follows, "already_following")
        self.follows.add((account, other))
        self._tell(other, account)

    def unfollow(self, account: int, other: int, at: int) -> None:
        self._two(account, other)
        need((account, other) in self.follows, "not_following")
        self.follows.remove((account, other))

    def block(self, account: int, other: int, at: int) -> None:
        self._two(account, other)
        need((account, other) not in self.blocks, "already_blocked")
        self.follows -= {(account, other), (other, account)}
        self.blocks.add((account, other))

    def unblock(self, account: int, other: int, at: int) -> None:
        self._two(account, other)
        need((account, other) in self.blocks, "not_blocked")
        self.blocks.remove((account, other))

    def message_to(self, sender: int, reader: int, at: int) -> None:
        self._writes(sender)
        self._reaches(sender, reader)
        two = frozenset((sender, reader))
        if two not in self.pairs:
            self.conversations += 1
            self.pairs[two] = self.conversations
        self.messages.append((self.pairs[two], sender))

    def message(self, sender: int, conversation: int, at: int) -> None:
        self._writes(sender)
        need(0 < conversation <= self.conversations, "conversation_not_found")
        need(sender in self._inside(conversation), "not_a_participant")
        if conversation not in self.groups:
            need(not self._apart(*self._inside(conversation)), "blocked")
        self.messages.append((conversation, sender))

    def begin_group(self, creator: int, others: tuple[int, ...], at: int) -> None:
        self._writes(creator)
        for other in others:
            self._reaches(creator, other)
        need(len(set(others)) < MEMBERS_MAX, "group_full")
        self.conversations += 1
        self.groups[self.conversations] = {creator, *others}
        for other in set(others):
            self._tell(other, creator)

    def add_to_group(self, actor: int, conversation: int, account: int, at: int) -> None:
        self._writes(actor)
        self._is_in_group(actor, conversation)
        self._reaches(actor, account)
        need(account not in self.groups[conversation], "already_a_participant")
        need(len(self.groups[conversation]) < MEMBERS_MAX, "group_full")
        self.groups[conversation].add(account)
        self._tell(account, actor)

    def leave_group(self, account: int, conversation: int, at: int) -> None:
        self._known(account)
        self._is_in_group(account, conversation)
        self.groups[conversation].remove(account)

    def sanction(self, kind: Subject, subject: int, at: int) -> None:
        self._exists(kind, subject)
        need((KINDS[kind], subject) not in self.sanctions, "already_sanctioned")
        self.sanctions.add((KINDS[kind], subject))

    def lift(self, kind: Subject, subject: int, at: int) -> None:
        if (KINDS[kind], subject) not in self.sanctions:
            self._exists(kind, subject)
            need(False, "not_sanctioned")
        self.sanctions.remove((KINDS[kind], subject))

    def counts_of_posts(self) -> list[list[int]]:
        """Count comments, likes and reposts of each post."""
        standing = [comment.post for comment in self.comments if not comment.is_removed]
        counted = [Counter(standing), Counter(p for p, _ in self.likes), Counter(p for p, _ in self.reposts)]
        return [[each[post] for each in counted] for post in range(1, len(self.posts) + 1)]

    def counts_of_accounts(self) -> dict[int, list[int]]:
        """Count posts, followers and followed of each account that has any."""
        authors = Counter(post.author for post in self.posts if not post.is_removed)
        counted = [authors, Counter(b for _, b in self.follows), Counter(a for a, _ in self.follows)]
        return {account: [each[account] for each in counted] for account in sorted(set().union(*counted))}

    def _known(self, account: int) -> None:
        need(0 < account <= self.residents + self.people, "account_not_found")

    def _writes(self, account: int) -> None:
        self._known(account)
        need(("account", account) not in self.sanctions, "suspended")

    def _reads(self, account: int, post: int) -> int:
        self._writes(account)
        need(0 < post <= len(self.posts), "post_not_found")
        need(not self.posts[post - 1].is_removed and ("post", post) not in self.sanctions, "post_not_found")
        need(not self._apart(account, self.posts[post - 1].author), "blocked")
        return self.posts[post - 1].author

    def _remembers(self, account: int, post: int, at: int) -> bool:
        return account > self.residents or self.posts[post - 1].at >= at - LIKE_WINDOW_S

    def _comment_stands(self, comment: int) -> bool:
        return 0 < comment <= len(self.comments) and not self.comments[comment - 1].is_removed

    def _two(self, account: int, other: int) -> None:
        self._known(account)
        self._known(other)
        need(account != other, "yourself")

    def _reaches(self, sender: int, reader: int) -> None:
        self._known(reader)
        need(sender != reader, "yourself")
        need(not self._apart(sender, reader), "blocked")

    def _apart(self, one: int, other: int) -> bool:
        return (one, other) in self.blocks or (other, one) in self.blocks

    def _inside(self, conversation: int) -> set[int]:
        if conversation in self.groups:
            return self.groups[conversation]
        return next(set(two) for two, number in self.pairs.items() if number == conversation)

    def _is_in_group(self, account: int, conversation: int) -> None:
        need(0 < conversation <= self.conversations, "conversation_not_found")
        need(account in self._inside(conversation), "not_a_participant")
        need(conversation in self.groups, "conversation_not_found")

    def _exists(self, kind: Subject, subject: int) -> None:
        if kind == Subject.ACCOUNT:
            self._known(subject)
        elif kind == Subject.POST:
            need(0 < subject <= len(self.posts) and not self.posts[subject - 1].is_removed, "post_not_found")
        else:
            need(self._comment_stands(subject), "comment_not_found")

    def _tell(self, account: int, actor: int) -> None:
        if account != actor and account > self.residents:
            self.notices[account] += 1
