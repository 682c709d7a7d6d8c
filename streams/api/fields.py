"""How moments and money are written: ISO 8601 without offset, and decimal strings."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from streams.kernel.simtime import parse_world_time, world_time


@extend_schema_field({"type": "string", "examples": ["2024-01-03T09:30:00"]})
class WorldTimeField(serializers.Field[int, str, str, int]):
    """A simulated moment, ISO 8601 without offset."""

    def to_representation(self, value: int) -> str:
        """Write simulated seconds; what lies before the calendar's first midnight is written as that."""
        return world_time(max(value, 0))

    def to_internal_value(self, data: Any) -> int:
        """Read a moment."""
        try:
            return parse_world_time(str(data))
        except ValueError as wrong:
            raise serializers.ValidationError(str(wrong)) from None


@extend_schema_field({"type": "string", "pattern": r"^-?\d+\.\d{2}$", "examples": ["12.50"]})
class MoneyField(serializers.Field[int, str, str, int]):
    """Cents as a decimal string in the run's currency."""

    def to_representation(self, value: int) -> str:
        """Write cents with two decimals."""
        sign = "-" if value < 0 else ""
        return f"{sign}{abs(value) // 100}.{abs(value) % 100:02d}"
