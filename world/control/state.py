"""Measures as the town's Part keeps them: applied, paid, ended, and written."""

from typing import Any, Final

import numpy as np

from streams.kernel.columns import Array, Mode, TableBatch
from streams.kernel.ids import key_of
from streams.kernel.text import canonical_json
from streams.writer.part import Answer, Command, StepContext
from streams.writer.store import Store
from world.contract import Int
from world.control.bodies import END_MEASURE, EndBody
from world.control.drafts import Draft, draft_of
from world.control.stopping import strike
from world.economy.books import Books
from world.economy.ledger import Account, Category, transfers
from world.engine.conditions import log_end
from world.engine.measures import Column, Measure, MeasureKind
from world.engine.step import TownEngine
from world.engine.steplog import StepLog
from world.events import WorldEvent
from world.rows import MEASURES, texts

REFUSED_NOT_IN_FORCE: Final = "not_in_force"


class Control:
    """What the commands of a step do to the measures of a run."""

    def __init__(self) -> None:
        self._begun: list[tuple[Measure, str, int]] = []  # with its words and who set it
        self.struck: Int = np.zeros(0, dtype=np.int64)
        """Numbers of the residents whom this step's commands changed."""

    def is_idle(self, engine: TownEngine) -> bool:
        """Whether nothing waits to be written."""
        return not (self._begun or len(self.struck) or engine.circumstances.measures.has_ended)

    def apply(self, context: StepContext, command: Command, engine: TownEngine) -> Answer:
        """Serve a command."""
        if command.kind == END_MEASURE.name:
            return self._end(context, command, engine)
        draft = draft_of(command.kind, command.body, engine)
        if isinstance(draft, str):
            return Answer(reason=draft)
        return self._begin(context, command, engine, draft)

    def _begin(self, context: StepContext, command: Command, engine: TownEngine, draft: Draft) -> Answer:
        measure = draft.begun(context.numbers.next(MEASURES.name), context.since)
        measures = engine.circumstances.measures
        before = measures.all
        if draft.seconds:
            measures.add(measure)
        seq = _record_begin(context, measure, draft.text, command.actor)
        self._begun.append((measure, draft.text, command.actor))
        self.struck = np.union1d(self.struck, strike(engine, measure))
        _record_weather(context, engine, before, measure)
        return Answer(result={"event": seq, "measure": measure.number})

    def _end(self, context: StepContext, command: Command, engine: TownEngine) -> Answer:
        measures = engine.circumstances.measures
        before, measure = measures.all, measures.find(EndBody.model_validate(command.body).number)
        if measure is None:
            return Answer(reason=REFUSED_NOT_IN_FORCE)
        measures.remove(measure.number)
        log = StepLog()
        log_end(measure, context.since, log, operator=command.actor)
        seq = _append(context, log)
        _record_weather(context, engine, before, measure)
        return Answer(result={"event": seq, "measure": measure.number})

    def pay(self, engine: TownEngine, books: Books) -> None:
        """Pay out, or collect, what this step's commands said; nobody is made to owe the town."""
        for measure, _text, _operator in self._begun:
            if measure.kind == MeasureKind.MONEY:
                rows = _people_of(engine, measure)
                books.carry_out(_payments(engine, measure, rows))
                self.struck = np.union1d(self.struck, rows)

    def rows(self, context: StepContext, engine: TownEngine) -> list[TableBatch]:
        """Write what began and what ended."""
        run_id, begun = context.run.run_id, self._begun
        ended = engine.circumstances.measures.take_ended()
        over = {measure.number for measure, _text, _operator in begun if measure.ends == measure.starts}
        batches = []
        if begun:
            batches.append(_begun_rows(context, begun, over.union(ended)))
        earlier = sorted(set(ended) - {measure.number for measure, _text, _operator in begun})
        if earlier:
            keys = key_of(run_id, 0) + np.array(earlier, dtype=np.int64)
            steps = np.full(len(earlier), context.step)
            batches.append(TableBatch.of(MEASURES.only("ended_step"), Mode.UPDATE, {"id": keys, "ended_step": steps}))
        self._begun, self.struck = [], np.zeros(0, dtype=np.int64)
        return batches


def read_measures(store: Store, run_id: int) -> Int:
    """Read what is in force now as rows in order of number."""
    rows = store.read_run(MEASURES, run_id)
    stands = rows["ended_step"] == 0
    names = ("kind", "district", "place", "amount", "other", "starts", "ends")
    columns = [rows["id"] - key_of(run_id, 0), *(rows[name] for name in names)]
    return np.stack([column[stands].astype(np.int64) for column in columns], axis=1)


def _begun_rows(context: StepContext, begun: list[tuple[Measure, str, int]], over: set[int]) -> TableBatch:
    table = np.stack([measure.row() for measure, _text, _operator in begun])
    columns: dict[str, Array] = {
        "id": key_of(context.run.run_id, 0) + table[:, Column.NUMBER],
        "step": np.full(len(begun), context.step),
        "ended_step": np.array([context.step if measure.number in over else 0 for measure, _t, _o in begun]),
        "operator": np.array([operator for _measure, _text, operator in begun]),
        "text": texts([text for _measure, text, _operator in begun]),
    }
    columns |= {column.name.lower(): table[:, column] for column in Column if column != Column.NUMBER}
    return TableBatch.of(MEASURES, Mode.INSERT, columns)


def _record_begin(context: StepContext, measure: Measure, text: str, operator: int) -> int:
    said: dict[str, Any] = {"text": text}
    if measure.kind == MeasureKind.BROADCAST:
        said["remember"] = bool(measure.other)
    seqs = context.record.append(
        1,
        kind=WorldEvent.MEASURE_BEGAN,
        sim_time=measure.starts,
        target=operator,
        place=measure.place,
        object=measure.number,
        action=measure.kind,
        next_place=measure.district,
        amount=measure.amount,
        due=measure.ends,
        payload=canonical_json(said),
    )
    return int(seqs[0])


def _record_weather(context: StepContext, engine: TownEngine, before: tuple[Measure, ...], measure: Measure) -> None:
    """Note that the weather changes with what was just set or ended."""
    if measure.kind == MeasureKind.WEATHER:
        log, circumstances = StepLog(), engine.circumstances
        circumstances.outside.log_change(context.since, before, circumstances.measures.all, log)
        _append(context, log)


def _append(context: StepContext, log: StepLog) -> int:
    """Put what was noted into the record; return the last seq, 0 if it was nothing."""
    events = log.ordered()
    return int(context.record.append(len(events["kind"]), **events)[-1]) if events else 0


def _people_of(engine: TownEngine, measure: Measure) -> Int:
    here = np.flatnonzero(engine.residents.is_here)
    if not measure.district:
        return here
    return here[engine.around.town.district_of(engine.around.persona.home[here]) == measure.district - 1]


def _payments(engine: TownEngine, measure: Measure, rows: Int) -> Any:
    is_grant = measure.amount > 0
    money = np.maximum(engine.residents.money[rows], 0)
    amount = np.full(len(rows), measure.amount) if is_grant else np.minimum(money, -measure.amount)
    return transfers(
        len(rows),
        payer=Account.TREASURY if is_grant else rows,
        payee=rows if is_grant else Account.TREASURY,
        amount_cents=amount,
        category=Category.GRANT if is_grant else Category.LEVY,
        sim_time=measure.starts,
    )
