"""Memories ready for a template, and the page of all that a resident remembers, which is for operators."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from agents.models import MemoryKind
from agents.selectors.memories import MemoryView, memories_of
from agents.selectors.profiles import number_of_handle
from society.views.company.cast import cast_of
from society.views.company.pages import company_page
from society.views.frame import Frame, found_or_404, number_of_query
from society.views.words import moment_text
from streams.kernel.simtime import world_time

MEMORIES_A_PAGE: Final = 40
KINDS: Final[Mapping[MemoryKind, tuple[str, Promise | str]]] = {
    MemoryKind.OBSERVATION: ("observation", _("lived through")),
    MemoryKind.CONVERSATION: ("conversation", _("from talks")),
    MemoryKind.RELATION: ("relation", _("about others")),
    MemoryKind.READING: ("reading", _("read online")),
}
"""Name in the address and word, by kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryWords:
    """A memory in words.   href: the talk or the post that it comes from, "" = none."""

    text: str
    when: str
    iso: str
    place: str
    kind: str
    importance: int
    href: str


def memory_words(frame: Frame, views: Sequence[MemoryView]) -> list[MemoryWords]:
    """Put memories into words. No query."""
    return [
        MemoryWords(
            text=view.text,
            when=moment_text(view.sim_time),
            iso=world_time(view.sim_time),
            place=view.place_name,
            kind=str(KINDS[view.kind][1]),
            importance=view.importance,
            href=_source(frame, view),
        )
        for view in views
    ]


@company_page
def memories(request: HttpRequest, frame: Frame, handle: str) -> HttpResponse:
    """List what a resident remembers, newest first: `?kind=` narrows, `?before=` goes on. Operators only."""
    number = found_or_404(number_of_handle(frame.moment, handle), f"nobody is called {handle}")
    who = found_or_404(cast_of(frame, [number]).get(number), f"{handle} does not live in town")
    context = {"view": "residents", "who": who}
    if not frame.can_steer:
        return render(request, "society/company/memories.html", frame.context() | context, status=403)
    name, before = request.GET.get("kind", ""), number_of_query(request.GET.get("before", ""))
    kind = next((kind for kind, (known, _word) in KINDS.items() if known == name), None)
    page = memories_of(frame.moment, number, kind=kind, before=before, limit=MEMORIES_A_PAGE)
    kept = {"kind": name if kind is not None else ""}
    context |= {
        "memories": memory_words(frame, page.memories),
        "tabs": _tabs(frame, request.path, kind),
        "is_further": bool(before),
        "older": frame.query(district="", before=page.before, **kept) if page.before else "",
    }
    return render(request, "society/company/memories.html", frame.context() | context)


def _tabs(frame: Frame, path: str, shown: MemoryKind | None) -> list[dict[str, object]]:
    every = {"word": _("Everything"), "href": path + frame.query(district=""), "is_now": shown is None}
    return [every] + [
        {"word": word, "href": path + frame.query(district="", kind=name), "is_now": kind == shown}
        for kind, (name, word) in KINDS.items()
    ]


def _source(frame: Frame, view: MemoryView) -> str:
    if not view.item or view.kind == MemoryKind.OBSERVATION:
        return ""
    page = "post" if view.kind == MemoryKind.READING else "talk"
    return reverse(page, args=[frame.run.pk, view.item]) + frame.query(district="")
