"""Words on the rise among the latest posts. Tokens are hashes: what a word was is read again from a post that has it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from django.db.models import QuerySet
from numpy.typing import NDArray

from streams.kernel.ids import number_of
from streams.models import Post, PostToken
from streams.recommender.trending import Trends, rising
from streams.search.tokens import is_han, is_telling, normal, token_of, words_of
from streams.selectors.candidates import recent_posts
from streams.selectors.shared import latest_of, shared
from streams.selectors.statements import gap, one_of, read, read_integers
from streams.selectors.viewing import Viewer

TOKEN_ROWS: Final = 10_000
"""Words of the latest posts that are counted."""
_SPARE: Final = 4
"""So many times as many words are looked at as are shown: some say nothing, and of a long Chinese word each pair rises."""

Int = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendView:
    """A word on the rise, and how many accounts used it lately."""

    word: str
    authors: int


def trends_of(viewer: Viewer, *, limit: int) -> list[TrendView]:
    """List words that more accounts used in the later half of the latest posts than in the half before.

    Six queries, two where somebody asked in the same step.
    """
    latest = latest_of(viewer)
    number, author = recent_posts(viewer, latest)
    token, post = shared(viewer, latest, "tokens", lambda: _tokens(viewer))
    is_shown = np.isin(post, number)
    token, post = token[is_shown], post[is_shown]
    row = np.searchsorted(number, post)
    covered = np.unique(post)
    is_newer = post >= covered[len(covered) // 2] if len(covered) else np.zeros(0, dtype=bool)
    found = rising(token=token, author=author[row], is_newer=is_newer, count=limit * _SPARE)
    order = np.lexsort((post, token))
    last = np.searchsorted(token[order], found.token, side="right") - 1
    samples = dict(zip(found.token.tolist(), post[order[last]].tolist(), strict=True))
    return _told(found, samples, _texts(viewer, samples.values()))[:limit]


def _tokens(viewer: Viewer) -> tuple[Int, Int]:
    """Read the latest words of all posts: (tokens, numbers of posts). Two queries."""
    base = viewer.key(0)
    last = read(_last_token, begin=base, end=viewer.key(viewer.last(PostToken)))
    end = last[0][0] if last else base
    token, post = read_integers(_words, begin=max(base, end - TOKEN_ROWS), end=end).T
    return token.copy(), post - base


def _texts(viewer: Viewer, numbers: Iterable[int]) -> dict[int, str]:
    return {number_of(key): text for key, text in read(_texts_of, keys=viewer.keys(set(numbers)))}


# What is asked, with gaps for who asks.


def _last_token() -> QuerySet[PostToken, Any]:
    return PostToken.objects.filter(pk__gt=gap("begin"), pk__lte=gap("end")).order_by("-pk").values_list("pk")[:1]


def _words() -> QuerySet[PostToken, Any]:
    return PostToken.objects.filter(pk__gt=gap("begin"), pk__lte=gap("end")).values_list("token", "post")


def _texts_of() -> QuerySet[Post, Any]:
    return Post.objects.filter(one_of("pk", "keys")).values_list("pk", "text")


def _told(found: Trends, samples: Mapping[int, int], texts: Mapping[int, str]) -> list[TrendView]:
    """Turn tokens into words; those that say nothing are left out."""
    left = dict(zip(found.token.tolist(), found.authors.tolist(), strict=True))
    told: list[TrendView] = []
    for token in found.token.tolist():
        if token not in left:
            continue
        text, authors = texts[samples[token]], left.pop(token)
        word = next(one for one in words_of(text) if token_of(one) == token)
        if is_telling(word):
            told.append(TrendView(word=_whole(word, normal(text), left, authors), authors=authors))
    return told


def _whole(word: str, text: str, left: dict[int, int], authors: int) -> str:
    """Make a pair of Chinese characters whole: join what stands beside it in a text and is on the rise just as much.

    left: authors by token of what is not told yet; what is joined is taken out.
    """
    if not is_han(word):
        return word
    begin = text.index(word)
    end = begin + len(word)
    while begin > 0 and _takes(text[begin - 1 : begin + 1], left, authors):
        begin -= 1
    while _takes(text[end - 1 : end + 1], left, authors):
        end += 1
    return text[begin:end]


def _takes(pair: str, left: dict[int, int], authors: int) -> bool:
    """Take a neighbouring pair out of what is left, if it is on the rise as much as its neighbour."""
    is_part = len(pair) == 2 and is_telling(pair) and left.get(token_of(pair)) == authors
    if is_part:
        del left[token_of(pair)]
    return is_part
