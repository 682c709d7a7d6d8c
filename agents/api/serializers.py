"""Residents as the API writes them. An id is a number in the run; money is a decimal string in the run's currency."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from streams.api.fields import MoneyField, WorldTimeField
from streams.api.serializers import PageSerializer
from world.api.serializers import PlaceRefSerializer
from world.commands import ACTION_NAMES, CENTS_MAX, DEALING_COMMANDS, ORDER_MAX, THING_NAMES
from world.contract import EconomicStatus, Need, Skill, Trait
from world.economy.terms import status_name
from world.occupations import Occupation
from world.selectors.feelings import Emotion
from world.selectors.residents import Sort

OCCUPATIONS = [trade.label for trade in Occupation]
STATUSES = [status_name(status) for status in EconomicStatus]


def _named(name: str, members: Any, field: type[serializers.Field[Any, Any, Any, Any]]) -> Any:
    """Make a serializer with a field for each member of an enumeration, in lower case."""
    fields = {member.name.lower(): field() for member in members}
    return type(name, (serializers.Serializer,), {"__doc__": f"{name[:-10]} by name.", **fields})


PersonalitySerializer = _named("PersonalitySerializer", Trait, serializers.IntegerField)
NeedsSerializer = _named("NeedsSerializer", Need, serializers.FloatField)
SkillsSerializer = _named("SkillsSerializer", Skill, serializers.FloatField)


class PurseSerializer(serializers.Serializer[Any]):
    """Money."""

    currency = serializers.CharField()
    money = MoneyField(source="money_cents")
    income_per_hour = MoneyField(source="income_per_hour_cents", help_text="What an hour of work pays now.")
    base_daily_cost = MoneyField(source="base_daily_cost_cents")
    status = serializers.ChoiceField(choices=STATUSES)


class AgentSerializer(serializers.Serializer[Any]):
    """A resident: persona and live state. Needs, skills, traits and happiness are points, 0-100, 100 = satisfied."""

    id = serializers.IntegerField(source="view.number")
    handle = serializers.CharField(source="view.handle")
    name = serializers.CharField(source="view.name")
    avatar = serializers.SerializerMethodField()
    age = serializers.IntegerField(source="view.age")
    gender = serializers.CharField(source="view.gender")
    occupation = serializers.ChoiceField(source="view.occupation", choices=OCCUPATIONS)
    personality = PersonalitySerializer(source="view.personality")
    skills = SkillsSerializer(source="view.skills")
    life_goal = serializers.CharField(source="profile.life_goal")
    backstory = serializers.CharField(source="profile.backstory")
    mind = serializers.CharField(source="profile.mind")
    model_name = serializers.CharField(source="profile.model_name")
    x = serializers.FloatField(source="view.x")
    y = serializers.FloatField(source="view.y")
    is_walking = serializers.BooleanField(source="view.is_walking")
    current_location = PlaceRefSerializer(source="view.location", allow_null=True, help_text="null on the way.")
    current_action = serializers.ChoiceField(source="view.action", choices=ACTION_NAMES)
    current_target = PlaceRefSerializer(source="view.target", allow_null=True, help_text="Where she is going.")
    current_reason = serializers.CharField(source="view.reason")
    current_thinking = serializers.CharField(source="view.thinking")
    current_emotion = serializers.ChoiceField(source="view.emotion", choices=[emotion.value for emotion in Emotion])
    since = WorldTimeField(source="view.since")
    until = WorldTimeField(source="view.until")
    needs = NeedsSerializer(source="view.needs")
    happiness = serializers.IntegerField(source="view.happiness")
    economy = PurseSerializer(source="view.purse")
    recent_memory_ids = serializers.ListField(child=serializers.IntegerField())

    def get_avatar(self, agent: dict[str, Any]) -> str:
        """Say where the face is drawn."""
        return f"/avatars/{agent['view'].avatar_seed}.svg"


class AgentPageSerializer(PageSerializer):
    """A page of residents."""

    items = AgentSerializer(many=True)


class RefusalSerializer(serializers.Serializer[Any]):
    """What she wanted first and could not have."""

    action = serializers.CharField()
    place = PlaceRefSerializer()
    reason = serializers.CharField()


class ActivitySerializer(serializers.Serializer[Any]):
    """One action of a resident."""

    seq = serializers.IntegerField(help_text="The event that opened it; ask why by it.")
    since = WorldTimeField()
    until = WorldTimeField(allow_null=True, help_text="null: she is at it.")
    action = serializers.CharField()
    place = PlaceRefSerializer()
    walked_s = serializers.IntegerField(help_text="Seconds of it that were the way.")
    reason = serializers.CharField()
    earned = MoneyField(source="earned_cents")
    refused = RefusalSerializer(many=True)


class AgentDetailSerializer(AgentSerializer):
    """A resident with everything about her."""

    bio = serializers.CharField(source="profile.bio")
    traits = serializers.CharField(source="profile.traits")
    speaking_style = serializers.CharField(source="profile.speaking_style")
    goals = serializers.ListField(source="profile.goals", child=serializers.CharField())
    daily_routine = serializers.CharField(source="profile.daily_routine")
    home = PlaceRefSerializer(source="view.home")
    workplace = PlaceRefSerializer(source="view.workplace", allow_null=True)
    last_decision = WorldTimeField(source="view.since")
    last_meal = WorldTimeField(source="view.last_meal")
    last_sleep = WorldTimeField(source="view.last_sleep")
    hours_worked_today = serializers.FloatField()
    recent_activities = ActivitySerializer(many=True)


class ActivitiesSerializer(PageSerializer):
    """The latest actions of a resident, the newest first."""

    total = serializers.IntegerField(help_text="How many are in this answer's day.")
    items = ActivitySerializer(many=True)


class DaySerializer(serializers.Serializer[Any]):
    """A day of a resident, in order of time."""

    day_count = serializers.IntegerField()
    date = serializers.CharField()
    hours_worked = serializers.FloatField()
    items = ActivitySerializer(many=True)


class OptionSerializer(serializers.Serializer[Any]):
    """Something that could have been done; weights compare options of one decision only."""

    action = serializers.CharField()
    place = PlaceRefSerializer()
    weight = serializers.IntegerField()
    is_chosen = serializers.BooleanField()


class WhySerializer(serializers.Serializer[Any]):
    """A decision: what was perceived, and the options weighed, best first."""

    seq = serializers.IntegerField()
    agent_id = serializers.IntegerField(source="resident")
    world_time = WorldTimeField(source="sim_time")
    place = PlaceRefSerializer()
    money = MoneyField(source="money_cents")
    needs = NeedsSerializer()
    action = serializers.CharField()
    target = PlaceRefSerializer(source="chosen_place")
    reason = serializers.CharField()
    is_refused = serializers.BooleanField(help_text="What was chosen could not be done; the reason says why.")
    options = OptionSerializer(many=True)


class PartySerializer(serializers.Serializer[Any]):
    """The other side of a transfer."""

    kind = serializers.ChoiceField(choices=["resident", "place", "account"])
    id = serializers.IntegerField(source="number")
    name = serializers.CharField()


class TransferSerializer(serializers.Serializer[Any]):
    """A transfer as its owner sees it: positive when she was paid."""

    id = serializers.IntegerField(source="number")
    world_time = WorldTimeField(source="sim_time")
    category = serializers.CharField()
    amount = MoneyField(source="amount_cents")
    balance = MoneyField(source="balance_cents", help_text="What she owned after it.")
    counterparty = PartySerializer()


class LedgerSerializer(serializers.Serializer[Any]):
    """Transfers of a resident, the newest first."""

    currency = serializers.CharField()
    items = TransferSerializer(many=True)
    before = serializers.IntegerField(allow_null=True, help_text="Ask with ?before= for what is older; null = no more.")


class LegSerializer(serializers.Serializer[Any]):
    """A way of a resident: its corners and when she was at its ends."""

    seq = serializers.IntegerField()
    depart = WorldTimeField()
    arrive = WorldTimeField()
    origin = PlaceRefSerializer()
    destination = PlaceRefSerializer()
    points = serializers.ListField(child=serializers.ListField(child=serializers.FloatField()))


class TrajectorySerializer(serializers.Serializer[Any]):
    """The ways of a resident on a day, in order of time."""

    date = serializers.CharField()
    items = LegSerializer(many=True)


class CountSerializer(serializers.Serializer[Any]):
    """How many residents there are."""

    total = serializers.IntegerField()


class OccupationSerializer(serializers.Serializer[Any]):
    """How many residents live by a trade."""

    occupation = serializers.CharField()
    count = serializers.IntegerField()


class CommandSerializer(serializers.Serializer[Any]):
    """Tell a resident what to do next: an action, where or with whom; or `text`, in English or Chinese, instead."""

    action = serializers.ChoiceField(choices=ACTION_NAMES, required=False)
    location_id = serializers.IntegerField(
        min_value=1,
        max_value=2**31 - 1,
        required=False,
        help_text="Any place in town; without it the nearest that does.",
    )
    agent_id = serializers.IntegerField(
        min_value=1, max_value=2**31 - 1, required=False, help_text="talk: to whom, who has to be where she is."
    )
    text = serializers.CharField(
        max_length=ORDER_MAX, required=False, help_text='Such as "go to the park" or "talk to Anna"; read by its words.'
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Have either an action or words."""
        if ("action" in attrs) == ("text" in attrs):
            raise serializers.ValidationError({"action": _("Give an action or a text, one of them.")})
        if "agent_id" in attrs and (attrs.get("action") != "talk" or "location_id" in attrs):
            raise serializers.ValidationError(
                {"agent_id": _("Only a talk is with somebody, and it is where both are.")}
            )
        return attrs


class DealingSerializer(serializers.Serializer[Any]):
    """Have a resident deal in things or money. Each act reads the fields that are named beside it; take_photo none."""

    act = serializers.ChoiceField(choices=[kind.name for kind in DEALING_COMMANDS])
    other_id = serializers.IntegerField(
        min_value=1, max_value=2**31 - 1, required=False, help_text="give, trade, lend, treat: with whom."
    )
    item_id = serializers.IntegerField(
        min_value=1,
        max_value=2**31 - 1,
        required=False,
        help_text="give, trade, use: a stack of hers, of which one goes.",
    )
    for_item_id = serializers.IntegerField(
        min_value=0, max_value=2**31 - 1, required=False, help_text="trade: the other's stack; 0 = for money."
    )
    cents = serializers.IntegerField(
        min_value=0, max_value=CENTS_MAX, required=False, help_text="lend; repay: 0 = all that is open."
    )
    thing = serializers.ChoiceField(choices=THING_NAMES, required=False, help_text="buy: what.")


SORTS = [sort.value for sort in Sort]
