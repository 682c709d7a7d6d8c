"""Search for posts by words: the same rows of tokens on both stores, and a bounded number of them, however common a word is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from django.db.models import QuerySet
from numpy.typing import NDArray

from streams.kernel.ids import number_of
from streams.models import Post, PostToken
from streams.search.tokens import tokens_of
from streams.selectors.posts import seen_gaps, seen_then
from streams.selectors.statements import gap, one_of, read, read_integers
from streams.selectors.viewing import Viewer

Keys = NDArray[np.int64]

WORDS_MAX: Final = 8
"""Words of a question that are looked for; the rest is left out."""
DEPTH: Final = 1_000
"""Uses of the rarest word that one page looks at."""
_SPARE: Final = 4
"""So many times as many posts as a page shows are looked at first: few are hidden or taken back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hits:
    """Numbers of posts, the latest first; `next` goes on behind them, 0 where nothing follows.

    A page may hold fewer than asked for while something follows: it ends where it has looked at DEPTH uses.
    """

    numbers: list[int]
    next: int


def hits_of(viewer: Viewer, text: str, *, before: int, limit: int) -> Hits:
    """Find posts that have all the words of a text and that the viewer may see.

    before: only posts with a smaller number.   Queries: one for each word and two more; three where too few of the
    latest hits may be seen.
    """
    tokens = tokens_of(text)[:WORDS_MAX]
    if not tokens:
        return Hits(numbers=[], next=0)
    uses = {token: _uses(viewer, token, before) for token in tokens}
    # all uses of a rare word are at hand; of words that are all common, the one whose uses reach back furthest is the rarest
    rarest = min(tokens, key=lambda token: (len(uses[token]), uses[token][-1:].tolist()))
    with_all = _with_all(uses[rarest], [token for token in tokens if token != rarest])
    found = _seen(viewer, with_all[: _SPARE * limit])
    if len(found) <= limit:
        found += _seen(viewer, with_all[_SPARE * limit :])
    is_cut = len(uses[rarest]) == DEPTH
    if len(found) > limit:
        return Hits(numbers=found[:limit], next=found[limit - 1])
    return Hits(numbers=found, next=number_of(int(uses[rarest][-1])) if is_cut else 0)


def _uses(viewer: Viewer, token: int, before: int) -> Keys:
    """Read the keys of the latest posts with a word, the latest first. One query."""
    return read_integers(_latest_uses, token=token, first=viewer.key(0), end=viewer.key(before))[:, 0]


def _with_all(posts: Keys, tokens: Sequence[int]) -> Keys:
    """Keep the posts that have all of these words too, in their order. One query, none without other words."""
    if not tokens or not len(posts):
        return posts
    uses = read_integers(_uses_among, tokens=tokens, posts=posts.tolist())[:, 0]
    found, counts = np.unique(uses, return_counts=True)
    return posts[np.isin(posts, found[counts == len(tokens)])]


def _seen(viewer: Viewer, keys: Keys) -> list[int]:
    """Keep what the viewer may see at her moment, as numbers. One query, none for no keys."""
    if not len(keys):
        return []
    rows = read(_seen_among, viewer.is_past, viewer.is_operator, keys=keys.tolist(), **seen_gaps(viewer))
    return [number_of(key) for (key,) in rows]


# What is asked, with gaps for who asks.


def _latest_uses() -> QuerySet[PostToken, Any]:
    uses = PostToken.objects.filter(token=gap("token"), post__gt=gap("first"), post__lt=gap("end"))
    return uses.order_by("-post").values_list("post")[:DEPTH]


def _uses_among() -> QuerySet[PostToken, Any]:
    return PostToken.objects.filter(one_of("token", "tokens"), one_of("post_id", "posts")).values_list("post")


def _seen_among(is_past: bool, is_operator: bool) -> QuerySet[Post, Any]:
    return seen_then(is_past, is_operator).filter(one_of("pk", "keys")).order_by("-pk").values_list("pk")
