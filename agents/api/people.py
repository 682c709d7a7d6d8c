"""The people of a town over REST: everybody may read them, operators let them in, change them and send them away."""

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any

from drf_spectacular.utils import extend_schema
from pydantic import BaseModel
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from agents.api import views
from agents.api.people_serializers import (
    AgentChangeSerializer,
    AgentReceiptSerializer,
    GenerateSerializer,
    ImportSerializer,
    InvitedSerializer,
    NewAgentSerializer,
    RemovalQuery,
)
from agents.errors import PersonaFileError
from agents.services.inviting import invitations_of, invite
from streams.api.asking import RunQuery, RunView, person, run_named, values_of
from streams.api.bodies import BodySerializer
from streams.api.errors import Conflict, InvalidParameter
from streams.api.permissions import IsOperator, OperatorsWrite
from streams.api.receipts import (
    IDEMPOTENCY_KEY,
    ReceiptSerializer,
    idempotency_key,
    receipt_answer,
    refusal,
    send_command,
    worded,
)
from streams.models import Inbox, Outcome, Run
from streams.writer.part import CommandKind
from world.api.asking import MomentView
from world.people import ADD_AGENT, EDIT_AGENT, REMOVE_AGENT, AddBody, RemoveBody
from world.people.refusals import SENTENCES
from world.selectors.moments import present
from world.selectors.residents import resident_view

_ANSWERS = {201: AgentReceiptSerializer, 202: AgentReceiptSerializer}
_INVITED = {201: InvitedSerializer, 202: InvitedSerializer}


class _PeopleView(MomentView):
    """Reads for everybody, writes for operators."""

    permission_classes = (OperatorsWrite,)

    def send(self, request: Request, kind: CommandKind, body: BaseModel, *, is_removal: bool = False) -> Response:
        """Append a command and answer with its receipt and the resident as she is then; Conflict says why it was refused."""
        run = run_named(values_of(RunQuery, request.query_params).get("run"))
        try:
            receipt = send_command(request, run, kind, body)
        except Conflict as refused:
            raise worded(refused, SENTENCES) from refused
        moment = present(run)
        number = json.loads(receipt.result).get("agent", 0) if receipt.outcome == Outcome.APPLIED else 0
        thing = views.detail_of(moment, number) if number and resident_view(moment, number) else None
        return receipt_answer(request, receipt, thing, is_removal=is_removal)


class AgentsView(_PeopleView, views.AgentsView):
    """All residents."""

    @extend_schema(
        operation_id="agent_create",
        parameters=[RunQuery, IDEMPOTENCY_KEY],
        request=NewAgentSerializer,
        responses=_ANSWERS,
    )
    def post(self, request: Request) -> Response:
        """Let somebody move in: a free bed, and work if there is a post of the trade."""
        return self.send(request, ADD_AGENT, _body(NewAgentSerializer, request.data))


class AgentView(_PeopleView, views.AgentView):
    """One resident."""

    @extend_schema(
        operation_id="agent_edit",
        parameters=[RunQuery, IDEMPOTENCY_KEY],
        request=AgentChangeSerializer,
        responses=_ANSWERS,
    )
    def put(self, request: Request, number: int) -> Response:
        """Change what somebody is like, where she lives and works, and the words about her."""
        return self.send(request, EDIT_AGENT, _body(AgentChangeSerializer, request.data, resident=number))

    @extend_schema(
        operation_id="agent_remove",
        parameters=[RunQuery, RemovalQuery, IDEMPOTENCY_KEY],
        request=None,
        responses={200: AgentReceiptSerializer, 202: AgentReceiptSerializer},
    )
    def delete(self, request: Request, number: int) -> Response:
        """Send somebody away for good, with a reason; she leaves as soon as she is in no talk.

        The receipt's result says under `has_left` whether she is gone already; then the object is null.
        """
        why = values_of(RemovalQuery, request.query_params)["reason"]
        return self.send(request, REMOVE_AGENT, RemoveBody(resident=number, reason=why), is_removal=True)


class GenerateView(RunView):
    """People out of distributions."""

    permission_classes = (IsOperator,)

    @extend_schema(
        operation_id="agents_generate",
        parameters=[RunQuery, IDEMPOTENCY_KEY],
        request=GenerateSerializer,
        responses=_INVITED,
    )
    def post(self, request: Request) -> Response:
        """Let as many people move in as there is room for, drawn as the founders were."""
        run, asked = self.run_of(self.asked(request)), values_of(GenerateSerializer, request.data)
        count = asked.pop("count")
        return _invited(request, run, [AddBody.model_validate(asked)] * count)


class ImportView(RunView):
    """People out of a file."""

    permission_classes = (IsOperator,)

    @extend_schema(
        operation_id="agents_import",
        parameters=[RunQuery, IDEMPOTENCY_KEY],
        request=ImportSerializer,
        responses=_INVITED,
    )
    def post(self, request: Request) -> Response:
        """Let the people of a CSV or JSON file move in; a fault anywhere in it, and nobody does."""
        run, asked = self.run_of(self.asked(request)), values_of(ImportSerializer, request.data)
        try:
            bodies = invitations_of(run, asked["text"], asked["format"])
        except PersonaFileError as wrong:
            raise InvalidParameter(text=[str(fault) for fault in wrong.faults]) from wrong
        return _invited(request, run, bodies)


def _body(serializer: type[BodySerializer], given: Any, **beside: Any) -> BaseModel:
    """Check what was given and make the command's body of it."""
    return serializer.body.model_validate({**serializer().as_body(values_of(serializer, given)), **beside})


def _invited(request: Request, run: Run, bodies: Sequence[AddBody]) -> Response:
    """Send the commands and answer with their receipts; Conflict where none of them was accepted."""
    receipts = invite(run, bodies, user=person(request), idempotency_key=idempotency_key(request))
    outcomes = Counter(_outcome(receipt) for receipt in receipts)
    if outcomes["refused"] == len(receipts):
        raise worded(_as_conflict(receipts[0]), SENTENCES)
    shown: dict[str, Any] = {name: outcomes[name] for name in ("applied", "refused", "pending")}
    shown["receipts"] = ReceiptSerializer(receipts, many=True).data
    done = status.HTTP_202_ACCEPTED if outcomes["pending"] else status.HTTP_201_CREATED
    return Response(shown, status=done)


def _outcome(receipt: Inbox) -> str:
    return "refused" if receipt.outcome in (Outcome.REFUSED, Outcome.FAILED) else str(receipt.outcome)


def _as_conflict(receipt: Inbox) -> Conflict:
    found = refusal(receipt.reason, receipt=receipt.pk)
    return found if isinstance(found, Conflict) else Conflict(reason=receipt.reason, receipt=receipt.pk)
