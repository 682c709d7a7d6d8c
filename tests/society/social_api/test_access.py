"""That the schema of the network and its examples tell the truth. Who may do what: tests/society/access."""

import re
from collections.abc import Iterator
from typing import Any

import jsonschema  # type: ignore[import-untyped]  # published without types

from streams.api.social.urls import urlpatterns
from streams.models import Inbox, Run
from tests.api_client import matches
from tests.society.social_api.caller import Caller, caller, refused

PATHS = tuple(re.sub(r"<(?:[a-z]+:)?([a-z_]+)>", r"{\1}", str(one.pattern)) for one in urlpatterns)
"""Every address of the network, as the schema writes it."""


def operations(schema: Any) -> Iterator[tuple[str, str, Any]]:
    for path in PATHS:
        for method, described in schema["paths"][f"/api/{path}"].items():
            yield path, method, described


def test_a_method_that_is_not_there_is_named(idle_run: Run) -> None:
    one = caller("member")

    assert refused(one.post("feed", {}))[:2] == refused(one.get("posts/1/repost"))[:2] == (405, "METHOD_NOT_ALLOWED")
    assert not Inbox.objects.exists()


def test_each_operation_is_described_with_parameters_and_examples_that_fit(schema: Any) -> None:
    for path, method, described in operations(schema):
        assert described["summary"], (path, method)
        assert "run" in {parameter["name"] for parameter in described["parameters"]}, (path, method)
        bodies = [described["requestBody"]] if "requestBody" in described else []
        answers = [answer for status, answer in described["responses"].items() if status in ("200", "201")]
        for content in (part["content"]["application/json"] for part in (*bodies, *answers)):
            for example in content.get("examples", {}).values():
                jsonschema.validate(example["value"], {**content["schema"], "components": schema["components"]})
        examples = [part["content"]["application/json"].get("examples") for part in (*bodies, *answers)]
        assert examples, (path, method)
        assert all(examples), (path, method)


def test_answers_are_as_the_schema_says(ann: Caller, ben: Caller, olga: Caller, schema: Any) -> None:
    written = {
        ("posts", "posts"): ann.post("posts", {"text": "Fresh bread"}),
        ("posts/1/comments", "posts/{number}/comments"): ben.post("posts/1/comments", {"text": "Yes"}),
        ("posts/1/like", "posts/{number}/like"): ben.post("posts/1/like"),
        ("accounts/ann/follow", "accounts/{handle}/follow"): ben.post("accounts/ann/follow"),
        ("messages", "messages"): ben.post("messages", {"to": "ann", "text": "Hello"}),
        ("groups", "groups"): ben.post("groups", {"title": "Choir", "members": ["ann"]}),
        ("reports", "reports"): ben.post("reports", {"kind": "post", "id": 1, "text": "x"}),
        ("moderation/sanctions", "moderation/sanctions"): olga.post(
            "moderation/sanctions", {"kind": "account", "id": 2, "reason": "x"}
        ),
    }
    (report,) = olga.data("reports")["items"]
    decision = olga.post(f"reports/{report['id']}/decision", {"decision": "uphold"})
    written["decision", "reports/{number}/decision"] = decision
    for (_, described), answer in written.items():
        assert answer.status_code == 201, described
        matches(answer, schema, described, method="post")
    for path, described in READS.items():
        matches((olga if path.startswith(("reports", "moderation")) else ann).get(path), schema, described)


READS = {
    "posts": "posts",
    "posts/1": "posts/{number}",
    "posts/1/comments": "posts/{number}/comments",
    "posts/1/like": "posts/{number}/like",
    "comments/1": "comments/{number}",
    "feed?ranking=new": "feed",
    "search?q=bread": "search",
    "trending": "trending",
    "accounts": "accounts",
    "accounts/ben": "accounts/{handle}",
    "accounts/ann/followers": "accounts/{handle}/followers",
    "accounts/ben/following": "accounts/{handle}/following",
    "accounts/ann/posts": "accounts/{handle}/posts",
    "me": "me",
    "me/blocks": "me/blocks",
    "notices": "notices",
    "messages": "messages",
    "messages/unread_count": "messages/unread_count",
    "messages/1": "messages/{number}",
    "groups/2": "groups/{number}",
    "reports": "reports",
    "moderation/sanctions": "moderation/sanctions",
    "moderation/acts": "moderation/acts",
}
"""Each address that is read, and the path of its schema."""
