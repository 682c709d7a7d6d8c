"""The front page of a day: what went round most, who became friends or fell out, who met, whose work changed, the weather."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from agents.models import Appointment, Medium
from agents.selectors.appointments import is_over_by
from agents.selectors.days import Day, Quarrel, Spread, Turn, WorkTurn, day_in_short
from agents.selectors.occurrences import occurrence_text
from agents.selectors.relations import LEVELS
from society.views.company.cast import Somebody, Somewhere, cast_of, pair_url, settings_of
from society.views.company.pages import company_page
from society.views.frame import Frame
from society.views.measures import sky_line
from society.views.words import day_text, until_text
from streams.kernel.ids import number_of
from streams.kernel.simtime import DAY_S, HOUR_S, clock_text, day_count, weekday, world_time
from streams.models import Comment
from world.economy.employment import Cause
from world.labels import OCCUPATIONS, WEEKDAYS, label
from world.occupations import Occupation
from world.selectors.skies import skies_of

_DIGITS_MAX: Final = 6
_WEATHER_HOURS: Final = (8, 13, 19)
_MET: Final[Mapping[Appointment.Outcome, Promise | str]] = {
    Appointment.Outcome.AHEAD: gettext_lazy("%(one)s and %(other)s are to meet at %(place)s."),
    Appointment.Outcome.KEPT: gettext_lazy("%(one)s and %(other)s met at %(place)s as agreed."),
    Appointment.Outcome.STOOD_UP: gettext_lazy("%(one)s waited at %(place)s, but %(other)s did not come."),
    Appointment.Outcome.FORGOTTEN: gettext_lazy(
        "%(one)s and %(other)s both forgot that they were to meet at %(place)s."
    ),
    Appointment.Outcome.CALLED_OFF: gettext_lazy("%(one)s and %(other)s did not meet at %(place)s: it was called off."),
}
_WORK: Final[Mapping[Cause, Promise | str]] = {
    Cause.HIRED: gettext_lazy("%(who)s found work at %(place)s (%(trade)s)."),
    Cause.LAID_OFF: gettext_lazy("%(who)s lost the work at %(place)s (%(trade)s)."),
    Cause.FOUNDED: gettext_lazy("%(who)s took over %(place)s."),
    Cause.CLOSED: gettext_lazy("%(who)s gave up %(place)s."),
    Cause.LEFT: gettext_lazy("%(who)s moved away and left the work at %(place)s (%(trade)s)."),
    Cause.GONE: gettext_lazy("%(who)s had to leave %(place)s (%(trade)s): it was taken away."),
}
Cast = Mapping[int, Somebody]
Places = Mapping[int, Somewhere]


@company_page
def stories(request: HttpRequest, frame: Frame) -> HttpResponse:
    """Tell what a day was about: the moment's own, or the one that `?day=` names."""
    now_s = frame.moment.sim_time
    first, today = day_count(frame.run.start_sim_time), day_count(now_s)
    shown = _day_asked(request, first, today)
    midnight = (shown - 1) * DAY_S
    day = day_in_short(frame.moment, midnight)
    cast, places = cast_of(frame, _people(day)), settings_of(frame, _places(day))
    context = {
        "view": "stories",
        "day_word": day_text(midnight),
        "weekday": WEEKDAYS[weekday(midnight)],
        "is_today": shown == today,
        "earlier_day": frame.query(district="", day=shown - 1) if shown > first else "",
        "later_day": frame.query(district="", day=shown + 1) if shown < today else "",
        "is_cut": day.is_cut,
        "skies": _skies(frame, midnight),
        "news": _news(frame, day.news, cast, places),
        "turns": [_turn(frame, turn, cast) for turn in day.turns],
        "quarrels": [_quarrel(frame, quarrel, cast, places) for quarrel in day.quarrels],
        "meetings": [_meeting(frame, row, cast, places) for row in day.appointments],
        "work": [_work(turn, cast, places) for turn in day.work],
    }
    return render(request, "society/company/stories.html", frame.context() | context)


def _day_asked(request: HttpRequest, first: int, today: int) -> int:
    text = request.GET.get("day", "")
    if not text:
        return today
    number = int(text) if text.isascii() and text.isdigit() and len(text) < _DIGITS_MAX else 0
    if not first <= number <= today:
        raise Http404(f"{text[:_DIGITS_MAX]} is not a day of this run")
    return number


def _people(day: Day) -> set[int]:
    pairs = [(row.one, row.other) for row in day.turns] + [(row.one, row.other) for row in day.quarrels]
    pairs += [(row.one, row.other) for row in day.appointments]
    return (
        {who for pair in pairs for who in pair}
        | {row.resident for row in day.work}
        | {who for row in day.news for who in (row.owner, row.other)}
    )


def _places(day: Day) -> set[int]:
    where = {row.place for row in day.news} | {row.place for row in day.quarrels}
    return where | {row.place for row in day.appointments} | {row.workplace for row in day.work}


def _skies(frame: Frame, midnight: int) -> list[dict[str, str]]:
    """Say what the weather was like in the morning, at noon and in the evening, as far as the day went."""
    times = [midnight + hour * HOUR_S for hour in _WEATHER_HOURS if midnight + hour * HOUR_S <= frame.moment.sim_time]
    found = zip(times, skies_of(frame.moment, times), strict=False)
    return [{"time": clock_text(at), **line} for at, sky in found if (line := sky_line(sky)) is not None]


def _news(frame: Frame, rows: Sequence[Spread], cast: Cast, places: Places) -> list[dict[str, Any]]:
    posts = _posts_of_comments(frame, rows)
    return [
        {
            "text": occurrence_text(row.what, _name(cast, row.owner), _name(cast, row.other)),
            "who": cast.get(row.owner),
            "place": places.get(row.place),
            "time": until_text(row.time, frame.moment.sim_time),
            "iso": world_time(row.time),
            "spread": _spread(row),
            "href": _source(frame, row, posts),
            "event": str(row.event),
        }
        for row in rows
    ]


def _spread(row: Spread) -> str:
    """Say how far something went: by how many heard, and read."""
    parts = [
        ngettext("%(count)d heard of it", "%(count)d heard of it", row.heard) % {"count": row.heard}
        if row.heard
        else "",
        ngettext("%(count)d read of it", "%(count)d read of it", row.read) % {"count": row.read} if row.read else "",
        ngettext("told %(count)d time", "told %(count)d times", row.passed_on) % {"count": row.passed_on}
        if row.passed_on
        else "",
    ]
    return " · ".join(part for part in parts if part)


def _posts_of_comments(frame: Frame, rows: Sequence[Spread]) -> dict[int, int]:
    """Say which post each comment belongs to. One query, none without comments."""
    keys = [frame.moment.key(row.item) for row in rows if row.medium == Medium.COMMENT]
    found = Comment.objects.filter(pk__in=keys) if keys else []
    return {comment.number: number_of(comment.post_id) for comment in found}


def _source(frame: Frame, row: Spread, posts: Mapping[int, int]) -> str:
    """Write the address of where it was told first that day; "" for a private message."""
    run_id, query = frame.run.pk, frame.query(district="")
    if row.medium == Medium.TALK:
        return reverse("talk", args=[run_id, row.item]) + query
    if row.medium == Medium.POST:
        return reverse("post", args=[run_id, row.item]) + query
    if row.medium == Medium.COMMENT and row.item in posts:
        return f"{reverse('post', args=[run_id, posts[row.item]])}{query}#comment-{row.item}"
    return ""


def _turn(frame: Frame, turn: Turn, cast: Cast) -> dict[str, Any]:
    names = {"one": _name(cast, turn.one), "other": _name(cast, turn.other), "level": str(LEVELS[turn.level])}
    if turn.is_mutual and turn.is_up:
        sentence = _("%(one)s and %(other)s grow closer: %(level)s.")
    elif turn.is_up:
        sentence = _("%(one)s comes to see %(other)s as: %(level)s.")
    else:
        sentence = _("%(one)s no longer sees %(other)s as more than: %(level)s.")
    return {
        "text": sentence % names,
        "href": _pair(frame, turn.one, turn.other, cast),
        "time": clock_text(turn.sim_time),
        "iso": world_time(turn.sim_time),
        "is_up": turn.is_up,
        "level": int(turn.level),
    }


def _quarrel(frame: Frame, quarrel: Quarrel, cast: Cast, places: Places) -> dict[str, Any]:
    talk = reverse("talk", args=[frame.run.pk, quarrel.talk]) + frame.query(district="") if quarrel.talk else ""
    names = {
        "one": _name(cast, quarrel.one),
        "other": _name(cast, quarrel.other),
        "place": _label(places, quarrel.place),
    }
    return {
        "text": _("%(one)s and %(other)s fell out at %(place)s.") % names,
        "href": talk or _pair(frame, quarrel.one, quarrel.other, cast),
        "time": clock_text(quarrel.sim_time),
        "iso": world_time(quarrel.sim_time),
    }


def _meeting(frame: Frame, row: Appointment, cast: Cast, places: Places) -> dict[str, Any]:
    is_over = is_over_by(row, frame.moment)
    outcome = Appointment.Outcome(row.outcome) if is_over else Appointment.Outcome.AHEAD
    is_other_alone = outcome == Appointment.Outcome.STOOD_UP and not row.came_one
    one, other = (row.other, row.one) if is_other_alone else (row.one, row.other)
    names = {"one": _name(cast, one), "other": _name(cast, other), "place": _label(places, row.place)}
    return {
        "text": str(_MET[outcome]) % names,
        "href": _pair(frame, row.one, row.other, cast),
        "time": clock_text(row.at),
        "iso": world_time(row.at),
    }


def _work(turn: WorkTurn, cast: Cast, places: Places) -> dict[str, Any]:
    who = cast.get(turn.resident)
    names = {
        "who": who.name if who else "",
        "place": _label(places, turn.workplace),
        "trade": label(OCCUPATIONS, Occupation(turn.occupation).label),
    }
    return {
        "text": str(_WORK[turn.cause]) % names,
        "href": who.href if who else "",
        "time": clock_text(turn.sim_time),
        "iso": world_time(turn.sim_time),
    }


def _pair(frame: Frame, one: int, other: int, cast: Cast) -> str:
    return pair_url(frame, cast[one], cast[other]) if one in cast and other in cast else ""


def _name(cast: Cast, number: int) -> str:
    return cast[number].name if number in cast else ""


def _label(places: Places, number: int) -> str:
    return places[number].label if number in places else ""
