"""What operators send to the town and what they get back. Ids are numbers in the run; money is in cents where it says so."""

from typing import Any

from rest_framework import serializers

from streams.api.fields import WorldTimeField
from streams.api.receipts import ReceiptSerializer
from world.control.bodies import DAYS_MAX, TEXT_MAX
from world.engine.measures import MeasureKind, Priority
from world.weather import Season, Sky

_HOURS_MAX = DAYS_MAX * 24


def _names(kinds: Any) -> list[str]:
    return [kind.name.lower() for kind in kinds]


class WeatherNowSerializer(serializers.Serializer[Any]):
    """The weather at a moment."""

    sky = serializers.ChoiceField(choices=_names(Sky))
    season = serializers.ChoiceField(choices=_names(Season))
    temperature = serializers.FloatField(help_text="Degrees Celsius.")


class MeasureSerializer(serializers.Serializer[Any]):
    """What is in force."""

    id = serializers.IntegerField(source="number")
    kind = serializers.ChoiceField(choices=_names(MeasureKind))
    district = serializers.IntegerField(help_text="0 = the whole town.")
    location_id = serializers.IntegerField(source="place", help_text="0 = no place.")
    amount = serializers.IntegerField(help_text="What it means depends on the kind.")
    other = serializers.IntegerField(help_text="What it means depends on the kind.")
    since = WorldTimeField(source="starts")
    until = WorldTimeField(source="ends")
    text = serializers.CharField()


class MeasuresSerializer(serializers.Serializer[Any]):
    """The weather, and everything in force."""

    weather = WeatherNowSerializer(allow_null=True, help_text="Null in a town without weather.")
    in_force = MeasureSerializer(many=True)


class MeasureReceiptSerializer(serializers.Serializer[Any]):
    """The receipt of a command, and what is in force then."""

    receipt = ReceiptSerializer()
    object = MeasuresSerializer(allow_null=True)


class _Lasting(serializers.Serializer[Any]):
    hours = serializers.IntegerField(required=False, min_value=1, max_value=_HOURS_MAX)
    district = serializers.IntegerField(required=False, min_value=0, max_value=10**6, help_text="0 = the whole town.")


class _InWords(_Lasting):
    text = serializers.CharField(required=False, allow_blank=True, max_length=TEXT_MAX)


class _AtPlace(_InWords):
    location_id = serializers.IntegerField(source="place", required=False, min_value=0, max_value=2**31 - 1)


class WeatherSerializer(serializers.Serializer[Any]):
    """The weather to set."""

    sky = serializers.ChoiceField(choices=_names(Sky))
    temperature_c10 = serializers.IntegerField(
        required=False, min_value=-300, max_value=450, help_text="Tenths of a degree; without it, as it would be."
    )
    hours = serializers.IntegerField(required=False, min_value=1, max_value=_HOURS_MAX)


class RuleSerializer(_InWords):
    """A rule to set; each rule reads the fields that name it."""

    rule = serializers.ChoiceField(choices=["curfew", "festival", "crisis", "free_day"])
    from_s = serializers.IntegerField(
        required=False, min_value=0, max_value=86_399, help_text="curfew: seconds after midnight."
    )
    until_s = serializers.IntegerField(
        required=False, min_value=0, max_value=86_399, help_text="curfew: seconds after midnight."
    )
    prices_percent = serializers.IntegerField(
        required=False, min_value=0, max_value=300, help_text="crisis: by how much prices rise."
    )
    wages_percent = serializers.IntegerField(
        required=False, min_value=0, max_value=100, help_text="crisis: how much of the wages is paid."
    )
    shifts_off = serializers.BooleanField(required=False, help_text="festival: nobody has to work. Default true.")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Refuse a curfew without length."""
        if attrs["rule"] == "curfew" and attrs.get("from_s", 79_200) == attrs.get("until_s", 21_600):
            raise serializers.ValidationError({"until_s": "It ends at another time of day than it begins."})
        return attrs


class EventSerializer(_AtPlace):
    """An event to start; each event reads the fields that name it."""

    event = serializers.ChoiceField(choices=["disaster", "celebration", "money"])
    harm = serializers.IntegerField(
        required=False, min_value=0, max_value=5_000, help_text="disaster: hundredths of a point of health."
    )
    cents = serializers.IntegerField(
        required=False, min_value=-(10**8), max_value=10**8, help_text="money: for each; below 0 each pays."
    )


class BroadcastSerializer(_AtPlace):
    """Something to tell people."""

    text = serializers.CharField(max_length=TEXT_MAX)
    priority = serializers.ChoiceField(choices=_names(Priority), required=False, help_text="Default normal.")
    remember = serializers.BooleanField(required=False, help_text="Whether people are to remember it. Default false.")
