"""Downloads of a run: residents, talks, the network, the record, the whole. Each may also be asked for in the background."""

import os
import tempfile
from collections.abc import Iterator
from typing import Any, ClassVar, Final

from django.utils import translation
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema, extend_schema_view
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from society.api.exports import parquet
from society.api.exports.asking import asks_as_operator
from society.api.exports.errors import FormatUnavailable, NoRoom, TooLarge, TooMany
from society.api.exports.kinds import CONTENT_TYPES, KINDS, RUN, Wanted, file_name
from society.api.exports.serializers import ExportJobSerializer
from society.api.exports.streaming import AnyAccept, Download
from society.errors import DiskFull, TooManyJobs
from society.operations.exports import dispatch, files, jobs
from streams.api.asking import MomentQuery, RunQuery, RunView, signed_in
from streams.api.envelope import FILE
from streams.api.permissions import IsOperator, SignedInWrite
from streams.models import Run
from streams.selectors.viewing import LAST_NUMBER
from streams.services.run_files.writing import write_run_file
from world.api.asking import MomentView

AT_ONCE_MAX_EVENTS: Final = 200_000
"""Events up to which a whole run is written while somebody waits: some seconds."""
_LIST: Final = {"type": "array", "items": {"type": "object", "additionalProperties": {}}, FILE: True}
"""What is in a file of JSON."""
_PIECE_BYTES: Final = 1 << 18


def _format(*names: str) -> Any:
    return serializers.ChoiceField(required=False, choices=names, default=names[0])


def _answers(*formats: str) -> dict[Any, Any]:
    # the type without its parameters: it is a key of the schema
    files_of = {
        (200, CONTENT_TYPES[name].partition(";")[0]): OpenApiResponse(_LIST if name == "json" else OpenApiTypes.BINARY)
        for name in formats
    }
    return {**files_of, **_missing(*formats)}


def _missing(*formats: str) -> dict[Any, Any]:
    described = OpenApiResponse(description="FORMAT_UNAVAILABLE: pyarrow is not installed")
    return {501: described} if "parquet" in formats else {}


class AgentsExportQuery(MomentQuery):
    """Which run at which moment, as what."""

    format = _format(*KINDS["agents"].formats)


class TalksExportQuery(MomentQuery):
    """Which run up to which moment, as what."""

    format = _format(*KINDS["conversations"].formats)


class NetworkExportQuery(RunQuery):
    """Which run, as what."""

    format = _format(*KINDS["social-network"].formats)


class EventsExportQuery(MomentQuery):
    """Which run from which event on, up to which moment, as what."""

    format = _format(*KINDS["events"].formats)
    after = serializers.IntegerField(
        required=False, default=0, min_value=0, max_value=LAST_NUMBER, help_text="Only events with a higher seq."
    )


class RunExportQuery(RunQuery):
    """Which run."""

    format = _format("archive")


class FileView(AnyAccept, RunView):
    """A file of a run, downloaded at once or made in the background."""

    what: ClassVar[str]
    limited_as = "downloads"

    def file(self, run: Run, file_format: str, pieces: Iterator[bytes]) -> Download:
        """Answer with a file that is named for the run and what it holds."""
        return Download(pieces, name=file_name(run, self.what, file_format), content_type=CONTENT_TYPES[file_format])

    def job(self, request: Request, run: Run, asked: dict[str, Any]) -> Response:
        """Have the file made, and answer with the job's address."""
        try:
            made = jobs.ask(
                run=run,
                user=signed_in(request),
                what=self.what,
                file_format=asked["format"],
                language=translation.get_language() or "",
                t=asked.get("t"),
                after=asked.get("after", 0),
                with_private=asks_as_operator(request),
            )
        except TooManyJobs as refused:
            raise TooMany(reason="too_many_jobs", most=jobs.OPEN_MAX) from refused
        dispatch.wake()
        where = reverse("api:export_job", args=[made.pk], request=request)
        shown = ExportJobSerializer(made, context={"request": request}).data
        return Response(shown, status=status.HTTP_202_ACCEPTED, headers={"Location": where})


class ExportView(FileView, MomentView):
    """Rows of a run, as of a moment."""

    permission_classes = (SignedInWrite,)

    def get(self, request: Request) -> Download:
        """Write the file while it is read."""
        asked = self._asked(request)
        moment = self.moment_of(asked)
        wanted = Wanted(
            format=asked["format"],
            after=asked.get("after", 0),
            with_private=asks_as_operator(request),
        )
        return self.file(moment.run, wanted.format, KINDS[self.what].pieces(moment, wanted))

    def post(self, request: Request) -> Response:
        """Have it made in the background: for large runs, and whoever does not want to wait."""
        asked = self._asked(request)
        return self.job(request, self.checked(asked).run, asked)

    def _asked(self, request: Request) -> dict[str, Any]:
        asked = self.asked(request)
        if asked["format"] == "parquet" and not parquet.is_there():
            raise FormatUnavailable(format="parquet")
        return asked


def _described(query: type[serializers.Serializer[Any]], name: str, *formats: str) -> Any:
    """Describe the two ways to a file."""
    return extend_schema_view(
        get=extend_schema(operation_id=f"export_{name}", parameters=[query], responses=_answers(*formats)),
        post=extend_schema(
            operation_id=f"export_{name}_job",
            parameters=[query],
            request=None,
            responses={202: ExportJobSerializer, **_missing(*formats)},
        ),
    )


@_described(AgentsExportQuery, "agents", *KINDS["agents"].formats)
class AgentsExportView(ExportView):
    """All residents, as `agents` lists them; as CSV a column a value, `economy_money` for economy.money."""

    what = "agents"
    query = AgentsExportQuery


@_described(TalksExportQuery, "conversations", *KINDS["conversations"].formats)
class TalksExportView(ExportView):
    """All talks in town; as CSV a row for each thing that was said."""

    what = "conversations"
    query = TalksExportQuery
    with_state = False


@_described(NetworkExportQuery, "social_network", *KINDS["social-network"].formats)
class NetworkExportView(ExportView):
    """Who follows whom and what residents are to each other, as they are now; as CSV the edges only."""

    what = "social-network"
    query = NetworkExportQuery


@_described(EventsExportQuery, "events", *KINDS["events"].formats)
class EventsExportView(ExportView):
    """The record, an event a row, in order of seq. Who writes to whom, and who blocks whom, for operators only."""

    what = "events"
    query = EventsExportQuery
    with_state = False


@_described(RunExportQuery, "run", "archive")
class RunExportView(FileView):
    """A whole run in one file, which `manage.py import_run` loads elsewhere; for operators."""

    permission_classes = (IsOperator,)
    what = RUN
    query = RunExportQuery

    def get(self, request: Request) -> Download:
        """Download it; a large one has to be asked for with POST."""
        run = self.run_of(self.asked(request))
        if run.head.seq > AT_ONCE_MAX_EVENTS:
            raise TooLarge(reason="too_large", events=run.head.seq, most=AT_ONCE_MAX_EVENTS)
        try:
            return self.file(run, "archive", pieces_of(_written(run)))
        except DiskFull as error:
            raise NoRoom from error

    def post(self, request: Request) -> Response:
        """Have it made in the background."""
        asked = self.asked(request)
        return self.job(request, self.run_of(asked), asked)


def _written(run: Run) -> int:
    """Write a run into a file without a name, which is gone once its descriptor is closed.

    DiskFull if there is no room for it.
    """
    files.require_room(files.folder())
    with tempfile.TemporaryFile(dir=files.folder()) as file:
        write_run_file(run, file)
        file.flush()
        return os.dup(file.fileno())


def pieces_of(descriptor: int) -> Iterator[bytes]:
    """Read an open file from its beginning, and close it; also when whoever asked has gone."""
    try:
        os.lseek(descriptor, 0, os.SEEK_SET)
        while piece := os.read(descriptor, _PIECE_BYTES):
            yield piece
    finally:
        os.close(descriptor)
