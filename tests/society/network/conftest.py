"""A town that has just been founded, an engine that answers at once, and people who come to its network."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.utils import translation
from pytest_django import DjangoDbBlocker

from society.experiments.founding import found_scenario
from society.experiments.scenario import load_scenario
from society.parts import assemble
from streams.kernel.simtime import MINUTE_S, SimTime
from streams.models import Role, Run
from streams.writer.driver import Driver
from tests.kept_runs import kept
from tests.lived_town import EngineAtHand, LivedTown
from tests.society.network.cast import Person, person


@pytest.fixture(scope="module")
def town_of_the_module(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[LivedTown]:
    """Give a town in which everybody sleeps: what is in its network is what tests put there."""
    with kept(night_town, lambda town: town.run, django_db_blocker) as town:
        yield town


def night_town() -> LivedTown:
    """Found it at night, and let an hour pass."""
    scenario = load_scenario("willowbrook")
    night = scenario.run.model_copy(update={"start": "2024-01-01T00:30:00"})
    run = found_scenario(scenario.model_copy(update={"run": night}), is_default=True)
    driver = Driver(assemble=assemble, publish=lambda run_id, seq: None)
    then = SimTime(run.start_sim_time + 60 * MINUTE_S)
    driver.advance_until(driver.hold(run), then)
    driver.release_all()
    return LivedTown(run=run, then=then, residents_then=(), places_then=())


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    cache.clear()
    yield
    translation.activate("en")


@pytest.fixture
def run(lived_town: LivedTown, engine_at_hand: EngineAtHand) -> Run:
    """Give the run, with an engine that answers."""
    return lived_town.run


@pytest.fixture
def mia(run: Run) -> Person:
    """Give a member."""
    return person(run, "mia", Role.MEMBER)


@pytest.fixture
def ben(run: Run) -> Person:
    """Give another member."""
    return person(run, "ben", Role.MEMBER)


@pytest.fixture
def olga(run: Run) -> Person:
    """Give an operator."""
    return person(run, "olga", Role.OPERATOR)


@pytest.fixture
def nobody(run: Run) -> Person:
    """Give somebody who is not signed in."""
    return person(run, "nobody", None)
