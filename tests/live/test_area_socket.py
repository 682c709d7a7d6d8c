"""A part of a real town's map: whoever watches it is told who enters, leaves, passes and stays, and of nobody else."""

from collections.abc import Sequence

import pytest
from asgiref.sync import sync_to_async
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from streams.live import consumers
from streams.live.hub import Hub
from streams.log.read import rows_after
from streams.models import Event, Run
from tests.live.conftest import Advance, Connect
from tests.live.talking import collect, head_of, said
from world.events import WorldEvent
from world.live import has_moved
from world.live_ways import walking_encoders
from world.selectors.map import along, walks_of

pytestmark = pytest.mark.django_db(transaction=True)

HOUR_S = 3_600
MIDDLE = {"x": 700, "y": 700, "width": 600, "height": 500}
SAMPLES = 500


def moves_of(town: Run) -> list[Event]:
    return [row for row in Event.objects.of(town.pk).filter(kind=WorldEvent.ACTED).order_by("pk") if has_moved(row)]


def seen_inside(town: Run, rows: Sequence[Event], margin_m: float) -> list[int]:
    """List the seqs of moves that are inside the rectangle, grown by a margin, at one of many moments."""
    walks = walks_of(town, {(row.actor, row.place, row.next_place) for row in rows})
    x, y = MIDDLE["x"] - margin_m, MIDDLE["y"] - margin_m
    right, bottom = x + MIDDLE["width"] + 2 * margin_m, y + MIDDLE["height"] + 2 * margin_m
    found = []
    for row in rows:
        way = walks[row.actor, row.place, row.next_place]
        points = [along(way, i / SAMPLES) for i in range(SAMPLES + 1)]
        if any(x <= px <= right and y <= py <= bottom for px, py in points):
            found.append(row.seq)
    return found


async def test_moves_that_touch_the_area_are_told_and_nothing_else(
    connect: Connect, town: Run, advance: Advance
) -> None:
    await sync_to_async(advance)(6 * HOUR_S)
    socket = connect()
    await socket.connect()
    await socket.send_json_to({"type": "subscribe_area", **MIDDLE, "since": 0, "batch": True})

    events = await collect(socket, (await head_of(town)).seq)

    rows = await sync_to_async(moves_of)(town)
    inside = await sync_to_async(seen_inside)(town, rows, 0)
    near = await sync_to_async(seen_inside)(town, rows, 3)
    told = [event["seq"] for event in events]
    assert {event["type"] for event in events} == {"agent_move"}
    assert set(inside) <= set(told) <= set(near)
    assert 0 < len(told) < len(rows)
    await socket.disconnect()


async def test_an_area_that_was_left_is_silent(connect: Connect, town: Run, advance: Advance, hub: Hub) -> None:
    socket = connect()
    await socket.connect()
    await socket.send_json_to({"type": "subscribe_area", **MIDDLE, "batch": True})
    await socket.send_json_to({"type": "get_status"})
    watched = (await said(socket, "status"))["areas"]
    await socket.send_json_to({"type": "unsubscribe", **MIDDLE})
    await socket.send_json_to({"type": "get_status"})
    left = (await said(socket, "status"))["areas"]

    await sync_to_async(advance)(4 * HOUR_S)
    hub.wake_all()

    assert (watched, left) == ([MIDDLE], [])
    assert await socket.receive_nothing(timeout=0.5)
    await socket.disconnect()


async def test_so_many_areas_can_be_watched_and_no_more(
    connect: Connect, town: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(consumers, "AREAS_MAX", 2)
    socket = connect()
    await socket.connect()
    for x in (0, 10, 10, 20):
        await socket.send_json_to({"type": "subscribe_area", **MIDDLE, "x": x})

    assert (await said(socket, "error"))["code"] == "too_many"
    await socket.send_json_to({"type": "get_status"})
    assert [area["x"] for area in (await said(socket, "status"))["areas"]] == [0, 10]
    await socket.disconnect()


def test_the_ways_of_a_flush_cost_two_queries_however_many_walk(
    town: Run, advance: Advance, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    advance(6 * HOUR_S)
    rows = rows_after(town, 0, limit=1_000)
    few = moves_of(town)[:1]

    with django_assert_num_queries(2):
        walking_encoders(town, few)
    with django_assert_num_queries(2):
        walking_encoders(town, rows)
    with CaptureQueriesContext(connection) as none:
        walking_encoders(town, [row for row in rows if not has_moved(row)])

    assert len(none) == 0
