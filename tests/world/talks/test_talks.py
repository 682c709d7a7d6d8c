"""Talks by themselves: plans, turns, who speaks, a third, how they end, and that loading them again changes nothing."""

import numpy as np
import pytest

from world.contract import Int
from world.talks.speaking import Stage
from world.talks.talks import Ending, Talks, Turns
from world.ties import Ties

STEP_S = 20
NOBODY_LEAVES = np.full(11, 10_000)
OUTGOING = np.array([0, 50, 40, 60, 50, 50, 50, 50, 50, 50, 50])
BEGAN = 1_010


def no_talks() -> Talks:
    talks = Talks()
    talks.fill(residents=10, ties=Ties(10), values=talks.open, last=0)
    return talks


def column(*values: int) -> Int:
    return np.array(values, dtype=np.int64)


def begun(turns: int = 5, turn_s: int = 50) -> Talks:
    """A talk of 1 with 2 that begins ten seconds before the end of a step."""
    talks = no_talks()
    talks.end(BEGAN - 10, BEGAN + 10, NOBODY_LEAVES, OUTGOING)
    talks.begin(
        sim_time=column(BEGAN),
        place=column(7),
        one=column(1),
        other=column(2),
        turn_s=column(turn_s),
        turns=column(turns),
    )
    talks.settle(BEGAN - 10, BEGAN + 10, 1, OUTGOING)
    return talks


def live(talks: Talks, until: int, due: Int = NOBODY_LEAVES, since: int = BEGAN + 10) -> list[Turns]:
    """Go on step by step; the turns of each step that had some."""
    found = []
    for end in range(since + STEP_S, until + 1, STEP_S):
        talks.end(end - STEP_S, end, due, OUTGOING)
        talks.settle(end - STEP_S, end, talks.last + 1, OUTGOING)
        if len(talks.turns):
            found.append(talks.turns)
        if len(talks.closed):
            break
    return found


def told(turns: list[Turns], name: str) -> list[int]:
    return [value for step in turns for value in getattr(step, name).tolist()]


def test_the_first_turn_falls_into_the_step_in_which_a_talk_begins() -> None:
    talks = begun()

    assert told([talks.turns], "sim_time") == [BEGAN]
    assert told([talks.turns], "speaker") == [1]
    assert told([talks.turns], "hearer") == [2]
    assert talks.begun["number"].tolist() == [1]


def test_every_planned_turn_is_spoken_once_at_its_time_and_two_take_turns() -> None:
    talks = begun(turns=5, turn_s=50)

    turns = [talks.turns, *live(talks, BEGAN + 1_000)]

    assert told(turns, "index") == [0, 1, 2, 3, 4]
    assert told(turns, "sim_time") == [BEGAN + 50 * i for i in range(5)]
    assert told(turns, "speaker") == [1, 2, 1, 2, 1]
    assert told(turns, "hearer") == [2, 1, 2, 1, 2]
    assert talks.closed.sim_time.tolist() == [BEGAN + 250]
    assert talks.closed.ending.tolist() == [Ending.GOODBYE]
    assert talks.closed.turns.tolist() == [5]


@pytest.mark.parametrize(
    ("turns", "stages"),
    [(2, "gc"), (3, "gac"), (4, "ggac"), (6, "ggaacc"), (8, "ggaaaacc")],
)
def test_talks_begin_with_a_greeting_and_end_with_a_goodbye(turns: int, stages: str) -> None:
    talks = begun(turns=turns)

    found = told([talks.turns, *live(talks, BEGAN + 1_000)], "stage")

    assert found == [{"g": Stage.GREETING, "a": Stage.ACTIVE, "c": Stage.CLOSING}[letter] for letter in stages]


def test_whoever_has_to_leave_interrupts_a_talk() -> None:
    talks, due = begun(turns=5, turn_s=50), NOBODY_LEAVES.copy()
    due[2] = BEGAN + 120

    turns = [talks.turns, *live(talks, BEGAN + 1_000, due)]

    assert told(turns, "index") == [0, 1, 2]
    assert talks.closed.ending.tolist() == [Ending.INTERRUPTED]
    assert talks.closed.sim_time.tolist() == [BEGAN + 120]
    assert talks.closed.turns.tolist() == [3]
    assert talks.closed.lasted_s.tolist() == [120]


def test_a_turn_at_the_moment_of_the_interruption_is_not_spoken() -> None:
    talks, due = begun(turns=5, turn_s=50), NOBODY_LEAVES.copy()
    due[1] = BEGAN + 100

    turns = [talks.turns, *live(talks, BEGAN + 1_000, due)]

    assert told(turns, "index") == [0, 1]
    assert talks.closed.turns.tolist() == [2]


def test_who_has_talked_is_free_again() -> None:
    talks = begun()
    assert talks.talk_of[[1, 2, 3]].tolist() == [1, 1, 0]

    live(talks, BEGAN + 1_000)

    assert not talks.talk_of.any()
    assert len(talks.open["number"]) == 0


def with_third(turns: int = 10) -> tuple[Talks, list[Turns]]:
    """3 joins the talk of 1 and 2 in its second minute."""
    talks = begun(turns=turns, turn_s=50)
    found = [talks.turns]
    found += live(talks, BEGAN + 70)
    since = BEGAN + 70
    talks.end(since, since + STEP_S, NOBODY_LEAVES, OUTGOING)
    talks.join(talk=column(1), third=column(3), third_at=column(since + 5))
    talks.settle(since, since + STEP_S, talks.last + 1, OUTGOING)
    found.append(talks.turns)
    found += live(talks, BEGAN + 2_000, since=since + STEP_S)
    return talks, found


def test_a_third_who_joins_speaks_first_and_is_heard_by_both() -> None:
    _, turns = with_third()

    speakers, hearers, thirds = (told(turns, name) for name in ("speaker", "hearer", "third"))
    assert speakers[:2] == [1, 2]
    assert thirds[:2] == [0, 0]
    assert speakers[2] == 3
    assert all({a, b, c} == {1, 2, 3} for a, b, c in zip(speakers[2:], hearers[2:], thirds[2:], strict=True))


def test_of_three_the_one_who_was_spoken_to_speaks_next_and_nobody_is_left_out() -> None:
    _, turns = with_third()

    speakers, hearers = told(turns, "speaker")[2:], told(turns, "hearer")[2:]
    assert speakers[1:] == hearers[:-1]
    assert all({1, 2, 3} <= set(speakers[i : i + 6]) for i in range(len(speakers) - 5))


def test_a_third_is_announced_once_and_ends_the_talk_when_she_has_to_leave() -> None:
    talks = begun(turns=10)
    talks.end(BEGAN + 10, BEGAN + 30, NOBODY_LEAVES, OUTGOING)
    talks.join(talk=column(1), third=column(3), third_at=column(BEGAN + 20))
    talks.settle(BEGAN + 10, BEGAN + 30, talks.last + 1, OUTGOING)
    assert talks.joined.third.tolist() == [3]
    due = NOBODY_LEAVES.copy()
    due[3] = BEGAN + 100

    live(talks, BEGAN + 1_000, due, since=BEGAN + 30)

    assert len(talks.joined) == 0
    assert talks.closed.third.tolist() == [3]
    assert talks.closed.ending.tolist() == [Ending.INTERRUPTED]
    assert talks.talk_of[3] == 0


def test_a_talk_that_is_loaded_again_in_the_middle_goes_on_as_it_would_have() -> None:
    talks = begun(turns=8)
    live(talks, BEGAN + 90)
    again = Talks()
    kept = talks.as_dict()

    again.fill(residents=10, ties=Ties(10), values=kept, last=int(kept["last"][0]))

    assert again.next_at <= talks.next_at
    one, other = live(talks, BEGAN + 1_000, since=BEGAN + 90), live(again, BEGAN + 1_000, since=BEGAN + 90)
    for name in ("talk", "index", "sim_time", "speaker", "hearer", "stage"):
        assert told(one, name) == told(other, name)
    assert talks.closed.sim_time.tolist() == again.closed.sim_time.tolist()


def test_a_step_that_begins_forgets_what_the_one_before_brought() -> None:
    talks = begun()

    talks.clear()

    assert len(talks.turns) == len(talks.closed) == len(talks.joined) == len(talks.begun["number"]) == 0


def test_only_a_talk_that_has_just_ended_is_judged() -> None:
    talks = begun()
    live(talks, BEGAN + 1_000)

    talks.judge({1: (5, -2)})

    assert talks.judged == {1: (5, -2)}
    with pytest.raises(KeyError, match="did not end in this step"):
        talks.judge({2: (5, 0)})


def test_it_is_known_when_the_next_turn_is() -> None:
    talks = begun(turns=3, turn_s=50)

    assert not talks.is_any(BEGAN + 49)
    assert talks.is_any(BEGAN + 50)
