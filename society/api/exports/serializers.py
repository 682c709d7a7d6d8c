"""How the API shows an export that is made in the background."""

from typing import Any, Final

from django.utils import timezone
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.reverse import reverse

from society.api.exports.kinds import CONTENT_TYPES, KINDS, RUN, file_name
from society.models import ExportJob, JobFault, JobState
from streams.api.fields import WorldTimeField

WHAT: Final = (*KINDS, RUN)
FORMATS: Final = tuple(CONTENT_TYPES)


class JobFileSerializer(serializers.Serializer[Any]):
    """A file that is ready."""

    name = serializers.CharField()
    bytes = serializers.IntegerField()
    sha256 = serializers.CharField()
    address = serializers.URLField(help_text="Where it is downloaded.")


class JobErrorSerializer(serializers.Serializer[Any]):
    """Why there is no file."""

    code = serializers.ChoiceField(choices=JobFault.choices)
    message = serializers.CharField(help_text="In the language of Accept-Language.")


class ProgressSerializer(serializers.Serializer[Any]):
    """How many rows are written."""

    done = serializers.IntegerField()
    total = serializers.IntegerField(allow_null=True, help_text="About; null where only the end tells.")


class ExportJobSerializer(serializers.ModelSerializer[ExportJob]):
    """An export that is made in the background."""

    run = serializers.IntegerField(source="run_id")
    what = serializers.ChoiceField(choices=WHAT)
    format = serializers.ChoiceField(choices=FORMATS)
    t = WorldTimeField(allow_null=True, help_text="The moment asked for; null is the present when it is begun.")
    state = serializers.SerializerMethodField()
    progress = serializers.SerializerMethodField()
    file = serializers.SerializerMethodField()
    error = serializers.SerializerMethodField()
    asked = serializers.DateTimeField(source="asked_wall")
    ended = serializers.DateTimeField(source="ended_wall", allow_null=True)

    class Meta:
        model = ExportJob
        fields = ("id", "run", "what", "format", "t", "after", "state", "progress", "file", "error", "asked", "ended")

    @extend_schema_field(serializers.ChoiceField(choices=JobState.choices))
    def get_state(self, job: ExportJob) -> str:
        """Say how far it is; one that nobody makes any more has failed, though nobody has noted it yet."""
        return str(JobState.FAILED if job.is_lost(timezone.now()) else job.state)

    @extend_schema_field(ProgressSerializer)
    def get_progress(self, job: ExportJob) -> dict[str, Any]:
        """Count rows."""
        return dict(ProgressSerializer({"done": job.done, "total": job.total}).data)

    @extend_schema_field(JobFileSerializer(allow_null=True))
    def get_file(self, job: ExportJob) -> dict[str, Any] | None:
        """Say where the file is."""
        if job.state != JobState.DONE:
            return None
        address = reverse("api:export_job_file", args=[job.pk], request=self.context.get("request"))
        name = file_name(job.run, job.what, job.format)
        return dict(JobFileSerializer({"name": name, "bytes": job.size, "sha256": job.sha256, "address": address}).data)

    @extend_schema_field(JobErrorSerializer(allow_null=True))
    def get_error(self, job: ExportJob) -> dict[str, Any] | None:
        """Say why it failed."""
        fault = JobFault.LOST if job.is_lost(timezone.now()) else job.fault
        if not fault:
            return None
        return {"code": str(fault), "message": str(JobFault(fault).label)}


class ExportJobsSerializer(serializers.Serializer[Any]):
    """The newest of them."""

    items = ExportJobSerializer(many=True)
