"""The rules' mind keeps the day in order: shifts, breaks, nights, meals, chores, and what is urgent first."""

import numpy as np
import pytest

from agents.minds.rules import decide
from streams.kernel.simtime import HOUR_S, MINUTE_S
from tests.agents.small_world import (
    CAFE,
    GYM,
    HOME,
    MONDAY,
    OFFICE,
    PARK,
    SATURDAY,
    TUESDAY,
    WEDNESDAY,
    look,
    moment,
    share,
    weight_of,
    without_work,
)
from world.actions import Action
from world.contract import CRITICAL, LOW, Need, Reason, Trait

NINE = moment(TUESDAY, "09:00")
NIGHT_SHIFT = {
    "shift_start_s": 23 * HOUR_S,
    "shift_length_s": 8 * HOUR_S,
    "workdays": 0b1111111,
    "bedtime_s": 8 * HOUR_S,
}


def test_whatever_comes_before_a_shift_ends_in_time_for_it() -> None:
    at = moment(TUESDAY, "08:00")
    seen = look(at)

    answer = decide(seen)

    assert np.all(answer.action != Action.SLEEP)
    walk_s = np.where(answer.place == seen.place, 0, 2 * seen.walk_s[0, Action.WORK, 1])
    assert np.all(at + walk_s + answer.duration_s <= NINE + 10 * MINUTE_S)


def test_nobody_begins_what_cannot_end_before_work() -> None:
    answer = decide(look(moment(TUESDAY, "08:35")))

    assert share(answer, Action.SHOP, Action.EXERCISE, Action.SLEEP) == 0


def test_the_conscientious_arrive_early_and_others_up_to_ten_minutes_late() -> None:
    traits = np.full((300, 5), 50)
    traits[:150, Trait.CONSCIENTIOUSNESS] = 95
    traits[150:, Trait.CONSCIENTIOUSNESS] = 5
    at = moment(TUESDAY, "08:50")
    seen = look(at, who={"traits": traits})

    answer = decide(seen)

    assert np.all(answer.action[:150] == Action.WORK)
    stays = answer.action[150:] != Action.WORK
    assert stays.mean() > 0.5
    assert np.all(at + answer.duration_s[150:][stays] <= NINE + 10 * MINUTE_S)


def test_work_is_done_in_spells_of_about_an_hour_and_a_half() -> None:
    answer = decide(look(NINE + 10 * MINUTE_S, last_meal=NINE - HOUR_S))

    assert share(answer, Action.WORK) == 1
    assert answer.duration_s.min() >= 75 * MINUTE_S
    assert answer.duration_s.max() < 105 * MINUTE_S


def test_the_last_spell_before_a_meal_lasts_to_it() -> None:
    at = moment(TUESDAY, "12:10")
    answer = decide(look(at, place=OFFICE, last_meal=NINE - HOUR_S))

    ends = at + answer.duration_s
    assert share(answer, Action.WORK) == 1
    assert ends.min() > moment(TUESDAY, "12:25")
    assert ends.max() < moment(TUESDAY, "13:30")


def test_the_break_of_a_long_shift_is_a_meal_of_half_an_hour() -> None:
    answer = decide(look(moment(TUESDAY, "13:30"), last_meal=NINE - HOUR_S))

    assert share(answer, Action.EAT) == 1
    assert np.all(answer.reason == Reason.MEALTIME)
    assert answer.duration_s.min() >= 25 * MINUTE_S
    assert answer.duration_s.max() <= 40 * MINUTE_S


def test_the_last_spell_lasts_to_the_end_of_the_shift() -> None:
    at = moment(TUESDAY, "15:20")
    seen = look(at, last_meal=at, place=CAFE, action=Action.EAT)

    answer = decide(seen)

    ends = at + seen.walk_s[0, Action.WORK, 1] + answer.duration_s
    assert share(answer, Action.WORK) == 1
    assert np.all(ends == moment(TUESDAY, "17:00"))


def test_a_short_shift_has_no_break() -> None:
    at = moment(TUESDAY, "12:20")
    who = {"shift_length_s": 5 * HOUR_S}

    answer = decide(look(at, who=who, place=OFFICE, last_meal=NINE - HOUR_S))

    assert np.all(at + answer.duration_s == moment(TUESDAY, "14:00"))


def test_who_works_at_night_works_at_three_and_sleeps_by_day() -> None:
    at_three = decide(look(moment(WEDNESDAY, "03:55"), who=NIGHT_SHIFT, last_meal=moment(WEDNESDAY, "03:50")))
    by_day = decide(
        look(
            moment(WEDNESDAY, "09:00"), who=NIGHT_SHIFT, needs={Need.ENERGY: 3_000}, last_sleep=moment(TUESDAY, "16:30")
        )
    )

    assert share(at_three, Action.WORK) == 1
    assert share(by_day, Action.SLEEP) == 1
    assert by_day.duration_s.min() > 6 * HOUR_S


def test_who_works_at_night_sleeps_like_others_when_off() -> None:
    who = NIGHT_SHIFT | {"workdays": 0b0001111}

    answer = decide(
        look(moment(SATURDAY, "23:59"), who=who, needs={Need.ENERGY: 4_000}, last_sleep=moment(SATURDAY, "08:00"))
    )

    assert share(answer, Action.SLEEP) > 0.8


def test_the_night_ends_in_time_to_dress_and_go_to_work() -> None:
    at = moment(TUESDAY, "02:00")

    answer = decide(look(at, who={"bedtime_s": HOUR_S}, needs={Need.ENERGY: 3_000}, last_sleep=at - 17 * HOUR_S))

    assert share(answer, Action.SLEEP) == 1
    assert np.all(at + answer.duration_s < NINE - 30 * MINUTE_S)


def test_with_nothing_on_the_next_morning_the_sociable_stay_up() -> None:
    traits = np.full((600, 5), 50)
    traits[:300, Trait.EXTRAVERSION] = 95
    traits[300:, Trait.EXTRAVERSION] = 5

    at = moment(TUESDAY, "23:25")

    answer = decide(look(at, count=600, who=without_work(traits=traits), last_sleep=at - 16 * HOUR_S))

    assert np.mean(answer.action[:300] == Action.SLEEP) + 0.3 < np.mean(answer.action[300:] == Action.SLEEP)


def test_nobody_goes_back_to_bed_after_a_night() -> None:
    at = moment(SATURDAY, "07:30")

    answer = decide(look(at, who=without_work(), action=Action.SLEEP, last_sleep=at, needs={Need.ENERGY: 9_500}))

    assert share(answer, Action.SLEEP) == 0


def test_people_wash_after_getting_up_and_after_sport() -> None:
    at = moment(SATURDAY, "07:30")
    risen = decide(look(at, who=without_work(), action=Action.SLEEP, last_sleep=at, last_meal=at - 9 * HOUR_S))
    trained = decide(look(moment(SATURDAY, "16:00"), who=without_work(), action=Action.EXERCISE, place=GYM))

    assert share(risen, Action.WASH, Action.EAT) > 0.8
    assert share(risen, Action.WASH) > 0.3
    assert share(trained, Action.WASH) > 0.5
    assert np.all(trained.place[trained.action == Action.WASH] == GYM)


@pytest.mark.parametrize("clock", ["07:50", "12:30", "19:00"])
def test_people_eat_at_mealtimes(clock: str) -> None:
    at = moment(SATURDAY, clock)

    fasting = decide(look(at, who=without_work(), last_meal=at - 5 * HOUR_S))
    fed = decide(look(at, who=without_work(), last_meal=at - HOUR_S))

    assert share(fasting, Action.EAT) > 0.4
    assert share(fed, Action.EAT) == 0


def test_hunger_goes_before_work_only_when_it_is_critical() -> None:
    at = moment(TUESDAY, "10:30")

    peckish = decide(look(at, needs={Need.SATIETY: LOW}))
    starving = decide(look(at, needs={Need.SATIETY: CRITICAL - 200}))

    assert share(peckish, Action.WORK) == 1
    assert share(starving, Action.EAT) > 0.9
    assert np.all(starving.reason[starving.action == Action.EAT] == Reason.HUNGRY)


@pytest.mark.parametrize(
    ("need", "action", "reason"),
    [
        (Need.HYGIENE, Action.WASH, Reason.DIRTY),
        (Need.SATIETY, Action.EAT, Reason.HUNGRY),
    ],
)
def test_a_need_presses_harder_the_less_is_left(need: Need, action: Action, reason: Reason) -> None:
    at = moment(SATURDAY, "15:00")
    levels = (7_000, 2_900, 900)

    answers = [decide(look(at, who=without_work(), needs={need: level})) for level in levels]

    weights = [weight_of(answer, action).mean() for answer in answers]
    assert weights[1] - weights[0] > 700
    assert weights[2] - weights[1] > weights[1] - weights[0]
    assert np.mean(answers[2].reason == reason) > 0.9


def test_the_exhausted_lie_down_in_the_middle_of_the_day() -> None:
    at = moment(SATURDAY, "15:00")

    weary = decide(look(at, who=without_work(), needs={Need.ENERGY: 2_500}))
    exhausted = decide(look(at, who=without_work(), needs={Need.ENERGY: 900}))

    assert share(weary, Action.REST, Action.SLEEP) > 0.4
    assert share(exhausted, Action.SLEEP) > 0.9
    assert np.all(exhausted.reason[exhausted.action == Action.SLEEP] == Reason.TIRED)
    assert exhausted.duration_s.max() < 7 * HOUR_S


def test_the_bored_amuse_themselves_and_say_so() -> None:
    answer = decide(look(moment(SATURDAY, "15:00"), who=without_work(), needs={Need.FUN: 800}))

    assert share(answer, Action.PLAY, Action.READ, Action.EXERCISE) > 0.8
    assert np.mean(answer.reason == Reason.BORED) > 0.7


def test_the_lonely_go_where_others_are_and_say_so() -> None:
    at = moment(SATURDAY, "15:00")
    inside = {CAFE: 400}

    lonely = decide(look(at, who=without_work(), needs={Need.SOCIAL: 500}, inside=inside))
    content = decide(look(at, who=without_work(), needs={Need.SOCIAL: 9_500}, inside=inside))

    assert np.mean(lonely.place == CAFE) > np.mean(content.place == CAFE) + 0.3
    assert np.mean(lonely.reason[lonely.place == CAFE] == Reason.LONELY) > 0.7
    assert not np.any(content.reason == Reason.LONELY)


def test_an_empty_pantry_sends_people_shopping() -> None:
    at = moment(SATURDAY, "10:30")

    empty = decide(look(at, who=without_work(), pantry=0))
    full = decide(look(at, who=without_work(), pantry=11))

    assert share(empty, Action.SHOP) > 0.7
    assert share(full, Action.SHOP) < 0.05


def test_a_dirty_home_makes_people_clean() -> None:
    at = moment(SATURDAY, "10:30")

    dirty = decide(look(at, who=without_work(), mess_since=at - 60 * HOUR_S))
    tidy = decide(look(at, who=without_work(), mess_since=at - 5 * HOUR_S))

    assert share(dirty, Action.HOUSEWORK) > share(tidy, Action.HOUSEWORK) + 0.5


def test_the_poor_eat_and_play_where_it_costs_nothing() -> None:
    at = moment(SATURDAY, "15:00")
    hungry = {Need.SATIETY: 500}
    who = without_work(traits=[[50, 50, 85, 50, 50]])

    poor = decide(look(at, who=who, needs=hungry, money_cents=10_000))
    rich = decide(look(at, who=who, needs=hungry, money_cents=5_000_000))

    assert np.mean(poor.place == HOME) > np.mean(rich.place == HOME) + 0.1


def test_nobody_strolls_in_the_park_at_three_in_the_morning() -> None:
    answer = decide(look(moment(SATURDAY, "03:00"), who=without_work(), needs={Need.ENERGY: 9_000}))

    assert not np.any(answer.place == PARK)


def test_the_same_pastime_is_not_taken_up_again_at_once() -> None:
    at = moment(SATURDAY, "15:00")

    again = decide(look(at, who=without_work(), action=Action.READ))
    fresh = decide(look(at, who=without_work(), action=Action.HOUSEWORK))

    assert share(again, Action.READ) < share(fresh, Action.READ) / 2


def test_people_have_favourite_places_and_moods() -> None:
    seen = look(moment(SATURDAY, "15:00"), who=without_work(), count=500)
    later = look(moment(SATURDAY, "18:05"), who=without_work(), count=500)

    afternoon, evening = decide(seen), decide(later)

    assert len(np.unique(afternoon.place)) >= 4
    assert 0.2 < np.mean(afternoon.place != evening.place) < 0.95


def test_nobody_waits_while_there_is_something_to_do() -> None:
    answer = decide(look(moment(MONDAY, "18:00")))

    assert share(answer, Action.WAIT) == 0
