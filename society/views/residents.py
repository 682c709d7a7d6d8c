"""Everybody who lives in town, and one of them on a page of her own."""

from collections.abc import Mapping
from math import ceil
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from agents.selectors.profiles import number_of_handle, profile_of
from society.views.biography import biography
from society.views.frame import Frame, found_or_404, frame_of
from society.views.open import readable
from society.views.people import person_of
from world.errors import TooManyResidents
from world.labels import OCCUPATIONS, label
from world.occupations import Occupation
from world.selectors.residents import ResidentPage, Sort, Wanted, list_residents, resident_view

PAGE_SIZE: Final = 24
_SORTS: Final = {Sort.NAME: _("Name"), Sort.ACTIVITY: _("Activity"), Sort.WEALTH: _("Money")}
_TRADES: Final[Mapping[str, Occupation]] = {trade.label: trade for trade in Occupation}


@readable
def residents(request: HttpRequest, run_id: int) -> HttpResponse:
    """List residents: `?q=` searches names, `?job=` narrows to a trade, `?sort=`, `?page=`."""
    frame = frame_of(request, run_id)
    search, job, sort = (request.GET.get(name, "").strip() for name in ("q", "job", "sort"))
    wanted = Wanted(search=search[:100], occupation=_TRADES.get(job), sort=Sort(sort) if sort in set(Sort) else None)
    page = _page_number(request.GET.get("page", ""))
    context = frame.context() | {
        "view": "residents",
        "search": search,
        "jobs": [{"value": name, "word": label(OCCUPATIONS, name), "is_now": name == job} for name in _TRADES],
        "sorts": [{"value": name.value, "word": word, "is_now": name == sort} for name, word in _SORTS.items()],
        "is_narrowed": bool(search or job),
    }
    try:
        found = list_residents(frame.moment, wanted, page=page, limit=PAGE_SIZE)
    except TooManyResidents:
        return render(request, "society/residents.html", context | {"too_many": True})
    return render(request, "society/residents.html", context | _listed(frame, found, page, search, job, sort))


@readable
def resident(request: HttpRequest, run_id: int, handle: str) -> HttpResponse:
    """Show one resident at the shown moment or at `?t=`, with the day that `?day=` names."""
    frame = frame_of(request, run_id)
    number = found_or_404(number_of_handle(frame.moment, handle), f"nobody is called {handle}")
    view = found_or_404(resident_view(frame.moment, number), f"{handle} has no body in town")
    profile = found_or_404(profile_of(frame.moment, number), f"{handle} has no mind")
    day = request.GET.get("day", "")
    if day and not (day.isascii() and day.isdigit() and len(day) < 6):
        raise Http404(f"{day} is not a day")
    context = frame.context() | {
        "view": "residents",
        "person": person_of(view, frame.moment.economy.symbol, frame.moment.sim_time),
        "profile": profile,
    }
    return render(request, "society/resident.html", context | biography(frame, view, profile, int(day or 0)))


def _listed(frame: Frame, found: ResidentPage, page: int, search: str, job: str, sort: str) -> dict[str, Any]:
    symbol, now_s = frame.moment.economy.symbol, frame.moment.sim_time
    last = max(1, ceil(found.total / PAGE_SIZE))
    kept = {"q": search, "job": job, "sort": sort}
    near = range(max(1, page - 2), min(last, page + 2) + 1)
    return {
        "people": [person_of(view, symbol, now_s) for view in found.items],
        "total": found.total,
        "pages": [{"number": near_page, "href": frame.query(**kept, page=near_page)} for near_page in near],
        "page": page,
        "last_page": last,
        "before": frame.query(**kept, page=page - 1) if page > 1 else "",
        "after": frame.query(**kept, page=page + 1) if page < last else "",
    }


def _page_number(text: str) -> int:
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 7 else 1
