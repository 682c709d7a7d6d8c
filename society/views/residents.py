"""Everybody who lives in town, and one of them on a page of her own."""

from collections.abc import Mapping, Sequence
from math import ceil
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from agents.selectors.bodies import player_of
from agents.selectors.profiles import number_of_handle, profile_of
from society.views.biography import biography
from society.views.company.life import life_of
from society.views.company.population import move_words, moved_away
from society.views.districts import district_choice
from society.views.frame import Frame, found_or_404, frame_of
from society.views.living import live_href, played_words
from society.views.open import readable
from society.views.operating import newcomer_form, operating_forms, watched_people
from society.views.people import Person, person_of
from society.views.posts import latest_posts
from world.errors import TooManyResidents
from world.labels import OCCUPATIONS, label
from world.occupations import Occupation
from world.selectors.districts import district_count, district_of
from world.selectors.population import last_move
from world.selectors.residents import (
    ResidentPage,
    ResidentView,
    Sort,
    Wanted,
    find_by_beginning,
    list_residents,
    resident_view,
    residents_from,
)

PAGE_SIZE: Final = 24
_SEARCH_MAX: Final = 100
_DIGITS_MAX: Final = 8
_SORTS: Final = {Sort.NAME: _("Name"), Sort.ACTIVITY: _("Activity"), Sort.WEALTH: _("Money")}
_TRADES: Final[Mapping[str, Occupation]] = {trade.label: trade for trade in Occupation}


@readable
def residents(request: HttpRequest, run_id: int) -> HttpResponse:
    """List residents: `?q=` searches names, `?job=` narrows to a trade, `?sort=`, `?page=`.

    A town of several districts is listed by number, from `?from=` on, and searched by the beginning of names; one
    district of it, `?district=`, like a small town.
    """
    frame = frame_of(request, run_id)
    context = frame.context() | {
        "view": "residents",
        "choice": district_choice(frame, "residents", frame.district),
        "newcomer": newcomer_form(frame),
        "watched": watched_people(frame),
    }
    if district_count(frame.run) > 1 and not frame.district:
        return render(request, "society/residents.html", context | _whole_town(frame, request))
    return render(request, "society/residents.html", context | _one_district(frame, request))


@readable
def resident(request: HttpRequest, run_id: int, handle: str) -> HttpResponse:
    """Show one resident at the shown moment or at `?t=`, with the day that `?day=` names."""
    frame = frame_of(request, run_id)
    number = found_or_404(number_of_handle(frame.moment, handle), f"nobody is called {handle}")
    shown = resident_view(frame.moment, number)
    move = last_move(frame.moment, number)
    if shown is None and move is not None and move.kind == "left":
        return moved_away(request, frame, move)
    view = found_or_404(shown, f"{handle} has no body in town")
    profile = found_or_404(profile_of(frame.moment, number), f"{handle} has no mind")
    day = request.GET.get("day", "")
    if day and not (day.isascii() and day.isdigit() and len(day) < 6):
        raise Http404(f"{day} is not a day")
    context = frame.context() | {
        "view": "residents",
        "person": person_of(view, frame.moment.economy.symbol, frame.moment.sim_time),
        "profile": profile,
        "posts": latest_posts(frame, number) if frame.has_network else [],
        "life": life_of(frame, number, handle),
        "arrival": move_words(frame, move) if move else None,
        "live_href": live_href(frame, handle),
        "played": played_words(frame, player_of(frame.run, number)) if frame.has_network else None,
        "operating": operating_forms(frame, view, profile),
        "here": request.get_full_path(),
    }
    return render(request, "society/resident.html", context | biography(frame, view, profile, int(day or 0)))


def _whole_town(frame: Frame, request: HttpRequest) -> dict[str, Any]:
    """List everybody in the order of their numbers: what a page costs depends on nobody who is not on it."""
    search, first = request.GET.get("q", "").strip()[:_SEARCH_MAX], _number(request.GET.get("from", ""))
    moment = frame.moment
    if search:
        found = find_by_beginning(moment, search, first=first, limit=PAGE_SIZE + 1)
        following = found[PAGE_SIZE].number if len(found) > PAGE_SIZE else 0
    else:
        found = residents_from(moment, first, limit=PAGE_SIZE)
        following = first + PAGE_SIZE if first + PAGE_SIZE <= moment.resident_count else 0
    earlier = max(1, first - PAGE_SIZE) if first > 1 and not search else 1
    return {
        "people": _people(frame, found[:PAGE_SIZE]),
        "is_whole": True,
        "search": search,
        "total": moment.resident_count,
        "total_text": f"{moment.resident_count:,}",
        "is_narrowed": bool(search),
        "before": _from(frame, search, earlier) if first > 1 else "",
        "after": _from(frame, search, following) if following else "",
    }


def _from(frame: Frame, search: str, first: int) -> str:
    kept: dict[str, str | int] = {"q": search, "from": first}
    return frame.query(**kept)


def _one_district(frame: Frame, request: HttpRequest) -> dict[str, Any]:
    search, job, sort = (request.GET.get(name, "").strip() for name in ("q", "job", "sort"))
    wanted = Wanted(
        among=district_of(frame.moment, frame.district).residents if frame.district else None,
        search=search[:_SEARCH_MAX],
        occupation=_TRADES.get(job),
        sort=Sort(sort) if sort in set(Sort) else None,
    )
    page = _number(request.GET.get("page", ""))
    context = {
        "search": search,
        "jobs": [{"value": name, "word": label(OCCUPATIONS, name), "is_now": name == job} for name in _TRADES],
        "sorts": [{"value": name.value, "word": word, "is_now": name == sort} for name, word in _SORTS.items()],
        "is_narrowed": bool(search or job),
    }
    try:
        found = list_residents(frame.moment, wanted, page=page, limit=PAGE_SIZE)
    except TooManyResidents:
        return context | {"too_many": True}
    return context | _paged(frame, found, page, {"q": search, "job": job, "sort": sort})


def _paged(frame: Frame, found: ResidentPage, page: int, kept: Mapping[str, str]) -> dict[str, Any]:
    last = max(1, ceil(found.total / PAGE_SIZE))
    near = range(max(1, page - 2), min(last, page + 2) + 1)
    return {
        "people": _people(frame, found.items),
        "total": found.total,
        "total_text": f"{found.total:,}",
        "pages": [{"number": near_page, "href": frame.query(**kept, page=near_page)} for near_page in near],
        "page": page,
        "last_page": last,
        "before": frame.query(**kept, page=page - 1) if page > 1 else "",
        "after": frame.query(**kept, page=page + 1) if page < last else "",
    }


def _people(frame: Frame, views: Sequence[ResidentView]) -> list[Person]:
    symbol, now_s = frame.moment.economy.symbol, frame.moment.sim_time
    return [person_of(view, symbol, now_s) for view in views]


def _number(text: str) -> int:
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < _DIGITS_MAX else 1
