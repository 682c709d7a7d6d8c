"""What residents are to each other, and their talks in town."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from streams.models.keyed import KeyedManager, Numbered


class Tie(Numbered, models.Model):
    """What one resident is to herself about another. Hot: primary key only.

    Key: run and `resident * TIES_MAX + slot` (world/ties.py); strength is as of the last time that they met.
    """

    id = models.BigIntegerField(primary_key=True)
    other = models.IntegerField(_("other"))
    at = models.IntegerField(_("last time"))
    strength = models.SmallIntegerField(_("strength"), help_text=_("0-10,000"))
    trust = models.SmallIntegerField(_("trust"), help_text=_("0-10,000"))
    count = models.SmallIntegerField(_("times"))

    objects = KeyedManager()

    class Meta:
        verbose_name = _("tie")
        verbose_name_plural = _("ties")

    def __str__(self) -> str:
        return f"tie {self.number}"


class Talk(Numbered, models.Model):
    """Two or three residents talk at a place. While it lasts `ended_step` is 0; only the columns of its end change.

    Turns are at `sim_time + i * turn_s`, so what is left of a talk follows from its row.
    """

    class Ending(models.IntegerChoices):
        """How a talk came to its end."""

        NONE = 0, _("goes on")
        GOODBYE = 1, _("they said goodbye")
        INTERRUPTED = 2, _("somebody had to leave")

    id = models.BigIntegerField(primary_key=True)
    step = models.BigIntegerField(_("step"))
    sim_time = models.IntegerField(_("time"))
    place = models.IntegerField(_("place"))
    one = models.IntegerField(_("who began"))
    other = models.IntegerField(_("with"))
    third = models.IntegerField(_("joined by"), help_text=_("0 = nobody"))
    third_at = models.IntegerField(_("joined at"))
    turn_s = models.SmallIntegerField(_("seconds a turn"))
    turns = models.SmallIntegerField(_("turns"), help_text=_("while it lasts: as planned"))
    ended_step = models.BigIntegerField(_("ended in step"), default=0)
    ended_at = models.IntegerField(_("ended at"))
    ending = models.SmallIntegerField(_("ending"), choices=Ending.choices, default=Ending.NONE)
    topic = models.SmallIntegerField(_("topic"))
    mood = models.SmallIntegerField(_("mood"), help_text=_("-2 bad to 2 good"))

    objects = KeyedManager()

    class Meta:
        verbose_name = _("talk")
        verbose_name_plural = _("talks")
        indexes = (
            models.Index(fields=["one", "id"], name="talk_one"),
            models.Index(fields=["other", "id"], name="talk_other"),
        )

    def __str__(self) -> str:
        return f"talk {self.number}"
