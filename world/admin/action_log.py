"""The action log: who did what, in words; one resident's actions, or one simulated hour of a run's."""

from collections.abc import Iterator
from typing import Any, ClassVar, Final

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from streams.admin import RunFilter, moment
from streams.kernel.ids import key_of
from streams.kernel.simtime import HOUR_S
from streams.log.read import chain_of
from streams.models import Event, Run, RunHead
from streams.selectors.record import seq_at
from world.admin.events import TOLD_IN_WORDS, NamedEventAdmin
from world.events import WorldEvent
from world.models import ActionLog, ResidentState
from world.selectors.sentences import action_label, reason_label

CHAIN_MAX: Final = 1_000
"""Events of one resident that her log goes back."""
HOURS_BACK: Final = 24


class WindowFilter(admin.SimpleListFilter):
    """A choice that the log itself carries out, because it needs the run."""

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Leave it to the log."""
        return queryset


class AgentFilter(WindowFilter):
    """Narrow the log to one resident; reached from the list of residents."""

    title = _("resident")
    parameter_name = "agent"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Offer the one that is chosen: a list of all would be too long."""
        value = request.GET.get(self.parameter_name, "")
        return [(value, value)] if value else [("", gettext("choose one in the list of residents"))]


class HourFilter(WindowFilter):
    """Choose a simulated hour of the last day; without it the last one."""

    title = _("simulated hour")
    parameter_name = "hours_back"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Offer the hours of a day."""
        return [(str(hours), gettext("%(hours)d hours ago") % {"hours": hours}) for hours in range(1, HOURS_BACK)]

    def choices(self, changelist: Any) -> Iterator[Any]:
        """Call what is shown without a choice by its name: the last hour, not all."""
        for choice in super().choices(changelist):
            is_first = choice["query_string"] == changelist.get_query_string(remove=[self.parameter_name])
            yield {**choice, "display": gettext("the last hour")} if is_first else choice


@admin.register(ActionLog)
class ActionLogAdmin(NamedEventAdmin):
    """Who did what: one resident's actions, or one simulated hour of a run's."""

    list_display = ("number", "who", "what", "where", "at", "minutes", "result", "success", "then", "because")
    list_filter: ClassVar = (RunFilter, AgentFilter, HourFilter)

    def rows_of(self, run: Run, request: HttpRequest, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Take a resident's chain or an hour of the run, both by primary key; a number searched for is looked up."""
        if request.GET.get("q", "").strip():
            return super().rows_of(run, request, rows)
        return rows.filter(kind__in=TOLD_IN_WORDS, **_window(run, request))

    @admin.display(description=_("action"))
    def what(self, event: ActionLog) -> str:
        """Show what was done, or wanted, or ordered."""
        return action_label(event.action)

    @admin.display(description=_("until"))
    def at(self, event: Event) -> str:
        """Show when it ended."""
        return moment(event.sim_time)

    @admin.display(description=_("minutes"))
    def minutes(self, event: ActionLog) -> int:
        """Show how long it took, the way included."""
        return event.duration_s // 60

    @admin.display(description=_("then"))
    def then(self, event: ActionLog) -> str:
        """Show what she did next."""
        return action_label(event.next_action) if event.kind == WorldEvent.ACTED else ""

    @admin.display(description=_("because"))
    def because(self, event: ActionLog) -> str:
        """Show why the next action was chosen, or why this one was refused."""
        return "" if event.kind == WorldEvent.DIRECTED else reason_label(event.reason)

    @admin.display(description=_("result"))
    def result(self, event: ActionLog) -> str:
        """Show what came of it."""
        if event.kind == WorldEvent.REFUSED:
            return gettext("refused")
        if event.kind == WorldEvent.DIRECTED:
            return gettext("ordered")
        return gettext("earned %(cents)d cents") % {"cents": event.amount} if event.amount else gettext("done")

    @admin.display(description=_("success"), boolean=True)
    def success(self, event: ActionLog) -> bool:
        """Show whether it could be done."""
        return event.kind != WorldEvent.REFUSED


def _number(request: HttpRequest, name: str) -> int:
    """Read a number from the address, 0 if it is none."""
    value = request.GET.get(name, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) <= 9 else 0


def _window(run: Run, request: HttpRequest) -> dict[str, Any]:
    agent = _number(request, "agent")
    if agent:
        state = ResidentState.objects.numbered(run.pk, agent).first()
        events = chain_of(run, state.last_event, limit=CHAIN_MAX) if state else []
        return {"pk__in": [event.pk for event in events]}
    end = RunHead.objects.get(pk=run.pk).sim_time - _number(request, "hours_back") * HOUR_S
    return {"pk__gt": key_of(run.pk, seq_at(run, end - HOUR_S)), "pk__lte": key_of(run.pk, seq_at(run, end))}
