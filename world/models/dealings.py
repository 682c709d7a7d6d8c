"""Work, loans and things: what changes about residents' jobs, who owes whom, who owns what, and a day's figures of it."""

import json

from django.db import models
from django.utils.translation import gettext_lazy as _

from streams.models.keyed import KeyedManager, Numbered
from world.economy.catalogue import Thing


class Employment(Numbered, models.Model):
    """One change of somebody's work, and what it is from then on. Rows are never changed; born with: see Resident."""

    id = models.BigIntegerField(primary_key=True)
    step = models.BigIntegerField(_("step"))
    sim_time = models.IntegerField(_("time"))
    resident = models.IntegerField(_("resident"))
    cause = models.SmallIntegerField(_("cause"), help_text="world.economy.employment.Cause")
    occupation_before = models.SmallIntegerField(_("occupation before"))
    workplace_before = models.IntegerField(_("workplace before"), help_text=_("0 = none"))
    occupation = models.SmallIntegerField(_("occupation"))
    workplace = models.IntegerField(_("workplace"), help_text=_("0 = none"))
    shift_start_s = models.IntegerField()
    shift_length_s = models.IntegerField()
    workdays = models.SmallIntegerField(help_text=_("bit 0 = Monday"))
    bedtime_s = models.IntegerField()
    wage_per_hour = models.IntegerField(_("wage per hour"), help_text=_("cents"))

    objects = KeyedManager()

    class Meta:
        verbose_name = _("change of work")
        verbose_name_plural = _("changes of work")
        indexes = (models.Index(fields=["resident", "id"], name="employment_resident"),)

    def __str__(self) -> str:
        return f"work of resident {self.resident} at {self.sim_time}"


class Loan(Numbered, models.Model):
    """A loan between friends. While it is open `ended_step` is 0, and outcome and end say nothing yet."""

    id = models.BigIntegerField(primary_key=True)
    step = models.BigIntegerField(_("step"))
    sim_time = models.IntegerField(_("time"))
    lender = models.IntegerField(_("lender"))
    borrower = models.IntegerField(_("borrower"))
    amount_cents = models.BigIntegerField(_("amount"))
    repaid_cents = models.BigIntegerField(_("repaid so far"), default=0)
    due = models.IntegerField(_("to be paid back by"))
    ended_step = models.BigIntegerField(_("ended in step"), default=0)
    ended_at = models.IntegerField(_("ended at"), default=0)
    outcome = models.SmallIntegerField(_("outcome"), default=0, help_text="world.economy.loans.Outcome")

    objects = KeyedManager()

    class Meta:
        verbose_name = _("loan")
        verbose_name_plural = _("loans")
        indexes = (
            models.Index(fields=["id"], name="loan_open", condition=models.Q(ended_step=0)),
            models.Index(fields=["lender", "id"], name="loan_lender"),
            models.Index(fields=["borrower", "id"], name="loan_borrower"),
        )

    def __str__(self) -> str:
        return f"loan {self.number}: {self.lender} to {self.borrower}"


class Item(Numbered, models.Model):
    """A stack of equal things of one owner; nobody's (owner 0) is a number that waits to be given again."""

    id = models.BigIntegerField(primary_key=True)
    owner = models.IntegerField(_("owner"), help_text=_("0 = nobody"))
    thing = models.SmallIntegerField(_("thing"), help_text="world.economy.catalogue.Thing")
    kind = models.SmallIntegerField(_("kind"), help_text="world.economy.catalogue.ItemKind")
    count = models.SmallIntegerField(_("count"))
    weight_g = models.IntegerField(_("weight"), help_text=_("grams, of one"))
    value_cents = models.IntegerField(_("value"), help_text=_("cents, of one"))
    uses_left = models.SmallIntegerField(_("durability"), help_text=_("uses left of the first; 0 = it lasts"))
    made_at = models.IntegerField(_("since"))
    place = models.IntegerField(_("where"))
    origin = models.IntegerField(_("from"), help_text=_("resident, 0 = bought or taken"))
    shows = models.SmallIntegerField(_("shows"), help_text=_("of a photo: number of the action, and one"))
    properties = models.TextField(_("properties"), help_text=_("what using or giving it changes, JSON"))

    objects = KeyedManager()

    class Meta:
        verbose_name = _("thing")
        verbose_name_plural = _("things")
        indexes = (models.Index(fields=["owner", "id"], name="item_owner"),)

    def __str__(self) -> str:
        return f"{self.count} × {Thing(self.thing).name.lower()} of resident {self.owner}"

    @property
    def changes(self) -> dict[str, int]:
        """What using or giving it changes, by name."""
        properties: dict[str, int] = json.loads(self.properties)
        return properties


class TownDay(Numbered, models.Model):
    """Work and debts of a day, at the midnight that ended it: nobody has to be counted to say it."""

    id = models.BigIntegerField(primary_key=True)
    sim_time = models.IntegerField(_("midnight"))
    labour = models.IntegerField(_("with or looking for work"))
    unemployed = models.IntegerField(_("looking for work"))
    hired = models.IntegerField(_("hired"))
    laid_off = models.IntegerField(_("laid off"))
    founded = models.IntegerField(_("businesses started"))
    closed = models.IntegerField(_("businesses closed"))
    open_loans = models.IntegerField(_("open loans"))
    owed_cents = models.BigIntegerField(_("still to be paid back"))
    lent_cents = models.BigIntegerField(_("lent"))
    repaid_cents = models.BigIntegerField(_("paid back"))
    defaulted_cents = models.BigIntegerField(_("never to be paid back"))

    objects = KeyedManager()

    class Meta:
        verbose_name = _("town's day")
        verbose_name_plural = _("town's days")

    def __str__(self) -> str:
        return f"the town's day before {self.sim_time}"
