"""What operators send to change the map. Lengths are metres, money is decimal text or cents, hours as scenarios write them."""

from typing import Any

from rest_framework import serializers

from streams.api.bodies import BodySerializer
from streams.api.receipts import ReceiptSerializer
from world.api.serializers import LocationDetailSerializer
from world.building.bodies import CAPACITY_MAX, CreateBody, EditBody
from world.scenario import PlaceFunction, PlaceType, Zone

_LENGTH_MAX = 20_000
_HOURS = 'Such as "08:00-20:00", "always" or "closed", or an object of a `default` and the days mon to sun.'
_PRICES = "By what is charged for: meal, groceries, goods, ticket, course, bath."


class NewLocationSerializer(BodySerializer):
    """A place to build; what is left out is as at the first place of its type."""

    body = CreateBody
    type = serializers.ChoiceField(choices=[kind.value for kind in PlaceType])
    name = serializers.CharField(max_length=80)
    name_zh = serializers.CharField(max_length=80)
    x = serializers.IntegerField(min_value=0, max_value=_LENGTH_MAX, help_text="Metres from the western edge.")
    y = serializers.IntegerField(min_value=0, max_value=_LENGTH_MAX, help_text="Metres from the northern edge.")
    width = serializers.IntegerField(required=False, min_value=5, max_value=2_000)
    height = serializers.IntegerField(required=False, min_value=5, max_value=2_000)
    zone = serializers.ChoiceField(required=False, choices=[zone.value for zone in Zone])
    capacity = serializers.IntegerField(required=False, min_value=1, max_value=CAPACITY_MAX)
    functions = serializers.ListField(
        required=False, child=serializers.ChoiceField(choices=[function.value for function in PlaceFunction])
    )
    open = serializers.JSONField(required=False, help_text=_HOURS)
    prices = serializers.DictField(required=False, help_text=_PRICES)
    jobs = serializers.ListField(
        required=False,
        child=serializers.DictField(),
        help_text="Each with occupation, count, shift, days, wage_per_hour.",
    )


class LocationChangeSerializer(BodySerializer):
    """What is to change about a place; what is left out stays."""

    body = EditBody
    beside = {"place": 1}
    name = serializers.CharField(required=False, max_length=80)
    name_zh = serializers.CharField(required=False, max_length=80)
    capacity = serializers.IntegerField(required=False, min_value=1, max_value=CAPACITY_MAX)
    open = serializers.JSONField(required=False, help_text=_HOURS)
    prices = serializers.DictField(required=False, help_text=_PRICES)
    jobs = serializers.ListField(
        required=False,
        child=serializers.DictField(),
        help_text="All that there are to be, as for a new place. Who has one that is not among them loses the work.",
    )


class PositionSerializer(serializers.Serializer[Any]):
    """Where a place is to stand: its north-western corner."""

    x = serializers.IntegerField(min_value=0, max_value=_LENGTH_MAX)
    y = serializers.IntegerField(min_value=0, max_value=_LENGTH_MAX)


class LocationReceiptSerializer(serializers.Serializer[Any]):
    """The receipt of a command, and the place as it is then."""

    receipt = ReceiptSerializer()
    object = LocationDetailSerializer(allow_null=True)
