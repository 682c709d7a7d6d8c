"""The page on which somebody lives in town as a resident: what she perceives, and what she may do as buttons."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from agents.bodies.commands import RETURN, ReturnBody
from agents.bodies.refusals import SENTENCES
from agents.selectors.bodies import BodyView, observation_of, player_of
from agents.selectors.profiles import number_of_handle
from society.views.frame import Frame, found_or_404, number_of_query
from society.views.people import need_bar, person_of
from society.views.standing import Visit, of_network
from society.views.steering import carry_out
from society.views.words import money_text, span_text, until_text
from world.labels import ACTIVITIES, label
from world.selectors.residents import resident_view

TALK: Final = "talk"
_DONE: Final[Mapping[str, Promise]] = {RETURN.name: gettext_lazy("Nobody plays this resident any more.")}


@of_network
def live(visit: Visit, handle: str) -> HttpResponse:
    """Show a resident to whoever plays her, or might; always as she is now."""
    frame = visit.frame
    number = found_or_404(number_of_handle(frame.moment, handle), f"nobody is called {handle}")
    if frame.moment.is_past:
        return redirect("live", frame.run.pk, handle)
    view = found_or_404(resident_view(frame.moment, number), f"{handle} has no body in town")
    played = player_of(frame.run, number)
    is_mine = played is not None and played.player is not None and played.player.number == visit.viewer.account
    seen = observation_of(frame.moment, number) if is_mine else None
    context = {
        "person": person_of(view, frame.moment.economy.symbol, frame.moment.sim_time),
        "played": played_words(frame, played),
        "is_mine": is_mine,
        "seen": _perceived(frame, seen) if seen else None,
    }
    return visit.render("society/live.html", "residents", context)


@require_POST
def take_away(request: HttpRequest, run_id: int) -> HttpResponse:
    """Let nobody play a resident any more, as an operator."""
    return carry_out(
        request,
        run_id,
        {RETURN.name: RETURN},
        lambda kind: ReturnBody(resident=number_of_query(request.POST.get("resident", ""))),
        done=_DONE,
        refusals=SENTENCES,
    )


def played_words(frame: Frame, played: BodyView | None) -> dict[str, Any] | None:
    """Say who plays a resident and since when; None for nobody."""
    if played is None or played.player is None:
        return None
    return {
        "view": played,
        "name": played.player.name,
        "handle": played.player.handle,
        "href": reverse("account", args=[frame.run.pk, played.player.handle]),
        "since": until_text(played.taken_at, frame.moment.sim_time),
    }


def _perceived(frame: Frame, seen: Mapping[str, Any]) -> dict[str, Any]:
    """Put an observation into words."""
    now_s, symbol = frame.moment.sim_time, frame.moment.economy.symbol
    return {
        "is_awaited": seen["is_awaited"],
        "decide_by": until_text(seen["decide_by"], now_s) if seen["is_awaited"] else "",
        "needs": [need_bar(name, points) for name, points in seen["needs"].items()],
        "money": money_text(seen["money_cents"], symbol),
        "pantry": seen["pantry"],
        "shift": _shift(seen["shift"], now_s),
        "workplace": seen["workplace"],
        "appointment": _appointment(seen["appointment"], now_s),
        "near": seen["near"],
        "near_others": seen["near"]["count"] - len(seen["near"]["people"]),
        "heard": [{**line, "time": until_text(line["sim_time"], now_s)} for line in seen["heard"]],
        "groups": _groups(seen, symbol),
        "next": {"word": label(ACTIVITIES, seen["next"]["action"]), "place": seen["next"]["location"]["name"]}
        if seen["next"]
        else None,
    }


def _shift(shift: Mapping[str, int] | None, now_s: int) -> str:
    if shift is None:
        return ""
    return f"{until_text(shift['starts'], now_s)} - {until_text(shift['ends'], now_s)}"


def _appointment(appointment: Mapping[str, Any] | None, now_s: int) -> dict[str, Any] | None:
    return {**appointment, "at": until_text(appointment["at"], now_s)} if appointment else None


def _groups(seen: Mapping[str, Any], symbol: str) -> list[dict[str, Any]]:
    """Sort what is offered by action, the nearest place first; a talk by whom it may be with."""
    offers = sorted(seen["offered"], key=lambda offer: (offer["action"], offer["walk_s"], offer["location"]["number"]))
    return [
        {
            "word": label(ACTIVITIES, action),
            "options": _talks(list(rows), seen) if action == TALK else [_option(row, symbol) for row in rows],
        }
        for action, rows in groupby(offers, key=lambda offer: offer["action"])
    ]


def _option(offer: Mapping[str, Any], symbol: str) -> dict[str, str]:
    about = [span_text(offer["walk_s"])] if offer["walk_s"] else [_("here")]
    if offer["price_cents"]:
        about.append(money_text(offer["price_cents"], symbol))
    return {
        "choice": f"{offer['action']}-{offer['location']['number']}",
        "word": offer["location"]["name"],
        "about": " · ".join(about),
    }


def _talks(offers: Sequence[Mapping[str, Any]], seen: Mapping[str, Any]) -> list[dict[str, str]]:
    return [
        {
            "choice": f"{TALK}-{offer['location']['number']}-{companion['account'].number}",
            "word": companion["account"].name,
            "about": offer["location"]["name"],
        }
        for offer in offers
        for companion in seen["companions"]
    ]


def live_href(frame: Frame, handle: str) -> str:
    """Say where somebody may live as a resident; empty in the past and in a run without a network."""
    if frame.moment.is_past or not frame.has_network:
        return ""
    return reverse("live", args=[frame.run.pk, handle])
