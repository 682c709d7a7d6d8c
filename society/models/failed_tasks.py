"""Tasks that failed for good."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FailedTask(models.Model):
    """A task that kept failing with one kind of error: how often, and how it ended the last time."""

    task = models.CharField(_("task"), max_length=200)
    error = models.CharField(_("error"), max_length=200, help_text=_("name of the exception's class"))
    times = models.PositiveIntegerField(_("times"))
    last_task_id = models.CharField(_("last message"), max_length=64)
    message = models.TextField(_("message"), blank=True)
    arguments = models.TextField(_("arguments"), blank=True)
    traceback = models.TextField(_("traceback"), blank=True)
    first_wall = models.DateTimeField(_("first failed"))
    last_wall = models.DateTimeField(_("last failed"))

    class Meta:
        verbose_name = _("failed task")
        verbose_name_plural = _("failed tasks")
        constraints = [models.UniqueConstraint(fields=["task", "error"], name="failed_task_once_per_error")]

    def __str__(self) -> str:
        return f"{self.task}: {self.error} (x{self.times})"
