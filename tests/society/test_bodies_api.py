"""Playing residents over the API: who may, by which key, what is answered, and what is refused."""

from typing import Any, Final

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from agents.models import Body
from society.identity.api_keys import issue_key
from society.models import Scope
from streams.models import Inbox, Membership, Role, RunClock, User
from tests.api_client import matches
from tests.lived_town import EngineInTime, LivedTown
from tests.society.social_api.caller import Caller, caller, refused

HER: Final = 7
BODY: Final = f"external/agents/{HER}"
CALLS: Final = {
    ("get", "external/agents"): "read",
    ("get", BODY): "read",
    ("post", "external/agents"): "mine",
    ("delete", BODY): "mine",
    ("get", f"{BODY}/observation"): "mine",
    ("post", f"{BODY}/decision"): "mine",
}


@pytest.fixture
def engine(lived_town: LivedTown, monkeypatch: pytest.MonkeyPatch) -> EngineInTime:
    """Have an engine answer while senders wait."""
    engine = EngineInTime(lived_town.run)
    monkeypatch.setattr("streams.services.inbox.time", engine)
    return engine


@pytest.fixture
def ann(lived_town: LivedTown, engine: EngineInTime) -> Caller:
    """Give a member who plays somebody."""
    ann = caller("ann")
    assert ann.post("me", {"handle": "ann", "name": "Ann"}).status_code == 201
    assert ann.post("external/agents", {"agent_id": HER}).status_code == 201
    return ann


def offer(one: Caller, *actions: str) -> dict[str, Any]:
    """Find something that she may do at the place where she is nearest to it."""
    offers = one.data(f"{BODY}/observation")["offered"]
    found = next(offer for action in actions for offer in offers if offer["action"] == action)
    return {"action": found["action"], "location_id": found["location"]["id"]}


def call(one: Any, method: str, path: str) -> Any:
    return getattr(one, method)(path) if method != "post" else one.post(path, {"x": 1})


@pytest.mark.parametrize("role", [None, *Role])
def test_each_role_gets_in_where_it_may(role: Role | None, lived_town: LivedTown) -> None:
    one = caller("somebody", role)

    answers = {key: call(one, *key).status_code for key in CALLS}

    may = role in (Role.MEMBER, Role.OPERATOR, Role.ADMIN)
    shut = 401 if role is None else 403
    assert {key for key, status in answers.items() if status == shut} == {
        key for key, who in CALLS.items() if who == "mine" and not may
    }
    assert not Inbox.objects.exists()


def test_a_member_takes_a_resident_perceives_decides_and_gives_her_back(
    ann: Caller, lived_town: LivedTown, schema: Any
) -> None:
    mine = ann.get("external/agents?mine=true")
    seen = ann.get(f"{BODY}/observation")
    decided = ann.post(f"{BODY}/decision", {**offer(ann, "rest", "read", "sleep"), "duration_s": 1_800})
    back = ann.delete(BODY)

    matches(mine, schema, "external/agents")
    matches(ann.get("external/agents"), schema, "external/agents")
    matches(seen, schema, "external/agents/{number}/observation")
    matches(decided, schema, "external/agents/{number}/decision", method="post")
    matches(back, schema, "external/agents/{number}", method="delete")
    (item,) = mine.json()["data"]["items"]
    assert (item["id"], item["player"]["handle"], item["decisions"]) == (HER, "ann", 0)
    data = decided.json()["data"]
    assert data["receipt"]["result"]["until"] > 0
    assert (data["object"]["now"]["reason"], data["object"]["body"]["decisions"]) == ("played", 1)
    assert back.json()["data"]["object"]["player"] is None
    assert refused(ann.get(BODY))[:2] == (404, "NOT_FOUND")
    assert ann.data("external/agents")["total"] == 0


def test_a_program_needs_a_key_of_the_scope_body(ann: Caller, lived_town: LivedTown) -> None:
    user = User.objects.get(email="ann@example.org")
    keys = {scope: issue_key(user, name=scope, scopes=[scope]).text for scope in (Scope.READ, Scope.SOCIAL, Scope.BODY)}

    got = {
        (scope, method, path): getattr(Client(), method)(
            f"/api/{path}", {}, "application/json", headers={"Authorization": f"Bearer {key}"}
        ).status_code
        if method != "get"
        else Client().get(f"/api/{path}", headers={"Authorization": f"Bearer {key}"}).status_code
        for scope, key in keys.items()
        for method, path in (("get", BODY), ("get", f"{BODY}/observation"), ("post", f"{BODY}/decision"))
    }

    assert got == {
        (Scope.READ, "get", BODY): 200,
        (Scope.READ, "get", f"{BODY}/observation"): 403,
        (Scope.READ, "post", f"{BODY}/decision"): 403,
        (Scope.SOCIAL, "get", BODY): 403,
        (Scope.SOCIAL, "get", f"{BODY}/observation"): 403,
        (Scope.SOCIAL, "post", f"{BODY}/decision"): 403,
        (Scope.BODY, "get", BODY): 403,
        (Scope.BODY, "get", f"{BODY}/observation"): 200,
        (Scope.BODY, "post", f"{BODY}/decision"): 400,
    }


def test_somebody_else_neither_sees_nor_decides_nor_takes_her(ann: Caller) -> None:
    ben = caller("ben")
    wanted = offer(ann, "rest", "read", "sleep")

    assert refused(ben.get(f"{BODY}/observation"))[:2] == (403, "FORBIDDEN")
    assert refused(ben.post(f"{BODY}/decision", wanted))[:2] == (403, "FORBIDDEN")
    assert refused(ben.delete(BODY))[:2] == (403, "FORBIDDEN")
    assert refused(ben.post("external/agents", {"agent_id": HER})) == (409, "CONFLICT", "played_by_another")
    assert Body.objects.get().player == Membership.objects.get(user__email="ann@example.org").number


def test_an_operator_sees_her_and_takes_her_away_but_does_not_decide(ann: Caller) -> None:
    olga = caller("olga", Role.OPERATOR)

    assert olga.get(f"{BODY}/observation").status_code == 200
    assert refused(olga.post(f"{BODY}/decision", offer(ann, "rest", "read", "sleep")))[:2] == (403, "FORBIDDEN")
    assert olga.delete(BODY).status_code == 200
    assert refused(ann.get(f"{BODY}/observation"))[:2] == (404, "NOT_FOUND")
    assert not Membership.objects.filter(user__email="olga@example.org").exists()


@pytest.mark.parametrize(
    ("decision", "status", "code", "reason"),
    [
        ({"action": "exercise", "location_id": 1}, 409, "CONFLICT", "not_offered"),
        ({"action": "rest", "location_id": 999}, 404, "LOCATION_NOT_FOUND", "location_not_found"),
        ({"action": "fly", "location_id": 1}, 400, "INVALID_PARAMETER", None),
        ({"action": "rest"}, 400, "INVALID_PARAMETER", None),
        ({"action": "rest", "location_id": 1, "duration_s": -1}, 400, "INVALID_PARAMETER", None),
        ({"action": "rest", "location_id": 1, "with_id": "x"}, 400, "INVALID_PARAMETER", None),
    ],
)
def test_a_decision_that_cannot_be_is_refused_with_a_reason(
    decision: dict[str, Any], status: int, code: str, reason: str | None, ann: Caller
) -> None:
    answer = ann.post(f"{BODY}/decision", decision)

    assert refused(answer) == (status, code, reason)
    assert Body.objects.get().decisions == 0


def test_a_refusal_is_worded_in_the_readers_language(ann: Caller) -> None:
    wanted = {"action": "exercise", "location_id": 1}

    answers = [ann.post(f"{BODY}/decision", wanted, Accept_Language=language) for language in ("en", "zh-hans")]

    messages = [answer.json()["error"]["message"] for answer in answers]
    assert messages[0] == "This cannot be done there now. Choose from what is offered."
    assert messages[1].startswith("现在不能")


def test_while_time_stands_still_nobody_decides_but_residents_are_taken_and_given_back(
    ann: Caller, lived_town: LivedTown
) -> None:
    wanted = offer(ann, "rest", "read", "sleep")
    RunClock.objects.filter(pk=lived_town.run.pk).update(rate_milli=0)

    assert refused(ann.post(f"{BODY}/decision", wanted))[:2] == (409, "WORLD_PAUSED")
    assert ann.delete(BODY).status_code == 200
    assert ann.post("external/agents", {"agent_id": HER}).status_code == 201


def test_without_an_engine_taking_her_is_pending(lived_town: LivedTown, nobody_drives: None) -> None:
    ann = caller("ann")
    Membership.objects.create(run=lived_town.run, user=User.objects.get(email="ann@example.org"), number=51)

    answer = ann.post("external/agents", {"agent_id": HER})

    assert (answer.status_code, answer.json()["data"]["object"]) == (202, None)


def test_an_unknown_resident_is_not_found(ann: Caller) -> None:
    assert refused(ann.post("external/agents", {"agent_id": 999}))[:2] == (404, "AGENT_NOT_FOUND")
    assert refused(ann.post("external/agents/999/decision", {"action": "rest", "location_id": 1}))[:2] == (
        404,
        "NOT_FOUND",
    )


def test_more_played_residents_cost_no_more_queries(ann: Caller, lived_town: LivedTown) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            ann.data("external/agents")
        return len(captured)

    few = queries()
    ann.done("external/agents", {"agent_id": 8})
    ann.done("external/agents", {"agent_id": 9})

    assert queries() == few <= 10
    with CaptureQueriesContext(connection) as captured:
        ann.data(f"{BODY}/observation")
    assert len(captured) <= 20
