"""How a town's people fit the town: jobs without takers, shares that are off, how people are, who came and who left."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from streams.kernel.simtime import DAY_S
from streams.models import Account
from world.contract import EconomicStatus, Need, Persona, Trait
from world.economy.terms import economic_status, status_name
from world.models import BalanceSwitch, Gender, Move, MoveKind, MoveReason, Removal, Resident
from world.occupations import Occupation
from world.scenario import BalanceSpec, PopulationSpec
from world.selectors.bodies import read_bodies
from world.selectors.jobs import jobs_of
from world.selectors.map import places_at, standing
from world.selectors.moments import Moment
from world.selectors.work import with_present_work

RECENT_DAYS: Final = 30
MOVES_SHOWN: Final = 50
_PERMILLE: Final = 1_000
_PERSONA: Final = (
    *("age", "gender", "occupation", "home", "workplace", "shift_start_s", "shift_length_s", "workdays"),
    *("bedtime_s", "sleep_length_s"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Posts of one trade at one type of place: how many there are, and how many nobody has."""

    place_type: str
    occupation: str
    posts: int
    unfilled: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """One part of the people: per mille of them that the scenario wants and that there are."""

    name: str
    count: int
    wanted_permille: int
    permille: int

    @property
    def off_permille(self) -> int:
        """How far it is off: above 0 there are too many."""
        return self.permille - self.wanted_permille


@dataclass(frozen=True, slots=True, kw_only=True)
class Imbalances:
    """Shares by age band, from the youngest on; by gender and by trade, those that are furthest off first."""

    ages: Sequence[Share]
    genders: Sequence[Share]
    occupations: Sequence[Share]


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveView:
    """Somebody who came or left. days_lived: of who left."""

    resident: int
    handle: str
    name: str
    kind: str
    reason: str
    sim_time: int
    days_lived: int
    occupation: str
    text: str = ""
    """What an operator said who sent her away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """How the people of a town are. needs: means in points 0-100.   came, left: by reason, in the last RECENT_DAYS days."""

    sim_time: int
    residents: int
    ceiling: int
    is_on: bool
    statuses: Mapping[str, int]
    needs: Mapping[str, float]
    came: Mapping[str, int]
    left: Mapping[str, int]
    mean_days_lived: float | None
    """Of those who left in these days, None = nobody did."""


def people_of(moment: Moment, numbers: range) -> Sequence[Resident]:
    """Read who of these lives in town at the moment, with the work that they have then. Three queries at most."""
    rows = Resident.objects.between(moment.run.pk, numbers.start, numbers.stop - 1).order_by("pk")
    living = [person for person in rows if person.number not in moment.absent]
    return with_present_work(moment, living, numbers)


def gaps_of(moment: Moment, people: Sequence[Resident], places: range) -> list[Gap]:
    """List the posts of those of these places that stand at the moment, by type of place and trade, the largest gaps first.

    One query, in the past of a run whose map was changed one more.   people: all who may work there, as `people_of` reads them.
    """
    stands = standing(places_at(moment, places))
    posts, filled = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for place in stands.values():
        for job in jobs_of(moment, place):
            posts[place.type, job.occupation] += job.count
    for person in people:
        if person.workplace in stands:
            filled[stands[person.workplace].type, person.occupation_name] += 1
    gaps = [
        Gap(place_type=kind, occupation=trade, posts=count, unfilled=max(count - filled[kind, trade], 0))
        for (kind, trade), count in posts.items()
    ]
    return sorted(gaps, key=lambda gap: (-gap.unfilled, gap.place_type, gap.occupation))


def imbalances_of(moment: Moment, people: Sequence[Resident]) -> Imbalances:
    """Compare these people with the scenario's distributions. No query."""
    spec = _spec(moment)
    bands = sorted(spec.ages, key=lambda band: band.youngest)
    ages = {f"{band.youngest}-{band.oldest}": band.weight for band in bands}
    found = Counter(
        f"{band.youngest}-{band.oldest}"
        for person in people
        for band in spec.ages
        if band.youngest <= person.age <= band.oldest
    )
    return Imbalances(
        ages=_shares(ages, found),
        genders=_furthest_off_first(
            {gender.value: weight for gender, weight in spec.genders.items()},
            Counter(Gender(person.gender).name.lower() for person in people),
        ),
        occupations=_furthest_off_first(
            {trade.label: weight for trade, weight in spec.occupations.items()},
            Counter(person.occupation_name for person in people),
        ),
    )


def health_of(moment: Moment, people: Sequence[Resident], numbers: range) -> Health:
    """Report how these people are, and who came and left lately. Three queries; rows: they, and the moves of a month."""
    bodies = read_bodies(moment, numbers)
    rows = {person.number: person for person in people}
    bodies = bodies.take(np.isin(bodies.number, list(rows)))
    known = [rows[number] for number in bodies.number.tolist()]
    needs = bodies.needs_now(moment.sim_time, _persona(known)).astype(np.int64)
    costs = np.full(len(bodies), moment.economy.daily_costs.total_cents)
    grades = np.bincount(economic_status(bodies.money, costs), minlength=len(EconomicStatus))
    since = moment.sim_time - RECENT_DAYS * DAY_S
    moves = list(_moves(moment).filter(sim_time__gt=since).values_list("kind", "reason", "days_lived"))
    days = [lived for kind, _, lived in moves if kind == MoveKind.LEFT]
    return Health(
        sim_time=moment.sim_time,
        residents=len(bodies),
        ceiling=_balance(moment).ceiling,
        is_on=is_balanced(moment),
        statuses={status_name(grade): int(grades[grade]) for grade in EconomicStatus},
        needs={need.name.lower(): round(float(needs[:, need].mean()) / 100, 1) if len(known) else 0.0 for need in Need},
        came=_reasons(moves, MoveKind.CAME),
        left=_reasons(moves, MoveKind.LEFT),
        mean_days_lived=round(sum(days) / len(days), 1) if days else None,
    )


def latest_moves(moment: Moment, *, limit: int = MOVES_SHOWN) -> list[MoveView]:
    """List who came and left, the latest first. Two queries, three where operators sent somebody away."""
    rows = list(_moves(moment).order_by("-pk")[:limit])
    accounts = Account.objects.in_bulk(moment.keys(row.resident for row in rows))
    words = _words_of(moment, rows)
    return [_move_view(row, accounts[moment.key(row.resident)], words) for row in rows]


def last_move(moment: Moment, number: int) -> MoveView | None:
    """Say how somebody last came or left by the moment; None for a founder who stayed. Three queries, none without moves."""
    if not any(resident == number for resident, *_ in moment.moves):
        return None
    # the record runs ahead of the shown clock: who is gone from it is gone from pages, too
    until = moment.sim_time if moment.is_past else max(moment.sim_time, moment.clock.committed_sim_time)
    row = Move.objects.of(moment.run.pk).filter(resident=number, sim_time__lte=until).order_by("-pk").first()
    return _move_view(row, Account.objects.get(pk=moment.key(number)), _words_of(moment, [row])) if row else None


def is_balanced(moment: Moment) -> bool:
    """Whether people came and went at the moment. One query at most."""
    if not moment.counters.get("world_balanceswitch", 0):
        return _balance(moment).enabled
    rows = BalanceSwitch.objects.of(moment.run.pk).filter(sim_time__lte=moment.sim_time).order_by("-pk")
    last = rows.values_list("is_on", flat=True).first()
    return _balance(moment).enabled if last is None else last


def _moves(moment: Moment) -> Any:
    return Move.objects.of(moment.run.pk).filter(sim_time__lte=moment.sim_time)


def _words_of(moment: Moment, rows: Sequence[Move]) -> dict[int, str]:
    """Say of those who were sent away why, by resident."""
    sent = [row.resident for row in rows if row.reason == MoveReason.SENT_AWAY]
    if not sent:
        return {}
    said = Removal.objects.of(moment.run.pk).filter(resident__in=sent).order_by("pk")
    return dict(said.values_list("resident", "text"))


def _move_view(row: Move, account: Account, words: Mapping[int, str]) -> MoveView:
    return MoveView(
        resident=row.resident,
        handle=account.handle,
        name=account.display_name,
        kind=MoveKind(row.kind).name.lower(),
        reason=MoveReason(row.reason).name.lower(),
        sim_time=row.sim_time,
        days_lived=row.days_lived,
        occupation=Occupation(row.occupation).label,
        text=words.get(row.resident, "") if row.reason == MoveReason.SENT_AWAY else "",
    )


def _reasons(moves: Sequence[tuple[int, int, int]], kind: MoveKind) -> dict[str, int]:
    found = Counter(reason for one, reason, _ in moves if one == kind)
    return {MoveReason(reason).name.lower(): count for reason, count in sorted(found.items())}


def _shares(weights: Mapping[str, int], found: Counter[str]) -> list[Share]:
    """Compare counts with weights, in the order of the weights."""
    total, people = max(sum(weights.values()), 1), max(found.total(), 1)
    return [
        Share(
            name=name,
            count=found[name],
            wanted_permille=weights.get(name, 0) * _PERMILLE // total,
            permille=found[name] * _PERMILLE // people,
        )
        for name in dict.fromkeys([*weights, *found])
    ]


def _furthest_off_first(weights: Mapping[str, int], found: Counter[str]) -> list[Share]:
    return sorted(_shares(weights, found), key=lambda share: -abs(share.off_permille))


def _persona(people: Sequence[Resident]) -> Persona:
    traits = [[getattr(person, trait.name.lower()) for trait in Trait] for person in people]
    columns = {name: np.array([getattr(person, name) for person in people], dtype=np.int64) for name in _PERSONA}
    return Persona(traits=np.array(traits, dtype=np.int64).reshape(len(people), len(Trait)), **columns)


def _spec(moment: Moment) -> PopulationSpec:
    return PopulationSpec.model_validate(moment.scenario["population"])


def _balance(moment: Moment) -> BalanceSpec:
    return BalanceSpec.model_validate(moment.scenario["population"].get("balance", {}))
