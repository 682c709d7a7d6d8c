"""The people of a town over REST: what is missing, who is alone, what is off, who came and left; and who may start it."""

from dataclasses import asdict
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from agents.selectors.isolation import isolates_of
from streams.api.asking import MomentQuery, RunQuery, RunView
from streams.api.errors import Conflict
from streams.api.fields import WorldTimeField
from streams.api.permissions import IsOperator
from streams.api.receipts import IDEMPOTENCY_KEY, ReceiptSerializer, receipt_answer, send_command, worded
from world.api.asking import MomentView, district_asked
from world.commands import BALANCE, BalanceBody
from world.control.refusals import SENTENCES
from world.models import MoveKind, MoveReason
from world.selectors.districts import District, district_of
from world.selectors.moments import Moment, present
from world.selectors.population import (
    gaps_of,
    health_of,
    imbalances_of,
    is_balanced,
    latest_moves,
    people_of,
)


class PeopleQuery(MomentQuery):
    """One district at a moment: the first one unless another is asked for."""

    district = serializers.IntegerField(required=False, default=1, min_value=1, max_value=10**6)


class MoveSerializer(serializers.Serializer[Any]):
    """Somebody who came or left."""

    agent_id = serializers.IntegerField(source="resident")
    handle = serializers.CharField()
    name = serializers.CharField()
    kind = serializers.ChoiceField(choices=[kind.name.lower() for kind in MoveKind])
    reason = serializers.ChoiceField(choices=[reason.name.lower() for reason in MoveReason])
    world_time = WorldTimeField(source="sim_time")
    days_lived = serializers.IntegerField(help_text="Of who left; 0 for who came.")
    occupation = serializers.CharField()
    text = serializers.CharField(help_text="What an operator said who sent her away; empty for all others.")


class PopulationReportSerializer(serializers.Serializer[Any]):
    """How the people of a town are."""

    world_time = WorldTimeField(source="sim_time")
    residents = serializers.IntegerField()
    ceiling = serializers.IntegerField(help_text="Nobody moves in while so many live there.")
    is_on = serializers.BooleanField(help_text="Whether people come and go.")
    statuses = serializers.DictField(child=serializers.IntegerField(), help_text="People by economic status.")
    needs = serializers.DictField(child=serializers.FloatField(), help_text="Means, 0-100.")
    came = serializers.DictField(child=serializers.IntegerField(), help_text="Of the last 30 days, by reason.")
    left = serializers.DictField(child=serializers.IntegerField(), help_text="Of the last 30 days, by reason.")
    mean_days_lived = serializers.FloatField(allow_null=True, help_text="Of those who left in the last 30 days.")
    moves = MoveSerializer(many=True)


class GapSerializer(serializers.Serializer[Any]):
    """Posts of a trade at a type of place."""

    place_type = serializers.CharField()
    occupation = serializers.CharField()
    posts = serializers.IntegerField()
    unfilled = serializers.IntegerField()


class ShareSerializer(serializers.Serializer[Any]):
    """A part of the people, and how large the scenario wants it; per mille."""

    name = serializers.CharField()
    count = serializers.IntegerField()
    wanted_permille = serializers.IntegerField()
    permille = serializers.IntegerField()
    off_permille = serializers.IntegerField(help_text="Above 0 there are too many.")


class ImbalancesSerializer(serializers.Serializer[Any]):
    """Shares: ages from the youngest on, the others with those that are furthest off first."""

    ages = ShareSerializer(many=True)
    genders = ShareSerializer(many=True)
    occupations = ShareSerializer(many=True)


class IsolateSerializer(serializers.Serializer[Any]):
    """Somebody who is alone."""

    agent_id = serializers.IntegerField(source="resident")
    handle = serializers.CharField()
    name = serializers.CharField()
    friends = serializers.IntegerField()
    has_talked = serializers.BooleanField(help_text="Within a week.")


class BalanceSerializer(serializers.Serializer[Any]):
    """Whether people come and go."""

    is_on = serializers.BooleanField()


class BalanceReceiptSerializer(serializers.Serializer[Any]):
    """The receipt of a command, and how it is then."""

    receipt = ReceiptSerializer()
    object = BalanceSerializer(allow_null=True)


class _PeopleView(MomentView):
    """A view of a district's people."""

    query = PeopleQuery

    def of_district(self, request: Request) -> tuple[Moment, District]:
        """Check the query string and find the moment and the district."""
        asked, moment = self.asked_moment(request)
        return moment, district_asked(moment, asked) or district_of(moment, 1)


class ReportView(_PeopleView):
    """The report."""

    @extend_schema(operation_id="population_report", parameters=[PeopleQuery], responses=PopulationReportSerializer)
    def get(self, request: Request) -> Response:
        """Report how people are, and who came and left."""
        moment, district = self.of_district(request)
        health = health_of(moment, people_of(moment, district.residents), district.residents)
        return Response(PopulationReportSerializer({**asdict(health), "moves": latest_moves(moment)}).data)


class GapsView(_PeopleView):
    """Gaps."""

    @extend_schema(operation_id="population_gaps", parameters=[PeopleQuery], responses=GapSerializer(many=True))
    def get(self, request: Request) -> Response:
        """List posts by type of place and trade, the largest gaps first."""
        moment, district = self.of_district(request)
        gaps = gaps_of(moment, people_of(moment, district.residents), district.places)
        return Response(GapSerializer(gaps, many=True).data)


class IsolatesView(_PeopleView):
    """Isolates."""

    @extend_schema(operation_id="population_isolates", parameters=[PeopleQuery], responses=IsolateSerializer(many=True))
    def get(self, request: Request) -> Response:
        """List who has no friend, or has not talked for a week. Ties are those of now."""
        moment, district = self.of_district(request)
        alone = isolates_of(moment, people_of(moment, district.residents), district.residents)
        return Response(IsolateSerializer(alone, many=True).data)


class ImbalancesView(_PeopleView):
    """Imbalances."""

    @extend_schema(operation_id="population_imbalances", parameters=[PeopleQuery], responses=ImbalancesSerializer)
    def get(self, request: Request) -> Response:
        """Compare ages, genders and trades with the scenario's distributions."""
        moment, district = self.of_district(request)
        return Response(ImbalancesSerializer(imbalances_of(moment, people_of(moment, district.residents))).data)


class _SwitchView(RunView):
    """A view that starts or stops it."""

    permission_classes = (IsOperator,)

    def switch(self, request: Request, *, is_on: bool) -> Response:
        """Send the command; Conflict says why it was refused."""
        run = self.run_of(self.asked(request))
        try:
            receipt = send_command(request, run, BALANCE, BalanceBody(is_on=is_on))
        except Conflict as refused:
            raise worded(refused, SENTENCES) from refused
        return receipt_answer(request, receipt, {"is_on": is_balanced(present(run))})


class StartView(_SwitchView):
    """Start."""

    @extend_schema(
        operation_id="population_balance_start",
        parameters=[RunQuery, IDEMPOTENCY_KEY],
        request=None,
        responses={201: BalanceReceiptSerializer, 202: BalanceReceiptSerializer},
    )
    def post(self, request: Request) -> Response:
        """Let people come and go from now on."""
        return self.switch(request, is_on=True)


class StopView(_SwitchView):
    """Stop."""

    @extend_schema(
        operation_id="population_balance_stop",
        parameters=[RunQuery, IDEMPOTENCY_KEY],
        request=None,
        responses={201: BalanceReceiptSerializer, 202: BalanceReceiptSerializer},
    )
    def post(self, request: Request) -> Response:
        """Have everybody stay who lives here, and nobody come."""
        return self.switch(request, is_on=False)
