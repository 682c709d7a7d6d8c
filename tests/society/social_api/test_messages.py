"""Messages and groups over the API: only who is in them reads them."""

from streams.models import Run
from tests.society.social_api.caller import Caller, ids, refused, walked


def test_a_message_is_written_read_and_counted(ann: Caller, ben: Caller) -> None:
    sent = ann.done("messages", {"to": "@ben", "text": "Are you there?"})
    ben.done(f"messages/{sent['conversation_id']}", {"text": "I am."})

    (listed,) = ann.data("messages")["items"]

    assert (listed["id"], listed["unread"], listed["last_message"]["text"]) == (1, 1, "I am.")
    assert [member["handle"] for member in listed["members"]] == ["ann", "ben"]
    assert [message["text"] for message in ben.data("messages/1")["items"]] == ["Are you there?", "I am."]
    assert ann.data("messages/unread_count") == {"messages": 1, "notices": 0}
    assert ann.post("messages/1/read", {"upto": 2}).json()["data"] == {"messages": 0, "notices": 0}


def test_messages_and_conversations_go_on_to_their_end(ann: Caller, ben: Caller, cat: Caller) -> None:
    for number in range(5):
        ann.done("messages", {"to": "ben", "text": f"{number}"})
    cat.done("messages", {"to": "ann", "text": "Hello"})
    ann.done("groups", {"title": "Choir", "members": ["ben", "cat"]})

    assert sorted(walked(ben, "messages/1")) == [1, 2, 3, 4, 5]
    assert ids(ben.data("messages/1?after=3")) == [4, 5]
    assert walked(ann, "messages", limit=1) == [3, 2, 1]


def test_nobody_else_reads_or_writes(ann: Caller, ben: Caller, cat: Caller, olga: Caller) -> None:
    ann.done("messages", {"to": "ben", "text": "Secret"})

    for stranger in (cat, olga):
        assert refused(stranger.get("messages/1")) == (404, "CONVERSATION_NOT_FOUND", None)
        assert refused(stranger.get("groups/1")) == (404, "CONVERSATION_NOT_FOUND", None)
        assert refused(stranger.post("messages/1/read", {"upto": 1})) == (404, "CONVERSATION_NOT_FOUND", None)
        assert stranger.data("messages") == {"items": [], "next": None}
        assert refused(stranger.post("messages/1", {"text": "Hello"}))[:2] == (404, "CONVERSATION_NOT_FOUND")


def test_a_group_is_begun_joined_and_left(ann: Caller, ben: Caller, cat: Caller) -> None:
    begun = ann.done("groups", {"title": "Choir", "members": ["ben"]})
    ann.done("messages/1", {"text": "before"})
    joined = ben.done("groups/1/members", {"handle": "cat"})
    ann.done("messages/1", {"text": "after"})

    assert (begun["title"], begun["is_group"], len(begun["members"])) == ("Choir", True, 2)
    assert [member["handle"] for member in joined["members"]] == ["ann", "ben", "cat"]
    assert [message["text"] for message in cat.data("messages/1")["items"]] == ["after"]
    left = ben.delete("groups/1")
    assert (left.status_code, left.json()["data"]["object"]) == (200, None)
    assert refused(ben.get("messages/1"))[:2] == (404, "CONVERSATION_NOT_FOUND")
    assert [member["handle"] for member in ann.data("groups/1")["members"]] == ["ann", "cat"]


def test_what_cannot_be_sent_has_a_code(ann: Caller, ben: Caller, run: Run) -> None:
    assert refused(ann.post("messages", {"to": "ann", "text": "x"})) == (409, "CONFLICT", "yourself")
    assert refused(ann.post("messages", {"to": "eve", "text": "x"})) == (404, "ACCOUNT_NOT_FOUND", None)
    assert refused(ann.post("messages", {"to": "ben", "text": ""}))[:2] == (400, "INVALID_PARAMETER")
    assert refused(ann.post("messages/0", {"text": "x"}))[:2] == (400, "INVALID_PARAMETER")
    assert refused(ann.post("messages/7", {"text": "x"}))[:2] == (404, "CONVERSATION_NOT_FOUND")
    assert refused(ann.post("groups", {"title": "x", "members": ["eve"]})) == (404, "ACCOUNT_NOT_FOUND", None)
    assert refused(ann.post("groups", {"title": "", "members": ["ben"]}))[:2] == (400, "INVALID_PARAMETER")
    ann.done("messages", {"to": "ben", "text": "Hello"})
    assert refused(ann.delete("groups/1"))[:2] == (404, "CONVERSATION_NOT_FOUND")
    assert refused(ann.get("messages/99999999999999999999"))[:2] == (404, "NOT_FOUND")
