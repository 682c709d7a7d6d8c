"""The ledger in the admin: who paid whom, and what for."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from streams.admin import admin_link, field_of, link_unless_0, page_link
from streams.kernel.ids import key_of, key_range
from streams.models import Account, Run
from world.admin.rows import TownTableAdmin
from world.economy.ledger import NAMED, Category
from world.economy.ledger import Account as Named
from world.economy.spread import MILLION
from world.labels import ECONOMIC_STATUSES, LEDGER_CATEGORIES, NAMED_ACCOUNTS, label
from world.models import LedgerEntry, MoneyFlow, TownHour
from world.models.ledger_archive import LEDGER_ARCHIVE


@admin.register(LedgerEntry)
class LedgerEntryAdmin(TownTableAdmin):
    """Transfers."""

    list_display = ("number", "at", "payer_name", "payee_name", "amount_cents", "what_for", "links")
    archived = LEDGER_ARCHIVE.kind

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Look names of residents up in the same query."""
        rows = super().get_queryset(request)
        return rows.annotate(
            from_resident=field_of(Account, "payer", "display_name"),
            to_resident=field_of(Account, "payee", "display_name"),
        )

    def links_of(self, row: LedgerEntry) -> list[str]:
        """Link to the transfers before this one, the payer's and the payee's."""
        run_key = key_range(row.run_id)[0]
        return [
            link_unless_0("world_ledgerentry", run_key, row.prev_payer, gettext("payer's one before")),
            link_unless_0("world_ledgerentry", run_key, row.prev_payee, gettext("payee's one before")),
        ]

    def archive_links(self, run: Run) -> list[str]:
        """Link to the API too, which lists the transfers of any resident from the first on."""
        book = page_link(
            "api:agent_ledger", gettext("transfers of each resident, such as the first (API)"), 1, run=run.pk
        )
        return [*super().archive_links(run), book]

    @admin.display(description=_("payer"))
    def payer_name(self, entry: Any) -> str:
        """Show who paid."""
        return _party(entry.run_id, entry.payer, entry.from_resident)

    @admin.display(description=_("payee"))
    def payee_name(self, entry: Any) -> str:
        """Show who was paid."""
        return _party(entry.run_id, entry.payee, entry.to_resident)

    @admin.display(description=_("category"))
    def what_for(self, entry: LedgerEntry) -> str:
        """Show what it was for."""
        return category_text(entry.category)


@admin.register(TownHour)
class TownHourAdmin(TownTableAdmin):
    """What residents and places owned, hour by hour."""

    list_display = ("number", "at", "wealth_cents", "tills_cents", "gini", *ECONOMIC_STATUSES)

    @admin.display(description=_("Gini coefficient"))
    def gini(self, hour: TownHour) -> str:
        """Show how unequally money is spread, from 0 to 1."""
        return f"{hour.gini_millionths / MILLION:.4f}"


@admin.register(MoneyFlow)
class MoneyFlowAdmin(TownTableAdmin):
    """What each step's transfers of one category add up to."""

    list_display = ("number", "at", "what_for", "amount_cents")
    why_read_only = _(
        "A row for each step and category, written by the run's engine; those of long ago are added up by the hour."
    )

    @admin.display(description=_("category"))
    def what_for(self, flow: MoneyFlow) -> str:
        """Show what it was for."""
        return category_text(flow.category)


def category_text(category: int) -> str:
    """Name a category of transfers."""
    return label(LEDGER_CATEGORIES, Category(category).name.lower())


def _party(run_id: int, party: int, resident: str | None) -> str:
    """Link to a resident or a place; a named account is only named."""
    if party >= NAMED:
        return label(NAMED_ACCOUNTS, Named(party).name.lower())
    if party < 0:
        return admin_link("world_place", key_of(run_id, -party), gettext("place %(number)d") % {"number": -party})
    return link_unless_0("world_resident", key_range(run_id)[0], party, resident)
