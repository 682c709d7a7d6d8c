"""What is on residents' minds, as columns by number; and the same as rows of AgentState."""

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from agents.models import AgentState
from streams.kernel.arrays import distinct
from streams.kernel.columns import Mode, TableBatch
from streams.kernel.ids import key_of, key_range
from streams.writer.store import Store
from streams.writer.tables import table_of
from world.contract import Bool, Int, Known
from world.engine.state import Columns

AGENT_STATES: Final = table_of(AgentState)
LAYOUT: Final[Mapping[str, tuple[str, int]]] = {
    # her own latest news: what befell her, 0 in `own_event` = nothing
    "own_event": ("i8", 1),  # seq
    "own_what": ("i1", 1),  # agents.voice.Occurrence
    "own_place": ("i4", 1),
    "own_other": ("i4", 1),  # with whom, 0 = nobody
    "own_time": ("i4", 1),
    "own_valence": ("i1", 1),  # -2..2
    "own_arousal": ("i1", 1),  # 0..2
    "own_amount": ("i4", 1),  # cents
    "own_count": ("i2", 1),
    "own_weight": ("i2", 1),  # 0-1,000: how much it fills her mind at `own_time`
    "own_told": ("i1", 1),  # bits of Told
    # the latest that she heard or read of others, 0 in `heard_event` = nothing
    "heard_event": ("i8", 1),
    "heard_what": ("i1", 1),
    "heard_owner": ("i4", 1),  # to whom it happened
    "heard_from": ("i4", 1),  # who told her
    "heard_place": ("i4", 1),
    "heard_other": ("i4", 1),
    "heard_time": ("i4", 1),
    "heard_valence": ("i1", 1),
    "heard_arousal": ("i1", 1),
    "heard_amount": ("i4", 1),
    "heard_weight": ("i2", 1),
    "heard_told": ("i1", 1),
    "coffee_until": ("i4", 1),  # the end of the free coffee that she heard of last
    "fair_until": ("i4", 1),
    "phone_at": ("i4", 1),  # when she last looked at her phone
    "posted_at": ("i4", 1),
    "talked_at": ("i4", 1),
    "unread": ("i2", 1),  # private messages
    "read_to": ("i4", 1),  # number of the last message that she has read
    "date_number": ("i4", 1),  # the next appointment, 0 = none
    "date_place": ("i4", 1),
    "date_at": ("i4", 1),
    "date_with": ("i4", 1),
    "date_came": ("i1", 1),  # whether she has been there
}


class Told:
    """Bits of `own_told` and `heard_told`: how something was passed on already."""

    TALK: Final = 1
    POST: Final = 2
    MESSAGE: Final = 4


class MindColumns(Columns):
    """All agents of a run, row = number. Who changes a row says so with `touch`."""

    own_event: Int
    own_what: Int
    own_place: Int
    own_other: Int
    own_time: Int
    own_valence: Int
    own_arousal: Int
    own_amount: Int
    own_count: Int
    own_weight: Int
    own_told: Int
    heard_event: Int
    heard_what: Int
    heard_owner: Int
    heard_from: Int
    heard_place: Int
    heard_other: Int
    heard_time: Int
    heard_valence: Int
    heard_arousal: Int
    heard_amount: Int
    heard_weight: Int
    heard_told: Int
    coffee_until: Int
    fair_until: Int
    phone_at: Int
    posted_at: Int
    talked_at: Int
    unread: Int
    read_to: Int
    date_number: Int
    date_place: Int
    date_at: Int
    date_with: Int
    date_came: Int

    def __init__(self, count: int) -> None:
        super().__init__(LAYOUT, count, is_by_row=True)
        self.is_agent: Bool = np.arange(count + 1) > 0
        """By number, who is a resident; not those numbers that are accounts of people."""
        self._touched: list[NDArray[np.int64]] = []

    def has(self, accounts: Int) -> Bool:
        """Say which of these accounts are residents', in town or gone: bool of their shape."""
        may = (accounts >= 0) & (accounts <= self.count)
        return may & self.is_agent[np.where(may, accounts, 0)]

    def touch(self, rows: Int | int) -> None:
        """Have these rows written with this step."""
        self._touched.append(np.atleast_1d(np.asarray(rows, dtype=np.int64)))

    def take_touched(self) -> NDArray[np.int64]:
        """Hand over which rows changed since the last time: rising, each once."""
        touched, self._touched = self._touched, []
        return distinct(np.concatenate(touched)) if touched else np.zeros(0, dtype=np.int64)

    def known(self, rows: Int) -> Known:
        """Show what these agents carry with them."""
        return Known(
            unread=self.unread[rows],
            phone_at=self.phone_at[rows],
            talked_at=self.talked_at[rows],
            heard_until=np.stack([self.coffee_until[rows], self.fair_until[rows]], axis=1),
            date_place=self.date_place[rows],
            date_at=self.date_at[rows],
            date_with=self.date_with[rows],
        )


def state_rows(run_id: int, mind: MindColumns, rows: Int, mode: Mode) -> TableBatch:
    """Turn agents' columns into rows of AgentState."""
    columns: dict[str, Any] = {"id": key_of(run_id, 0) + rows}
    columns |= {name: values[rows] for name, values in mind.as_dict().items()}
    return TableBatch.of(AGENT_STATES, mode, columns)


def load_present(mind: MindColumns, store: Store, run_id: int) -> None:
    """Fill columns from the rows of a run."""
    for part in store.read_parts(AGENT_STATES, *key_range(run_id)):
        rows = part["id"] - key_of(run_id, 0)
        for name, values in mind.as_dict().items():
            if part[
                name
            ].any():  # a page that is never written takes no memory: a town that does not talk has none on its mind
                values[rows] = part[name]
