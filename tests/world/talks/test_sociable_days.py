"""How often people who live by the rules take out their phones and talk: a few times a day, and not on and on."""

from functools import cache

import numpy as np

from agents.minds import rules
from society.experiments.growth import grown
from society.experiments.scenario import load_scenario
from streams.kernel.simtime import DAY_S, HOUR_S, MINUTE_S
from tests.agents.small_world import look, without_work
from tests.world.talks.company_town import CompanyTown, settle
from tests.world.talks.test_known_occasions import known
from world.actions import Action
from world.contract import COMPANIONS, DecisionBatch, Int, Need, ObservationBatch, Reason
from world.events import WorldEvent

PEOPLE = 150
EVENING = 19 * HOUR_S


@cache
def a_day() -> CompanyTown:
    town = settle(grown(load_scenario("willowbrook"), PEOPLE, step_s=60), seed=3)
    return town.live(town.now // DAY_S * DAY_S + DAY_S)


def begun(action: Action) -> dict[str, np.ndarray]:
    acted = a_day().of_kind(WorldEvent.ACTED)
    return {name: values[acted["next_action"] == action] for name, values in acted.items()}


def talks_by_person() -> Int:
    times = np.zeros(PEOPLE + 1, dtype=np.int64)
    for closed in a_day().closed:
        for members in (closed.one, closed.other, closed.third):
            np.add.at(times, members, 1)
    return times[1:]


def test_people_look_at_their_phones_a_few_times_a_day_for_some_minutes() -> None:
    looks = begun(Action.USE_PHONE)

    assert 2.5 < len(looks["kind"]) / PEOPLE < 6
    minutes = (looks["due"] - looks["arrive"]) / MINUTE_S
    assert 5 <= minutes.mean() <= 15


def test_people_begin_a_talk_or_two_a_day_and_take_part_in_some_more() -> None:
    talks, times = begun(Action.TALK), talks_by_person()

    assert 0.7 < len(talks["kind"]) / PEOPLE < 2
    assert 1.4 < times.mean() < 4
    assert (times > 0).mean() > 0.75
    assert times.max() <= 12


def test_talks_have_some_turns_and_most_come_to_a_good_end() -> None:
    ended = a_day().of_kind(WorldEvent.TALK_ENDED)

    assert 3.5 < ended["amount"].mean() < 7
    assert (ended["reason"] == 1).mean() > 0.95


def test_nobody_talks_in_the_middle_of_the_night_or_instead_of_work() -> None:
    hours = begun(Action.TALK)["sim_time"] // HOUR_S % 24

    assert ((hours >= 1) & (hours < 6)).mean() < 0.02


def seen_in_company(**columns: Int | int) -> ObservationBatch:
    """People in the evening; two are here: a friend, and a stranger."""
    seen = look(EVENING, who=without_work(), last_meal=EVENING - MINUTE_S, needs={Need.SOCIAL: 3_000})
    usual = {"phone_at": EVENING, "talked_at": EVENING - 6 * HOUR_S} | columns
    tie = np.zeros((len(seen), COMPANIONS), dtype=np.int16)
    people = np.zeros((len(seen), COMPANIONS), dtype=np.int32)
    people[:, :2], tie[:, 0] = (501, 502), 6_000
    seen.candidates[:, Action.TALK, 0] = seen.place
    seen.candidates[:, Action.USE_PHONE, 0] = seen.place
    seen.closes_in_s[:, [Action.TALK, Action.USE_PHONE], 0] = DAY_S
    values = {name: getattr(seen, name) for name in ObservationBatch.__slots__}
    values |= {"known": known(len(seen), **usual), "companions": people, "companion_tie": tie}
    return ObservationBatch(**values)


def share(answer: DecisionBatch, action: Action) -> float:
    return float((answer.action == action).mean())


def test_the_lonely_talk_to_a_friend_rather_than_to_a_stranger() -> None:
    answer = rules.decide(seen_in_company())

    talks = answer.action == Action.TALK
    assert answer.partner is not None
    assert talks.mean() > 0.1
    assert (answer.partner[talks] == 501).mean() > 0.9


def test_who_has_just_talked_does_something_else() -> None:
    fresh, again = (rules.decide(seen_in_company(talked_at=EVENING - hours * HOUR_S)) for hours in (6, 0))

    assert share(again, Action.TALK) < share(fresh, Action.TALK) / 5


def test_messages_make_people_take_out_their_phones_and_say_why() -> None:
    waiting = rules.decide(seen_in_company(unread=3, phone_at=EVENING - 4 * HOUR_S))
    nothing = rules.decide(seen_in_company(unread=0, phone_at=EVENING - 4 * HOUR_S))

    looks = waiting.action == Action.USE_PHONE
    assert share(waiting, Action.USE_PHONE) > share(nothing, Action.USE_PHONE) + 0.1
    assert set(waiting.reason[looks].tolist()) == {Reason.MESSAGES}
    assert Reason.MESSAGES not in nothing.reason


def test_whom_one_is_to_meet_is_talked_to_before_a_friend() -> None:
    answer = rules.decide(seen_in_company(date_with=502, date_at=EVENING, date_place=1))

    talks = answer.action == Action.TALK
    assert answer.partner is not None
    assert talks.mean() > 0.5
    meets = talks & (answer.reason == Reason.APPOINTMENT)
    assert (answer.partner[meets] == 502).all()
    assert meets.sum() > talks.sum() * 0.7
