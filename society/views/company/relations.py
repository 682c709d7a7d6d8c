"""What residents are to each other: a drawn graph of a town or a part of it, all ties of one, and two of them both ways."""

from typing import Any, Final

import numpy as np
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from agents.selectors.circles import Bond, Circle, circle_of
from agents.selectors.profiles import number_of_handle
from agents.selectors.relations import LEVELS, LevelChange, TieView, relation_of, ties_of
from agents.selectors.talks import TalkView, talks_of
from society.views.company.cast import Somebody, cast_of, pair_url
from society.views.company.layout import spread_out
from society.views.company.pages import company_page
from society.views.company.talk_words import talk_words
from society.views.company.tie_words import tie_words
from society.views.districts import district_choice
from society.views.frame import Frame, found_or_404, number_of_query
from society.views.words import moment_text
from streams.kernel.simtime import world_time
from world.selectors.districts import district_of
from world.ties import TieLevel

NODES_MAX: Final = 100
"""Residents that are drawn at a time: in a larger district they are shown part by part."""
BONDS_LISTED: Final = 40
NAMED_UP_TO: Final = 64
TALKS_LOOKED_AT: Final = 50
TALKS_SHOWN: Final = 6
WIDTH: Final = 960
HEIGHT: Final = 680
_MARGIN: Final = 36
_WEIGHTS: Final = {
    TieLevel.STRANGER: 0.1,
    TieLevel.ACQUAINTANCE: 0.25,
    TieLevel.FRIEND: 0.7,
    TieLevel.CLOSE_FRIEND: 1.2,
    TieLevel.BEST_FRIEND: 1.6,
}
"""How strongly a bond pulls two together on the drawing."""


@company_page
def relations(request: HttpRequest, frame: Frame) -> HttpResponse:
    """Draw who is close to whom: of a large town one district, of a large district a part, from `?from=` on."""
    district = district_of(frame.moment, frame.district or 1)
    everybody = district.residents
    first = min(max(number_of_query(request.GET.get("from", "")), everybody.start), max(everybody.stop - 1, 1))
    shown = range(first, min(first + NODES_MAX, everybody.stop))
    circle = circle_of(frame.moment, shown)
    cast = cast_of(frame, shown)
    context = {
        "view": "relations",
        "choice": district_choice(frame, "relations", district.number),
        "graph": _graph(circle, cast),
        "bonds": [_bond(frame, bond, cast) for bond in circle.bonds[:BONDS_LISTED] if bond.level],
        "others": max(0, sum(bond.level > 0 for bond in circle.bonds) - BONDS_LISTED),
        "levels": [{"level": int(level), "word": word} for level, word in LEVELS.items() if level],
        "mean_friends": circle.mean_friends,
        "isolates": circle.isolates,
        "count": len(circle.residents),
        "is_part": len(shown) < len(everybody),
        "earlier": _from(frame, max(first - NODES_MAX, everybody.start)) if first > everybody.start else "",
        "later": _from(frame, shown.stop) if shown.stop < everybody.stop else "",
    }
    return render(request, "society/company/relations.html", frame.context() | context)


@company_page
def relations_of(request: HttpRequest, frame: Frame, handle: str) -> HttpResponse:
    """List all ties of one resident, the strongest first."""
    number = found_or_404(number_of_handle(frame.moment, handle), f"nobody is called {handle}")
    who = found_or_404(cast_of(frame, [number]).get(number), f"{handle} does not live in town")
    context = {"view": "relations", "who": who, "ties": tie_words(frame, number, ties_of(frame.moment, number))}
    return render(request, "society/company/relations_of.html", frame.context() | context)


@company_page
def relation(request: HttpRequest, frame: Frame, handle: str, other_handle: str) -> HttpResponse:
    """Show what two are to each other, how that came, and their last talks."""
    numbers = [number_of_handle(frame.moment, handle), number_of_handle(frame.moment, other_handle)]
    cast = cast_of(frame, [number for number in numbers if number])
    if len(cast) != 2:
        raise Http404(f"{handle} and {other_handle} are not two residents")
    one, other = (cast[number] for number in numbers if number)
    view = relation_of(frame.moment, one.number, other.number)
    context = {
        "view": "relations",
        "one": one,
        "other": other,
        "sides": [_side(one, other, view.there), _side(other, one, view.back)],
        "changes": [_change(frame, change, cast) for change in view.changes],
        "talks": talk_words(frame, _together(frame, one.number, other.number)),
    }
    return render(request, "society/company/relation.html", frame.context() | context)


def _from(frame: Frame, first: int) -> str:
    return frame.query(**{"from": first})


def _graph(circle: Circle, cast: dict[int, Somebody]) -> dict[str, Any]:
    """Lay the graph out in pixels."""
    row_of = {number: row for row, number in enumerate(circle.residents)}
    bonds = [bond for bond in circle.bonds if bond.level]
    edges = np.array([(row_of[bond.one], row_of[bond.other]) for bond in bonds], dtype=np.int64).reshape(-1, 2)
    places = spread_out(len(circle.residents), edges, np.array([_WEIGHTS[bond.level] for bond in bonds]))
    x = np.rint(_MARGIN + places[:, 0] * (WIDTH - 2 * _MARGIN)).astype(int).tolist()
    y = np.rint(_MARGIN + places[:, 1] * (HEIGHT - 2 * _MARGIN)).astype(int).tolist()
    is_named = len(circle.residents) <= NAMED_UP_TO
    return {
        "width": WIDTH,
        "height": HEIGHT,
        # the strongest are drawn last, on top
        "lines": [
            {"x1": x[a], "y1": y[a], "x2": x[b], "y2": y[b], "level": int(bond.level)}
            for (a, b), bond in zip(edges[::-1].tolist(), bonds[::-1], strict=True)
        ],
        "nodes": [
            {
                "who": cast[number],
                "x": x[i],
                "y": y[i],
                "label_y": y[i] - 12,
                "radius": 5 + min(circle.friends[number], 10) // 2,
                "friends": circle.friends[number],
                "is_named": is_named or circle.friends[number] > 2 * circle.mean_friends,
            }
            for i, number in enumerate(circle.residents)
            if number in cast
        ],
    }


def _bond(frame: Frame, bond: Bond, cast: dict[int, Somebody]) -> dict[str, Any]:
    one, other = cast[bond.one], cast[bond.other]
    return {
        "one": one,
        "other": other,
        "there": int(bond.there),
        "back": int(bond.back),
        "level": int(bond.level),
        "word": LEVELS[bond.level],
        "href": pair_url(frame, one, other),
    }


def _side(who: Somebody, whom: Somebody, tie: TieView | None) -> dict[str, Any]:
    shown: dict[str, Any] = {"who": who, "whom": whom, "tie": tie}
    if tie is not None:
        shown |= {"level": int(tie.level), "last": moment_text(tie.last_at), "iso": world_time(tie.last_at)}
        shown |= {"strength": int(tie.strength), "trust": int(tie.trust)}
    return shown


def _change(frame: Frame, change: LevelChange, cast: dict[int, Somebody]) -> dict[str, Any]:
    href = reverse("talk", args=[frame.run.pk, change.talk]) + frame.query(district="") if change.talk else ""
    return {
        "one": cast[change.one],
        "other": cast[change.other],
        "word": change.after_name,
        "level": int(change.after),
        "is_up": change.after > change.before,
        "when": moment_text(change.sim_time),
        "iso": world_time(change.sim_time),
        "href": href,
    }


def _together(frame: Frame, one: int, other: int) -> list[TalkView]:
    """Find their last talks with each other, among the last of one of them."""
    found = talks_of(frame.moment, one, limit=TALKS_LOOKED_AT).talks
    return [talk for talk in found if other in talk.members][:TALKS_SHOWN]
