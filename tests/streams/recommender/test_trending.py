"""Words on the rise, against a slow reference."""

from collections import defaultdict

import numpy as np

from streams.recommender.trending import rising


def trends(uses: list[tuple[int, int, bool]], count: int = 10) -> list[tuple[int, int]]:
    """uses: (token, author, in a newer post); gives (token, authors) in order."""
    token, author, is_newer = np.array(uses, dtype=np.int64).reshape(-1, 3).T
    found = rising(token=token, author=author, is_newer=is_newer.astype(bool), count=count)
    return list(zip(found.token.tolist(), found.authors.tolist(), strict=True))


def slow_trends(uses: list[tuple[int, int, bool]], count: int) -> list[tuple[int, int]]:
    newer: dict[int, set[int]] = defaultdict(set)
    older: dict[int, set[int]] = defaultdict(set)
    for token, author, is_newer in uses:
        (newer if is_newer else older)[token].add(author)
    growing = []
    for token, authors in newer.items():
        now, before = len(authors), len(older[token])
        growth = (now - before) ** 2 * 16 // (1 + before)
        if now >= 2 and now > before and growth > 0:
            growing.append((-growth, -now, token))
    return [(token, -now) for _, now, token in sorted(growing)[:count]]


def test_trends_are_what_the_slow_reference_finds() -> None:
    random = np.random.default_rng(3)
    uses = [
        (int(token) ** 2 % 97, int(author), bool(is_newer))
        for token, author, is_newer in zip(
            random.integers(0, 400, 3_000), random.integers(1, 30, 3_000), random.integers(0, 2, 3_000), strict=True
        )
    ]

    assert trends(uses, 25) == slow_trends(uses, 25)


def test_a_word_that_is_always_used_is_no_trend() -> None:
    always = [(1, author, is_newer) for author in range(20) for is_newer in (False, True)]
    fresh = [(2, author, True) for author in range(3)]

    assert trends(always + fresh) == [(2, 3)]


def test_one_who_repeats_herself_makes_no_trend() -> None:
    assert trends([(5, 1, True)] * 30) == []


def test_of_equal_trends_the_smaller_token_comes_first() -> None:
    uses = [(token, author, True) for token in (9, 3, 2**62, 6) for author in (1, 2)]

    assert trends(uses) == [(3, 2), (6, 2), (9, 2), (2**62, 2)]


def test_without_posts_nothing_is_on_the_rise() -> None:
    assert trends([]) == []
