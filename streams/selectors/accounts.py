"""Accounts as a viewer sees them: who it is, how many follow it, what she has to do with it; lists of accounts.

Whoever blocks the viewer is not there for her; whom she blocks herself she finds by name only, to take it back.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from streams.kernel.ids import number_of
from streams.models import Account, AccountCount, AccountKind, Block, Follow, Post, Run, Subject
from streams.models.social import STANDS
from streams.selectors.statements import gap, one_of, read, read_models, text_gap
from streams.selectors.viewing import LAST_NUMBER, Page, Viewer, hidden_among, of_one, page_of, standing_then


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountCounts:
    """How many posts, followers and followed an account has."""

    posts: int = 0
    followers: int = 0
    following: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountView:
    """An account and what the viewer has to do with it: whether she follows it, it follows her, she blocks it."""

    number: int
    handle: str
    display_name: str
    bio: str
    kind: AccountKind
    avatar_seed: int
    picture: str  # key of an uploaded file, empty for the drawn face
    counts: AccountCounts
    is_suspended: bool
    is_followed: bool
    follows_you: bool
    is_blocked: bool


def accounts_by_numbers(viewer: Viewer, numbers: Iterable[int]) -> dict[int, AccountView]:
    """Show accounts by number; unknown ones, and those that block the viewer, are left out.

    Three queries, four for a viewer with an account; in the past two more, because counts of then are counted.
    """
    wanted = set(numbers) - (viewer.blocked - viewer.blocking) - {0}
    keys = viewer.keys(wanted)
    rows = read_models(Account, _accounts, keys=keys, end=viewer.key(viewer.last(Account)))
    counts, suspended = _counts(viewer, keys), hidden_among(viewer, Subject.ACCOUNT, wanted)
    followed, following = _ties(viewer, keys)
    return {
        row.number: AccountView(
            number=row.number,
            handle=row.handle,
            display_name=row.display_name,
            bio=row.bio,
            kind=AccountKind(row.kind),
            avatar_seed=row.avatar_seed,
            picture=row.picture,
            counts=counts.get(row.number, AccountCounts()),
            is_suspended=row.number in suspended,
            is_followed=row.number in followed,
            follows_you=row.number in following,
            is_blocked=row.number in viewer.blocking,
        )
        for row in rows
    }


def _accounts() -> QuerySet[Account, Any]:
    return Account.objects.filter(one_of("pk", "keys"), pk__lte=gap("end")).values_list()


def account_view(viewer: Viewer, number: int) -> AccountView | None:
    """Show one account; None if the viewer is not to know of it. Queries as `accounts_by_numbers`."""
    return accounts_by_numbers(viewer, [number]).get(number)


def account_of_handle(viewer: Viewer, handle: str) -> AccountView | None:
    """Show the account with a handle; None if the viewer is not to know of it. A query more than by number."""
    found = read(_of_handle, begin=viewer.key(0), end=viewer.key(LAST_NUMBER), handle=handle)
    return account_view(viewer, number_of(found[0][0])) if found else None


def _of_handle() -> QuerySet[Account, Any]:
    rows = Account.objects.filter(pk__gt=gap("begin"), pk__lte=gap("end"), handle=text_gap("handle"))
    return rows.order_by("pk").values_list("pk")[:1]


def numbers_of_handles(run: Run, handles: Sequence[str]) -> dict[str, int]:
    """Find accounts by their handles, whoever asks; unknown ones are left out. One query.

    Should a run have a handle twice, its first account has it.
    """
    rows = Account.objects.of(run.pk).filter(handle__in=set(handles)).order_by("-pk")
    return {handle: number_of(key) for handle, key in rows.values_list("handle", "pk")}


def accounts_named(viewer: Viewer, text: str, *, before: int = 0, limit: int = 20) -> Page[AccountView]:
    """List accounts whose handle or name begins like this, the newest first; all of them for an empty text.

    Two queries more than `accounts_by_numbers`, each led by an index. Latin letters are looked for in names as they are
    and with a capital first, because people type small ones.
    """
    text = text.strip().removeprefix("@")
    rows = Account.objects.of(viewer.run.pk).filter(pk__lte=viewer.key(viewer.last(Account)))
    rows = rows.exclude(pk__in=viewer.keys(viewer.blocked))
    if before:
        rows = rows.filter(pk__lt=viewer.key(before))
    if text:
        handle = "-".join(text.lower().split())
        rows = rows.filter(
            Q(handle__begins=handle) | Q(display_name__begins=text) | Q(display_name__begins=text.title())
        )
    page = page_of(rows.order_by("-pk"), limit, lambda row: row.number)
    return _shown(viewer, [row.number for row in page.items], page.next)


def followers_of(viewer: Viewer, account: int, *, before: int = 0, limit: int = 20) -> Page[AccountView]:
    """List who follows an account, the latest first; of one whom a block parts from the viewer nobody.

    One query more than `accounts_by_numbers`.
    """
    rows = of_one(viewer.standing(Follow), "followed_id", viewer.key(account))
    rows = rows.none() if account in viewer.blocked else rows.exclude(follower__in=viewer.keys(viewer.blocked))
    return _follows_page(viewer, rows, lambda row: row.follower_id, before=before, limit=limit)


def following_of(viewer: Viewer, account: int, *, before: int = 0, limit: int = 20) -> Page[AccountView]:
    """List whom an account follows, the latest first: as `followers_of`."""
    rows = of_one(viewer.standing(Follow), "follower_id", viewer.key(account))
    rows = rows.none() if account in viewer.blocked else rows.exclude(followed__in=viewer.keys(viewer.blocked))
    return _follows_page(viewer, rows, lambda row: row.followed_id, before=before, limit=limit)


def blocked_by_viewer(viewer: Viewer, *, before: int = 0, limit: int = 20) -> Page[AccountView]:
    """List whom the viewer blocks, the latest first. One query more than `accounts_by_numbers`."""
    rows = Block.objects.filter(STANDS, blocker=viewer.key(viewer.account))
    if before:
        rows = rows.filter(pk__lt=viewer.key(before))
    page = page_of(rows.order_by("-pk"), limit, lambda row: row.number)
    return _shown(viewer, [number_of(row.blocked_id) for row in page.items], page.next)


def _follows_page(
    viewer: Viewer, rows: QuerySet[Follow], whom: Callable[[Follow], int], *, before: int, limit: int
) -> Page[AccountView]:
    if before:
        rows = rows.filter(pk__lt=viewer.key(before))
    page = page_of(rows, limit, lambda row: row.number)
    return _shown(viewer, [number_of(whom(row)) for row in page.items], page.next)


def _shown(viewer: Viewer, numbers: Sequence[int], following: int) -> Page[AccountView]:
    views = accounts_by_numbers(viewer, numbers)
    return Page(items=[views[number] for number in numbers if number in views], next=following)


def _counts(viewer: Viewer, keys: Sequence[int]) -> Mapping[int, AccountCounts]:
    if viewer.until is not None:
        return _counts_then(viewer, keys)
    kept = read(_kept_counts, keys=keys)
    return {number_of(key): AccountCounts(posts=p, followers=n, following=m) for key, p, n, m in kept}


def _kept_counts() -> QuerySet[AccountCount, Any]:
    return AccountCount.objects.filter(one_of("pk", "keys")).values_list("pk", "posts", "followers", "following")


def _counts_then(viewer: Viewer, keys: Sequence[int]) -> Mapping[int, AccountCounts]:
    posts = _tally(viewer.standing(Post).filter(author__in=keys), "author_id")
    followers = _tally(viewer.standing(Follow).filter(followed__in=keys), "followed_id")
    following = _tally(viewer.standing(Follow).filter(follower__in=keys), "follower_id")
    return {
        number_of(key): AccountCounts(posts=posts[key], followers=followers[key], following=following[key])
        for key in keys
    }


def _tally(rows: QuerySet[Any], column: str) -> Mapping[int, int]:
    """Count rows by a column of keys: one grouped query."""
    return Counter(dict(rows.order_by().values_list(column).annotate(Count("pk"))))


def _ties(viewer: Viewer, keys: Sequence[int]) -> tuple[set[int], set[int]]:
    """Say whom of these the viewer follows, and who of them follows her. One query, none without an account."""
    if not viewer.account:
        return set(), set()
    me = viewer.key(viewer.account)
    found = read(_follows_between, viewer.is_past, me=me, keys=keys, **viewer.bounds(Follow))
    pairs = [(number_of(one), number_of(other)) for one, other in found]
    return (
        {other for one, other in pairs if one == viewer.account},
        {one for one, other in pairs if other == viewer.account},
    )


def _follows_between(is_past: bool) -> QuerySet[Follow, Any]:
    follows = standing_then(Follow, is_past=is_past).values_list("follower_id", "followed_id")
    hers = follows.filter(one_of("followed_id", "keys"), follower=gap("me"))
    # in two halves: with OR PostgreSQL reads all that a person follows
    return hers.union(follows.filter(one_of("follower_id", "keys"), followed=gap("me")), all=True)
