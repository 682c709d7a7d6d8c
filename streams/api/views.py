"""Runs, receipts, and the answer for an address that does not exist."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from streams.api.asking import PageQuery, person, run_named, values_of
from streams.api.errors import NotFound
from streams.api.receipts import ReceiptSerializer
from streams.api.serializers import RunPageSerializer, RunSerializer
from streams.models import Inbox
from streams.selectors.runs import list_runs


class RunsView(APIView):
    """All runs."""

    @extend_schema(operation_id="runs", parameters=[PageQuery], responses=RunPageSerializer)
    def get(self, request: Request) -> Response:
        """List runs, the newest first."""
        asked = values_of(PageQuery, request.query_params)
        total, rows = list_runs(skip=(asked["page"] - 1) * asked["limit"], limit=asked["limit"])
        return Response({"total": total, **asked, "items": RunSerializer(rows, many=True).data})


class OneRunView(APIView):
    """One run."""

    @extend_schema(operation_id="run", responses=RunSerializer)
    def get(self, request: Request, run_id: int) -> Response:
        """Show a run."""
        return Response(RunSerializer(run_named(run_id)).data)


class ReceiptView(APIView):
    """What became of a command."""

    @extend_schema(operation_id="receipt", responses=ReceiptSerializer)
    def get(self, request: Request, receipt_id: int) -> Response:
        """Show a receipt to whoever sent the command, and to operators."""
        asker = person(request)
        command = Inbox.objects.filter(pk=receipt_id).first()
        if asker is None or command is None or not (asker.is_operator or command.user_id == asker.pk):
            raise NotFound
        return Response(ReceiptSerializer(command).data)


class NowhereView(APIView):
    """Any address under /api that is not there."""

    schema = None
    permission_classes = ()

    def get(self, request: Request, **kwargs: object) -> Response:
        """Say that there is nothing."""
        raise NotFound

    post = put = patch = delete = get
