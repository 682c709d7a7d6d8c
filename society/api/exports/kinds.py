"""What there is to export, in which formats: one table, for downloads and for jobs alike."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

from django.utils.text import slugify
from rest_framework import serializers

from agents.api.serializers import AgentSerializer
from society.api.exports import rows
from society.api.exports.formats import as_csv, as_graphml, as_json, as_json_lines, flat
from society.api.exports.parquet import as_parquet
from streams.models import Account, Follow, Run
from world.models import Talk, Tie
from world.selectors.moments import Moment

CONTENT_TYPES: Final = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "jsonl": "application/jsonl",
    "graphml": "application/graphml+xml",
    "parquet": "application/vnd.apache.parquet",
    "archive": "application/zip",
}
ENDINGS: Final = {"archive": "zip"}
"""How files of a format end, where it is not the format's name."""
RUN: Final = "run"
"""The whole run, which is no list of rows and has a module of its own."""
T = TypeVar("T")


class Watch:
    """Counts the rows that pass. A job watches its own; of a download nobody asks."""

    def __init__(self, on_row: Callable[[], None] = lambda: None) -> None:
        self._on_row = on_row

    def __call__(self, found: Iterable[T]) -> Iterator[T]:
        """Let rows through."""
        for row in found:
            yield row
            self._on_row()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """An export that somebody asked for.   after, with_private: of events only."""

    format: str
    after: int = 0
    with_private: bool = False
    watch: Watch = field(default_factory=Watch)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """Something that can be exported.

    with_state: as for `MomentView`.   count: about how many rows there are to be watched, None where only writing tells.
    """

    formats: tuple[str, ...]
    pieces: Callable[[Moment, Wanted], Iterator[bytes]]
    count: Callable[[Moment, Wanted], int | None]
    with_state: bool = True


def file_name(run: Run, what: str, file_format: str) -> str:
    """Name a file for the run and what it holds."""
    return f"{slugify(run.name) or 'run'}-{run.pk}-{what}.{ENDINGS.get(file_format, file_format)}"


def columns_of(serializer: serializers.BaseSerializer[Any], prefix: str = "") -> list[str]:
    """List the columns that `flat` makes of what a serializer writes."""
    columns: list[str] = []
    for name, shown in getattr(serializer, "fields", {}).items():
        is_nested = isinstance(shown, serializers.Serializer)
        columns += columns_of(shown, f"{prefix}{name}_") if is_nested else [prefix + name]
    return columns


def _agents(moment: Moment, wanted: Wanted) -> Iterator[bytes]:
    found = wanted.watch(rows.agents(moment))
    if wanted.format == "json":
        return as_json(found)
    return as_csv(map(flat, found), columns_of(AgentSerializer()))


def _conversations(moment: Moment, wanted: Wanted) -> Iterator[bytes]:
    if wanted.format == "csv":
        return as_csv(wanted.watch(rows.lines(moment)), rows.LINE_COLUMNS)
    return as_json(wanted.watch(rows.conversations(moment)))


def _count_conversations(moment: Moment, wanted: Wanted) -> int | None:
    return None if wanted.format == "csv" else Talk.objects.of(moment.run.pk).count()


def _network(moment: Moment, wanted: Wanted) -> Iterator[bytes]:
    found = wanted.watch(rows.edges(moment))
    if wanted.format == "csv":
        return as_csv(found, rows.EDGE_COLUMNS)
    attributes = {"of_nodes": rows.NODE_ATTRIBUTES, "of_edges": rows.EDGE_ATTRIBUTES}
    return as_graphml(wanted.watch(rows.accounts(moment.run)), found, **attributes)


def _count_network(moment: Moment, wanted: Wanted) -> int:
    run = moment.run.pk
    nodes = Account.objects.of(run).count() if wanted.format == "graphml" else 0
    return nodes + Follow.objects.of(run).count() + Tie.objects.of(run).count()


def _events(moment: Moment, wanted: Wanted) -> Iterator[bytes]:
    found = wanted.watch(rows.events(moment, after=wanted.after, with_private=wanted.with_private))
    if wanted.format == "csv":
        return as_csv(found, rows.EVENT_COLUMNS)
    return as_parquet(found) if wanted.format == "parquet" else as_json_lines(found)


KINDS: Final[Mapping[str, Kind]] = {
    "agents": Kind(formats=("json", "csv"), pieces=_agents, count=lambda moment, wanted: moment.living_count),
    "conversations": Kind(formats=("csv", "json"), pieces=_conversations, count=_count_conversations, with_state=False),
    "social-network": Kind(formats=("graphml", "csv"), pieces=_network, count=_count_network),
    "events": Kind(
        formats=("jsonl", "csv", "parquet"),
        pieces=_events,
        count=lambda moment, wanted: max(0, moment.last_seq - wanted.after),
        with_state=False,
    ),
}
