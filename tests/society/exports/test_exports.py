"""Downloads of a lived town, opened in pandas and networkx, against what the API and the tables say."""

import io
import json
from collections.abc import Iterator
from typing import Any

import networkx  # type: ignore[import-untyped]  # its types are a package of their own
import pandas  # type: ignore[import-untyped]  # the same
import pytest
from asgiref.sync import async_to_sync
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from society.api.exports import rows, streaming
from society.experiments.runs import fork_at
from streams.errors import HistoryLost
from streams.events import StreamEvent
from streams.kernel.simtime import parse_world_time
from streams.models import Account, Event, Follow
from streams.models.social import STANDS
from tests.api_client import read
from tests.lived_town import LivedTown
from world.models import Talk, Tie

THEN = "2024-01-01T19:00:00"


def download(client: Client, path: str, language: str = "en") -> bytes:
    answer = read(client, f"export/{path}", language)
    assert answer.status_code == 200, answer.content
    return b"".join(answer.streaming_content)


def table(client: Client, path: str, language: str = "en") -> Any:
    return pandas.read_csv(io.BytesIO(download(client, path, language)))


def test_residents_are_those_of_the_lists(client: Client, lived_town: LivedTown) -> None:
    listed = read(client, "agents?limit=100").json()["data"]["items"]

    assert json.loads(download(client, "agents")) == listed


def test_residents_at_a_past_moment_are_those_of_the_lists_then(client: Client, lived_town: LivedTown) -> None:
    listed = read(client, f"agents?limit=100&t={THEN}").json()["data"]["items"]

    assert json.loads(download(client, f"agents?t={THEN}")) == listed


def test_residents_open_in_pandas(client: Client, lived_town: LivedTown) -> None:
    listed = read(client, "agents?limit=100").json()["data"]["items"]

    found = table(client, "agents?format=csv")

    assert found["id"].tolist() == [agent["id"] for agent in listed]
    assert found["economy_money"].tolist() == [float(agent["economy"]["money"]) for agent in listed]
    assert found["personality_openness"].tolist() == [agent["personality"]["openness"] for agent in listed]
    places = [agent["current_location"] and agent["current_location"]["name"] for agent in listed]
    assert (
        found["current_location_name"].astype(object).where(found["current_location_name"].notna(), None).tolist()
        == places
    )
    assert not any(name.startswith("Unnamed") for name in found.columns)


@pytest.mark.parametrize("moment", ["", f"?t={THEN}"])
def test_talks_are_those_of_the_api_line_by_line(moment: str, client: Client, lived_town: LivedTown) -> None:
    talks = json.loads(download(client, f"conversations{moment}{'&' if moment else '?'}format=json"))

    until = parse_world_time(THEN) if moment else lived_town.now
    assert len(talks) == Talk.objects.of(lived_town.run.pk).filter(sim_time__lte=until).count() > 10
    for talk in talks[::7]:
        assert talk == read(client, f"conversations/{talk['id']}{moment}").json()["data"]
    said = table(client, f"conversations{moment}")
    assert said["text"].tolist() == [line["text"] for talk in talks for line in talk["lines"]]
    assert said["conversation_id"].tolist() == [talk["id"] for talk in talks for _ in talk["lines"]]
    assert (said.groupby("conversation_id")["turn"].diff().dropna() == 1).all()
    if moment:
        assert said["world_time"].max() <= THEN


def test_a_file_is_in_the_language_asked_for_to_its_end(
    client: Client, lived_town: LivedTown, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streaming, "_PIECE_BYTES", 1)

    thoughts = {one["current_thinking"] for one in json.loads(download(client, "agents", "zh-hans"))}

    assert thoughts == {
        one["current_thinking"] for one in read(client, "agents?limit=100", "zh-hans").json()["data"]["items"]
    }
    assert thoughts.isdisjoint(one["current_thinking"] for one in json.loads(download(client, "agents")))


def test_the_network_opens_in_networkx(client: Client, lived_town: LivedTown) -> None:
    run = lived_town.run.pk

    graph = networkx.parse_graphml(download(client, "social-network").decode(), node_type=int)

    assert {number: node["handle"] for number, node in graph.nodes(data=True)} == {
        account.number: account.handle for account in Account.objects.of(run)
    }
    edges = list(graph.edges(data=True))
    follows = {(one, other) for one, other, edge in edges if edge["relation"] == "follow"}
    ties = {(one, other): edge for one, other, edge in edges if edge["relation"] == "tie"}
    stand = Follow.objects.of(run).filter(STANDS).select_related("follower", "followed")
    assert follows == {(follow.follower.number, follow.followed.number) for follow in stand}
    assert len(ties) == Tie.objects.of(run).count() > 0
    theirs = read(client, "agents/5/relationships").json()["data"]
    assert {(tie["other"]["id"], tie["strength"], tie["trust"]) for tie in theirs} == {
        (other, edge["strength"], edge["trust"]) for (one, other), edge in ties.items() if one == 5
    }
    listed = table(client, "social-network?format=csv")
    assert sorted(zip(listed["source"], listed["target"], listed["relation"], strict=True)) == sorted(
        (one, other, edge["relation"]) for one, other, edge in edges
    )


def test_a_part_of_a_file_costs_a_few_queries(
    client: Client,
    lived_town: LivedTown,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for what, most in (("agents", 14), ("conversations", 12), ("social-network", 10), ("events", 10)):
        with django_assert_max_num_queries(most):
            whole = download(client, what)
        monkeypatch.setattr(rows, "ROWS_AT_ONCE", 7)
        monkeypatch.setattr(rows, "EVENTS_AT_ONCE", 500)
        monkeypatch.setattr(rows, "TALKS_AT_ONCE", 9)
        monkeypatch.setattr(rows, "RESIDENTS_AT_ONCE", 8)
        assert download(client, what) == whole
        monkeypatch.undo()


def test_the_record_is_whole_for_operators(operator: Client, lived_town: LivedTown) -> None:
    found = pandas.read_json(io.BytesIO(download(operator, "events")), lines=True)

    kept = Event.objects.of(lived_town.run.pk).order_by("pk")
    assert found["seq"].tolist() == list(range(1, kept.count() + 1))
    assert found["amount"].tolist() == list(kept.values_list("amount", flat=True))
    assert set(found["kind"]) >= {"acted", "said", "post_created", "message_created"}
    assert found.columns.tolist() == list(rows.EVENT_COLUMNS)


def test_nobody_else_is_given_who_writes_to_whom(client: Client, lived_town: LivedTown) -> None:
    kept = Event.objects.of(lived_town.run.pk)

    found = table(client, "events?format=csv")

    assert kept.filter(kind=StreamEvent.MESSAGE_CREATED).exists()
    assert len(found) == kept.exclude(kind__in=rows.PRIVATE).count()
    assert not any(kind.startswith(("message", "block", "participant", "conversation")) for kind in found["kind"])


def test_the_record_goes_on_behind_an_event_and_ends_with_the_moment(operator: Client, lived_town: LivedTown) -> None:
    found = [json.loads(line) for line in download(operator, f"events?after=500&t={THEN}").splitlines()]

    until = parse_world_time(THEN)
    last = (
        Event.objects.of(lived_town.run.pk).filter(sim_time__lte=until).order_by("-pk").values_list("pk", flat=True)[0]
    )
    assert [found[0]["seq"], found[-1]["seq"]] == [501, last % 2**40]
    assert max(row["sim_time"] for row in found) <= until


def test_a_forks_record_begins_with_its_parents(operator: Client, lived_town: LivedTown) -> None:
    fork = fork_at(lived_town.run, sim_time=parse_world_time(THEN), step=None, name="Fork")

    theirs = download(operator, f"events?run={fork.pk}").splitlines()

    mine = download(operator, "events").splitlines()
    assert len(theirs) > 1_000
    assert theirs[: len(theirs) - 1] == mine[: len(theirs) - 1]


def test_pieces_are_made_as_they_are_sent(lived_town: LivedTown, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streaming, "_PIECE_BYTES", 1)
    made: list[int] = []

    def pieces() -> Iterator[bytes]:
        for number in range(5):
            made.append(number)
            yield b"%d" % number

    async def send() -> list[tuple[bytes, int]]:
        answer = streaming.Download(pieces(), name="x.csv", content_type="text/csv")
        return [(piece, len(made)) async for piece in answer]

    assert async_to_sync(send)() == [(b"%d" % number, number + 1) for number in range(5)]


def test_what_cannot_be_begun_is_answered_as_any_failure(
    client: Client, lived_town: LivedTown, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost(*_: object, **__: object) -> list[Event]:
        raise HistoryLost("day 1 was pruned")

    monkeypatch.setattr(rows, "events_after", lost)

    answer = read(client, "export/events")

    assert (answer.status_code, answer.json()["success"]) == (404, False)


def test_a_file_says_what_it_is(client: Client, lived_town: LivedTown) -> None:
    answer = client.get("/api/export/conversations", headers={"Accept": "text/html"})

    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert (
        answer.headers["Content-Disposition"]
        == f'attachment; filename="willowbrook-{lived_town.run.pk}-conversations.csv"'
    )


@pytest.mark.parametrize(
    "path", ["agents?format=xml", "agents?format=parquet", "events?after=-1", "agents?t=2031-01-01T00:00:00"]
)
def test_what_cannot_be_is_refused_with_a_sentence(path: str, client: Client, lived_town: LivedTown) -> None:
    answer = read(client, f"export/{path}")

    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "INVALID_PARAMETER")
    assert answer.json()["error"]["details"]


def test_only_the_signed_in_export_where_reading_is_not_public(
    client: Client, lived_town: LivedTown, settings: Any
) -> None:
    settings.PUBLIC_READ = False

    assert {
        read(client, f"export/{what}").status_code for what in ("agents", "conversations", "social-network", "events")
    } == {401}
