"""What operators set in force in a town: rules, events, broadcasts, the weather."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from streams.models.keyed import KeyedManager, Numbered


class Measure(Numbered, models.Model):
    """One measure: written once, and only its end is filled in. What `amount` and `other` mean depends on the kind."""

    id = models.BigIntegerField(primary_key=True)
    step = models.BigIntegerField(_("step"))
    ended_step = models.BigIntegerField(_("ended in step"), default=0, help_text=_("0 = it is in force"))
    operator = models.IntegerField(_("operator"), help_text=_("account of who set it, 0 = a person without one"))
    kind = models.SmallIntegerField(_("kind"))
    district = models.IntegerField(_("district"), help_text=_("0 = the whole town"))
    place = models.IntegerField(_("place"), help_text=_("0 = none"))
    amount = models.BigIntegerField(_("first amount"))
    other = models.IntegerField(_("second amount"))
    starts = models.IntegerField(_("from"))
    ends = models.IntegerField(_("until"))
    text = models.TextField(_("text"), blank=True)

    objects = KeyedManager()

    class Meta:
        verbose_name = _("measure")
        verbose_name_plural = _("measures")

    def __str__(self) -> str:
        return f"measure {self.number} of run {self.run_id}"
