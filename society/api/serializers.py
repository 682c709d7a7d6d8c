"""What steers a run, and what is answered."""

from typing import Any

from rest_framework import serializers

from streams.api.fields import WorldTimeField
from streams.api.receipts import ReceiptSerializer
from streams.kernel.clock import RATE_MAX_MILLI, RATE_MIN_MILLI
from world.api.serializers import StatusSerializer

ACTIONS = ("pause", "resume", "step", "speed_up", "slow_down", "reset")


class ControlSerializer(serializers.Serializer[Any]):
    """What to do with a run's time."""

    action = serializers.ChoiceField(choices=ACTIONS)


class TimeScaleSerializer(serializers.Serializer[Any]):
    """How fast time goes: simulated seconds in a real one."""

    time_scale = serializers.FloatField(min_value=RATE_MIN_MILLI / 1000, max_value=RATE_MAX_MILLI / 1000)


class ControlledSerializer(serializers.Serializer[Any]):
    """The receipt, and how the world is now; after `reset` the new run's world."""

    receipt = ReceiptSerializer(allow_null=True)
    object = StatusSerializer(allow_null=True)


class ForkSerializer(serializers.Serializer[Any]):
    """Where to fork: a moment, or a step; without either at the last step."""

    at = WorldTimeField(required=False)
    step = serializers.IntegerField(required=False, min_value=1, max_value=2**40 - 1)
    name = serializers.CharField(required=False, default="", allow_blank=True, max_length=100)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Allow one of the two."""
        if "at" in attrs and "step" in attrs:
            raise serializers.ValidationError({"step": ["at or step, not both"]})
        return attrs
