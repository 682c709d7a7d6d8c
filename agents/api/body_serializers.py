"""Played residents as the API writes them."""

from typing import Any

from rest_framework import serializers

from agents.api.serializers import STATUSES, NeedsSerializer, SkillsSerializer
from streams.api.fields import MoneyField, WorldTimeField
from streams.api.receipts import ReceiptSerializer
from streams.api.serializers import PageSerializer
from world.api.serializers import PlaceRefSerializer
from world.commands import ACTION_NAMES
from world.weather import Sky

_NUMBER_MAX = 2**31 - 1


class NamedAccountSerializer(serializers.Serializer[Any]):
    """An account."""

    id = serializers.IntegerField(source="number")
    handle = serializers.CharField()
    name = serializers.CharField()


class BodySerializer(serializers.Serializer[Any]):
    """A resident and who plays her."""

    id = serializers.IntegerField(source="number")
    agent = NamedAccountSerializer(source="resident")
    player = NamedAccountSerializer(allow_null=True, help_text="Null: nobody any more.")
    taken_at = WorldTimeField()
    decided_at = WorldTimeField(help_text="The player's last decision; before the first, when she was taken.")
    decisions = serializers.IntegerField(help_text="Decisions of the player.")
    missed = serializers.IntegerField(help_text="Decisions that her own mind made because none came in time.")
    missed_in_a_row = serializers.IntegerField(source="missed_in_row")


class BodyPageSerializer(PageSerializer):
    """A page of played residents."""

    items = BodySerializer(many=True)


class TakeSerializer(serializers.Serializer[Any]):
    """Which resident to play."""

    agent_id = serializers.IntegerField(min_value=1, max_value=_NUMBER_MAX)


class BodyDecisionSerializer(serializers.Serializer[Any]):
    """What she does next: one of what she is offered."""

    action = serializers.ChoiceField(choices=ACTION_NAMES)
    location_id = serializers.IntegerField(min_value=1, max_value=_NUMBER_MAX)
    duration_s = serializers.IntegerField(
        required=False,
        default=0,
        min_value=0,
        max_value=86_400,
        help_text="Simulated seconds at the place, within `least_s` and `most_s`; 0 = as long as she would herself.",
    )
    with_id = serializers.IntegerField(
        required=False,
        default=0,
        min_value=0,
        max_value=_NUMBER_MAX,
        help_text="talk: with whom; 0 = the first companion.",
    )
    at_once = serializers.BooleanField(
        required=False, default=True, help_text="False: she finishes what she does, and it is judged then."
    )


class DoingSerializer(serializers.Serializer[Any]):
    """What she does just now."""

    action = serializers.ChoiceField(choices=ACTION_NAMES)
    reason = serializers.CharField()
    location = PlaceRefSerializer()
    origin = PlaceRefSerializer(help_text="Where the way to it began.")
    since = WorldTimeField()
    arrive = WorldTimeField()
    until = WorldTimeField()


class WaitingSerializer(serializers.Serializer[Any]):
    """What was decided for her next turn."""

    action = serializers.ChoiceField(choices=ACTION_NAMES)
    location = PlaceRefSerializer()


class ShiftSerializer(serializers.Serializer[Any]):
    """The shift that goes on, else the next one."""

    starts = WorldTimeField()
    ends = WorldTimeField()


class OutsideSerializer(serializers.Serializer[Any]):
    """What it is like outside."""

    sky = serializers.ChoiceField(choices=[sky.name.lower() for sky in Sky])
    temperature = serializers.FloatField()


class MeetingSerializer(serializers.Serializer[Any]):
    """Her next appointment."""

    location = PlaceRefSerializer()
    at = WorldTimeField()
    other = NamedAccountSerializer(allow_null=True)


class CompanionSerializer(serializers.Serializer[Any]):
    """Somebody whom she may talk to now."""

    agent = NamedAccountSerializer(source="account")
    tie = serializers.FloatField(help_text="What they are to her: 0-100.")


class NearSerializer(serializers.Serializer[Any]):
    """Who is at her place; nobody while she is on her way."""

    count = serializers.IntegerField()
    agents = NamedAccountSerializer(source="people", many=True, help_text="Twenty at most.")


class HeardSerializer(serializers.Serializer[Any]):
    """Something that somebody said in a talk of hers."""

    conversation_id = serializers.IntegerField(source="conversation")
    world_time = WorldTimeField(source="sim_time")
    speaker = NamedAccountSerializer()
    is_to_her = serializers.BooleanField()
    text = serializers.CharField()


class OfferSerializer(serializers.Serializer[Any]):
    """Something that she may do."""

    action = serializers.ChoiceField(choices=ACTION_NAMES)
    location = PlaceRefSerializer()
    walk_s = serializers.IntegerField(help_text="Seconds on foot.")
    price = MoneyField(source="price_cents")
    crowd_percent = serializers.IntegerField(help_text="How much of the place is taken.")
    closes_in_s = serializers.IntegerField(help_text="Seconds until it closes; a day or more = it stays open.")
    attraction = serializers.IntegerField(help_text="0-1,000: what is on there, as far as she knows.")
    least_s = serializers.IntegerField()
    most_s = serializers.IntegerField()


class ObservationSerializer(serializers.Serializer[Any]):
    """What a played resident perceives: what every mind is shown. Needs, skills and mess are points, 0-100."""

    body = BodySerializer()
    world_time = WorldTimeField(help_text="The shown clock.")
    observed_at = WorldTimeField(
        help_text="When she was shown this; anew each simulated minute and whenever she decides."
    )
    is_awaited = serializers.BooleanField(help_text="She has nothing to do and waits for a decision.")
    decide_by = WorldTimeField(allow_null=True, help_text="Until when; then she decides herself.")
    now = DoingSerializer()
    next = WaitingSerializer(allow_null=True)
    needs = NeedsSerializer()
    skills = SkillsSerializer()
    money = MoneyField(source="money_cents")
    status = serializers.ChoiceField(choices=STATUSES)
    home = PlaceRefSerializer()
    workplace = PlaceRefSerializer(allow_null=True)
    shift = ShiftSerializer(allow_null=True)
    pantry = serializers.IntegerField(help_text="Meals' worth of food at home.")
    mess = serializers.FloatField(help_text="How much the home wants cleaning.")
    last_meal = WorldTimeField()
    last_sleep = WorldTimeField()
    sick_until = WorldTimeField(allow_null=True)
    weather = OutsideSerializer(allow_null=True)
    caution_percent = serializers.IntegerField(
        allow_null=True, help_text="How much hard times make people mind a price."
    )
    unread = serializers.IntegerField(help_text="Messages on her phone.")
    appointment = MeetingSerializer(allow_null=True)
    companions = CompanionSerializer(many=True)
    near = NearSerializer()
    heard = HeardSerializer(many=True)
    offered = OfferSerializer(many=True)


class BodyWrittenSerializer(serializers.Serializer[Any]):
    """The receipt, and who plays her now."""

    receipt = ReceiptSerializer()
    object = BodySerializer(allow_null=True)


class DecidedSerializer(serializers.Serializer[Any]):
    """The receipt, and what she perceives now."""

    receipt = ReceiptSerializer()
    object = ObservationSerializer(allow_null=True)
