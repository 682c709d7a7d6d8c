"""A large town stores no prose: readers find the same words as in one that does, and nothing is written to the row."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agents import founding
from agents.models import Agent
from agents.selectors.personas import personas_of
from agents.selectors.profiles import Profile, profiles_of
from society.experiments.founding import found_scenario
from society.experiments.scenario import ScenarioFile, checked_scenario, load_scenario
from streams.models import Run, User
from world.selectors.moments import present

PEOPLE = 30
NUMBERS = range(1, PEOPLE + 1)


def town(language: str, districts: int) -> ScenarioFile:
    table = load_scenario("willowbrook").model_dump(mode="json")
    table["run"]["language"] = language
    table["map"]["districts"] = districts
    table["population"]["balance"] = {}
    table["population"]["count"] = PEOPLE
    table["population"]["residents"] = [
        {"name": "Iris Vale", "age": 34, "gender": "female", "occupation": "nurse", "backstory": "Came by boat."}
    ]
    return checked_scenario(table, file="test")


def found_large(monkeypatch: pytest.MonkeyPatch, language: str = "en", districts: int = 1) -> Run:
    """Found a town for which thirty people are already too many to store prose for."""
    monkeypatch.setattr(founding, "PROSE_KEPT_UP_TO", PEOPLE - 1)
    run = found_scenario(town(language, districts))
    monkeypatch.undo()
    return run


def profiles(run: Run) -> dict[int, Profile]:
    return profiles_of(present(run), NUMBERS)


@pytest.mark.stores
@pytest.mark.django_db
@pytest.mark.parametrize(("language", "districts"), [("en", 1), ("zh", 1), ("en", 3), ("zh", 3)])
def test_readers_find_the_words_that_would_have_been_stored(
    monkeypatch: pytest.MonkeyPatch, language: str, districts: int
) -> None:
    stored = found_scenario(town(language, districts))
    unstored = found_large(monkeypatch, language, districts)

    assert not Agent.objects.of(stored.pk).filter(backstory="").exists()
    assert Agent.objects.of(unstored.pk).filter(backstory="", life_goal="", goals="[]").count() == PEOPLE - 1
    assert profiles(unstored) == profiles(stored)
    assert personas_of(unstored) == personas_of(stored)


@pytest.mark.django_db
def test_what_somebody_wrote_by_hand_is_stored_in_any_town(monkeypatch: pytest.MonkeyPatch) -> None:
    run = found_large(monkeypatch)

    assert Agent.objects.of(run.pk).order_by("pk")[0].backstory == "Came by boat."


@pytest.mark.django_db
def test_reading_costs_one_query_more_and_writes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    moment = present(found_large(monkeypatch))

    with CaptureQueriesContext(connection) as captured:
        profiles_of(moment, NUMBERS)

    assert [query["sql"].split()[0] for query in captured] == ["SELECT", "SELECT"]
    assert Agent.objects.of(moment.run.pk).filter(backstory="").count() == PEOPLE - 1


@pytest.mark.django_db
def test_the_admin_shows_them(monkeypatch: pytest.MonkeyPatch, client: Client) -> None:
    run = found_large(monkeypatch)
    client.force_login(User.objects.create_superuser("root@example.org", "a long password indeed"))
    agent = Agent.objects.of(run.pk).order_by("pk")[7]

    page = client.get(reverse("admin:agents_agent_change", args=[agent.pk])).content.decode()

    profile = profiles(run)[8]
    assert profile.daily_routine in page
    assert profile.goals[0] in page
