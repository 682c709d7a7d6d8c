"""Every field of a persona changes what the rules' mind decides."""

import numpy as np
import pytest

from agents.minds.rules import decide
from streams.kernel.simtime import HOUR_S, MINUTE_S
from tests.agents.small_world import (
    CAFE,
    HOME,
    MONDAY,
    OFFICE,
    OTHER_HOUSE,
    PARK,
    SATURDAY,
    SUNDAY,
    TUESDAY,
    WEDNESDAY,
    look,
    moment,
    share,
    without_work,
)
from world.actions import Action
from world.contract import DecisionBatch, Need, Reason, Skill, Trait
from world.occupations import Occupation

IDLE_AFTERNOON = moment(SATURDAY, "15:00")
LONG_AWAKE_S = 16 * HOUR_S


def with_trait(trait: Trait, value: int) -> DecisionBatch:
    """Decide on a free afternoon as people with one trait changed."""
    traits = [50] * 5
    traits[trait] = value
    return decide(look(IDLE_AFTERNOON, who=without_work(traits=[traits])))


def test_the_young_play_and_do_sport_and_the_old_rest_and_stroll() -> None:
    young = decide(look(IDLE_AFTERNOON, who=without_work(age=20)))
    old = decide(look(IDLE_AFTERNOON, who=without_work(age=78)))

    assert share(young, Action.PLAY, Action.EXERCISE) > share(old, Action.PLAY, Action.EXERCISE) + 0.15
    assert share(old, Action.REST, Action.MOVE) > share(young, Action.REST, Action.MOVE) + 0.15


def test_the_old_stay_nearer() -> None:
    young = decide(look(IDLE_AFTERNOON, who=without_work(age=20)))
    old = decide(look(IDLE_AFTERNOON, who=without_work(age=78)))

    assert np.mean(old.place == HOME) > np.mean(young.place == HOME)


def test_women_sleep_a_little_longer() -> None:
    at = moment(WEDNESDAY, "00:30")
    men = decide(look(at, who=without_work(gender=0), needs={Need.ENERGY: 3_000}, last_sleep=at - LONG_AWAKE_S))
    women = decide(look(at, who=without_work(gender=1), needs={Need.ENERGY: 3_000}, last_sleep=at - LONG_AWAKE_S))

    assert np.all(men.action == Action.SLEEP)
    assert np.all(women.duration_s - men.duration_s == 5 * MINUTE_S)


def test_gender_moves_tastes_a_little() -> None:
    answers = [
        decide(look(IDLE_AFTERNOON, count=2_000, who=without_work(gender=gender), action=Action.WASH))
        for gender in (0, 1, 2)
    ]

    assert share(answers[0], Action.PLAY) > share(answers[1], Action.PLAY)
    assert share(answers[1], Action.READ) > share(answers[0], Action.READ)
    assert 0 < np.mean(answers[2].action != answers[0].action) < 0.2


@pytest.mark.parametrize(
    ("trade", "action", "other"),
    [
        (Occupation.STUDENT, Action.STUDY, Occupation.SALES),
        (Occupation.WRITER, Action.READ, Occupation.SALES),
        (Occupation.ARTIST, Action.MOVE, Occupation.DOCTOR),
        (Occupation.NURSE, Action.REST, Occupation.OWNER),
        (Occupation.DOCTOR, Action.EXERCISE, Occupation.SHOPKEEPER),
        (Occupation.RETIRED, Action.MOVE, Occupation.TEACHER),
        (Occupation.PROGRAMMER, Action.PLAY, Occupation.OWNER),
    ],
)
def test_a_trade_has_its_own_pastimes(trade: Occupation, action: Action, other: Occupation) -> None:
    mine = decide(look(IDLE_AFTERNOON, count=1_500, who=without_work(occupation=trade)))
    theirs = decide(look(IDLE_AFTERNOON, count=1_500, who=without_work(occupation=other)))

    assert share(mine, action) > share(theirs, action)


def test_students_study_on_a_weekday_morning() -> None:
    at = moment(MONDAY, "10:00")

    students = decide(look(at, who=without_work(occupation=Occupation.STUDENT, age=20)))
    others = decide(look(at, who=without_work(age=20)))

    assert share(students, Action.STUDY) > 0.8
    assert share(others, Action.STUDY) < 0.4


def test_the_curious_read_and_learn_more() -> None:
    curious, plain = with_trait(Trait.OPENNESS, 95), with_trait(Trait.OPENNESS, 5)

    assert share(curious, Action.READ, Action.STUDY) > share(plain, Action.READ, Action.STUDY) + 0.15


def test_the_orderly_clean_sooner() -> None:
    traits = np.full((600, 5), 50)
    traits[:300, Trait.CONSCIENTIOUSNESS] = 95
    traits[300:, Trait.CONSCIENTIOUSNESS] = 5
    messy_since = IDLE_AFTERNOON - 36 * HOUR_S

    answer = decide(look(IDLE_AFTERNOON, count=600, who=without_work(traits=traits), mess_since=messy_since))

    assert np.mean(answer.action[:300] == Action.HOUSEWORK) > np.mean(answer.action[300:] == Action.HOUSEWORK) + 0.1


def test_the_sociable_go_out_and_play() -> None:
    outgoing, shy = with_trait(Trait.EXTRAVERSION, 95), with_trait(Trait.EXTRAVERSION, 5)

    assert np.mean(outgoing.place != HOME) > np.mean(shy.place != HOME) + 0.3
    assert share(outgoing, Action.PLAY) > share(shy, Action.PLAY) + 0.1


def test_the_agreeable_like_company_and_chores_better() -> None:
    kind, gruff = with_trait(Trait.AGREEABLENESS, 100), with_trait(Trait.AGREEABLENESS, 0)

    assert share(kind, Action.HOUSEWORK, Action.MOVE) > share(gruff, Action.HOUSEWORK, Action.MOVE)
    assert share(kind, Action.PLAY) < share(gruff, Action.PLAY)


def test_the_anxious_rest_more() -> None:
    anxious, calm = with_trait(Trait.NEUROTICISM, 95), with_trait(Trait.NEUROTICISM, 5)

    assert share(anxious, Action.REST) > share(calm, Action.REST) + 0.1


def test_the_anxious_shun_a_crowd() -> None:
    crowd = {PARK: 1_180, CAFE: 1_180}
    traits = np.array([[50, 50, 50, 50, 100], [50, 50, 50, 50, 0]]).repeat(300, axis=0)

    answer = decide(look(IDLE_AFTERNOON, count=600, who=without_work(traits=traits), inside=crowd))

    is_crowded = np.isin(answer.place, (PARK, CAFE))
    assert is_crowded[:300].mean() < is_crowded[300:].mean()


def test_good_cooks_eat_at_home() -> None:
    skills = np.full((600, len(Skill)), 3_000)
    skills[:300, Skill.COOKING] = 10_000
    skills[300:, Skill.COOKING] = 0
    hungry = {Need.SATIETY: 500}
    who = without_work(traits=[[50, 50, 100, 50, 50]])

    answer = decide(look(IDLE_AFTERNOON, count=600, who=who, needs=hungry, skills=skills, money_cents=5_000_000))

    assert share(answer, Action.EAT) > 0.95
    assert np.mean(answer.place[:300] == HOME) > np.mean(answer.place[300:] == HOME) + 0.1


@pytest.mark.parametrize(
    ("skill", "action"),
    [
        (Skill.WRITING, Action.READ),
        (Skill.ART, Action.PLAY),
        (Skill.TECHNOLOGY, Action.STUDY),
        (Skill.SERVICE, Action.HOUSEWORK),
        (Skill.MEDICINE, Action.EXERCISE),
        (Skill.TEACHING, Action.MOVE),
        (Skill.TRADE, Action.SHOP),
    ],
)
def test_people_like_what_they_are_good_at(skill: Skill, action: Action) -> None:
    skills = np.full((3_000, len(Skill)), 1_000)
    skills[:1_500, skill] = 10_000
    numbers = without_work(traits=[[50, 50, 60, 50, 50]])

    answer = decide(look(IDLE_AFTERNOON, count=3_000, who=numbers, skills=skills, pantry=3))

    assert np.mean(answer.action[:1_500] == action) > np.mean(answer.action[1_500:] == action)


def test_home_is_where_one_sleeps_and_work_where_one_works() -> None:
    night, day = moment(WEDNESDAY, "00:30"), moment(TUESDAY, "10:00")
    homes = np.array([HOME, OTHER_HOUSE]).repeat(150)

    asleep = decide(look(night, who={"home": homes}, place=PARK, last_sleep=night - LONG_AWAKE_S))
    at_work = decide(look(day, who={"workplace": np.array([OFFICE, CAFE]).repeat(150)}))

    assert np.array_equal(asleep.place, homes)
    assert np.array_equal(at_work.place, np.array([OFFICE, CAFE]).repeat(150))
    assert np.all(at_work.reason == Reason.SHIFT)


@pytest.mark.parametrize(("clock", "expected"), [("10:00", 1.0), ("18:00", 0.0)])
def test_one_works_while_the_shift_lasts(clock: str, expected: float) -> None:
    answer = decide(look(moment(TUESDAY, clock)))

    assert share(answer, Action.WORK) == expected


def test_a_shift_that_starts_later_is_begun_later() -> None:
    at = moment(TUESDAY, "09:30")

    answer = decide(look(at, who={"shift_start_s": np.array([9, 14]).repeat(150) * HOUR_S}))

    assert np.all(answer.action[:150] == Action.WORK)
    assert not np.any(answer.action[150:] == Action.WORK)


def test_a_shorter_shift_ends_sooner() -> None:
    at = moment(TUESDAY, "14:00")

    answer = decide(look(at, who={"shift_length_s": np.array([8, 4]).repeat(150) * HOUR_S}, last_meal=at - HOUR_S))

    assert np.all(answer.action[:150] == Action.WORK)
    assert not np.any(answer.action[150:] == Action.WORK)


def test_nobody_works_on_days_off() -> None:
    at = moment(SUNDAY, "10:00")

    answer = decide(look(at, who={"workdays": np.array([0b1000000, 0b0011111]).repeat(150)}))

    assert np.all(answer.action[:150] == Action.WORK)
    assert not np.any(answer.action[150:] == Action.WORK)


def test_people_go_to_bed_at_their_own_time() -> None:
    at = moment(TUESDAY, "22:30")
    bedtimes = np.array([21 * HOUR_S, 3_600]).repeat(150)

    answer = decide(
        look(at, who=without_work(bedtime_s=bedtimes), needs={Need.ENERGY: 4_000}, last_sleep=at - LONG_AWAKE_S)
    )

    assert np.mean(answer.action[:150] == Action.SLEEP) > 0.9
    assert np.mean(answer.action[150:] == Action.SLEEP) < 0.05


def test_people_sleep_as_long_as_they_usually_do() -> None:
    at = moment(WEDNESDAY, "00:30")
    lengths = np.array([7, 9]).repeat(150) * HOUR_S

    answer = decide(
        look(at, who=without_work(sleep_length_s=lengths), needs={Need.ENERGY: 3_000}, last_sleep=at - LONG_AWAKE_S)
    )

    assert np.all(answer.action == Action.SLEEP)
    assert np.mean(answer.duration_s[150:]) - np.mean(answer.duration_s[:150]) > 100 * MINUTE_S
