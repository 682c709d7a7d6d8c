"""The inbox: how anything from outside enters a run's history. A row is also its own receipt."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from streams.models.runs import Run


class Outcome(models.TextChoices):
    """What became of a command."""

    PENDING = "pending", _("pending")
    APPLIED = "applied", _("applied")
    REFUSED = "refused", _("refused")
    FAILED = "failed", _("failed")


class Inbox(models.Model):
    """A command to a run. The writer stamps (applied_step, position) in the step's transaction; a replay feeds by that pair."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="inbox")
    kind = models.CharField(max_length=40)
    body = models.TextField(default="{}", help_text=_("canonical JSON"))
    actor = models.IntegerField(default=0, help_text=_("number of the being that asks; 0 = an operator"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    idempotency_key = models.CharField(max_length=100, null=True)
    created_wall = models.DateTimeField(auto_now_add=True)
    applied_step = models.BigIntegerField(null=True)
    position = models.IntegerField(null=True)
    tries = models.PositiveSmallIntegerField(default=0, help_text=_("how often a step with this command failed"))
    outcome = models.CharField(max_length=8, choices=Outcome.choices, default=Outcome.PENDING)
    reason = models.CharField(max_length=60, blank=True, default="")
    result = models.TextField(default="{}", help_text=_("canonical JSON: what was made or changed"))

    class Meta:
        verbose_name = _("inbox command")
        verbose_name_plural = _("inbox commands")
        constraints = [
            models.UniqueConstraint(fields=["run", "user", "idempotency_key"], name="inbox_once_per_key"),
        ]
        indexes = [
            models.Index(fields=["run", "id"], condition=models.Q(applied_step=None), name="inbox_pending"),
            models.Index(fields=["run", "applied_step", "position"], name="inbox_applied"),
            # who hid or suspended what (streams/selectors/moderation.py): few among all that people ask for
            models.Index(
                fields=["run", "id"],
                condition=models.Q(kind__in=["lift_sanction", "sanction"]),
                name="inbox_moderation",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} ({self.outcome})"
