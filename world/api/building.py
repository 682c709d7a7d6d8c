"""Places over REST: everybody may read them, operators build, change, move and delete them."""

import json
from typing import Any

from drf_spectacular.utils import extend_schema
from pydantic import BaseModel
from rest_framework.request import Request
from rest_framework.response import Response

from streams.api.asking import RunQuery, run_named, values_of
from streams.api.errors import Conflict
from streams.api.permissions import OperatorsWrite
from streams.api.receipts import IDEMPOTENCY_KEY, receipt_answer, send_command, worded
from streams.models import Outcome
from streams.writer.part import CommandKind
from world.api import views
from world.api.asking import MomentView
from world.api.building_serializers import (
    LocationChangeSerializer,
    LocationReceiptSerializer,
    NewLocationSerializer,
    PositionSerializer,
)
from world.building import CREATE_PLACE, DELETE_PLACE, EDIT_PLACE, MOVE_PLACE
from world.building.bodies import CreateBody, DeleteBody, EditBody, MoveBody
from world.building.refusals import SENTENCES
from world.selectors.moments import present

_ANSWERS = {201: LocationReceiptSerializer, 202: LocationReceiptSerializer}


class _PlacesView(MomentView):
    """Reads for everybody, writes for operators."""

    permission_classes = (OperatorsWrite,)

    def send(self, request: Request, kind: CommandKind, body: BaseModel, *, is_removal: bool = False) -> Response:
        """Append a command and answer with its receipt and the place as it is then; Conflict says why it was refused."""
        run = run_named(values_of(RunQuery, request.query_params).get("run"))
        try:
            receipt = send_command(request, run, kind, body)
        except Conflict as refused:
            raise worded(refused, SENTENCES) from refused
        thing: Any = None
        if receipt.outcome == Outcome.APPLIED:
            thing = views.shown_place(present(run), _number_in(receipt.result))
        return receipt_answer(request, receipt, thing, is_removal=is_removal)


class LocationsView(_PlacesView, views.LocationsView):
    """All places."""

    @extend_schema(
        operation_id="location_create",
        parameters=[RunQuery, IDEMPOTENCY_KEY],
        request=NewLocationSerializer,
        responses=_ANSWERS,
    )
    def post(self, request: Request) -> Response:
        """Build a place on a free spot of the map."""
        return self.send(request, CREATE_PLACE, CreateBody(**values_of(NewLocationSerializer, request.data)))


class LocationView(_PlacesView, views.LocationView):
    """One place."""

    @extend_schema(
        operation_id="location_edit",
        parameters=[RunQuery, IDEMPOTENCY_KEY],
        request=LocationChangeSerializer,
        responses=_ANSWERS,
    )
    def put(self, request: Request, number: int) -> Response:
        """Change name, room, hours, prices or jobs of a place."""
        changes = values_of(LocationChangeSerializer, request.data)
        return self.send(request, EDIT_PLACE, EditBody(place=number, **changes))

    @extend_schema(
        operation_id="location_move",
        parameters=[RunQuery, IDEMPOTENCY_KEY],
        request=PositionSerializer,
        responses=_ANSWERS,
    )
    def patch(self, request: Request, number: int) -> Response:
        """Move a place to another spot of the map."""
        return self.send(request, MOVE_PLACE, MoveBody(place=number, **values_of(PositionSerializer, request.data)))

    @extend_schema(
        operation_id="location_delete",
        parameters=[RunQuery, IDEMPOTENCY_KEY],
        request=None,
        responses={200: LocationReceiptSerializer, 202: LocationReceiptSerializer},
    )
    def delete(self, request: Request, number: int) -> Response:
        """Take a place away for good; who has to do with it goes, lives or works elsewhere."""
        return self.send(request, DELETE_PLACE, DeleteBody(place=number), is_removal=True)


def _number_in(result: str) -> int:
    """Read which place a receipt is about."""
    return int(json.loads(result)["place"])
