"""A town that talks for a day: the same in whatever way it is run, loaded again in the middle of a talk, without a database."""

from collections import Counter
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from pytest_django import DjangoAssertNumQueries

from agents.life.appointments import APPOINTMENTS, Appointments
from agents.life.courses import Courses
from agents.life.sayings import Sayings
from agents.models import Saying
from agents.voice import Act
from streams.kernel.simtime import HOUR_S
from streams.writer.stores import open_store
from tests.agents.life import lived
from tests.agents.life.talking import spoken
from tests.agents.life.talking.spoken import TalkingTown
from world.events import WorldEvent

MORNING_H = 7


@pytest.fixture(scope="module")
def town() -> TalkingTown:
    town = spoken.found(lived.scenario())
    return town.live(town.now + MORNING_H * HOUR_S)


def rows_of(town: TalkingTown) -> dict[str, list[Any]]:
    kept: dict[str, list[Any]] = {}
    for batch in town.batches:
        for name, values in batch.columns.items():
            kept.setdefault(f"{batch.table.name}.{batch.mode}.{name}", []).extend(values.tolist())
    return kept


def test_every_turn_of_a_talk_has_its_words_in_order(town: TalkingTown) -> None:
    rows = town.sayings_made
    ended = town.events_of(WorldEvent.TALK_ENDED)
    turns = Counter(rows["item"].tolist())

    assert len(ended["object"]) > 20
    assert [turns[talk] for talk in ended["object"].tolist()] == ended["amount"].tolist()
    assert set(town.judged) == set(ended["object"].tolist())
    for talk in ended["object"].tolist():
        mine = np.flatnonzero(rows["item"] == talk)
        assert rows["turn"][mine].tolist() == sorted(rows["turn"][mine].tolist())
    order = list(zip(rows["sim_time"].tolist(), rows["item"].tolist(), strict=True))
    steps: NDArray[Any] = rows["step"]
    assert all(order[i] <= order[i + 1] for i in range(len(order) - 1) if steps[i] == steps[i + 1])


def test_what_is_answered_is_of_the_same_talk(town: TalkingTown) -> None:
    rows = town.sayings_made
    item = dict(zip((rows["id"] & ((1 << 40) - 1)).tolist(), rows["item"].tolist(), strict=True))
    answering = np.flatnonzero(rows["answers"])

    assert len(answering) > 50
    assert all(item[int(rows["answers"][n])] == rows["item"][n] for n in answering.tolist())


def test_the_same_seed_says_the_same(town: TalkingTown) -> None:
    again = spoken.found(lived.scenario())
    again.live(again.now + MORNING_H * HOUR_S)

    assert rows_of(again) == rows_of(town)
    assert again.judged == town.judged


def test_another_seed_says_something_else(town: TalkingTown) -> None:
    other = spoken.found(lived.scenario(), seed=6)
    other.live(other.now + 2 * HOUR_S)

    assert set(other.sayings_made["text"].tolist()) != set(town.sayings_made["text"].tolist())


@pytest.mark.django_db
def test_a_reload_in_the_middle_of_a_talk_goes_on_in_the_same_words() -> None:
    town = spoken.found(lived.scenario())
    town.live(town.now + 5 * HOUR_S)
    while not any(len(town.courses.of(talk).acts) == 3 for talk in town.talks.open["number"].tolist()):
        town.step()
    saved = len(town.batches)
    store = open_store()
    store.write(town.batches)
    sayings, appointments = Sayings(), Appointments()

    courses = Courses(sayings.load(store, town.run.run_id, last=town.sayings.last, now=town.now))
    courses.go_on(town.talks.open["number"])
    appointments.load(store, town.run.run_id, last=town.numbers.last(APPOINTMENTS.name), step=1, now=town.now)
    for talk in town.talks.open["number"].tolist():
        assert courses.of(talk) == town.courses.of(talk)
    town.sayings, town.courses, town.appointments = sayings, courses, appointments
    town.live(town.now + HOUR_S)

    unbroken = spoken.found(lived.scenario())
    unbroken.live(town.now)
    assert len(town.batches) > saved
    assert rows_of(unbroken) == rows_of(town)


@pytest.mark.django_db
def test_no_step_asks_the_database(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    town = spoken.found(lived.scenario())

    with django_assert_num_queries(0):
        town.live(town.now + 4 * HOUR_S)

    assert Saying.objects.count() == 0
    assert len(town.sayings_made["id"]) > 20


def test_most_talks_do_their_people_good_and_few_end_badly(town: TalkingTown) -> None:
    moods = Counter(mood for _, mood in town.judged.values())

    assert set(moods) <= {-2, -1, 0, 1, 2}
    assert moods[1] + moods[2] > len(town.judged) // 2
    assert moods[-2] < len(town.judged) // 8


def test_whoever_is_invited_answers(town: TalkingTown) -> None:
    rows = town.sayings_made
    acts = rows["act"].tolist()
    invited = [n for n, act in enumerate(acts) if act == Act.INVITE]
    numbers = (rows["id"] & ((1 << 40) - 1)).tolist()
    answered = {int(rows["answers"][n]) for n, act in enumerate(acts) if act in (Act.ACCEPT, Act.DECLINE)}
    cut_short = {int(talk) for talk in town.talks.open["number"].tolist()} | {
        int(row)
        for row, reason in zip(
            *(town.events_of(WorldEvent.TALK_ENDED)[name].tolist() for name in ("object", "reason")), strict=True
        )
        if reason == 2
    }

    assert invited
    assert all(numbers[n] in answered for n in invited if int(rows["item"][n]) not in cut_short)
    agreed = acts.count(Act.ACCEPT)
    assert len(town.events_of(WorldEvent.APPOINTMENT_MADE)["seq"]) == agreed
