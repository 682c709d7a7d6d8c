"""New people for a town, from its scenario and a seed: numbers and names, no prose and no database.

Integers and keyed draws only: the same seed gives the same people on every machine, and a larger population begins with
the names of a smaller one. Draws are keyed by the number in the whole town; trades, jobs and homes are dealt out in each
district by itself (`world.population.districts`).
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from streams.kernel.rng import below, triangular
from world.contract import NEED_MAX, Persona, Skill
from world.occupations import SKILL_OF, Occupation
from world.population.districts import Settled, settle, wanted_trades
from world.population.draws import Purpose, Whole, between, choose, evenly, people
from world.population.names import CHINESE, ENGLISH, NamePart
from world.population.sleep import bedtime_of, sleep_length_s
from world.scenario.people import GENDERS, AgeBand, Gender, NameLanguage, PopulationSpec, ResidentSpec
from world.scenario.tables import TownTables
from world.scenario.trades import AGE_RANGE

YOUNGEST: Final = 18
OLDEST: Final = 80
RETIRED_FROM: Final = 65
"""At this age nobody looks for work any more."""
_NAME_STRIDE: Final = 1_249
"""Prime and no divisor of any number of combinations, so that all are used before one comes again."""
_NOT_IN_HANDLES: Final = re.compile(r"[^a-z0-9]+")
_HANDLE_MAX: Final = 50
"""Of a written name, so that there is room for digits behind it."""
_SKILL_FLOOR: Final = 600
_SKILL_CHANCE: Final = 2_200
_TRADE_FLOOR: Final = 3_600
_TRADE_PER_YEAR: Final = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class Population:
    """n people; row i is the i-th resident. The first rows are `residents` of the scenario, in its order."""

    persona: Persona
    names: list[str]
    handles: list[str]  # unique, a-z, 0-9 and hyphens
    money_cents: NDArray[np.int64]
    skills: NDArray[np.int16]  # [n, 8], 0..10,000 hundredths, by Skill
    wage_cents: NDArray[np.int64]  # per hour, 0 = no job

    def __len__(self) -> int:
        return len(self.names)


def make_population(spec: TownTables, *, seed: int) -> Population:
    """Make the people of a town. O(n log n); a million take some ten seconds."""
    gender = _genders(spec.population, seed)
    wanted = wanted_trades(spec, seed=seed)
    age = _ages(spec.population, wanted, seed)
    traits = _traits(spec.population, seed)
    settled = settle(spec, wanted, age, seed=seed)
    names, handles = _names(spec.population, gender, seed)
    return Population(
        persona=_persona(age, gender, traits, settled, seed),
        names=names,
        handles=_unique(handles),
        money_cents=_money(spec.population, settled.occupation, seed),
        skills=_skills(settled.occupation, wanted, age, seed),
        wage_cents=settled.wage_cents.astype(np.int64),
    )


def make_newcomer(
    spec: TownTables,
    *,
    seed: int,
    number: int,
    wanted: Occupation,
    settled: Settled,
    written: ResidentSpec | None = None,
) -> Population:
    """Make the one who gets a number in a town that lives already: all but trade, work and home as founders are made.

    wanted: the trade that she has learnt.   settled: one row, what she gets.   written: what is not to be drawn.
    """
    residents = () if written is None else (written,)
    first, crowd = number - 1, spec.population.model_copy(update={"count": 1, "residents": residents})
    gender = _genders(crowd, seed, first)
    age = _ages(crowd, np.array([wanted]), seed, first)
    names, handles = _names(crowd, gender, seed, first)
    if not settled.workplace.any() and wanted not in (Occupation.STUDENT, Occupation.RETIRED):
        jobless = Occupation.RETIRED if age[0] >= RETIRED_FROM else Occupation.UNEMPLOYED
        settled = replace(settled, occupation=np.array([jobless]))
    return Population(
        persona=_persona(age, gender, _traits(crowd, seed, first), settled, seed, first),
        names=names,
        handles=handles,
        money_cents=_money(crowd, settled.occupation, seed, first),
        skills=_skills(settled.occupation, np.array([wanted]), age, seed, first),
        wage_cents=settled.wage_cents.astype(np.int64),
    )


def _persona(age: Whole, gender: Whole, traits: Whole, settled: Settled, seed: int, first: int = 0) -> Persona:
    sleep_s = sleep_length_s(age, traits, seed=seed, first=first)
    bed_s = bedtime_of(age, traits, settled.start_s, settled.length_s, sleep_s, seed=seed, first=first)
    return Persona(
        age=age.astype(np.int16),
        gender=gender.astype(np.int16),
        occupation=settled.occupation.astype(np.int16),
        traits=traits.astype(np.int16),
        home=settled.home.astype(np.int32),
        workplace=settled.workplace.astype(np.int32),
        shift_start_s=settled.start_s.astype(np.int32),
        shift_length_s=settled.length_s.astype(np.int32),
        workdays=settled.workdays.astype(np.int16),
        bedtime_s=bed_s.astype(np.int32),
        sleep_length_s=sleep_s.astype(np.int32),
    )


def _genders(spec: PopulationSpec, seed: int, first: int = 0) -> Whole:
    weights = [spec.genders.get(gender, 0) for gender in GENDERS]
    gender = choose(evenly(spec.count, seed, Purpose.GENDER, first=first), weights)
    gender[: len(spec.residents)] = [GENDERS.index(resident.gender) for resident in spec.residents]
    return gender


def _ages(spec: PopulationSpec, occupation: Whole, seed: int, first: int = 0) -> Whole:
    """Draw from the bands within what the occupation allows; evenly where no band reaches into it."""
    draws = people(spec.count, seed, Purpose.AGE, first=first)
    by_year = _weight_by_year(spec.ages)
    age = np.zeros(spec.count, dtype=np.int64)
    for trade, (youngest, oldest) in AGE_RANGE.items():
        rows = np.flatnonzero(occupation == trade)
        weights = by_year[youngest - YOUNGEST : oldest - YOUNGEST + 1]
        age[rows] = youngest + choose(draws[rows], weights if weights.any() else np.ones_like(weights))
    age[: len(spec.residents)] = [resident.age for resident in spec.residents]
    return age


def _weight_by_year(bands: Sequence[AgeBand]) -> Whole:
    """Spread each band's weight over its years, in thousandths of the total."""
    by_year = np.zeros(OLDEST - YOUNGEST + 1, dtype=np.int64)
    total = sum(band.weight for band in bands)
    for band in bands:
        years = band.oldest - band.youngest + 1
        by_year[band.youngest - YOUNGEST : band.oldest - YOUNGEST + 1] += band.weight * 1_000_000 // (total * years)
    return by_year


def _traits(spec: PopulationSpec, seed: int, first: int = 0) -> Whole:
    columns = spec.big_five.columns
    spread = triangular(
        people(spec.count, seed, Purpose.TRAITS, len(columns), first=first), [trait.spread for trait in columns]
    )
    traits: Whole = np.clip(spread + np.array([trait.mean for trait in columns]), 0, 100)
    for row, resident in enumerate(spec.residents):
        traits[row] = [
            drawn if own is None else own for own, drawn in zip(resident.big_five, traits[row].tolist(), strict=True)
        ]
    return traits


def _money(spec: PopulationSpec, occupation: Whole, seed: int, first: int = 0) -> NDArray[np.int64]:
    ranges = [spec.starting_money.by_occupation.get(trade, spec.starting_money.overall) for trade in Occupation]
    least, most = np.array([(money.least, money.most) for money in ranges], dtype=np.int64).T
    money = between(people(spec.count, seed, Purpose.MONEY, first=first), least[occupation], most[occupation])
    for row, resident in enumerate(spec.residents):
        if resident.money is not None:
            money[row] = resident.money
    return money


def _skills(occupation: Whole, wanted: Whole, age: Whole, seed: int, first: int = 0) -> NDArray[np.int16]:
    """Give everybody a little of all, and much of the trade learnt, more with age."""
    draws = people(len(age), seed, Purpose.SKILLS, len(Skill), first=first)
    skills = _SKILL_FLOOR + below(draws, _SKILL_CHANCE)
    trade_skill = np.array([SKILL_OF[trade] for trade in Occupation])
    learnt = np.where(occupation == Occupation.UNEMPLOYED, wanted, occupation)
    rows = np.arange(len(age))
    skills[rows, trade_skill[learnt]] += _TRADE_FLOOR + (age - YOUNGEST) * _TRADE_PER_YEAR
    return np.clip(skills, 0, NEED_MAX).astype(np.int16)


def _names(spec: PopulationSpec, gender: Whole, seed: int, first: int = 0) -> tuple[list[str], list[str]]:
    """Return display names, and handles that may still repeat."""
    turn = int(people(1, seed, Purpose.NAME)[0] >> np.uint64(40))
    is_chinese = evenly(spec.count, seed, Purpose.LANGUAGE, first=first) >> np.uint64(63)
    pairs = [
        _name(spec.names, is_zh, GENDERS[sex], turn + (first + row) * _NAME_STRIDE)
        for row, (is_zh, sex) in enumerate(zip(is_chinese.tolist(), gender.tolist(), strict=True))
    ]
    pairs[: len(spec.residents)] = [
        (resident.name, _written_handle(resident, row)) for row, resident in enumerate(spec.residents, start=first + 1)
    ]
    return [name for name, _ in pairs], [handle for _, handle in pairs]


def _name(language: NameLanguage, is_chinese: int, gender: Gender, index: int) -> tuple[str, str]:
    book = CHINESE if language is NameLanguage.ZH or (language is NameLanguage.MIXED and is_chinese) else ENGLISH
    given, family = book.full_name(gender, index)
    ordered: tuple[NamePart, NamePart] = (family, given) if book.family_first else (given, family)
    handle = "-".join(latin for _, latin in ordered)
    if book is ENGLISH:
        return " ".join(written for written, _ in ordered), handle
    if language is NameLanguage.ZH:
        return "".join(written for written, _ in ordered), handle
    return " ".join(latin.capitalize() for _, latin in ordered), handle


def _written_handle(resident: ResidentSpec, number: int) -> str:
    folded = unicodedata.normalize("NFKD", resident.name).encode("ascii", "ignore").decode().lower()
    return _NOT_IN_HANDLES.sub("-", folded).strip("-")[:_HANDLE_MAX] or f"resident-{number}"


def _unique(handles: list[str]) -> list[str]:
    """Append -2, -3 ... to handles that were taken by somebody earlier."""
    used: dict[str, int] = {}
    result = []
    for handle in handles:
        times, candidate = used.get(handle, 0) + 1, handle
        while times > 1 and (candidate := f"{handle}-{times}") in used:
            times += 1
        used[handle] = times
        used.setdefault(candidate, 1)
        result.append(candidate)
    return result
