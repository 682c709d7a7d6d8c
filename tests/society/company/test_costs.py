"""Every page and list about company costs the same number of queries among ten residents and among a hundred."""

from typing import Final

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from streams.models import Account, Role, Run, User
from tests.society.company.neighbours import ANN, BEN, found_neighbours

pytestmark = [pytest.mark.django_db, pytest.mark.stores]

PAGES: Final = (
    *("residents/{ann}/", "residents/{ann}/memories/", "residents/{ann}/money/", "relations/", "relations/{ann}/"),
    *("relations/{ann}/{ben}/", "talks/", "talks/?who={ann}", "talks/?place={place}", "talks/3/", "stories/"),
    *("economy/", "footfall/", "why/line/4/"),
)
LISTS: Final = (
    *("agents/1/relationships", "agents/1/relationships/2", "agents/1/memories", "agents/1/conversations"),
    *("agents/1/appointments", "agents/1/inventory", "conversations", "conversations/active", "conversations/3"),
    *("conversations/between/1/2", "stats/social"),
)
MOST: Final = 60
"""Queries of the dearest page: a resident's, with everything about her."""


def costs(run: Run, client: Client) -> dict[str, int]:
    handles = {number: Account.objects.numbered(run.pk, number).get().handle for number in (ANN, BEN)}
    names = {"ann": handles[ANN], "ben": handles[BEN], "place": "hall"}
    addresses = [f"/w/{run.pk}/{page.format(**names)}" for page in PAGES]
    addresses += [f"/api/{path}?run={run.pk}" for path in LISTS]
    found = {}
    for address in addresses:
        cache.clear()
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(address)
        assert answer.status_code == 200, (address, answer.content[:500])
        found[address.replace(f"/w/{run.pk}/", "").replace(f"?run={run.pk}", "")] = len(captured)
    return {path.replace(handles[ANN], "ann").replace(handles[BEN], "ben"): count for path, count in found.items()}


def test_pages_and_lists_cost_the_same_for_ten_residents_and_for_a_hundred() -> None:
    client = Client()
    client.force_login(User.objects.create_user("olga@example.org", role=Role.OPERATOR))

    few, many = costs(found_neighbours(10), client), costs(found_neighbours(100), client)

    assert {path: (few.get(path), many[path]) for path in many if few.get(path) != many[path]} == {}
    assert max(many.values()) <= MOST
