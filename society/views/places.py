"""Every place in town, and one of them on a page of its own."""

from collections.abc import Sequence
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from society.views.building import building_forms, new_place_form
from society.views.districts import district_choice
from society.views.frame import Frame, found_or_404, frame_of
from society.views.inspector import place_words
from society.views.open import readable
from society.views.words import day_text
from streams.kernel.simtime import DAY_S, HOUR_S, clock_text, weekday
from world.labels import ACTIVITIES, OCCUPATIONS, OWNERS, PLACE_TYPES, WEEKDAYS, ZONES, label
from world.models import Place
from world.scenario.places import Zone
from world.selectors.districts import district_of
from world.selectors.places import SHOWN_PEOPLE, Hours, HourSeen, PlaceDetail, PlaceEvent, list_places, place_detail
from world.selectors.scene import faces_of
from world.sentences import say

CHART_HOURS: Final = 24
_CHART_WIDTH: Final = 480
_CHART_HEIGHT: Final = 96
_GAP: Final = 3
_CHART_TOP: Final = 4


@readable
def places(request: HttpRequest, run_id: int) -> HttpResponse:
    """List the places by quarter, homes last; of a large town those of one district, the first unless `?district=`."""
    frame = frame_of(request, run_id)
    district = district_of(frame.moment, frame.district or 1)
    views = list_places(frame.moment, district.places)
    zones = [
        {
            "word": label(ZONES, zone.value),
            "places": [
                {"view": view, "type": label(PLACE_TYPES, view.type)}
                for view in sorted(views, key=lambda view: (view.is_home, -view.occupants, view.number))
                if view.zone == zone.value
            ],
        }
        for zone in (Zone.CENTRE, Zone.COMMERCIAL, Zone.LEISURE, Zone.BUSINESS, Zone.RESIDENTIAL)
    ]
    context = {
        "view": "places",
        "zones": [zone for zone in zones if zone["places"]],
        "total": len(views),
        "choice": district_choice(frame, "places", district.number),
        "new_place": new_place_form(frame),
        "here": request.get_full_path(),
    }
    return render(request, "society/places.html", frame.context() | context)


@readable
def place(request: HttpRequest, run_id: int, key: str) -> HttpResponse:
    """Show a place by its key."""
    frame = frame_of(request, run_id)
    row: Place = found_or_404(Place.objects.of(run_id).filter(key=key).first(), f"there is no place {key}")
    detail: PlaceDetail = found_or_404(place_detail(frame.moment, row.number), f"there is no place {key}")
    context = frame.context() | {
        "view": "places",
        "place": place_words(frame, detail, people=SHOWN_PEOPLE),
        "owner": label(OWNERS, detail.owner),
        "functions": [label(ACTIVITIES, name) for name in detail.view.functions if not detail.view.is_gone],
        "week": [_opening(hours, frame) for hours in detail.hours],
        "jobs": [
            {"word": label(OCCUPATIONS, job.occupation), "count": job.count, "shift": job.shift} for job in detail.jobs
        ],
        "chart": _chart(detail.history),
        "events": _events(frame, detail, row),
        "building": building_forms(frame, row),
        "here": request.get_full_path(),
    }
    return render(request, "society/place.html", context)


def _opening(hours: Hours, frame: Frame) -> dict[str, Any]:
    """Say one day's opening hours; those over midnight belong to the day on which they begin."""
    if hours.opens_s is None or hours.closes_s is None:
        text = _("closed")
    elif hours.closes_s - hours.opens_s >= DAY_S:
        text = _("all day")
    else:
        text = f"{clock_text(hours.opens_s)} - {clock_text(hours.closes_s)}"
    is_today = hours.weekday == weekday(frame.moment.sim_time)
    return {"day": WEEKDAYS[hours.weekday], "text": text, "is_today": is_today}


def _chart(history: Sequence[HourSeen]) -> dict[str, Any]:
    """Lay out the last day's hours as bars; the top is the most that there were, at least four."""
    hours = history[-CHART_HOURS:]
    top = max([*(hour.inside for hour in hours), _CHART_TOP])
    slot = _CHART_WIDTH / CHART_HOURS
    bars = []
    for i, hour in enumerate(hours):
        height = round(hour.inside / top * _CHART_HEIGHT, 1)
        bars.append(
            {
                "x": round(i * slot + _GAP / 2, 1),
                "y": round(_CHART_HEIGHT - height, 1),
                "width": round(slot - _GAP, 1),
                "height": height,
                "inside": hour.inside,
                "time": clock_text(hour.sim_time),
                "day": day_text(hour.sim_time),
                "middle": round(i * slot + slot / 2, 1),
                "is_labelled": hour.sim_time // HOUR_S % 6 == 0,
            }
        )
    return {"bars": bars, "top": top, "width": _CHART_WIDTH, "height": _CHART_HEIGHT}


def _events(frame: Frame, detail: PlaceDetail, row: Place) -> list[dict[str, Any]]:
    faces = faces_of(frame.run, sorted({event.resident for event in detail.events if event.resident}))
    return [
        {
            "time": clock_text(event.sim_time),
            "handle": faces[event.resident].handle if event.resident else "",
            "sentence": event_text(event, faces[event.resident].name if event.resident else "", row.label),
        }
        for event in detail.events
        if event.resident in faces or not event.resident
    ]


def event_text(event: PlaceEvent, who: str, place: str) -> str:
    """Say what somebody began at a place, why she was turned away from it, or what chance brought there."""
    if event.befell:
        return say(f"town.{event.befell}", who=who, place=place)
    key = f"refused.{event.reason}" if event.is_refused else f"does.{event.action}"
    return say(key, who=who, place=place)
