"""Places, the ways between them, and what happens at them hour by hour."""

import json

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from streams.models.keyed import KeyedManager, Numbered


class Place(Numbered, models.Model):
    """A place of the town: a rectangle in metres with a door. Key: run and the place's number."""

    id = models.BigIntegerField(primary_key=True)
    key = models.CharField(max_length=60)
    name = models.CharField(_("name"), max_length=80)
    name_zh = models.CharField(_("Chinese name"), max_length=80)
    type = models.CharField(_("type"), max_length=24)
    zone = models.CharField(_("zone"), max_length=16)
    x = models.IntegerField()
    y = models.IntegerField()
    width = models.IntegerField()
    height = models.IntegerField()
    entrance_x = models.IntegerField()
    entrance_y = models.IntegerField()
    capacity = models.IntegerField(_("capacity"))
    staff = models.IntegerField(_("staff"), help_text=_("seats kept for those who work here"))
    is_home = models.BooleanField(_("home"))
    owner = models.CharField(_("owner"), max_length=80)
    functions = models.TextField(_("functions"), help_text=_("names of actions, JSON"))
    hours = models.TextField(_("opening hours"), help_text=_("from Monday: [start, length] in seconds, JSON"))
    prices = models.TextField(_("prices"), help_text=_("cents by action, JSON"))
    spec = models.TextField(
        _("description"),
        default="",
        help_text=_("as a scenario describes it, JSON; empty = as the run's scenario does"),
    )
    built_at = models.IntegerField(_("built"), default=0, help_text=_("simulated time; 0 = when the town was founded"))
    gone_at = models.IntegerField(_("deleted"), default=0, help_text=_("simulated time; 0 = it stands"))

    objects = KeyedManager()

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """Its name in the reader's language."""
        return self.name_zh if (get_language() or "").startswith("zh") else self.name

    @property
    def is_gone(self) -> bool:
        """Whether it was deleted."""
        return self.gone_at > 0

    @property
    def function_names(self) -> list[str]:
        """Names of what can be done here."""
        names: list[str] = json.loads(self.functions)
        return names

    @property
    def week(self) -> tuple[tuple[int, int], ...]:
        """Opening hours from Monday: (start, length) in seconds."""
        return tuple((start, length) for start, length in json.loads(self.hours))

    @property
    def price_cents(self) -> dict[str, int]:
        """Prices by action."""
        prices: dict[str, int] = json.loads(self.prices)
        return prices


class PlaceState(Numbered, models.Model):
    """What changes about a place."""

    id = models.BigIntegerField(primary_key=True)
    till = models.BigIntegerField(_("till"), help_text=_("cents"))
    heat = models.SmallIntegerField(_("heat"), help_text=_("0-100, smoothed over hours"))
    visits = models.IntegerField(_("visits"), help_text=_("arrivals since midnight"))
    last_entry = models.BigIntegerField()
    empty_days = models.SmallIntegerField(
        _("empty days"), default=0, help_text=_("midnights in a row with an empty till")
    )
    inside = models.IntegerField(_("inside"), default=0, help_text=_("who is there or on the way there"))
    asleep = models.IntegerField(_("asleep"), default=0)
    working = models.IntegerField(_("working"), default=0)

    objects = KeyedManager()

    class Meta:
        verbose_name = _("place's state")
        verbose_name_plural = _("places' states")

    def __str__(self) -> str:
        return f"state of place {self.number}"


class PlaceHour(Numbered, models.Model):
    """How full a place was at a full hour: its history of heat."""

    id = models.BigIntegerField(primary_key=True)
    place = models.IntegerField(_("place"))
    sim_time = models.IntegerField(_("time"))
    inside = models.IntegerField(_("inside"))
    heat = models.SmallIntegerField(_("heat"))

    objects = KeyedManager()

    class Meta:
        verbose_name = _("place's hour")
        verbose_name_plural = _("places' hours")

    def __str__(self) -> str:
        return f"place {self.place} at {self.sim_time}"


class Path(Numbered, models.Model):
    """The way on foot between two places, the lower number first; the way back is its mirror."""

    id = models.BigIntegerField(primary_key=True)
    origin = models.IntegerField()
    destination = models.IntegerField()
    length_m = models.IntegerField()
    points = models.TextField(help_text=_("corners in metres, JSON"))
    since = models.IntegerField(
        _("since"), default=0, help_text=_("simulated time from which this is the way; of two the later one is")
    )

    objects = KeyedManager()

    class Meta:
        verbose_name = _("path")
        verbose_name_plural = _("paths")

    def __str__(self) -> str:
        return f"{self.origin} - {self.destination}: {self.length_m} m"
