"""What operators send to let people in, change them and send them away. An id is a number in the run; money is text."""

from typing import Any, ClassVar

from rest_framework import serializers

from agents.api.serializers import OCCUPATIONS, AgentDetailSerializer
from agents.services.inviting import AT_ONCE_MAX, FORMATS
from streams.api.bodies import BodySerializer
from streams.api.receipts import ReceiptSerializer
from world.people import AddBody, EditBody
from world.people.bodies import GOALS_MAX, REASON_MAX
from world.scenario import Gender

_PROSE_MAX = 2_000
_NUMBER_MAX = 2**31 - 1
_FILE_MAX = 1_000_000
_GENDERS = [gender.value for gender in Gender]
_API_NAMES = {"home": "home_id", "workplace": "workplace_id"}
"""Fields of the commands that the API calls otherwise."""


def _percent() -> serializers.IntegerField:
    return serializers.IntegerField(required=False, min_value=0, max_value=100)


def _prose() -> serializers.CharField:
    return serializers.CharField(required=False, allow_blank=True, max_length=_PROSE_MAX)


class _PersonSerializer(BodySerializer):
    """What may be said of somebody, new or known."""

    age = serializers.IntegerField(required=False, min_value=18, max_value=80)
    gender = serializers.ChoiceField(required=False, choices=_GENDERS)
    occupation = serializers.ChoiceField(required=False, choices=OCCUPATIONS)
    openness = _percent()
    conscientiousness = _percent()
    extraversion = _percent()
    agreeableness = _percent()
    neuroticism = _percent()
    home_id = serializers.IntegerField(
        required=False, min_value=1, max_value=_NUMBER_MAX, help_text="A home with a free bed."
    )
    traits = _prose()
    speaking_style = _prose()
    life_goal = _prose()
    goals = serializers.ListField(
        required=False, max_length=GOALS_MAX, child=serializers.CharField(max_length=_PROSE_MAX)
    )
    backstory = _prose()
    daily_routine = _prose()

    def as_body(self, attrs: Any) -> dict[str, Any]:
        """Say how the command calls what was given."""
        return {name: attrs[api] for name in self.body.model_fields if (api := _API_NAMES.get(name, name)) in attrs}


class NewAgentSerializer(_PersonSerializer):
    """Somebody who is to move in; what is left out is drawn as for everybody else."""

    body = AddBody
    name = serializers.CharField(required=False, max_length=80)
    workplace_id = serializers.IntegerField(
        required=False, min_value=1, max_value=_NUMBER_MAX, help_text="With a free post of her trade."
    )
    money = serializers.RegexField(r"^\d{1,9}(\.\d{1,2})?$", required=False, help_text="In the run's currency.")


class AgentChangeSerializer(_PersonSerializer):
    """What is to change about somebody; what is left out stays. Her name stays what it is."""

    body = EditBody
    beside: ClassVar[dict[str, Any]] = {"resident": 1}
    workplace_id = serializers.IntegerField(
        required=False, min_value=0, max_value=_NUMBER_MAX, help_text="With a free post of her trade; 0 = no work."
    )


class RemovalQuery(serializers.Serializer[Any]):
    """Why somebody is sent away."""

    reason = serializers.CharField(max_length=REASON_MAX)


class GenerateSerializer(serializers.Serializer[Any]):
    """How many people are to move in, and of what kind; the rest is drawn from the scenario's distributions."""

    count = serializers.IntegerField(min_value=1, max_value=AT_ONCE_MAX)
    occupation = serializers.ChoiceField(required=False, choices=OCCUPATIONS)
    gender = serializers.ChoiceField(required=False, choices=_GENDERS)
    age = serializers.IntegerField(required=False, min_value=18, max_value=80)


class ImportSerializer(serializers.Serializer[Any]):
    """A file of personas, as `export_personas` writes it."""

    format = serializers.ChoiceField(choices=FORMATS)
    text = serializers.CharField(max_length=_FILE_MAX, trim_whitespace=False)


class AgentReceiptSerializer(serializers.Serializer[Any]):
    """The receipt of a command, and the resident as she is then; none once she has left."""

    receipt = ReceiptSerializer()
    object = AgentDetailSerializer(allow_null=True)


class InvitedSerializer(serializers.Serializer[Any]):
    """The receipts of several commands, in the order in which the people were named."""

    applied = serializers.IntegerField()
    refused = serializers.IntegerField()
    pending = serializers.IntegerField()
    receipts = ReceiptSerializer(many=True)
