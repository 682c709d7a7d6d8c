"""Rules, events, broadcasts and the weather over REST, for operators; everybody may read what is in force."""

from typing import Any

from drf_spectacular.utils import extend_schema
from pydantic import BaseModel
from rest_framework.request import Request
from rest_framework.response import Response

from streams.api.asking import MomentQuery, RunQuery, RunView, values_of
from streams.api.errors import Conflict
from streams.api.permissions import IsOperator
from streams.api.receipts import IDEMPOTENCY_KEY, receipt_answer, send_command, worded
from streams.models import Run
from streams.writer.part import CommandKind
from world.api.asking import MomentView
from world.api.control_serializers import (
    BroadcastSerializer,
    EventSerializer,
    MeasureReceiptSerializer,
    MeasuresSerializer,
    RuleSerializer,
    WeatherSerializer,
)
from world.control import BROADCAST, END_MEASURE, SET_RULE, SET_WEATHER, START_EVENT
from world.control.bodies import BroadcastBody, EndBody, EventBody, RuleBody, WeatherBody
from world.control.refusals import SENTENCES
from world.selectors.moments import present
from world.selectors.outside import measures_of, weather_of

_ANSWERS = {201: MeasureReceiptSerializer, 202: MeasureReceiptSerializer}


class MeasuresView(MomentView):
    """What is in force."""

    @extend_schema(operation_id="world_measures", parameters=[MomentQuery], responses=MeasuresSerializer)
    def get(self, request: Request) -> Response:
        """List the rules, events, broadcasts and weather in force at a moment."""
        _, moment = self.asked_moment(request)
        return Response(MeasuresSerializer({"weather": weather_of(moment), "in_force": measures_of(moment)}).data)


class _CommandView(RunView):
    """A view that sends a command to the town."""

    permission_classes = (IsOperator,)

    def send(self, request: Request, kind: CommandKind, body: BaseModel, *, is_removal: bool = False) -> Response:
        """Append a command and answer with its receipt and what is in force then; Conflict says why it was refused."""
        run = self.run_of(self.asked(request))
        try:
            receipt = send_command(request, run, kind, body)
        except Conflict as refused:
            raise worded(refused, SENTENCES) from refused
        return receipt_answer(request, receipt, _now(run), is_removal=is_removal)


class WeatherView(_CommandView):
    """The weather."""

    @extend_schema(
        operation_id="world_weather_set",
        parameters=[RunQuery, IDEMPOTENCY_KEY],
        request=WeatherSerializer,
        responses=_ANSWERS,
    )
    def post(self, request: Request) -> Response:
        """Set the weather of the whole town for some hours."""
        return self.send(request, SET_WEATHER, WeatherBody(**values_of(WeatherSerializer, request.data)))


class RulesView(_CommandView):
    """Rules of the town."""

    @extend_schema(
        operation_id="world_rule_set",
        parameters=[RunQuery, IDEMPOTENCY_KEY],
        request=RuleSerializer,
        responses=_ANSWERS,
    )
    def post(self, request: Request) -> Response:
        """Set a curfew, a festival, hard times or days without shifts, in the whole town or a district."""
        return self.send(request, SET_RULE, RuleBody(**values_of(RuleSerializer, request.data)))


class EventsView(_CommandView):
    """Events in town."""

    @extend_schema(
        operation_id="world_event_start",
        parameters=[RunQuery, IDEMPOTENCY_KEY],
        request=EventSerializer,
        responses=_ANSWERS,
    )
    def post(self, request: Request) -> Response:
        """Let a disaster strike, hold a celebration, or give everybody money."""
        return self.send(request, START_EVENT, EventBody(**values_of(EventSerializer, request.data)))


class BroadcastsView(_CommandView):
    """Broadcasts."""

    @extend_schema(
        operation_id="world_broadcast",
        parameters=[RunQuery, IDEMPOTENCY_KEY],
        request=BroadcastSerializer,
        responses=_ANSWERS,
    )
    def post(self, request: Request) -> Response:
        """Tell people something; with a place, invite them there."""
        return self.send(request, BROADCAST, BroadcastBody(**values_of(BroadcastSerializer, request.data)))


class MeasureView(_CommandView):
    """One that is in force."""

    @extend_schema(
        operation_id="world_measure_end",
        parameters=[RunQuery, IDEMPOTENCY_KEY],
        request=None,
        responses={200: MeasureReceiptSerializer, 202: MeasureReceiptSerializer},
    )
    def delete(self, request: Request, number: int) -> Response:
        """End what is in force before its time."""
        return self.send(request, END_MEASURE, EndBody(number=number), is_removal=True)


def _now(run: Run) -> dict[str, Any]:
    moment = present(run)
    return dict(MeasuresSerializer({"weather": weather_of(moment), "in_force": measures_of(moment)}).data)
