"""What becomes of those who have to do with a place that is deleted or has other jobs: they go elsewhere, or lose their work."""

from collections.abc import Mapping, Sequence

import numpy as np

from streams.writer.part import StepContext
from world.building.register import Register
from world.contract import Int
from world.control.stopping import stop
from world.engine.conditions import log_end
from world.engine.step import TownEngine
from world.engine.steplog import StepLog
from world.events import WorldEvent
from world.scenario import JobSpec


def new_homes(engine: TownEngine, register: Register, place: int) -> dict[int, int] | str:
    """Find a bed for everybody who lives at a place; a text is the reason for which there are not enough.

    All of them together in the nearest home that has room for all; where none has, each in the nearest with a free bed,
    in the order of their numbers. Equally near homes: the lower number.
    """
    town, home = engine.around.town, engine.around.persona.home
    residents = np.flatnonzero(home == place)
    residents = residents[residents > 0]
    if not len(residents):
        return {}
    lived = np.bincount(home[1:], minlength=register.count + 1)
    homes = np.array([n for n in register.standing if n != place and n <= town.place_count and town.is_home[n]])
    if not len(homes):
        return "no_free_beds"
    homes = homes[np.argsort(town.walk_s(np.array(place), homes), kind="stable")]
    free = register.rows["capacity"][homes - 1] - lived[homes]
    roomy = np.flatnonzero(free >= len(residents))
    if len(roomy):
        return dict.fromkeys(residents.tolist(), int(homes[roomy[0]]))
    beds = np.repeat(homes, np.maximum(free, 0))
    if len(beds) < len(residents):
        return "no_free_beds"
    return dict(zip(residents.tolist(), beds.tolist(), strict=False))


def leave(context: StepContext, engine: TownEngine, place: int, homes: Mapping[int, int], log: StepLog) -> Int:
    """Close a place at once and let everybody go; return whose columns changed.   homes: who lives there, and where from now on.

    Whoever is inside decides anew in this step, whoever is on the way when she arrives: nobody is moved.
    """
    moment, residents = context.since, engine.residents
    engine.around.town.close(place)
    _end_measures(engine, place, moment, log)
    here = residents.place[1:] == place
    inside = np.flatnonzero(here) + 1
    log.add(len(inside), kind=WorldEvent.HAD_TO_LEAVE, sim_time=moment, actor=inside, place=place)
    movers = np.array(sorted(homes), dtype=np.int64)
    beds = np.array([homes[number] for number in movers.tolist()], dtype=np.int64)
    engine.around.persona.home[movers] = beds
    log.add(len(movers), kind=WorldEvent.REHOUSED, sim_time=moment, actor=movers, place=place, next_place=beds)
    ordered = np.flatnonzero((residents.told_place == place) & (residents.told_action > 0))
    residents.told_action[ordered], residents.told_place[ordered] = 0, 0
    dismissed: Int = np.zeros(0, dtype=np.int64)
    if engine.dealings is not None:
        dismissed = engine.dealings.labour.close(place, moment, log)
    return np.unique(np.concatenate([stop(engine, here, moment), movers, ordered, dismissed]))


def cut_jobs(context: StepContext, engine: TownEngine, place: int, jobs: Sequence[JobSpec], log: StepLog) -> Int:
    """Dismiss at once whom a place has no post for any more; return whose columns changed.

    Who is at work there stops and decides anew, as where a place is deleted.
    """
    assert engine.dealings is not None, "jobs are only cut where work is lost"
    moment, residents = context.since, engine.residents
    dismissed = engine.dealings.labour.cut(place, jobs, moment, log)
    is_there = np.zeros(residents.count + 1, dtype=bool)
    is_there[dismissed] = residents.place[dismissed] == place
    return np.union1d(stop(engine, is_there[1:], moment), dismissed)


def _end_measures(engine: TownEngine, place: int, moment: int, log: StepLog) -> None:
    """End what operators have set in force at the place."""
    measures = engine.circumstances.measures
    for measure in [each for each in measures.all if each.place == place]:
        measures.remove(measure.number)
        log_end(measure, moment, log)
