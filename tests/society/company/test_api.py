"""Talks, ties, memories, appointments and things over REST: as the schema says, and true."""

from typing import Any

import pytest
from django.test import Client

from agents.models import Appointment
from streams.kernel.simtime import world_time
from streams.models import Account, Run
from tests.api_client import matches, read
from tests.society.company.neighbours import ANN, BEN, CAT, TALKS, found_neighbours
from world.models import Talk

pytestmark = pytest.mark.django_db
AGENT = "agents/{number}"
DESCRIBED = {
    "agents/1/relationships": f"{AGENT}/relationships",
    "agents/1/relationships/2": f"{AGENT}/relationships/{{other}}",
    "agents/1/memories": f"{AGENT}/memories",
    "agents/1/conversations": f"{AGENT}/conversations",
    "agents/1/appointments": f"{AGENT}/appointments",
    "agents/1/inventory": f"{AGENT}/inventory",
    "conversations": "conversations",
    "conversations/active": "conversations/active",
    "conversations/3": "conversations/{number}",
    "conversations/between/1/2": "conversations/between/{number}/{other}",
    "stats/social": "stats/social",
    "world/status": "world/status",
}


@pytest.fixture
def run(db: None) -> Run:
    return found_neighbours(10)


def data(client: Client, path: str) -> Any:
    answer = read(client, path)
    assert answer.status_code == 200, (path, answer.content)
    return answer.json()["data"]


def test_each_answer_is_as_the_schema_says(run: Run, operator: Client, schema: Any) -> None:
    for path, described in DESCRIBED.items():
        answer = read(operator, path)

        assert answer.status_code == 200, path
        matches(answer, schema, described)


def test_ties_are_listed_the_strongest_first_with_their_levels(run: Run, client: Client) -> None:
    ties = data(client, f"agents/{ANN}/relationships")

    assert [(tie["other"]["id"], tie["level"], tie["strength"]) for tie in ties] == [
        (BEN, "close_friend", 70.0),
        (CAT, "acquaintance", 20.0),
    ]


def test_two_are_shown_both_ways_and_null_is_nothing(run: Run, client: Client) -> None:
    both, half = data(client, f"agents/{ANN}/relationships/{BEN}"), data(client, f"agents/{CAT}/relationships/{ANN}")

    assert (both["there"]["level"], both["back"]["level"]) == ("close_friend", "friend")
    assert [(change["before"], change["after"]) for change in both["history"]] == [("friend", "close_friend")]
    assert half["there"] is None
    assert half["back"]["agent_id"] == ANN


def test_memories_are_for_operators_only(run: Run, client: Client) -> None:
    assert read(client, f"agents/{ANN}/memories").status_code == 401


def test_memories_go_on_behind_a_page_until_the_first(run: Run, operator: Client) -> None:
    numbers: list[int] = []
    before: int | None = 0

    while before is not None:
        page = data(operator, f"agents/{ANN}/memories?limit=7&before={before}")
        numbers += [memory["id"] for memory in page["items"]]
        before = page["next"]

    assert len(numbers) == TALKS + 1
    assert numbers == sorted(numbers, reverse=True)


def test_a_memory_is_a_sentence_with_its_source(run: Run, operator: Client) -> None:
    ben, cat = (Account.objects.numbered(run.pk, number).get().display_name for number in (BEN, CAT))

    memory = data(operator, f"agents/{ANN}/memories?kind=conversation&limit=1")["items"][0]

    assert memory["content"] == f"In a talk with {ben}: {cat} got a bonus at work."
    assert (memory["source_id"], memory["item_id"], memory["event"]) == (BEN, TALKS, 8)


def test_a_talk_is_shown_with_its_lines(run: Run, client: Client) -> None:
    talk = data(client, "conversations/3")

    assert [member["id"] for member in talk["members"]] == [ANN, BEN]
    assert [(line["speaker_id"], line["text"], line["event"]) for line in talk["lines"]] == [
        (ANN, "Hello Ben.", None),
        (BEN, "Cat got a bonus (3).", 8),
    ]


def test_talks_that_go_on_are_counted_and_listed(run: Run, client: Client) -> None:
    Talk.objects.numbered(run.pk, 5).update(ended_step=0, ended_at=0)

    active, status = data(client, "conversations/active"), data(client, "world/status")

    assert [(talk["id"], talk["ended"]) for talk in active] == [(5, None)]
    assert status["active_conversations"] == 1
    assert data(client, "stats/social")["active_conversations"] == 1


def test_talks_of_two_are_only_theirs_whoever_began(run: Run, client: Client) -> None:
    Talk.objects.numbered(run.pk, 5).update(one=CAT)

    assert len(data(client, f"conversations/between/{BEN}/{ANN}?limit=100")["items"]) == TALKS - 1


def test_an_appointment_is_ahead_until_its_time_is_over(run: Run, client: Client) -> None:
    kept = data(client, f"agents/{BEN}/appointments")["items"][0]["result"]
    Appointment.objects.numbered(run.pk, 1).update(at=run.start_sim_time + 60)

    ahead = data(client, f"agents/{BEN}/appointments")["items"][0]["result"]

    assert (kept, ahead) == ("kept", "ahead")


def test_company_is_measured(run: Run, client: Client) -> None:
    stats = data(client, "stats/social")

    assert (stats["conversations"], stats["measured_residents"], stats["isolates"]) == (TALKS, 10, 8)
    assert (stats["mean_friends"], stats["reciprocity"]) == (0.2, 1.0)
    assert stats["levels"] == {"acquaintance": 1, "friend": 1, "close_friend": 1, "best_friend": 0}


@pytest.mark.parametrize("path", ["agents/99/relationships", "agents/1/relationships/99", "agents/99/conversations"])
def test_nobody_is_said_to_be_nobody(run: Run, client: Client, path: str) -> None:
    answer = read(client, path)

    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "AGENT_NOT_FOUND")


def test_no_talk_is_said_to_be_none(run: Run, client: Client) -> None:
    codes = {number: read(client, f"conversations/{number}").json()["error"]["code"] for number in (999, 2**45)}

    assert set(codes.values()) == {"CONVERSATION_NOT_FOUND"}


def test_what_was_not_yet_is_not_listed_of_the_past(run: Run, client: Client) -> None:
    Talk.objects.numbered(run.pk, TALKS).update(sim_time=run.start_sim_time + 60)

    listed = data(client, f"conversations?limit=100&t={world_time(run.start_sim_time)}")["items"]

    assert [talk["id"] for talk in listed] == list(range(TALKS - 1, 0, -1))
