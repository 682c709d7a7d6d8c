"""The following feed: what those whom an account follows wrote and passed on, found by index.

Of few everybody is asked for the last row only. The latest of these bound what can be on a page, and of their authors only
the rows above that bound are read. Of many, somebody wrote just now: there the latest posts of all are looked through
first. So a page costs as much as one follows people, up to a few hundred, whatever they all have written.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import OuterRef, Q, QuerySet, Subquery

from streams.kernel.ids import number_of
from streams.models import Account, Follow, Post, Repost
from streams.selectors.statements import Build, gap, one_of, read
from streams.selectors.viewing import E, Viewer, last_key, standing_then

FOLLOWED_MAX: Final = 10_000
"""Accounts that are looked at: of who follows more, those with the lowest numbers."""
FEW: Final = 250
"""Up to so many it is quicker to ask each for its last row."""
RECENT: Final = 20_000
"""Posts and reposts that are looked through for those of many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed:
    """A post on its way to a reader: written, or passed on by `by` (0 where it was written). All are numbers of the run.

    number: of the post, or of the repost.   author: of the post where it was written, else 0.
    """

    number: int
    post: int
    author: int
    by: int
    sim_time: int


def passed_to(viewer: Viewer, *, post: int, repost: int, limit: int) -> list[Passed]:
    """List up to `limit` posts and reposts of whom she follows, and posts of her own, the latest first.

    post, repost: only what has a smaller number.   Five queries; ten where many wrote less than a page lately.
    """
    search = _Search(viewer=viewer, post=post, repost=repost, limit=limit)
    followed = search.followed(FEW + 1)
    if len(followed) <= FEW:
        return search.of(followed)
    found = search.recent()
    return search.of(search.followed(FOLLOWED_MAX)) if found is None else found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Search:
    """One page that is looked for."""

    viewer: Viewer
    post: int
    repost: int
    limit: int

    @property
    def me(self) -> int:
        """Key of the reader's account."""
        return self.viewer.key(self.viewer.account)

    def followed(self, limit: int) -> list[int]:
        """Read whom she follows: keys. One query."""
        follows = read(_followed, self.viewer.is_past, limit, me=self.me, **self.viewer.bounds(Follow))
        return [key for (key,) in follows]

    def recent(self) -> list[Passed] | None:
        """Look through the latest of all. None if that is no page: there may be older ones. Four queries."""
        since_post = last_key(self.viewer, Post, end=self.post) - RECENT
        since_repost = last_key(self.viewer, Repost, end=self.repost) - RECENT
        written = self._written(_recent_posts, since_post, me=self.me, also=self.me)
        passed = self._passed(_recent_reposts, since_repost, me=self.me, also=0)
        return self._merged(written, passed) if len(written) == self.limit else None

    def of(self, followed: Iterable[int]) -> list[Passed]:
        """Ask everybody for the last. Four queries."""
        last = self._nth(followed, 1)
        writers = _last_active({account: post for account, post, _ in last if post is not None}, self.limit)
        passers = _last_active({account: repost for account, _, repost in last if repost is not None}, self.limit)
        nth = self._nth({self.me, *writers, *passers}, self.limit)
        of_writers = [post for account, post, _ in nth if account == self.me or account in writers]
        of_passers = [repost for account, _, repost in nth if account in passers]
        since_post, since_repost = _bound(writers, of_writers, self.limit), _bound(passers, of_passers, self.limit)
        written = self._written(_posts_of, since_post, accounts={self.me, *writers})
        return self._merged(written, self._passed(_reposts_of, since_repost, accounts=passers))

    def _merged(self, written: Iterable[Passed], passed: Iterable[Passed]) -> list[Passed]:
        return sorted([*written, *passed], key=lambda one: (-one.sim_time, one.by > 0, -one.number))[: self.limit]

    def _nth(self, accounts: Iterable[int], n: int) -> list[tuple[Any, ...]]:
        """Find the n-th latest post and repost of each of these accounts: keys, None where there are fewer."""
        ends = {"post_end": self.viewer.key(self.post), "repost_end": self.viewer.key(self.repost)}
        return read(_nth, self.viewer.is_past, n, accounts=accounts, **ends, **self.viewer.bounds(Post, Repost))

    def _written(self, build: Build, since: int, **by: Any) -> list[Passed]:
        """Read the latest posts of some, none below a key."""
        ends = {"since": since, "end": self.viewer.key(self.post)}
        rows = read(build, self.viewer.is_past, self.limit, **by, **ends, **self.viewer.bounds(Post, Follow))
        return [_as_passed(key, key, author, 0, at) for key, author, at in rows]

    def _passed(self, build: Build, since: int, **by: Any) -> list[Passed]:
        """Read the latest reposts of some, none below a key."""
        ends = {"since": since, "end": self.viewer.key(self.repost)}
        rows = read(build, self.viewer.is_past, self.limit, **by, **ends, **self.viewer.bounds(Repost, Follow))
        return [_as_passed(key, post, 0, by, at) for key, post, by, at in rows]


def _last_active(last: Mapping[int, int], limit: int) -> dict[int, int]:
    """Keep the `limit` accounts with the latest rows: no other can have a row on the page."""
    return dict(sorted(last.items(), key=lambda item: -item[1])[:limit])


def _bound(last: Mapping[int, int], nth: Iterable[int | None], limit: int) -> int:
    """Give a key that at least `limit` rows are not below, 0 where there are fewer.

    last: the last rows of the chosen accounts.   nth: the `limit`-th latest row of each.
    """
    bound = min(last.values()) if len(last) == limit else 0
    return max([bound, *(key for key in nth if key is not None)])


def _as_passed(key: int, post: int, author: int, by: int, sim_time: int) -> Passed:
    return Passed(
        number=number_of(key), post=number_of(post), author=number_of(author), by=number_of(by), sim_time=sim_time
    )


# What is asked, with gaps for who asks.


def _followed(is_past: bool, limit: int) -> QuerySet[Follow, Any]:
    rows = standing_then(Follow, is_past=is_past).filter(follower=gap("me"))
    # in the order of the index that has all of it, so that no row of the table need be read
    return rows.order_by("follower_id", "followed_id").values_list("followed_id")[:limit]


def _nth(is_past: bool, n: int) -> QuerySet[Account, Any]:
    posts = standing_then(Post, is_past=is_past).filter(author=OuterRef("pk"), pk__lt=gap("post_end"))
    reposts = standing_then(Repost, is_past=is_past).filter(account=OuterRef("pk"), pk__lt=gap("repost_end"))
    post = Subquery(posts.order_by("-author_id", "-pk").values("pk")[n - 1 : n])
    repost = Subquery(reposts.order_by("-account_id", "-pk").values("pk")[n - 1 : n])
    accounts = Account.objects.filter(one_of("pk", "accounts"))
    return accounts.annotate(post=post, repost=repost).values_list("pk", "post", "repost")


def _posts_of(is_past: bool, limit: int) -> QuerySet[Post, Any]:
    return _latest(Post, is_past, limit, one_of("author_id", "accounts")).values_list("pk", "author", "sim_time")


def _reposts_of(is_past: bool, limit: int) -> QuerySet[Repost, Any]:
    rows = _latest(Repost, is_past, limit, one_of("account_id", "accounts"))
    return rows.values_list("pk", "post", "account", "sim_time")


def _recent_posts(is_past: bool, limit: int) -> QuerySet[Post, Any]:
    by = Q(author=gap("also")) | Q(author__in=_of_her(is_past))
    return _latest(Post, is_past, limit, by).values_list("pk", "author", "sim_time")


def _recent_reposts(is_past: bool, limit: int) -> QuerySet[Repost, Any]:
    by = Q(account=gap("also")) | Q(account__in=_of_her(is_past))
    return _latest(Repost, is_past, limit, by).values_list("pk", "post", "account", "sim_time")


def _of_her(is_past: bool) -> QuerySet[Follow, Any]:
    """Select whom she follows. Behind an OR, PostgreSQL hashes them once and reads posts backwards until a page is full."""
    return standing_then(Follow, is_past=is_past).filter(follower=gap("me")).values("followed_id")


def _latest(model: type[E], is_past: bool, limit: int, by: Any) -> QuerySet[E, Any]:
    rows = standing_then(model, is_past=is_past).filter(by, pk__gte=gap("since"), pk__lt=gap("end"))
    return rows.order_by("-pk")[:limit]
