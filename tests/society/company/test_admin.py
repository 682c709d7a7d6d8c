"""Talks, ties, minds, sayings, memories and appointments in the admin: to look at, with names, in few queries."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from streams.kernel.ids import key_of
from streams.models import Account, Run, User
from tests.society.company.neighbours import ANN, BEN, CAT, TALKS, found_neighbours
from world.models import Tie
from world.ties import TIES_MAX

pytestmark = pytest.mark.django_db

TABLES = ("world/tie", "world/talk", "agents/agentstate", "agents/saying", "agents/memory", "agents/appointment")


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    cache.clear()
    yield
    translation.activate("en")


@pytest.fixture
def run(db: None) -> Run:
    return found_neighbours(10)


@pytest.fixture
def admin(db: None) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("root@example.org"))
    return client


def listed(admin: Client, table: str, language: str = "en") -> str:
    answer = admin.get(f"/admin/{table}/", headers={"accept-language": language})
    assert answer.status_code == 200, table
    return answer.content.decode()


def name(run: Run, number: int) -> str:
    return Account.objects.numbered(run.pk, number).get().display_name


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("table", TABLES)
def test_each_table_is_listed_with_names(run: Run, admin: Client, table: str, language: str) -> None:
    assert name(run, ANN) in listed(admin, table, language)


def test_a_tie_names_both_ends(run: Run, admin: Client) -> None:
    text = listed(admin, "world/tie")

    assert text.count(f">{name(run, ANN)}</a>") == 3
    assert f">{name(run, CAT)}</a>" in text


def test_what_is_told_is_a_sentence(run: Run, admin: Client) -> None:
    text = listed(admin, "agents/saying")

    assert f"{name(run, CAT)} got a bonus at work." in text
    assert f"/admin/world/talk/{key_of(run.pk, TALKS)}/" in text


def test_a_row_can_be_looked_at_but_not_changed(run: Run, admin: Client) -> None:
    address = f"/admin/world/tie/{key_of(run.pk, ANN * TIES_MAX)}/change/"

    shown, changed = admin.get(address), admin.post(address, {"strength": 1})

    assert (shown.status_code, changed.status_code) == (200, 403)
    assert Tie.objects.numbered(run.pk, ANN * TIES_MAX).get().strength == 7_000


@pytest.mark.parametrize("table", TABLES)
def test_a_list_costs_the_same_for_few_rows_and_for_many(admin: Client, table: str) -> None:
    counts = []
    for count in (10, 40):
        run = found_neighbours(count)
        cache.clear()
        with CaptureQueriesContext(connection) as captured:
            text = listed(admin, table)
        counts.append(len(captured))
        assert name(run, BEN) in text

    assert counts[0] == counts[1]
