"""The record in the admin: accounts, steps and snapshots of a run. Events are shown by the package that knows their kinds."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from streams.admin.links import admin_link, list_link, moment
from streams.admin.paging import FROM
from streams.admin.rows import HistoryAdmin, ReadOnlyAdmin
from streams.admin.sanctioning import SanctionedAdmin
from streams.kernel.ids import key_of
from streams.models import Account, AccountKind, ArchiveBlock, ArchiveDay, ArchiveHead, Snapshot, Step, Subject


@admin.register(Account)
class AccountAdmin(SanctionedAdmin):
    """Public faces; who misuses hers can be suspended here."""

    subject = Subject.ACCOUNT
    list_display = ("number", "display_name", "handle", "kind", "links")
    list_display_links = ("number", "display_name")
    ordering = ("pk",)

    def links_of(self, row: Account) -> list[str]:
        """Link to body, mind, state and actions; a person's account has none of them."""
        if row.kind != AccountKind.AGENT:
            return []
        return being_links(row.pk, row.run_id, row.number, without="streams_account")


def being_links(key: int, run_id: int, number: int, *, without: str) -> list[str]:
    """Link to a being's face, body, mind, state and actions: all have its key, so nothing is asked of the database."""
    pages = {
        "streams_account": gettext("account"),
        "world_resident": gettext("resident"),
        "agents_agent": gettext("mind"),
        "world_residentstate": gettext("state"),
    }
    links = [admin_link(name, key, title) for name, title in pages.items() if name != without]
    return [*links, list_link("world_actionlog", gettext("actions"), run=run_id, agent=number)]


@admin.register(Step)
class StepAdmin(HistoryAdmin):
    """Steps that left something."""

    list_display = ("number", "at", "seq", "events", "digest", "state_digest", "links")

    def links_of(self, row: Step) -> list[str]:
        """Link to the events that end with the step's last."""
        last = key_of(row.run_id, row.seq)
        return [list_link("streams_event", gettext("events"), run=row.run_id, **{FROM: last})] if row.seq else []


@admin.register(Snapshot)
class SnapshotAdmin(HistoryAdmin):
    """States that are kept whole; the body is not shown."""

    list_display = ("number", "at", "seq", "engine_version", "digest", "links")
    exclude = ("body",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Leave the bodies in the database."""
        return super().get_queryset(request).defer("body")

    def links_of(self, row: Snapshot) -> list[str]:
        """Link to its step, which has the same key."""
        return [admin_link("streams_step", row.pk, gettext("step"))]


@admin.register(ArchiveDay)
class ArchiveDayAdmin(HistoryAdmin):
    """Sealed days: which numbers each holds, and what it takes."""

    list_display = ("number", "since", "first", "last", "rows", "blocks", "body_bytes", "is_pruned")

    @admin.display(description=_("from"))
    def since(self, day: ArchiveDay) -> str:
        """Show when the day began."""
        return moment(day.sim_time)


@admin.register(ArchiveBlock)
class ArchiveBlockAdmin(HistoryAdmin):
    """Packed rows of sealed days; the body is not shown."""

    list_display = ("number", "rows")
    exclude = ("body",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Leave the bodies in the database."""
        return super().get_queryset(request).defer("body")


@admin.register(ArchiveHead)
class ArchiveHeadAdmin(ReadOnlyAdmin):
    """How far each run's tables are archived."""

    list_display = ("run", "kind", "day", "block", "sealed", "rows_from")
    list_select_related = ("run",)
