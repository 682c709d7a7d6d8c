"""Forms with which operators order residents, change them, send them away, let somebody move in, and keep an eye on them."""

from collections.abc import Mapping
from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from pydantic import BaseModel

from agents.errors import TooManyWatched
from agents.founding import PROSE_KEPT_UP_TO
from agents.selectors.profiles import Profile
from agents.services.watching import is_watched, stop_watching, watch, watched
from society.views.control import next_page
from society.views.frame import Frame, number_of_query, reader
from society.views.people import Person, person_of
from society.views.steering import carry_out
from streams.models import Run
from streams.writer.part import CommandKind
from world.commands import DIRECT
from world.contract import Trait
from world.labels import GENDERS, OCCUPATIONS, TRAITS, label
from world.models import Gender, Place
from world.occupations import Occupation
from world.orders.refusals import SENTENCES as OF_ORDERS
from world.people import ADD_AGENT, EDIT_AGENT, PEOPLE_COMMANDS, REMOVE_AGENT
from world.people.ordering import order_of_words
from world.people.refusals import SENTENCES as OF_PEOPLE
from world.selectors.moments import present
from world.selectors.residents import ResidentView, resident_view, resident_views
from world.selectors.sentences import ACTION_LABELS

_KINDS: Final = {kind.name: kind for kind in (DIRECT, *PEOPLE_COMMANDS)}
_DONE: Final[Mapping[str, Promise]] = {
    DIRECT.name: _("She was told."),
    ADD_AGENT.name: _("Somebody has moved in."),
    EDIT_AGENT.name: _("It is changed."),
    REMOVE_AGENT.name: _("She leaves as soon as she is in no talk."),
}
_PLACES_SHOWN: Final = 200
_WORD_TITLES: Final[Mapping[str, Promise]] = {
    "traits": _("Character"),
    "speaking_style": _("Way of speaking"),
    "life_goal": _("Life goal"),
    "goals": _("Goals"),
    "backstory": _("Who this is"),
    "daily_routine": _("Usual day"),
}
_TRAITS: Final = tuple(trait.name.lower() for trait in Trait)
_REFUSALS: Final[Mapping[str, Promise]] = {**OF_ORDERS, **OF_PEOPLE}


@require_POST
def operate(request: HttpRequest, run_id: int) -> HttpResponse:
    """Append what an operator asks of a resident to the inbox and tell what became of it."""
    return carry_out(
        request, run_id, _KINDS, lambda kind: _body(request.POST, kind, run_id), done=_DONE, refusals=_REFUSALS
    )


@require_POST
def watch_resident(request: HttpRequest, run_id: int) -> HttpResponse:
    """Put a resident into the operator's list, or take her out."""
    run, user = get_object_or_404(Run, pk=run_id), reader(request)
    if user is None or not user.is_operator:
        raise PermissionDenied("only operators keep a list of whom they watch")
    number = number_of_query(request.POST.get("resident", ""))
    if request.POST.get("do") == "unwatch":
        stop_watching(user, run, number)
        messages.success(request, _("You do not watch her any more."))
    elif number and resident_view(present(run), number) is not None:
        try:
            watch(user, run, number)
            messages.success(request, _("You watch her from now on: she is in your list, above all residents."))
        except TooManyWatched:
            messages.error(request, _("You watch so many already. Stop watching somebody first."))
    else:
        messages.error(request, str(OF_PEOPLE["agent_not_found"]))
    return redirect(next_page(request, run))


def operating_forms(frame: Frame, view: ResidentView, profile: Profile) -> dict[str, Any] | None:
    """Fill in the forms of a resident's page; None for readers who may not operate, and in the past. Two queries."""
    if not frame.can_steer or frame.moment.is_past or frame.user is None:
        return None
    has_words = frame.moment.resident_count <= PROSE_KEPT_UP_TO
    places = list(Place.objects.of(frame.run.pk).filter(gone_at=0).order_by("pk")[:_PLACES_SHOWN])
    return {
        "actions": [(action.name.lower(), word) for action, word in _actions()],
        "places": [place for place in places if not place.is_home],
        "homes": [place for place in places if place.is_home],
        "workplaces": [place for place in places if "work" in place.function_names],
        "trades": [(trade.label, label(OCCUPATIONS, trade.label)) for trade in Occupation],
        "traits": [(name, label(TRAITS, name), view.personality[name]) for name in _TRAITS],
        "words": [(name, title, _said(profile, name)) for name, title in _WORD_TITLES.items()] if has_words else [],
        "home": view.home.number,
        "is_watched": is_watched(frame.user, frame.run, view.number),
    }


def newcomer_form(frame: Frame) -> dict[str, Any] | None:
    """Say what the form of a newcomer offers; None for readers who may not invite, and in the past."""
    if not frame.can_steer or frame.moment.is_past:
        return None
    return {
        "trades": [(trade.label, label(OCCUPATIONS, trade.label)) for trade in Occupation],
        "genders": [(gender.name.lower(), label(GENDERS, gender.name.lower())) for gender in Gender],
    }


def watched_people(frame: Frame) -> list[Person]:
    """Show whom the reader watches, as they are now. One query for who watches nobody, none for who is no operator."""
    if not frame.can_steer or frame.moment.is_past or frame.user is None:
        return []
    numbers = watched(frame.user, frame.run)
    views = resident_views(frame.moment, numbers) if numbers else []
    return [person_of(view, frame.moment.economy.symbol, frame.moment.sim_time) for view in views]


def _actions() -> list[tuple[Any, Promise]]:
    return sorted(ACTION_LABELS.items(), key=lambda pair: str(pair[1]))


def _said(profile: Profile, name: str) -> str:
    value = getattr(profile, name)
    return value if isinstance(value, str) else "\n".join(value)


def _body(form: QueryDict, kind: CommandKind, run_id: int) -> BaseModel:
    """Make the command's body of a form. ValueError for what makes none."""
    if kind is DIRECT:
        return _order(form, run_id)
    given: dict[str, Any] = {name: text for name in kind.body.model_fields if (text := form.get(name, "").strip())}
    if "goals" in given:
        given["goals"] = [goal for goal in given["goals"].splitlines() if goal.strip()]
    return kind.body.model_validate(given)


def _order(form: QueryDict, run_id: int) -> BaseModel:
    resident, text = number_of_query(form.get("resident", "")), form.get("text", "").strip()
    if not text:
        asked = {"resident": resident, "action": form.get("action", ""), "place": form.get("place") or 0, "far": True}
        return DIRECT.body.model_validate(asked)
    moment = present(get_object_or_404(Run, pk=run_id))
    order = order_of_words(moment, resident, text) if resident_view(moment, resident) else None
    if order is None:
        raise ValueError(f"{text!r} says neither what to do nor where")
    return order
