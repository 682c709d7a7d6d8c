"""Changing somebody as an operator asks: checked as a whole first, so that a refusal changes nothing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from streams.kernel.columns import TableBatch
from streams.writer.part import StepContext
from world.control.stopping import stop
from world.economy.posts import Terms
from world.engine.moving import free_beds
from world.engine.step import TownEngine
from world.engine.steplog import StepLog
from world.occupations import Occupation
from world.people.bodies import NUMBERS, EditBody
from world.people.making import open_post, posts_of
from world.scenario import AGE_RANGE
from world.scenario.people import GENDERS

Describe = Callable[[StepContext, int, Mapping[str, Any]], list[TableBatch] | str]
"""Writes words about somebody; a text is the reason for which it does not."""
_WITHOUT_POST: Final = (Occupation.STUDENT, Occupation.RETIRED, Occupation.UNEMPLOYED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What is to become of somebody.   home: 0 = stays.   terms: her work from now on; None = as it is."""

    numbers: Mapping[str, int]
    home: int
    terms: Terms | None

    @property
    def reaches_the_town(self) -> bool:
        """Whether rules reckon with it."""
        return bool(self.numbers or self.home or self.terms)


def changes_of(body: EditBody, engine: TownEngine, gone: Any) -> Changes | str:
    """Read what is to be changed; a text is the reason for which it cannot be.   gone: places that were deleted."""
    persona, who = engine.around.persona, body.resident
    numbers = {name: _number(name, value) for name in NUMBERS if (value := getattr(body, name)) is not None}
    numbers = {name: value for name, value in numbers.items() if value != _held(engine, who, name)}
    home = _home(body, engine, gone)
    if isinstance(home, str):
        return home
    terms = _work(body, engine)
    if isinstance(terms, str):
        return terms
    trade = Occupation(terms.occupation if terms else int(persona.occupation[who]))
    youngest, oldest = AGE_RANGE[trade]
    if ("age" in numbers or terms) and not youngest <= numbers.get("age", int(persona.age[who])) <= oldest:
        return "age_does_not_fit"
    if (home or terms) and engine.around.town.district_count > 1:
        return "people_of_districts"
    changes = Changes(numbers=numbers, home=home, terms=terms)
    return changes if changes.reaches_the_town or body.words else "changes_nothing"


def take_up(engine: TownEngine, resident: int, terms: Terms, moment: int, log: StepLog) -> None:
    """Give somebody other work, or none; who is at the work that she loses stops."""
    assert engine.dealings is not None, "work changes only where there is a labour market"
    left = int(engine.around.persona.workplace[resident])
    is_there = np.zeros(engine.residents.count, dtype=bool)
    is_there[resident - 1] = bool(left) and engine.residents.place[resident] == left
    engine.dealings.labour.assign(resident, terms, moment, log)
    stop(engine, is_there, moment)


def _number(name: str, value: Any) -> int:
    return GENDERS.index(value) if name == "gender" else int(value)


def _held(engine: TownEngine, resident: int, name: str) -> int:
    persona = engine.around.persona
    if name in ("age", "gender"):
        return int(getattr(persona, name)[resident])
    return int(persona.traits[resident, NUMBERS.index(name) - 2])


def _home(body: EditBody, engine: TownEngine, gone: Any) -> int | str:
    town = engine.around.town
    if body.home is None or body.home == engine.around.persona.home[body.resident]:
        return 0
    if body.home > town.place_count or body.home in gone:
        return "location_not_found"
    if not town.is_home[body.home]:
        return "not_a_home"
    return body.home if free_beds(engine)[body.home] else "no_free_bed_there"


def _work(body: EditBody, engine: TownEngine) -> Terms | str | None:
    """Find the post that is asked for; None where her work stays as it is."""
    persona, who = engine.around.persona, body.resident
    if body.occupation is None and body.workplace is None:
        return None
    is_same = body.occupation in (None, persona.occupation[who]) and body.workplace in (None, persona.workplace[who])
    if is_same:
        return None
    if engine.dealings is None or not engine.dealings.labour.is_market:
        return "no_labour_market"
    if body.occupation in _WITHOUT_POST or (body.occupation is None and body.workplace == 0):
        if body.workplace:
            return "no_open_post"
        return Terms(occupation=body.occupation or engine.dealings.labour.jobless(who))
    return open_post(posts_of(engine), trade=body.occupation, place=body.workplace or 0) or "no_open_post"
