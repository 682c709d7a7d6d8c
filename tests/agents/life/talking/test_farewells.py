"""Somebody leaves town for good: her friends take it to heart, tell of it, and wait for her no more."""

from dataclasses import replace

import numpy as np
import pytest

from agents.life.facts import story_of_own
from agents.life.noticing import notice
from agents.models import Appointment
from agents.voice import Dice, Occurrence, post
from streams.kernel.simtime import DAY_S, HOUR_S
from tests.agents.life import lived
from tests.agents.life.talking import spoken
from tests.agents.life.talking.spoken import TalkingTown
from tests.agents.life.talking.test_appointments import BEN, CLEO, MIA, agree, away, wait
from world.events import WorldEvent
from world.models import MoveReason
from world.talks.talks import COLUMNS
from world.ties import Ties


@pytest.fixture(scope="module")
def founded() -> TalkingTown:
    return spoken.found(lived.scenario())


@pytest.fixture
def town(founded: TalkingTown) -> TalkingTown:
    """A town in which Ben is Mia's best friend and hardly knows Cleo."""
    town = spoken.fresh(founded)
    town.now = 5 * DAY_S + 9 * HOUR_S
    town.talks.fill(residents=town.mind.count, ties=Ties(town.mind.count), values=_NO_TALKS, last=0)
    tie(town, MIA, BEN, 9_000)
    tie(town, CLEO, BEN, 1_500)
    town.talks.ties.take_changed()
    return town


_NO_TALKS = {name: np.zeros(0, dtype=np.int64) for name in COLUMNS}


def tie(town: TalkingTown, one: int, other: int, strength: int) -> None:
    for who, whom in ((one, other), (other, one)):
        town.talks.ties.change_one(who, whom, strength=strength, trust=3_000, at=town.now)


def depart(town: TalkingTown, resident: int) -> int:
    """Let somebody leave in a step of its own, and have it noticed; return the event."""
    town.talks.clear()
    scene = town.quiet_step()
    (seq,) = scene.context.record.append(
        1, kind=WorldEvent.AGENT_DEPARTED, sim_time=town.now, actor=resident, reason=MoveReason.DEBT
    )
    scene = replace(scene, events=scene.context.record.hashed())
    town.appointments.call_off(scene)
    notice(scene)
    town.converse(scene)
    return int(seq)


def test_a_departure_is_news_of_friends_and_of_nobody_else(town: TalkingTown) -> None:
    seq = depart(town, BEN)

    mind = town.mind
    assert np.flatnonzero(mind.own_event).tolist() == [MIA]
    assert (mind.own_event[MIA], mind.own_what[MIA], mind.own_other[MIA]) == (seq, Occurrence.MOVED_AWAY, BEN)
    assert mind.own_valence[MIA] == -2
    assert town.memories_made["event"].tolist() == [seq]


@pytest.mark.parametrize("is_gone", [True, False])
def test_only_those_who_live_in_town_learn_of_it(is_gone: bool, town: TalkingTown) -> None:
    place = town.engine.residents.place
    kept = int(place[MIA])
    place[MIA] = 0 if is_gone else kept

    depart(town, BEN)
    place[MIA] = kept

    assert bool(town.mind.own_event[MIA]) != is_gone


def test_it_is_told_in_talks_and_posts_and_keeps_its_event(town: TalkingTown) -> None:
    tie(town, MIA, CLEO, 8_000)
    seq = depart(town, BEN)

    said = town.talk(MIA, CLEO, turns=6)
    story = story_of_own(town.quiet_step(), MIA)

    assert seq in {line.event for line in said}
    assert town.mind.heard_event[CLEO] == seq
    assert (town.mind.heard_what[CLEO], town.mind.heard_other[CLEO]) == (Occurrence.MOVED_AWAY, BEN)
    assert story is not None
    assert story.fact.who == (town.people.name(BEN),)
    texts = {post(town.people.speaker(MIA, 0), story.fact, Dice(n)).text for n in range(60)}
    assert len(texts) > 20
    assert any(town.people.name(BEN).split()[0] in text for text in texts)


def test_who_was_to_meet_her_does_not_wait_in_vain(town: TalkingTown) -> None:
    away(town)
    agree(town)
    at = int(town.mind.date_at[MIA])

    depart(town, BEN)
    wait(town, at + HOUR_S)

    ended = [batch for batch in town.batches if "outcome" in batch.columns][-1].columns
    assert ended["outcome"].tolist() == [Appointment.Outcome.CALLED_OFF]
    assert not town.events_of(WorldEvent.APPOINTMENT_MISSED)["seq"].size
    assert town.mind.own_what[MIA] == Occurrence.MOVED_AWAY
    assert town.mind.date_number[MIA] == 0
