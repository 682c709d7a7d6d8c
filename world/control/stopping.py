"""Whom a measure makes stop what they do, and what it does to them at once. Nobody is moved: who walks arrives first."""

from typing import Final

import numpy as np

from world.actions import ACTIONS, Action
from world.contract import NEED_MAX, Bool, Int, Need
from world.engine.measures import Measure, MeasureKind, Priority, curfew_in_s
from world.engine.step import TownEngine

_IS_LEISURE: Final = np.array([spec.is_leisure or spec.number == Action.WAIT for spec in ACTIONS])
_TIRING_PERCENT: Final = 60
"""Energy that a disaster takes, in percent of the health that it takes."""


def strike(engine: TownEngine, measure: Measure) -> Int:
    """Let a measure that begins touch people; return the numbers of those whose columns changed."""
    residents, town = engine.residents, engine.around.town
    here = residents.place[1:]
    is_in = residents.is_here[1:]
    if measure.district:
        is_in &= town.district_of(here) == measure.district - 1
    if measure.kind == MeasureKind.CURFEW:
        return stop(engine, is_in & _is_guest(engine), _curfew_begins(measure))
    if measure.kind == MeasureKind.FREE_DAY or (measure.kind == MeasureKind.FESTIVAL and measure.other):
        return stop(engine, is_in & _is_on_duty(engine), measure.starts)
    if measure.kind == MeasureKind.DISASTER:
        struck = is_in & (here == measure.place if measure.place else ~town.is_home[here])
        _hurt(engine, np.flatnonzero(struck) + 1, measure.amount)
        return stop(engine, struck, measure.starts)
    if measure.kind == MeasureKind.BROADCAST:
        return stop(engine, is_in & _looks_up(engine, Priority(measure.amount)), measure.starts)
    return np.zeros(0, dtype=np.int64)


def stop(engine: TownEngine, chosen: Bool, moment: int) -> Int:
    """End the actions of these residents at a moment, or when they have arrived; those that end before it stay as they are."""
    residents = engine.residents
    rows = np.flatnonzero(chosen) + 1
    ends = np.maximum(residents.arrive[rows], moment + 1)
    residents.due[rows] = np.minimum(residents.due[rows], ends)
    return rows


def _curfew_begins(measure: Measure) -> int:
    """When a curfew that is set now begins for the first time."""
    return measure.starts + int(curfew_in_s(measure, np.array([measure.starts]))[0])


def _is_guest(engine: TownEngine) -> Bool:
    persona, here = engine.around.persona, engine.residents.place[1:]
    return ~engine.around.town.is_home[here] & (persona.workplace[1:] != here)


def _is_on_duty(engine: TownEngine) -> Bool:
    residents = engine.residents
    learns = (residents.action[1:] == Action.STUDY) & (residents.place[1:] == engine.around.persona.workplace[1:])
    return (residents.action[1:] == Action.WORK) | learns


def _looks_up(engine: TownEngine, priority: Priority) -> Bool:
    """Who stops for a broadcast: for an urgent one all who neither sleep nor work, for a loud one who is at leisure."""
    action = engine.residents.action[1:]
    if priority == Priority.URGENT:
        return (action != Action.SLEEP) & (action != Action.WORK)
    return _IS_LEISURE[action] & (priority == Priority.HIGH)


def _hurt(engine: TownEngine, rows: Int, points: int) -> None:
    needs = engine.residents.needs
    for need, lost in ((Need.HEALTH, points), (Need.ENERGY, points * _TIRING_PERCENT // 100)):
        needs[rows, need] = np.clip(needs[rows, need].astype(np.int64) - lost, 0, NEED_MAX)
