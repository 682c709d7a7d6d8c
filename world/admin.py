"""The town in the admin: places, bodies, money, and the action log in words. Everything here is history: to look at."""

from typing import Any, ClassVar, Final

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from streams.admin import HistoryAdmin, admin_link, field_of, moment
from streams.kernel.ids import key_of
from streams.kernel.simtime import HOUR_S
from streams.log.read import chain_of
from streams.models import Account, Run, RunHead
from streams.selectors.record import seq_at
from world.economy.ledger import NAMED, Category
from world.economy.ledger import Account as Named
from world.events import WorldEvent
from world.models import ActionLog, LedgerEntry, Path, Place, PlaceHour, PlaceState, Resident, ResidentState
from world.selectors.sentences import action_label, reason_label

LOGGED: Final = (WorldEvent.ACTED, WorldEvent.REFUSED, WorldEvent.DIRECTED)
CHAIN_MAX: Final = 1_000
"""Events of one resident that her log goes back."""
HOURS_BACK: Final = 24


@admin.register(Place)
class PlaceAdmin(HistoryAdmin):
    """Places."""

    list_display = ("number", "run", "name", "name_zh", "type", "zone", "capacity", "is_home", "owner")
    ordering = ("pk",)


@admin.register(PlaceState)
class PlaceStateAdmin(HistoryAdmin):
    """What changes about places."""

    list_display = ("number", "run", "till", "heat", "visits")
    ordering = ("pk",)


@admin.register(PlaceHour)
class PlaceHourAdmin(HistoryAdmin):
    """How full places were."""

    list_display = ("number", "run", "place", "at", "inside", "heat")

    @admin.display(description=_("time"))
    def at(self, hour: PlaceHour) -> str:
        """Show the hour."""
        return moment(hour.sim_time)


@admin.register(Path)
class PathAdmin(HistoryAdmin):
    """Ways between places."""

    list_display = ("number", "run", "origin", "destination", "length_m")
    ordering = ("pk",)


@admin.register(Resident)
class ResidentAdmin(HistoryAdmin):
    """Bodies, with links to their faces, minds, states and actions."""

    list_display = ("number", "run", "name", "age", "gender", "trade", "workplace", "face", "mind", "state", "log")
    list_select_related = ("account", "agent")
    ordering = ("pk",)

    @admin.display(description=_("name"))
    def name(self, resident: Resident) -> str:
        """Show whose body it is."""
        return resident.account.display_name

    @admin.display(description=_("occupation"))
    def trade(self, resident: Resident) -> str:
        """Show what she lives by."""
        return resident.occupation_name

    @admin.display(description=_("account"))
    def face(self, resident: Resident) -> str:
        """Link to her account."""
        return admin_link("streams_account", resident.pk, resident.account.handle)

    @admin.display(description=_("agent"))
    def mind(self, resident: Resident) -> str:
        """Link to her mind."""
        return admin_link("agents_agent", resident.pk, gettext("mind"))

    @admin.display(description=_("state"))
    def state(self, resident: Resident) -> str:
        """Link to her state."""
        return admin_link("world_residentstate", resident.pk, gettext("state"))

    @admin.display(description=_("actions"))
    def log(self, resident: Resident) -> str:
        """Link to what she did."""
        query = f"?run={resident.run_id}&agent={resident.number}"
        return format_html(
            '<a href="{}{}">{}</a>', reverse("admin:world_actionlog_changelist"), query, gettext("actions")
        )


@admin.register(ResidentState)
class ResidentStateAdmin(HistoryAdmin):
    """What residents do and how they are, as of their last decision."""

    list_display = ("number", "run", "doing", "place", "since", "due", "money", "energy", "satiety", "social", "fun")
    ordering = ("pk",)

    @admin.display(description=_("action"))
    def doing(self, state: ResidentState) -> str:
        """Show what she does."""
        return action_label(state.action)


@admin.register(LedgerEntry)
class LedgerEntryAdmin(HistoryAdmin):
    """Transfers."""

    list_display = ("number", "run", "at", "payer_name", "payee_name", "amount_cents", "what_for")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Look names of residents up in the same query."""
        rows = super().get_queryset(request)
        return rows.annotate(
            from_resident=field_of(Account, "payer", "display_name"),
            to_resident=field_of(Account, "payee", "display_name"),
        )

    @admin.display(description=_("time"))
    def at(self, entry: LedgerEntry) -> str:
        """Show when."""
        return moment(entry.sim_time)

    @admin.display(description=_("payer"))
    def payer_name(self, entry: Any) -> str:
        """Show who paid."""
        return _party(entry.payer, entry.from_resident)

    @admin.display(description=_("payee"))
    def payee_name(self, entry: Any) -> str:
        """Show who was paid."""
        return _party(entry.payee, entry.to_resident)

    @admin.display(description=_("category"))
    def what_for(self, entry: LedgerEntry) -> str:
        """Show what it was for."""
        return Category(entry.category).name.lower().replace("_", " ")


def _party(party: int, resident: str | None) -> str:
    if party >= NAMED:
        return Named(party).name.lower().replace("_", " ")
    return gettext("place %(number)d") % {"number": -party} if party < 0 else resident or str(party)


class AgentFilter(admin.SimpleListFilter):
    """Narrow the log to one resident; reached from the list of residents."""

    title = _("resident")
    parameter_name = "agent"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Offer the one that is chosen: a list of all would be too long."""
        value = self.used_parameters.get(self.parameter_name) or request.GET.get(self.parameter_name, "")
        return [(str(value), str(value))] if value else [("", gettext("choose one in the list of residents"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Leave it to the admin, which follows the resident's chain."""
        return queryset


class HourFilter(admin.SimpleListFilter):
    """Choose a simulated hour of the last day; without it the last one."""

    title = _("simulated hour")
    parameter_name = "hours_back"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Offer the hours of a day."""
        return [(str(hours), gettext("%(hours)d hours ago") % {"hours": hours}) for hours in range(1, HOURS_BACK)]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Leave it to the admin, which finds the hour's events by their numbers."""
        return queryset


class LogRunFilter(admin.SimpleListFilter):
    """Choose the run; without it the default one."""

    title = _("run")
    parameter_name = "run"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Offer the newest runs."""
        return [(str(run.pk), str(run)) for run in Run.objects.order_by("-pk")[:20]]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Leave it to the admin."""
        return queryset


@admin.register(ActionLog)
class ActionLogAdmin(HistoryAdmin):
    """Who did what: one resident's actions, or one simulated hour of a run's."""

    list_display = ("number", "who", "what", "where", "at", "minutes", "result", "success", "then", "because")
    list_filter: ClassVar = (LogRunFilter, AgentFilter, HourFilter)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Take a resident's chain or an hour of the run, both by primary key, and names in the same query."""
        named = super().get_queryset(request).filter(kind__in=LOGGED)
        named = named.annotate(
            actor_name=field_of(Account, "actor", "display_name"), place_name=field_of(Place, "place", "name")
        )
        if request.resolver_match is not None and "object_id" in request.resolver_match.kwargs:
            return named
        run = Run.objects.filter(pk=_number(request, "run")).first() or Run.objects.default()
        return named.none() if run is None else named.filter(**_window(run, request))

    @admin.display(description=_("who"))
    def who(self, event: Any) -> str:
        """Show who did it."""
        return event.actor_name or "-"

    @admin.display(description=_("action"))
    def what(self, event: ActionLog) -> str:
        """Show what was done, or wanted, or ordered."""
        return action_label(event.action)

    @admin.display(description=_("place"))
    def where(self, event: Any) -> str:
        """Show where."""
        return event.place_name or "-"

    @admin.display(description=_("until"))
    def at(self, event: ActionLog) -> str:
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
