"""The ledger: every transfer of money, one row each, chained for both sides."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from streams.models.keyed import KeyedManager, Numbered


class LedgerEntry(Numbered, models.Model):
    """A transfer. Parties: a resident's number, minus a place's number, or a named account. Hot: primary key only."""

    id = models.BigIntegerField(primary_key=True)
    step = models.BigIntegerField()
    sim_time = models.IntegerField()
    payer = models.IntegerField()
    payee = models.IntegerField()
    amount_cents = models.BigIntegerField()
    category = models.SmallIntegerField()
    subject = models.SmallIntegerField(help_text=_("number of the action that it was for"))
    payer_balance = models.BigIntegerField()
    payee_balance = models.BigIntegerField()
    prev_payer = models.BigIntegerField(help_text=_("number of the payer's transfer before this one"))
    prev_payee = models.BigIntegerField()

    objects = KeyedManager()

    class Meta:
        verbose_name = _("ledger entry")
        verbose_name_plural = _("ledger entries")

    def __str__(self) -> str:
        return f"{self.amount_cents} from {self.payer} to {self.payee}"
