"""Rows of a network without an engine: what feeds are read from, written straight into the tables."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import F

from streams.kernel.ids import key_of
from streams.models import (
    Account,
    AccountKind,
    Block,
    Comment,
    Follow,
    Like,
    Post,
    PostCount,
    PostToken,
    Repost,
    Run,
    RunHead,
    Sanction,
    Subject,
)
from streams.search.tokens import tokens_of
from streams.selectors.viewing import Until, Viewer, viewer_as

NOW = 40 * 86_400
HOUR_S = 3_600
STEP = 1_000
"""The step that everything is written in unless told."""


@dataclass
class FeedRows:
    """A run, and a way to write into it. Times are in seconds before NOW; accounts are numbers from 1."""

    run: Run
    last: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, *, accounts: int, scenario: str = "{}", seed: int = 3) -> "FeedRows":
        run = Run.objects.create(
            name="Feeds", seed=seed, scenario=scenario, language="en", step_s=20, start_sim_time=0, engine_version=1
        )
        RunHead.objects.create(run=run, step=9_999, sim_time=NOW)
        rows = cls(run)
        for n in range(1, accounts + 1):
            rows.make(Account, handle=f"a{n}", display_name=f"A{n}", bio="", kind=AccountKind.AGENT, avatar_seed=n)
        return rows

    def viewer(self, account: int = 0, *, is_operator: bool = False, until: Until | None = None) -> Viewer:
        """Look with the eyes of an account; of nobody or of an operator without one."""
        viewer = Viewer(run=self.run, is_operator=is_operator, until=until)
        return viewer_as(viewer, account) if account else viewer

    def until(self, step: int, ago_s: int) -> Until:
        """A past moment that no row given so far is beyond."""
        return Until(step=step, sim_time=NOW - ago_s, last=dict(self.last))

    def key(self, number: int) -> int:
        return key_of(self.run.pk, number)

    def post(self, author: int, text: str = "", *, ago_s: int = 0, topic: int = 0, step: int = STEP) -> int:
        cells = {"text": text, "topic": topic, "feeling": 0, "place": 0, "about": 0}
        number = self._happen(Post, ago_s, step, author_id=self.key(author), **cells)
        PostCount.objects.create(id=self.key(number), comments=0, likes=0, reposts=0)
        for token in tokens_of(text):
            self.make(PostToken, token=token, post_id=self.key(number))
        return number

    def posts(self, count: int, *, authors: int, text: str = "") -> None:
        """Write many at once, the last of them now and each other a minute before the next."""
        first = self._next(Post, count)
        made = range(first, first + count)
        fixed: dict[str, Any] = {"step": STEP, "feeling": 0, "place": 0, "about": 0, "text": text}
        Post.objects.bulk_create(
            Post(
                id=self.key(n),
                sim_time=NOW - (first + count - 1 - n) * 60,
                author_id=self.key(n % authors + 1),
                topic=n % 16,
                **fixed,
            )
            for n in made
        )
        PostCount.objects.bulk_create(PostCount(id=self.key(n), comments=0, likes=n % 5, reposts=0) for n in made)
        uses = [(token, n) for n in made for token in tokens_of(text)]
        token_number = self._next(PostToken, len(uses))
        PostToken.objects.bulk_create(
            PostToken(id=self.key(token_number + i), token=token, post_id=self.key(n))
            for i, (token, n) in enumerate(uses)
        )

    def comment(self, author: int, post: int, *, ago_s: int = 0, step: int = STEP) -> int:
        self._count(post, "comments")
        cells = {"post_id": self.key(post), "author_id": self.key(author), "parent": 0, "depth": 0, "text": "So it is"}
        return self._happen(Comment, ago_s, step, **cells)

    def like(self, account: int, post: int, *, ago_s: int = 0, step: int = STEP) -> int:
        self._count(post, "likes")
        return self._happen(Like, ago_s, step, account_id=self.key(account), post_id=self.key(post))

    def repost(self, account: int, post: int, *, ago_s: int = 0, step: int = STEP) -> int:
        self._count(post, "reposts")
        return self._happen(Repost, ago_s, step, account_id=self.key(account), post_id=self.key(post))

    def follow(self, follower: int, *followed: int, step: int = STEP) -> None:
        for one in followed:
            self._happen(Follow, 0, step, follower_id=self.key(follower), followed_id=self.key(one))

    def block(self, blocker: int, blocked: int) -> None:
        self._happen(Block, 0, STEP, blocker_id=self.key(blocker), blocked_id=self.key(blocked))

    def hide(self, post: int) -> None:
        self._happen(Sanction, 0, STEP, kind=Subject.POST, subject=post, reason="rude")

    def end(self, model: Any, number: int, *, step: int = STEP + 1) -> None:
        model.objects.filter(pk=self.key(number)).update(ended_step=step)

    def make(self, model: Any, **cells: Any) -> int:
        number = self._next(model)
        model.objects.create(id=self.key(number), **cells)
        return number

    def _happen(self, model: Any, ago_s: int, step: int, **cells: Any) -> int:
        return self.make(model, step=step, sim_time=NOW - ago_s, **cells)

    def _next(self, model: Any, count: int = 1) -> int:
        table = model._meta.db_table
        first = self.last.get(table, 0) + 1
        self.last[table] = first + count - 1
        return first

    def _count(self, post: int, column: str) -> None:
        PostCount.objects.filter(pk=self.key(post)).update(**{column: F(column) + 1})
