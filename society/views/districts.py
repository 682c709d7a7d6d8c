"""A large town's districts: all of them with how many people do what, and the way from one to the next."""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from society.views.frame import Frame, frame_of
from society.views.open import readable
from world.selectors.districts import Crowd, District, busiest_places, crowds, district_count
from world.selectors.map import places_of

BUSIEST: Final = 4
_FULL: Final = 100
_SIDES: Final[dict[str, tuple[str, Promise]]] = {
    "west": ("\N{LEFTWARDS ARROW}", _("District to the west")),
    "north": ("\N{UPWARDS ARROW}", _("District to the north")),
    "south": ("\N{DOWNWARDS ARROW}", _("District to the south")),
    "east": ("\N{RIGHTWARDS ARROW}", _("District to the east")),
}
_DOINGS: Final[dict[str, Promise]] = {
    "out": pgettext_lazy("crowd", "Out and about"),
    "working": _("At work"),
    "at_home": _("At home"),
    "asleep": _("Asleep"),
}


@readable
def districts(request: HttpRequest, run_id: int) -> HttpResponse:
    """Show every district with how many people are out, at work, at home and asleep."""
    frame = frame_of(request, run_id)
    if district_count(frame.run) == 1:
        return redirect(reverse("town", args=[frame.run.pk]) + frame.query())
    counted = crowds(frame.moment)
    town = Crowd(**{name: sum(getattr(crowd, name) for crowd in counted) for name in _DOINGS})
    context = frame.context() | {
        "view": "town",
        "crowd": crowd_words(town),
        "people": frame.moment.resident_count,
        "people_text": f"{frame.moment.resident_count:,}",
        "busiest": _busiest(frame),
        "districts": [
            {"number": number, "href": _town(frame, number), "people": crowd.total, "crowd": crowd_words(crowd)}
            for number, crowd in enumerate(counted, start=1)
        ],
    }
    return render(request, "society/districts.html", context)


def district_words(frame: Frame, district: District) -> dict[str, Any] | None:
    """Name a district and the ways out of it; None in a town that has one only."""
    if district.count == 1:
        return None
    sides = [
        {
            "sign": sign,
            "word": word,
            "href": _town(frame, district.neighbours[side]) if side in district.neighbours else "",
        }
        for side, (sign, word) in _SIDES.items()
    ]
    return {"number": district.number, "count": district.count, "sides": sides}


def district_choice(frame: Frame, view: str, shown: int) -> dict[str, Any] | None:
    """Offer the districts of a list; None in a town that has one only.   shown: 0 = the whole town."""
    count, address = district_count(frame.run), reverse(view, args=[frame.run.pk])
    if count == 1:
        return None
    return {
        "shown": shown,
        "numbers": range(1, count + 1),
        "before": address + frame.query(district=shown - 1) if shown > 1 else "",
        "after": address + frame.query(district=shown + 1) if 0 < shown < count else "",
    }


def crowd_words(crowd: Crowd) -> list[dict[str, Any]]:
    """Say how many do what, with the shares as parts of a bar of a hundred."""
    rows, start = [], 0.0
    for name, word in _DOINGS.items():
        count = getattr(crowd, name)
        width = round(count * _FULL / max(crowd.total, 1), 1)
        rows.append({"name": name, "word": word, "count": f"{count:,}", "x": round(start, 1), "width": width})
        start += width
    return rows


def _busiest(frame: Frame) -> list[dict[str, Any]]:
    found = busiest_places(frame.moment, limit=BUSIEST)
    places = places_of(frame.run, [row.place for row in found])
    town = reverse("town", args=[frame.run.pk])
    return [
        {
            "label": places[row.place].label,
            "count": f"{row.inside:,}",
            "href": town + frame.query(district="", sel=f"place-{row.place}"),
        }
        for row in found
    ]


def _town(frame: Frame, district: int) -> str:
    return reverse("town", args=[frame.run.pk]) + frame.query(district=district)
