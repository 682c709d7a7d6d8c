"""A month of a network, written in bulk: who follows whom, posts, and what was done with them.

Residents write unequally (a hundredth of them a fifth of the posts) and follow those who write; the last account is a person
who follows many. Posts are numbered in their order, and what is done with one is done within hours.
"""

from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from django.core.management import call_command
from django.db import transaction

from streams.kernel.columns import Mode
from streams.kernel.simtime import DAY_S, HOUR_S
from streams.models import Comment, Follow, Like, Membership, Post, PostToken, Repost, Role, Run, Subject, User
from streams.network.rows import (
    BLOCKS,
    COMMENTS,
    FOLLOWS,
    LIKES,
    POST_COUNTS,
    POSTS,
    REPOSTS,
    SANCTIONS,
    TOKENS,
    count_rows,
)
from streams.search.tokens import tokens_of
from streams.writer.stores import open_store
from tests.benchmarks.social_network import Int, Writing, found_network, settle, without_indexes
from tests.benchmarks.social_texts import corpus

DAYS: Final = 30
_FOLLOWS_EACH: Final = 20
_PERSON_FOLLOWS: Final = 5_000
_PERSON_LIKES: Final = 1_000
_PERSON_BLOCKS: Final = 20
_PERSON_WROTE_EACH: Final = 5_000
"""One post in so many is hers."""
_COMMENTS: Final = 2
_LIKES: Final = 5
_REPOSTED_EACH: Final = 5
"""Comments and likes a post; one post in so many is passed on."""
_SOON_S: Final = 4 * HOUR_S
"""Mean time from a post to what is done with it."""
_HIDDEN_EACH: Final = 1_000
_POSTS_AT_ONCE: Final = 50_000
PERSON_EMAIL: Final = "bench@example.org"


def fill(*, population: int, posts: int) -> int:
    """Make the schema and a network of so many accounts and posts; return the run's id."""
    call_command("migrate", verbosity=0)
    run = found_network()
    with transaction.atomic():
        month = _Month.of(run, population, posts)
    with without_indexes(Post, Comment, Like, Repost, Follow, PostToken):
        month.write()
    settle()
    return int(run.pk)


@dataclass(frozen=True, slots=True)
class _Said:
    """The texts that posts have: text and topic by row, and where its tokens begin in `tokens`."""

    text: np.ndarray
    topic: Int
    tokens: Int
    begins: Int


@cache
def _said() -> _Said:
    words = corpus()
    of_each = [tokens_of(one.text) for one in words]
    text = np.empty(len(words), dtype=object)
    text[:] = [one.text for one in words]
    return _Said(
        text,
        np.array([one.topic for one in words]),
        np.array([token for tokens in of_each for token in tokens]),
        np.cumsum([0, *map(len, of_each)]),
    )


@dataclass(slots=True)
class _Month:
    """What is written, and the counts that go with it: int64[accounts + 1, 3] and int64[posts + 1, 3]."""

    writing: Writing
    accounts: int
    of_accounts: Int
    of_posts: Int
    dice: np.random.Generator

    @classmethod
    def of(cls, run: Run, accounts: int, posts: int) -> "_Month":
        writing = Writing(run)
        writing.let_in(accounts, people=1)
        user = User.objects.create_user(PERSON_EMAIL, role=Role.MEMBER)
        Membership.objects.create(user=user, run=run, number=accounts)
        of_accounts, of_posts = (np.zeros((count + 1, 3), dtype=np.int64) for count in (accounts, posts))
        return cls(writing, accounts, of_accounts, of_posts, np.random.default_rng(11))

    def write(self) -> None:
        """Write all of it, some ten thousand posts at a time."""
        with transaction.atomic():
            self._follow()
        posts = len(self.of_posts) - 1
        for first in range(1, posts + 1, _POSTS_AT_ONCE):
            with transaction.atomic():
                self._post(min(_POSTS_AT_ONCE, posts + 1 - first))
        with transaction.atomic():
            self._moderate()
            self.writing.count_accounts(self.of_accounts)
            counts = count_rows(
                self.writing.run.pk, POST_COUNTS, np.arange(1, posts + 1), self.of_posts[1:], Mode.INSERT
            )
            open_store().write([counts])
            self.writing.close(DAYS * DAY_S)

    def _anybody(self, count: int) -> Int:
        """Draw accounts, those with low numbers more often: int64[count]."""
        return 1 + (self.accounts * self.dice.random(count) ** 3).astype(np.int64)

    def _follow(self) -> None:
        person = self.accounts
        many = min(_PERSON_FOLLOWS, person - 1)
        follower = np.repeat(np.arange(1, person), _FOLLOWS_EACH)
        followed = self._anybody(len(follower))
        follower = np.append(follower, np.full(many, person))
        followed = np.append(followed, 1 + self.dice.permutation(person - 1)[:many])
        is_other = follower != followed
        follower, followed = _distinct(follower[is_other], followed[is_other], self.dice)
        self.writing.write(FOLLOWS, len(follower), sim_time=0, follower_id=follower, followed_id=followed)
        self.of_accounts[:, 1] += np.bincount(followed, minlength=person + 1)
        self.of_accounts[:, 2] += np.bincount(follower, minlength=person + 1)

    def _post(self, count: int) -> None:
        author, said = self._anybody(count), _said()
        author[::_PERSON_WROTE_EACH] = self.accounts
        total = len(self.of_posts) - 1
        which = self.dice.integers(len(said.text), size=count)
        first = self.writing.last.get(POSTS.name, 0) + 1
        at = np.arange(first, first + count) * (DAYS * DAY_S) // total
        post = self.writing.write(
            POSTS,
            count,
            sim_time=at,
            author_id=author,
            text=said.text[which],
            topic=said.topic[which],
            pictures="[]",
            feeling=0,
            place=0,
            about=0,
        )
        self.of_accounts[:, 0] += np.bincount(author, minlength=self.accounts + 1)
        lengths = (said.begins[1:] - said.begins[:-1])[which]
        within = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        token = said.tokens[np.repeat(said.begins[which], lengths) + within]
        self.writing.write(TOKENS, len(token), token=token, post_id=np.repeat(post, lengths))
        self._react(post, at)

    def _react(self, post: Int, at: Int) -> None:
        """Answer, like and pass on these posts."""
        said, person = _said(), self.accounts
        answered, answers_at = self._soon(np.repeat(post, _COMMENTS), np.repeat(at, _COMMENTS))
        self.writing.write(
            COMMENTS,
            len(answered),
            sim_time=answers_at,
            post_id=answered,
            author_id=self._anybody(len(answered)),
            parent=0,
            depth=0,
            text=said.text[self.dice.integers(len(said.text), size=len(answered))],
        )
        mine = self.dice.choice(post, size=min(len(post), 1 + _PERSON_LIKES * len(post) // len(self.of_posts)))
        liked, account = np.repeat(post, _LIKES), self._anybody(len(post) * _LIKES)
        liked, account = _distinct(np.append(liked, mine), np.append(account, np.full(len(mine), person)), self.dice)
        order = np.argsort(liked + self.dice.exponential(_SOON_S * len(self.of_posts) / (DAYS * DAY_S), len(liked)))
        liked, account = liked[order], account[order]
        self.writing.write(LIKES, len(liked), sim_time=at[-1], account_id=account, post_id=liked)
        passed = post[::_REPOSTED_EACH]
        self.writing.write(
            REPOSTS, len(passed), sim_time=at[::_REPOSTED_EACH], account_id=self._anybody(len(passed)), post_id=passed
        )
        for column, of in enumerate((answered, liked, passed)):
            self.of_posts[:, column] += np.bincount(of, minlength=len(self.of_posts))

    def _soon(self, post: Int, at: Int) -> tuple[Int, Int]:
        later = at + self.dice.exponential(_SOON_S, len(at)).astype(np.int64)
        order = np.argsort(later, kind="stable")
        return post[order], later[order]

    def _moderate(self) -> None:
        """Hide some posts, and let the person block some."""
        hidden = np.arange(_HIDDEN_EACH, len(self.of_posts), _HIDDEN_EACH)
        fixed = {"sim_time": 0, "kind": Subject.POST, "reason": "rude"}
        self.writing.write(SANCTIONS, len(hidden), subject=hidden, **fixed)
        blocked = np.arange(1, self.accounts, max(1, self.accounts // _PERSON_BLOCKS))
        self.writing.write(BLOCKS, len(blocked), sim_time=0, blocker_id=self.accounts, blocked_id=blocked)


def _distinct(one: Int, other: Int, dice: np.random.Generator) -> tuple[Int, Int]:
    """Keep each pair once, in any order."""
    pairs = np.unique(one << 32 | other)
    dice.shuffle(pairs)
    return pairs >> 32, pairs & 0xFFFFFFFF
