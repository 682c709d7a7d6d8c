"""What a page of a feed costs whoever looks: the reads that the API makes for one, timed one by one."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

import numpy as np
from django.db import connection
from django.test.utils import CaptureQueriesContext, override_settings

from society.garbage import collect_seldom
from streams.models import Run, User
from streams.recommender.rankings import Ranking
from streams.selectors.accounts import account_of_handle
from streams.selectors.feeds import default_ranking, feed, search_posts, trending
from streams.selectors.viewing import viewer_of
from tests.benchmarks.cpu import process_cpu_s
from tests.benchmarks.social_filling import PERSON_EMAIL
from tests.benchmarks.social_network import handle_of

WARM_UP: Final = 20
PERSON_EACH: Final = 3
"""One reader in so many is the person who follows many; the others look at what a resident is offered."""
_SEARCHED: Final = ("coffee", "咖啡", "park today", "下雨", "work", "Willow")

Look = Callable[[int], None]
"""Reads the page of a turn: 0, 1, 2 ..."""


def measure(*, run_id: int, population: int, looks: int) -> dict[str, dict[str, float]]:
    """Time so many looks at each feed, at the words on the rise, and at what is searched for.

    Returns by name p50_ms, p99_ms, cpu_ms (a look's share of this process's and its server process's CPU, which others on
    the machine hardly change) and the queries of the person's first page.
    """
    collect_seldom()  # as the process does that serves pages
    run = Run.objects.get(pk=run_id)
    kinds: dict[str, Look] = {
        **{ranking.value: _Readers(run, population, ranking).look for ranking in Ranking},
        "trending": partial(_look_at_trends, run),
        "search": partial(_search, run),
    }
    with override_settings(DEBUG=False):
        return {name: _timed(look, looks) for name, look in kinds.items()}


def _timed(look: Look, looks: int) -> dict[str, float]:
    for turn in range(WARM_UP):
        look(turn)
    took_ms = []
    server = _server_pid()
    spent_s = -process_cpu_s(os.getpid()) - process_cpu_s(server)
    for turn in range(looks):
        began_s = time.perf_counter()
        look(turn)
        took_ms.append((time.perf_counter() - began_s) * 1e3)
    spent_s += process_cpu_s(os.getpid()) + process_cpu_s(server)
    with CaptureQueriesContext(connection) as captured:
        look(0)
    p50, p99 = np.percentile(took_ms, (50, 99)).tolist()
    return {"p50_ms": p50, "p99_ms": p99, "cpu_ms": spent_s / looks * 1e3, "queries": len(captured)}


def _server_pid() -> int:
    """Tell the number of the server's process that works for us."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


@dataclass(slots=True)
class _Readers:
    """Reads feeds of one order: of the person, of residents far apart, of each the first page and the one behind it."""

    run: Run
    population: int
    ranking: Ranking
    next: str = ""

    def look(self, turn: int) -> None:
        """Read one page as the API does."""
        assert default_ranking(self.run)
        reader, is_further = divmod(turn, 2)
        before = self.next if is_further else ""
        if reader % PERSON_EACH == 0:
            viewer = viewer_of(self.run, User.objects.get(email=PERSON_EMAIL))
            page = feed(viewer, self.ranking, before=before)
        else:
            viewer = viewer_of(self.run, None)
            resident = account_of_handle(viewer, handle_of(1 + reader * 7_919 % (self.population - 1)))
            assert resident is not None, "every number has an account"
            page = feed(viewer, self.ranking, before=before, as_account=resident.number)
        assert page.entries, "there is something to see in every feed"
        self.next = page.next


def _look_at_trends(run: Run, turn: int) -> None:
    trending(viewer_of(run, None))


def _search(run: Run, turn: int) -> None:
    search_posts(viewer_of(run, None), _SEARCHED[turn % len(_SEARCHED)])
