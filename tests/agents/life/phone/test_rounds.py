"""Whose turn it is to look: everybody once for each time that she takes her phone, whenever rounds and steps come."""

import numpy as np
import pytest

from agents.life.phone.looking import seen_until
from agents.life.phone.session import ROUND_S
from tests.agents.life.phone.phones import FRIEND, ME, Phones, quiet_town
from world.actions import Action


@pytest.fixture
def phones() -> Phones:
    return quiet_town()


def test_who_has_the_phone_in_her_hand_at_a_round_looks_once(phones: Phones) -> None:
    started = _take_phone(phones, ME)

    looked = []
    for _ in range(3 * ROUND_S // phones.town.run.step_s):
        phones.look()
        looked.append(int(phones.town.mind.phone_at[ME]))

    round_ = (started // ROUND_S + 1) * ROUND_S
    assert sorted(set(looked)) == [0, round_]
    assert phones.town.mind.phone_at[FRIEND] == 0


def test_who_puts_it_away_before_a_round_looks_then(phones: Phones) -> None:
    phones.town.now = phones.town.now // ROUND_S * ROUND_S

    phones.look(ME)

    assert phones.town.mind.phone_at[ME] == phones.town.now


def test_who_looked_at_a_round_does_not_look_again_when_she_puts_it_away(phones: Phones) -> None:
    _take_phone(phones, ME)
    for _ in range(ROUND_S // phones.town.run.step_s):
        phones.look()
    at = int(phones.town.mind.phone_at[ME])
    phones.town.engine.residents.action[ME] = Action.WAIT

    phones.look(ME, lasted_s=600)

    assert phones.town.mind.phone_at[ME] == at > 0


def test_what_was_seen_ends_where_the_step_of_the_look_began(phones: Phones) -> None:
    run, start = phones.town.run, phones.town.run.start_sim_time

    seen = seen_until(run, np.array([0, start + 1, start + 60, start + 61]))

    assert seen.tolist() == [-1, start, start, start + 60]


def _take_phone(phones: Phones, number: int) -> int:
    """Let somebody take her phone for long; return when."""
    residents, now = phones.town.engine.residents, phones.town.now
    residents.action[number], residents.since[number], residents.due[number] = Action.USE_PHONE, now, now + 3_600
    return now
