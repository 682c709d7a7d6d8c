"""Writes into a run: append a command, wait a moment for its receipt, and shape the answer."""

import json
from typing import Any, Final

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema_field
from pydantic import BaseModel
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from streams.api.asking import person
from streams.api.errors import AgentNotFound, ApiError, Conflict, InvalidParameter, LocationNotFound, WorldPaused
from streams.models import Inbox, Outcome, Run
from streams.services.inbox import append_command, wait_for_receipt
from streams.writer.part import CommandKind

_KEY_MAX: Final = 100
_REFUSALS: Final[dict[str, type[ApiError]]] = {
    "world_paused": WorldPaused,
    "agent_not_found": AgentNotFound,
    "location_not_found": LocationNotFound,
}
IDEMPOTENCY_KEY: Final = OpenApiParameter(
    "Idempotency-Key",
    OpenApiTypes.STR,
    OpenApiParameter.HEADER,
    description="The same key of the same person gives the first command's receipt again.",
)


class ReceiptSerializer(serializers.ModelSerializer[Inbox]):
    """What became of a command."""

    run = serializers.IntegerField(source="run_id")
    outcome = serializers.ChoiceField(choices=Outcome.choices)
    created = serializers.DateTimeField(source="created_wall")
    result = serializers.SerializerMethodField()

    class Meta:
        model = Inbox
        fields = ("id", "run", "kind", "outcome", "reason", "result", "applied_step", "created")

    @extend_schema_field({"type": "object", "additionalProperties": {}})
    def get_result(self, command: Inbox) -> dict[str, Any]:
        """Say what was made or changed."""
        result: dict[str, Any] = json.loads(command.result)
        return result


def send_command(request: Request, run: Run, kind: CommandKind, body: BaseModel) -> Inbox:
    """Append a command for whoever asks and wait for its receipt. Conflict (or a more telling error) when refused."""
    key = request.headers.get("Idempotency-Key", "")
    if len(key) > _KEY_MAX:
        raise InvalidParameter(idempotency_key=[f"at most {_KEY_MAX} characters"])
    receipt = wait_for_receipt(append_command(run, kind, body, user=person(request), idempotency_key=key))
    if receipt.outcome in (Outcome.REFUSED, Outcome.FAILED):
        raise _REFUSALS.get(receipt.reason, Conflict)(reason=receipt.reason, receipt=receipt.pk)
    return receipt


def receipt_answer(request: Request, receipt: Inbox, thing: Any) -> Response:
    """Answer a write: 201 with what there is now, or 202 without it and the receipt's address while it is pending."""
    is_pending = receipt.outcome == Outcome.PENDING
    body = {"receipt": ReceiptSerializer(receipt).data, "object": None if is_pending else thing}
    answer = Response(body, status=status.HTTP_202_ACCEPTED if is_pending else status.HTTP_201_CREATED)
    if is_pending:
        answer["Location"] = reverse("api:receipt", args=[receipt.pk], request=request)
    return answer
