"""Exports that are made in the background: a row a job, from the wish to the file's end."""

from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from streams.models import Run

LOST_AFTER: Final = timedelta(seconds=30)
"""A job whose worker has said nothing for so long is made by nobody any more; it says something each second."""


class JobState(models.TextChoices):
    """How far a job is."""

    QUEUED = "queued", _("queued")
    RUNNING = "running", _("being made")
    DONE = "done", _("ready")
    FAILED = "failed", _("failed")
    CANCELLED = "cancelled", _("cancelled")


OPEN: Final = (JobState.QUEUED, JobState.RUNNING)


class JobFault(models.TextChoices):
    """Why a job failed."""

    LOST = "lost", _("The program was stopped while the file was being made. Ask for it again.")
    HISTORY_LOST = "history_lost", _("Some of these days are no longer kept. Ask for a later part of the record.")
    PAST = "past", _("That past cannot be shown by this version of the program. Ask for the present.")
    DISK_FULL = "disk_full", _("The server's disk is nearly full. Ask whoever runs the town to make room.")
    NO_PARQUET = (
        "no_parquet",
        _("Parquet cannot be written here, because pyarrow is not installed. Ask for JSON lines."),
    )
    BROKEN = "broken", _("Something went wrong here. It has been noted among the failed tasks.")


class ExportJob(models.Model):
    """An export that somebody asked for. Its file is kept some days; then it goes, and this row with it."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="+", verbose_name=_("run"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("asked for by")
    )
    what = models.CharField(_("what"), max_length=20)
    format = models.CharField(_("format"), max_length=10)
    t = models.PositiveIntegerField(_("moment"), null=True, help_text=_("simulated second; none = the present"))
    after = models.BigIntegerField(_("after event"), default=0)
    with_private = models.BooleanField(_("with what only operators see"), default=False)
    language = models.CharField(_("language"), max_length=10)
    state = models.CharField(_("state"), max_length=9, choices=JobState.choices, default=JobState.QUEUED)
    fault = models.CharField(_("why it failed"), max_length=12, choices=JobFault.choices, blank=True, default="")
    worker = models.CharField(_("made by"), max_length=100, blank=True, default="")
    done = models.BigIntegerField(_("rows written"), default=0)
    total = models.BigIntegerField(_("rows in all"), null=True, help_text=_("about; none = not known before the end"))
    stored = models.CharField(max_length=40, unique=True, help_text=_("name of the file on the disk"))
    size = models.BigIntegerField(_("bytes"), null=True)
    sha256 = models.CharField(_("checksum (SHA-256)"), max_length=64, blank=True, default="")
    asked_wall = models.DateTimeField(_("asked for"), default=timezone.now)
    seen_wall = models.DateTimeField(_("last sign of life"), null=True)
    ended_wall = models.DateTimeField(_("ended"), null=True)

    class Meta:
        verbose_name = _("export")
        verbose_name_plural = _("exports")
        constraints = (
            # however many workers look for one at the same moment
            models.UniqueConstraint(
                fields=["state"], condition=models.Q(state=JobState.RUNNING), name="export_job_one_running"
            ),
        )
        indexes = (
            models.Index(fields=["user", "-id"], name="export_job_of"),
            models.Index(fields=["id"], condition=models.Q(state__in=["queued", "running"]), name="export_job_open"),
        )

    def __str__(self) -> str:
        return f"{self.what} of run {self.run_id} as {self.format}"

    @property
    def is_open(self) -> bool:
        """Whether it waits or is being made."""
        return self.state in OPEN and not self.is_lost(timezone.now())

    def is_lost(self, now: datetime) -> bool:
        """Whether whoever made it is gone, and nobody has noted it yet."""
        return self.state == JobState.RUNNING and (self.seen_wall is None or self.seen_wall < now - LOST_AFTER)
