"""The action log: the record's decisions and refusals, as a table to read in the admin."""

from django.utils.translation import gettext_lazy as _

from streams.models import Event


class ActionLog(Event):
    """An event as the admin shows it: who did what, where, for how long, why, and with what result."""

    class Meta:
        proxy = True
        verbose_name = _("action")
        verbose_name_plural = _("action log")
