"""The town's money in few figures: how it was spread at each full hour, and what changed hands in each step."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from streams.models.keyed import KeyedManager, Numbered


class TownHour(Numbered, models.Model):
    """What residents and places owned at a full hour: nobody has to read every purse to say it."""

    id = models.BigIntegerField(primary_key=True)
    sim_time = models.IntegerField(_("time"))
    wealth_cents = models.BigIntegerField(help_text=_("what residents own"))
    tills_cents = models.BigIntegerField(help_text=_("what places own"))
    gini_millionths = models.IntegerField()
    in_debt = models.IntegerField()
    struggling = models.IntegerField()
    tight = models.IntegerField()
    stable = models.IntegerField()
    wealthy = models.IntegerField()
    last_flow = models.BigIntegerField(help_text=_("number of the last flow of money by then"))

    objects = KeyedManager()

    class Meta:
        verbose_name = _("town's hour")
        verbose_name_plural = _("town's hours")

    def __str__(self) -> str:
        return f"the town at {self.sim_time}"


class MoneyFlow(Numbered, models.Model):
    """What a step's transfers of one category add up to; never more rows than the ledger has."""

    id = models.BigIntegerField(primary_key=True)
    sim_time = models.IntegerField(_("time"))
    category = models.SmallIntegerField()
    amount_cents = models.BigIntegerField()

    objects = KeyedManager()

    class Meta:
        verbose_name = _("flow of money")
        verbose_name_plural = _("flows of money")

    def __str__(self) -> str:
        return f"{self.amount_cents} for {self.category} at {self.sim_time}"
