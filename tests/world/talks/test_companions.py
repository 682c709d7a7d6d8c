"""Who is shown to whom as company, and who gets whom: ties first, the busy and the sleeping never, first come first."""

import numpy as np

from tests.world.talks.test_talks import no_talks
from world.actions import Action
from world.contract import Int
from world.talks.companions import Bodies, Crowd, Free, companions, least_s
from world.talks.pairing import Answered, Asking, answer
from world.talks.talks import Talks
from world.ties import Ties

SINCE, UNTIL, STEP_S = 10_000, 10_020, 20
CAFE, PARK = 1, 2
PEOPLE = 10
LONG = 20_000


def bodies(**changes: dict[int, int]) -> Bodies:
    """Ten people who read in the cafe for long; changes by column and number."""
    usual = {"place": CAFE, "since": 8_000, "arrive": 8_900, "due": LONG, "action": Action.READ}
    columns = {name: np.full(PEOPLE + 1, value, dtype=np.int64) for name, value in usual.items()}
    columns["place"][0] = 0
    for name, by_number in changes.items():
        for number, value in by_number.items():
            columns[name][number] = value
    return Bodies(**columns)


def shown(
    some: Bodies,
    ties: Ties,
    number: int = 1,
    now: int = UNTIL,
    talks: Talks | None = None,
    sorted_by: Bodies | None = None,
) -> tuple[list[int], list[int]]:
    """Show one of them who is here.   sorted_by: as they were earlier in the quarter of an hour."""
    free = Free.within(some, talks or no_talks(), since=SINCE, until=UNTIL, step_s=STEP_S)
    crowd = Crowd.at(sorted_by or some, places=2, seed=4, now=SINCE, step_s=STEP_S)
    people, tie = companions(
        crowd.present(free), free, ties, seed=4, rows=np.array([number]), now=np.array([now]), decisions=np.array([7])
    )
    return people[0].tolist(), tie[0].tolist()


def only(*free: int, **changes: dict[int, int]) -> Bodies:
    """The cafe with these people in it; the others decide in this step, as whoever is asked for does."""
    due = {number: UNTIL for number in range(1, PEOPLE + 1) if number not in free}
    return bodies(due=due | changes.pop("due", {}), **changes)


def test_those_who_are_here_and_stay_are_shown_once_each() -> None:
    people, tie = shown(only(2, 3), Ties(PEOPLE))

    assert sorted(people) == [0, 0, 2, 3]
    assert people[2:] == [0, 0]
    assert tie == [0, 0, 0, 0]


def test_nobody_is_shown_herself_or_somebody_elsewhere() -> None:
    people, _ = shown(only(2, 3, place={3: PARK}), Ties(PEOPLE))

    assert people == [2, 0, 0, 0]


def test_who_sleeps_washes_is_on_the_way_or_about_to_go_is_not_shown() -> None:
    who = only(
        *range(2, 8),
        action={2: Action.SLEEP, 3: Action.WASH},
        arrive={4: SINCE + 1},
        due={5: UNTIL + least_s(STEP_S), 6: UNTIL + least_s(STEP_S) + 1},
    )

    people, _ = shown(who, Ties(PEOPLE))

    assert sorted(people) == [0, 0, 6, 7]


def test_the_strongest_ties_come_first_and_strangers_fill_up() -> None:
    ties = Ties(PEOPLE)
    ties.change(np.array([1, 1]), np.array([5, 6]), strength=np.array([2_000, 4_000]), trust=0, at=1)

    people, tie = shown(only(2, 3, 4, 5, 6), ties)

    assert people[:2] == [6, 5]
    assert tie == [4_000, 2_000, 0, 0]
    assert set(people[2:]) < {2, 3, 4}


def test_whom_one_had_to_do_with_within_the_hour_is_not_shown_again() -> None:
    ties = Ties(PEOPLE)
    ties.change(np.array([1, 1]), np.array([2, 3]), strength=500, trust=0, at=np.array([UNTIL - 3_599, UNTIL - 3_600]))

    people, _ = shown(only(2, 3), ties)

    assert people == [3, 0, 0, 0]


def test_which_strangers_are_shown_depends_on_whom_they_are_shown_to() -> None:
    who = only(*range(3, 11))

    assert len({tuple(sorted(shown(who, Ties(PEOPLE), number)[0])) for number in (1, 2)}) == 2
    assert shown(who, Ties(PEOPLE)) == shown(who, Ties(PEOPLE))


def test_it_does_not_matter_when_in_the_quarter_of_an_hour_people_were_sorted() -> None:
    early = bodies()
    now = bodies(since={3: 9_950, 4: 9_990}, arrive={3: 9_950, 4: 10_000}, due={5: UNTIL + 10}, place={6: PARK})

    found = [[shown(now, Ties(PEOPLE), number, sorted_by=by) for number in (1, 2, 7, 10)] for by in (early, now)]

    assert found[0] == found[1]
    assert not {3, 4, 5, 6} & {who for people, _ in found[0] for who in people}


def test_an_acquaintance_who_has_just_come_is_seen_at_once() -> None:
    ties = Ties(PEOPLE)
    ties.change(np.array([1]), np.array([3]), strength=500, trust=0, at=1)

    people, _ = shown(only(3, since={3: SINCE - 10}, arrive={3: SINCE}), ties)

    assert people == [3, 0, 0, 0]


def talking(turns: int = 10, third: int = 0) -> Talks:
    """8 and 9 talk since the step's start, with 10 if she joined them."""
    talks = no_talks()
    talks.begin(
        sim_time=np.array([SINCE]),
        place=np.array([CAFE]),
        one=np.array([8]),
        other=np.array([9]),
        turn_s=np.array([50]),
        turns=np.array([turns]),
    )
    if third:
        talks.join(talk=np.array([1]), third=np.array([third]), third_at=np.array([SINCE]))
    return talks


def test_a_talk_of_two_may_be_joined_one_of_three_or_of_short_rest_may_not() -> None:
    cafe = bodies(due=dict.fromkeys(range(1, 8), UNTIL))

    free, full, short = (
        shown(cafe, Ties(PEOPLE), talks=talks)[0] for talks in (talking(), talking(third=10), talking(turns=3))
    )

    assert {8, 9} & set(free[:2])
    assert set(free) <= {8, 9, 10, 0}
    assert full == [0, 0, 0, 0]
    assert short == [10, 0, 0, 0]


def asking(partner: list[int], *, now: list[int] | None = None, at_work: bool = False, room_s: int = 2_000) -> Asking:
    count = len(partner)
    return Asking(
        number=np.arange(1, count + 1),
        now=np.array(now or [UNTIL] * count),
        decisions=np.full(count, 3),
        partner=np.array(partner),
        duration_s=np.full(count, 480),
        room_s=np.full(count, room_s),
        is_at_work=np.full(count, at_work),
    )


def answered(wanted: Asking, talks: Talks | None = None, step_s: int = STEP_S) -> Answered:
    return answer(wanted, talks or no_talks(), seed=4, step_s=step_s)


def spoken_s(found: Answered) -> Int:
    return found.turns * found.turn_s


def test_who_asks_somebody_free_begins_a_talk_of_about_the_wanted_length() -> None:
    found = answered(asking([9]))

    assert not found.is_refused.any()
    assert 2 <= found.turns[0] <= 10
    assert 40 <= found.turn_s[0] <= 90
    assert 390 < spoken_s(found)[0] <= 480


def test_the_first_begins_the_second_joins_and_the_third_finds_them_busy() -> None:
    found = answered(asking([9, 9, 9], now=[UNTIL - 2, UNTIL - 8, UNTIL]))

    assert (found.turns > 0).tolist() == [False, True, False]
    assert found.joins_row.tolist() == [1, -1, -1]
    assert found.is_refused.tolist() == [False, False, True]
    assert found.duration_s[0] == found.duration_s[1] - 6


def test_of_two_who_ask_at_the_same_moment_a_draw_decides_not_the_order_of_rows() -> None:
    both = asking([9, 9])
    turned = Asking(**{name: getattr(both, name)[::-1] for name in Asking.__slots__})

    assert (answered(both).turns > 0).tolist() == (answered(turned).turns > 0).tolist()[::-1]


def test_only_one_joins_a_talk_that_goes_on_whomever_of_it_they_ask() -> None:
    found = answered(asking([8, 9]), talking())

    assert sorted(found.joins.tolist()) == [0, 1]
    assert found.is_refused.sum() == 1
    joins = np.flatnonzero(found.joins)
    assert found.duration_s[joins].tolist() == [SINCE + 500 - UNTIL]


def test_who_works_has_time_for_a_few_words_only() -> None:
    assert answered(asking([9])).turns[0] > 4
    assert answered(asking([9], at_work=True)).turns[0] <= 4


def test_a_talk_fits_into_the_time_that_is_left() -> None:
    found = answered(asking([2, 3, 4, 5, 6], room_s=least_s(STEP_S) - 1))

    assert (spoken_s(found) < least_s(STEP_S)).all()
    assert (spoken_s(found) >= 180).all()


def test_no_turn_is_shorter_than_a_step() -> None:
    found = answered(asking([9], room_s=least_s(600)), step_s=600)

    assert found.turn_s.tolist() == [600]
    assert spoken_s(found)[0] <= 3_600
