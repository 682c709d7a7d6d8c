"""The social network as a Part of a run: serves what accounts ask for, and writes what they did. Needs no town.

Other Parts let their beings act through `entered(context)`; this one comes after them in a step and writes it all.
"""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from streams.kernel.columns import Array, Mode, Table, TableBatch
from streams.kernel.simtime import DAY_S
from streams.models import Account, AccountKind
from streams.network.applying import apply_command
from streams.network.checks import check_network
from streams.network.columns import LOW_HALF, PAIR_BITS
from streams.network.commands import ALL
from streams.network.founding import follow_rows
from streams.network.loading import load_network
from streams.network.moment import Moment, Rows
from streams.network.refusals import SOCIAL_OFF
from streams.network.rows import (
    ACCOUNT_COUNTS,
    ACCOUNTS,
    HISTORY,
    POST_COUNTS,
    append_events,
    batches_of,
    count_rows,
)
from streams.network.state import Network
from streams.writer.part import Answer, Command, CommandKind, Part, RunFacts, StepContext
from streams.writer.record import Numbers
from streams.writer.runs import read_head
from streams.writer.store import Store

FirstFollows = Callable[[], tuple[Array, Array]]
"""Gives followers and followed, int64[f] each, each pair once."""


class NetworkPart(Part):
    """The network's share of a run."""

    name = "network"
    commands: Sequence[CommandKind] = ALL
    copied_tables: Sequence[Table] = (ACCOUNTS, *HISTORY)

    def __init__(self, first_follows: FirstFollows | None = None) -> None:
        """first_follows: who follows whom when the run begins; asked for in its first step. None = nobody."""
        self._first_follows = first_follows
        self._network: Network | None = None
        self._step = self._sim_time = 0
        self._numbers = Numbers({})

    @property
    def network(self) -> Network:
        """The loaded network. RuntimeError before `load`."""
        if self._network is None:
            raise RuntimeError("the network is not loaded yet: call load() first")
        return self._network

    def entered(self, context: StepContext) -> Network:
        """Give the network to somebody who acts in this step."""
        self.network.enter(context.numbers)
        return self.network

    def load(self, store: Store, run: RunFacts, state: Mapping[str, Array] | None) -> None:
        at = _present(run.run_id) if state is None else _past(run.run_id, state)
        self._step, self._sim_time, self._numbers = at.step, at.sim_time, Numbers(at.last)
        rows = Rows(store=store, run_id=run.run_id, at=at)
        self._network = load_network(run, rows, is_present=state is None)

    def state(self) -> dict[str, Array]:
        """Only how far rows reach: all else follows from them."""
        return {"bounds": self._moment.bounds}

    @property
    def _moment(self) -> Moment:
        return Moment.of(self._step, self._sim_time, self._numbers)

    def apply(self, context: StepContext, command: Command) -> Answer:
        return apply_command(self.entered(context), command, context.until)

    def step(self, context: StepContext) -> list[TableBatch]:
        self._reach(context)
        if context.since // DAY_S != context.until // DAY_S:
            self.network.forget_old_likes(context.until)
        if self.network.pending.is_empty:
            return []
        pending = self.network.take()
        append_events(pending, context)
        return batches_of(pending, context)

    def found(self, context: StepContext) -> list[TableBatch]:
        self._reach(context)
        return follow_rows(context, *self._first_follows()) if self._first_follows else []

    def state_rows(self, run_id: int) -> list[TableBatch]:
        """Give the counts, which follow from the rows that stand."""
        posts, counts = self.network.posts, _counts_of_accounts(self.network)
        of_posts = np.stack([posts.rows(name) for name in POST_COUNTS.names[1:]], axis=1)
        some = np.flatnonzero(counts.any(axis=1))
        return [
            count_rows(run_id, POST_COUNTS, np.arange(1, posts.count + 1), of_posts[1:], Mode.INSERT),
            count_rows(run_id, ACCOUNT_COUNTS, some, counts[some], Mode.INSERT),
        ]

    def check(self, store: Store, run: RunFacts) -> list[str]:
        return check_network(self.network, run, Rows(store=store, run_id=run.run_id, at=self._moment))

    def _reach(self, context: StepContext) -> None:
        # numbers are read when they are asked for: Parts after this one may take some in the same step
        self._step, self._sim_time, self._numbers = context.step, context.until, context.numbers


class NoNetworkPart(Part):
    """Stands where a scenario wants no network: says so to whoever asks for something."""

    name = "network"
    commands: Sequence[CommandKind] = ALL

    def load(self, store: Store, run: RunFacts, state: Mapping[str, Array] | None) -> None:
        """Nothing to load."""

    def state(self) -> dict[str, Array]:
        return {}

    def apply(self, context: StepContext, command: Command) -> Answer:
        return Answer(reason=SOCIAL_OFF.reason)

    def step(self, context: StepContext) -> list[TableBatch]:
        return []

    def found(self, context: StepContext) -> list[TableBatch]:
        return []

    def state_rows(self, run_id: int) -> list[TableBatch]:
        return []


def network_part(run: RunFacts, first_follows: FirstFollows | None = None) -> NetworkPart | NoNetworkPart:
    """Make the Part that the run's scenario asks for; one that says nothing has a network."""
    return NetworkPart(first_follows) if run.scenario.get("social", {}).get("enabled", True) else NoNetworkPart()


def _present(run_id: int) -> Moment:
    head = read_head(run_id)
    return Moment.of(head.step, head.sim_time, Numbers(head.counters))


def _past(run_id: int, state: Mapping[str, Array]) -> Moment:
    if "bounds" in state:
        return Moment.from_bounds(state["bounds"])
    return Moment.before_network(Account.objects.of(run_id).exclude(kind=AccountKind.HUMAN).count())


def _counts_of_accounts(network: Network) -> Array:
    """Count posts, followers and followed: int64[accounts + 1, 3]."""
    size = network.accounts.count + 1
    authors = network.posts.rows("author")[1:][~network.posts.rows("is_removed")[1:]]
    follows, _ = network.follows.entries()
    columns = (authors, follows & LOW_HALF, follows >> PAIR_BITS)
    return np.stack([np.bincount(column, minlength=size) for column in columns], axis=1)
