"""Work, loans and things as a Part of a run: keeps what residents have to do with each other over money, and writes it.

The town's engine lets it happen (`world.engine.dealings`); this one is loaded after the town, for which it restores who
works where, and comes after it in a step.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from streams.kernel.columns import Mode, Table, TableBatch
from streams.kernel.ids import key_of
from streams.kernel.simtime import DAY_S
from streams.writer.part import Part, RunFacts, StepContext
from streams.writer.record import Numbers
from streams.writer.runs import read_head
from streams.writer.store import Store
from streams.writer.tables import table_of
from world.contract import Int
from world.economy.belongings import COLUMNS as STACK
from world.economy.catalogue import CATALOGUE, Thing
from world.economy.employment import KEPT, Cause
from world.economy.loans import COLUMNS as LOAN
from world.economy.loans import Outcome
from world.engine.arrivals import Newcomer
from world.engine.dealings import Dealings, open_dealings
from world.engine.step import TownEngine
from world.models import Employment, Item, Loan, TownDay
from world.occupations import Occupation
from world.ties import Ties

EMPLOYMENT: Final = table_of(Employment)
LOANS: Final = table_of(Loan)
ITEMS: Final = table_of(Item)
TOWN_DAYS: Final = table_of(TownDay)
_OPEN: Final = LOANS.only("repaid_cents", "ended_step", "ended_at", "outcome")
_COUNTED: Final = {
    Cause.HIRED: "hired",
    Cause.LAID_OFF: "laid_off",
    Cause.FOUNDED: "founded",
    Cause.CLOSED: "closed",
    Cause.GONE: "laid_off",
}
_TODAY: Final = tuple(name for name in TOWN_DAYS.names if name != "id")
_NOT_IN_LABOUR: Final = (Occupation.STUDENT, Occupation.RETIRED)


class DealingsPart(Part):
    """The share of a run that is work, loans and things."""

    name = "dealings"
    copied_tables: Sequence[Table] = (EMPLOYMENT, LOANS, TOWN_DAYS)

    def __init__(self, engine: Callable[[], TownEngine], ties: Callable[[], Ties] | None = None) -> None:
        """engine: the town's, loaded before.   ties: None in a town without talk and phones."""
        self._engine = engine
        self._ties = ties
        self._dealings: Dealings | None = None
        self._today: dict[str, int] = {}

    def load(self, store: Store, run: RunFacts, state: Mapping[str, NDArray[Any]] | None) -> None:
        engine = self._engine()
        self._dealings = dealings = open_dealings(engine.scenario, engine.workforce, self._ties)
        if dealings is None:
            return
        if state is None:
            self._load_present(store, run, dealings)
        elif state:
            dealings.labour.employment.fill(_named(state, "employment."))
            loans = _named(state, "loans.")
            dealings.lending.loans.fill(loans, int(loans["last"][0]))
            dealings.things.belongings.fill(_named(state, "items."))
            self._today = dict(zip(_TODAY, state["today"].tolist(), strict=False))
        dealings.labour.restore()
        engine.employ(dealings)

    def welcome(self, context: StepContext, newcomer: Newcomer) -> list[TableBatch]:
        """Build the dealings anew around the town's new engine; what came about in this step is not written yet, and goes on."""
        old, engine = self._dealings, self._engine()
        self._dealings = fresh = open_dealings(engine.scenario, engine.workforce, self._ties)
        if old is not None and fresh is not None:
            fresh.go_on_from(old)
            engine.employ(fresh)
        return []

    def take_leave(self, context: StepContext, resident: int) -> list[TableBatch]:
        """Nothing: the town winds up her affairs itself."""
        return []

    def _load_present(self, store: Store, run: RunFacts, dealings: Dealings) -> None:
        counters = Numbers(read_head(run.run_id).counters)
        dealings.labour.employment.fill(store.read_run(EMPLOYMENT, run.run_id, KEPT))
        open_loans = Loan.objects.of(run.run_id).filter(ended_step=0).order_by("pk")
        rows = list(open_loans.values_list("pk", *(name for name in LOAN if name != "number")))
        table = np.array(rows, dtype=np.int64).reshape(len(rows), len(LOAN))
        table[:, 0] -= key_of(run.run_id, 0)
        dealings.lending.loans.fill({name: table[:, i] for i, name in enumerate(LOAN)}, counters.last(LOANS.name))
        dealings.things.belongings.fill(store.read_run(ITEMS, run.run_id, tuple(STACK)))
        day = TownDay.objects.numbered(run.run_id, counters.last(TOWN_DAYS.name)).values_list(*_TODAY).first()
        self._today = dict(zip(_TODAY, day, strict=True)) if day else {}

    def state(self) -> dict[str, NDArray[Any]]:
        if self._dealings is None:
            return {}
        kept = {
            "employment.": self._dealings.labour.employment.as_dict(),
            "loans.": self._dealings.lending.loans.as_dict(),
            "items.": self._dealings.things.belongings.as_dict(),
        }
        columns = {f"{prefix}{name}": values for prefix, rows in kept.items() for name, values in rows.items()}
        return columns | {"today": np.array(list(self._today.values()), dtype=np.int64)}

    def found(self, context: StepContext) -> list[TableBatch]:
        return []

    def step(self, context: StepContext) -> list[TableBatch]:
        if self._dealings is None or not context.is_grid:
            return []
        work, (lent, changed) = self._dealings.labour.employment.take(), self._dealings.lending.loans.take()
        batches = [self._work_rows(context, work)] if work else []
        if len(lent["number"]):
            batches.append(self._loan_rows(context, lent))
        if len(changed["number"]):
            batches.append(_changed_rows(context, changed))
        batches += self._item_rows(context)
        return batches + self._day_rows(context, work, lent, changed)

    def state_rows(self, run_id: int) -> list[TableBatch]:
        """Give all things, and what the copied rows of open loans and of the day must say."""
        if self._dealings is None:
            return []
        base, loans = key_of(run_id, 0), self._dealings.lending.loans
        belongings = self._dealings.things.belongings
        nothing = np.zeros(len(loans), dtype=np.int64)
        standing = dict.fromkeys(("ended_step", "ended_at", "outcome"), nothing) | {"repaid_cents": loans.repaid_cents}
        every = np.arange(1, belongings.last + 1)
        batches = [
            TableBatch.of(_OPEN, Mode.UPDATE, {"id": base + loans.number, **standing}),
            _stack_rows(base, every, belongings.rows(every), Mode.INSERT),
        ]
        if self._today:
            newest = TownDay.objects.of(run_id).order_by("-pk").values_list("pk", flat=True).first()
            batches.append(_one_row(TOWN_DAYS, Mode.UPDATE, {"id": newest or 0, **self._today}))
        return batches

    def check(self, store: Store, run: RunFacts) -> list[str]:
        """Compare what is kept in memory with the tables."""
        if self._dealings is None:
            return []
        loans, things = self._dealings.lending.loans, self._dealings.things.belongings
        kept = Loan.objects.of(run.run_id).filter(ended_step=0)
        faults = []
        if dict(kept.values_list("pk", "repaid_cents")) != dict(
            zip((key_of(run.run_id, 0) + loans.number).tolist(), loans.repaid_cents.tolist(), strict=True)
        ):
            faults.append("the open loans are not those of the table")
        stacks = dict(Item.objects.of(run.run_id).values_list("pk", "count"))
        if sum(stacks.values()) != int(things.count[: things.last + 1].sum()) or len(stacks) != things.last:
            faults.append("the things are not those of the table")
        return faults

    def _work_rows(self, context: StepContext, work: Mapping[str, Int]) -> TableBatch:
        numbers = context.numbers.take(EMPLOYMENT.name, len(work["resident"]))
        keys = key_of(context.run.run_id, 0) + numbers
        return TableBatch.of(EMPLOYMENT, Mode.INSERT, {"id": keys, "step": np.full_like(keys, context.step), **work})

    def _loan_rows(self, context: StepContext, lent: Mapping[str, Int]) -> TableBatch:
        numbers = context.numbers.take(LOANS.name, len(lent["number"]))
        if not np.array_equal(numbers, lent["number"]):
            raise RuntimeError(f"loan {lent['number'][0]} was given, but the run's next is {numbers[0]}")
        keys = key_of(context.run.run_id, 0) + numbers
        columns = {name: lent[name] for name in LOAN if name != "number"}
        columns |= dict.fromkeys(("ended_step", "ended_at", "outcome"), np.zeros_like(keys))
        return TableBatch.of(LOANS, Mode.INSERT, {"id": keys, "step": np.full_like(keys, context.step), **columns})

    def _item_rows(self, context: StepContext) -> list[TableBatch]:
        assert self._dealings is not None
        belongings, base = self._dealings.things.belongings, key_of(context.run.run_id, 0)
        made, changed = belongings.take_changed()
        context.numbers.take(ITEMS.name, len(made))
        return [
            _stack_rows(base, numbers, belongings.rows(numbers), mode)
            for numbers, mode in ((made, Mode.INSERT), (changed, Mode.UPDATE))
            if len(numbers)
        ]

    def _day_rows(
        self, context: StepContext, work: Mapping[str, Int], lent: Mapping[str, Int], changed: Mapping[str, Int]
    ) -> list[TableBatch]:
        """Add what happened to the figures of the day; a day begins with its first step."""
        assert self._dealings is not None
        midnight = context.until // DAY_S * DAY_S
        is_new = self._today.get("sim_time") != midnight
        if not (is_new or work or len(lent["number"]) or len(changed["number"])):
            return []
        if is_new:
            self._today = dict.fromkeys(_TODAY, 0) | {"sim_time": midnight}
            context.numbers.take(TOWN_DAYS.name, 1)
        self._count(work, lent)
        key = key_of(context.run.run_id, context.numbers.last(TOWN_DAYS.name))
        return [_one_row(TOWN_DAYS, Mode.INSERT if is_new else Mode.UPDATE, {"id": key, **self._today})]

    def _count(self, work: Mapping[str, Int], lent: Mapping[str, Int]) -> None:
        assert self._dealings is not None
        loans, today = self._dealings.lending.loans, self._today
        engine = self._engine()
        living = engine.around.persona.occupation[engine.residents.is_here]
        trades = np.bincount(living, minlength=len(Occupation))
        paid, lost = loans.take_flows()
        for cause, name in _COUNTED.items():
            if work:  # a student who has nowhere to go has lost no work
                is_work = work["occupation_before"] != Occupation.STUDENT
                today[name] += int(((work["cause"] == cause) & is_work).sum())
        today["labour"] = int(trades.sum() - trades[list(_NOT_IN_LABOUR)].sum())
        today["unemployed"] = int(trades[Occupation.UNEMPLOYED])
        today["open_loans"], today["owed_cents"] = len(loans), int(loans.rest_cents.sum())
        today["lent_cents"] += int(lent["amount_cents"].sum())
        today["repaid_cents"] += paid
        today["defaulted_cents"] += lost


def _changed_rows(context: StepContext, changed: Mapping[str, Int]) -> TableBatch:
    is_over = changed["outcome"] != Outcome.OPEN
    columns = {name: changed[name] for name in ("repaid_cents", "ended_at", "outcome")}
    columns |= {"id": key_of(context.run.run_id, 0) + changed["number"], "ended_step": is_over * context.step}
    return TableBatch.of(_OPEN, Mode.UPDATE, columns)


def _stack_rows(base: int, numbers: Int, stacks: Mapping[str, Int], mode: Mode) -> TableBatch:
    """Turn stacks into rows: what a thing is by itself is written out beside them."""
    articles = [CATALOGUE[Thing(thing)] for thing in stacks["thing"].tolist()]
    named = {
        "kind": np.array([article.kind for article in articles], dtype=np.int64),
        "weight_g": np.array([article.weight_g for article in articles], dtype=np.int64),
        "value_cents": np.array([article.value_cents for article in articles], dtype=np.int64),
        "properties": np.array([_properties(thing) for thing in stacks["thing"].tolist()], dtype=object),
    }
    return TableBatch.of(ITEMS, mode, {"id": base + numbers, **stacks, **named})


@cache
def _properties(thing: int) -> str:
    return json.dumps(CATALOGUE[Thing(thing)].properties, separators=(",", ":"))


def _one_row(table: Table, mode: Mode, values: Mapping[str, int]) -> TableBatch:
    return TableBatch.of(table, mode, {name: np.array([value]) for name, value in values.items()})


def _named(state: Mapping[str, NDArray[Any]], prefix: str) -> dict[str, NDArray[Any]]:
    return {name.removeprefix(prefix): values for name, values in state.items() if name.startswith(prefix)}
