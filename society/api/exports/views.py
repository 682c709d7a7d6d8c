"""Downloads of a run: residents, talks, the network, the record."""

from collections.abc import Iterable, Iterator
from typing import Any, ClassVar, Final

from django.utils.text import slugify
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request

from agents.api.serializers import AgentSerializer
from society.api.exports import rows
from society.api.exports.formats import Row, as_csv, as_graphml, as_json, as_json_lines, flat
from society.api.exports.streaming import Download
from streams.api.asking import MomentQuery, RunQuery, person
from streams.selectors.viewing import LAST_NUMBER
from world.api.asking import MomentView
from world.selectors.moments import Moment

CONTENT_TYPES: Final = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "jsonl": "application/jsonl",
    "graphml": "application/graphml+xml",
}


def _format(*names: str) -> Any:
    return serializers.ChoiceField(required=False, choices=names, default=names[0])


def _answers(*formats: str) -> dict[tuple[int, str], Any]:
    # the type without its parameters: it is a key of the schema
    return {(200, CONTENT_TYPES[name].partition(";")[0]): OpenApiResponse(OpenApiTypes.BINARY) for name in formats}


class AgentsExportQuery(MomentQuery):
    """Which run at which moment, as what."""

    format = _format("json", "csv")


class TalksExportQuery(MomentQuery):
    """Which run up to which moment, as what."""

    format = _format("csv", "json")


class NetworkExportQuery(RunQuery):
    """Which run, as what."""

    format = _format("graphml", "csv")


class EventsExportQuery(MomentQuery):
    """Which run from which event on, up to which moment, as what."""

    format = _format("jsonl", "csv")
    after = serializers.IntegerField(
        required=False, default=0, min_value=0, max_value=LAST_NUMBER, help_text="Only events with a higher seq."
    )


class ExportView(MomentView):
    """A file of a run."""

    what: ClassVar[str]
    limited_as = "downloads"

    def perform_content_negotiation(self, request: Request, force: bool = False) -> Any:
        """Let any Accept through: the format is asked for by name."""
        return super().perform_content_negotiation(request, force=True)

    def file(self, moment: Moment, file_format: str, pieces: Iterator[bytes]) -> Download:
        """Answer with a file that is named for the run and what it holds."""
        run = moment.run
        name = f"{slugify(run.name) or 'run'}-{run.pk}-{self.what}.{file_format}"
        return Download(pieces, name=name, content_type=CONTENT_TYPES[file_format])


class AgentsExportView(ExportView):
    """All residents."""

    what = "agents"
    query = AgentsExportQuery

    @extend_schema(operation_id="export_agents", parameters=[AgentsExportQuery], responses=_answers("json", "csv"))
    def get(self, request: Request) -> Download:
        """Download all residents as `agents` lists them; as CSV a column a value, `economy_money` for economy.money."""
        asked, moment = self.asked_moment(request)
        found = rows.agents(moment)
        if asked["format"] == "json":
            return self.file(moment, "json", as_json(found))
        return self.file(moment, "csv", _flat_csv(found))


class TalksExportView(ExportView):
    """All talks in town."""

    what = "conversations"
    query = TalksExportQuery
    with_state = False

    @extend_schema(
        operation_id="export_conversations", parameters=[TalksExportQuery], responses=_answers("csv", "json")
    )
    def get(self, request: Request) -> Download:
        """Download all talks in town; as CSV a row for each thing that was said."""
        asked, moment = self.asked_moment(request)
        if asked["format"] == "csv":
            return self.file(moment, "csv", as_csv(rows.lines(moment), rows.LINE_COLUMNS))
        return self.file(moment, "json", as_json(rows.conversations(moment)))


class NetworkExportView(ExportView):
    """Who follows and who knows whom."""

    what = "social-network"
    query = NetworkExportQuery

    @extend_schema(
        operation_id="export_social_network", parameters=[NetworkExportQuery], responses=_answers("graphml", "csv")
    )
    def get(self, request: Request) -> Download:
        """Download who follows whom and what residents are to each other, as they are now; as CSV the edges only."""
        asked, moment = self.asked_moment(request)
        found = rows.edges(moment)
        if asked["format"] == "csv":
            return self.file(moment, "csv", as_csv(found, rows.EDGE_COLUMNS))
        attributes = {"of_nodes": rows.NODE_ATTRIBUTES, "of_edges": rows.EDGE_ATTRIBUTES}
        return self.file(moment, "graphml", as_graphml(rows.accounts(moment.run), found, **attributes))


class EventsExportView(ExportView):
    """The record."""

    what = "events"
    query = EventsExportQuery
    with_state = False

    @extend_schema(operation_id="export_events", parameters=[EventsExportQuery], responses=_answers("jsonl", "csv"))
    def get(self, request: Request) -> Download:
        """Download the record, an event a row, in order of seq. Who writes to whom, and who blocks whom, operators only."""
        asked, moment = self.asked_moment(request)
        asker = person(request)
        is_operator = asker is not None and asker.is_operator
        found = rows.events(moment, after=asked["after"], with_private=is_operator)
        if asked["format"] == "csv":
            return self.file(moment, "csv", as_csv(found, rows.EVENT_COLUMNS))
        return self.file(moment, "jsonl", as_json_lines(found))


def _flat_csv(found: Iterable[Row]) -> Iterator[bytes]:
    return as_csv(map(flat, found), columns_of(AgentSerializer()))


def columns_of(serializer: serializers.BaseSerializer[Any], prefix: str = "") -> list[str]:
    """List the columns that `flat` makes of what a serializer writes."""
    columns: list[str] = []
    for name, field in getattr(serializer, "fields", {}).items():
        is_nested = isinstance(field, serializers.Serializer)
        columns += columns_of(field, f"{prefix}{name}_") if is_nested else [prefix + name]
    return columns
