"""Runs and receipts as the API writes them."""

from typing import Any

from rest_framework import serializers

from streams.api.fields import WorldTimeField
from streams.kernel.simtime import day_count
from streams.models import Run, RunStatus


class RunSerializer(serializers.ModelSerializer[Run]):
    """A run and how far it is."""

    status = serializers.ChoiceField(choices=RunStatus.choices)
    start_world_time = WorldTimeField(source="start_sim_time")
    world_time = WorldTimeField(source="head.sim_time", help_text="How far the run is committed.")
    day_count = serializers.SerializerMethodField()
    seq = serializers.IntegerField(source="head.seq")
    step = serializers.IntegerField(source="head.step")
    time_scale = serializers.SerializerMethodField()
    seed = serializers.CharField(help_text="An integer as text: it may be larger than a JavaScript number holds.")
    created = serializers.DateTimeField(source="created_wall")

    class Meta:
        model = Run
        fields = (
            *("id", "name", "status", "is_default", "language", "seed", "step_s", "start_world_time", "world_time"),
            *("day_count", "seq", "step", "time_scale", "parent", "fork_step", "fork_seq", "engine_version", "created"),
        )

    def get_day_count(self, run: Run) -> int:
        """Count days from 1."""
        return day_count(run.head.sim_time)

    def get_time_scale(self, run: Run) -> float:
        """Say how many simulated seconds pass in a real one, also while paused."""
        return (run.clock.rate_milli or run.clock.resume_rate_milli) / 1000


class PageSerializer(serializers.Serializer[Any]):
    """A page of a longer list; what is listed are the `items` of a subclass."""

    total = serializers.IntegerField()
    page = serializers.IntegerField()
    limit = serializers.IntegerField()


class RunPageSerializer(PageSerializer):
    """A page of runs."""

    items = RunSerializer(many=True)
