"""What is on minds, what was said, what is remembered and who agreed to meet, in the admin."""

from typing import Any, ClassVar, Final

from django.contrib import admin
from django.db.models import QuerySet
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from agents.models import AgentState, Appointment, Medium, Memory, Saying
from agents.selectors.occurrences import occurrence_text
from agents.voice import Act
from streams.admin import Titles, admin_link, being_links, link_unless_0, same_key
from streams.kernel.ids import key_range
from streams.models import Account
from world.admin.rows import TownTableAdmin, moment_column, resident_column
from world.admin.titles import TOWN_TITLES

_CELLS: Final[Titles] = {
    "event": _("event"),
    "what": _("what"),
    "place": _("place"),
    "other": _("with whom"),
    "time": _("time"),
    "valence": _("valence"),
    "arousal": _("arousal"),
    "amount": _("cents"),
    "count": _("count"),
    "weight": _("weight"),
    "told": _("told already, bits"),
    "owner": _("to whom it happened"),
    "from": _("from whom"),
    "number": _("number"),
    "at": _("time"),
    "with": _("with whom"),
    "came": _("has been there"),
}
_PARTS: Final[Titles] = {"own": _("own news"), "heard": _("heard"), "date": _("appointment")}
_MIND: Final[Titles] = {
    f"{part}_{cell}": format_lazy("{part}: {cell}", part=said, cell=word)
    for part, said in _PARTS.items()
    for cell, word in _CELLS.items()
} | {
    "coffee_until": _("knows of free coffee until"),
    "fair_until": _("knows of a fair until"),
    "phone_at": _("last look at the phone"),
    "posted_at": _("last post"),
    "talked_at": _("last talk"),
    "unread": _("unread messages"),
    "read_to": _("messages read up to"),
}
_TABLES: Final = {Medium.POST: "streams_post", Medium.COMMENT: "streams_comment", Medium.MESSAGE: "streams_message"}


class TellingAdmin(TownTableAdmin):
    """A table whose rows tell of something that happened; `owner` and `fact_other` are among its people."""

    @admin.display(description=_("what"))
    def told(self, row: Any) -> str:
        """Say what is told, in a sentence."""
        if not row.event or not row.owner:
            return "-"
        return occurrence_text(row.what, row.owner_name or "-", row.fact_other_name or "")


@admin.register(AgentState)
class AgentStateAdmin(TownTableAdmin):
    """What is on minds now."""

    list_display = ("number", "name", "own", "heard", "links")
    ordering = ("pk",)
    titles: ClassVar[Titles] = {**TOWN_TITLES, **_MIND}
    people = ("own_other", "heard_owner", "heard_other")

    def keyed(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Look her own name up too."""
        named: QuerySet[Any] = rows.annotate(being_name=same_key(Account, "display_name"))
        return named

    def links_of(self, row: AgentState) -> list[str]:
        """Link to the same being's other rows."""
        return being_links(row.pk, row.run_id, row.number, without="agents_agentstate")

    @admin.display(description=_("name"))
    def name(self, row: Any) -> str:
        """Show whose mind it is."""
        return row.being_name or "-"

    @admin.display(description=_("own news"))
    def own(self, row: Any) -> str:
        """Say what befell her."""
        return occurrence_text(row.own_what, row.being_name or "-", row.own_other_name or "") if row.own_event else "-"

    @admin.display(description=_("heard"))
    def heard(self, row: Any) -> str:
        """Say what she heard of somebody."""
        if not row.heard_event:
            return "-"
        return occurrence_text(row.heard_what, row.heard_owner_name or "-", row.heard_other_name or "")


@admin.register(Saying)
class SayingAdmin(TellingAdmin):
    """What was said and written, and what it tells of."""

    list_display = ("number", "at", "medium", "who", "whom", "doing", "told", "text", "links")
    people = ("owner", "fact_other", "speaker", "hearer")

    who = resident_column("speaker", _("speaker"))

    def links_of(self, row: Saying) -> list[str]:
        """Link to where it was said."""
        first = key_range(row.run_id)[0]
        words = {Medium.POST: gettext("post"), Medium.COMMENT: gettext("comment"), Medium.MESSAGE: gettext("message")}
        medium = Medium(row.medium)
        if medium == Medium.TALK:
            return [admin_link("world_talk", first + row.item, gettext("talk"))]
        return [admin_link(_TABLES[medium], first + row.item, words[medium])]

    @admin.display(description=_("hearer"))
    def whom(self, row: Any) -> str:
        """Link to whom it was said to."""
        return link_unless_0("streams_account", key_range(row.run_id)[0], row.hearer, row.hearer_name)

    @admin.display(description=_("act"))
    def doing(self, row: Saying) -> str:
        """Name what the words do."""
        return Act(row.act).name.lower()


@admin.register(Memory)
class MemoryAdmin(TellingAdmin):
    """What residents remember."""

    list_display = ("number", "at", "who", "kind", "told", "whence", "importance")
    people = ("owner", "fact_other", "resident", "source")

    who = resident_column("resident", _("resident"))
    whence = resident_column("source", _("from whom"))


@admin.register(Appointment)
class AppointmentAdmin(TownTableAdmin):
    """Who agreed to meet, and how it went."""

    list_display = ("number", "agreed", "first", "second", "where", "meets", "outcome")
    people = ("one", "other")
    places = ("place",)

    agreed = moment_column("sim_time", _("agreed at"))
    meets = moment_column("at", _("meeting time"))
    first = resident_column("one", _("who invited"))
    second = resident_column("other", _("who was invited"))
    titles: ClassVar[Titles] = {**TOWN_TITLES, "at": _("meeting time")}
