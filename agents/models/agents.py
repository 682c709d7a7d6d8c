"""Minds: the persona in words, and which mind decides."""

import json

from django.db import models
from django.utils.translation import gettext_lazy as _

from streams.models.keyed import KeyedManager, Numbered
from world.models import Resident


class Agent(Numbered, models.Model):
    """A mind in a body. Key: run and the being's number, shared with body and account."""

    resident = models.OneToOneField(Resident, on_delete=models.CASCADE, primary_key=True, related_name="agent")
    mind = models.CharField(_("mind"), max_length=16)
    model_name = models.CharField(_("language model"), max_length=100, help_text=_("empty: none"))
    traits = models.TextField(_("traits"))
    speaking_style = models.TextField(_("speaking style"))
    life_goal = models.TextField(_("life goal"))
    goals = models.TextField(_("goals"), help_text=_("JSON"))
    backstory = models.TextField(_("backstory"))
    daily_routine = models.TextField(_("daily routine"))

    objects = KeyedManager()

    class Meta:
        verbose_name = _("agent")
        verbose_name_plural = _("agents")

    def __str__(self) -> str:
        return f"agent {self.number}"

    @property
    def goal_list(self) -> list[str]:
        """Goals, one text each."""
        goals: list[str] = json.loads(self.goals)
        return goals
