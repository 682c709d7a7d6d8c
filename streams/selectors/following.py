"""The following feed: what those whom an account follows wrote and passed on, found by index.

Everybody followed is asked for the last row only. The latest of these bound what can be on a page, and of their authors
only the rows above that bound are read. So a page costs as much as one follows people, whatever they all have written.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import OuterRef, QuerySet, Subquery

from streams.kernel.ids import number_of
from streams.models import Account, Follow, Post, Repost
from streams.selectors.viewing import Viewer

FOLLOWED_MAX: Final = 5_000
"""Accounts that are looked at: those followed last."""


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


@dataclass(frozen=True, slots=True)
class _Shelf:
    """Posts or reposts, and the column that says whose they are."""

    rows: QuerySet[Any]
    who: str

    def nth(self, n: int, of: str) -> Subquery:
        """Find the key of the n-th latest row of an account; `of`: the outer query's column of accounts."""
        rows = self.rows.filter(**{self.who: OuterRef(of)}).order_by("-pk")
        return Subquery(rows.values("pk")[n - 1 : n])

    def latest(self, accounts: Iterable[int], bound: int, limit: int) -> QuerySet[Any]:
        """Select the latest rows of some accounts, none below the bound."""
        return self.rows.filter(**{f"{self.who}__in": list(accounts)}, pk__gte=bound).order_by("-pk")[:limit]


def passed_to(viewer: Viewer, *, post: int, repost: int, limit: int) -> list[Passed]:
    """List up to `limit` posts and reposts of whom she follows, and posts of her own, the latest first.

    post, repost: only what has a smaller number.   Four queries.
    """
    me = viewer.key(viewer.account)
    posts = _Shelf(viewer.standing(Post).filter(pk__lt=viewer.key(post)), "author")
    reposts = _Shelf(viewer.standing(Repost).filter(pk__lt=viewer.key(repost)), "account")
    follows = viewer.standing(Follow).filter(follower=me).order_by("-pk").values_list("followed")
    followed = list(follows.annotate(post=posts.nth(1, "followed"), repost=reposts.nth(1, "followed"))[:FOLLOWED_MAX])
    writers = _last_active({account: last for account, last, _ in followed if last is not None}, limit)
    passers = _last_active({account: last for account, _, last in followed if last is not None}, limit)
    accounts = Account.objects.filter(pk__in={me, *writers, *passers}).values_list("pk")
    nth = list(accounts.annotate(post=posts.nth(limit, "pk"), repost=reposts.nth(limit, "pk")))
    written = posts.latest(
        {me, *writers},
        _bound(writers, [last for account, last, _ in nth if account == me or account in writers], limit),
        limit,
    )
    passed = reposts.latest(
        passers, _bound(passers, [last for account, _, last in nth if account in passers], limit), limit
    )
    found = [
        *(_passed(pk, pk, author, 0, at) for pk, author, at in written.values_list("pk", "author", "sim_time")),
        *(_passed(pk, of, 0, by, at) for pk, of, by, at in passed.values_list("pk", "post", "account", "sim_time")),
    ]
    return sorted(found, key=lambda one: (-one.sim_time, one.by > 0, -one.number))[:limit]


def _last_active(last: Mapping[int, int], limit: int) -> dict[int, int]:
    """Keep the `limit` accounts with the latest rows: no other can have a row on the page."""
    return dict(sorted(last.items(), key=lambda item: -item[1])[:limit])


def _bound(last: Mapping[int, int], nth: Iterable[int | None], limit: int) -> int:
    """Give a key that at least `limit` rows are not below, 0 where there are fewer.

    last: the last rows of the chosen accounts.   nth: the `limit`-th latest row of each.
    """
    bound = min(last.values()) if len(last) == limit else 0
    return max([bound, *(key for key in nth if key is not None)])


def _passed(key: int, post: int, author: int, by: int, sim_time: int) -> Passed:
    return Passed(
        number=number_of(key), post=number_of(post), author=number_of(author), by=number_of(by), sim_time=sim_time
    )
