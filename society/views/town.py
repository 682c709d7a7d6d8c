"""The town's page: the map with everybody out of doors, what is going on, and whoever or whatever is selected."""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from society.views.frame import Frame, frame_of, number_in
from society.views.happenings import Happening, latest
from society.views.inspector import inspect_place, inspect_resident
from society.views.open import readable
from world.drawing import draw_town
from world.models import Place
from world.selectors.map import places_of
from world.selectors.scene import Scene, is_open_air, scene_of, town_plan, walkers_of

BUSIEST: Final = 5
LISTED: Final = 12


@readable
def town(request: HttpRequest, run_id: int) -> HttpResponse:
    """Show the town at the shown moment or at `?t=`, with the selection that `?sel=` names."""
    frame = frame_of(request, run_id)
    places = places_of(frame.run)
    scene = scene_of(frame.moment, places)
    context = frame.context() | {
        "map": _map(frame, places, scene),
        "outdoors": scene.outdoors[:LISTED],
        "outdoors_count": scene.outdoors_count,
        "busiest": busiest(places, scene),
        "happenings": _happenings(frame, places),
        "selected": selection(frame, request.GET.get("sel", ""), places),
        "sel": request.GET.get("sel", ""),
        "places_by_number": places,
    }
    return render(request, "society/town.html", context)


def busiest(places: dict[int, Place], scene: Scene) -> list[dict[str, Any]]:
    """List the public places with most people in them, fullest first."""
    public = [(count, number) for number, count in scene.inside.items() if not places[number].is_home]
    top = sorted(public, key=lambda pair: (-pair[0], pair[1]))[:BUSIEST]
    return [{"place": places[number], "count": count} for count, number in top]


def selection(frame: Frame, sel: str, places: dict[int, Place]) -> dict[str, Any] | None:
    """Describe what is selected: a template and its values; None for nothing or for what is not there."""
    if number := number_in(sel, "resident"):
        return inspect_resident(frame, number)
    number = number_in(sel, "place")
    return inspect_place(frame, number) if number in places else None


def _map(frame: Frame, places: dict[int, Place], scene: Scene) -> str:
    keep = frame.query().replace("?", "&", 1)
    indoors = {number: count for number, count in scene.inside.items() if not is_open_air(places[number])}
    return draw_town(
        town_plan(frame.run, places),
        language=get_language() or "en",
        place_url=f"?sel=place-{{number}}{keep}",
        indoors=indoors,
        walkers=walkers_of(scene),
    )


def _happenings(frame: Frame, places: dict[int, Place]) -> list[Happening]:
    return latest(frame, places, limit=LISTED)
