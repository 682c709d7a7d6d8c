"""Accounts over the API: profiles, follows, blocks, notices; and that a block leaves nothing to see or reach."""

import pytest

from streams.models import Run
from tests.society.social_api.caller import Caller, caller, ids, refused, walked


def test_an_account_is_opened_with_a_name_of_ones_own_once(run: Run) -> None:
    dan = caller("dan")

    first = dan.post("me", {"handle": "daniel", "name": "Daniel D."})
    again = dan.post("me", {"handle": "other"})

    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["data"]["account"]["handle"] == again.json()["data"]["account"]["handle"] == "daniel"
    assert refused(caller("eve").post("me", {"handle": "No!"}))[:2] == (400, "INVALID_PARAMETER")


def test_a_profile_is_changed_in_parts(ann: Caller, nobody: Caller) -> None:
    ann.patch("me", {"bio": "New in town."})
    changed = ann.patch("me", {"name": "Ann L."})

    assert changed.status_code == 201
    profile = nobody.data("accounts/ann")
    assert (profile["name"], profile["bio"], profile["kind"]) == ("Ann L.", "New in town.", "human")
    assert refused(ann.patch("me", {}))[:2] == refused(ann.patch("me", {"name": ""}))[:2] == (400, "INVALID_PARAMETER")


def test_accounts_are_listed_and_searched(cat: Caller, nobody: Caller) -> None:
    assert walked(nobody, "accounts") == [3, 2, 1]
    assert ids(nobody.data("accounts?search=be")) == [2]
    assert refused(nobody.get("accounts/eve")) == (404, "ACCOUNT_NOT_FOUND", None)
    assert refused(nobody.get("accounts/eve%00"))[:2] == (404, "NOT_FOUND")


def test_follows_begin_and_end(ann: Caller, ben: Caller, cat: Caller) -> None:
    followed = ben.done("accounts/ann/follow")
    cat.done("accounts/ann/follow")

    assert (followed["followers"], followed["is_followed"]) == (1, True)
    assert walked(ann, "accounts/ann/followers", limit=1) == [3, 2]
    assert ids(ann.data("accounts/ben/following")) == [1]
    assert ann.data("accounts/ben")["follows_you"]
    ended = ben.delete("accounts/ann/follow")
    assert (ended.status_code, ended.json()["data"]["object"]["followers"]) == (200, 1)
    assert refused(ben.delete("accounts/ann/follow")) == (409, "CONFLICT", "not_following")
    assert refused(ben.post("accounts/ben/follow")) == (409, "CONFLICT", "yourself")
    assert refused(ben.post("accounts/eve/follow")) == (404, "ACCOUNT_NOT_FOUND", None)


def test_a_person_is_told_what_others_did_until_she_has_seen_it(ann: Caller, ben: Caller, cat: Caller) -> None:
    ann.done("posts", {"text": "Hello"})
    ben.done("posts/1/like")
    cat.done("accounts/ann/follow")

    told = ann.data("notices")["items"]

    assert [(notice["kind"], notice["actor"]["handle"], notice["is_new"]) for notice in told] == [
        ("follow", "cat", True),
        ("like", "ben", True),
    ]
    assert ann.data("me")["unread_notices"] == 2
    assert ann.post("notices/read", {"upto": told[0]["id"]}).json()["data"] == {"messages": 0, "notices": 0}
    assert walked(ann, "notices", limit=1) == [2, 1]
    assert ann.data("me")["unread_notices"] == 0


HIDDEN = [
    "accounts/ann",
    "accounts/ann/posts",
    "accounts/ann/followers",
    "accounts/ann/following",
    "posts/1",
    "posts/1/comments",
    "posts/1/like",
    "comments/1",
]
"""What a block leaves nothing of, as addresses."""
UNREACHABLE = {
    "posts/1/like": {},
    "posts/1/repost": {},
    "posts/1/comments": {"text": "Please"},
    "posts/2/comments": {"text": "Please", "parent": 2},
    "accounts/ann/follow": {},
    "messages": {"to": "ann", "text": "Please"},
    "messages/1": {"text": "Please"},
    "groups": {"title": "Us", "members": ["ann"]},
    "groups/2/members": {"handle": "ann"},
}
"""What reaches her, by address."""


@pytest.fixture
def walled(ann: Caller, ben: Caller, cat: Caller) -> None:
    """Ann and Ben had much to do with each other; then Ann blocked Ben."""
    ann.done("posts", {"text": "Lantern one"})
    cat.done("posts", {"text": "Something else"})
    ann.done("posts/1/comments", {"text": "From Ann"})
    ann.done("posts/2/comments", {"text": "From Ann too"})
    ann.done("accounts/cat/follow")
    ann.done("posts/2/like")
    ben.done("posts", {"text": "From Ben"})
    ann.done("posts/3/like")
    ann.done("messages", {"to": "ben", "text": "Secret"})
    ben.done("groups", {"title": "Choir", "members": ["cat"]})
    ben.done("accounts/ann/follow")
    ann.done("accounts/ben/block")


@pytest.mark.usefixtures("walled")
@pytest.mark.parametrize("path", HIDDEN)
def test_a_blocked_person_finds_nothing_at_any_address(path: str, ben: Caller, nobody: Caller) -> None:
    assert ben.get(path).status_code == 404
    assert nobody.get(path).status_code == 200


@pytest.mark.usefixtures("walled")
@pytest.mark.parametrize("path", UNREACHABLE)
def test_a_blocked_person_reaches_her_by_no_address(path: str, ben: Caller) -> None:
    answer = ben.post(path, UNREACHABLE[path])

    assert refused(answer) in [(409, "CONFLICT", "blocked"), (404, "CONVERSATION_NOT_FOUND", None)]


@pytest.mark.usefixtures("walled")
def test_a_blocked_person_finds_her_in_no_list(ben: Caller) -> None:
    everything = [
        *(ben.data(f"feed?ranking={ranking}") for ranking in ("following", "new", "hot", "recommended", "random")),
        *(ben.data(path) for path in ("posts", "search?q=lantern", "accounts", "accounts?search=ann", "notices")),
        *(ben.data(path) for path in ("messages", "accounts/cat/followers", "posts/2/like", "posts/2/comments")),
        ben.data("accounts/ben/followers"),
    ]

    assert '"ann"' not in str(everything).replace("'", '"')
    assert "Lantern" not in str(everything)
    assert ben.data("messages/unread_count") == {"messages": 0, "notices": 0}


@pytest.mark.usefixtures("walled")
def test_whoever_blocks_sees_nothing_either_but_finds_whom_to_unblock(ann: Caller) -> None:
    assert ids(ann.data("me/blocks")) == [2]
    assert ann.data("accounts/ben")["is_blocked"]
    assert ids(ann.data("accounts/ben/posts")) == ids(ann.data("search?q=ben")) == []
    assert refused(ann.get("posts/3"))[:2] == (404, "POST_NOT_FOUND")
    assert refused(ann.post("posts/3/comments", {"text": "x"})) == (409, "CONFLICT", "blocked")

    lifted = ann.delete("accounts/ben/block")

    assert (lifted.status_code, lifted.json()["data"]["object"]["is_blocked"]) == (200, False)
    assert ann.data("posts/3")["text"] == "From Ben"
    assert not ann.data("accounts/ben")["follows_you"]


@pytest.mark.usefixtures("walled")
def test_a_block_is_answered_with_a_block(ann: Caller, ben: Caller) -> None:
    answer = ben.post("accounts/ann/block")

    assert (answer.status_code, answer.json()["data"]["object"]["is_blocked"]) == (201, True)
    ann.delete("accounts/ben/block")
    assert refused(ann.get("accounts/ben"))[:2] == (404, "ACCOUNT_NOT_FOUND")
