"""The town's page: the map with everybody out of doors, what is going on, and whoever or whatever is selected."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language

from society.views.control import RATES
from society.views.districts import crowd_words, district_words
from society.views.frame import Frame, frame_of, number_in
from society.views.happenings import latest
from society.views.inspector import inspect_place, inspect_resident
from society.views.measures import measures_panel
from society.views.open import readable
from society.views.people import face_url, figure_text
from society.views.words import rate_text
from streams.kernel.simtime import HOUR_S, world_time
from world.drawing import draw_town
from world.models import Place
from world.selectors.districts import District, district_of, district_of_place, district_of_resident, places_in
from world.selectors.map import standing
from world.selectors.scene import Figure, Scene, is_open_air, scene_of, town_plan, walkers_of

BUSIEST: Final = 5
OUTDOORS: Final = 6
HAPPENINGS: Final = 20
_MINUTES: Final = len("2024-01-01T06:00")


def to_town(request: HttpRequest, run_id: int) -> HttpResponse:
    """Lead from the run's address to its town."""
    return redirect("town", run_id)


@readable
def town(request: HttpRequest, run_id: int) -> HttpResponse:
    """Show the town, of a large one a district, at the shown moment or at `?t=`, with the selection that `?sel=` names."""
    frame, sel = frame_of(request, run_id), request.GET.get("sel", "")
    district = shown_district(frame, sel)
    frame = replace(frame, district=district.number if district.count > 1 else 0)
    places = places_in(frame.moment, district)
    scene = scene_of(frame.moment, places, district)
    context = frame.context() | _panel(frame, sel, places, scene) | {"view": "town", "sel": sel}
    if request.GET.get("part") == "panel":
        return render(request, "society/parts/panel.html", context)
    if request.GET.get("part") == "map":
        return HttpResponse(_map(frame, places, scene), content_type="image/svg+xml")
    context |= {
        "language": get_language(),
        "map": _map(frame, places, scene),
        "district": district_words(frame, district),
        "can_arrange": frame.can_steer and not frame.moment.is_past and district.count == 1,
    }
    return render(request, "society/town.html", context)


def shown_district(frame: Frame, sel: str) -> District:
    """Choose the district to show: that of the selection, else the one that was asked for, else the first."""
    moment = frame.moment
    of_selected = district_of_resident(moment, number_in(sel, "resident")) or district_of_place(
        moment, number_in(sel, "place")
    )
    return district_of(moment, of_selected or frame.district or 1)


def _panel(frame: Frame, sel: str, places: Mapping[int, Place], scene: Scene) -> dict[str, Any]:
    """Gather what stands beside and below the map; the overview is left out while something is selected."""
    here = reverse("town", args=[frame.run.pk]) + frame.query(sel=sel)
    shown: dict[str, Any] = {"here": here, "rates": _rates(frame), **_time_travel(frame, sel)}
    if sel:
        selected = _selected(frame, sel, places)
        return shown | {"selected": selected, "title": _title(frame, selected)}
    return shown | {
        "title": frame.run.name,
        "crowd": crowd_words(scene.crowd) if scene.crowd else None,
        "outdoors": [_outdoors_row(frame, figure, places) for figure in scene.outdoors[:OUTDOORS]],
        "outdoors_count": scene.outdoors_count,
        "outdoors_more": max(0, scene.outdoors_count - OUTDOORS),
        "busiest": _busiest(frame, places, scene),
        "happenings": latest(frame, places, scene.district, limit=HAPPENINGS),
        **measures_panel(frame, standing(places)),
    }


def _map(frame: Frame, places: Mapping[int, Place], scene: Scene) -> str:
    """Draw the map; a place's number is put into its link when it is drawn, the moment is kept in it.

    Where nobody is drawn, people in the open are counted like those indoors.
    """
    counted = {n: count for n, count in scene.inside.items() if scene.crowd or not is_open_air(places[n])}
    return draw_town(
        town_plan(frame.run, standing(places), scene.district.origin_m),
        language=get_language() or "en",
        place_url=frame.query(sel="place-").replace("place-", "place-{number}", 1),
        indoors=counted,
        walkers=walkers_of(scene),
    )


def _selected(frame: Frame, sel: str, places: Mapping[int, Place]) -> dict[str, Any] | None:
    """Describe what is selected: a template and its values; None for nothing or for what is not there."""
    if number := number_in(sel, "resident"):
        return inspect_resident(frame, number)
    number = number_in(sel, "place")
    return inspect_place(frame, number) if number in places else None


def _title(frame: Frame, selected: dict[str, Any] | None) -> str:
    """Name the page after what is selected, as its tab and bookmarks show it."""
    return f"{selected['name']} · {frame.run.name}" if selected else frame.run.name


def _outdoors_row(frame: Frame, figure: Figure, places: Mapping[int, Place]) -> dict[str, Any]:
    return {
        "number": figure.face.number,
        "name": figure.face.name,
        "avatar": face_url(figure.face),
        "doing": figure_text(figure.action, places.get(figure.place), is_walking=figure.is_walking),
        "href": frame.query(sel=f"resident-{figure.face.number}"),
    }


def _busiest(frame: Frame, places: Mapping[int, Place], scene: Scene) -> list[dict[str, Any]]:
    """List the public places with most people in them, fullest first."""
    public = [(count, number) for number, count in scene.inside.items() if not places[number].is_home]
    top = sorted(public, key=lambda pair: (-pair[0], pair[1]))[:BUSIEST]
    return [
        {"place": places[number], "count": count, "href": frame.query(sel=f"place-{number}")} for count, number in top
    ]


def _time_travel(frame: Frame, sel: str) -> dict[str, str]:
    """Bounds and neighbours of the moment, for the form that goes to another one."""
    run, moment, now_s = frame.run, frame.moment, frame.clock.sim_time
    earlier_s, later_s = moment.sim_time - HOUR_S, moment.sim_time + HOUR_S
    return {
        "first": world_time(run.start_sim_time)[:_MINUTES],
        "last": world_time(now_s)[:_MINUTES],
        "shown": world_time(moment.sim_time)[:_MINUTES],
        "earlier": _address(frame, sel, earlier_s) if earlier_s >= run.start_sim_time else "",
        "later": _address(frame, sel, later_s) if moment.is_past and later_s < now_s else "",
    }


def _address(frame: Frame, sel: str, sim_time: int) -> str:
    kept = f"sel={sel}&" if number_in(sel, "place") or number_in(sel, "resident") else ""
    kept += f"district={frame.district}&" if frame.district else ""
    return f"{reverse('town', args=[frame.run.pk])}?{kept}t={world_time(sim_time)}"


def _rates(frame: Frame) -> list[dict[str, Any]]:
    now_milli = frame.clock.rate_milli or frame.clock.resume_rate_milli
    offered = sorted({round(rate * 1000) for rate in RATES} | {now_milli})
    return [{"value": f"{milli / 1000:g}", "word": rate_text(milli), "is_now": milli == now_milli} for milli in offered]
