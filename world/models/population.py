"""Who came and who left, what brings somebody to leave, what operators changed of people, and since when they come and go."""

import json
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from streams.models.keyed import KeyedManager, Numbered


class MoveKind(models.IntegerChoices):
    """Into the town or away from it; permanent numbers."""

    CAME = 1, _("moved in")
    LEFT = 2, _("moved away")


class MoveReason(models.IntegerChoices):
    """Why somebody came or left; permanent numbers."""

    WORK = 1, _("for work")
    ROOM = 2, _("the town had become too small")
    DEBT = 3, _("in debt for too long")
    UNHAPPY = 4, _("unhappy for too long")
    INVITED = 5, _("invited by an operator")
    SENT_AWAY = 6, _("sent away by an operator")


class Move(Numbered, models.Model):
    """Somebody moved in or away. Rows are never changed; founders have none until they leave."""

    id = models.BigIntegerField(primary_key=True)
    step = models.BigIntegerField(_("step"))
    sim_time = models.IntegerField(_("time"))
    resident = models.IntegerField(_("resident"))
    kind = models.SmallIntegerField(_("kind"), choices=MoveKind.choices)
    reason = models.SmallIntegerField(_("reason"), choices=MoveReason.choices)
    days_lived = models.IntegerField(_("days lived in town"), help_text=_("whole days; 0 for who comes"))
    place = models.IntegerField(_("home"))
    workplace = models.IntegerField(_("workplace"), help_text=_("0 = none"))
    occupation = models.SmallIntegerField(_("occupation"))

    objects = KeyedManager()

    class Meta:
        verbose_name = _("move")
        verbose_name_plural = _("moves")
        indexes = (models.Index(fields=["resident", "id"], name="move_resident"),)

    def __str__(self) -> str:
        return f"resident {self.resident}: {self.get_kind_display()}"


class Hardship(Numbered, models.Model):
    """At how many midnights in a row somebody was in debt, and unhappy. Key: the resident's."""

    id = models.BigIntegerField(primary_key=True)
    debt_days = models.SmallIntegerField(_("days in debt"))
    unhappy_days = models.SmallIntegerField(_("days unhappy"))

    objects = KeyedManager()

    class Meta:
        verbose_name = _("hardship")
        verbose_name_plural = _("hardships")

    def __str__(self) -> str:
        return f"hardship of resident {self.number}"


class BalanceSwitch(Numbered, models.Model):
    """An operator let people come and go, or stopped it. Rows are never changed; before the first the scenario counts."""

    id = models.BigIntegerField(primary_key=True)
    step = models.BigIntegerField(_("step"))
    sim_time = models.IntegerField(_("time"))
    is_on = models.BooleanField(_("people come and go"))
    operator = models.BigIntegerField(_("operator"))

    objects = KeyedManager()

    class Meta:
        verbose_name = _("switch of the population's balance")
        verbose_name_plural = _("switches of the population's balance")

    def __str__(self) -> str:
        return f"balance {'on' if self.is_on else 'off'} at {self.sim_time}"


class Removal(Numbered, models.Model):
    """An operator sent somebody away, and why. She leaves as soon as she is in no talk: that is a `Move`. Never changed."""

    id = models.BigIntegerField(primary_key=True)
    step = models.BigIntegerField(_("step"))
    sim_time = models.IntegerField(_("time"))
    resident = models.IntegerField(_("resident"))
    operator = models.IntegerField(_("operator"), help_text=_("account; 0 = nobody in particular"))
    text = models.TextField(_("reason"))

    objects = KeyedManager()

    class Meta:
        verbose_name = _("removal")
        verbose_name_plural = _("removals")
        indexes = (models.Index(fields=["resident", "id"], name="removal_resident"),)

    def __str__(self) -> str:
        return f"resident {self.resident} is sent away"


class PersonaChange(Numbered, models.Model):
    """An operator changed what somebody is like. Residents are rows as they are now: `before` says what was so until then."""

    id = models.BigIntegerField(primary_key=True)
    step = models.BigIntegerField(_("step"))
    sim_time = models.IntegerField(_("time"))
    resident = models.IntegerField(_("resident"))
    operator = models.IntegerField(_("operator"), help_text=_("account; 0 = nobody in particular"))
    before = models.TextField(_("before"), help_text=_("columns of the resident, JSON"))

    objects = KeyedManager()

    class Meta:
        verbose_name = _("change of a persona")
        verbose_name_plural = _("changes of personas")

    def __str__(self) -> str:
        return f"resident {self.resident} was changed"

    @property
    def columns_before(self) -> dict[str, int]:
        """Columns of the resident until then."""
        columns: dict[str, Any] = json.loads(self.before)
        return columns
