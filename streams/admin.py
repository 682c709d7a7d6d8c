"""The record in the admin: history to look at, runs to steer by commands, logins to give roles to.

Nobody writes history here: an action appends a command to the run's inbox and tells its receipt. The big tables are paged
without counting them, and narrowed by their primary key only.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar, Final

from django.contrib import admin, messages
from django.core.paginator import Paginator
from django.db import models
from django.db.models import Model, OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from streams.kernel.ids import NUMBER_BITS, key_range
from streams.kernel.simtime import clock_text, day_count
from streams.models import (
    Account,
    Event,
    Inbox,
    OneTimeLink,
    Outcome,
    Run,
    RunClock,
    RunHead,
    RunLease,
    Snapshot,
    Step,
    User,
)
from streams.services.inbox import RunEndedError, append_command, wait_for_receipt
from streams.writer.clock_part import PAUSE, RESUME, STEP_ONCE, Nothing
from streams.writer.part import CommandKind

if TYPE_CHECKING:  # Django's own classes take no parameter when the program runs
    _Paginator = Paginator[Any]
    _ModelAdmin = admin.ModelAdmin[Any]
else:
    _Paginator = Paginator
    _ModelAdmin = admin.ModelAdmin

COUNTED_UP_TO: Final = 2_000
"""Rows of a big table that can be paged through; what is further back is found by its run, resident or number."""


class BoundedPaginator(_Paginator):
    """Pages that never count more rows than can be paged through."""

    @cached_property
    def count(self) -> int:
        """Count up to the bound."""
        assert isinstance(self.object_list, QuerySet)
        return len(self.object_list.values_list("pk")[:COUNTED_UP_TO])


class RunFilter(admin.SimpleListFilter):
    """Narrow a table of history to one run, by its primary key."""

    title = _("run")
    parameter_name = "run"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Offer the newest runs."""
        return [(str(run.pk), str(run)) for run in Run.objects.order_by("-pk")[:20]]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Take the run's range of keys."""
        value = self.value() or ""
        if not value.isascii() or not value.isdigit() or len(value) > 7:
            return queryset
        first, end = key_range(int(value))
        return queryset.filter(pk__gte=first, pk__lt=end)


class ReadOnlyAdmin(_ModelAdmin):
    """A table to look at."""

    show_full_result_count = False
    list_per_page = 50

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody adds rows by hand."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nobody changes rows by hand."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nobody removes rows by hand."""
        return False


class HistoryAdmin(ReadOnlyAdmin):
    """A table of history, keyed by run and number, of any size."""

    paginator = BoundedPaginator
    list_filter: ClassVar[tuple[type[admin.SimpleListFilter], ...]] = (RunFilter,)
    ordering = ("-pk",)

    @admin.display(description=_("number"), ordering="pk")
    def number(self, row: Any) -> int:
        """Show the row's number in its run."""
        return int(row.number)

    @admin.display(description=_("run"))
    def run(self, row: Any) -> int:
        """Show the row's run."""
        return int(row.run_id)


def field_of(model: type[Model], number_column: str, field: str) -> Subquery:
    """Look up a field in the row of another table of history that has this row's run and the number in a column."""
    run_key = OuterRef("pk").bitrightshift(NUMBER_BITS).bitleftshift(NUMBER_BITS)
    key = models.ExpressionWrapper(run_key + OuterRef(number_column), output_field=models.BigIntegerField())
    return Subquery(model._default_manager.filter(pk=key).values(field)[:1])


def admin_link(name: str, key: int, text: str) -> str:
    """Link to a row's page, such as streams_account."""
    return format_html('<a href="{}">{}</a>', reverse(f"admin:{name}_change", args=[key]), text)


def moment(sim_time: int) -> str:
    """Write a simulated moment for a column."""
    return gettext("day %(day)d, %(time)s") % {"day": day_count(sim_time), "time": clock_text(sim_time)}


@admin.register(Run)
class RunAdmin(ReadOnlyAdmin):
    """Runs, and the commands that steer them."""

    list_display = ("id", "name", "status", "is_default", "shown", "step", "seq", "speed", "holder", "parent")
    list_display_links = ("id", "name")
    list_filter = ("status", "is_default")
    list_select_related = ("head", "clock", "lease", "parent")
    search_fields = ("name",)
    ordering = ("-pk",)
    actions = ("pause", "resume", "step_once")

    def has_steer_permission(self, request: HttpRequest) -> bool:
        """Let operators steer."""
        return isinstance(request.user, User) and request.user.is_operator

    @admin.display(description=_("committed until"))
    def shown(self, run: Run) -> str:
        """Show how far the run is."""
        return moment(run.head.sim_time)

    @admin.display(description=_("step"))
    def step(self, run: Run) -> int:
        """Show the last step."""
        return run.head.step

    @admin.display(description=_("event"))
    def seq(self, run: Run) -> int:
        """Show the last event."""
        return run.head.seq

    @admin.display(description=_("speed"))
    def speed(self, run: Run) -> str:
        """Show how fast time goes."""
        return gettext("paused") if run.clock.rate_milli == 0 else f"x{run.clock.rate_milli / 1000:g}"

    @admin.display(description=_("driven by"))
    def holder(self, run: Run) -> str:
        """Show which process holds the run."""
        return run.lease.holder or "-"

    @admin.action(description=_("Pause"), permissions=["steer"])
    def pause(self, request: HttpRequest, runs: QuerySet[Run]) -> None:
        """Stop the shown clock."""
        self._send(request, runs, PAUSE)

    @admin.action(description=_("Resume"), permissions=["steer"])
    def resume(self, request: HttpRequest, runs: QuerySet[Run]) -> None:
        """Let the shown clock go on."""
        self._send(request, runs, RESUME)

    @admin.action(description=_("One step (while paused)"), permissions=["steer"])
    def step_once(self, request: HttpRequest, runs: QuerySet[Run]) -> None:
        """Go one grid step further."""
        self._send(request, runs, STEP_ONCE)

    def _send(self, request: HttpRequest, runs: Iterable[Run], kind: CommandKind) -> None:
        """Append the command to each run and tell its receipt."""
        user = request.user if isinstance(request.user, User) else None
        for run in runs:
            try:
                receipt = wait_for_receipt(append_command(run, kind, Nothing(), user=user))
            except RunEndedError as ended:
                self.message_user(request, str(ended), messages.ERROR)
                continue
            self.message_user(request, *_told(run, receipt))


def _told(run: Run, receipt: Inbox) -> tuple[str, int]:
    said = {"run": run, "command": receipt.kind, "reason": receipt.reason}
    if receipt.outcome == Outcome.APPLIED:
        return gettext("%(run)s: %(command)s is done.") % said, messages.SUCCESS
    if receipt.outcome == Outcome.REFUSED:
        return gettext("%(run)s refused %(command)s: %(reason)s.") % said, messages.ERROR
    return gettext("%(run)s: %(command)s waits for an engine.") % said, messages.WARNING


@admin.register(Event)
class EventAdmin(HistoryAdmin):
    """The record as it is kept; `ActionLog` shows it in words."""

    list_display = ("number", "run", "at", "kind", "actor", "target", "place", "action", "next_action", "amount")

    @admin.display(description=_("time"))
    def at(self, event: Event) -> str:
        """Show when it happened."""
        return moment(event.sim_time)


@admin.register(Account)
class AccountAdmin(HistoryAdmin):
    """Public faces."""

    list_display = ("number", "run", "display_name", "handle", "kind")
    ordering = ("pk",)


@admin.register(Step)
class StepAdmin(HistoryAdmin):
    """Steps that left something."""

    list_display = ("number", "run", "sim_time", "seq", "events", "digest", "state_digest")


@admin.register(Snapshot)
class SnapshotAdmin(HistoryAdmin):
    """States that are kept whole; the body is not shown."""

    list_display = ("number", "run", "sim_time", "seq", "engine_version", "digest")
    exclude = ("body",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Leave the bodies in the database."""
        return super().get_queryset(request).defer("body")


@admin.register(Inbox)
class InboxAdmin(ReadOnlyAdmin):
    """Commands and their receipts."""

    list_display = ("id", "run", "kind", "actor", "user", "outcome", "reason", "applied_step", "created_wall")
    list_filter = ("outcome", "kind")
    list_select_related = ("run", "user")
    paginator = BoundedPaginator
    ordering = ("-pk",)


@admin.register(RunHead)
class HeadAdmin(ReadOnlyAdmin):
    """How far runs are committed."""

    list_display = ("run", "step", "sim_time", "seq", "digest")
    list_select_related = ("run",)


@admin.register(RunClock)
class ClockAdmin(ReadOnlyAdmin):
    """Shown clocks."""

    list_display = ("run", "sim_ms", "rate_milli", "resume_rate_milli", "lag_ms", "slipped_ms")
    list_select_related = ("run",)


@admin.register(RunLease)
class LeaseAdmin(ReadOnlyAdmin):
    """Who drives which run."""

    list_display = ("run", "holder", "epoch", "expires_wall_ms")
    list_select_related = ("run",)


@admin.register(OneTimeLink)
class LinkAdmin(ReadOnlyAdmin):
    """Links that sign somebody in once; the secret's hash is not shown."""

    list_display = ("user", "expires_wall_ms", "used_wall_ms")
    list_select_related = ("user",)
    exclude = ("secret_hash",)


@admin.register(User)
class UserAdmin(_ModelAdmin):
    """Logins; made with `create_operator`, given a role or switched off here by administrators."""

    list_display = ("email", "role", "language", "is_active", "created_wall")
    list_filter = ("role", "is_active")
    search_fields = ("email",)
    fields = ("email", "role", "language", "is_active", "created_wall", "last_login")
    readonly_fields = ("created_wall", "last_login")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Leave making logins to `create_operator`, which sets a password."""
        return False
