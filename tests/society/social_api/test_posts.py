"""Posts over the API, from the inbox to the answer: written, read, liked, answered, removed, refused."""

import re

import pytest

from streams.models import Inbox, Post, Run
from tests.lived_town import NobodyDrives
from tests.society.social_api.caller import Caller, caller, ids, refused, walked


def test_a_post_is_written_and_read_by_everybody(ann: Caller, nobody: Caller) -> None:
    answer = ann.post("posts", {"text": "  Good morning 早上好 "})

    written = answer.json()["data"]
    assert (answer.status_code, written["receipt"]["outcome"], written["receipt"]["result"]) == (
        201,
        "applied",
        {"post": 1},
    )
    read = nobody.data("posts/1")
    assert read == written["object"]
    assert (read["text"], read["author"]["handle"], read["likes"]) == ("Good morning 早上好", "ann", 0)
    assert ids(nobody.data("posts")) == [1]


def test_the_first_act_opens_an_account(run: Run) -> None:
    dan = caller("dan")

    assert dan.data("me")["account"] is None
    author = dan.done("posts", {"text": "Hello"})["author"]
    assert re.fullmatch("member_[0-9]+", author["handle"])
    assert "dan" not in author["name"]  # the address of a login is nobody's business
    assert dan.data("me")["account"]["posts"] == 1


def test_likes_and_reposts_are_given_and_taken_back(ann: Caller, ben: Caller) -> None:
    ann.done("posts", {"text": "Hello"})

    liked, reposted = ben.done("posts/1/like"), ben.done("posts/1/repost")
    taken_back = ben.delete("posts/1/like")

    assert (liked["likes"], liked["is_liked"]) == (1, True)
    assert (reposted["reposts"], reposted["is_reposted"]) == (1, True)
    assert (taken_back.status_code, taken_back.json()["data"]["object"]["likes"]) == (200, 0)
    assert refused(ben.delete("posts/1/like")) == (409, "CONFLICT", "not_liked")
    assert refused(ben.post("posts/1/repost")) == (409, "CONFLICT", "already_reposted")
    assert ben.delete("posts/1/repost").status_code == 200
    assert ids(ben.data("posts/1/like")) == []


def test_a_thread_is_answered_and_read(ann: Caller, ben: Caller) -> None:
    ann.done("posts", {"text": "Hello"})

    top = ben.done("posts/1/comments", {"text": "Hello yourself"})
    below = ann.done("posts/1/comments", {"text": "Well", "parent": top["id"]})
    ben.done("posts/1/comments", {"text": "Another"})

    assert [(comment["id"], comment["depth"]) for comment in ann.data("posts/1/comments")["items"]] == [
        (1, 0),
        (2, 1),
        (3, 0),
    ]
    assert walked(ann, "posts/1/comments", limit=1, cursor="after") == [1, 2, 3]
    assert ids(ann.data("posts/1/comments?below=1")) == [2]
    assert (below["parent_id"], top["parent_id"], ann.data("comments/2")["text"]) == (1, None, "Well")


def test_what_is_removed_is_gone(ann: Caller, ben: Caller) -> None:
    ann.done("posts", {"text": "Hello"})
    ben.done("posts/1/comments", {"text": "So it is"})

    assert refused(ben.delete("posts/1")) == (409, "CONFLICT", "not_yours")
    comment, post = ben.delete("comments/1"), ann.delete("posts/1")

    assert [(answer.status_code, answer.json()["data"]["object"]) for answer in (comment, post)] == [(200, None)] * 2
    assert refused(ann.get("posts/1")) == (404, "POST_NOT_FOUND", None)
    assert refused(ann.get("comments/1")) == (404, "COMMENT_NOT_FOUND", None)
    assert refused(ben.post("posts/1/like")) == (404, "POST_NOT_FOUND", "post_not_found")


def test_lists_go_on_to_their_end(ann: Caller, ben: Caller) -> None:
    for number in range(5):
        ann.done("posts", {"text": f"{number}"})

    assert walked(ben, "posts") == walked(ben, "accounts/ann/posts", limit=3) == [5, 4, 3, 2, 1]


def test_the_past_is_read_as_it_was(ann: Caller, ben: Caller) -> None:
    then = ann.done("posts", {"text": "Hello"})["world_time"]

    assert ids(ben.data("posts?t=2024-01-01T06:00:00")) == []
    assert ids(ben.data(f"posts?t={then}")) == [1]
    assert refused(ben.get("posts?t=2024-01-01T05:59:59")) == (400, "INVALID_PARAMETER", None)
    assert refused(ben.get("posts?t=2030-01-01T00:00:00")) == (400, "INVALID_PARAMETER", None)


@pytest.mark.parametrize(
    ("path", "body", "status", "code"),
    [
        ("posts", {"text": ""}, 400, "INVALID_PARAMETER"),
        ("posts", {"text": "   "}, 400, "INVALID_PARAMETER"),
        ("posts", {"text": "x" * 5_001}, 400, "INVALID_PARAMETER"),
        ("posts", {"text": "\x00"}, 400, "INVALID_PARAMETER"),
        ("posts", {"text": "\ud800"}, 400, "INVALID_PARAMETER"),
        ("posts", {"text": ["x"]}, 400, "INVALID_PARAMETER"),
        ("posts", [], 400, "INVALID_PARAMETER"),
        ("posts", {}, 400, "INVALID_PARAMETER"),
        ("posts/1/comments", {"text": "x" * 1_001}, 400, "INVALID_PARAMETER"),
        ("posts/1/comments", {"text": "x", "parent": -1}, 400, "INVALID_PARAMETER"),
        ("posts/1/comments", {"text": "x", "parent": 9}, 404, "COMMENT_NOT_FOUND"),
        ("posts/9/comments", {"text": "x"}, 404, "POST_NOT_FOUND"),
        ("posts/9/like", {}, 404, "POST_NOT_FOUND"),
        ("posts/0/like", {}, 400, "INVALID_PARAMETER"),
        ("posts/99999999999999999999/like", {}, 404, "NOT_FOUND"),
        ("posts?run=99", {"text": "x"}, 404, "NOT_FOUND"),
    ],
)
def test_what_cannot_be_written_has_a_code_and_changes_nothing(
    path: str, body: object, status: int, code: str, ann: Caller, ben: Caller
) -> None:
    ann.done("posts", {"text": "Hello"})

    assert refused(ben.post(path, body))[:2] == (status, code)
    assert Post.objects.count() == 1
    assert (ben.data("posts/1")["comments"], ben.data("posts/1")["likes"]) == (0, 0)


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("posts/9", 404, "POST_NOT_FOUND"),
        ("posts/9/comments", 404, "POST_NOT_FOUND"),
        ("posts/9/like", 404, "POST_NOT_FOUND"),
        ("posts/99999999999999999999", 404, "NOT_FOUND"),
        ("comments/9", 404, "COMMENT_NOT_FOUND"),
        ("posts?before=-1", 400, "INVALID_PARAMETER"),
        ("posts?limit=101", 400, "INVALID_PARAMETER"),
        ("posts/1/comments?after=x", 400, "INVALID_PARAMETER"),
        ("feed?ranking=best", 400, "INVALID_PARAMETER"),
        ("feed?ranking=hot&before=soon", 400, "INVALID_PARAMETER"),
        ("feed?as=eve", 404, "ACCOUNT_NOT_FOUND"),
        ("search", 400, "INVALID_PARAMETER"),
        ("search?q=x&before=y", 400, "INVALID_PARAMETER"),
    ],
)
def test_what_cannot_be_read_has_a_code(path: str, status: int, code: str, nobody: Caller) -> None:
    assert refused(nobody.get(path))[:2] == (status, code)


def test_what_a_person_is_offered_is_hers_alone(ann: Caller, ben: Caller, nobody: Caller) -> None:
    ann.done("posts", {"text": "Hello"})

    assert [refused(caller.get("feed?as=ann"))[:2] for caller in (ben, nobody)] == [(403, "FORBIDDEN")] * 2
    assert ann.get("feed?as=ann").status_code == 200


def test_a_refusal_says_why_in_the_readers_language(ann: Caller) -> None:
    ann.done("posts", {"text": "Hello"})
    ann.done("posts/1/like")

    english = ann.post("posts/1/like", Accept_Language="en").json()["error"]["message"]
    chinese = ann.post("posts/1/like", Accept_Language="zh-hans").json()["error"]["message"]

    assert english == "You like this already."
    assert chinese not in ("", english)
    assert chinese.isascii() is False


def test_the_same_key_writes_once(ann: Caller) -> None:
    first, second = (ann.post("posts", {"text": "Hello"}, Idempotency_Key="a") for _ in range(2))

    assert first.json() == second.json()
    assert Post.objects.count() == 1


def test_a_retried_removal_gets_the_first_receipt_although_the_post_is_gone(ann: Caller) -> None:
    ann.done("posts", {"text": "Hello"})

    first, second = (ann.delete("posts/1", Idempotency_Key="b") for _ in range(2))

    assert (second.status_code, second.json()) == (200, first.json())


def test_a_key_of_another_command_is_no_answer_to_this_one(ann: Caller) -> None:
    ann.post("posts", {"text": "Hello"}, Idempotency_Key="c")

    assert refused(ann.post("posts/1/like", Idempotency_Key="c")) == (409, "CONFLICT", "idempotency_key_used")
    assert refused(ann.post("posts/1/like", Idempotency_Key="c" * 101))[:2] == (400, "INVALID_PARAMETER")


def test_without_an_engine_a_post_waits_and_says_where(ann: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("streams.services.inbox.time", NobodyDrives())

    answer = ann.post("posts", {"text": "Hello"})

    assert (answer.status_code, answer.json()["data"]["object"]) == (202, None)
    assert ann.client.get(answer.headers["Location"]).json()["data"]["outcome"] == "pending"


def test_without_an_engine_nobody_is_let_in_and_nothing_is_sent(idle_run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("streams.services.inbox.time", NobodyDrives())

    answer = caller("dan").post("posts", {"text": "Hello"})

    assert refused(answer)[:2] == (503, "UNAVAILABLE")
    assert int(answer.headers["Retry-After"]) > 0
    assert list(Inbox.objects.values_list("kind", flat=True)) == ["join"]


def test_an_ended_run_is_read_but_not_written_to(ann: Caller, run: Run) -> None:
    ann.done("posts", {"text": "Hello"})
    Run.objects.filter(pk=run.pk).update(status="ended")

    assert refused(ann.post("posts", {"text": "More"}))[:2] == (409, "CONFLICT")
    assert ids(ann.data("posts")) == [1]


def test_feeds_search_and_trends_give_posts_with_reasons(ann: Caller, ben: Caller) -> None:
    ann.done("posts", {"text": "Fresh bread 面包"})
    ben.done("accounts/ann/follow")

    (entry,) = ben.data("feed?ranking=following")["items"]
    (hit,) = ben.data("search?q=bread")["items"]

    assert (entry["post"]["id"], entry["reasons"]) == (1, ["followed"])
    assert (hit["post"]["id"], hit["reasons"]) == (1, ["found"])
    assert ben.data("feed")["items"][0]["post"]["id"] == 1
    assert ben.data("feed?ranking=following&as=ben")["items"][0]["post"]["id"] == 1
    assert ben.data("search?q=cheese") == {"items": [], "next": None}
    assert ben.data("trending") == []
