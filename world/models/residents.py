"""Bodies: the numeric persona that rules and economy need, and beside it the narrow state that steps change."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from streams.models import Account
from streams.models.keyed import KeyedManager, Numbered
from world.occupations import Occupation


class Gender(models.IntegerChoices):
    """Gender of a persona."""

    MALE = 0, _("male")
    FEMALE = 1, _("female")
    OTHER = 2, _("other")


class Resident(Numbered, models.Model):
    """A body in town. Key: run and the being's number, shared with its account."""

    account = models.OneToOneField(Account, on_delete=models.CASCADE, primary_key=True, related_name="resident")
    age = models.SmallIntegerField(_("age"))
    gender = models.SmallIntegerField(_("gender"), choices=Gender.choices)
    occupation = models.SmallIntegerField(_("occupation"))
    openness = models.SmallIntegerField(_("openness"))
    conscientiousness = models.SmallIntegerField(_("conscientiousness"))
    extraversion = models.SmallIntegerField(_("extraversion"))
    agreeableness = models.SmallIntegerField(_("agreeableness"))
    neuroticism = models.SmallIntegerField(_("neuroticism"))
    home = models.IntegerField(_("home"))
    workplace = models.IntegerField(_("workplace"), help_text=_("0 = none"))
    shift_start_s = models.IntegerField()
    shift_length_s = models.IntegerField()
    workdays = models.SmallIntegerField(help_text=_("bit 0 = Monday"))
    bedtime_s = models.IntegerField()
    sleep_length_s = models.IntegerField()
    wage_per_hour = models.IntegerField(_("wage per hour"), help_text=_("cents"))

    objects = KeyedManager()

    class Meta:
        verbose_name = _("resident")
        verbose_name_plural = _("residents")

    def __str__(self) -> str:
        return f"resident {self.number}"

    @property
    def occupation_name(self) -> str:
        """The trade's name as the API shows it."""
        return Occupation(self.occupation).label


class ResidentState(Numbered, models.Model):
    """What a resident does and how she is, as of her last decision. Hot: primary key only, no constraint, no index."""

    id = models.BigIntegerField(primary_key=True)
    due = models.IntegerField()
    since = models.IntegerField()
    arrive = models.IntegerField()
    action = models.SmallIntegerField()
    reason = models.SmallIntegerField()
    place = models.IntegerField()
    from_place = models.IntegerField()
    company = models.SmallIntegerField()
    money = models.BigIntegerField()
    energy = models.SmallIntegerField()
    satiety = models.SmallIntegerField()
    social = models.SmallIntegerField()
    fun = models.SmallIntegerField()
    hygiene = models.SmallIntegerField()
    health = models.SmallIntegerField()
    technology = models.SmallIntegerField()
    art = models.SmallIntegerField()
    service = models.SmallIntegerField()
    cooking = models.SmallIntegerField()
    teaching = models.SmallIntegerField()
    medicine = models.SmallIntegerField()
    trade = models.SmallIntegerField()
    writing = models.SmallIntegerField()
    decisions = models.IntegerField()
    pantry = models.SmallIntegerField()
    mess_since = models.IntegerField()
    last_meal = models.IntegerField()
    last_sleep = models.IntegerField()
    sick_until = models.IntegerField(default=0, help_text=_("simulated seconds; 0 = well"))
    paid_day = models.IntegerField()
    last_event = models.BigIntegerField()
    last_entry = models.BigIntegerField()
    told_action = models.SmallIntegerField()
    told_place = models.IntegerField()
    option_action_1 = models.SmallIntegerField(default=0)
    option_place_1 = models.IntegerField(default=0)
    option_weight_1 = models.IntegerField(default=0)
    option_action_2 = models.SmallIntegerField(default=0)
    option_place_2 = models.IntegerField(default=0)
    option_weight_2 = models.IntegerField(default=0)
    option_action_3 = models.SmallIntegerField(default=0)
    option_place_3 = models.IntegerField(default=0)
    option_weight_3 = models.IntegerField(default=0)
    option_action_4 = models.SmallIntegerField(default=0)
    option_place_4 = models.IntegerField(default=0)
    option_weight_4 = models.IntegerField(default=0)

    objects = KeyedManager()

    class Meta:
        verbose_name = _("resident's state")
        verbose_name_plural = _("residents' states")

    def __str__(self) -> str:
        return f"state of resident {self.number}"
