"""The town as a Part of a run: loads the engine's columns, serves commands to bodies, steps, and returns rows."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, cast

import numpy as np
from numpy.typing import NDArray

from streams.kernel.arrays import distinct
from streams.kernel.columns import Mode, Table, TableBatch
from streams.kernel.ids import key_of, key_range
from streams.writer.part import Answer, Command, CommandKind, Part, RunFacts, StepContext
from streams.writer.store import Store
from world.building import PLACE_COMMANDS, Builder
from world.checks import check_money, check_seats
from world.commands import DEALING_COMMANDS, DIRECT
from world.contract import Decide, Int, Know
from world.control import MEASURE_COMMANDS, Control
from world.control.state import read_measures
from world.economy.books import Books
from world.economy.ledger import Balances
from world.engine.dealings import free_at
from world.engine.measures import NO_MEASURES
from world.engine.moving import joined, settle_in, widened
from world.engine.state import PlaceColumns, ResidentColumns
from world.engine.step import Changed, TownEngine
from world.engine.steplog import StepLog, chain_actors
from world.engine.together import Together
from world.founding import ACCOUNTS, Founding, book_rows, found_town
from world.loading import Fixed, build_engine, read_fixed, with_newcomer
from world.orders import Orders, Setting, serve
from world.people.edits import Edits
from world.population import Population
from world.rows import (
    HOME_CHANGES,
    LEDGER,
    MEASURES,
    MONEY_FLOWS,
    PATHS,
    PERSONA_CHANGES,
    PLACE_CHANGES,
    PLACE_HOURS,
    PLACE_STATES,
    PLACES,
    RESIDENT_STATES,
    RESIDENTS,
    TOWN_HOURS,
    by_number,
    fill_places,
    fill_residents,
    place_state_rows,
    resident_state_rows,
    town_hour_row,
)
from world.talks.talks import Talks

_OF_THE_MAP: Final = frozenset(kind.name for kind in PLACE_COMMANDS)
_DEALINGS: Final = frozenset(kind.name for kind in DEALING_COMMANDS)


class WorldPart(Part):
    """The town's share of a run. The mind is an argument."""

    name = "world"
    commands: Sequence[CommandKind] = (DIRECT, *DEALING_COMMANDS, *MEASURE_COMMANDS, *PLACE_COMMANDS)
    copied_tables: Sequence[Table] = (
        *(PLACES, PATHS, ACCOUNTS, RESIDENTS, MEASURES),
        *(PLACE_CHANGES, HOME_CHANGES, PERSONA_CHANGES),
    )

    def __init__(self, decide: Decide, know: Know | None = None, talks: Talks | None = None) -> None:
        """know, talks: what residents carry with them, and their talks; both None in a town without talk and phones."""
        self._decide = decide
        self._know = know
        self._talks = talks
        self._engine: TownEngine | None = None
        self._fixed: Fixed | None = None
        self._orders = Orders()
        self._books: Books | None = None
        self._dealt: list[int] = []
        self._control = Control()
        self._builder = Builder()
        self._edits = Edits()
        self._founding: Founding | None = None

    @property
    def engine(self) -> TownEngine:
        """The loaded engine. RuntimeError before `load`."""
        if self._engine is None:
            raise RuntimeError("the town is not loaded yet: call load() first")
        return self._engine

    @property
    def talks(self) -> Talks | None:
        """The talks of the town, None where nobody talks."""
        return self._talks

    def people(self) -> Population:
        """Whom this step founded the town with. RuntimeError in any other step."""
        if self._founding is None:
            raise RuntimeError("people are known in the run's first step only")
        return self._founding.people

    def load(self, store: Store, run: RunFacts, state: Mapping[str, NDArray[Any]] | None) -> None:
        builder = self._builder
        builder.load(store, run.run_id, run.scenario, state)
        run = replace(run, scenario=builder.register.scenario)
        static = {
            PLACES.name: builder.register.of_engine(),
            PATHS.name: builder.register.ways,
            RESIDENTS.name: store.read_run(RESIDENTS, run.run_id),
        }
        last = _last_resident(run, static[RESIDENTS.name], state)
        residents = ResidentColumns(last)
        places = PlaceColumns(len(static[PLACES.name]["id"]))
        self._fixed = fixed = read_fixed(run, static, last)
        for resident, home in builder.register.homes.items():
            if resident <= last:  # at a state from before she came she has none
                fixed.persona.home[resident] = home
        self._edits.load(store, run.run_id, state, fixed.persona)
        # what a million rows were made of is not kept beside the columns
        static.clear()
        if state is None:
            for part in store.read_parts(RESIDENT_STATES, *key_range(run.run_id)):
                fill_residents(residents, part, part["id"] - key_of(run.run_id, 0))
            residents.empty(np.flatnonzero(fixed.persona.age[1:] == 0) + 1)
            fill_places(places, store.read_run(PLACE_STATES, run.run_id))
        else:
            residents.fill(_part_of(state, "residents"))
            places.fill(_part_of(state, "places"))
        self._engine = build_engine(run, fixed, residents, places, self._decide, self._together(run))
        in_force = read_measures(store, run.run_id) if state is None else state.get("measures", NO_MEASURES)
        self._engine.circumstances.measures.fill(in_force)

    def state(self) -> dict[str, NDArray[Any]]:
        columns = self._founding or self.engine
        residents = {f"residents.{name}": values for name, values in columns.residents.as_dict().items()}
        measures = NO_MEASURES if self._founding else self.engine.circumstances.measures.rows
        every = self._builder.padded(columns.places.as_dict())
        places = {f"places.{name}": values for name, values in every.items()}
        changed = self._builder.register.state() | self._edits.state()
        return residents | places | {"measures": measures} | changed

    def found(self, context: StepContext) -> list[TableBatch]:
        self._founding = found_town(context)
        return self._founding.batches

    def apply(self, context: StepContext, command: Command) -> Answer:
        if command.kind in _OF_THE_MAP:
            return self._builder.apply(context, command, self.engine, self._record)
        if command.kind == DIRECT.name:
            return self._orders.take(context, command, lambda: self.engine, self._builder.register.is_gone)
        if command.kind in _DEALINGS:
            return self._deal(context, command)
        return self._control.apply(context, command, self.engine)

    def _deal(self, context: StepContext, command: Command) -> Answer:
        """Have residents deal in things or money, as somebody outside asks."""
        dealings = self.engine.dealings
        if dealings is None or dealings.ties is None:
            return Answer(reason="no_dealings")
        log, books = StepLog(), self._opened_books(context)
        free = free_at(self.engine.happenings.on(context.since, context.until), context.since)
        here = Setting(dealings=dealings, ties=dealings.ties(), free=free, moment=context.since, books=books, log=log)
        reason, made, changed = serve(command, here)
        if reason:
            return Answer(reason=reason)
        self._dealt += changed
        self._record(context, log)
        return Answer(result={"event": context.numbers.last("streams_event"), **made})

    def _opened_books(self, context: StepContext) -> Books:
        """Give the step's books: those of its commands, if there were any."""
        if self._books is None:
            self._books = Books(self._balances(), lambda count: context.numbers.take(LEDGER.name, count))
        return self._books

    def _balances(self) -> Balances:
        residents, places = self.engine.residents, self.engine.places
        return Balances(
            money=residents.money, resident_entry=residents.last_entry, till=places.till, place_entry=places.last_entry
        )

    def welcome(self, run: RunFacts, number: int, newcomer: Population, moment: int) -> None:
        """Let one more live in town, at the beginning of a step: the engine is built anew with her in it, as by a load.

        One pass over the columns. Who counts on an engine asks for it again; the Parts beside it are to be loaded anew.
        """
        old, fixed = self.engine, self._fixed
        assert fixed is not None, "an engine is there, so it was loaded"
        run = replace(run, scenario=old.scenario)  # places as they stand
        persona = joined(old.around.persona, newcomer.persona, number)
        wages = by_number(old.around.terms.wage_per_hour, np.arange(old.residents.count + 1), number)
        wages[number] = newcomer.wage_cents[0]
        self._fixed = fixed = with_newcomer(run, fixed, persona, wages)
        residents = widened(old.residents, number)
        settle_in(residents, persona, number, newcomer.skills, moment, run.seed)
        self._engine = build_engine(run, fixed, residents, old.places, self._decide, self._together(run))
        self._engine.circumstances.measures.go_on_from(old.circumstances.measures)
        if self._books is not None:
            self._books.balances = self._balances()  # purses stand in new columns now

    def is_gone(self, place: int) -> bool:
        """Whether a place was deleted."""
        return self._builder.register.is_gone(place)

    @property
    def gone(self) -> Int:
        """Numbers of the places that were deleted."""
        return np.flatnonzero(self._builder.register.rows["gone_at"]) + 1

    def change_persona(self, resident: int, values: Mapping[str, int], *, operator: int) -> None:
        """Change what somebody is like, by the names of `world.people.bodies.NUMBERS`; the run is to be loaded afresh then."""
        self._edits.change(self.engine.around.persona, resident, values, operator=operator)

    def rehouse(self, context: StepContext, resident: int, home: int) -> None:
        """Let somebody live elsewhere from now on; the run is to be loaded afresh then."""
        self._builder.rehouse(context, self.engine, resident, home)

    def _together(self, run: RunFacts) -> Together | None:
        if self._know is None or self._talks is None:
            return None
        return Together(self._know, self._talks, run.step_s)

    def step(self, context: StepContext) -> list[TableBatch]:
        if self._talks is not None:
            self._talks.clear()
        # an order alone is work too: what it changed must be written in the step that stamps it
        has_orders = bool(len(self._orders.residents) or self._dealt)
        is_idle = self._control.is_idle(self.engine) and self._builder.is_idle and self._edits.is_idle
        has_orders = has_orders or not is_idle
        if not context.is_grid or not (has_orders or self.engine.has_work(context.since, context.until)):
            self._books = None
            return []
        books, log = self._opened_books(context), StepLog()
        self._books = None
        self._control.pay(self.engine, books)
        changed = self.engine.step(since=context.since, until=context.until, books=books, log=log)
        self._record(context, log)
        return self._rows(context, changed, books)

    def _record(self, context: StepContext, log: StepLog) -> None:
        events = log.ordered()
        self._orders.note(events)
        if events:
            count = len(events["kind"])
            first = context.numbers.last("streams_event") + 1
            previous = chain_actors(events["actor"], first, self.engine.residents.last_event)
            context.record.append(count, **events, prev_id=previous)

    def _rows(self, context: StepContext, changed: Changed, books: Books) -> list[TableBatch]:
        run_id = context.run.run_id
        dealt = np.array(self._dealt, dtype=np.int64)  # residents by number, places by minus theirs
        told = (
            self._orders.residents,
            dealt[dealt > 0],
            self._control.struck,
            self._builder.struck,
        )
        rows = distinct(np.concatenate([changed.residents, *told]))
        self._orders, self._dealt = Orders(), []
        batches = [*self._control.rows(context, self.engine), *self._builder.rows(context, self.engine)]
        batches += self._edits.rows(context, self.engine.around.persona)
        batches += [self._hour_rows(context, hour) for hour in changed.hours]
        if len(rows):
            batches.append(resident_state_rows(run_id, self.engine.residents, rows, Mode.UPDATE))
        places = np.union1d(changed.places, -dealt[dealt < 0]) if len(dealt) else changed.places
        if len(places):
            batches.append(place_state_rows(run_id, self.engine.places, places, Mode.UPDATE))
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
        bodies = np.flatnonzero(self.engine.around.persona.age)
        return [
            resident_state_rows(run_id, residents, bodies, Mode.INSERT),
            place_state_rows(run_id, places, np.arange(1, places.count + 1), Mode.INSERT),
            *self._builder.state_rows(run_id, self.engine),
            *self._edits.state_rows(run_id, self.engine.around.persona),
        ]

    def check(self, store: Store, run: RunFacts) -> list[str]:
        return [*check_money(store, run.run_id, self.engine), *check_seats(self.engine)]


def _part_of(state: Mapping[str, NDArray[Any]], name: str) -> dict[str, NDArray[Any]]:
    """Take the columns of residents or places out of a state."""
    return {key.removeprefix(f"{name}."): values for key, values in state.items() if key.startswith(f"{name}.")}


def _last_resident(run: RunFacts, rows: Mapping[str, NDArray[Any]], state: Mapping[str, NDArray[Any]] | None) -> int:
    """Say the last resident's number: in a snapshot nobody has who came later, so their rows are taken out."""
    numbers = rows["account_id"] - key_of(run.run_id, 0)
    if state is None:
        return int(numbers[-1])
    last = len(state["residents.due"]) - 1
    for name in rows if int(numbers[-1]) > last else ():
        cast("dict[str, NDArray[Any]]", rows)[name] = rows[name][numbers <= last]
    return last
