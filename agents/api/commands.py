"""Commands to residents' bodies over REST, for operators."""

from typing import Any, Final

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from pydantic import BaseModel, ValidationError
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from agents.api.serializers import AgentSerializer, CommandSerializer, DealingSerializer
from agents.api.views import known, shown
from streams.api.asking import RunQuery, RunView, values_of
from streams.api.errors import Conflict, InvalidParameter, LocationNotFound
from streams.api.permissions import IsOperator
from streams.api.receipts import IDEMPOTENCY_KEY, ReceiptSerializer, receipt_answer, send_command, worded
from world.commands import DEALING_COMMANDS, DIRECT, DirectBody
from world.models import Place
from world.orders.refusals import SENTENCES
from world.people.ordering import order_of_words
from world.selectors.moments import Moment, present

_KINDS: Final = {kind.name: kind for kind in DEALING_COMMANDS}
_FIELDS: Final = {"other": "other_id", "item": "item_id", "for_item": "for_item_id", "cents": "cents", "thing": "thing"}
"""Fields of the commands, and what the API calls them."""


class DirectedSerializer(serializers.Serializer[Any]):
    """The receipt of a command, and the resident as she is now."""

    receipt = ReceiptSerializer()
    object = AgentSerializer(allow_null=True)


class CommandView(RunView):
    """Tell a resident what to do."""

    permission_classes = (IsOperator,)
    key_scope = "body"

    @extend_schema(
        operation_id="agent_command",
        parameters=[RunQuery, IDEMPOTENCY_KEY],
        request=CommandSerializer,
        responses={201: DirectedSerializer, 202: DirectedSerializer},
    )
    def post(self, request: Request, number: int) -> Response:
        """Tell a resident what to do next, and where or with whom; refused with WORLD_PAUSED while time stands still.

        The receipt's result has the event of the order and, where she could not do it, under `refused` why: `place_full`,
        `place_closed`, `too_poor`, `not_offered`, or `another_order_came`. Of somebody on her way it is not known yet.
        """
        run = self.run_of(self.asked(request))
        moment = present(run)
        known(moment, number)
        body = _order(moment, number, values_of(CommandSerializer, request.data))
        try:
            receipt = send_command(request, run, DIRECT, body)
        except Conflict as refused:
            raise worded(refused, SENTENCES) from refused
        moment = present(run)
        return receipt_answer(request, receipt, AgentSerializer(shown(moment, [known(moment, number)])[0]).data)


class DealingView(RunView):
    """Have a resident deal in things or money."""

    permission_classes = (IsOperator,)
    key_scope = "body"

    @extend_schema(
        operation_id="agent_deal",
        parameters=[RunQuery, IDEMPOTENCY_KEY],
        request=DealingSerializer,
        responses={201: DirectedSerializer, 202: DirectedSerializer},
    )
    def post(self, request: Request, number: int) -> Response:
        """Have a resident deal in things or money, as the town's own rules allow: see `act`.

        It is done at once. The receipt's result has the event, and the thing or the loan as it is then; the error of a
        refusal says what stands in the way. Things are used, bought and photographed while she does what they go with:
        have her shop, eat or walk first (`POST /api/agents/N/command`).
        """
        run = self.run_of(self.asked(request))
        known(present(run), number)
        asked = values_of(DealingSerializer, request.data)
        if "other_id" in asked:
            known(present(run), asked["other_id"])
        kind = _KINDS[asked["act"]]
        try:
            receipt = send_command(request, run, kind, _body(kind.body, number, asked))
        except Conflict as refused:
            raise worded(refused, SENTENCES) from refused
        moment = present(run)
        return receipt_answer(request, receipt, AgentSerializer(shown(moment, [known(moment, number)])[0]).data)


def _order(moment: Moment, number: int, asked: dict[str, Any]) -> DirectBody:
    """Make the order that is asked for. LocationNotFound, AgentNotFound, InvalidParameter for words that say nothing."""
    if "text" in asked:
        order = order_of_words(moment, number, asked["text"])
        if order is None:
            raise InvalidParameter(text=[_("Say what to do, where, or whom to talk to: “go to the park”, “eat”.")])
        return order
    place, other = asked.get("location_id", 0), asked.get("agent_id", 0)
    if place and not Place.objects.numbered(moment.run.pk, place).exists():
        raise LocationNotFound
    if other:
        known(moment, other)
    if other == number:
        raise InvalidParameter(agent_id=[_("This needs two different residents.")])
    return DirectBody(resident=number, action=asked["action"], place=place, other=other, far=True)


def _body(body: type[BaseModel], number: int, asked: dict[str, Any]) -> BaseModel:
    """Make a command's body of the fields that it reads. InvalidParameter names those that are missing."""
    given = {name: asked[api] for name, api in _FIELDS.items() if name in body.model_fields and api in asked}
    try:
        return body.model_validate({"resident": number, **given})
    except ValidationError as fault:
        names = [str(error["loc"][0]) for error in fault.errors()]
        raise InvalidParameter(None, **{_FIELDS[name]: [f"{asked['act']} needs it"] for name in names}) from fault
