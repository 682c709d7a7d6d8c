"""What two who have nothing to tell talk of: what both care for."""

import numpy as np
import pytest

from agents.life.talking.topics import shared_interest
from streams.search.topics import Topic
from tests.agents.small_world import persona
from world.occupations import Occupation

ONE, OTHER = np.array([1]), np.array([2])


def test_two_care_for_a_topic_as_much_as_the_one_who_cares_less() -> None:
    who = persona(2, traits=[[90, 50, 50, 50, 50], [30, 50, 50, 50, 50]])

    (shared,) = shared_interest(who, ONE, OTHER)

    assert shared[Topic.CULTURE] == 30 * 11 // 10
    assert (shared_interest(who, OTHER, ONE) == shared).all()


@pytest.mark.parametrize("trade", [Occupation.UNEMPLOYED, Occupation.RETIRED])
def test_who_has_no_job_is_not_talked_to_about_work(trade: Occupation) -> None:
    both_at_work, one_at_work = persona(2), persona(2, occupation=[int(Occupation.NURSE), int(trade)])

    assert shared_interest(both_at_work, ONE, OTHER)[0, Topic.WORK] > 0
    assert shared_interest(one_at_work, ONE, OTHER)[0, Topic.WORK] == 0
