"""Talks and ties in the database: what is written, and that it loads, verifies and forks like everything else."""

from collections.abc import Mapping, Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from society.experiments.founding import with_overrides
from society.experiments.scenario import canonical_json, checked_scenario, load_scenario
from streams.kernel.columns import TableBatch
from streams.kernel.simtime import HOUR_S, SimTime
from streams.models import Event, Run
from streams.writer.clock_part import ClockPart
from streams.writer.driver import Driver
from streams.writer.fork import fork_run
from streams.writer.part import Part, RunFacts, StepContext
from streams.writer.past import state_at, step_at
from streams.writer.runs import facts_of, found_run
from streams.writer.store import Store
from streams.writer.stores import open_store
from streams.writer.verify import verify_run
from streams.writer.version import ENGINE_VERSION
from tests.world.talks.company_town import Carried
from tests.world.talks.test_talking_town import chatty
from world.contract import Int, Known
from world.events import WorldEvent
from world.models import Talk, Tie
from world.part import WorldPart
from world.talks.talks import Talks
from world.talks_part import TalksPart
from world.ties import TIES_MAX, level_of

PEOPLE = 40
HOURS = 2
TOPIC, MOOD = 3, 1


class Listeners(Part):
    """Stands for the agents: those who have talked like each other better, and think that it was nice."""

    name = "listeners"

    def __init__(self, talks: Talks) -> None:
        self._talks = talks

    def load(self, store: Store, run: RunFacts, state: Mapping[str, NDArray[np.int64]] | None) -> None:
        """Nothing to load."""

    def state(self) -> dict[str, NDArray[np.int64]]:
        return {}

    def step(self, context: StepContext) -> list[TableBatch]:
        closed = self._talks.closed
        for one, other in ((closed.one, closed.other), (closed.other, closed.one)):
            self._talks.ties.change(one, other, strength=900, trust=100, at=closed.sim_time)
        self._talks.judge(dict.fromkeys(closed.talk.tolist(), (TOPIC, MOOD)))
        return []

    def found(self, context: StepContext) -> list[TableBatch]:
        return []

    def state_rows(self, run_id: int) -> list[TableBatch]:
        return []


def nothing_known(rows: Int) -> Known:
    return Carried.of(int(rows.max()), 0).known(rows)


def parts(run: RunFacts) -> Sequence[Part]:
    talks = TalksPart(people=lambda: world.people())
    world = WorldPart(decide=chatty, know=nothing_known, talks=talks.talks)
    return (ClockPart(), world, Listeners(talks.talks), talks)


@pytest.fixture
def run() -> Run:
    """A run of two hours of the late morning."""
    table = with_overrides(load_scenario("willowbrook"), count=PEOPLE).model_dump(mode="json")
    table["run"] |= {"start": "2024-01-06T10:00:00"}
    scenario = checked_scenario(table, file="talks")
    made = found_run(
        assemble=parts,
        rate_milli=1_000,
        wall_ms=0,
        is_paused=False,
        name="talks",
        seed=scenario.run.seed,
        scenario=canonical_json(scenario),
        language="en",
        step_s=scenario.run.step_s,
        start_sim_time=scenario.run.start_s,
        engine_version=ENGINE_VERSION,
        is_default=False,
    )
    live(made, made.start_sim_time + HOURS * HOUR_S)
    return made


def live(run: Run, until: int) -> None:
    driver = Driver(assemble=parts, publish=lambda run_id, seq: None)
    driver.advance_until(driver.hold(run), SimTime(until))
    driver.release_all()


pytestmark = [pytest.mark.django_db, pytest.mark.stores]


def test_talks_are_rows_that_say_how_they_ended_and_are_announced(run: Run) -> None:
    ended = Talk.objects.of(run.pk).exclude(ended_step=0)

    assert ended.count() > 50
    assert set(ended.values_list("topic", "mood")) == {(TOPIC, MOOD)}
    assert set(ended.values_list("ending", flat=True)) == {Talk.Ending.GOODBYE}
    assert all(talk.ended_at == talk.sim_time + talk.turns * talk.turn_s for talk in ended)
    assert ended.exclude(third=0).exists()

    talks = Talk.objects.of(run.pk)

    started = Event.objects.of(run.pk).filter(kind=WorldEvent.TALK_STARTED).order_by("object")
    told = Event.objects.of(run.pk).filter(kind=WorldEvent.TALK_ENDED)

    assert list(started.values_list("object", "actor", "target", "place", "sim_time")) == [
        (talk.number, talk.one, talk.other, talk.place, talk.sim_time) for talk in talks.order_by("pk")
    ]
    assert told.count() == ended.count()


def test_a_run_with_talks_verifies_and_a_missing_talk_is_found(run: Run) -> None:
    assert list(verify_run(run, parts)) == []

    last = Talk.objects.of(run.pk).exclude(ended_step=0).order_by("pk").last()
    assert last is not None
    last.delete()

    assert any("are kept" in fault for fault in verify_run(run, parts))


def test_a_run_that_is_taken_over_in_the_middle_of_talks_goes_on_as_it_would_have(run: Run) -> None:
    started = Talk.objects.of(run.pk).filter(sim_time__gt=run.start_sim_time + HOUR_S).order_by("pk").first()
    assert started is not None
    step = step_at(run, started.sim_time + started.turn_s)
    assert state_at(run, step, parts).state()["talks.open.number"].size

    fork = fork_run(run, step=step, assemble=parts, name="fork", wall_ms=0)

    assert list(verify_run(fork, parts)) == []
    live(fork, run.start_sim_time + HOURS * HOUR_S)
    columns = ("sim_time", "one", "other", "third", "third_at", "turn_s", "turns", "ended_at", "ending", "topic")
    here, there = (list(Talk.objects.of(one.pk).order_by("pk").values_list(*columns)) for one in (fork, run))
    assert here == there
    ties = [
        list(Tie.objects.of(one.pk).order_by("pk").values_list("other", "strength", "count")) for one in (fork, run)
    ]
    assert ties[0] == ties[1]


def test_a_tie_is_told_of_when_it_becomes_something_else(run: Run) -> None:
    told = Event.objects.of(run.pk).filter(kind=WorldEvent.TIE_CHANGED)
    last = {(event.actor, event.target): event.amount for event in told.order_by("pk")}
    strength = {
        (tie.number // TIES_MAX, tie.other): tie.strength for tie in Tie.objects.of(run.pk) if tie.number // TIES_MAX
    }

    assert len(last) > 3
    kept = {pair: level for pair, level in last.items() if pair in strength}
    assert {pair: int(level_of(np.array(strength[pair]))) for pair in kept} == kept


def test_a_snapshot_from_before_there_were_talks_is_loaded(run: Run) -> None:
    part = TalksPart(people=lambda: pytest.fail("nobody is founded"))

    part.load(open_store(), facts_of(run), {})

    assert part.talks.last == 0
    assert part.ties.residents == PEOPLE
    assert len(part.ties.numbers()) == 0
