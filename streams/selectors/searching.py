"""Search for posts by words: the same rows of tokens on both stores, and a bounded number of them, however common a word is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Count

from streams.kernel.ids import number_of
from streams.models import PostToken
from streams.search.tokens import tokens_of
from streams.selectors.posts import seen_posts
from streams.selectors.viewing import Viewer

WORDS_MAX: Final = 8
"""Words of a question that are looked for; the rest is left out."""
DEPTH: Final = 1_000
"""Uses of the rarest word that one page looks at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hits:
    """Numbers of posts, the latest first; `next` goes on behind them, 0 where nothing follows.

    A page may hold fewer than asked for while something follows: it ends where it has looked at DEPTH uses.
    """

    numbers: list[int]
    next: int


def hits_of(viewer: Viewer, text: str, *, before: int, limit: int) -> Hits:
    """Find posts that have all the words of a text and that the viewer may see.

    before: only posts with a smaller number.   Queries: one for each word and two more.
    """
    tokens = tokens_of(text)[:WORDS_MAX]
    if not tokens:
        return Hits(numbers=[], next=0)
    uses = {token: _uses(viewer, token, before) for token in tokens}
    # all uses of a rare word are at hand; of words that are all common, the one whose uses reach back furthest is the rarest
    rarest = min(tokens, key=lambda token: (len(uses[token]), uses[token][-1:]))
    found = _seen(viewer, _with_all(uses[rarest], [token for token in tokens if token != rarest]))
    is_cut = len(uses[rarest]) == DEPTH
    if len(found) > limit:
        return Hits(numbers=found[:limit], next=found[limit - 1])
    return Hits(numbers=found, next=number_of(uses[rarest][-1]) if is_cut else 0)


def _uses(viewer: Viewer, token: int, before: int) -> list[int]:
    """Read the keys of the latest posts with a word, the latest first."""
    uses = PostToken.objects.filter(token=token, post__gt=viewer.key(0), post__lt=viewer.key(before))
    return list(uses.order_by("-post").values_list("post", flat=True)[:DEPTH])


def _with_all(posts: Sequence[int], tokens: Sequence[int]) -> Sequence[int]:
    """Keep the posts that have all of these words too, in their order."""
    uses = PostToken.objects.filter(token__in=tokens, post__in=posts).order_by()
    counts = dict(uses.values_list("post").annotate(Count("pk")))
    return [post for post in posts if counts.get(post, 0) == len(tokens)]


def _seen(viewer: Viewer, keys: Sequence[int]) -> list[int]:
    """Keep what the viewer may see at her moment, as numbers."""
    return [
        number_of(key) for key in seen_posts(viewer).filter(pk__in=keys).order_by("-pk").values_list("pk", flat=True)
    ]
