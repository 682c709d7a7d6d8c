"""What people and places are called, in both languages, and what it costs to know the names of very many."""

from typing import Any, cast

import numpy as np
import pytest

from agents.life.people import SPEAKERS_KEPT, People
from agents.life.places import Places
from society.experiments.scenario import load_scenario
from streams.kernel.columns import Mode, TableBatch
from streams.kernel.ids import key_of
from streams.models import AccountKind
from streams.network.rows import ACCOUNTS
from streams.network.state import Network
from streams.writer.part import RunFacts
from streams.writer.record import Numbers
from streams.writer.store import Store
from tests.agents.life.lived import Rows
from tests.agents.small_world import persona
from world.occupations import Occupation

RUN = 1


def facts(language: str = "en") -> RunFacts:
    return RunFacts(run_id=RUN, seed=1, step_s=20, start_sim_time=0, language=language, scenario={}, engine_version=1)


def people(names: list[str], *, language: str = "en", humans: tuple[int, ...] = (), parts: int = 1) -> People:
    """Residents of these names, as the store has them.   humans: numbers of those who are people with a handle."""
    count = len(names)
    kinds = np.full(count, AccountKind.AGENT.value)
    kinds[[number - 1 for number in humans]] = AccountKind.HUMAN
    columns: dict[str, Any] = {
        "id": key_of(RUN, 0) + np.arange(1, count + 1),
        "handle": np.array([f"handle{number}" for number in range(1, count + 1)], dtype=object),
        "display_name": np.array(names, dtype=object),
        "kind": kinds,
    }
    batch = TableBatch.of(ACCOUNTS.only("handle", "display_name", "kind"), Mode.INSERT, columns)
    return People(facts(language), cast(Store, Rows([batch])))


@pytest.mark.parametrize("names", [["Anna Ashby", "Noor", "Zoë Ó Brien"], ["王雨桐", "李浩然", "欧阳明轩"]])
def test_everybody_has_the_name_that_she_was_given(names: list[str]) -> None:
    known = people(names)

    assert [known.name(number) for number in (1, 2, 3)] == names
    assert known.name(0) == ""


def test_a_person_who_signed_in_is_called_by_the_handle_which_nobody_can_change() -> None:
    known = people(["Anna Ashby", "Visitor from afar"], humans=(2,))

    assert known.name(2) == "handle2"


def test_asking_for_an_account_that_there_is_not_is_an_error() -> None:
    with pytest.raises(KeyError, match="no account 3"):
        people(["Anna Ashby", "Ben Shaw"]).name(3)


def test_who_joins_later_has_a_name_from_that_step_on() -> None:
    known, network = people(["Anna Ashby"]), Network(seed=1, accounts=1)
    network.enter(Numbers({ACCOUNTS.name: 1}))

    network.join("traveller", "A Traveller", at=10)
    network.join("clerk", "The Clerk", at=10, kind=AccountKind.AGENT)
    known.enter(persona(1), network.pending)

    assert [known.name(number) for number in (1, 2, 3)] == ["Anna Ashby", "traveller", "The Clerk"]


def test_who_is_known_already_is_not_added_twice_when_a_step_is_lived_again() -> None:
    known, network = people(["Anna Ashby", "Someone"], humans=(2,)), Network(seed=1, accounts=1)
    network.enter(Numbers({ACCOUNTS.name: 1}))

    network.join("handle2", "Someone", at=10)
    known.enter(persona(1), network.pending)

    assert (known.count, known.name(2)) == (2, "handle2")


def test_a_gap_between_accounts_is_an_error_and_no_shift_of_all_names() -> None:
    known, network = people(["Anna Ashby"]), Network(seed=1, accounts=4)
    network.enter(Numbers({ACCOUNTS.name: 4}))
    network.join("traveller", "A Traveller", at=10)

    with pytest.raises(ValueError, match="accounts 5 to 5 do not follow on account 1"):
        known.enter(persona(1), network.pending)


def test_a_speaker_has_the_age_trade_and_nature_of_the_resident_and_the_mood_that_is_asked_for() -> None:
    known = people(["Anna Ashby", "Ben Shaw"], language="zh")
    who = persona(2, age=[31, 64], gender=[1, 0], occupation=int(Occupation.NURSE), traits=[[1, 2, 3, 4, 5], [50] * 5])

    known.enter(who, Network(seed=1).pending)
    anna = known.speaker(1, -2)

    assert (anna.name, anna.language, anna.age, anna.gender, anna.mood) == ("Anna Ashby", "zh", 31, 1, -2)
    assert anna.occupation == "nurse"
    assert (anna.openness, anna.conscientiousness, anna.extraversion) == (1, 2, 3)
    assert (anna.agreeableness, anna.neuroticism) == (4, 5)
    assert known.speaker(2).age == 64


def test_who_changes_is_heard_to_have_changed() -> None:
    known, pending = people(["Anna Ashby"]), Network(seed=1).pending
    known.enter(persona(1, age=31), pending)
    before = known.speaker(1)

    known.enter(persona(1, age=32), pending)

    assert (before.age, known.speaker(1).age) == (31, 32)


def test_a_speaker_is_made_once_and_only_so_many_are_kept() -> None:
    known = people([f"Resident {number}" for number in range(1, SPEAKERS_KEPT + 11)])
    known.enter(persona(SPEAKERS_KEPT + 10), Network(seed=1).pending)

    assert known.speaker(1) is known.speaker(1)
    for number in range(1, SPEAKERS_KEPT + 11):
        known.speaker(number)
    assert known._speaker.cache_info().currsize == SPEAKERS_KEPT


def test_a_person_without_a_body_has_a_name_but_no_voice() -> None:
    known = people(["Anna Ashby", "Visitor"], humans=(2,))
    known.enter(persona(1), Network(seed=1).pending)

    with pytest.raises(KeyError, match="account 2 has no body"):
        known.speaker(2)


def of_districts(districts: int) -> dict[str, Any]:
    table = load_scenario("willowbrook").model_dump(mode="json")
    table["map"]["districts"] = districts
    table["population"]["balance"] = {}
    return table


def number_of(table: dict[str, Any], name: str) -> int:
    return next(number for number, place in enumerate(table["places"], start=1) if place["name"] == name)


def test_places_have_their_names_in_the_language_of_the_run() -> None:
    table = of_districts(1)
    park = number_of(table, "Willow Park")

    assert Places(table, "en").name(park) == "Willow Park"
    assert Places(table, "zh").name(park) == table["places"][park - 1]["name_zh"]
    assert Places(table, "en").name(0) == Places(table, "en").kind(0) == ""


def test_places_of_other_districts_are_told_apart_as_on_the_pages() -> None:
    table = of_districts(3)
    park, tile = number_of(table, "Willow Park"), len(table["places"])

    assert Places(table, "en").name(park + 2 * tile) == "Willow Park, District 3"
    assert Places(table, "zh").name(park + 2 * tile).endswith("（3区）")
    assert Places(table, "en").kind(park + 2 * tile) == "park"


def test_every_dwelling_is_home_to_those_who_tell_of_it() -> None:
    table = of_districts(1)
    dwellings = [number for number, place in enumerate(table["places"], 1) if "sleep" in place["functions"]]

    assert {Places(table, "en").kind(number) for number in dwellings} == {"home"}


@pytest.mark.parametrize("number", [-1, 10_000])
def test_asking_for_a_place_that_there_is_not_is_an_error(number: int) -> None:
    with pytest.raises(KeyError, match="no place"):
        Places(of_districts(1), "en").name(number)
