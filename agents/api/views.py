"""Residents over REST: lists, a resident, her days, her account book, why she did something."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponseBase
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from agents.api.asking import AgentsQuery, DayQuery, LedgerQuery, day_asked
from agents.api.serializers import (
    ActivitiesSerializer,
    ActivitySerializer,
    AgentDetailSerializer,
    AgentPageSerializer,
    AgentSerializer,
    CountSerializer,
    DaySerializer,
    LedgerSerializer,
    OccupationSerializer,
    TrajectorySerializer,
    WhySerializer,
)
from agents.selectors.profiles import profiles_of
from agents.selectors.why import why
from streams.api.asking import MomentQuery
from streams.api.errors import AgentNotFound, InvalidParameter, NotFound
from streams.api.kept import UNCHANGED, kept_answer
from streams.kernel.simtime import DAY_S, HOUR_S, day_count, world_time
from world.api.asking import MomentPageQuery, MomentView, district_asked
from world.contract import EconomicStatus
from world.errors import TooManyResidents
from world.occupations import Occupation
from world.selectors.districts import District
from world.selectors.ledger import ledger_of
from world.selectors.moments import Moment
from world.selectors.residents import ResidentView, Sort, Wanted, list_residents, occupation_counts, resident_view
from world.selectors.timeline import day_of, hours_worked_s, timeline
from world.selectors.trajectory import legs_of

RECENT_ACTIVITIES = 10


def shown(moment: Moment, views: Sequence[ResidentView]) -> list[dict[str, Any]]:
    """Put residents' minds beside their bodies, as the API writes them. One query."""
    profiles = profiles_of(moment, [view.number for view in views])
    return [{"view": view, "profile": profiles[view.number], "recent_memory_ids": []} for view in views]


def known(moment: Moment, number: int) -> ResidentView:
    """Show a resident. AgentNotFound if the run has none with this number."""
    view = resident_view(moment, number)
    if view is None:
        raise AgentNotFound
    return view


def detail_of(moment: Moment, number: int) -> dict[str, Any]:
    """Write a resident with everything about her. AgentNotFound if the run has none with this number."""
    agent = shown(moment, [known(moment, number)])[0]
    midnight = moment.sim_time // DAY_S * DAY_S
    today = timeline(moment, number, since=midnight)
    recent = timeline(moment, number, since=0, limit=RECENT_ACTIVITIES)
    worked_s = hours_worked_s(today, since=midnight, now=moment.sim_time)
    extra = {"hours_worked_today": round(worked_s / HOUR_S, 2), "recent_activities": recent}
    return dict(AgentDetailSerializer({**agent, **extra}).data)


class AgentsView(MomentView):
    """All residents."""

    query = AgentsQuery

    @extend_schema(operation_id="agents", parameters=[AgentsQuery], responses={200: AgentPageSerializer, **UNCHANGED})
    def get(self, request: Request) -> HttpResponseBase:
        """List residents, searched, narrowed and sorted."""
        asked, moment = self.asked_moment(request)
        return kept_answer(request, asked, moment.clock, lambda: self._page(moment, asked))

    def _page(self, moment: Moment, asked: dict[str, Any]) -> dict[str, Any]:
        try:
            found = list_residents(
                moment, _wanted(asked, district_asked(moment, asked)), page=asked["page"], limit=asked["limit"]
            )
        except TooManyResidents as refused:
            raise InvalidParameter(search=[str(refused)]) from refused
        items = AgentSerializer(shown(moment, found.items), many=True).data
        return {"total": found.total, "page": asked["page"], "limit": asked["limit"], "items": items}


class AgentView(MomentView):
    """One resident."""

    @extend_schema(operation_id="agent", parameters=[MomentQuery], responses=AgentDetailSerializer)
    def get(self, request: Request, number: int) -> Response:
        """Show a resident: persona, live state, today's work, latest activities."""
        _, moment = self.asked_moment(request)
        return Response(detail_of(moment, number))


class ActivitiesView(MomentView):
    """What a resident did."""

    query = MomentPageQuery

    @extend_schema(operation_id="agent_activities", parameters=[MomentPageQuery], responses=ActivitiesSerializer)
    def get(self, request: Request, number: int) -> Response:
        """List what she did in the last seven days, the newest first."""
        asked, moment = self.asked_moment(request)
        known(moment, number)
        spans = timeline(moment, number, since=max(moment.sim_time - 7 * DAY_S, 0))
        page, limit = asked["page"], asked["limit"]
        items = ActivitySerializer(spans[(page - 1) * limit : page * limit], many=True).data
        return Response({"total": len(spans), "page": page, "limit": limit, "items": items})


class DayView(MomentView):
    """A day of a resident."""

    query = DayQuery

    @extend_schema(operation_id="agent_day", parameters=[DayQuery], responses=DaySerializer)
    def get(self, request: Request, number: int) -> Response:
        """Show a day from midnight to midnight, in order of time; without ?day= the moment's own."""
        asked, moment = self.asked_moment(request)
        known(moment, number)
        midnight = day_asked(moment, asked)
        spans = day_of(moment, number, midnight)
        until = min(moment.sim_time, midnight + DAY_S)
        worked_s = hours_worked_s(spans, since=midnight, now=until)
        day = {"day_count": day_count(midnight), "date": world_time(midnight)[:10], "items": spans}
        return Response(DaySerializer({**day, "hours_worked": round(worked_s / HOUR_S, 2)}).data)


class TrajectoryView(MomentView):
    """Where a resident walked."""

    query = DayQuery

    @extend_schema(operation_id="agent_trajectory", parameters=[DayQuery], responses=TrajectorySerializer)
    def get(self, request: Request, number: int) -> Response:
        """Show the ways of a day, in order of time; without ?day= the moment's own."""
        asked, moment = self.asked_moment(request)
        known(moment, number)
        midnight = day_asked(moment, asked)
        legs = legs_of(moment, number, midnight)
        return Response(TrajectorySerializer({"date": world_time(midnight)[:10], "items": legs}).data)


class WhyView(MomentView):
    """Why a resident did something."""

    @extend_schema(operation_id="agent_why", parameters=[MomentQuery], responses=WhySerializer)
    def get(self, request: Request, number: int, event: int) -> Response:
        """Show what she perceived and weighed in the decision that an event recorded."""
        _, moment = self.asked_moment(request)
        known(moment, number)
        found = why(moment, number, event)
        if found is None:
            raise NotFound
        return Response(WhySerializer(found).data)


class LedgerView(MomentView):
    """The account book of a resident."""

    query = LedgerQuery

    @extend_schema(operation_id="agent_ledger", parameters=[LedgerQuery], responses=LedgerSerializer)
    def get(self, request: Request, number: int) -> Response:
        """List her transfers, the newest first."""
        asked, moment = self.asked_moment(request)
        known(moment, number)
        rows = ledger_of(moment, number, before=asked.get("before"), limit=asked["limit"])
        before = rows[-1].number if len(rows) == asked["limit"] else None
        book = {"currency": moment.economy.currency, "items": rows, "before": before}
        return Response(LedgerSerializer(book).data)


class OccupationsView(MomentView):
    """Trades."""

    @extend_schema(
        operation_id="agent_occupations", parameters=[MomentQuery], responses=OccupationSerializer(many=True)
    )
    def get(self, request: Request) -> Response:
        """Count residents by trade."""
        _, moment = self.asked_moment(request)
        counts = [{"occupation": name, "count": count} for name, count in occupation_counts(moment).items()]
        return Response(OccupationSerializer(counts, many=True).data)


class CountView(MomentView):
    """The number of residents."""

    @extend_schema(operation_id="agent_count", parameters=[MomentQuery], responses=CountSerializer)
    def get(self, request: Request) -> Response:
        """Count residents."""
        _, moment = self.asked_moment(request)
        return Response(CountSerializer({"total": moment.living_count}).data)


def _wanted(asked: dict[str, Any], district: District | None) -> Wanted:
    trade, status, sort = asked.get("occupation"), asked.get("status"), asked.get("sort")
    return Wanted(
        among=district.residents if district else None,
        search=asked["search"],
        occupation=Occupation[trade.upper()] if trade else None,
        status=EconomicStatus[status.upper()] if status else None,
        sort=Sort(sort) if sort else None,
    )
