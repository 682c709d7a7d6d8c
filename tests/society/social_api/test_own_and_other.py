"""What is one person's is out of another's reach: for each address of an own thing, the owner is served and nobody else is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from tests.society.social_api.caller import Caller


@dataclass(frozen=True)
class Own:
    """A call about something that is ann's.   make: gives its number.   body: what is sent."""

    path: str
    method: str
    make: Callable[[Caller], int]
    body: object = None


def _post(ann: Caller) -> int:
    return int(ann.done("posts", {"text": "Fresh bread"})["id"])


def _comment(ann: Caller) -> int:
    return int(ann.done(f"posts/{_post(ann)}/comments", {"text": "Still warm"})["id"])


def _conversation(ann: Caller) -> int:
    ann.done("messages", {"to": "ben", "text": "For you alone"})
    return int(ann.data("messages")["items"][0]["id"])


def _group(ann: Caller) -> int:
    return int(ann.done("groups", {"title": "Choir", "members": ["ben"]})["id"])


def _receipt(ann: Caller) -> int:
    return int(ann.post("posts", {"text": "x"}).json()["data"]["receipt"]["id"])


def _key(ann: Caller) -> int:
    assert ann.post("auth/keys", {"name": "reader", "scopes": ["read"]}).status_code == 201
    return int(ann.data("auth/keys")["items"][0]["id"])


CALLS = {
    "post": Own("posts/{}", "delete", _post),
    "comment": Own("comments/{}", "delete", _comment),
    "conversation": Own("messages/{}", "get", _conversation),
    "conversation, written to": Own("messages/{}", "post", _conversation, {"text": "Me too"}),
    "messages_read": Own("messages/{}/read", "post", _conversation, {"upto": 1}),
    "group": Own("groups/{}", "get", _group),
    "group, left": Own("groups/{}", "delete", _group),
    "group_members": Own("groups/{}/members", "post", _group, {"handle": "cat"}),
    "receipt": Own("receipts/{}", "get", _receipt),
    "auth_key": Own("auth/keys/{}", "delete", _key),
}


def call(one: Caller, own: Own, number: int) -> Any:
    path = own.path.format(number)
    return one.post(path, own.body) if own.method == "post" else getattr(one, own.method)(path)


@pytest.mark.parametrize("own", CALLS.values(), ids=CALLS)
def test_the_owner_is_served_and_a_stranger_is_not(
    ann: Caller, ben: Caller, cat: Caller, nobody: Caller, own: Own
) -> None:
    number = own.make(ann)

    refusals = [call(cat, own, number).status_code, call(nobody, own, number).status_code]
    served = call(ann, own, number).status_code

    assert refusals[0] in (403, 404, 409), refusals
    assert refusals[1] in (401, 404), refusals
    assert served in (200, 201, 204), served
