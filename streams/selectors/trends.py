"""Words on the rise among the latest posts. Tokens are hashes: what a word was is read again from a post that has it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from streams.kernel.ids import number_of
from streams.models import Post, PostToken
from streams.network.rows import TOKENS
from streams.recommender.choosing import Pool
from streams.recommender.trending import Trends, rising
from streams.search.tokens import is_han, is_telling, normal, token_of, words_of
from streams.selectors.candidates import last_post, pool_of
from streams.selectors.viewing import Viewer
from streams.writer.stores import open_store

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
    """List words that more accounts used in the later half of the latest posts than in the half before. Eight queries."""
    pool = pool_of(viewer, top=last_post(viewer))
    token, post = _tokens(viewer, pool)
    row = np.searchsorted(pool.number, post)
    covered = np.unique(post)
    is_newer = post >= covered[len(covered) // 2] if len(covered) else np.zeros(0, dtype=bool)
    found = rising(token=token, author=pool.author[row], is_newer=is_newer, count=limit * _SPARE)
    samples = {one: int(post[token == one].max()) for one in found.token.tolist()}
    return _told(found, samples, _texts(viewer, samples.values()))[:limit]


def _tokens(viewer: Viewer, pool: Pool) -> tuple[Int, Int]:
    """Read the latest words that posts of the pool have: (tokens, numbers of posts)."""
    base = viewer.key(0)
    rows = PostToken.objects.of(viewer.run.pk).filter(pk__lte=viewer.key(viewer.last(PostToken))).order_by("-pk")
    end = (rows.values_list("pk", flat=True).first() or base) + 1
    read = open_store().read_range(TOKENS, max(base + 1, end - TOKEN_ROWS), end, ("token", "post_id"))
    token, post = read["token"], read["post_id"] - base
    is_there = np.isin(post, pool.number)
    return token[is_there], post[is_there]


def _texts(viewer: Viewer, numbers: Iterable[int]) -> dict[int, str]:
    rows = Post.objects.filter(pk__in=viewer.keys(set(numbers))).values_list("pk", "text")
    return {number_of(key): text for key, text in rows}


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
