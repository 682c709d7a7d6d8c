"""Moderation over the API: members report, operators decide, and all of it is in the log."""

import pytest

from tests.society.social_api.caller import Caller, ids, refused


@pytest.fixture
def insulted(ann: Caller, ben: Caller) -> None:
    ann.done("posts", {"text": "An insult"})
    assert ben.post("reports", {"kind": "post", "id": 1, "text": "This is an insult"}).status_code == 201


@pytest.mark.usefixtures("insulted")
def test_a_report_is_upheld_and_the_post_is_hidden(ann: Caller, ben: Caller, olga: Caller) -> None:
    (waiting,) = olga.data("reports?state=open")["items"]

    decided = olga.done(f"reports/{waiting['id']}/decision", {"decision": "uphold", "note": "An insult"})

    assert (waiting["reporter"], waiting["kind"], waiting["subject_id"]) == ("ben@example.org", "post", 1)
    assert (decided["state"], decided["decided_by"]) == ("upheld", "olga@example.org")
    assert refused(ben.get("posts/1"))[:2] == (404, "POST_NOT_FOUND")
    assert ann.data("posts/1")["is_hidden"]
    assert olga.data("posts/1")["is_hidden"]
    again = olga.post(f"reports/{waiting['id']}/decision", {"decision": "dismiss"})
    assert refused(again) == (409, "CONFLICT", "already_decided")


@pytest.mark.usefixtures("insulted")
def test_a_report_is_dismissed_and_the_post_stays(ben: Caller, olga: Caller) -> None:
    (waiting,) = ids(olga.data("reports"))

    decided = olga.post(f"reports/{waiting}/decision", {"decision": "dismiss"}).json()["data"]

    assert (decided["receipt"], decided["object"]["state"]) == (None, "dismissed")
    assert ben.data("posts/1")["text"] == "An insult"
    assert olga.data("reports?state=open")["items"] == []


@pytest.mark.usefixtures("insulted")
def test_what_cannot_be_reported_has_a_code(ben: Caller, olga: Caller) -> None:
    twice = ben.post("reports", {"kind": "post", "id": 1, "text": "Still"})

    assert refused(twice) == (409, "CONFLICT", "already_reported")
    for kind, code in (("post", "POST"), ("comment", "COMMENT"), ("account", "ACCOUNT")):
        assert refused(ben.post("reports", {"kind": kind, "id": 9, "text": "x"}))[:2] == (404, f"{code}_NOT_FOUND")
    assert refused(ben.post("reports", {"kind": "place", "id": 1, "text": "x"}))[:2] == (400, "INVALID_PARAMETER")
    assert refused(olga.post("reports/999999/decision", {"decision": "dismiss"}))[:2] == (404, "NOT_FOUND")


def test_an_account_is_suspended_and_writes_nothing_until_it_is_lifted(ann: Caller, olga: Caller) -> None:
    answer = olga.post("moderation/sanctions", {"kind": "account", "id": 1, "reason": "Spam"})

    assert answer.status_code == 201
    assert answer.json()["data"]["object"]["reason"] == "Spam"
    assert refused(ann.post("posts", {"text": "x"})) == (409, "CONFLICT", "suspended")
    assert ann.data("accounts/ann")["is_suspended"]
    assert ids(olga.data("moderation/sanctions")) == [1]
    lifted = olga.delete("moderation/sanctions/account/1")
    assert (lifted.status_code, olga.data("moderation/sanctions")["items"]) == (200, [])
    assert ann.done("posts", {"text": "Back"})["id"] == 1


def test_the_log_says_who_did_what(ann: Caller, olga: Caller) -> None:
    olga.done("moderation/sanctions", {"kind": "account", "id": 1, "reason": "Spam"})
    olga.delete("moderation/sanctions/account/1")
    refusal = olga.delete("moderation/sanctions/account/1")

    acts = olga.data("moderation/acts")["items"]

    assert refused(refusal) == (409, "CONFLICT", "not_sanctioned")
    assert [(act["is_lifting"], act["who"], act["outcome"], act["refusal"]) for act in acts] == [
        (True, "olga@example.org", "refused", "not_sanctioned"),
        (True, "olga@example.org", "applied", ""),
        (False, "olga@example.org", "applied", ""),
    ]
    assert refused(olga.delete("moderation/sanctions/place/1"))[:2] == (404, "NOT_FOUND")
