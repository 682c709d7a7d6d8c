"""What chance brought is seen: on the resident's own page and in the list of what happens; and the books agree."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from streams.models import Account, Event
from tests.lived_town import LivedTown
from world.events import BY_CHANCE, WorldEvent
from world.models import LedgerEntry
from world.sentences import chance_name, say, told

PAID = (WorldEvent.BONUS, WorldEvent.RED_PACKET, WorldEvent.PHONE_BROKE)


@pytest.fixture
def befallen(lived_town: LivedTown) -> list[Event]:
    """What befell residents of the town that has lived for a day."""
    events = Event.objects.of(lived_town.run.pk).filter(kind__in=BY_CHANCE, actor__gt=0, sim_time__lte=lived_town.now)
    found = list(events.order_by("pk"))
    assert found
    return found


def test_a_residents_day_tells_what_befell_her(lived_town: LivedTown, befallen: list[Event], client: Client) -> None:
    names = {account.number: account for account in Account.objects.of(lived_town.run.pk)}

    for event in befallen:
        address = reverse("resident", args=[lived_town.run.pk, names[event.actor].handle])
        page = client.get(address, {"day": event.sim_time // 86_400 + 1}).content.decode()

        other = names[event.target].display_name if event.target else ""
        place = str(told(event).place and _place_name(lived_town, event.place))
        assert escape(say(f"befell.{chance_name(event)}", place=place, other=other)) in page


def test_each_happening_that_costs_or_pays_has_its_transfer(lived_town: LivedTown, befallen: list[Event]) -> None:
    paid = {(event.sim_time, event.amount) for event in befallen if event.kind in PAID}

    booked = set(LedgerEntry.objects.of(lived_town.run.pk).values_list("sim_time", "amount_cents"))

    assert paid <= booked


def test_a_happening_is_a_sentence_with_a_name(befallen: list[Event]) -> None:
    said = [told(event) for event in befallen]

    assert [one.who for one in said] == [event.actor for event in befallen]
    assert all("{" not in say(one.key, who="Ann", other="Bo", place="Cafe") for one in said)


def _place_name(town: LivedTown, number: int) -> str:
    return next((view.name for view in town.places_then if view.number == number), "")
