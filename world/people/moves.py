"""Rows about who comes and goes: moves, what brings people to leave, who was sent away, and the switch of it all."""

from collections.abc import Mapping
from typing import Any, Final

import numpy as np

from streams.kernel.columns import Mode, Table, TableBatch
from streams.kernel.ids import key_of
from streams.writer.part import StepContext
from streams.writer.tables import table_of
from world.contract import Int
from world.economy.books import Books
from world.economy.ledger import Account as Named
from world.economy.ledger import Category, transfers
from world.engine.arrivals import Newcomer
from world.engine.register import Register
from world.models import BalanceSwitch, Hardship, Move, MoveKind, Removal
from world.rows import texts

MOVES: Final = table_of(Move)
HARDSHIPS: Final = table_of(Hardship)
SWITCHES: Final = table_of(BalanceSwitch)
REMOVALS: Final = table_of(Removal)


def move_row(context: StepContext, resident: int, kind: MoveKind, **cells: int) -> TableBatch:
    """Make the row of somebody who came or left."""
    values = {"sim_time": context.since, "resident": resident, "kind": int(kind), **cells}
    return _one(context, MOVES, values)


def switch_row(context: StepContext, is_on: bool, operator: int) -> TableBatch:
    """Make the row of an operator who let people come and go, or stopped it."""
    return _one(context, SWITCHES, {"sim_time": context.since, "is_on": is_on, "operator": operator})


def removal_row(context: StepContext, resident: int, operator: int, text: str) -> TableBatch:
    """Make the row of somebody who is sent away."""
    return _one(
        context, REMOVALS, {"sim_time": context.since, "resident": resident, "operator": operator, "text": text}
    )


def hardship_rows(run_id: int, register: Register, numbers: Int, mode: Mode) -> TableBatch:
    """Make the rows of who has been in debt or unhappy."""
    return TableBatch.of(HARDSHIPS, mode, {"id": key_of(run_id, 0) + numbers, **register.cells(numbers)})


def endow(came: Newcomer, books: Books) -> None:
    """Give somebody new what she has with her."""
    books.carry_out(
        transfers(
            1,
            payer=Named.ENDOWMENT,
            payee=came.number,
            amount_cents=came.person.money_cents,
            category=Category.ENDOWMENT,
            sim_time=came.moment,
        )
    )


def home_of(came: Newcomer) -> int:
    """Say where somebody new lives."""
    return int(came.person.persona.home[0])


def _one(context: StepContext, table: Table, values: Mapping[str, Any]) -> TableBatch:
    key = key_of(context.run.run_id, int(context.numbers.take(table.name, 1)[0]))
    columns = {"id": key, "step": context.step, **values}
    return TableBatch.of(
        table, Mode.INSERT, {name: texts([v]) if isinstance(v, str) else np.array([v]) for name, v in columns.items()}
    )
