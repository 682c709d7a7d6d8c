"""What the town's script starts from: the ways on the map, everybody's leg at a moment, and the sentences to fill.

Ways and sentences are kept by the browser and checked by their tag; the state is never kept.
"""

import hashlib
import json
from collections.abc import Sequence
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.http import quote_etag
from django.utils.translation import gettext as _

from society.views.frame import Frame, frame_of, number_in
from society.views.open import readable
from society.views.town import shown_district
from streams.drawing.avatar import look_of
from streams.selectors.record import seq_at
from world.labels import PERIODS, label
from world.models import Path
from world.selectors.bodies import read_bodies
from world.selectors.districts import District, place_counts, places_in
from world.selectors.scene import Figure, figures, is_open_air, is_too_many
from world.sentences import catalogue

_KEPT_S: Final = 300
NEVER: Final = 2**31 - 1


@readable
def town_paths(request: HttpRequest, run_id: int) -> HttpResponseBase:
    """Give a district's places' boxes in metres of its map, and the ways between them, each once.

    Ways are told for the first district, from the lower number to the higher; `first` is the district's first place.
    """
    frame = frame_of(request, run_id)
    district = shown_district(frame, "")
    kept = Path.objects.of(frame.run.pk).filter(since__lte=frame.moment.sim_time if frame.moment.is_past else NEVER)
    ways = kept.order_by("pk").values_list("origin", "destination", "points")  # of two of one pair the later one holds
    east_m, south_m = district.origin_m
    places = [
        {
            "id": place.number,
            "name": place.label,
            "box": [place.x - east_m, place.y - south_m, place.width, place.height],
            "open_air": is_open_air(place),
        }
        for place in places_in(frame.moment, district).values()
    ]
    paths = {f"{origin}-{destination}": json.loads(points) for origin, destination, points in ways}
    return _kept(request, {"places": places, "paths": paths, "first": district.places.start})


@readable
def town_words(request: HttpRequest, run_id: int) -> HttpResponseBase:
    """Give the sentences about events, the states of the connection and the periods, in the reader's language."""
    states = {
        "connecting": _("Connecting"),
        "live": _("Live"),
        "behind": _("Behind"),
        "offline": _("Offline"),
        "offline_note": _("The connection to the server is lost. This page tries again by itself."),
        "paused": _("Paused"),
        "stalled": _("Stalled"),
        "ended": _("Ended"),
        "day": _("Day {day}"),
        "new": _("{count} new"),
        "nobody": _("Nobody is out of doors right now."),
    }
    periods = {name: label(PERIODS, name) for name in PERIODS}
    return _kept(request, {"sentences": catalogue(), "states": states, "periods": periods})


@readable
def town_state(request: HttpRequest, run_id: int) -> HttpResponse:
    """Give the clock's line and where everybody of a district is and goes; events after `seq` lead on from there.

    Where there are too many for that: how many are at each place, at the record's end, and whom `?sel=` names.
    """
    frame, sel = frame_of(request, run_id), request.GET.get("sel", "")
    district = shown_district(frame, sel)
    is_counted = is_too_many(frame.moment, district)
    chosen = number_in(sel, "resident")
    shown = [chosen] if chosen else []
    response = JsonResponse(
        {
            "run": frame.run.pk,
            "seq": seq_at(frame.run, frame.moment.sim_time),
            "status": frame.clock.status,
            "clock": _clock(frame),
            "residents": _residents(frame, district, shown if is_counted else district.residents),
            "too_many": is_counted,
            "counts": place_counts(frame.moment, district.places) if is_counted else {},
        }
    )
    patch_cache_control(response, no_store=True)
    return response


def _residents(frame: Frame, district: District, numbers: Sequence[int]) -> list[dict[str, Any]]:
    if not numbers:
        return []
    places = places_in(frame.moment, district)
    bodies = read_bodies(frame.moment, numbers)
    return [_resident(figure) for figure in figures(frame.moment, bodies, places, origin_m=district.origin_m)]


def _clock(frame: Frame) -> dict[str, Any]:
    """Write the shown clock as the stream does: sim_ms at `server` wall milliseconds, `rate` simulated per real second."""
    clock = frame.clock
    stands = frame.moment.is_past or clock.status in ("ended", "stalled")
    return {
        "sim_ms": frame.moment.sim_time * 1000 if frame.moment.is_past else clock.sim_ms,
        "server": clock.wall_ms,
        "rate": 0 if stands else clock.rate_milli / 1000,
        "committed_ms": clock.committed_sim_time * 1000,
    }


def _resident(figure: Figure) -> dict[str, Any]:
    face = figure.face
    look = look_of(face.avatar_seed, face.age, face.gender)
    return {
        "id": face.number,
        "name": face.name,
        "colours": [look.clothes, look.skin, look.hair],
        "leg": [figure.from_place, figure.place, figure.since, figure.arrive],
        "action": figure.action,
    }


def _kept(request: HttpRequest, data: dict[str, Any]) -> HttpResponseBase:
    """Answer with JSON that the browser may keep for five minutes and then asks about by its tag."""
    response = JsonResponse(data, json_dumps_params={"ensure_ascii": False, "separators": (",", ":")})
    response["ETag"] = quote_etag(hashlib.blake2b(response.content, digest_size=12).hexdigest())
    patch_cache_control(response, private=True, max_age=_KEPT_S)
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return get_conditional_response(request, etag=response["ETag"], response=response) or response
