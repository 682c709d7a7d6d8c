"""The town as a Part of a run: loads the engine's columns, serves commands to bodies, steps, and returns rows."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from streams.kernel.columns import Mode, Table, TableBatch
from streams.kernel.ids import key_of, key_range
from streams.writer.part import Answer, Command, CommandKind, Part, RunFacts, StepContext
from streams.writer.store import Store
from world.actions import by_name
from world.checks import check_money, check_seats
from world.commands import DIRECT, DirectBody
from world.contract import Decide, Int
from world.economy.books import Books
from world.economy.ledger import Balances
from world.engine.state import PlaceColumns, ResidentColumns
from world.engine.step import Changed, TownEngine
from world.engine.steplog import StepLog, chain_actors
from world.events import WorldEvent
from world.founding import ACCOUNTS, Founding, book_rows, found_town
from world.loading import build_engine, read_fixed
from world.population import Population
from world.rows import (
    LEDGER,
    MONEY_FLOWS,
    PATHS,
    PLACE_HOURS,
    PLACE_STATES,
    PLACES,
    RESIDENT_STATES,
    RESIDENTS,
    TOWN_HOURS,
    fill_places,
    fill_residents,
    place_state_rows,
    resident_state_rows,
    town_hour_row,
)

REFUSED_NO_RESIDENT: Final = "agent_not_found"
REFUSED_NO_PLACE: Final = "location_not_found"


class WorldPart(Part):
    """The town's share of a run. The mind is an argument."""

    name = "world"
    commands: Sequence[CommandKind] = (DIRECT,)
    copied_tables: Sequence[Table] = (PLACES, PATHS, ACCOUNTS, RESIDENTS)

    def __init__(self, decide: Decide) -> None:
        self._decide = decide
        self._engine: TownEngine | None = None
        self._told: list[int] = []
        self._founding: Founding | None = None

    @property
    def engine(self) -> TownEngine:
        """The loaded engine. RuntimeError before `load`."""
        if self._engine is None:
            raise RuntimeError("the town is not loaded yet: call load() first")
        return self._engine

    def people(self) -> Population:
        """Whom this step founded the town with. RuntimeError in any other step."""
        if self._founding is None:
            raise RuntimeError("people are known in the run's first step only")
        return self._founding.people

    def load(self, store: Store, run: RunFacts, state: Mapping[str, NDArray[Any]] | None) -> None:
        static = {table.name: store.read_run(table, run.run_id) for table in (PLACES, PATHS, RESIDENTS)}
        residents = ResidentColumns(len(static[RESIDENTS.name]["account_id"]))
        places = PlaceColumns(len(static[PLACES.name]["id"]))
        fixed = read_fixed(run, static)
        # what a million rows were made of is not kept beside the columns
        static.clear()
        if state is None:
            for part in store.read_parts(RESIDENT_STATES, *key_range(run.run_id)):
                fill_residents(residents, part, first=int(part["id"][0]) - key_of(run.run_id, 0))
            fill_places(places, store.read_run(PLACE_STATES, run.run_id))
        else:
            residents.fill(_part_of(state, "residents"))
            places.fill(_part_of(state, "places"))
        self._engine = build_engine(run, fixed, residents, places, self._decide)

    def state(self) -> dict[str, NDArray[Any]]:
        columns = self._founding or self.engine
        residents = {f"residents.{name}": values for name, values in columns.residents.as_dict().items()}
        return residents | {f"places.{name}": values for name, values in columns.places.as_dict().items()}

    def found(self, context: StepContext) -> list[TableBatch]:
        self._founding = found_town(context)
        return self._founding.batches

    def apply(self, context: StepContext, command: Command) -> Answer:
        body = DirectBody.model_validate(command.body)
        residents = self.engine.residents
        if body.resident > residents.count:
            return Answer(reason=REFUSED_NO_RESIDENT)
        if body.place > self.engine.places.count:
            return Answer(reason=REFUSED_NO_PLACE)
        action = by_name(body.action).number
        residents.told_action[body.resident] = action + 1
        residents.told_place[body.resident] = body.place
        # she stops what she does, but not half way: nobody is moved by an order
        moment = max(context.since + 1, int(residents.arrive[body.resident]))
        residents.due[body.resident] = min(int(residents.due[body.resident]), moment)
        previous = residents.last_event[body.resident]
        seqs = context.record.append(
            1,
            kind=WorldEvent.DIRECTED,
            sim_time=context.since,
            actor=body.resident,
            target=command.actor,
            place=body.place,
            action=action,
            prev_id=previous,
        )
        residents.last_event[body.resident] = seqs[0]
        self._told.append(body.resident)
        return Answer(result={"event": int(seqs[0])})

    def step(self, context: StepContext) -> list[TableBatch]:
        # an order alone is work too: what it changed must be written in the step that stamps it
        if not context.is_grid or not (self._told or self.engine.has_work(context.since, context.until)):
            return []
        residents, places = self.engine.residents, self.engine.places
        balances = Balances(
            money=residents.money, resident_entry=residents.last_entry, till=places.till, place_entry=places.last_entry
        )
        books = Books(balances, lambda count: context.numbers.take(LEDGER.name, count))
        log = StepLog()
        changed = self.engine.step(since=context.since, until=context.until, books=books, log=log)
        self._record(context, log)
        return self._rows(context, changed, books)

    def _record(self, context: StepContext, log: StepLog) -> None:
        events = log.ordered()
        if events:
            count = len(events["kind"])
            first = context.numbers.last("streams_event") + 1
            previous = chain_actors(events["actor"], first, self.engine.residents.last_event)
            context.record.append(count, **events, prev_id=previous)

    def _rows(self, context: StepContext, changed: Changed, books: Books) -> list[TableBatch]:
        run_id = context.run.run_id
        rows = np.union1d(changed.residents, np.array(self._told, dtype=np.int64))
        self._told.clear()
        batches = [self._hour_rows(context, hour) for hour in changed.hours]
        if len(rows):
            batches.append(resident_state_rows(run_id, self.engine.residents, rows, Mode.UPDATE))
        if len(changed.places):
            batches.append(place_state_rows(run_id, self.engine.places, changed.places, Mode.UPDATE))
        if not books.is_empty:
            batches.extend(book_rows(context, books))
        batches += [self._town_hour(context, hour) for hour in changed.hours]
        return batches

    def _town_hour(self, context: StepContext, hour: int) -> TableBatch:
        numbers = context.numbers
        return town_hour_row(
            key_of(context.run.run_id, int(numbers.take(TOWN_HOURS.name, 1)[0])),
            self.engine.residents,
            self.engine.places,
            self.engine.around.terms.daily_costs,
            sim_time=hour,
            last_flow=numbers.last(MONEY_FLOWS.name),
        )

    def _hour_rows(self, context: StepContext, hour: int) -> TableBatch:
        public: Int = np.flatnonzero(~self.engine.around.town.is_home[1:]) + 1
        numbers = context.numbers.take(PLACE_HOURS.name, len(public))
        return TableBatch.of(
            PLACE_HOURS,
            Mode.INSERT,
            {
                "id": key_of(context.run.run_id, 0) + numbers,
                "place": public,
                "sim_time": np.full(len(public), hour),
                "inside": self.engine.around.occupancy.inside[public],
                "heat": self.engine.places.heat[public],
            },
        )

    def state_rows(self, run_id: int) -> list[TableBatch]:
        residents, places = self.engine.residents, self.engine.places
        return [
            resident_state_rows(run_id, residents, np.arange(1, residents.count + 1), Mode.INSERT),
            place_state_rows(run_id, places, np.arange(1, places.count + 1), Mode.INSERT),
        ]

    def check(self, store: Store, run: RunFacts) -> list[str]:
        return [*check_money(store, run.run_id, self.engine), *check_seats(self.engine)]


def _part_of(state: Mapping[str, NDArray[Any]], name: str) -> dict[str, NDArray[Any]]:
    """Take the columns of residents or places out of a state."""
    return {key.removeprefix(f"{name}."): values for key, values in state.items() if key.startswith(f"{name}.")}
