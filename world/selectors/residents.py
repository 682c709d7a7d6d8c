"""Residents as people see them: the live view of some, and lists by name, trade, purse or activity."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

import numpy as np
from django.core.cache import cache
from django.db.models import Count, Q, QuerySet

from streams.kernel.ids import number_of
from streams.models import Account
from world.contract import NEED_MAX, EconomicStatus, Int, Need, Persona, Skill, Trait
from world.economy.terms import economic_status, status_name, wage_cents
from world.errors import TooManyResidents
from world.models import Gender, Place, Resident
from world.occupations import SKILL_OF, Occupation
from world.selectors.bodies import Bodies, read_bodies
from world.selectors.feelings import Emotion, emotions_of, happiness_of
from world.selectors.map import places_at, positions
from world.selectors.moments import Moment
from world.selectors.sentences import action_name, reason_name, thought
from world.selectors.work import as_they_were, changed_residents, moved_trades, with_present_work

SEARCHABLE_UP_TO: Final = 20_000
"""Residents up to which lists can be searched, sorted and filtered by what people are doing."""
_PERSONA: Final = (
    *("age", "gender", "occupation", "home", "workplace", "shift_start_s", "shift_length_s", "workdays"),
    *("bedtime_s", "sleep_length_s"),
)


class Sort(StrEnum):
    """Orders of a list of residents; without one it is that of their numbers."""

    NAME = "name"
    ACTIVITY = "activity"
    WEALTH = "wealth"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRef:
    """A place by number, with its name in the reader's language."""

    number: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Purse:
    """Money in cents of the run's currency; status is wealthy, stable, tight, struggling or in_debt."""

    currency: str
    money_cents: int
    income_per_hour_cents: int
    base_daily_cost_cents: int
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResidentView:
    """A resident at a shown moment. Needs and skills are points 0-100 by name; times are simulated seconds."""

    number: int
    handle: str
    name: str
    avatar_seed: int
    age: int
    gender: str
    occupation: str
    personality: Mapping[str, int]
    home: PlaceRef
    workplace: PlaceRef | None
    x: float
    y: float
    is_walking: bool
    location: PlaceRef | None  # None on the way
    target: PlaceRef | None  # where she is going, None when there
    action: str
    action_number: int
    reason: str
    reason_number: int
    since: int
    arrive: int
    until: int
    thinking: str
    emotion: Emotion
    needs: Mapping[str, float]
    happiness: int
    skills: Mapping[str, float]
    purse: Purse
    last_meal: int
    last_sleep: int
    last_event: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ResidentPage:
    """A page of a list."""

    total: int
    items: Sequence[ResidentView]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a list of residents is narrowed to and ordered by; empty means everybody, by number.

    among: the numbers to choose from, such as a district's; None = the whole town.
    """

    among: range | None = None
    search: str = ""
    occupation: Occupation | None = None
    status: EconomicStatus | None = None
    sort: Sort | None = None

    @property
    def needs_everybody(self) -> bool:
        """Whether the answer depends on more than a page of rows."""
        return bool(self.search) or self.status is not None or self.sort is not None


def resident_views(moment: Moment, numbers: Sequence[int] | None = None) -> list[ResidentView]:
    """Show these residents (all without `numbers`), in number order; unknown ones are left out.

    Four queries in the present, three in the past, and those of `read_bodies` for whoever decided ahead; one more where
    people's work changes.
    """
    people = _people(moment, numbers)
    known = numbers if isinstance(numbers, range) else [person.number for person in people]
    return _views(moment, *_both(people, read_bodies(moment, known)))


def _both(people: list[Resident], bodies: Bodies) -> tuple[list[Resident], Bodies]:
    """Keep those who have both a row and a body in town, which all have but those who came later or moved away."""
    if len(people) == len(bodies):
        return people, bodies
    here = set(bodies.number.tolist())
    people = [person for person in people if person.number in here]
    return people, bodies.take(np.isin(bodies.number, [person.number for person in people]))


def resident_view(moment: Moment, number: int) -> ResidentView | None:
    """Show one resident, None if the run has no such number."""
    return next(iter(resident_views(moment, [number])), None)


def list_residents(moment: Moment, wanted: Wanted, *, page: int = 1, limit: int = 20) -> ResidentPage:
    """List residents. TooManyResidents for a search, an order or a status among more than 20,000."""
    among = moment.resident_count if wanted.among is None else len(wanted.among)
    if wanted.needs_everybody and among > SEARCHABLE_UP_TO:
        raise TooManyResidents(among, SEARCHABLE_UP_TO)
    numbers, total = _page_numbers(moment, wanted, (page - 1) * limit, limit)
    views = {view.number: view for view in resident_views(moment, numbers)}
    return ResidentPage(total=total, items=[views[number] for number in numbers if number in views])


def residents_from(moment: Moment, first: int, *, limit: int) -> list[ResidentView]:
    """Show so many residents from a number on. Numbers have no gaps, so nobody before them is read."""
    last = min(first + limit - 1, moment.resident_count)
    return resident_views(moment, range(max(first, 1), last + 1))


def find_by_beginning(moment: Moment, text: str, *, first: int, limit: int) -> list[ResidentView]:
    """Find residents from a number on whose name begins like this, at most `limit`, in number order.

    Latin letters are looked for in handles (the name in small letters, hyphens for spaces), others in names. An index
    leads to them in a town of any size.
    """
    rows = Account.objects.of(moment.run.pk).filter(pk__gte=moment.key(first)).order_by("pk")
    beginning = "-".join(text.split())
    if beginning.isascii():
        rows = rows.filter(handle__begins=beginning.lower())
    else:
        rows = rows.filter(display_name__begins=text.strip())
    return resident_views(moment, [number_of(key) for key in rows.values_list("pk", flat=True)[:limit]])


def occupation_counts(moment: Moment) -> dict[str, int]:
    """Count residents by trade, every trade named. Two queries, the second once for as long as nobody comes or goes."""
    run, count, absent = moment.run, moment.resident_count, list(moment.absent.values())
    key = f"trades.{run.pk}.{run.created_wall.timestamp()}.{count}"
    counts: dict[int, int] = cache.get_or_set(key, lambda: _count_trades(run.pk), None) or {}
    moved = moved_trades(moment)
    return {trade.label: counts.get(trade, 0) + moved.get(trade, 0) - absent.count(int(trade)) for trade in Occupation}


def _count_trades(run_id: int) -> dict[int, int]:
    rows = Resident.objects.of(run_id).order_by().values_list("occupation")
    return dict(rows.annotate(Count("pk")))


def _page_numbers(moment: Moment, wanted: Wanted, skip: int, limit: int) -> tuple[list[int], int]:
    among = moment.living(range(1, moment.resident_count + 1) if wanted.among is None else wanted.among)
    if not wanted.needs_everybody and wanted.occupation is None:
        return list(among[skip : skip + limit]), len(among)  # numbers have no gaps: no row is skipped to get here
    rows = _matching(moment, wanted)
    if wanted.status is None and wanted.sort in (None, Sort.NAME):
        ordered = rows.order_by("account__display_name", "pk") if wanted.sort else rows.order_by("pk")
        keys = ordered.values_list("pk", flat=True)[skip : skip + limit]
        return [number_of(key) for key in keys], _total(moment, wanted, rows)
    names = {number_of(key): name for key, name in rows.values_list("pk", "account__display_name")}
    bodies = read_bodies(moment, sorted(names))
    status = economic_status(bodies.money, _daily_costs(moment, len(bodies)))
    kept = [i for i in range(len(bodies)) if wanted.status is None or status[i] == wanted.status]
    kept.sort(key=lambda i: _sort_key(wanted.sort, bodies, i, names))
    return [int(bodies.number[i]) for i in kept[skip : skip + limit]], len(kept)


def _total(moment: Moment, wanted: Wanted, rows: QuerySet[Resident]) -> int:
    """Count who matches; trades of a whole town are counted once, not for every page."""
    if wanted.among is None and wanted.occupation is not None and not wanted.search:
        return occupation_counts(moment)[wanted.occupation.label]
    return rows.count()


def _matching(moment: Moment, wanted: Wanted) -> QuerySet[Resident]:
    rows: QuerySet[Resident] = Resident.objects.of(moment.run.pk)
    if moment.absent:
        rows = rows.exclude(pk__in=moment.keys(moment.absent))
    if wanted.among is not None:
        rows = rows.filter(pk__gte=moment.key(wanted.among.start), pk__lt=moment.key(0) + wanted.among.stop)
    if wanted.search:
        rows = rows.filter(account__display_name__icontains=wanted.search)
    if wanted.occupation is not None:
        came, changed = changed_residents(moment, wanted.occupation, wanted.among)
        stayed = Q(occupation=wanted.occupation) & ~Q(pk__in=moment.keys(changed))
        rows = rows.filter(stayed | Q(pk__in=moment.keys(came)))
    return rows


def _sort_key(sort: Sort | None, bodies: Bodies, i: int, names: Mapping[int, str]) -> tuple[Any, ...]:
    number = int(bodies.number[i])
    if sort is Sort.ACTIVITY:
        return action_name(int(bodies.action[i])), names[number], number
    if sort is Sort.WEALTH:
        return -int(bodies.money[i]), number
    return (names[number], number) if sort is Sort.NAME else (number,)


def _people(moment: Moment, numbers: Sequence[int] | None) -> list[Resident]:
    rows = Resident.objects.of(moment.run.pk).select_related("account").order_by("pk")
    if isinstance(numbers, range):
        rows = rows.filter(pk__gte=moment.key(numbers.start), pk__lt=moment.key(0) + numbers.stop)
    elif numbers is not None:
        rows = rows.filter(pk__in=moment.keys(numbers))
    return list(as_they_were(moment, with_present_work(moment, list(rows), numbers)))


def _persona(people: Sequence[Resident]) -> Persona:
    traits = [[getattr(person, trait.name.lower()) for trait in Trait] for person in people]
    columns = {name: np.array([getattr(person, name) for person in people], dtype=np.int64) for name in _PERSONA}
    return Persona(traits=np.array(traits, dtype=np.int64).reshape(len(people), len(Trait)), **columns)


def _daily_costs(moment: Moment, count: int) -> Int:
    return np.full(count, moment.economy.daily_costs.total_cents)


def _views(moment: Moment, people: Sequence[Resident], bodies: Bodies) -> list[ResidentView]:
    """Join rows and columns of the same residents, both in number order."""
    if not people:
        return []
    places = places_at(moment, _places_named(people, bodies))
    persona = _persona(people)
    needs = bodies.needs_now(moment.sim_time, persona)
    status = economic_status(bodies.money, _daily_costs(moment, len(people)))
    emotions = emotions_of(needs=needs, status=status, traits=persona.traits, action=bodies.action)
    happiness = happiness_of(needs)
    points = positions(moment.run, bodies, places, moment.sim_time)
    walking = bodies.is_walking(moment.sim_time)
    income = _income(people, bodies, needs)
    return [
        _view(
            person,
            bodies,
            i,
            places=places,
            point=points[i],
            is_walking=bool(walking[i]),
            emotion=emotions[i],
            needs={need.name.lower(): int(needs[i, need]) / 100 for need in Need},
            happiness=int(happiness[i]),
            purse=Purse(
                currency=moment.economy.currency,
                money_cents=int(bodies.money[i]),
                income_per_hour_cents=int(income[i]),
                base_daily_cost_cents=moment.economy.daily_costs.total_cents,
                status=status_name(int(status[i])),
            ),
        )
        for i, person in enumerate(people)
    ]


def _places_named(people: Sequence[Resident], bodies: Bodies) -> set[int]:
    lived_in = {place for person in people for place in (person.home, person.workplace) if place}
    return lived_in | set(bodies.place.tolist()) | set(bodies.from_place.tolist())


def _income(people: Sequence[Resident], bodies: Bodies, needs: Int) -> Int:
    """Work out what an hour of work pays each now, by skill and mood, in cents."""
    skill_of = np.array([SKILL_OF[Occupation(person.occupation)] for person in people])
    return wage_cents(
        wage_per_hour=np.array([person.wage_per_hour for person in people], dtype=np.int64),
        worked_s=np.full(len(people), 3_600),
        skill=bodies.skills[np.arange(len(people)), skill_of],
        mood=needs.astype(np.int64).sum(axis=1) // len(Need),
    )


def _view(
    person: Resident,
    bodies: Bodies,
    i: int,
    *,
    places: Mapping[int, Place],
    point: tuple[float, float],
    is_walking: bool,
    **derived: Any,
) -> ResidentView:
    account: Account = person.account
    place = places[int(bodies.place[i])]
    action, reason = int(bodies.action[i]), int(bodies.reason[i])
    return ResidentView(
        number=person.number,
        handle=account.handle,
        name=account.display_name,
        avatar_seed=account.avatar_seed,
        age=person.age,
        gender=Gender(person.gender).name.lower(),
        occupation=person.occupation_name,
        personality={trait.name.lower(): getattr(person, trait.name.lower()) for trait in Trait},
        home=place_ref(places[person.home]),
        workplace=place_ref(places[person.workplace]) if person.workplace else None,
        x=point[0],
        y=point[1],
        is_walking=is_walking,
        location=None if is_walking else place_ref(place),
        target=place_ref(place) if is_walking else None,
        action=action_name(action),
        action_number=action,
        reason=reason_name(reason),
        reason_number=reason,
        since=int(bodies.since[i]),
        arrive=int(bodies.arrive[i]),
        until=int(bodies.due[i]),
        thinking=thought(action=action, reason=reason, place=place.label, is_walking=is_walking),
        skills={skill.name.lower(): int(bodies.skills[i, skill]) * 100 / NEED_MAX for skill in Skill},
        last_meal=int(bodies.last_meal[i]),
        last_sleep=int(bodies.last_sleep[i]),
        last_event=int(bodies.last_event[i]),
        **derived,
    )


def place_ref(place: Place) -> PlaceRef:
    """Name a place in the reader's language."""
    return PlaceRef(number=place.number, name=place.label)
