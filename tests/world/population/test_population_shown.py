"""What the API and the pages say of who came, who left, what is missing and who is alone; and who may start it."""

from typing import Any

import pytest
from django.test import Client

from agents.selectors.circles import circle_of
from society.parts import assemble
from streams.kernel.simtime import world_time
from streams.models import Account, Run
from tests.kept_runs import forget
from tests.world.population.movers import advance, found, restless
from world.models import Loan, Move, MoveKind, ResidentState, Tie
from world.selectors.districts import district_of
from world.selectors.moments import present
from world.selectors.population import gaps_of, health_of, imbalances_of, people_of
from world.selectors.residents import Wanted, list_residents, occupation_counts
from world.ties import TIES_MAX

pytestmark = pytest.mark.django_db
HOURS = 24.5


@pytest.fixture(scope="module")
def town(django_db_setup: None, django_db_blocker: Any) -> Any:
    """A run in which one has come and some have left."""
    with django_db_blocker.unblock():
        run = found(restless(debt_days=1, unhappy_days=1, unhappy_below=78))
        advance(run, HOURS)
    yield run
    with django_db_blocker.unblock():
        forget(run)


def left(run: Run) -> list[int]:
    return list(Move.objects.of(run.pk).filter(kind=MoveKind.LEFT).values_list("resident", flat=True))


def test_some_came_and_some_left(town: Run) -> None:
    assert Move.objects.of(town.pk).filter(kind=MoveKind.CAME).count() == 1
    assert 0 < len(left(town)) < 12


def test_nobody_who_left_is_listed_or_counted(town: Run, client: Client) -> None:
    moment, gone = present(town), set(left(town))
    living = 13 - len(gone)

    listed = list_residents(moment, Wanted(), limit=100)

    assert listed.total == len(listed.items) == living
    assert gone.isdisjoint(view.number for view in listed.items)
    assert sum(occupation_counts(moment).values()) == living
    assert client.get("/api/agents/count", {"run": town.pk}).json()["data"]["total"] == living
    assert client.get("/api/world/status", {"run": town.pk}).json()["data"]["agent_count"] == living


def test_who_left_owns_and_owes_nothing_and_decides_nothing(town: Run) -> None:
    gone = left(town)
    before = ResidentState.objects.of(town.pk).filter(pk__in=present(town).keys(gone))

    assert {(state.money, state.place) for state in before} == {(0, 0)}
    assert not Loan.objects.of(town.pk).filter(ended_step=0, borrower__in=gone).exists()


def test_a_page_says_when_and_why_somebody_left(town: Run, client: Client) -> None:
    move = Move.objects.of(town.pk).filter(kind=MoveKind.LEFT)[0]
    handle = client.get(f"/api/population/report?run={town.pk}").json()["data"]["moves"]
    name = next(one["handle"] for one in handle if one["agent_id"] == move.resident)

    page = client.get(f"/w/{town.pk}/residents/{name}/")

    assert page.status_code == 200
    assert "moved away on" in page.content.decode()
    assert move.days_lived == 1


def test_the_reports_add_up(town: Run) -> None:
    moment = present(town)
    district = district_of(moment, 1)
    people = people_of(moment, district.residents)

    gaps, shares = gaps_of(moment, people, district.places), imbalances_of(moment, people)
    health = health_of(moment, people, district.residents)

    at_work = sum(person.workplace > 0 for person in people)
    assert sum(gap.posts - gap.unfilled for gap in gaps) == at_work
    assert sum(share.count for share in shares.genders) == len(people) == health.residents
    assert abs(sum(share.wanted_permille for share in shares.ages) - 1000) <= len(shares.ages)
    assert sum(health.left.values()) == len(left(town))
    assert sum(health.statuses.values()) == health.residents


@pytest.mark.parametrize("name", ["report", "gaps", "isolates", "imbalances"])
def test_everybody_may_read_the_reports(name: str, town: Run, client: Client) -> None:
    answer = client.get(f"/api/population/{name}", {"run": town.pk})

    assert answer.status_code == 200
    assert answer.json()["data"]


def test_the_page_names_who_came_and_who_left(town: Run, client: Client, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(36):
        page = client.get(f"/w/{town.pk}/population/").content.decode()

    assert "Who came and who left" in page
    assert "moved in" in page
    assert "moved away" in page


@pytest.mark.parametrize("act", ["start", "stop"])
def test_only_operators_start_and_stop_it(act: str, town: Run, client: Client) -> None:
    assert client.post(f"/api/population/balance/{act}?run={town.pk}").status_code in (401, 403)


def test_all_of_it_is_as_it_is_written(town: Run) -> None:
    from streams.writer.verify import verify_run

    assert list(verify_run(town, assemble)) == []


def test_ages_stand_in_the_order_of_age(town: Run, client: Client) -> None:
    ages = client.get("/api/population/imbalances", {"run": town.pk}).json()["data"]["ages"]

    youngest = [int(share["name"].partition("-")[0]) for share in ages]

    assert len(youngest) > 2
    assert youngest == sorted(youngest)


def befriend_everybody_with(run: Run, number: int) -> None:
    """Make one the best friend of all, and all hers."""
    Tie.objects.of(run.pk).update(strength=0)
    keys = [run.pk << 40 | other * TIES_MAX for other in range(1, 14) if other != number]
    Tie.objects.filter(pk__in=keys).update(other=number, strength=9_000)
    hers = Tie.objects.between(run.pk, number * TIES_MAX, number * TIES_MAX + TIES_MAX - 1)
    hers.update(strength=9_000)


def test_who_left_is_nobodys_friend_and_is_in_no_figure_and_on_no_drawing(town: Run, client: Client) -> None:
    gone = left(town)
    befriend_everybody_with(town, gone[0])
    living = {number for number in range(1, 14) if number not in gone}

    stats = client.get("/api/stats/social", {"run": town.pk}).json()["data"]
    alone = client.get("/api/population/isolates", {"run": town.pk}).json()["data"]
    circle = circle_of(present(town), range(1, 14))
    page = client.get(f"/w/{town.pk}/relations/")

    assert (stats["measured_residents"], stats["isolates"], stats["mean_friends"]) == (len(living), len(living), 0)
    assert {one["agent_id"] for one in alone} == living
    assert (set(circle.residents), list(circle.bonds)) == (living, [])
    assert f"/residents/{handle_of(town, gone[0])}/" not in page.content.decode()


def test_ties_to_who_left_say_so(town: Run, client: Client) -> None:
    gone = left(town)
    befriend_everybody_with(town, gone[0])
    friend = next(number for number in range(1, 13) if number not in gone)

    page = client.get(f"/w/{town.pk}/relations/{handle_of(town, friend)}/").content.decode()

    assert "not in town" in page


def test_before_she_left_she_is_counted(town: Run, client: Client) -> None:
    gone = left(town)
    befriend_everybody_with(town, gone[0])
    then = world_time(town.start_sim_time + 3600)

    stats = client.get(f"/api/stats/social?run={town.pk}&t={then}").json()["data"]
    page = client.get(f"/w/{town.pk}/relations/?t={then}")

    assert stats["measured_residents"] == 12
    assert stats["isolates"] == 0
    assert f"/residents/{handle_of(town, gone[0])}/" in page.content.decode()


def handle_of(run: Run, number: int) -> str:
    handle: str = Account.objects.numbered(run.pk, number).get().handle
    return handle
