"""Commands to residents' bodies over REST, for operators."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from agents.api.serializers import AgentSerializer, CommandSerializer
from agents.api.views import known, shown
from streams.api.asking import RunQuery, RunView, values_of
from streams.api.errors import LocationNotFound
from streams.api.permissions import IsOperator
from streams.api.receipts import IDEMPOTENCY_KEY, ReceiptSerializer, receipt_answer, send_command
from world.commands import DIRECT, DirectBody
from world.models import Place
from world.selectors.moments import present


class DirectedSerializer(serializers.Serializer[Any]):
    """The receipt of a command, and the resident as she is now."""

    receipt = ReceiptSerializer()
    object = AgentSerializer(allow_null=True)


class CommandView(RunView):
    """Tell a resident what to do."""

    permission_classes = (IsOperator,)

    @extend_schema(
        operation_id="agent_command",
        parameters=[RunQuery, IDEMPOTENCY_KEY],
        request=CommandSerializer,
        responses={201: DirectedSerializer, 202: DirectedSerializer},
    )
    def post(self, request: Request, number: int) -> Response:
        """Tell a resident what to do next, and where; refused with WORLD_PAUSED while time stands still."""
        run = self.run_of(self.asked(request))
        known(present(run), number)
        order = values_of(CommandSerializer, request.data)
        if not Place.objects.numbered(run.pk, order["location_id"]).exists():
            raise LocationNotFound
        body = DirectBody(resident=number, action=order["action"], place=order["location_id"])
        receipt = send_command(request, run, DIRECT, body)
        moment = present(run)
        return receipt_answer(request, receipt, AgentSerializer(shown(moment, [known(moment, number)])[0]).data)
