"""What operators build and delete counts for the people of the town: its jobs are missing, and newcomers take its beds."""

import pytest

from society.parts import assemble
from streams.models import Run
from streams.services.inbox import append_command
from streams.writer.verify import verify_run
from tests.world.population.movers import advance, found, restless
from world.building import CREATE_PLACE, DELETE_PLACE
from world.building.bodies import CreateBody, DeleteBody
from world.models import Move, MoveKind, Place
from world.selectors.districts import district_of
from world.selectors.moments import Moment, moment_of, present
from world.selectors.population import gaps_of, people_of

pytestmark = pytest.mark.django_db
MIDNIGHT_H = 24 + 1 / 30
JOB = {"occupation": "waiter", "count": 3, "shift": "09:00-17:00", "days": "mon-fri"}


def open_posts(moment: Moment) -> int:
    """Count the posts of waiters at cafes that nobody has."""
    district = district_of(moment, 1)
    gaps = gaps_of(moment, people_of(moment, district.residents), district.places)
    return sum(gap.unfilled for gap in gaps if (gap.place_type, gap.occupation) == ("cafe", "waiter"))


def built(**balance: int) -> Run:
    """Found a town and build a cafe with three jobs for waiters."""
    run = found(restless(social=False, debt_days=9, **balance))
    advance(run, 0.5)
    cafe = {"type": "cafe", "name": "New Moon", "name_zh": "新月", "x": 960, "y": 840, "jobs": [JOB]}
    append_command(run, CREATE_PLACE, CreateBody.model_validate(cafe))
    advance(run, 0.6)
    return run


def test_jobs_of_what_was_built_are_missing_until_it_is_deleted() -> None:
    run = built()
    with_it = present(run)
    before = moment_of(run, run.start_sim_time + 600)
    missing = open_posts(with_it), open_posts(before)

    append_command(run, DELETE_PLACE, DeleteBody(place=Place.objects.of(run.pk).count()))
    advance(run, 0.8)

    assert missing[0] == missing[1] + 3
    assert open_posts(present(run)) == missing[1]


def test_a_newcomer_moves_into_a_town_whose_map_was_changed() -> None:
    run = built(cooldown_days=1)

    advance(run, MIDNIGHT_H + 0.1)

    assert Move.objects.of(run.pk).filter(kind=MoveKind.CAME).count() == 1
    assert list(verify_run(run, assemble)) == []
