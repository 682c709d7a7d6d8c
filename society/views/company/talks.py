"""The talks of a town: all of them, those of one place or of one resident, and one with every line."""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from agents.selectors.profiles import number_of_handle
from agents.selectors.talks import TalkPage, latest_talks, talk_with_lines, talks_at, talks_of
from society.views.company.cast import cast_of, place_link
from society.views.company.pages import company_page
from society.views.company.talk_words import talk_words
from society.views.frame import Frame, found_or_404, number_of_query
from streams.selectors.viewing import LAST_NUMBER
from world.models import Place

TALKS_A_PAGE: Final = 20


@company_page
def talks(request: HttpRequest, frame: Frame) -> HttpResponse:
    """List talks, newest first: `?place=` and `?who=` narrow, by key and by handle; `?before=` goes on."""
    asked = request.GET
    key, handle = asked.get("place", ""), asked.get("who", "")
    before = number_of_query(asked.get("before", ""))
    page, about = _page(frame, key, handle, before)
    kept = {"place": key, "who": "" if key else handle}
    context = about | {
        "view": "talks",
        "talks": talk_words(frame, page.talks),
        "is_further": bool(before),
        "older": frame.query(district="", before=page.before, **kept) if page.before else "",
        "all_href": frame.query(district="") or request.path,
    }
    return render(request, "society/company/talks.html", frame.context() | context)


@company_page
def talk(request: HttpRequest, frame: Frame, number: int) -> HttpResponse:
    """Show a talk with every line up to the moment; `?part=lines` is for a script that looks for the next ones."""
    found = talk_with_lines(frame.moment, number) if number <= LAST_NUMBER else None
    view = found_or_404(found, f"there is no talk {number}")
    context = {"view": "talks", "talk": talk_words(frame, [view], with_lines=True)[0], "here": request.path}
    if request.GET.get("part") == "lines":
        return render(request, "society/company/lines.html", context)
    return render(request, "society/company/talk.html", frame.context() | context)


def _page(frame: Frame, key: str, handle: str, before: int) -> tuple[TalkPage, dict[str, Any]]:
    """Find the talks that are asked for, and what they are of."""
    asked = {"before": before, "limit": TALKS_A_PAGE}
    if key:
        row: Place = found_or_404(Place.objects.of(frame.run.pk).filter(key=key).first(), f"there is no place {key}")
        return talks_at(frame.moment, row.number, **asked), {"place": place_link(frame, row)}
    if handle:
        number = found_or_404(number_of_handle(frame.moment, handle), f"nobody is called {handle}")
        who = found_or_404(cast_of(frame, [number]).get(number), f"{handle} does not live in town")
        return talks_of(frame.moment, number, **asked), {"who": who}
    return latest_talks(frame.moment, **asked), {}
