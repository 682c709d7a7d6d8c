"""A village of eight places and as many people as a test wants, perceived through the town's own engine.

Everybody lives in the one house, works in the one office and is alike but for what a test changes.
"""

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from streams.kernel.simtime import DAY_S, HOUR_S, MINUTE_S, parse_clock
from world.actions import Action
from world.contract import DecisionBatch, Int, Need, ObservationBatch, Persona
from world.economy.terms import Terms
from world.engine.observe import Crowds, Deciders, Surroundings, observe
from world.engine.people import Occupancy
from world.engine.state import ResidentColumns
from world.engine.town import PlaceFacts, Town
from world.occupations import Occupation

HOME: Final = 1
OFFICE: Final = 2
CAFE: Final = 3
PARK: Final = 4
SHOP: Final = 5
LIBRARY: Final = 6
GYM: Final = 7
OTHER_HOUSE: Final = 8

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)
WEEKDAYS: Final = 0b0011111
_A: Final = Action
_AT_HOME: Final = (_A.SLEEP, _A.EAT, _A.REST, _A.READ, _A.STUDY, _A.PLAY, _A.WASH, _A.HOUSEWORK)
_ALWAYS: Final = ((0, DAY_S),) * 7
_BY_DAY: Final = ((8 * HOUR_S, 14 * HOUR_S),) * 7
_PLACES: Final[tuple[tuple[tuple[Action, ...], dict[Action, int], bool], ...]] = (
    (_AT_HOME, {}, True),
    ((_A.WORK,), {}, True),
    ((_A.WORK, _A.EAT, _A.READ, _A.REST, _A.PLAY), {_A.EAT: 2_000}, False),
    ((_A.MOVE, _A.REST, _A.READ, _A.EXERCISE, _A.PLAY), {}, True),
    ((_A.SHOP,), {_A.SHOP: 2_400}, False),
    ((_A.READ, _A.STUDY), {}, False),
    ((_A.EXERCISE, _A.WASH, _A.PLAY), {_A.EXERCISE: 1_800, _A.WASH: 800}, False),
    (_AT_HOME, {}, True),
)
"""Functions, prices and whether a place is open day and night."""
_METRES: Final = 300
"""Between any two places: not quite four minutes."""


def moment(day: int, clock: str) -> int:
    """Simulated seconds of a time on a day of the first week."""
    return day * DAY_S + parse_clock(clock)


def persona(count: int, **changes: ArrayLike) -> Persona:
    """`count` people alike (row 0 is nobody), average designers with a shift from nine to five.

    changes: a scalar, one value a person, or for traits [n or 1, 5].
    """
    usual: dict[str, Any] = {
        "age": 40,
        "gender": 0,
        "occupation": Occupation.DESIGNER,
        "traits": [[50] * 5],
        "home": HOME,
        "workplace": OFFICE,
        "shift_start_s": 9 * HOUR_S,
        "shift_length_s": 8 * HOUR_S,
        "workdays": WEEKDAYS,
        "bedtime_s": 22 * HOUR_S + 45 * MINUTE_S,
        "sleep_length_s": 8 * HOUR_S + 30 * MINUTE_S,
    }
    return Persona(**{name: _column(value, count) for name, value in (usual | changes).items()})


def without_work(**changes: ArrayLike) -> dict[str, ArrayLike]:
    """Changes that take a job away, and others."""
    return {"workplace": 0, "shift_length_s": 0, "workdays": 0, "occupation": Occupation.RETIRED} | changes


def look(
    at: int,
    *,
    count: int = 300,
    who: Mapping[str, ArrayLike] | None = None,
    needs: Mapping[Need, int] | None = None,
    seed: int = 7,
    money_cents: int = 300_000,
    inside: Mapping[int, int] | None = None,
    **columns: ArrayLike,
) -> ObservationBatch:
    """What `count` people perceive at a moment.

    who: changes to their persona.   needs: changes from 75 points each.   inside: others at places, by number.
    columns: changes to their state (place, action = what they just finished, pantry, last_meal, last_sleep ...).
    """
    people = persona(count, **(who or {}))
    residents = ResidentColumns(count)
    usual: dict[str, ArrayLike] = {
        "place": HOME,
        "action": Action.READ,
        "pantry": 8,
        "skills": 3_000,
        "money": money_cents,
        "last_meal": at - 3 * HOUR_S,
        "last_sleep": at - 6 * HOUR_S,
        "mess_since": at - 12 * HOUR_S,
        "decisions": 100,
    }
    for name, value in (usual | columns).items():
        getattr(residents, name)[1:] = value
    levels = np.full((count, len(Need)), 7_500, dtype=np.int16)
    for need, level in (needs or {}).items():
        levels[:, need] = level
    town = _village(count)
    occupancy = Occupancy(town, people, residents)
    occupancy.inside[:] = 0
    for place, others in (inside or {}).items():
        occupancy.inside[place] = others
    zero = np.zeros(count + 1, dtype=np.int64)
    terms = Terms(wage_per_hour=zero, allowance_per_day=zero, allowance_category=zero, daily_costs=zero + 6_000)
    around = Surroundings(seed=seed, town=town, persona=people, terms=terms, occupancy=occupancy)
    rows = np.arange(1, count + 1)
    crowds = Crowds.of(around)
    return observe(around, residents, crowds, Deciders(rows=rows, now=np.full(count, at, dtype=np.int64), needs=levels))


def share(answer: DecisionBatch, *actions: Action) -> float:
    """Share of the rows that chose one of these actions."""
    return float(np.isin(answer.action, actions).mean())


def weight_of(answer: DecisionBatch, action: Action) -> Int:
    """Weight of an action in each row, -2,000 where it is not among the four best."""
    listed = answer.option_action == action
    return np.where(listed.any(axis=1), np.where(listed, answer.option_weight, 0).sum(axis=1), -2_000)


def _column(value: ArrayLike, count: int) -> NDArray[np.int64]:
    given = np.asarray(value, dtype=np.int64)
    column = np.zeros((count + 1, *given.shape[1:]), dtype=np.int64)
    column[1:] = given
    return column


def _village(count: int) -> Town:
    places = [
        PlaceFacts(
            number=number,
            is_home=_A.SLEEP in functions,
            is_service=False,
            capacity=2 * count + 20,
            staff=count,
            functions=frozenset(int(action) for action in functions),
            prices_cents={int(action): cents for action, cents in prices.items()},
            week=_ALWAYS if is_always_open else _BY_DAY,
        )
        for number, (functions, prices, is_always_open) in enumerate(_PLACES, start=1)
    ]
    distance_m = np.full((len(places) + 1, len(places) + 1), _METRES, dtype=np.int32)
    np.fill_diagonal(distance_m, 0)
    return Town(places, distance_m)
