"""Runs in the admin, and what their writer keeps beside them: heads, clocks, leases, the inbox."""

import json
import time
from collections.abc import Iterable
from typing import Any, ClassVar, Final

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from streams.admin.links import admin_link, joined, list_link, moment
from streams.admin.rows import AnyRunFilter, ReadOnlyAdmin
from streams.admin.steering import COMMANDS, REFUSALS, SteeringAdmin
from streams.models import Inbox, Run, RunClock, RunHead, RunLease
from streams.writer import lease as leases

_LISTS: Final = (
    ("streams_account", _("accounts")),
    ("world_resident", _("residents")),
    ("agents_agent", _("minds")),
    ("world_place", _("places")),
    ("world_actionlog", _("actions")),
    ("streams_event", _("events")),
    ("streams_step", _("steps")),
    ("streams_snapshot", _("snapshots")),
    ("streams_inbox", _("inbox")),
)

_LOOKED_AT_MOST: Final = ("world_resident", "world_actionlog", "streams_event", "streams_inbox")


@admin.register(Run)
class RunAdmin(SteeringAdmin):
    """Runs, and the commands that steer them."""

    list_display = (
        "id",
        "name",
        "status",
        "is_default",
        "shown",
        "speed",
        "behind",
        "seq",
        "holder",
        "short_lists",
    )
    list_display_links = ("id", "name")
    list_filter = ("status", "is_default")
    list_select_related = ("head", "clock", "lease", "parent")
    search_fields = ("name",)
    search_help_text = _("Name of the run")
    why_read_only = _("A run is steered by commands to its engine. How it was founded never changes.")
    readonly_fields = ("lists", "shown", "step", "seq", "speed", "behind", "holder", "told_scenario")
    exclude = ("scenario",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Run]:
        """Read what stands beside the run with it, on its page too; not the scenario, which is long."""
        rows: QuerySet[Run] = super().get_queryset(request)
        return rows.select_related("head", "clock", "lease", "parent")

    def names_on_page(self, request: HttpRequest, obj: Model | None) -> Iterable[Any]:
        """Put what changes before how the run was founded."""
        founded = ["name", "status", "is_default", "seed", "language", "step_s", "start_sim_time", "engine_version"]
        forked = ["parent", "fork_step", "fork_seq"] if isinstance(obj, Run) and obj.parent_id else []
        return [*self.readonly_fields[:-1], *founded, "created_wall", *forked, "told_scenario"]

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
        return gettext("paused") if run.clock.rate_milli == 0 else f"×{run.clock.rate_milli / 1000:g}"

    @admin.display(description=_("behind"))
    def behind(self, run: Run) -> str:
        """Show how late the engine is, in simulated time, and what was given up."""
        lag_s, slipped_s = run.clock.lag_ms / 1000, run.clock.slipped_ms / 1000
        return gettext("%(lag)g s, given up %(slipped)g s") % {"lag": lag_s, "slipped": slipped_s}

    @admin.display(description=_("driven by"))
    def holder(self, run: Run) -> str:
        """Show which process holds the run."""
        return holder_text(run.lease)

    @admin.display(description=_("look at"))
    def lists(self, run: Run) -> str:
        """Link to the run's rows."""
        return joined(list_link(name, str(title), run=run.pk) for name, title in _LISTS)

    @admin.display(description=_("look at"))
    def short_lists(self, run: Run) -> str:
        """Link to what is looked at most."""
        return joined(list_link(name, str(title), run=run.pk) for name, title in _LISTS if name in _LOOKED_AT_MOST)

    @admin.display(description=_("scenario"))
    def told_scenario(self, run: Run) -> str:
        """Show the scenario that the run was founded with, one value a line."""
        text = json.dumps(json.loads(run.scenario), indent=1, ensure_ascii=False)
        return format_html('<pre class="long-text" tabindex="0">{}</pre>', text)


def holder_text(lease: RunLease) -> str:
    """Name the process that holds a lease; a lease that ran out is nobody's."""
    if not lease.holder:
        return gettext("nobody")
    if lease.expires_wall_ms <= time.time_ns() // 1_000_000:
        return gettext("nobody, since %(holder)s stopped") % {"holder": lease.holder}
    return lease.holder


@admin.register(Inbox)
class InboxAdmin(ReadOnlyAdmin):
    """Commands and their receipts: who asked for what, and what became of it."""

    list_display = (
        "id",
        "run_link",
        "asked",
        "body",
        "user",
        "actor",
        "outcome",
        "why",
        "applied_step",
        "created_wall",
    )
    list_filter = (AnyRunFilter, "outcome", "kind")
    list_select_related = ("run", "user")
    readonly_fields = ("run_link", "asked", "why")
    why_read_only = _("A command is never changed once it was sent; its row is its receipt.")

    @admin.display(description=_("run"))
    def run_link(self, command: Inbox) -> str:
        """Link to the run."""
        return admin_link("streams_run", command.run_id, str(command.run))

    @admin.display(description=_("command"))
    def asked(self, command: Inbox) -> str:
        """Show what was asked for, in words where it is a command to the run."""
        return str(COMMANDS.get(command.kind, command.kind))

    @admin.display(description=_("reason"))
    def why(self, command: Inbox) -> str:
        """Show why it was refused."""
        return str(REFUSALS.get(command.reason, command.reason or "-"))


class BesideAdmin(ReadOnlyAdmin):
    """One row a run."""

    list_select_related: ClassVar[Any] = ("run",)


@admin.register(RunHead)
class HeadAdmin(BesideAdmin):
    """How far runs are committed."""

    list_display = ("run", "step", "until", "seq", "digest")

    @admin.display(description=_("committed until"))
    def until(self, head: RunHead) -> str:
        """Show how far."""
        return moment(head.sim_time)


@admin.register(RunClock)
class ClockAdmin(BesideAdmin):
    """Shown clocks."""

    list_display = ("run", "sim_ms", "rate_milli", "lag_ms", "slipped_ms", "step_us", "commit_us")


@admin.register(RunLease)
class LeaseAdmin(BesideAdmin):
    """Who drives which run."""

    list_display = ("run", "held_by", "epoch", "seconds_left")

    @admin.display(description=_("driven by"))
    def held_by(self, lease: RunLease) -> str:
        """Show who holds it."""
        return holder_text(lease)

    @admin.display(description=_("lease"))
    def seconds_left(self, lease: RunLease) -> str:
        """Show how long the lease runs without being extended."""
        left_ms = lease.expires_wall_ms - time.time_ns() // 1_000_000
        return gettext("%(left)d of %(whole)d s left") % {
            "left": max(0, left_ms // 1000),
            "whole": leases.LEASE_MS // 1000,
        }
