"""Search by words, and words on the rise."""

import pytest

from streams.models import Post
from streams.recommender.rankings import Reason
from streams.selectors import searching
from streams.selectors.feeds import search_posts, trending
from streams.selectors.viewing import Viewer
from tests.streams.selectors.feed_rows import FeedRows

pytestmark = [pytest.mark.django_db, pytest.mark.stores]

ME = 1


@pytest.fixture
def rows() -> FeedRows:
    return FeedRows.of(accounts=6)


def found(viewer: Viewer, text: str) -> list[int]:
    return [entry.post.number for entry in search_posts(viewer, text).entries]


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("coffee", [4, 1]),
        ("COFFEE shop", [1]),
        ("shop coffee", [1]),
        ("the coffee", [4, 1]),
        ("咖啡", [3, 2]),
        ("咖啡馆", [2]),
        ("啡馆", [2]),
        ("喝", []),
        ("ＣＯＦＦＥＥ", [4, 1]),
        ("tea", []),
        ("coffee tea", []),
        ("the", []),
        ("", []),
    ],
)
def test_posts_are_found_that_have_all_the_words(rows: FeedRows, text: str, hits: list[int]) -> None:
    for said in ("A coffee shop opens!", "新开的咖啡馆", "我在喝咖啡", "Coffee?"):
        rows.post(2, said)

    assert found(rows.viewer(ME), text) == hits


def test_what_is_found_says_so(rows: FeedRows) -> None:
    rows.post(2, "coffee")

    assert [entry.reasons for entry in search_posts(rows.viewer(), "coffee").entries] == [[Reason.FOUND]]


def test_ended_hidden_and_blocked_posts_are_not_found(rows: FeedRows) -> None:
    kept, removed, hidden, blocked = (rows.post(author, "tea") for author in (2, 2, 2, 3))
    rows.end(Post, removed)
    rows.hide(hidden)
    rows.block(ME, 3)

    assert found(rows.viewer(ME), "tea") == [kept]
    assert found(rows.viewer(is_operator=True), "tea") == [blocked, hidden, kept]


def test_posts_of_another_run_are_not_found(rows: FeedRows) -> None:
    FeedRows.of(accounts=2).post(1, "tea")

    assert found(rows.viewer(ME), "tea") == []


def test_a_past_search_finds_what_stood_then(rows: FeedRows) -> None:
    removed = rows.post(2, "tea", step=10)
    rows.end(Post, removed, step=20)
    then = rows.until(15, 100)
    rows.post(2, "tea", step=16)

    assert found(rows.viewer(ME, until=then), "tea") == [removed]


@pytest.mark.parametrize("depth", [1, 2, 5, 1_000])
def test_search_goes_on_to_the_first_post_of_all(rows: FeedRows, depth: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "DEPTH", depth)
    for n in range(40):
        rows.post(2 + n % 3, ("green tea", "green", "tea", "black tea, green tea")[n % 4])
    expected = [n + 1 for n in range(40) if n % 4 in (0, 3)][::-1]
    rows.block(ME, 3)

    pages, before = [], ""
    for _ in range(200):
        page = search_posts(rows.viewer(ME), "green tea", before=before, limit=3)
        pages.append([entry.post.number for entry in page.entries])
        before = page.next
        if not before:
            break

    assert [number for page in pages for number in page] == [number for number in expected if (number - 1) % 3 != 1]
    assert max(map(len, pages)) <= 3


def test_what_is_no_cursor_is_refused(rows: FeedRows) -> None:
    with pytest.raises(ValueError, match="take `next`"):
        search_posts(rows.viewer(), "tea", before="1.2")


def test_words_that_more_people_use_lately_are_trends(rows: FeedRows) -> None:
    for n in range(12):
        rows.post(1 + n % 6, "Good morning, town")
    for n in range(8):
        rows.post(1 + n % 6, "Good morning, lantern festival!" if n % 2 else "今晚有灯会")

    found = trending(rows.viewer(ME))

    assert {trend.word for trend in found} == {"festival", "lantern", "今晚", "灯会"}
    assert {trend.authors for trend in found} == {3}


def test_words_of_hidden_and_removed_posts_are_no_trends(rows: FeedRows) -> None:
    for n in range(4):
        rows.post(1 + n, "town")
    for n in range(4):
        rows.hide(rows.post(1 + n, "rubbish"))
        rows.end(Post, rows.post(1 + n, "mistake"))

    assert trending(rows.viewer(ME)) == []


def test_a_long_chinese_word_is_one_trend(rows: FeedRows) -> None:
    for n in range(6):
        rows.post(1 + n, "你好")
    for n in range(6):
        rows.post(1 + n, f"{n}号咖啡馆开了")

    assert [trend.word for trend in trending(rows.viewer(ME))] == ["号咖啡馆开"]


def test_without_posts_there_are_no_trends(rows: FeedRows) -> None:
    assert trending(rows.viewer(ME)) == []
