"""Moderation: what people report, and what operators hide or whom they suspend."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from streams.models.keyed import KeyedManager
from streams.models.runs import Run
from streams.models.social import STANDS, Ending


class Subject(models.IntegerChoices):
    """What a report or a sanction is about: permanent numbers."""

    POST = 1, _("post")
    COMMENT = 2, _("comment")
    ACCOUNT = 3, _("account")


class Sanction(Ending):
    """A post or comment that is hidden, or an account that may not write; lifting it is its end."""

    kind = models.SmallIntegerField(_("subject"), choices=Subject.choices)
    subject = models.BigIntegerField(_("number"), help_text=_("number of the post, comment or account"))
    reason = models.CharField(_("reason"), max_length=300)

    objects = KeyedManager()

    class Meta:
        verbose_name = _("sanction")
        verbose_name_plural = _("sanctions")
        indexes = (models.Index(fields=["kind", "subject"], condition=STANDS, name="sanction_subject"),)

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.subject}"


class ReportState(models.TextChoices):
    """How far a report is."""

    OPEN = "open", _("open")
    UPHELD = "upheld", _("upheld")
    DISMISSED = "dismissed", _("dismissed")


class Report(models.Model):
    """A person's word that something should not stand. Bookkeeping: what is done about it is a sanction, by the inbox."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="+")
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("reported by")
    )
    kind = models.SmallIntegerField(_("subject"), choices=Subject.choices)
    subject = models.BigIntegerField(_("number"))
    text = models.CharField(_("why"), max_length=1_000)
    created_wall = models.DateTimeField(_("reported"), auto_now_add=True)
    state = models.CharField(_("state"), max_length=9, choices=ReportState.choices, default=ReportState.OPEN)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("decided by")
    )
    decided_wall = models.DateTimeField(_("decided"), null=True)
    note = models.CharField(_("note"), max_length=300, blank=True, default="")

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        constraints = (
            models.UniqueConstraint(
                fields=["run", "reporter", "kind", "subject"],
                condition=models.Q(state=ReportState.OPEN),
                name="report_once",
            ),
        )
        indexes = (models.Index(fields=["run", "state", "id"], name="report_state"),)

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.subject}"
