"""People in a run: which account is whose, and how far they have read. Bookkeeping: a fork takes none of it along."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from streams.models.runs import Run


class Membership(models.Model):
    """A login's account in a run, made on first use by the command `join`."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="+")
    number = models.IntegerField(_("account"), help_text=_("the account's number in the run"))
    seen_notice = models.BigIntegerField(_("notifications seen"), default=0, help_text=_("number of the last one seen"))

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = (
            models.UniqueConstraint(fields=["run", "user"], name="membership_once"),
            models.UniqueConstraint(fields=["run", "number"], name="membership_account"),
        )

    def __str__(self) -> str:
        return f"{self.user} in {self.run}"


class ReadMark(models.Model):
    """How far a person has read a conversation."""

    membership = models.ForeignKey(
        Membership, on_delete=models.CASCADE, related_name="read_marks", verbose_name=_("membership")
    )
    conversation = models.BigIntegerField(_("conversation"), help_text=_("its number in the run"))
    message = models.BigIntegerField(_("last message read"), help_text=_("its number"))

    class Meta:
        verbose_name = _("read mark")
        verbose_name_plural = _("read marks")
        constraints = (models.UniqueConstraint(fields=["membership", "conversation"], name="read_mark_once"),)

    def __str__(self) -> str:
        return f"conversation {self.conversation} up to {self.message}"
