"""What an act in the network costs, from the words to the disk: acted in grid steps and committed as the engine does it.

Of seventeen acts one is a post, three are comments, ten likes, one a follow and two messages. The texts are written where
the residents write theirs, in the step. Posts are answered and liked while they are new, messages are written among pairs
who know each other. CPU is that of this process and of the server; what is refused counts as nothing.
"""

import random
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from django.core.management import call_command
from django.db import connection, transaction

from agents.voice import Stance
from streams.kernel.columns import Array, TableBatch
from streams.network.part import NetworkPart
from streams.network.refusals import Refused
from streams.network.state import Network
from streams.writer.clock_part import ClockPart
from streams.writer.driver import Driver
from streams.writer.part import Part, RunFacts, StepContext
from streams.writer.store import Store
from tests.benchmarks.report import Spent
from tests.benchmarks.social_network import STEP_S, Writing, found_network, settle
from tests.benchmarks.social_texts import write_comment, write_message, write_post
from tests.benchmarks.window import spending

ACTIONS: Final = 10_000
"""In one round."""
_A_STEP: Final = 100
"""What ten thousand residents do in a minute."""
_MIX: Final = "post " + "comment " * 3 + "like " * 10 + "follow " + "message " * 2
_RECENT: Final = 500
"""Posts that are answered and liked."""
_ANSWERS_PERCENT: Final = 30
"""Of the comments so many answer the last one of that post."""
_NEW_PERCENT: Final = 10
"""Of the messages so many are the first between two."""


def act(*, population: int, rounds: int) -> dict[str, Any]:
    """Let a network of this many accounts act in rounds of ACTIONS, after a first one that is not measured.

    Returns actions in a round, client_cpu_s and server_cpu_s (None where it cannot be seen) of each round, texts_cpu_s of a
    round's texts, and bytes: what the database grew by in all measured rounds.
    """
    call_command("migrate", verbosity=0)
    run = found_network()
    with transaction.atomic():
        writing = Writing(run)
        writing.let_in(population)
        writing.close(0)
    settle()
    actors = Actors(population)
    driver = Driver(assemble=actors.assemble, publish=lambda run_id, seq: None)
    session = driver.hold(run)

    def act_once() -> None:
        driver.advance_until(session, session.head_sim_time + ACTIONS // _A_STEP * STEP_S)

    try:
        act_once()
        size = _size()
        spent = [spending(act_once) for _ in range(rounds)]
        grown = _size() - size
    finally:
        driver.release_all()
    return {
        "actions": ACTIONS,
        "client_cpu_s": [client.cpu_s for client, _ in spent],
        "server_cpu_s": [server_cpu_s for _, server_cpu_s in spent],
        "texts_cpu_s": _texts_cpu_s(),
        "bytes": grown,
    }


class Actors(Part):
    """Stands where a town would: has accounts act through the network, as many in each grid step."""

    name = "actors"

    def __init__(self, population: int) -> None:
        self._population = population
        self._network = NetworkPart()
        self._dice = random.Random(5)
        self._texts = 0
        self._posts: deque[tuple[int, int, Stance]] = deque(maxlen=_RECENT)
        """Number of the post, number of its text, its stance."""
        self._answered: dict[int, int] = {}
        """Of a post, its last comment."""
        self._pairs: list[tuple[int, int]] = []
        """Who wrote to whom."""
        self._acts: Mapping[str, Callable[[Network, int], int | Refused]] = {
            "post": self._post,
            "comment": self._comment,
            "like": self._like,
            "follow": self._follow,
            "message": self._message,
        }

    def assemble(self, run: RunFacts) -> Sequence[Part]:
        """Make the Parts of the run."""
        return (ClockPart(), self, self._network)

    def load(self, store: Store, run: RunFacts, state: Mapping[str, Array] | None) -> None:
        """Nothing to load."""

    def state(self) -> dict[str, Array]:
        return {}

    def found(self, context: StepContext) -> list[TableBatch]:
        return []

    def state_rows(self, run_id: int) -> list[TableBatch]:
        return []

    def step(self, context: StepContext) -> list[TableBatch]:
        network = self._network.entered(context)
        kinds = _MIX.split() * (_A_STEP // len(_MIX.split()) + 1)
        self._dice.shuffle(kinds)
        for kind in kinds[:_A_STEP]:
            # who has nothing to do with it tries another time
            while isinstance(self._acts[kind](network, context.until), Refused):
                pass
        return []

    def _anybody(self) -> int:
        """Draw an account, those with low numbers more often."""
        return 1 + int(self._population * self._dice.random() ** 2)

    def _happens(self, percent: int) -> bool:
        return self._dice.randrange(100) < percent

    def _recent(self) -> tuple[int, int, Stance]:
        return self._dice.choice(self._posts)

    def _text(self) -> int:
        self._texts += 1
        return self._texts

    def _post(self, network: Network, at: int) -> int | Refused:
        text = self._text()
        words = write_post(text)
        number = network.post(self._anybody(), words.text, at=at, topic=words.topic)
        if isinstance(number, int):
            self._posts.append((number, text, words.stance))
        return number

    def _comment(self, network: Network, at: int) -> int | Refused:
        if not self._posts:
            return self._post(network, at)
        post, of, about = self._recent()
        parent = self._answered.get(post, 0) if self._happens(_ANSWERS_PERCENT) else 0
        words = write_comment(self._text(), of=of, about=about)
        number = network.comment(self._anybody(), post, words.text, at=at, parent=parent)
        if isinstance(number, int):
            self._answered[post] = number
        return number

    def _like(self, network: Network, at: int) -> int | Refused:
        if not self._posts:
            return self._post(network, at)
        return network.like(self._anybody(), self._recent()[0], at=at)

    def _follow(self, network: Network, at: int) -> int | Refused:
        return network.follow(self._anybody(), self._anybody(), at=at)

    def _message(self, network: Network, at: int) -> int | Refused:
        is_new = not self._pairs or self._happens(_NEW_PERCENT)
        sender, reader = (self._anybody(), self._anybody()) if is_new else self._dice.choice(self._pairs)
        number = network.message_to(sender, reader, write_message(self._text()).text, at=at)
        if is_new and isinstance(number, int):
            self._pairs.append((sender, reader))
        return number


def _texts_cpu_s() -> float:
    """Tell the CPU seconds of a round's texts alone."""
    mix = _MIX.split()
    each = ACTIONS // len(mix)
    spent = Spent.start()
    for number in range(each):
        about = write_post(number).stance
        for answer in range(mix.count("comment")):
            write_comment(number + answer, of=number, about=about)
        for _ in range(mix.count("message")):
            write_message(number)
    return spent.stop().cpu_s


def _size() -> int:
    """Tell the bytes on disk of all tables and their indexes."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT sum(pg_total_relation_size(relid)) FROM pg_stat_user_tables")
        else:
            cursor.execute("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
        return int(cursor.fetchone()[0])
