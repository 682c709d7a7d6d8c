"""Minds in the admin: personas in words, and why things were done. Everything here is history: to look at."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from agents.models import Agent, Decision, LastDecision
from agents.models.decisions import Weighed
from streams.admin import HistoryAdmin, admin_link, field_of, moment
from streams.models import Account
from world.selectors.sentences import action_label


@admin.register(Agent)
class AgentAdmin(HistoryAdmin):
    """Minds, with links to their bodies and faces."""

    list_display = ("number", "run", "name", "minded", "model_name", "body", "face")
    list_select_related = ("resident__account",)
    ordering = ("pk",)

    @admin.display(description=_("name"))
    def name(self, agent: Agent) -> str:
        """Show whose mind it is."""
        return agent.resident.account.display_name

    @admin.display(description=_("mind"))
    def minded(self, agent: Agent) -> str:
        """Show what decides."""
        return agent.mind

    @admin.display(description=_("resident"))
    def body(self, agent: Agent) -> str:
        """Link to the body."""
        return admin_link("world_resident", agent.pk, agent.resident.occupation_name)

    @admin.display(description=_("account"))
    def face(self, agent: Agent) -> str:
        """Link to the account."""
        return admin_link("streams_account", agent.pk, agent.resident.account.handle)


class WeighedAdmin(HistoryAdmin):
    """What was weighed, best first."""

    list_display = ("number", "run", "who", "at", "place", "money", "best", "others")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Look names up in the same query."""
        rows: QuerySet[Any] = super().get_queryset(request)
        named: QuerySet[Any] = rows.annotate(who_name=field_of(Account, "resident", "display_name"))
        return named

    @admin.display(description=_("who"))
    def who(self, row: Any) -> str:
        """Show who decided."""
        return row.who_name or "-"

    @admin.display(description=_("time"))
    def at(self, row: Weighed) -> str:
        """Show when."""
        return moment(row.sim_time)

    @admin.display(description=_("best option"))
    def best(self, row: Weighed) -> str:
        """Show the first option with its weight."""
        return _options(row)[0] if row.options else "-"

    @admin.display(description=_("other options"))
    def others(self, row: Weighed) -> str:
        """Show the other options with their weights."""
        return ", ".join(_options(row)[1:]) or "-"


@admin.register(Decision)
class DecisionAdmin(WeighedAdmin):
    """Every decision of small runs; the number is that of the event it opened."""


@admin.register(LastDecision)
class LastDecisionAdmin(WeighedAdmin):
    """The last decision of each resident of large runs; the number is the resident's."""


def _options(row: Weighed) -> list[str]:
    return [f"{action_label(option.action)} ({option.weight})" for option in row.options]
