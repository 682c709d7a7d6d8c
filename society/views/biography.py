"""What a resident's own page says beyond the present: her persona as bars, her day as a line, what she weighed last."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.utils.translation import gettext as _

from agents.selectors.profiles import Profile
from agents.selectors.why import Why, why
from society.views.frame import Frame
from society.views.people import clock_span
from society.views.words import day_text, moment_text, money_text, span_text
from streams.errors import ChainTooLong, DayPruned
from streams.kernel.simtime import DAY_S, clock_text, day_count, weekday, world_time
from world.labels import ACTIVITIES, GENDERS, MINDS, SKILLS, TRAITS, WEEKDAYS, label
from world.models import Place, Resident
from world.selectors.map import places_of
from world.selectors.residents import ResidentView
from world.selectors.scene import faces_of
from world.selectors.sentences import reason_label
from world.selectors.timeline import Befallen, Span, day_of
from world.selectors.work import with_present_work
from world.sentences import say

_WEEK: Final = 7
_FULL: Final = 100


def biography(frame: Frame, view: ResidentView, profile: Profile, day: int) -> dict[str, Any]:
    """Gather what the page shows; day 0 is the moment's own, one outside the run's is the nearest."""
    now_s, symbol = frame.moment.sim_time, frame.moment.economy.symbol
    first, today = day_count(frame.run.start_sim_time), day_count(now_s)
    shown = min(max(day or today, first), today)
    spans, lost = _day(frame, view, (shown - 1) * DAY_S)
    named = {view.home.number, *(span.place.number for span in spans)}
    places = places_of(frame.run, named | ({view.workplace.number} if view.workplace else set()))
    return {
        "gender": label(GENDERS, view.gender),
        "traits": [{"word": label(TRAITS, name), "points": points} for name, points in view.personality.items()],
        "skills": _skills(view),
        "mind": label(MINDS, profile.mind),
        "shift": _shift(frame, view),
        "home": places[view.home.number],
        "workplace": places[view.workplace.number] if view.workplace else None,
        "income": money_text(view.purse.income_per_hour_cents, symbol),
        "costs": money_text(view.purse.base_daily_cost_cents, symbol),
        "since": clock_text(view.since),
        "lost": lost,
        "entries": _entries(frame, spans, places),
        "day_word": day_text((shown - 1) * DAY_S),
        "weekday": WEEKDAYS[weekday((shown - 1) * DAY_S)],
        "is_today": shown == today,
        "earlier_day": frame.query(day=shown - 1) if shown > first else "",
        "later_day": frame.query(day=shown + 1) if shown < today else "",
        "weighed": _weighed(frame, view),
    }


def _day(frame: Frame, view: ResidentView, midnight: int) -> tuple[Sequence[Span], str]:
    """Read her day, or why it cannot be read: a sentence."""
    try:
        return day_of(frame.moment, view.number, midnight), ""
    except DayPruned as pruned:
        kept = {"moment": moment_text(pruned.kept_from)}
        return (), _("This day was pruned. The record is kept from %(moment)s on.") % kept
    except ChainTooLong:
        return (), _("This day is too far back to be found before it is archived. Try again later.")


def _skills(view: ResidentView) -> list[dict[str, Any]]:
    best = sorted(view.skills.items(), key=lambda item: (-item[1], item[0]))
    return [{"word": label(SKILLS, name), "points": round(points)} for name, points in best]


def _shift(frame: Frame, view: ResidentView) -> str:
    """Say when she works: Monday, Tuesday 08:30 - 17:00; empty without a job."""
    born = Resident.objects.numbered(frame.run.pk, view.number).get()
    row = with_present_work(frame.moment, [born], [view.number])[0]
    if not row.shift_length_s:
        return ""
    days = [str(WEEKDAYS[day]) for day in range(_WEEK) if row.workdays >> day & 1]
    ends_s = (row.shift_start_s + row.shift_length_s) % DAY_S
    return f"{_(', ').join(days)} {clock_span(row.shift_start_s, ends_s)}"


def _entries(frame: Frame, spans: Sequence[Span], places: Mapping[int, Place]) -> list[dict[str, Any]]:
    """Put the spans of a day into words. One query more where somebody gave her something."""
    givers = {befallen.other for span in spans for befallen in span.befallen if befallen.other}
    names = {number: face.name for number, face in faces_of(frame.run, sorted(givers)).items()} if givers else {}
    symbol = frame.moment.economy.symbol
    return [
        {**_entry(frame, span, places), "befallen": [_befallen(one, names, symbol) for one in span.befallen]}
        for span in spans
    ]


def _befallen(befallen: Befallen, names: Mapping[int, str], symbol: str) -> dict[str, Any]:
    """Put into words what chance brought her."""
    amount = befallen.amount_cents
    place = befallen.place.name if befallen.place else ""
    return {
        "time": clock_text(befallen.sim_time),
        "iso": world_time(befallen.sim_time),
        "sentence": say(f"befell.{befallen.name}", place=place, other=names.get(befallen.other, "")),
        "amount": money_text(amount, symbol, is_signed=True) if amount else "",
        "sign": "minus" if amount < 0 else "plus",
    }


def _entry(frame: Frame, span: Span, places: Mapping[int, Place]) -> dict[str, Any]:
    """Put a span of the day into words."""
    now_s, symbol = frame.moment.sim_time, frame.moment.economy.symbol
    arrives_s = span.since + span.walked_s
    is_walking = span.until is None and arrives_s > now_s
    lasted_s = (now_s if span.until is None else span.until) - arrives_s
    form = "now" if span.until is None else "did"
    return {
        "kind": "move" if is_walking else span.action,
        "time": clock_text(span.since),
        "iso": world_time(span.since),
        "sentence": say("now.walking" if is_walking else f"{form}.{span.action}", place=span.place.name),
        "place": places[span.place.number],
        "walked": span_text(span.walked_s) if span.walked_s and not is_walking else "",
        "lasted": "" if is_walking else span_text(lasted_s),
        "reason": reason_label(span.reason_number),
        "earned": money_text(span.earned_cents, symbol, is_signed=True) if span.earned_cents else "",
        "is_now": span.until is None,
        "refused": [say(f"failed.{refusal.reason}", place=refusal.place.name) for refusal in span.refused],
    }


def _weighed(frame: Frame, view: ResidentView) -> dict[str, Any] | None:
    """Say what she weighed when she chose what she does; None where that is not kept."""
    found = why(frame.moment, view.number, view.last_event)
    if found is None or not found.options:
        return None
    return {
        "moment": moment_text(found.sim_time),
        "reason": reason_label(found.reason_number),
        "is_refused": found.is_refused,
        "options": _options(found),
    }


def _options(found: Why) -> Sequence[dict[str, Any]]:
    """Weights as shares of the heaviest: only their order and their distances mean anything."""
    heaviest = max([option.weight for option in found.options] + [1])
    return [
        {
            "word": label(ACTIVITIES, option.action),
            "place": option.place.name,
            "share": max(option.weight, 0) * _FULL // heaviest,
            "weight": option.weight,
            "is_chosen": option.is_chosen,
        }
        for option in found.options
    ]
