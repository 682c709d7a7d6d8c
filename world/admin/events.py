"""Events in the admin as the record keeps them, with the names of their kinds; the action log tells them in words."""

from typing import Any, Final

from django.contrib import admin
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from streams.admin import link_unless_0, page_link
from streams.events import StreamEvent
from streams.kernel.ids import key_range
from streams.models import ArchivedKind, Event, Run
from world.admin.rows import TownTableAdmin
from world.events import WorldEvent
from world.selectors.sentences import action_label

KIND_NAMES: Final = {int(kind): kind.name.lower() for kinds in (StreamEvent, WorldEvent) for kind in kinds}
TOLD_IN_WORDS: Final = (WorldEvent.ACTED, WorldEvent.REFUSED, WorldEvent.DIRECTED)


class NamedEventAdmin(TownTableAdmin):
    """Events with the names of actor and place."""

    archived = ArchivedKind.EVENTS
    people = ("actor",)
    places = ("place",)

    def links_of(self, row: Event) -> list[str]:
        """Link to the actor's event before this one."""
        before = link_unless_0("streams_event", key_range(row.run_id)[0], row.prev_id, gettext("the one before"))
        return [before] if row.prev_id else []

    def archive_links(self, run: Run) -> list[str]:
        """Link to the residents too: the page of each shows any day of hers."""
        days = page_link("residents", gettext("days of each resident"), run.pk)
        return [*super().archive_links(run), days]

    @admin.display(description=_("who"))
    def who(self, event: Any) -> str:
        """Link to who did it."""
        return link_unless_0("streams_account", key_range(event.run_id)[0], event.actor, event.actor_name)


@admin.register(Event)
class EventAdmin(NamedEventAdmin):
    """The record as it is kept."""

    list_display = ("number", "at", "what", "who", "where", "did", "next_up", "amount", "step", "links")

    @admin.display(description=_("kind"))
    def what(self, event: Event) -> str:
        """Name the kind; one that nobody named is a number."""
        return KIND_NAMES.get(event.kind, str(event.kind))

    @admin.display(description=_("action"))
    def did(self, event: Event) -> str:
        """Name the action of an event that has one."""
        return action_label(event.action) if event.kind in TOLD_IN_WORDS else "-"

    @admin.display(description=_("then"))
    def next_up(self, event: Event) -> str:
        """Name the action that began."""
        return action_label(event.next_action) if event.kind == WorldEvent.ACTED else "-"
