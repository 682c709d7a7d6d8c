"""The town over REST: reads only; what changes it is sent as commands from the rooms above."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from django.http import HttpResponseBase
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from streams.api.asking import MomentQuery, RunQuery, RunView
from streams.api.errors import LocationNotFound
from streams.api.kept import UNCHANGED, kept_answer
from world.api.asking import DistrictPageQuery, MomentView, district_asked
from world.api.serializers import (
    ClockSerializer,
    EconomySerializer,
    LocationDetailSerializer,
    LocationPageSerializer,
    LocationSerializer,
    StatusSerializer,
)
from world.api.status import clock_of, status_of
from world.rows import PLACE_CHANGES
from world.selectors.economy import economy_of
from world.selectors.map import places_at, standing
from world.selectors.moments import Moment, present
from world.selectors.places import PlaceDetail, list_places, place_detail


class StatusView(MomentView):
    """How the world is."""

    @extend_schema(
        operation_id="world_status", parameters=[MomentQuery], responses={200: StatusSerializer, **UNCHANGED}
    )
    def get(self, request: Request) -> HttpResponseBase:
        """Show time, speed, state and size of a run; with `t` the time and the seq of that moment.

        `world_time` is that of `real_time`, at most a second ago, and goes on with `time_scale`.
        """
        asked, moment = self.asked_moment(request)
        return kept_answer(request, asked, moment.clock, lambda: StatusSerializer(status_of(moment)).data)


class ClockView(RunView):
    """The shown clock."""

    @extend_schema(operation_id="world_clock", parameters=[RunQuery], responses=ClockSerializer)
    def get(self, request: Request) -> Response:
        """Show the clock as a line that a client may draw on."""
        moment = present(self.run_of(self.asked(request)))
        return Response(ClockSerializer(clock_of(moment)).data)


class LocationsView(MomentView):
    """All places."""

    query = DistrictPageQuery

    @extend_schema(
        operation_id="locations", parameters=[DistrictPageQuery], responses={200: LocationPageSerializer, **UNCHANGED}
    )
    def get(self, request: Request) -> HttpResponseBase:
        """List places with who is in, whether they are open and how warm they are."""
        asked, moment = self.asked_moment(request)
        return kept_answer(request, asked, moment.clock, lambda: self._page(moment, asked))

    def _page(self, moment: Moment, asked: dict[str, Any]) -> dict[str, Any]:
        page, limit, district = asked["page"], asked["limit"], district_asked(moment, asked)
        among: Sequence[int] = district.places if district else range(1, moment.place_count + 1)
        if moment.counters.get(PLACE_CHANGES.name):  # some may be gone
            among = list(standing(places_at(moment, among)))
        places = list_places(moment, among[(page - 1) * limit : page * limit])
        items = LocationSerializer(places, many=True).data
        return {"total": len(among), "page": page, "limit": limit, "items": items}


class LocationView(MomentView):
    """One place."""

    @extend_schema(operation_id="location", parameters=[MomentQuery], responses=LocationDetailSerializer)
    def get(self, request: Request, number: int) -> Response:
        """Show a place: who is in, hours, prices, jobs, heat of the last seven days, events of the last hour."""
        _, moment = self.asked_moment(request)
        return Response(shown_place(moment, number))


class EconomyView(MomentView):
    """The economy."""

    @extend_schema(operation_id="stats_economy", parameters=[MomentQuery], responses=EconomySerializer)
    def get(self, request: Request) -> Response:
        """Show wealth, incomes, inequality, unemployment and the last seven midnights."""
        _, moment = self.asked_moment(request)
        return Response(EconomySerializer(economy_of(moment)).data)


def shown_place(moment: Moment, number: int) -> dict[str, Any]:
    """Write a place with everything about it. LocationNotFound if the run has no such number."""
    detail = place_detail(moment, number)
    if detail is None:
        raise LocationNotFound
    return dict(LocationDetailSerializer(_flat(detail, moment.economy.currency)).data)


def _flat(detail: PlaceDetail, currency: str) -> dict[str, Any]:
    """Put a place and what belongs to it side by side, as the API writes it."""
    return {
        **asdict(detail.view),
        "owner": detail.owner,
        "currency": currency,
        "hours": detail.hours,
        "prices": detail.price_cents,
        "jobs": detail.jobs,
        "visits_today": detail.visits_today,
        "people": detail.people,
        "heat_history": detail.history,
        "recent_events": detail.events,
    }
