"""The record in the admin: accounts, steps and snapshots of a run. Events are shown by the package that knows their kinds."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from streams.admin.links import admin_link, list_link, moment
from streams.admin.paging import FROM
from streams.admin.rows import AnyRunFilter, HistoryAdmin, ReadOnlyAdmin
from streams.admin.sanctioning import SanctionedAdmin
from streams.kernel.ids import key_of
from streams.kernel.simtime import DAY_S
from streams.models import (
    Account,
    AccountKind,
    ArchiveBlock,
    ArchiveDay,
    ArchivedKind,
    ArchiveHead,
    Snapshot,
    Step,
    Subject,
)
from streams.models.archive import BLOCK_BITS, BLOCKS_MAX, DAY_BITS, DAYS_MAX, LOTS


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

    list_display = ("since", "table", "first", "last", "rows", "blocks", "body_bytes", "is_kept")
    why_read_only = _("Housekeeping archives days that are over. Their rows are read from here once they are deleted.")
    search_fields = ()

    @admin.display(description=_("from"))
    def since(self, day: ArchiveDay) -> str:
        """Show when the day began."""
        return moment(day.sim_time)

    @admin.display(description=_("table"))
    def table(self, day: ArchiveDay) -> str:
        """Name the table whose rows it holds."""
        return str(ArchivedKind(day.kind).label)

    @admin.display(description=_("rows"))
    def rows(self, day: ArchiveDay) -> int:
        """Show how many rows it has."""
        return day.rows

    @admin.display(description=_("kept"), boolean=True)
    def is_kept(self, day: ArchiveDay) -> bool:
        """Show whether its rows can still be read; a pruned day keeps only its line."""
        return not day.is_pruned


@admin.register(ArchiveBlock)
class ArchiveBlockAdmin(HistoryAdmin):
    """Packed rows of sealed days; the body is not shown."""

    list_display = ("since", "table", "block", "rows")
    why_read_only = ArchiveDayAdmin.why_read_only
    search_fields = ()
    exclude = ("body",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Leave the bodies in the database."""
        return super().get_queryset(request).defer("body")

    @admin.display(description=_("from"))
    def since(self, block: ArchiveBlock) -> str:
        """Show which day it is of."""
        return moment((block.number >> BLOCK_BITS & DAYS_MAX - 1) * DAY_S)

    @admin.display(description=_("table"))
    def table(self, block: ArchiveBlock) -> str:
        """Name the table whose rows it holds, packed or on the way there."""
        kind = block.number >> BLOCK_BITS + DAY_BITS
        name = str(ArchivedKind(kind % LOTS).label)
        return gettext("%(table)s, being sorted") % {"table": name} if kind > LOTS else name

    @admin.display(description=_("block"))
    def block(self, block: ArchiveBlock) -> int:
        """Show which block of the day it is."""
        return block.number % BLOCKS_MAX


@admin.register(ArchiveHead)
class ArchiveHeadAdmin(ReadOnlyAdmin):
    """How far each run's tables are archived."""

    list_display = ("run", "table", "day", "block", "sealed", "rows_from")
    list_filter = (AnyRunFilter,)
    list_select_related = ("run",)

    @admin.display(description=_("table"))
    def table(self, head: ArchiveHead) -> str:
        """Name the table."""
        return str(ArchivedKind(head.kind).label)
