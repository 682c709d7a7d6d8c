"""Minds in the admin: personas in words, and why things were done."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from agents.models import Agent, Decision
from agents.selectors.prose import fill_prose
from streams.admin import Titles, admin_link, being_links, same_key
from streams.models import Account, Run
from world.admin.residents import trade_text
from world.admin.rows import TownTableAdmin, resident_column
from world.admin.titles import TOWN_TITLES, option_titles
from world.models import Resident
from world.selectors.sentences import action_label


@admin.register(Agent)
class AgentAdmin(TownTableAdmin):
    """Minds, with links to their bodies and faces."""

    list_display = ("number", "name", "mind", "model_name", "living_by", "links")
    list_display_links = ("number", "name")
    ordering = ("pk",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Look name and occupation up in the same query."""
        rows: QuerySet[Any] = super().get_queryset(request)
        named: QuerySet[Any] = rows.annotate(
            being_name=same_key(Account, "display_name"), occupation=same_key(Resident, "occupation")
        )
        return named

    def links_of(self, row: Agent) -> list[str]:
        """Link to the same being's other rows."""
        return being_links(row.pk, row.run_id, row.number, without="agents_agent")

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Agent | None:
        """Read one mind with its words, which a large town does not store."""
        agent: Agent | None = super().get_object(request, object_id, from_field)
        if agent is not None:
            fill_prose(Run.objects.get(pk=agent.run_id), [agent])
        return agent

    @admin.display(description=_("name"))
    def name(self, agent: Any) -> str:
        """Show whose mind it is."""
        return agent.being_name or "-"

    @admin.display(description=_("occupation"))
    def living_by(self, agent: Any) -> str:
        """Show what she lives by."""
        return "-" if agent.occupation is None else trade_text(agent.occupation)


@admin.register(Decision)
class DecisionAdmin(TownTableAdmin):
    """Every decision of small runs, best option first; the number is that of the event that it opened."""

    list_display = ("number", "who", "at", "where", "money", "best", "others", "links")
    titles: ClassVar[Titles] = {**TOWN_TITLES, **option_titles("action_{}", "place_{}", "weight_{}")}
    people = ("resident",)
    places = ("place",)

    who = resident_column("resident", _("who"))

    def links_of(self, row: Decision) -> list[str]:
        """Link to the event that the decision opened, which has its key."""
        return [admin_link("streams_event", row.pk, gettext("event"))]

    @admin.display(description=_("best option"))
    def best(self, row: Decision) -> str:
        """Show the first option with its weight."""
        return _options(row)[0] if row.options else "-"

    @admin.display(description=_("other options"))
    def others(self, row: Decision) -> str:
        """Show the other options with their weights."""
        return ", ".join(_options(row)[1:]) or "-"


def _options(row: Decision) -> list[str]:
    return [f"{action_label(option.action)} ({option.weight})" for option in row.options]
