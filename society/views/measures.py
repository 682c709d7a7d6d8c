"""The sky over the town and what operators set in force: a line for everybody, forms for those who may steer."""

from collections.abc import Mapping
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from pydantic import BaseModel

from society.views.frame import Frame
from society.views.steering import carry_out
from society.views.words import moment_text
from streams.kernel.simtime import parse_clock
from world.commands import BALANCE
from world.control import BROADCAST, END_MEASURE, MEASURE_COMMANDS, SET_RULE, SET_WEATHER, START_EVENT
from world.control.refusals import SENTENCES
from world.engine.measures import MeasureKind, Priority
from world.labels import MEASURES, PRIORITIES, SEASONS, SKIES, label
from world.models import Place
from world.selectors.outside import MeasureView, WeatherView, measures_of, weather_of
from world.selectors.population import is_balanced
from world.weather import Sky

_KINDS: Final = {kind.name: kind for kind in (*MEASURE_COMMANDS, BALANCE)}
_DONE: Final[Mapping[str, Promise]] = {
    SET_WEATHER.name: _("The weather is set."),
    SET_RULE.name: _("The rule is in force."),
    START_EVENT.name: _("It has happened."),
    BROADCAST.name: _("The announcement is out."),
    END_MEASURE.name: _("It is over."),
    BALANCE.name: _("It is so from now on."),
}
_CLOCKS: Final = ("from_s", "until_s")
"""Fields that a form writes as times of day."""


def sky_line(weather: WeatherView | None) -> dict[str, str] | None:
    """Say what it is like outside in words, with the icon's name; None in a town without weather."""
    if weather is None:
        return None
    words = gettext("%(sky)s, %(degrees)s °C, %(season)s") % {
        "sky": label(SKIES, weather.sky),
        "degrees": round(weather.temperature),
        "season": label(SEASONS, weather.season),
    }
    return {"icon": f"sky-{weather.sky}", "words": words}


def measures_panel(frame: Frame, places: Mapping[int, Place]) -> dict[str, Any]:
    """Gather the sky and what is in force, and what an operator can choose from. Three queries.

    A fourth for operators, where the town's people were let come and go or stopped.
    """
    shown = {
        "sky": sky_line(weather_of(frame.moment)),
        "in_force": [_row(view, places) for view in measures_of(frame.moment)],
    }
    if not frame.can_steer or frame.moment.is_past:
        return shown
    return shown | {
        "control": {
            "skies": [(sky.name.lower(), label(SKIES, sky.name.lower())) for sky in Sky],
            "rules": _named("curfew", "festival", "crisis", "free_day"),
            "events": _named("disaster", "celebration", "money"),
            "priorities": [(one.name.lower(), label(PRIORITIES, one.name.lower())) for one in Priority],
            "places": [place for place in places.values() if not place.is_home],
            "is_balanced": is_balanced(frame.moment),
        }
    }


def _named(*names: str) -> list[tuple[str, str]]:
    return [(name, label(MEASURES, name)) for name in names]


def _row(view: MeasureView, places: Mapping[int, Place]) -> dict[str, Any]:
    place = places.get(view.place)
    what = label(SKIES, Sky(view.amount).name.lower()) if view.kind == "weather" else label(MEASURES, view.kind)
    return {
        "number": view.number,
        "what": what,
        "where": place.label if place else "",
        "district": view.district,
        "until": moment_text(view.ends),
        "text": view.text,
        "is_weather": view.kind == MeasureKind.WEATHER.name.lower(),
    }


@require_POST
def measure(request: HttpRequest, run_id: int) -> HttpResponse:
    """Append what an operator asks for to the inbox and tell what became of it."""
    return carry_out(request, run_id, _KINDS, lambda kind: _body(request, kind.body), done=_DONE, refusals=SENTENCES)


def _body(request: HttpRequest, body: type[BaseModel]) -> BaseModel:
    """Read the fields that the command has; empty ones are as if they were not there. ValueError for what is not one."""
    given = {name: request.POST[name] for name in body.model_fields if request.POST.get(name, "") != ""}
    clocks: dict[str, Any] = {name: parse_clock(given[name]) for name in _CLOCKS if name in given}
    return body.model_validate(given | clocks)
