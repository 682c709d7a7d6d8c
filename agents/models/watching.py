"""Whom operators keep an eye on. Bookkeeping: a fork takes none of it along."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from streams.models import Run


class Watch(models.Model):
    """A login watches a resident of a run."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="+")
    number = models.IntegerField(_("resident"), help_text=_("her number in the run"))
    created_wall = models.DateTimeField(_("since"), auto_now_add=True)

    class Meta:
        verbose_name = _("watch")
        verbose_name_plural = _("watches")
        constraints = (models.UniqueConstraint(fields=["user", "run", "number"], name="watch_once"),)

    def __str__(self) -> str:
        return f"{self.user} watches resident {self.number}"
