"""How a town keeps its number of people by itself: the days that are counted, who has had enough, and who comes next."""

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from streams.kernel.simtime import DAY_S
from world.contract import Int
from world.engine.arrivals import Newcomer, newcomer_for, vacancy
from world.engine.effects import evaluate_needs
from world.engine.register import Register
from world.engine.step import TownEngine
from world.scenario import BalanceSpec
from world.scenario.tables import TownTables

_POINT: Final = 100
"""Hundredths of a point of a need."""


def count_midnight(engine: TownEngine, register: Register, balance: BalanceSpec, moment: int) -> tuple[Int, Int]:
    """Count the day for everybody who lives in town; return whose rows are new, and whose changed."""
    here = np.flatnonzero(engine.residents.is_here)
    needs = evaluate_needs(engine.residents, engine.around.persona, here, np.full(len(here), moment))
    mean = needs.astype(np.int64).sum(axis=1) // needs.shape[1]
    return register.count_days(
        here, in_debt=engine.residents.money[here] < 0, unhappy=mean < balance.unhappy_below * _POINT
    )


def fed_up(engine: TownEngine, register: Register, balance: BalanceSpec) -> list[int]:
    """List who has been in debt or unhappy for too long and still lives here."""
    is_over = (register.debt_days > balance.debt_days) | (register.unhappy_days > balance.unhappy_days)
    return np.flatnonzero(is_over & engine.residents.is_here).tolist()


def next_newcomer(
    engine: TownEngine, register: Register, town: TownTables, *, seed: int, number: int, moment: int, start: int
) -> Newcomer | None:
    """Make who joins the town's people, if it is time, there is room, and something to come for.

    number: hers.   start: when the run began.
    """
    balance, living = town.population.balance, int(engine.residents.is_here.sum())
    last = max(int(register.came_at.max()), start)
    if living >= balance.ceiling or moment - last < balance.cooldown_days * DAY_S:
        return None
    found = vacancy(engine, town, seed=seed, number=number, is_small=living < town.population.count)
    return None if found is None else newcomer_for(found, town, seed=seed, number=number, moment=moment)


def register_of(state: Mapping[str, NDArray[Any]]) -> Register | None:
    """Take a register out of a snapshot; None if it keeps none."""
    if "is_on" not in state:
        return None
    register = Register(len(state["came_at"]) - 1, is_on=bool(state["is_on"][0]))
    register.fill(state)
    return register


def tables_of(scenario: Mapping[str, Any]) -> TownTables:
    """Read the town's tables from a scenario that was checked when the run was founded."""
    return TownTables.model_validate({name: scenario[name] for name in TownTables.model_fields if name in scenario})
