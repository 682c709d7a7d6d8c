"""Every list over the API costs the same number of queries, whatever the network holds."""

from typing import Final

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from streams.models import Role, Run
from tests.society.social_api.caller import Caller
from tests.streams.network.talkers import ANN
from tests.streams.selectors.eyes import eyes, talked

pytestmark = [pytest.mark.django_db, pytest.mark.stores]

LISTS: Final = (
    *("posts", "posts/1/comments", "posts/1/like", "accounts", "accounts?search=p", "accounts/p1", "search?q=hello"),
    *("accounts/p1/posts", "accounts/p1/followers", "accounts/p2/following", "me", "me/blocks", "notices", "messages"),
    *("messages/1", "messages/unread_count", "trending", "reports", "moderation/sanctions", "moderation/acts"),
    *(f"feed?ranking={ranking}" for ranking in ("following", "new", "hot", "recommended", "random")),
)


def costs(run: Run) -> dict[str, int]:
    viewer = eyes(run, ANN, role=Role.OPERATOR)
    assert viewer.membership is not None
    caller = Caller()
    caller.client.force_login(viewer.membership.user)
    found: dict[str, int] = {}
    for path in LISTS:
        with CaptureQueriesContext(connection) as captured:
            caller.data(f"{path}{'&' if '?' in path else '?'}run={run.pk}&limit=50")
        found[path] = len(captured)
    return found


def test_lists_cost_the_same_for_ten_people_and_for_thirty() -> None:
    few, many = costs(talked(10)), costs(talked(30))

    assert {path: (few[path], many[path]) for path in LISTS if few[path] != many[path]} == {}
    assert max(many.values()) <= 25
