"""What is on minds, what was said, what is remembered and who agreed to meet, in the admin."""

from typing import Any, ClassVar, Final

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from agents.models import AgentState, Appointment, Medium, Memory, Saying
from agents.selectors.occurrences import occurrence_text
from agents.voice import Act
from streams.admin import Titles, admin_link, being_links, field_of, link_unless_0, moment, same_key
from streams.kernel.ids import key_range
from streams.models import Account
from world.admin.names import place_name
from world.admin.rows import TownTableAdmin
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
    """A table whose rows tell of something that happened; they are annotated with `owner_name` and `fact_other_name`."""

    @admin.display(description=_("what"))
    def told(self, row: Any) -> str:
        """Say what is told, in a sentence."""
        if not row.event or not row.owner:
            return "-"
        return occurrence_text(row.what, row.owner_name or "-", row.fact_other_name or "")

    def named(self, rows: QuerySet[Any], **names: str) -> QuerySet[Any]:
        """Look names of accounts up in the same query.   names: the column with the number, by the annotation."""
        wanted = {"owner_name": "owner", "fact_other_name": "fact_other", **names}
        found: QuerySet[Any] = rows.annotate(
            **{name: field_of(Account, column, "display_name") for name, column in wanted.items()}
        )
        return found


@admin.register(AgentState)
class AgentStateAdmin(TownTableAdmin):
    """What is on minds now."""

    list_display = ("number", "name", "own", "heard", "links")
    ordering = ("pk",)
    titles: ClassVar[Titles] = {**TOWN_TITLES, **_MIND}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Look all names up in the same query."""
        rows: QuerySet[Any] = super().get_queryset(request)
        columns = ("own_other", "heard_owner", "heard_other")
        names = {f"{column}_name": field_of(Account, column, "display_name") for column in columns}
        named: QuerySet[Any] = rows.annotate(being_name=same_key(Account, "display_name"), **names)
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

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Look all names up in the same query."""
        return self.named(super().get_queryset(request), speaker_name="speaker", hearer_name="hearer")

    def links_of(self, row: Saying) -> list[str]:
        """Link to where it was said."""
        first = key_range(row.run_id)[0]
        words = {Medium.POST: gettext("post"), Medium.COMMENT: gettext("comment"), Medium.MESSAGE: gettext("message")}
        medium = Medium(row.medium)
        if medium == Medium.TALK:
            return [admin_link("world_talk", first + row.item, gettext("talk"))]
        return [admin_link(_TABLES[medium], first + row.item, words[medium])]

    @admin.display(description=_("speaker"))
    def who(self, row: Any) -> str:
        """Link to who said it."""
        return link_unless_0("world_resident", key_range(row.run_id)[0], row.speaker, row.speaker_name)

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

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Look all names up in the same query."""
        return self.named(super().get_queryset(request), resident_name="resident", source_name="source")

    @admin.display(description=_("resident"))
    def who(self, row: Any) -> str:
        """Link to who remembers it."""
        return link_unless_0("world_resident", key_range(row.run_id)[0], row.resident, row.resident_name)

    @admin.display(description=_("from whom"))
    def whence(self, row: Any) -> str:
        """Link to who told it."""
        return link_unless_0("world_resident", key_range(row.run_id)[0], row.source, row.source_name)


@admin.register(Appointment)
class AppointmentAdmin(TownTableAdmin):
    """Who agreed to meet, and how it went."""

    list_display = ("number", "agreed", "first", "second", "where", "meets", "outcome")
    titles: ClassVar[Titles] = {**TOWN_TITLES, "at": _("meeting time")}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Look all names up in the same query."""
        rows: QuerySet[Any] = super().get_queryset(request)
        named: QuerySet[Any] = rows.annotate(
            place_name=place_name("place"),
            one_name=field_of(Account, "one", "display_name"),
            other_name=field_of(Account, "other", "display_name"),
        )
        return named

    @admin.display(description=_("agreed at"))
    def agreed(self, row: Appointment) -> str:
        """Show when they agreed."""
        return moment(row.sim_time)

    @admin.display(description=_("meeting time"))
    def meets(self, row: Appointment) -> str:
        """Show when they are to meet."""
        return moment(row.at)

    @admin.display(description=_("who invited"))
    def first(self, row: Any) -> str:
        """Link to who invited."""
        return link_unless_0("world_resident", key_range(row.run_id)[0], row.one, row.one_name)

    @admin.display(description=_("who was invited"))
    def second(self, row: Any) -> str:
        """Link to who was invited."""
        return link_unless_0("world_resident", key_range(row.run_id)[0], row.other, row.other_name)
