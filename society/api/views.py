"""Steering a run over REST: its time, its end and new beginning, forks. For operators."""

from typing import Any, Final

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.views import APIView

from society.api.serializers import ControlledSerializer, ControlSerializer, ForkSerializer, TimeScaleSerializer
from society.errors import ScenarioError
from society.experiments.runs import fork_at, reset_run
from streams.api.asking import RunQuery, RunView, person, run_named, values_of
from streams.api.errors import Conflict, InvalidParameter
from streams.api.permissions import IsOperator
from streams.api.receipts import IDEMPOTENCY_KEY, ReceiptSerializer, receipt_answer, send_command
from streams.api.serializers import RunSerializer
from streams.kernel.clock import RATE_MAX_MILLI, RATE_MIN_MILLI
from streams.models import Run
from streams.selectors.clock import shown_clock
from streams.writer.clock_part import PAUSE, RESUME, SET_RATE, STEP_ONCE, Nothing, RateBody
from world.api.serializers import StatusSerializer
from world.api.status import status_of
from world.selectors.moments import present

_PLAIN: Final = {"pause": PAUSE, "resume": RESUME, "step": STEP_ONCE}
_ANSWERS: Final = {201: ControlledSerializer, 202: ControlledSerializer}


class ControlView(RunView):
    """A run's time."""

    permission_classes = (IsOperator,)

    @extend_schema(
        operation_id="world_control",
        parameters=[RunQuery, IDEMPOTENCY_KEY],
        request=ControlSerializer,
        responses=_ANSWERS,
    )
    def post(self, request: Request) -> Response:
        """Pause, resume, step once while paused, double or halve the speed, or begin anew from the scenario."""
        run = self.run_of(self.asked(request))
        action = values_of(ControlSerializer, request.data)["action"]
        if action == "reset":
            return _reset(request, run)
        if action in _PLAIN:
            receipt = send_command(request, run, _PLAIN[action], Nothing())
        else:
            receipt = send_command(request, run, SET_RATE, RateBody(rate_milli=_next_rate(run, action)))
        return receipt_answer(request, receipt, _status(run))


class TimeScaleView(RunView):
    """A run's speed."""

    permission_classes = (IsOperator,)

    @extend_schema(
        operation_id="world_time_scale",
        parameters=[RunQuery, IDEMPOTENCY_KEY],
        request=TimeScaleSerializer,
        responses=_ANSWERS,
    )
    def put(self, request: Request) -> Response:
        """Set how many simulated seconds pass in a real one; while paused, what a resume restores."""
        run = self.run_of(self.asked(request))
        scale = values_of(TimeScaleSerializer, request.data)["time_scale"]
        receipt = send_command(request, run, SET_RATE, RateBody(rate_milli=round(scale * 1000)))
        return receipt_answer(request, receipt, _status(run))


class ForkView(APIView):
    """Forks of a run."""

    permission_classes = (IsOperator,)

    @extend_schema(operation_id="run_fork", request=ForkSerializer, responses={201: RunSerializer})
    def post(self, request: Request, run_id: int) -> Response:
        """Make a run that shares this one's history up to a moment and then goes its own way."""
        run = run_named(run_id)
        asked = values_of(ForkSerializer, request.data)
        _check_reached(run, asked)
        fork = fork_at(run, sim_time=asked.get("at"), step=asked.get("step"), name=asked["name"])
        where = reverse("api:run", args=[fork.pk], request=request)
        return Response(RunSerializer(fork).data, status=status.HTTP_201_CREATED, headers={"Location": where})


def _reset(request: Request, run: Run) -> Response:
    try:
        begun = reset_run(run, user=person(request))
    except ScenarioError as refused:
        raise Conflict(reason="scenario", faults=str(refused).splitlines()) from refused
    receipt = ReceiptSerializer(begun.receipt).data if begun.receipt else None
    return Response({"receipt": receipt, "object": _status(begun.run)}, status=status.HTTP_201_CREATED)


def _check_reached(run: Run, asked: dict[str, Any]) -> None:
    head = run.head
    if not run.start_sim_time <= asked.get("at", run.start_sim_time) <= head.sim_time:
        raise InvalidParameter(at=[_("The moment is not between the run's start and now.")])
    if asked.get("step", 1) > head.step:
        raise InvalidParameter(step=[_("The run has not made that step yet.")])


def _next_rate(run: Run, action: str) -> int:
    """Double or halve the speed within its bounds; while paused, the speed that a resume restores."""
    clock = shown_clock(run)
    rate_milli = clock.rate_milli or clock.resume_rate_milli
    wanted = rate_milli * 2 if action == "speed_up" else rate_milli // 2
    return min(max(wanted, RATE_MIN_MILLI), RATE_MAX_MILLI)


def _status(run: Run) -> dict[str, Any]:
    run.refresh_from_db()
    return dict(StatusSerializer(status_of(present(run))).data)
