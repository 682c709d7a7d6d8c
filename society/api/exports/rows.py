"""What is exported, as rows: residents, talks, who follows and knows whom, the record.

They are read some at a time: residents, talks and the record as of one moment, the network as it is while it is read.
Nothing private is among it: messages between people, and who blocks whom, are in the record for operators only.
"""

from collections.abc import Iterator
from typing import Any, Final

import numpy as np
from django.db.models import QuerySet

from agents.api.company_serializers import TalkDetailSerializer
from agents.api.serializers import AgentSerializer
from agents.api.views import shown
from agents.selectors.talks import TalkView, talks_from
from streams.events import StreamEvent
from streams.kernel.ids import NUMBER_BITS, number_of
from streams.kernel.simtime import world_time
from streams.log.read import events_after
from streams.models import Account, AccountKind, Event, Follow, Run
from streams.models.social import STANDS
from world.events import WorldEvent
from world.models import Tie
from world.selectors.moments import Moment
from world.selectors.residents import residents_from
from world.ties import TIES_MAX, faded

RESIDENTS_AT_ONCE: Final = 200
TALKS_AT_ONCE: Final = 200
EVENTS_AT_ONCE: Final = 2_000
ROWS_AT_ONCE: Final = 5_000

KINDS: Final = {int(kind): kind.name.lower() for kinds in (StreamEvent, WorldEvent) for kind in kinds}
PRIVATE: Final = frozenset(
    {
        *(StreamEvent.BLOCK_CREATED, StreamEvent.BLOCK_REMOVED, StreamEvent.CONVERSATION_CREATED),
        *(StreamEvent.PARTICIPANT_ADDED, StreamEvent.PARTICIPANT_LEFT, StreamEvent.MESSAGE_CREATED),
    }
)
"""Kinds of events that only operators are given."""

_AS_THEY_ARE: Final = (
    *("actor", "target", "place", "object", "action", "duration_s", "reason", "amount"),
    *("next_action", "next_place", "arrive", "due"),
)
EVENT_COLUMNS: Final = ("seq", "step", "sim_time", "world_time", "kind", *_AS_THEY_ARE, "prev_seq", "payload")
LINE_COLUMNS: Final = (
    *("conversation_id", "began", "ended", "location_id", "location_name", "topic", "mood", "turn", "world_time"),
    *("speaker_id", "speaker_name", "hearer_id", "hearer_name", "act", "text", "event"),
)
NODE_ATTRIBUTES: Final[dict[str, type]] = {"handle": str, "name": str, "kind": str}
EDGE_ATTRIBUTES: Final[dict[str, type]] = {"relation": str, "strength": float, "trust": float, "times": int}
EDGE_COLUMNS: Final = ("id", "source", "target", *EDGE_ATTRIBUTES)


def agents(moment: Moment) -> Iterator[dict[str, Any]]:
    """Show all residents, by number, as the API does."""
    for first in range(1, moment.resident_count + 1, RESIDENTS_AT_ONCE):
        yield from AgentSerializer(
            shown(moment, residents_from(moment, first, limit=RESIDENTS_AT_ONCE)), many=True
        ).data


def conversations(moment: Moment) -> Iterator[dict[str, Any]]:
    """Show all talks in town with what was said in them, the oldest first, as the API does."""
    for talks in _talks(moment):
        yield from TalkDetailSerializer(talks, many=True).data


def lines(moment: Moment) -> Iterator[dict[str, Any]]:
    """Show everything that was said in talks in town, a row a turn (LINE_COLUMNS), the oldest talk first."""
    for talks in _talks(moment):
        for talk in talks:
            about = {
                "conversation_id": talk.number,
                "began": world_time(talk.sim_time),
                "ended": world_time(talk.ended_at) if talk.ended_at else None,
                "location_id": talk.place,
                "location_name": talk.place_name,
                "topic": talk.topic,
                "mood": talk.mood,
            }
            for turn, line in enumerate(talk.lines, start=1):
                yield about | {
                    "turn": turn,
                    "world_time": world_time(line.sim_time),
                    "speaker_id": line.speaker,
                    "speaker_name": line.speaker_name,
                    "hearer_id": line.hearer or None,
                    "hearer_name": line.hearer_name,
                    "act": line.act,
                    "text": line.text,
                    "event": line.event or None,
                }


def events(moment: Moment, *, after: int, with_private: bool) -> Iterator[dict[str, Any]]:
    """Show the record after an event up to the moment (EVENT_COLUMNS), through a fork's lineage and the archive.

    HistoryLost for what was pruned.
    """
    while found := events_after(moment.run, after, limit=EVENTS_AT_ONCE):
        for row in found:
            if row.sim_time > moment.sim_time or row.seq > moment.last_seq:
                return
            if with_private or row.kind not in PRIVATE:
                yield _event(row)
        after = found[-1].seq


def accounts(run: Run) -> Iterator[dict[str, Any]]:
    """Show who is on the network, as nodes of a graph."""
    for some in _in_parts(Account.objects.of(run.pk), "handle", "display_name", "kind"):
        for key, handle, name, kind in some:
            yield {"id": number_of(key), "handle": handle, "name": name, "kind": AccountKind(kind).name.lower()}


def edges(moment: Moment) -> Iterator[dict[str, Any]]:
    """Show who follows whom, and what residents are to each other, as edges of a graph; as they are now.

    A tie's strength and trust are points, 0-100, as they have faded by the moment.
    """
    run = moment.run.pk
    for some in _in_parts(Follow.objects.of(run).filter(STANDS), "follower_id", "followed_id"):
        for follow in some:
            number, source, target = map(number_of, follow)
            yield {"id": f"follow-{number}", "source": source, "target": target, "relation": "follow"}
    for some in _in_parts(Tie.objects.of(run), "other", "trust", "count", "strength", "at"):
        keys, other, trust, count, strength, at = np.array(some, dtype=np.int64).T
        columns = (keys % (1 << NUMBER_BITS), other, faded(strength, at, np.asarray(moment.sim_time)), trust, count)
        for tie, target, left, trusted, times in zip(*(column.tolist() for column in columns), strict=True):
            about = {"relation": "tie", "strength": left / 100, "trust": trusted / 100, "times": times}
            yield {"id": f"tie-{tie}", "source": tie // TIES_MAX, "target": target, **about}


def _in_parts(rows: QuerySet[Any], *columns: str) -> Iterator[list[tuple[Any, ...]]]:
    """Read keys and columns of rows in the order of their keys, some at a time: no query has to last."""
    key = 0
    while some := list(rows.filter(pk__gt=key).order_by("pk").values_list("pk", *columns)[:ROWS_AT_ONCE]):
        yield some
        key = some[-1][0]


def _talks(moment: Moment) -> Iterator[list[TalkView]]:
    after = 0
    while talks := talks_from(moment, after, limit=TALKS_AT_ONCE):
        yield talks
        after = talks[-1].number


def _event(row: Event) -> dict[str, Any]:
    return {
        "seq": row.seq,
        "step": row.step,
        "sim_time": row.sim_time,
        "world_time": world_time(row.sim_time),
        "kind": KINDS[row.kind],
        **{name: getattr(row, name) for name in _AS_THEY_ARE},
        "prev_seq": row.prev_id,
        "payload": row.payload,
    }
