"""Residents who are played: by whom, since when, whose decisions they make, and what they were shown last."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from streams.models.keyed import KeyedManager, Numbered


class Body(Numbered, models.Model):
    """A resident who is or was played. Key: the resident's. When she was taken and given back stands in the record."""

    id = models.BigIntegerField(primary_key=True)
    player = models.IntegerField(_("player"), help_text=_("number of the account that plays her; 0 = nobody any more"))
    taken_at = models.IntegerField(_("taken at"))
    decided_at = models.IntegerField(_("last decision"), help_text=_("or when she was taken"))
    decisions = models.IntegerField(_("decisions"), help_text=_("that the player made"))
    missed = models.IntegerField(_("missed"), help_text=_("decisions that her own mind made instead"))
    missed_in_row = models.IntegerField(_("missed in a row"))
    next_action = models.SmallIntegerField(help_text=_("decided for her next turn: action + 1, 0 = none"))
    next_place = models.IntegerField()
    next_duration_s = models.IntegerField()
    next_partner = models.IntegerField()
    seen_at = models.IntegerField(_("shown at"))
    observation = models.TextField(_("observation"), help_text=_("JSON: what she was shown then; empty in a new fork"))

    objects = KeyedManager()

    class Meta:
        verbose_name = _("played resident")
        verbose_name_plural = _("played residents")

    def __str__(self) -> str:
        return f"resident {self.number}, played by {self.player or 'nobody'}"
