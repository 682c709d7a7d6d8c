"""What is sent and answered, by example: shown in the API's documentation and checked against its schema."""

from typing import Any, Final

from drf_spectacular.utils import OpenApiExample

_ANN: Final = {
    "id": 51,
    "handle": "ann",
    "name": "Ann",
    "kind": "human",
    "avatar": "/avatars/1204.svg",
    "is_suspended": False,
}
_WEI: Final = {**_ANN, "id": 7, "handle": "chen-wei", "name": "Chen Wei", "kind": "agent", "avatar": "/avatars/77.svg"}
_WHEN: Final = "2024-01-03T09:30:00"
_WALL: Final = "2026-01-05T12:00:00Z"

ACCOUNT: Final[Any] = {
    **_WEI,
    "bio": "Bakes before dawn.",
    "posts": 12,
    "followers": 30,
    "following": 21,
    "is_followed": True,
    "follows_you": False,
    "is_blocked": False,
}
POST: Final[Any] = {
    "id": 118,
    "author": _WEI,
    "text": "The first loaves are out. 面包出炉了！",
    "pictures": [],
    "world_time": _WHEN,
    "topic": "food",
    "place_id": 21,
    "about": None,
    "comments": 2,
    "likes": 5,
    "reposts": 1,
    "is_liked": True,
    "is_reposted": False,
    "reposted_by": None,
    "is_hidden": False,
}
COMMENT: Final[Any] = {
    "id": 40,
    "post_id": 118,
    "parent_id": None,
    "depth": 0,
    "author": _ANN,
    "text": "Keep one for me!",
    "world_time": _WHEN,
    "is_hidden": False,
    "has_more": False,
}
_MESSAGE: Final[Any] = {
    "id": 9,
    "conversation_id": 3,
    "sender": _ANN,
    "text": "Are you at the bakery?",
    "world_time": _WHEN,
}
CONVERSATION: Final[Any] = {
    "id": 3,
    "is_group": False,
    "title": "",
    "members": [_ANN, _WEI],
    "last_message": _MESSAGE,
    "unread": 1,
    "world_time": _WHEN,
}
_NOTICE: Final[Any] = {
    "id": 4,
    "kind": "like",
    "actor": _WEI,
    "post_id": 120,
    "comment_id": None,
    "text": "Good morning, Willowbrook.",
    "world_time": _WHEN,
    "is_new": True,
}
REPORT: Final[Any] = {
    "id": 2,
    "kind": "post",
    "subject_id": 118,
    "text": "This is an insult.",
    "reported": _WALL,
    "state": "open",
    "decided": None,
    "note": "",
}
_FULL_REPORT: Final[Any] = {**REPORT, "reporter": "ann@example.org", "decided_by": None}
_SANCTION: Final[Any] = {"id": 1, "kind": "post", "subject_id": 118, "reason": "An insult.", "world_time": _WHEN}
_ACT: Final[Any] = {
    "receipt": 77,
    "is_lifting": False,
    "kind": "post",
    "subject_id": 118,
    "reason": "An insult.",
    "who": "operator@example.org",
    "done": _WALL,
    "outcome": "applied",
    "refusal": "",
}


def _receipt(kind: str, **result: int) -> dict[str, Any]:
    return {
        "id": 77,
        "run": 1,
        "kind": kind,
        "outcome": "applied",
        "reason": "",
        "result": result,
        "applied_step": 1_310,
        "created": _WALL,
    }


def _page(item: Any, following: int | str | None = None) -> dict[str, Any]:
    return {"items": [item], "next": following}


POSTS: Final[Any] = _page(POST, 118)
POST_WRITTEN: Final[Any] = {"receipt": _receipt("post", post=118), "object": POST}
REMOVED: Final[Any] = {"receipt": _receipt("remove", number=118), "object": None}
COMMENT_WRITTEN: Final[Any] = {"receipt": _receipt("comment", comment=40), "object": COMMENT}
COMMENTS: Final[Any] = _page(COMMENT)
FEED: Final[Any] = _page({"post": POST, "reasons": ["followed", "popular"]}, "118")
TREND: Final[Any] = {"word": "bread", "accounts": 9}
ACCOUNTS: Final[Any] = _page(ACCOUNT)
ACCOUNT_WRITTEN: Final[Any] = {"receipt": _receipt("follow", follow=12), "object": ACCOUNT}
ME: Final[Any] = {"account": {**ACCOUNT, **_ANN, "is_followed": False}, "unread_messages": 1, "unread_notices": 3}
UNREAD: Final[Any] = {"messages": 1, "notices": 3}
NOTICES: Final[Any] = _page(_NOTICE)
CONVERSATION_WRITTEN: Final[Any] = {"receipt": _receipt("begin_group", conversation=3), "object": CONVERSATION}
CONVERSATIONS: Final[Any] = _page(CONVERSATION)
MESSAGES: Final[Any] = _page(_MESSAGE)
MESSAGE_WRITTEN: Final[Any] = {"receipt": _receipt("message", message=9, conversation=3), "object": _MESSAGE}
REPORTS: Final[Any] = _page(_FULL_REPORT)
REPORT_DECIDED: Final[Any] = {
    "receipt": _receipt("sanction", sanction=1),
    "object": {
        **_FULL_REPORT,
        "state": "upheld",
        "decided": _WALL,
        "decided_by": "operator@example.org",
        "note": "An insult.",
    },
}
SANCTIONS: Final[Any] = _page(_SANCTION)
SANCTION_WRITTEN: Final[Any] = {"receipt": _receipt("sanction", sanction=1), "object": _SANCTION}
ACTS: Final[Any] = _page(_ACT)


def shown(value: Any, status: int = 200) -> OpenApiExample:
    """Make an example of an answer."""
    return OpenApiExample("answer", value=value, response_only=True, status_codes=[str(status)])


def _sent(value: Any) -> OpenApiExample:
    return OpenApiExample("sent", value=value, request_only=True)


POST_SENT: Final = _sent({"text": "Good morning, Willowbrook."})
COMMENT_SENT: Final = _sent({"text": "Keep one for me!", "parent": 0})
PROFILE_SENT: Final = _sent({"name": "Ann", "bio": "New in town."})
JOIN_SENT: Final = _sent({"handle": "ann", "name": "Ann"})
NEW_MESSAGE_SENT: Final = _sent({"to": "chen-wei", "text": "Are you at the bakery?"})
MESSAGE_SENT: Final = _sent({"text": "On my way."})
GROUP_SENT: Final = _sent({"title": "Choir", "members": ["chen-wei", "li-na"]})
MEMBER_SENT: Final = _sent({"handle": "li-na"})
UPTO_SENT: Final = _sent({"upto": 9})
REPORT_SENT: Final = _sent({"kind": "post", "id": 118, "text": "This is an insult."})
DECISION_SENT: Final = _sent({"decision": "uphold", "note": "An insult."})
SANCTION_SENT: Final = _sent({"kind": "post", "id": 118, "reason": "An insult."})
