"""The record: one ordered table of what happened, one row a decision."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from streams.models.keyed import KeyedManager, Numbered


class Event(Numbered, models.Model):
    """Something that happened. Key: run and seq (1, 2, 3 ... without gaps; a fork continues its parent's).

    Hot: primary key only, no constraint, no second index. All references are numbers in the run; 0 = none. A decision's
    row closes one action (place, action, duration_s, amount) and opens the next (next_action, next_place, arrive, due).
    """

    id = models.BigIntegerField(primary_key=True)
    step = models.BigIntegerField()
    sim_time = models.IntegerField()
    kind = models.SmallIntegerField()
    actor = models.IntegerField()
    target = models.IntegerField()
    place = models.IntegerField()
    object = models.IntegerField()
    action = models.SmallIntegerField()
    duration_s = models.IntegerField()
    reason = models.SmallIntegerField()
    amount = models.BigIntegerField()
    next_action = models.SmallIntegerField()
    next_place = models.IntegerField()
    arrive = models.IntegerField()
    due = models.IntegerField()
    prev_id = models.BigIntegerField(help_text=_("seq of the actor's event before this one"))
    payload = models.TextField(null=True)

    objects = KeyedManager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")

    def __str__(self) -> str:
        return f"event {self.number} of run {self.run_id}"

    @property
    def seq(self) -> int:
        """The event's number in its run."""
        return self.number
