"""Parts of the map: whose moves are told to whoever watches one."""

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.live.areas import Area, Way
from streams.live.frames import Channel, Chunk, EncodedEvent, EncodedRow, Interest

SQUARE = Area(x=100, y=100, width=50, height=50)


@pytest.mark.parametrize(
    ("way", "expected"),
    [
        (((110, 110), (120, 140)), True),  # stays inside
        (((0, 120), (120, 120)), True),  # enters
        (((120, 120), (120, 400)), True),  # leaves
        (((0, 125), (400, 126)), True),  # passes through, no corner inside
        (((90, 140), (110, 160)), True),  # touches a corner
        (((0, 0), (0, 300), (125, 300), (125, 151)), False),  # ends before the edge
        (((0, 0), (0, 300), (125, 300), (125, 150)), True),  # ends on it
        (((90, 145), (104, 160)), False),  # passes by the corner
        (((0, 0), (90, 90)), False),
        (((125, 125),), True),
        (((5, 125),), False),
        ((), False),
    ],
)
def test_a_way_touches_a_rectangle_or_not(way: Way, expected: bool) -> None:
    assert SQUARE.is_touched_by(way) is expected
    assert SQUARE.is_touched_by(way[::-1]) is expected


metres = st.integers(0, 300)


@given(start=st.tuples(metres, metres), end=st.tuples(metres, metres))
def test_a_leg_touches_a_rectangle_if_one_of_many_points_on_it_is_inside(
    start: tuple[int, int], end: tuple[int, int]
) -> None:
    points = [(start[0] + (end[0] - start[0]) * i / 600, start[1] + (end[1] - start[1]) * i / 600) for i in range(601)]
    is_seen_inside = any(100 <= x <= 150 and 100 <= y <= 150 for x, y in points)

    # what only scrapes a corner between two of the points is not seen, so the converse is asked of a wider rectangle
    assert SQUARE.is_touched_by((start, end)) or not is_seen_inside
    if SQUARE.is_touched_by((start, end)):
        assert any(99 <= x <= 151 and 99 <= y <= 151 for x, y in points)


def move(seq: int, way: Way, channel: Channel = Channel.AGENTS) -> EncodedRow:
    text = f'{{"type":"agent_move","seq":{seq}'
    other = EncodedEvent(channel=channel, text=f'{{"type":"action_started","seq":{seq}')
    return EncodedRow(seq=seq, events=[EncodedEvent(channel=channel, text=text, way=way), other])


INSIDE = ((110.0, 110.0), (120.0, 120.0))
OUTSIDE = ((0.0, 0.0), (10.0, 10.0))


def test_who_watches_an_area_is_told_the_moves_there_and_nothing_else() -> None:
    rows = Chunk([move(1, INSIDE), move(2, OUTSIDE), move(3, ())])

    told = [orjson.loads(text) for text in rows.singles(Interest(areas=frozenset({SQUARE}))).texts]

    assert [(event["type"], event["seq"]) for event in told] == [("agent_move", 1)]


def test_who_watches_an_area_and_all_agents_is_told_each_move_once() -> None:
    rows = Chunk([move(1, INSIDE), move(2, OUTSIDE)])
    everybody = Interest(channels=frozenset({Channel.AGENTS}))

    both = rows.batch(everybody | Interest(areas=frozenset({SQUARE})), first_seq=1)

    assert both.events == 4
    assert both is rows.batch(everybody, first_seq=1)


def test_watchers_of_areas_where_nobody_walks_share_their_frames() -> None:
    rows = Chunk([move(1, OUTSIDE)])
    elsewhere = Area(x=200, y=200, width=10, height=10)

    frames = [rows.singles(Interest(areas=frozenset({area}))) for area in (SQUARE, elsewhere)]

    assert frames[0] is frames[1]
    assert frames[0].events == 0


def test_an_area_is_added_and_taken_away() -> None:
    interest = Interest(areas=frozenset({SQUARE}))

    assert interest | Interest() == interest
    assert not interest - interest
