"""Residents played from outside, over REST: take one, perceive, decide, give her back. For members, and programs by key."""

from typing import Any, Final

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from agents.api.body_serializers import (
    BodyDecisionSerializer,
    BodyPageSerializer,
    BodySerializer,
    BodyWrittenSerializer,
    DecidedSerializer,
    ObservationSerializer,
    TakeSerializer,
)
from agents.api.views import known
from agents.bodies.commands import DECIDE, RETURN, TAKE, DecideBody, ReturnBody, TakeBody
from agents.bodies.refusals import NOT_PLAYED, NOT_YOUR_BODY, SENTENCES
from agents.models import Body
from agents.selectors.bodies import bodies_played, body_row, body_views, observation_of
from streams.api.asking import PageQuery, RunQuery, RunView, person, signed_in, values_of
from streams.api.errors import Conflict, Forbidden, NotAnswered, NotFound
from streams.api.permissions import IsMember, MembersWrite
from streams.api.receipts import IDEMPOTENCY_KEY, receipt_answer, send_act, send_command, worded
from streams.models import Run
from streams.services.joining import membership_of
from streams.services.refusals import SENTENCES as OF_THE_NETWORK
from world.selectors.moments import present

_WORDS: Final = {**OF_THE_NETWORK, **SENTENCES}
_WRITTEN: Final = {201: BodyWrittenSerializer, 202: BodyWrittenSerializer}


class BodiesQuery(RunQuery, PageQuery):
    """A page of played residents."""

    mine = serializers.BooleanField(required=False, default=False, help_text="Only those whom you play.")


class BodiesView(RunView):
    """Who plays whom."""

    query = BodiesQuery
    permission_classes: Any = (MembersWrite,)
    key_scope = "body"

    @extend_schema(operation_id="bodies", parameters=[BodiesQuery], responses=BodyPageSerializer)
    def get(self, request: Request) -> Response:
        """List the residents who are played, by number."""
        asked = self.asked(request)
        run, page, limit = self.run_of(asked), asked["page"], asked["limit"]
        account = _account(request, run) if asked["mine"] else 0
        rows = bodies_played(run, player=account) if account or not asked["mine"] else Body.objects.none()
        found = body_views(run, rows[(page - 1) * limit : page * limit])
        items = BodySerializer(found, many=True).data
        return Response({"total": rows.count(), "page": page, "limit": limit, "items": items})

    @extend_schema(
        operation_id="body_take", parameters=[RunQuery, IDEMPOTENCY_KEY], request=TakeSerializer, responses=_WRITTEN
    )
    def post(self, request: Request) -> Response:
        """Play a resident whom nobody plays, as your account in the run; it is opened where you have none.

        Refused with `played_by_another`, `yours_already`, `too_many_bodies`, `nobody_is_played` or `suspended`.
        """
        run = self.run_of(values_of(RunQuery, request.query_params))
        number = values_of(TakeSerializer, request.data)["agent_id"]
        known(present(run), number)
        try:
            receipt = send_act(request, run, TAKE, TakeBody(resident=number))
        except Conflict as refused:
            raise worded(refused, _WORDS) from refused
        return receipt_answer(request, receipt, _shown(run, number))


class BodyView(RunView):
    """A played resident."""

    permission_classes: Any = (MembersWrite,)
    key_scope = "body"

    @extend_schema(operation_id="body", parameters=[RunQuery], responses=BodySerializer)
    def get(self, request: Request, number: int) -> Response:
        """Show who plays a resident; 404 if nobody does."""
        run = self.run_of(self.asked(request))
        return Response(BodySerializer(body_views(run, [_played(run, number)])[0]).data)

    @extend_schema(
        operation_id="body_return",
        parameters=[RunQuery, IDEMPOTENCY_KEY],
        responses={200: BodyWrittenSerializer, 202: BodyWrittenSerializer},
    )
    def delete(self, request: Request, number: int) -> Response:
        """Play her no longer: she lives on by herself. Operators may end it for anybody."""
        run = self.run_of(self.asked(request))
        is_own = _in_charge(request, run, number)
        send = send_act if is_own else send_command
        try:
            receipt = send(request, run, RETURN, ReturnBody(resident=number))
        except Conflict as refused:
            raise worded(refused, _WORDS) from refused
        return receipt_answer(request, receipt, _shown(run, number), is_removal=True)


class ObservationView(RunView):
    """What a played resident perceives."""

    permission_classes: Any = (IsMember,)
    key_scope = "body"

    @extend_schema(operation_id="body_observation", parameters=[RunQuery], responses=ObservationSerializer)
    def get(self, request: Request, number: int) -> Response:
        """Tell what she perceives and may do; for whoever plays her, and for operators."""
        run = self.run_of(self.asked(request))
        _in_charge(request, run, number)
        seen = _perceived(run, number)
        if seen is None:
            raise NotAnswered
        return Response(seen)


class BodyDecisionView(RunView):
    """What a played resident does next."""

    permission_classes: Any = (IsMember,)
    key_scope = "body"

    @extend_schema(
        operation_id="body_decide",
        parameters=[RunQuery, IDEMPOTENCY_KEY],
        request=BodyDecisionSerializer,
        responses={201: DecidedSerializer, 202: DecidedSerializer},
    )
    def post(self, request: Request, number: int) -> Response:
        """Decide what she does next: refused with WORLD_PAUSED while time stands still, and if it is not offered.

        Then the reason is `not_offered`, `place_closed`, `place_full`, `too_poor` or `not_here`, and nothing was changed. The
        receipt's result has the event and until when she is at it; or under `refused` why it could not be done after all,
        because somebody else took the last seat. Of somebody on her way it is not known yet.
        """
        run = self.run_of(self.asked(request))
        asked = values_of(BodyDecisionSerializer, request.data)
        if not _in_charge(request, run, number):
            raise Forbidden(SENTENCES[NOT_YOUR_BODY])
        body = DecideBody(
            resident=number,
            action=asked["action"],
            place=asked["location_id"],
            duration_s=asked["duration_s"],
            partner=asked["with_id"],
            is_at_once=asked["at_once"],
        )
        try:
            receipt = send_act(request, run, DECIDE, body)
        except Conflict as refused:
            raise worded(refused, _WORDS) from refused
        return receipt_answer(request, receipt, _perceived(run, number))


def _account(request: Request, run: Run) -> int:
    """Find the number of the account of whoever asks; 0 for none."""
    user = person(request)
    member = membership_of(run, user) if user is not None else None
    return member.number if member is not None else 0


def _played(run: Run, number: int) -> Body:
    """Find a played resident. NotFound says that nobody plays her."""
    row = body_row(run, number)
    if row is None:
        raise NotFound(SENTENCES[NOT_PLAYED])
    return row


def _in_charge(request: Request, run: Run, number: int) -> bool:
    """Whether who asks plays a resident herself; False for an operator who does not.

    NotFound where nobody plays her, Forbidden for everybody else.
    """
    is_own = _played(run, number).player == _account(request, run)
    if not is_own and not signed_in(request).is_operator:
        raise Forbidden(SENTENCES[NOT_YOUR_BODY])
    return is_own


def _shown(run: Run, number: int) -> Any:
    rows = Body.objects.numbered(run.pk, number).defer("observation")
    return next(iter(BodySerializer(body_views(run, rows), many=True).data), None)


def _perceived(run: Run, number: int) -> Any:
    moment = present(run)
    seen = observation_of(moment, number)
    return None if seen is None else ObservationSerializer({**seen, "world_time": moment.sim_time}).data
