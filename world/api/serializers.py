"""The town as the API writes it. An id is a number in the run; money is a decimal string in the run's currency."""

from typing import Any

from rest_framework import serializers

from streams.api.fields import MoneyField, WorldTimeField
from streams.api.serializers import PageSerializer
from world.api.control_serializers import WeatherNowSerializer
from world.selectors.feelings import Emotion
from world.selectors.places import Hours

STATUSES = ("running", "behind", "paused", "stalled", "ended")
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class PlaceRefSerializer(serializers.Serializer[Any]):
    """A place, named in the reader's language."""

    id = serializers.IntegerField(source="number")
    name = serializers.CharField()


class ClockLineSerializer(serializers.Serializer[Any]):
    """Where the run's time began and how fast it goes."""

    start_real_time = serializers.DateTimeField()
    start_world_time = WorldTimeField()
    time_scale = serializers.FloatField(
        help_text="Simulated seconds in a real one; what a resume restores while paused."
    )


class MapSizeSerializer(serializers.Serializer[Any]):
    """The map, in metres."""

    width = serializers.IntegerField()
    height = serializers.IntegerField()


class StatusSerializer(serializers.Serializer[Any]):
    """How the world is."""

    run = serializers.IntegerField()
    name = serializers.CharField()
    world_time = WorldTimeField()
    real_time = serializers.DateTimeField()
    time_scale = serializers.FloatField()
    time_period = serializers.CharField()
    is_daytime = serializers.BooleanField()
    day_count = serializers.IntegerField()
    agent_count = serializers.IntegerField()
    active_conversations = serializers.IntegerField()
    weather = WeatherNowSerializer(allow_null=True, help_text="Null in a town without weather.")
    status = serializers.ChoiceField(choices=STATUSES)
    lag_s = serializers.FloatField(help_text="Simulated seconds that the engine is behind.")
    seq = serializers.IntegerField(help_text="The last committed event.")
    clock = ClockLineSerializer()
    config = MapSizeSerializer()


class ClockSerializer(serializers.Serializer[Any]):
    """The shown clock at one real moment: a line that a client may draw on, up to what is committed."""

    run = serializers.IntegerField()
    world_time = WorldTimeField()
    real_time = serializers.DateTimeField()
    start_real_time = serializers.DateTimeField()
    start_world_time = WorldTimeField()
    time_scale = serializers.FloatField()
    is_paused = serializers.BooleanField()
    status = serializers.ChoiceField(choices=STATUSES)
    sim_ms = serializers.IntegerField(help_text="Simulated milliseconds since 2024-01-01T00:00:00.")
    wall_ms = serializers.IntegerField(help_text="Real milliseconds since 1970, the server's clock.")
    committed_world_time = WorldTimeField(help_text="The shown clock stops here until more is committed.")
    lag_s = serializers.FloatField()
    slipped_s = serializers.FloatField(help_text="Simulated seconds given up because the engine was behind.")


class LocationSerializer(serializers.Serializer[Any]):
    """A place."""

    id = serializers.IntegerField(source="number")
    key = serializers.CharField()
    name = serializers.CharField()
    type = serializers.CharField()
    zone = serializers.CharField()
    x = serializers.IntegerField()
    y = serializers.IntegerField()
    width = serializers.IntegerField()
    height = serializers.IntegerField()
    entrance_x = serializers.IntegerField()
    entrance_y = serializers.IntegerField()
    capacity = serializers.IntegerField()
    is_home = serializers.BooleanField()
    functions = serializers.ListField(child=serializers.CharField())
    occupants = serializers.IntegerField()
    is_open = serializers.BooleanField()
    heat = serializers.IntegerField()
    crowd = serializers.IntegerField(help_text="Percent of the capacity taken.")
    is_gone = serializers.BooleanField(help_text="Whether it was deleted by then; lists leave such places out.")


class LocationPageSerializer(PageSerializer):
    """A page of places."""

    items = LocationSerializer(many=True)


class HoursSerializer(serializers.Serializer[Any]):
    """Opening hours of a weekday, seconds after midnight; null = closed."""

    weekday = serializers.SerializerMethodField()
    opens_s = serializers.IntegerField(allow_null=True)
    closes_s = serializers.IntegerField(allow_null=True, help_text="Past 86400 where it closes after midnight.")

    def get_weekday(self, hours: Hours) -> str:
        """Name the day."""
        return _DAYS[hours.weekday]


class HourSeenSerializer(serializers.Serializer[Any]):
    """How full a place was at a full hour."""

    world_time = WorldTimeField(source="sim_time")
    inside = serializers.IntegerField()
    heat = serializers.IntegerField()


class JobSerializer(serializers.Serializer[Any]):
    """A kind of job, as `PUT /api/world/locations/N` takes it."""

    occupation = serializers.CharField()
    count = serializers.IntegerField()
    shift = serializers.CharField(help_text="Such as 09:00-17:00.")
    days = serializers.CharField(help_text="Such as mon-fri or mon,wed,sat.")
    wage_per_hour = serializers.IntegerField(
        source="wage_cents", allow_null=True, help_text="Cents; null = what is usual in the trade."
    )


class OccupantSerializer(serializers.Serializer[Any]):
    """Somebody who is in."""

    id = serializers.IntegerField(source="number")
    name = serializers.CharField()
    current_action = serializers.CharField(source="action")
    current_emotion = serializers.ChoiceField(source="emotion", choices=[emotion.value for emotion in Emotion])


class PlaceEventSerializer(serializers.Serializer[Any]):
    """Somebody began something here, was refused it, or something befell her or the place."""

    seq = serializers.IntegerField()
    world_time = WorldTimeField(source="sim_time")
    agent_id = serializers.IntegerField(source="resident", help_text="0 when it befell the place.")
    action = serializers.CharField()
    is_refused = serializers.BooleanField()
    reason = serializers.CharField(help_text="Why it was chosen, or why it was refused.")
    befell = serializers.CharField(help_text="What chance brought (bonus, free_coffee, fair); empty for an action.")


class LocationDetailSerializer(LocationSerializer):
    """A place with everything about it."""

    owner = serializers.CharField()
    currency = serializers.CharField()
    hours = HoursSerializer(many=True)
    prices = serializers.DictField(child=MoneyField())
    jobs = JobSerializer(many=True)
    visits_today = serializers.IntegerField()
    people = OccupantSerializer(many=True)
    heat_history = HourSeenSerializer(many=True)
    recent_events = PlaceEventSerializer(many=True)


class DayTrendSerializer(serializers.Serializer[Any]):
    """The town's money at a midnight."""

    world_time = WorldTimeField(source="sim_time")
    total_wealth = MoneyField(source="total_wealth_cents")
    gini = serializers.FloatField()


class EconomySerializer(serializers.Serializer[Any]):
    """The economy at a moment."""

    world_time = WorldTimeField(source="sim_time")
    currency = serializers.CharField()
    total_wealth = MoneyField(source="total_wealth_cents", help_text="What residents own.")
    tills = MoneyField(source="tills_cents", help_text="What places own.")
    average_wealth = MoneyField(source="average_wealth_cents")
    average_income = MoneyField(source="average_income_cents", help_text="Of the last full day, by resident.")
    gini = serializers.FloatField()
    unemployment = serializers.FloatField(help_text="Share of those of working age who look for work, 0-1.")
    distribution = serializers.DictField(child=serializers.IntegerField(), help_text="Residents by economic status.")
    flows = serializers.DictField(child=MoneyField(), help_text="Transfers of the last full day by category.")
    trend = DayTrendSerializer(many=True, help_text="The last seven midnights, oldest first.")
