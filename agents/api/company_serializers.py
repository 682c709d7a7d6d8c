"""Talks, ties, memories, appointments and things as the API writes them. An id is a number in the run."""

from typing import Any, Final

from drf_spectacular.utils import extend_schema_field, inline_serializer
from rest_framework import serializers

from agents.models import Appointment, MemoryKind
from agents.selectors.appointments import AppointmentView
from agents.selectors.memories import MemoryView
from agents.selectors.relations import TieView
from agents.selectors.talks import TalkView
from agents.voice import Act
from streams.api.fields import MoneyField, WorldTimeField
from world.economy.catalogue import ItemKind, Thing
from world.ties import TieLevel

ACTS: Final = [act.name.lower() for act in Act]
TIE_LEVELS: Final = [level.name.lower() for level in TieLevel]
MEMORY_KINDS: Final = [kind.name.lower() for kind in MemoryKind]
OUTCOMES: Final = [outcome.name.lower() for outcome in Appointment.Outcome]
THINGS: Final = [thing.name.lower() for thing in Thing]
ITEM_KINDS: Final = [kind.name.lower() for kind in ItemKind]
_NEXT_HELP: Final = "Ask with ?before= for what is older; null = no more."


def endless(name: str, item: type[serializers.Serializer[Any]]) -> Any:
    """Make the serializer of a page of an endless list."""
    fields = {"items": item(many=True), "next": serializers.IntegerField(allow_null=True, help_text=_NEXT_HELP)}
    return inline_serializer(name=name, fields=fields)


class NamedSerializer(serializers.Serializer[Any]):
    """A resident or a place by name."""

    id = serializers.IntegerField()
    name = serializers.CharField()


class TalkLineSerializer(serializers.Serializer[Any]):
    """One turn of a talk."""

    id = serializers.IntegerField(source="number")
    world_time = WorldTimeField(source="sim_time")
    speaker_id = serializers.IntegerField(source="speaker")
    hearer_id = serializers.IntegerField(source="hearer")
    text = serializers.CharField()
    act = serializers.ChoiceField(choices=ACTS)
    answers = serializers.SerializerMethodField(help_text="The line that it answers.")
    event = serializers.SerializerMethodField(help_text="seq of what it tells of.")

    @extend_schema_field(serializers.IntegerField(allow_null=True))
    def get_answers(self, line: Any) -> int | None:
        """Give the line that it answers, null for none."""
        return line.answers or None

    @extend_schema_field(serializers.IntegerField(allow_null=True))
    def get_event(self, line: Any) -> int | None:
        """Give the event that it tells of, null for none."""
        return line.event or None


class TalkSerializer(serializers.Serializer[Any]):
    """A talk in town; topic and summary in the reader's language."""

    id = serializers.IntegerField(source="number")
    world_time = WorldTimeField(source="sim_time")
    ended = serializers.SerializerMethodField(help_text="null: it goes on.")
    location = serializers.SerializerMethodField()
    members = serializers.SerializerMethodField(help_text="Who began first.")
    turns = serializers.IntegerField(help_text="That were spoken.")
    is_interrupted = serializers.BooleanField()
    topic = serializers.CharField(help_text="Empty while it goes on.")
    mood = serializers.IntegerField(help_text="-2 bad to 2 good; 0 while it goes on.")
    summary = serializers.CharField()

    @extend_schema_field(WorldTimeField(allow_null=True))
    def get_ended(self, talk: TalkView) -> str | None:
        """Say when it ended."""
        return WorldTimeField().to_representation(talk.ended_at) if talk.ended_at else None

    @extend_schema_field(NamedSerializer)
    def get_location(self, talk: TalkView) -> dict[str, Any]:
        """Say where it is."""
        return {"id": talk.place, "name": talk.place_name}

    @extend_schema_field(NamedSerializer(many=True))
    def get_members(self, talk: TalkView) -> list[dict[str, Any]]:
        """Name those who talk."""
        return [{"id": who, "name": name} for who, name in zip(talk.members, talk.names, strict=True)]


class TalkDetailSerializer(TalkSerializer):
    """A talk with every line up to the moment."""

    lines = TalkLineSerializer(many=True)


class TieSerializer(serializers.Serializer[Any]):
    """What one resident is to another. Strength and trust are points, 0-100; strength as it has faded by the moment."""

    agent_id = serializers.IntegerField(source="one")
    other = serializers.SerializerMethodField()
    level = serializers.SerializerMethodField()
    level_name = serializers.CharField(help_text="In the reader's language.")
    strength = serializers.FloatField()
    trust = serializers.FloatField()
    interactions = serializers.IntegerField(source="times")
    last_interaction = WorldTimeField(source="last_at")

    @extend_schema_field(NamedSerializer)
    def get_other(self, tie: TieView) -> dict[str, Any]:
        """Name the other."""
        return {"id": tie.other, "name": tie.other_name}

    @extend_schema_field(serializers.ChoiceField(choices=TIE_LEVELS))
    def get_level(self, tie: TieView) -> str:
        """Name the level as programs do."""
        return tie.level.name.lower()


class LevelChangeSerializer(serializers.Serializer[Any]):
    """When one side of a relation came to another level."""

    world_time = WorldTimeField(source="sim_time")
    agent_id = serializers.IntegerField(source="one")
    other_id = serializers.IntegerField(source="other")
    before = serializers.SerializerMethodField()
    after = serializers.SerializerMethodField()
    event = serializers.IntegerField(help_text="seq.")

    @extend_schema_field(serializers.ChoiceField(choices=TIE_LEVELS))
    def get_before(self, change: Any) -> str:
        """Name the level before."""
        return TieLevel(change.before).name.lower()

    @extend_schema_field(serializers.ChoiceField(choices=TIE_LEVELS))
    def get_after(self, change: Any) -> str:
        """Name the level after."""
        return TieLevel(change.after).name.lower()


class RelationSerializer(serializers.Serializer[Any]):
    """Two residents, both ways; null where one is nothing to the other."""

    there = TieSerializer(allow_null=True)
    back = TieSerializer(allow_null=True)
    history = LevelChangeSerializer(source="changes", many=True)


class MemorySerializer(serializers.Serializer[Any]):
    """Something that a resident remembers; the content is a sentence in the reader's language."""

    id = serializers.IntegerField(source="number")
    world_time = WorldTimeField(source="sim_time")
    kind = serializers.SerializerMethodField()
    content = serializers.CharField(source="text")
    importance = serializers.IntegerField(help_text="0-100.")
    valence = serializers.IntegerField(help_text="-2 bad to 2 good.")
    source_id = serializers.SerializerMethodField(help_text="Who told it; null = lived through.")
    item_id = serializers.SerializerMethodField(help_text="The talk or the post that it comes from.")
    event = serializers.SerializerMethodField(help_text="seq of what it is about.")

    @extend_schema_field(serializers.ChoiceField(choices=MEMORY_KINDS))
    def get_kind(self, memory: MemoryView) -> str:
        """Name the kind."""
        return memory.kind.name.lower()

    @extend_schema_field(serializers.IntegerField(allow_null=True))
    def get_source_id(self, memory: MemoryView) -> int | None:
        """Give who told it."""
        return memory.source or None

    @extend_schema_field(serializers.IntegerField(allow_null=True))
    def get_item_id(self, memory: MemoryView) -> int | None:
        """Give the talk or post."""
        return memory.item or None

    @extend_schema_field(serializers.IntegerField(allow_null=True))
    def get_event(self, memory: MemoryView) -> int | None:
        """Give the event."""
        return memory.event or None


class AppointmentSerializer(serializers.Serializer[Any]):
    """Two who agreed to meet."""

    id = serializers.IntegerField(source="number")
    agreed = WorldTimeField(source="agreed_at")
    world_time = WorldTimeField(source="at", help_text="When they are to meet.")
    location = serializers.SerializerMethodField()
    inviter = serializers.SerializerMethodField()
    invited = serializers.SerializerMethodField()
    result = serializers.SerializerMethodField()

    @extend_schema_field(NamedSerializer)
    def get_location(self, row: AppointmentView) -> dict[str, Any]:
        """Say where."""
        return {"id": row.place, "name": row.place_name}

    @extend_schema_field(NamedSerializer)
    def get_inviter(self, row: AppointmentView) -> dict[str, Any]:
        """Say who asked."""
        return {"id": row.one, "name": row.one_name}

    @extend_schema_field(NamedSerializer)
    def get_invited(self, row: AppointmentView) -> dict[str, Any]:
        """Say who was asked."""
        return {"id": row.other, "name": row.other_name}

    @extend_schema_field(serializers.ChoiceField(choices=OUTCOMES))
    def get_result(self, row: AppointmentView) -> str:
        """Say how it went."""
        return row.outcome.name.lower()


class OwnedSerializer(serializers.Serializer[Any]):
    """A stack of things."""

    id = serializers.IntegerField(source="number")
    thing = serializers.ChoiceField(choices=THINGS)
    kind = serializers.ChoiceField(choices=ITEM_KINDS)
    count = serializers.IntegerField()
    weight_g = serializers.IntegerField(help_text="Of one.")
    value = MoneyField(source="value_cents", help_text="Of one.")
    uses_left = serializers.IntegerField(help_text="0 = it lasts.")
    since = WorldTimeField()


class SocialStatsSerializer(serializers.Serializer[Any]):
    """A run's company in numbers. Ties are measured among the first residents of the town, at most a thousand."""

    world_time = WorldTimeField(source="sim_time")
    conversations = serializers.IntegerField(help_text="Ever begun.")
    active_conversations = serializers.IntegerField()
    posts = serializers.IntegerField(help_text="Ever written, like the next four.")
    comments = serializers.IntegerField()
    likes = serializers.IntegerField()
    follows = serializers.IntegerField()
    messages = serializers.IntegerField()
    appointments = serializers.IntegerField()
    measured_residents = serializers.IntegerField(help_text="Of those who live in town, at most a thousand.")
    mean_friends = serializers.FloatField()
    isolates = serializers.IntegerField(help_text="Of those measured: who have no friend.")
    reciprocity = serializers.FloatField(help_text="Share of friendships that are friendships both ways, 0-1.")
    levels = serializers.DictField(child=serializers.IntegerField(), help_text="Ties by level, each way counted.")
