"""Why: what was perceived and weighed, kept for every decision of a small run.

The options of each resident's last decision stand in her state, in runs of any size.
"""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from streams.models.keyed import KeyedManager, Numbered


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One thing that could have been done."""

    action: int
    place: int
    weight: int


class Decision(Numbered, models.Model):
    """What a resident perceived and the four best options, best first; an option of action -1 is none.

    Key: run and the seq of the event that the decision opened.
    """

    id = models.BigIntegerField(primary_key=True)
    resident = models.IntegerField(_("resident"))
    sim_time = models.IntegerField(_("time"))
    place = models.IntegerField(_("place"))
    money = models.BigIntegerField(_("money"))
    energy = models.SmallIntegerField()
    satiety = models.SmallIntegerField()
    social = models.SmallIntegerField()
    fun = models.SmallIntegerField()
    hygiene = models.SmallIntegerField()
    health = models.SmallIntegerField()
    action_1 = models.SmallIntegerField()
    place_1 = models.IntegerField()
    weight_1 = models.IntegerField()
    action_2 = models.SmallIntegerField()
    place_2 = models.IntegerField()
    weight_2 = models.IntegerField()
    action_3 = models.SmallIntegerField()
    place_3 = models.IntegerField()
    weight_3 = models.IntegerField()
    action_4 = models.SmallIntegerField()
    place_4 = models.IntegerField()
    weight_4 = models.IntegerField()

    objects = KeyedManager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")

    def __str__(self) -> str:
        return f"decision of resident {self.resident} at {self.sim_time}"

    @property
    def options(self) -> list[Option]:
        """The options that there were, best first."""
        rows = (
            (self.action_1, self.place_1, self.weight_1),
            (self.action_2, self.place_2, self.weight_2),
            (self.action_3, self.place_3, self.weight_3),
            (self.action_4, self.place_4, self.weight_4),
        )
        return [Option(action=action, place=place, weight=weight) for action, place, weight in rows if action >= 0]
