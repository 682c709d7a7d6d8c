"""Two agree to meet; both come, one waits, or nobody thinks of it."""

from dataclasses import replace

import numpy as np
import pytest

from agents.life.appointments import AFTER_S, APART_S, APPOINTMENTS, BEFORE_S, Appointments, is_free
from agents.life.sayings import Said
from agents.life.talking.inviting import where_and_when
from agents.models import Appointment, Medium
from agents.models.life import Saying
from agents.voice import Act, Dice, Occurrence
from streams.kernel.simtime import DAY_S, HOUR_S, MINUTE_S
from streams.writer.stores import open_store
from tests.agents import small_world
from tests.agents.life import lived
from tests.agents.life.talking import spoken
from tests.agents.life.talking.spoken import TalkingTown
from world.events import WorldEvent

MIA, BEN, CLEO = 3, 11, 20
SATURDAY = 5 * DAY_S


@pytest.fixture(scope="module")
def founded() -> TalkingTown:
    return spoken.found(lived.scenario())


@pytest.fixture
def town(founded: TalkingTown) -> TalkingTown:
    town = spoken.fresh(founded)
    town.now = SATURDAY + 9 * HOUR_S
    return town


def public_place(town: TalkingTown) -> int:
    """Find a place that never closes."""
    hours = town.engine.around.town.hours
    homes = town.engine.around.town.is_home
    places = np.flatnonzero(~homes[1:]) + 1
    return int(places[np.argmax(hours.closes_in_s(places, np.full(len(places), SATURDAY)))])


def agree(town: TalkingTown, one: int = MIA, other: int = BEN, *, at: int = 0) -> int | None:
    scene = town.quiet_step()
    said = Said(sim_time=town.now, medium=Medium.TALK, item=1, speaker=other, hearer=one, act=Act.ACCEPT)
    saying = scene.sayings.add(scene.context, said, "Yes.")
    number = town.appointments.make(
        scene,
        one=one,
        other=other,
        place=public_place(town),
        at=at or meeting(town),
        saying=saying,
        said_at=said.sim_time,
    )
    town.converse(scene)
    return number


def meeting(town: TalkingTown) -> int:
    """Find a time at which everybody of these has time."""
    persona = town.engine.around.persona
    times = range(town.now + 2 * HOUR_S, town.now + DAY_S, 15 * MINUTE_S)
    return next(at for at in times if all(is_free(persona, who, at) for who in (MIA, BEN, CLEO)))


def wait(town: TalkingTown, until: int) -> None:
    """Let nothing happen until a moment."""
    town.talks.clear()
    town.converse(town.quiet_step(until=until))


def put(town: TalkingTown, who: int, place: int, arrive: int) -> None:
    town.engine.residents.place[who], town.engine.residents.arrive[who] = place, arrive


def away(town: TalkingTown) -> None:
    for who in (MIA, BEN, CLEO):
        put(town, who, int(town.engine.around.persona.home[who]), 0)


def test_an_appointment_is_in_both_diaries_and_in_the_record(town: TalkingTown) -> None:
    mind, at = town.mind, meeting(town)
    number = agree(town, at=at)

    assert mind.date_number[MIA] == mind.date_number[BEN] == number == 1
    assert (mind.date_with[MIA], mind.date_with[BEN]) == (BEN, MIA)
    assert mind.date_at[MIA] == at
    made = town.events_of(WorldEvent.APPOINTMENT_MADE)
    assert (made["actor"].tolist(), made["target"].tolist(), made["due"].tolist()) == ([MIA], [BEN], [at])
    assert town.appointments_made["outcome"].tolist() == [Appointment.Outcome.AHEAD]


def test_who_keeps_an_appointment_is_closer_afterwards(town: TalkingTown) -> None:
    away(town)
    agree(town)
    at, place = int(town.mind.date_at[MIA]), public_place(town)
    before = town.talks.ties.bond(MIA, BEN, town.now)[0], town.talks.ties.bond(BEN, MIA, town.now)[0]

    put(town, MIA, place, at - 5 * MINUTE_S)
    wait(town, at)
    put(town, MIA, int(town.engine.around.persona.home[MIA]), at + 12 * MINUTE_S)
    put(town, BEN, place, at + 10 * MINUTE_S)
    wait(town, at + 15 * MINUTE_S)
    assert not town.events_of(WorldEvent.APPOINTMENT_KEPT)["seq"].size
    wait(town, at + AFTER_S)

    ended = [batch for batch in town.batches if batch.table.name == APPOINTMENTS.name][-1].columns
    assert ended["outcome"].tolist() == [Appointment.Outcome.KEPT]
    assert (ended["came_one"].tolist(), ended["came_other"].tolist()) == ([True], [True])
    assert town.events_of(WorldEvent.APPOINTMENT_KEPT)["object"].tolist() == [1]
    after = town.talks.ties.bond(MIA, BEN, town.now)[0], town.talks.ties.bond(BEN, MIA, town.now)[0]
    assert after[0] > before[0]
    assert after[1] > before[1]
    assert town.mind.date_number[MIA] == town.mind.date_at[BEN] == town.mind.date_came[BEN] == 0


def test_who_waits_in_vain_thinks_less_of_the_other(town: TalkingTown) -> None:
    away(town)
    town.talks.ties.change_one(BEN, MIA, strength=6_000, trust=3_000, at=town.now)
    town.talks.ties.change_one(MIA, BEN, strength=6_000, trust=3_000, at=town.now)
    agree(town)
    at = int(town.mind.date_at[MIA])
    before = town.talks.ties.bond(BEN, MIA, at), town.talks.ties.bond(MIA, BEN, at)

    put(town, BEN, public_place(town), at)
    wait(town, at + AFTER_S)

    missed = town.events_of(WorldEvent.APPOINTMENT_MISSED)
    assert (missed["actor"].tolist(), missed["target"].tolist()) == ([BEN], [MIA])
    assert missed["amount"].tolist() == [Appointment.Outcome.STOOD_UP]
    after = town.talks.ties.bond(BEN, MIA, at), town.talks.ties.bond(MIA, BEN, at)
    assert after[0][0] < before[0][0]
    assert after[0][1] < before[0][1]
    assert after[1] == before[1]
    assert (town.mind.own_what[BEN], town.mind.own_other[BEN]) == (Occurrence.WAITED, MIA)
    assert town.mind.own_event[BEN] == missed["seq"][0]


def test_what_both_forget_costs_little(town: TalkingTown) -> None:
    away(town)
    town.talks.ties.change_one(MIA, BEN, strength=6_000, trust=0, at=town.now)
    agree(town)
    at = int(town.mind.date_at[MIA])

    wait(town, at + AFTER_S)

    assert town.events_of(WorldEvent.APPOINTMENT_MISSED)["amount"].tolist() == [Appointment.Outcome.FORGOTTEN]
    lost = 6_000 - town.talks.ties.bond(MIA, BEN, at)[0]
    assert 0 < lost < 200
    assert town.mind.own_what[MIA] != Occurrence.WAITED


def test_who_comes_too_early_or_too_late_does_not_count(town: TalkingTown) -> None:
    away(town)
    agree(town)
    at, place = int(town.mind.date_at[MIA]), public_place(town)

    put(town, MIA, place, at - 2 * HOUR_S)
    wait(town, at - BEFORE_S - MINUTE_S)
    away(town)
    put(town, BEN, place, at + AFTER_S + 1)
    wait(town, at + AFTER_S + MINUTE_S)

    assert town.events_of(WorldEvent.APPOINTMENT_MISSED)["amount"].tolist() == [Appointment.Outcome.FORGOTTEN]


def test_nobody_meets_two_people_within_two_hours(town: TalkingTown) -> None:
    at = meeting(town)
    assert agree(town, MIA, BEN, at=at)

    assert agree(town, CLEO, MIA, at=at + APART_S - 1) is None
    assert agree(town, BEN, CLEO, at=at - MINUTE_S) is None


def test_the_earlier_appointment_is_the_next_and_the_other_moves_up(town: TalkingTown) -> None:
    away(town)
    persona = town.engine.around.persona
    first = meeting(town)
    later = next(
        at
        for at in range(first + APART_S, first + DAY_S, HOUR_S)
        if all(is_free(persona, who, at) for who in (MIA, CLEO))
    )
    agree(town, MIA, CLEO, at=later)
    agree(town, MIA, BEN, at=first)

    assert town.mind.date_with[MIA] == BEN
    wait(town, first + AFTER_S)
    assert (town.mind.date_with[MIA], town.mind.date_at[MIA]) == (CLEO, later)
    assert town.mind.date_number[BEN] == 0


def test_nobody_meets_in_a_shift_or_asleep() -> None:
    persona = small_world.persona(2)
    monday = small_world.MONDAY

    assert is_free(persona, 1, small_world.moment(monday, "18:30"))
    assert not is_free(persona, 1, small_world.moment(monday, "08:30"))
    assert not is_free(persona, 1, small_world.moment(monday, "12:00"))
    assert not is_free(persona, 1, small_world.moment(monday, "17:15"))
    assert not is_free(persona, 1, small_world.moment(monday, "22:00"))
    assert not is_free(persona, 1, small_world.moment(monday, "03:00"))
    assert is_free(persona, 1, small_world.moment(small_world.SATURDAY, "12:00"))


def test_nobody_is_asked_to_a_home_or_to_a_closed_place(town: TalkingTown) -> None:
    scene, at = town.quiet_step(), meeting(town)
    around = town.engine.around
    home = int(around.persona.home[MIA])
    closed = next(
        place
        for place in range(1, around.town.place_count + 1)
        if not around.town.is_home[place] and not around.town.hours.closes_in_s(np.array([place]), np.array([at]))[0]
    )

    for place in (home, closed):
        assert not town.appointments.is_possible(scene, one=MIA, other=BEN, place=place, at=at)


def test_a_place_and_a_time_are_found_that_suit_both(town: TalkingTown) -> None:
    scene = town.quiet_step()
    found = [
        where_and_when(scene, town.appointments, one=MIA, other=BEN, near=5, now=town.now, dice=Dice(n))
        for n in range(30)
    ]

    dates = [one for one in found if one]
    assert len(dates) > 10
    assert len({place for place, _ in dates}) > 2
    for place, at in dates:
        assert town.now < at < town.now + 2 * DAY_S
        assert town.appointments.is_possible(scene, one=MIA, other=BEN, place=place, at=at)


@pytest.mark.django_db
def test_a_reloaded_run_keeps_the_same_appointments(town: TalkingTown) -> None:
    away(town)
    agree(town, MIA, BEN)
    at = int(town.mind.date_at[MIA])
    place = public_place(town)
    store = open_store()
    put(town, MIA, place, at)
    wait(town, at + MINUTE_S)
    wait(town, at + AFTER_S)
    store.write(town.batches)

    for now, standing in ((at + MINUTE_S, True), (at + AFTER_S - 1, True), (at + AFTER_S, False)):
        again = Appointments()
        again.load(store, town.run.run_id, last=1, step=1, now=now)
        assert bool(again._standing) == standing
    assert Appointment.objects.get().outcome == Appointment.Outcome.STOOD_UP
    assert Saying.objects.get().text == "Yes."


@pytest.mark.django_db
def test_an_appointment_at_a_place_that_is_deleted_is_called_off_and_stays_so(town: TalkingTown) -> None:
    away(town)
    agree(town)
    at = int(town.mind.date_at[MIA])
    town.talks.clear()
    scene = town.quiet_step()
    scene.context.record.append(1, kind=WorldEvent.PLACE_DELETED, sim_time=town.now, place=public_place(town))

    town.appointments.call_off(replace(scene, events=scene.context.record.hashed()))
    town.converse(scene)
    wait(town, at + AFTER_S)

    off = town.events_of(WorldEvent.APPOINTMENT_CALLED_OFF)
    assert (off["actor"].tolist(), off["target"].tolist(), off["due"].tolist()) == ([MIA], [BEN], [at])
    assert not town.events_of(WorldEvent.APPOINTMENT_MISSED)["seq"].size
    assert town.mind.date_number[MIA] == town.mind.date_number[BEN] == 0
    store = open_store()
    store.write(town.batches)
    row = Appointment.objects.get()
    assert row.outcome == Appointment.Outcome.CALLED_OFF
    for step, standing in ((row.ended_step - 1, True), (row.ended_step, False)):
        again = Appointments()
        again.load(store, town.run.run_id, last=1, step=step, now=at)
        assert bool(again._standing) == standing
