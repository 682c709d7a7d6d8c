"""Forms with which operators build, change, move and delete places: on the page of a place, the list of places, the map."""

from collections.abc import Mapping
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from pydantic import BaseModel

from society.views.frame import Frame
from society.views.steering import carry_out
from streams.kernel.simtime import DAY_S, clock_text
from world.building import CREATE_PLACE, DELETE_PLACE, EDIT_PLACE, MOVE_PLACE, PLACE_COMMANDS
from world.building.bodies import JOBS_MAX
from world.building.refusals import SENTENCES
from world.labels import OCCUPATIONS, PLACE_TYPES, PRICE_CATEGORIES, WEEKDAYS, label
from world.models import Place
from world.scenario import CHARGED_FOR, WORKPLACE_TYPES, PlaceFunction, PlaceType, PriceCategory
from world.scenario.hours import ALWAYS, CLOSED
from world.scenario.hours import WEEKDAYS as DAYS
from world.selectors.jobs import jobs_of

_KINDS: Final = {kind.name: kind for kind in PLACE_COMMANDS}
_DONE: Final[Mapping[str, Promise]] = {
    CREATE_PLACE.name: _("The place is built. It opens with the next step."),
    EDIT_PLACE.name: _("The place is changed."),
    MOVE_PLACE.name: _("The place is moved."),
    DELETE_PLACE.name: _("The place is gone, and everybody in it goes elsewhere."),
}
_EMPTY_ROWS: Final = 2
_PLAIN: Final = ("place", "type", "name", "name_zh", "x", "y", "width", "height", "capacity")


@require_POST
def building(request: HttpRequest, run_id: int) -> HttpResponse:
    """Append what an operator asks of the map to the inbox and tell what became of it."""
    return carry_out(
        request, run_id, _KINDS, lambda kind: _body(request.POST, kind.body), done=_DONE, refusals=SENTENCES
    )


def building_forms(frame: Frame, row: Place) -> dict[str, Any] | None:
    """Fill in the forms of a place's page; None for readers who may not change it, in the past, and for what is gone."""
    if not frame.can_steer or frame.moment.is_past or row.is_gone:
        return None
    works = PlaceFunction.WORK.value in row.function_names
    charged = {kind: action for action in row.function_names for kind in _charged_for(action)}
    return {
        "row": row,
        "week": [
            {"field": f"open_{day}", "word": WEEKDAYS[i], "value": _hours_text(*row.week[i])}
            for i, day in enumerate(DAYS)
        ],
        "prices": [
            {
                "field": f"price_{kind.value}",
                "word": label(PRICE_CATEGORIES, kind.value),
                "value": f"{row.price_cents.get(action, 0) / 100:.2f}" if row.price_cents.get(action) else "",
            }
            for kind, action in charged.items()
        ],
        "jobs": _job_rows(frame, row) if works else [],
        "trades": _trades(row.type),
    }


def new_place_form(frame: Frame) -> dict[str, Any] | None:
    """Say what the form of a new place offers; None for readers who may not build."""
    if not frame.can_steer or frame.moment.is_past:
        return None
    return {
        "types": sorted(
            ((kind.value, label(PLACE_TYPES, kind.value)) for kind in PlaceType), key=lambda pair: str(pair[1])
        ),
        "trades": _trades(),
    }


def _trades(place_type: str = "") -> list[tuple[str, Any]]:
    """List trades that have work, at this type of place if one is given, with their words."""
    found = [trade.label for trade, types in WORKPLACE_TYPES.items() if (place_type in types if place_type else types)]
    return [(trade, label(OCCUPATIONS, trade)) for trade in found]


def _job_rows(frame: Frame, row: Place) -> list[dict[str, Any]]:
    """Fill in a row of fields for each kind of job, and some empty ones."""
    filled = [
        {
            "trade": job.occupation,
            "count": job.count,
            "shift": job.shift,
            "days": job.days,
            "wage": _amount(job.wage_cents),
        }
        for job in jobs_of(frame.moment, row)
    ]
    rows = filled + [{"trade": "", "count": 1, "shift": "", "days": "", "wage": ""}] * _EMPTY_ROWS
    return [{"number": number, **fields} for number, fields in enumerate(rows[:JOBS_MAX])]


def _amount(cents: int | None) -> str:
    return "" if cents is None else f"{cents / 100:.2f}"


def _charged_for(action: str) -> tuple[PriceCategory, ...]:
    return CHARGED_FOR.get(PlaceFunction(action), ()) if action in set(PlaceFunction) else ()


def _hours_text(start_s: int, length_s: int) -> str:
    """Write a day's hours as forms and scenarios do."""
    if not length_s:
        return CLOSED
    if length_s >= DAY_S:
        return ALWAYS
    return f"{clock_text(start_s)}-{clock_text((start_s + length_s) % DAY_S)}"


def _body(form: QueryDict, body: type[BaseModel]) -> BaseModel:
    """Read the fields that the command has; empty ones are as if they were not there."""
    given: dict[str, Any] = {name: form[name] for name in _PLAIN if name in body.model_fields and form.get(name)}
    if "open" in body.model_fields:
        given |= _hours(form)
    if form.get("has_prices"):
        prices = {kind.value: form.get(f"price_{kind.value}", "") for kind in PriceCategory}
        given["prices"] = {kind: amount for kind, amount in prices.items() if amount}
    if form.get("has_jobs"):
        given["jobs"] = [job for number in range(JOBS_MAX) if (job := _job(form, number))]
    elif "jobs" in body.model_fields and form.get("trade"):
        job = {"occupation": form["trade"], "count": form.get("count") or 1, "shift": form.get("shift", "")}
        given["jobs"] = [job | ({"days": form["days"]} if form.get("days") else {})]
    return body.model_validate(given)


def _job(form: QueryDict, number: int) -> dict[str, Any]:
    """Read one row of jobs; empty without a trade."""
    if not form.get(f"trade_{number}"):
        return {}
    job = {"occupation": form[f"trade_{number}"], "count": form.get(f"count_{number}") or 1}
    job["shift"] = form.get(f"shift_{number}", "").strip()
    more = {"days": form.get(f"days_{number}", "").strip(), "wage_per_hour": form.get(f"wage_{number}", "").strip()}
    return job | {name: text for name, text in more.items() if text}


def _hours(form: QueryDict) -> dict[str, Any]:
    days = {day: text for day in DAYS if (text := form.get(f"open_{day}", "").strip())}
    if days:
        return {"open": {"default": CLOSED, **days}}
    every_day = form.get("open", "").strip()
    return {"open": every_day} if every_day else {}
