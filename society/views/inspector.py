"""What the panel beside the map says about a selected resident or place."""

from typing import Any, Final

from society.views.frame import Frame
from society.views.people import person_of
from society.views.words import money_text
from world.labels import ACTIVITIES, PLACE_TYPES, ZONES, label
from world.selectors.places import PlaceDetail, place_detail
from world.selectors.residents import resident_view

SHOWN_PEOPLE: Final = 12
"""People named in the panel; a place's own page names more."""


def inspect_resident(frame: Frame, number: int) -> dict[str, Any] | None:
    """Describe a resident, None if there is no such number."""
    view = resident_view(frame.moment, number)
    if view is None:
        return None
    person = person_of(view, frame.moment.economy.symbol, frame.moment.sim_time)
    return {"template": "society/parts/inspect_resident.html", "person": person, "name": view.name}


def inspect_place(frame: Frame, number: int) -> dict[str, Any] | None:
    """Describe a place, None if there is no such number."""
    detail = place_detail(frame.moment, number)
    if detail is None:
        return None
    words = place_words(frame, detail, people=SHOWN_PEOPLE)
    return {"template": "society/parts/inspect_place.html", "place": words, "name": detail.view.name}


def place_words(frame: Frame, detail: PlaceDetail, *, people: int) -> dict[str, Any]:
    """Put a place into words.   people: how many of those who are in are named at most."""
    symbol, now_s = frame.moment.economy.symbol, frame.moment.sim_time
    return {
        "view": detail.view,
        "type": label(PLACE_TYPES, detail.view.type),
        "zone": label(ZONES, detail.view.zone),
        "people": [person_of(view, symbol, now_s) for view in detail.people[:people]],
        "others": detail.view.occupants - len(detail.people[:people]),
        "visits": detail.visits_today,
        "prices": [
            {"word": label(ACTIVITIES, action), "price": money_text(cents, symbol)}
            for action, cents in detail.price_cents.items()
        ],
    }
