"""A town whose people talk whenever they can: nobody in two talks, ends that fit, and the same whatever the batch."""

from functools import cache
from itertools import pairwise

import numpy as np
import pytest

from society.experiments.founding import with_overrides
from society.experiments.scenario import ScenarioFile, checked_scenario, load_scenario
from streams.kernel.simtime import DAY_S, HOUR_S, MINUTE_S
from tests.world.talks.company_town import CompanyTown, settle
from tests.world.test_town_step import choose
from world.actions import ACTIONS, Action
from world.contract import DecisionBatch, Need, ObservationBatch, Reason
from world.engine import step as engine_step
from world.events import WorldEvent
from world.talks.talks import Closed, Ending

SEED = 5
HALF_A_DAY = 12 * HOUR_S


def chatty(seen: ObservationBatch) -> DecisionBatch:
    """Talk to the first who is here; else rest for a while, most of them in the same park."""
    park = seen.candidates[:, Action.REST, 2]
    at_home = (seen.number % 5 == 0) | (park == 0)
    place = np.where(at_home, seen.persona.home, park)
    answer = choose(seen, np.full(len(seen), Action.REST), place, 40 * MINUTE_S)
    if seen.companions is None:
        return answer
    talks = seen.companions[:, 0] > 0
    answer.action[talks] = Action.TALK
    answer.place[talks] = seen.place[talks]
    answer.duration_s[talks] = 10 * MINUTE_S
    partner = seen.companions[:, 0].astype(np.int64)
    return DecisionBatch(**{name: getattr(answer, name) for name in DecisionBatch.__slots__} | {"partner": partner})


def scenario() -> ScenarioFile:
    return with_overrides(load_scenario("willowbrook"), count=60)


@cache
def lived() -> CompanyTown:
    town = settle(scenario(), seed=SEED, decide=chatty)
    return town.live(town.now + HALF_A_DAY)


def fresh() -> CompanyTown:
    """A few hours on, when everybody is up and some talk."""
    town = settle(scenario(), seed=SEED, decide=chatty)
    town.live(town.now + 4 * HOUR_S)
    while not len(town.talks.open["number"]):
        town.live(town.now + town.step_s)
    return town


def all_closed(town: CompanyTown) -> dict[str, np.ndarray]:
    return {name: np.concatenate([getattr(part, name) for part in town.closed]) for name in Closed.__slots__}


def test_talks_begin_are_joined_and_end() -> None:
    town = lived()

    started, joined, ended = (
        town.of_kind(kind) for kind in (WorldEvent.TALK_STARTED, WorldEvent.TALK_JOINED, WorldEvent.TALK_ENDED)
    )

    assert len(started["kind"]) > 200
    assert len(joined["kind"]) > 5
    assert len(started["kind"]) - len(ended["kind"]) == len(town.talks.open["number"])
    assert started["object"].tolist() == list(range(1, len(started["kind"]) + 1))


def test_nobody_is_in_two_talks_at_a_time() -> None:
    closed = all_closed(lived())
    began = closed["sim_time"] - closed["lasted_s"]
    spans = sorted(
        (who, start, end)
        for name in ("one", "other")
        for who, start, end in zip(closed[name].tolist(), began.tolist(), closed["sim_time"].tolist(), strict=True)
    )

    overlaps = [pair for pair in pairwise(spans) if pair[0][0] == pair[1][0] and pair[0][2] > pair[1][1]]

    assert overlaps == []


def test_a_talk_ends_before_the_one_who_was_spoken_to_has_to_go() -> None:
    closed = all_closed(lived())

    assert set(closed["ending"].tolist()) == {Ending.GOODBYE}
    assert closed["lasted_s"].min() >= ACTIONS[Action.TALK].min_s
    assert closed["lasted_s"].max() <= 15 * MINUTE_S
    assert closed["turns"].min() >= 2
    assert closed["turns"].max() <= 10


def test_who_began_is_done_when_the_talk_is() -> None:
    town = lived()
    acted, ended = town.of_kind(WorldEvent.ACTED), town.of_kind(WorldEvent.TALK_ENDED)
    stopped = acted["action"] == Action.TALK

    finished = set(zip(acted["actor"][stopped].tolist(), acted["sim_time"][stopped].tolist(), strict=True))

    assert set(zip(ended["actor"].tolist(), ended["sim_time"].tolist(), strict=True)) <= finished


def test_two_do_not_talk_again_within_the_hour() -> None:
    started = lived().of_kind(WorldEvent.TALK_STARTED)
    last: dict[tuple[int, int], int] = {}
    gaps = []
    for one, other, at in zip(
        started["actor"].tolist(), started["target"].tolist(), started["sim_time"].tolist(), strict=True
    ):
        pair = (min(one, other), max(one, other))
        gaps.append(at - last.get(pair, -DAY_S))
        last[pair] = at

    assert min(gaps) >= HOUR_S


def test_everybody_talks_where_she_is() -> None:
    town = lived()
    started = town.of_kind(WorldEvent.TALK_STARTED)
    acted = town.of_kind(WorldEvent.ACTED)
    begins = acted["next_action"] == Action.TALK

    assert (acted["next_place"][begins] == acted["place"][begins]).all()
    assert (acted["arrive"][begins] == acted["sim_time"][begins]).all()
    assert set(started["place"].tolist()) <= set(acted["next_place"][begins].tolist())


@pytest.mark.parametrize("at_once", [1, 7])
def test_no_batch_changes_who_talks_with_whom(at_once: int, monkeypatch: pytest.MonkeyPatch) -> None:
    town = settle(scenario(), seed=SEED, decide=chatty)
    monkeypatch.setattr(engine_step, "AT_ONCE", at_once)

    town.live(town.now + 6 * HOUR_S)

    columns = ("sim_time", "actor", "target", "place", "object", "due")
    for kind in (WorldEvent.TALK_STARTED, WorldEvent.TALK_JOINED):
        here, whole = town.of_kind(kind), lived().of_kind(kind)
        early = whole["sim_time"] <= town.now
        assert {name: here[name].tolist() for name in columns} == {
            name: whole[name][early].tolist() for name in columns
        }


def test_whom_one_talked_to_has_had_company_without_stopping_what_she_does() -> None:
    town = fresh()
    other, one = (int(town.talks.open[name][0]) for name in ("other", "one"))
    before = town.residents.needs[other].copy()
    doing, decided = int(town.residents.action[other]), int(town.residents.decisions[other])
    assert doing != Action.TALK

    while town.talks.talk_of[other]:
        town.live(town.now + town.step_s)

    closed = town.closed[-1]
    lasted_s = int(closed.lasted_s[closed.other == other][0])
    gained = ACTIONS[Action.TALK].rates[Need.SOCIAL] * lasted_s // HOUR_S
    assert int(town.residents.decisions[other]) == decided
    assert int(town.residents.needs[other, Need.SOCIAL]) == min(int(before[Need.SOCIAL]) + gained, 10_000)
    assert int(closed.one[closed.other == other][0]) == one


def test_an_order_interrupts_a_talk_and_the_other_decides_anew() -> None:
    town = fresh()
    one, other = (int(town.talks.open[name][0]) for name in ("one", "other"))
    town.residents.told_action[other] = Action.REST + 1
    town.residents.told_place[other] = town.engine.around.persona.home[other]
    town.residents.due[other] = town.now + 1

    town.live(town.now + town.step_s)

    ended = town.of_kind(WorldEvent.TALK_ENDED)
    row = np.flatnonzero((ended["actor"] == one) & (ended["sim_time"] == town.now - town.step_s + 1))
    assert ended["reason"][row].tolist() == [Ending.INTERRUPTED]
    assert int(town.residents.reason[other]) == Reason.TOLD
    assert int(town.residents.since[one]) == town.now - town.step_s + 1


def test_an_illness_interrupts_a_talk() -> None:
    table = scenario().model_dump(mode="json")
    sickly = checked_scenario({**table, "happenings": {"illness": "70%"}}, file="sickly")
    town = settle(sickly, seed=SEED, decide=chatty)

    town.live(town.now + HALF_A_DAY)

    fell_ill, ended = town.of_kind(WorldEvent.FELL_ILL), town.of_kind(WorldEvent.TALK_ENDED)
    broken = ended["reason"] == Ending.INTERRUPTED
    inside = {
        (who, at)
        for name in ("actor", "target")
        for who, at in zip(ended[name][broken].tolist(), ended["sim_time"][broken].tolist(), strict=True)
    }
    at_once = set(zip(fell_ill["actor"].tolist(), fell_ill["sim_time"].tolist(), strict=True)) & inside
    assert broken.any()
    assert at_once


def test_an_order_to_talk_is_carried_out_with_whoever_is_here() -> None:
    town = settle(
        scenario(), seed=SEED, decide=lambda seen: choose(seen, np.full(len(seen), Action.REST), seen.persona.home)
    )
    town.live(town.now + 6 * HOUR_S)
    homes = town.engine.around.persona.home[1:]
    number = int(np.flatnonzero(np.bincount(homes)[homes] > 3)[0]) + 1
    town.residents.told_action[number] = Action.TALK + 1
    town.residents.told_place[number] = town.residents.place[number]
    town.residents.due[number] = town.now + 1

    town.live(town.now + town.step_s)

    assert int(town.residents.action[number]) == Action.TALK
    assert town.talks.open["one"].tolist() == [number]


def test_a_town_without_company_offers_no_talk_and_no_phone() -> None:
    seen: list[ObservationBatch] = []

    def watch(batch: ObservationBatch) -> DecisionBatch:
        seen.append(batch)
        return chatty(batch)

    town = settle(scenario(), seed=SEED, decide=watch, with_company=False)
    town.live(town.now + 3 * HOUR_S)

    assert seen
    assert all(batch.known is None and batch.companions is None for batch in seen)
    assert not any(batch.offered[:, [Action.USE_PHONE, Action.TALK]].any() for batch in seen)
