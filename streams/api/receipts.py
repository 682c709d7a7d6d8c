"""Writes into a run: append a command, wait a moment for its receipt, and shape the answer."""

import json
from collections.abc import Mapping
from typing import Any, Final

from django.utils.functional import Promise
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema_field
from pydantic import BaseModel
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from streams.api.asking import person
from streams.api.errors import (
    AccountNotFound,
    AgentNotFound,
    ApiError,
    CommentNotFound,
    Conflict,
    ConversationNotFound,
    InvalidParameter,
    LocationNotFound,
    NotAnswered,
    PostNotFound,
    WorldPaused,
)
from streams.models import Inbox, Outcome, Run
from streams.services import social
from streams.services.inbox import append_command, wait_for_receipt
from streams.services.joining import JoinPending, JoinRefused
from streams.services.refusals import SENTENCES
from streams.writer.part import CommandKind

_KEY_MAX: Final = 100
_REFUSALS: Final[dict[str, type[ApiError]]] = {
    "world_paused": WorldPaused,
    "agent_not_found": AgentNotFound,
    "location_not_found": LocationNotFound,
    "post_not_found": PostNotFound,
    "comment_not_found": CommentNotFound,
    "account_not_found": AccountNotFound,
    "conversation_not_found": ConversationNotFound,
    "not_a_participant": ConversationNotFound,
}
_KEY_IS_TAKEN: Final = "idempotency_key_used"
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
    key = idempotency_key(request)
    return accepted(wait_for_receipt(append_command(run, kind, body, user=person(request), idempotency_key=key)), kind)


def send_act(request: Request, run: Run, kind: CommandKind, body: BaseModel) -> Inbox:
    """Send a command as the account of whoever asks, opened where she has none. Errors as `send_command`, and NotAnswered."""
    user = person(request)
    assert user is not None, "only members get here"
    try:
        return accepted(social.act(run, user, kind, body, idempotency_key=idempotency_key(request)), kind)
    except JoinRefused as refused:
        raise refusal(refused.reason) from refused
    except JoinPending as pending:
        raise NotAnswered(receipt=pending.receipt.pk) from pending


def idempotency_key(request: Request) -> str:
    """Read the key that a person gives a command; InvalidParameter for one that is too long."""
    key = request.headers.get("Idempotency-Key", "")
    if len(key) > _KEY_MAX:
        raise InvalidParameter(idempotency_key=[f"at most {_KEY_MAX} characters"])
    return key


def accepted(receipt: Inbox, kind: CommandKind) -> Inbox:
    """Pass on a receipt that was not refused, of the command that was meant; raise what the other ones say."""
    if receipt.kind != kind.name:
        raise Conflict(reason=_KEY_IS_TAKEN, receipt=receipt.pk)
    if receipt.outcome in (Outcome.REFUSED, Outcome.FAILED):
        raise refusal(receipt.reason, receipt=receipt.pk)
    return receipt


def refusal(reason: str, **details: Any) -> ApiError:
    """Make the error of a refused command, with a sentence where there is one for the reason."""
    return _REFUSALS.get(reason, Conflict)(SENTENCES.get(reason), reason=reason, **details)


def worded(refused: Conflict, sentences: Mapping[str, Promise]) -> Conflict:
    """Give a refusal the sentence of its reason, from those of whoever refused."""
    reason = str(refused.details.get("reason", ""))
    return type(refused)(sentences.get(reason), **refused.details)


def receipt_answer(request: Request, receipt: Inbox, thing: Any, *, is_removal: bool = False) -> Response:
    """Answer a write: 201 with what there is now (200 where something was taken back), or 202 and the receipt's address."""
    is_pending = receipt.outcome == Outcome.PENDING
    body = {"receipt": ReceiptSerializer(receipt).data, "object": None if is_pending else thing}
    done = status.HTTP_200_OK if is_removal else status.HTTP_201_CREATED
    answer = Response(body, status=status.HTTP_202_ACCEPTED if is_pending else done)
    if is_pending:
        answer["Location"] = reverse("api:receipt", args=[receipt.pk], request=request)
    return answer
