"""Emotions follow from needs, purse and temper by plain rules."""

import numpy as np
import pytest

from world.actions import Action
from world.contract import EconomicStatus, Need, Trait
from world.selectors.feelings import Emotion, emotions_of, happiness_of

CALM, NERVOUS = 10, 90


def emotion(
    *,
    lacking: Need | None = None,
    others: int = 6_500,
    neuroticism: int = CALM,
    status: int = EconomicStatus.STABLE,
    action: int = Action.REST,
) -> Emotion:
    needs = np.full((1, len(Need)), others)
    needs[0, lacking if lacking is not None else slice(0)] = 2_300
    traits = np.full((1, len(Trait)), 50)
    traits[0, Trait.NEUROTICISM] = neuroticism
    return emotions_of(needs=needs, status=np.array([status]), traits=traits, action=np.array([action]))[0]


@pytest.mark.parametrize(
    ("need", "expected"),
    [
        (Need.ENERGY, Emotion.TIRED),
        (Need.SATIETY, Emotion.ANGRY),
        (Need.HEALTH, Emotion.ANXIOUS),
        (Need.SOCIAL, Emotion.SAD),
        (Need.FUN, Emotion.BORED),
    ],
)
def test_a_lack_shows_in_a_nervous_face(need: Need, expected: Emotion) -> None:
    assert emotion(lacking=need, neuroticism=NERVOUS) is expected


@pytest.mark.parametrize("need", list(Need))
def test_the_same_lack_does_not_show_in_a_calm_one(need: Need) -> None:
    assert emotion(lacking=need, neuroticism=CALM) is Emotion.NEUTRAL


@pytest.mark.parametrize(
    ("others", "expected"), [(9_000, Emotion.EXCITED), (7_500, Emotion.HAPPY), (6_000, Emotion.NEUTRAL)]
)
def test_whoever_lacks_nothing_is_as_happy_as_her_needs_are_met(others: int, expected: Emotion) -> None:
    assert emotion(others=others) is expected


def test_debts_make_the_nervous_anxious_and_leave_the_calm_alone() -> None:
    assert emotion(status=EconomicStatus.IN_DEBT, neuroticism=NERVOUS) is Emotion.ANXIOUS
    assert emotion(status=EconomicStatus.IN_DEBT, neuroticism=CALM) is Emotion.NEUTRAL


def test_a_sleeper_is_neither_tired_nor_bored() -> None:
    assert emotion(lacking=Need.ENERGY, neuroticism=NERVOUS, action=Action.SLEEP) is Emotion.NEUTRAL
    assert emotion(lacking=Need.FUN, neuroticism=NERVOUS, action=Action.SLEEP) is Emotion.NEUTRAL


def test_happiness_is_the_mean_of_the_needs_in_whole_points() -> None:
    needs = np.array([[10_000, 10_000, 10_000, 10_000, 10_000, 10_000], [0, 0, 0, 0, 0, 5_999]])

    assert happiness_of(needs).tolist() == [100, 9]
