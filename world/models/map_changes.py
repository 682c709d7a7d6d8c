"""What operators did to the map, and who had to live elsewhere for it: what was before is kept with each change."""

import json
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from streams.models.keyed import KeyedManager, Numbered


class PlaceChange(Numbered, models.Model):
    """One change of one place. Places are rows as they are now: `before` says what the row was like until then."""

    class Kind(models.IntegerChoices):
        """What was done; permanent numbers."""

        CREATED = 1, _("created")
        EDITED = 2, _("edited")
        MOVED = 3, _("moved")
        DELETED = 4, _("deleted")

    id = models.BigIntegerField(primary_key=True)
    step = models.BigIntegerField()
    sim_time = models.IntegerField(_("time"))
    place = models.IntegerField(_("place"))
    kind = models.SmallIntegerField(_("kind"), choices=Kind)
    operator = models.IntegerField(_("operator"), help_text=_("account; 0 = nobody in particular"))
    before = models.TextField(_("before"), help_text=_("columns of the place, JSON; empty: there was none"))

    objects = KeyedManager()

    class Meta:
        verbose_name = _("change of the map")
        verbose_name_plural = _("changes of the map")

    def __str__(self) -> str:
        return f"place {self.place} {self.get_kind_display()}"

    @property
    def columns_before(self) -> dict[str, Any]:
        """Columns of the place until then; nothing for one that was created."""
        columns: dict[str, Any] = json.loads(self.before) if self.before else {}
        return columns


class HomeChange(Numbered, models.Model):
    """Somebody's home was deleted and she was given a bed elsewhere. Residents are rows with their present home."""

    id = models.BigIntegerField(primary_key=True)
    step = models.BigIntegerField()
    sim_time = models.IntegerField(_("time"))
    resident = models.IntegerField(_("resident"))
    home_before = models.IntegerField(_("home before"))
    home = models.IntegerField(_("home"))

    objects = KeyedManager()

    class Meta:
        verbose_name = _("change of home")
        verbose_name_plural = _("changes of homes")

    def __str__(self) -> str:
        return f"resident {self.resident} to {self.home}"
