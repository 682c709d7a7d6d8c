"""Talks, ties, memories, appointments and things over REST."""

from typing import Any, Final

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from agents.api.company_serializers import (
    MEMORY_KINDS,
    AppointmentSerializer,
    MemorySerializer,
    OwnedSerializer,
    RelationSerializer,
    SocialStatsSerializer,
    TalkDetailSerializer,
    TalkSerializer,
    TieSerializer,
    endless,
)
from agents.models import MemoryKind
from agents.selectors.appointments import appointments_of
from agents.selectors.company import company_stats
from agents.selectors.memories import memories_of
from agents.selectors.relations import relation_of, ties_of
from agents.selectors.talks import TalkPage, latest_talks, talk_with_lines, talks_between, talks_going_on, talks_of
from streams.api.asking import LIMIT_MAX, MomentQuery
from streams.api.errors import AgentNotFound, ConversationNotFound
from streams.api.permissions import IsOperator
from streams.selectors.viewing import LAST_NUMBER
from world.api.asking import MomentView
from world.models import Resident
from world.selectors.dealings import things_of
from world.selectors.moments import Moment

TALK_LIST: Final = endless("TalkList", TalkSerializer)


class CompanyQuery(MomentQuery):
    """A page of an endless list at a moment, the latest first."""

    before = serializers.IntegerField(
        required=False, default=0, min_value=0, max_value=LAST_NUMBER, help_text="Goes on behind a page: its `next`."
    )
    limit = serializers.IntegerField(required=False, default=20, min_value=1, max_value=LIMIT_MAX)


class MemoriesQuery(CompanyQuery):
    """A page of memories."""

    kind = serializers.ChoiceField(required=False, choices=MEMORY_KINDS)


class RowsView(MomentView):
    """A view of rows that are never changed: a past moment costs no re-execution."""

    with_state = False


class RelationshipsView(RowsView):
    """A resident's ties."""

    @extend_schema(operation_id="agent_relationships", parameters=[MomentQuery], responses=TieSerializer(many=True))
    def get(self, request: Request, number: int) -> Response:
        """List her ties as they are now, the strongest first."""
        moment = _moment_of(self, request, number)[1]
        return Response(TieSerializer(ties_of(moment, number), many=True).data)


class RelationView(RowsView):
    """Two residents."""

    @extend_schema(operation_id="agent_relationship", parameters=[MomentQuery], responses=RelationSerializer)
    def get(self, request: Request, number: int, other: int) -> Response:
        """Show what two are to each other, both ways, and how that came."""
        moment = _moment_of(self, request, number, other)[1]
        return Response(RelationSerializer(relation_of(moment, number, other)).data)


class MemoriesView(RowsView):
    """A resident's memories."""

    query = MemoriesQuery
    permission_classes: Any = (IsOperator,)

    @extend_schema(
        operation_id="agent_memories",
        parameters=[MemoriesQuery],
        responses=endless("MemoryList", MemorySerializer),
    )
    def get(self, request: Request, number: int) -> Response:
        """List what she remembers, the latest first. For operators."""
        asked, moment = _moment_of(self, request, number)
        kind = MemoryKind[asked["kind"].upper()] if "kind" in asked else None
        page = memories_of(moment, number, kind=kind, before=asked["before"], limit=asked["limit"])
        return Response({"items": MemorySerializer(page.memories, many=True).data, "next": page.before or None})


class AgentTalksView(RowsView):
    """A resident's talks."""

    query = CompanyQuery

    @extend_schema(operation_id="agent_conversations", parameters=[CompanyQuery], responses=TALK_LIST)
    def get(self, request: Request, number: int) -> Response:
        """List the talks that she took part in, the latest first."""
        asked, moment = _moment_of(self, request, number)
        return _talks(talks_of(moment, number, before=asked["before"], limit=asked["limit"]))


class AppointmentsView(RowsView):
    """A resident's appointments."""

    query = CompanyQuery

    @extend_schema(
        operation_id="agent_appointments",
        parameters=[CompanyQuery],
        responses=endless("AppointmentList", AppointmentSerializer),
    )
    def get(self, request: Request, number: int) -> Response:
        """List her appointments, the latest first."""
        asked, moment = _moment_of(self, request, number)
        limit = asked["limit"]
        rows = appointments_of(moment, number, before=asked["before"], limit=limit + 1)
        following = rows[limit - 1].number if len(rows) > limit else None
        return Response({"items": AppointmentSerializer(rows[:limit], many=True).data, "next": following})


class InventoryView(MomentView):
    """A resident's things."""

    @extend_schema(operation_id="agent_inventory", parameters=[MomentQuery], responses=OwnedSerializer(many=True))
    def get(self, request: Request, number: int) -> Response:
        """List what she owns."""
        moment = _moment_of(self, request, number)[1]
        return Response(OwnedSerializer(things_of(moment, number), many=True).data)


class TalksView(RowsView):
    """The talks of a run."""

    query = CompanyQuery

    @extend_schema(operation_id="conversations", parameters=[CompanyQuery], responses=TALK_LIST)
    def get(self, request: Request) -> Response:
        """List talks, the latest first."""
        asked, moment = self.asked_moment(request)
        return _talks(latest_talks(moment, before=asked["before"], limit=asked["limit"]))


class ActiveTalksView(RowsView):
    """The talks that go on."""

    @extend_schema(operation_id="conversations_active", parameters=[MomentQuery], responses=TalkSerializer(many=True))
    def get(self, request: Request) -> Response:
        """List the talks that go on at the moment, at most fifty."""
        _, moment = self.asked_moment(request)
        return Response(TalkSerializer(talks_going_on(moment), many=True).data)


class TalkView(RowsView):
    """One talk."""

    @extend_schema(operation_id="conversation_in_town", parameters=[MomentQuery], responses=TalkDetailSerializer)
    def get(self, request: Request, number: int) -> Response:
        """Show a talk with every line up to the moment."""
        _, moment = self.asked_moment(request)
        found = talk_with_lines(moment, number) if number <= LAST_NUMBER else None
        if found is None:
            raise ConversationNotFound
        return Response(TalkDetailSerializer(found).data)


class TalksBetweenView(RowsView):
    """The talks of two."""

    query = CompanyQuery

    @extend_schema(operation_id="conversations_between", parameters=[CompanyQuery], responses=TALK_LIST)
    def get(self, request: Request, number: int, other: int) -> Response:
        """List the talks that two began with each other, the latest first."""
        asked, moment = _moment_of(self, request, number, other)
        return _talks(talks_between(moment, number, other, before=asked["before"], limit=asked["limit"]))


class SocialStatsView(RowsView):
    """Company in numbers."""

    @extend_schema(operation_id="stats_social", parameters=[MomentQuery], responses=SocialStatsSerializer)
    def get(self, request: Request) -> Response:
        """Count talks, posts and ties, and measure who has friends; ties and counts are those of now."""
        _, moment = self.asked_moment(request)
        return Response(SocialStatsSerializer(company_stats(moment)).data)


def _moment_of(view: MomentView, request: Request, *numbers: int) -> tuple[dict[str, Any], Moment]:
    """Check what is asked. AgentNotFound if the run has no residents with these numbers. One query for them."""
    asked, moment = view.asked_moment(request)
    if any(number > LAST_NUMBER for number in numbers):
        raise AgentNotFound
    if Resident.objects.filter(pk__in=moment.keys(numbers)).count() != len(set(numbers)):
        raise AgentNotFound
    return asked, moment


def _talks(page: TalkPage) -> Response:
    return Response({"items": TalkSerializer(page.talks, many=True).data, "next": page.before or None})
