"""Who works where at a moment: people as they were born, with the changes since; and how somebody's work changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.core.cache import cache
from django.db.models import Count, QuerySet

from streams.kernel.ids import number_of
from world.economy.employment import Cause
from world.models import Employment, HomeChange, PersonaChange, Resident
from world.occupations import Occupation
from world.rows import HOME_CHANGES, PERSONA_CHANGES
from world.selectors.moments import Moment

_CHANGED: Final = (
    *("occupation", "workplace", "shift_start_s", "shift_length_s", "workdays", "bedtime_s"),
    "wage_per_hour",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkChange:
    """One change of somebody's work: the trade and the place that were taken up, or lost. wage_cents: an hour's, 0 = none."""

    sim_time: int
    cause: str
    occupation: str
    workplace: int
    wage_cents: int


def with_present_work(moment: Moment, people: Sequence[Resident], numbers: Sequence[int] | None) -> Sequence[Resident]:
    """Let these rows say what people work at the moment. One query, none where nobody's work ever changes.

    numbers: whom they are of, None = everybody.
    """
    if not people or not has_labour(moment):
        return people
    rows = _changes(moment)
    if isinstance(numbers, range):
        rows = rows.filter(resident__gte=numbers.start, resident__lt=numbers.stop)
    elif numbers is not None:
        rows = rows.filter(resident__in=[person.number for person in people])
    latest = {change.resident: change for change in rows.order_by("pk")}
    for person in people:
        if change := latest.get(person.number):
            for name in _CHANGED:
                setattr(person, name, getattr(change, name))
    return people


def as_they_were(moment: Moment, people: Sequence[Resident]) -> Sequence[Resident]:
    """Let these rows say what people were like, and where they lived, at a past moment.

    One query where homes were changed, and one where personas were; else none.
    """
    if people and moment.is_past and moment.counters.get(PERSONA_CHANGES.name):
        rows = {person.number: person for person in people}
        later = PersonaChange.objects.of(moment.run.pk).filter(sim_time__gt=moment.sim_time, resident__in=list(rows))
        for persona in later.order_by("-pk"):
            for name, value in persona.columns_before.items():
                setattr(rows[persona.resident], name, value)
    if people and moment.is_past and moment.counters.get(HOME_CHANGES.name):
        moved = HomeChange.objects.of(moment.run.pk).filter(sim_time__gt=moment.sim_time).order_by("-pk")
        then = {change.resident: change.home_before for change in moved}
        for person in people:
            person.home = then.get(person.number, person.home)
    return people


def work_history(moment: Moment, number: int, *, limit: int = 50) -> list[WorkChange]:
    """List how somebody's work changed, newest first. One query."""
    return [
        WorkChange(
            sim_time=row.sim_time,
            cause=Cause(row.cause).name.lower(),
            occupation=Occupation(row.occupation if row.workplace else row.occupation_before).label,
            workplace=row.workplace or row.workplace_before,
            wage_cents=row.wage_per_hour,
        )
        for row in _changes(moment).filter(resident=number).order_by("-pk")[:limit]
    ]


def moved_trades(moment: Moment) -> dict[int, int]:
    """By how many each trade has grown or shrunk since birth. Two queries, the second once for each change of anybody's."""
    if not has_labour(moment):
        return {}
    rows = _changes(moment)
    newest = rows.order_by("-pk").values_list("pk", flat=True).first()
    if newest is None:
        return {}
    key = f"moved.{moment.run.pk}.{moment.run.created_wall.timestamp()}.{number_of(newest)}"
    return cache.get_or_set(key, lambda: _moved(rows), None) or {}


def changed_residents(moment: Moment, occupation: int, among: range | None) -> tuple[set[int], set[int]]:
    """Say who of these (None = everybody) has come to a trade since birth, and whose has changed. One query, a row a change."""
    latest: dict[int, int] = {}
    if has_labour(moment):
        rows = _changes(moment)
        rows = rows if among is None else rows.filter(resident__gte=among.start, resident__lt=among.stop)
        latest = dict(rows.order_by("pk").values_list("resident", "occupation"))
    return {resident for resident, trade in latest.items() if trade == occupation}, set(latest)


def has_labour(moment: Moment) -> bool:
    """Whether anybody's work can change in this run."""
    labour = moment.economy.labour
    return bool(labour.layoff or labour.hire or labour.found)


def _changes(moment: Moment) -> QuerySet[Employment]:
    return Employment.objects.of(moment.run.pk).filter(sim_time__lte=moment.sim_time)


def _moved(rows: QuerySet[Employment]) -> dict[int, int]:
    moved: dict[int, int] = {}
    pairs = rows.order_by().values_list("occupation_before", "occupation").annotate(Count("pk"))
    for before, after, count in pairs:
        moved[before] = moved.get(before, 0) - count
        moved[after] = moved.get(after, 0) + count
    return moved
