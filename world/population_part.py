"""Who comes to live in town and who leaves it, as a Part of a run; it comes before the town in a step.

At midnight the days are counted that residents are in debt or unhappy, and a newcomer moves in if there is work or room
for one. Who has had enough leaves with the first step in which she is in no talk. All of it happens at the beginning of a
step, when nobody is half way through anything; the rest of the step finds the town as it is then.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, Protocol

import numpy as np
from numpy.typing import NDArray

from streams.kernel.columns import Mode, Table, TableBatch
from streams.kernel.ids import key_of
from streams.kernel.simtime import DAY_S
from streams.models import AccountKind
from streams.network.rows import ACCOUNTS
from streams.network.state import Network
from streams.writer.part import Answer, Command, CommandKind, Part, RunFacts, StepContext
from streams.writer.record import Numbers
from streams.writer.runs import read_head
from streams.writer.store import Store
from streams.writer.tables import table_of
from world.commands import BALANCE, BalanceBody
from world.contract import Int
from world.economy.books import Books
from world.economy.ledger import Account as Named
from world.economy.ledger import Balances, Category, transfers
from world.engine.arrivals import Newcomer, newcomer_for, vacancy
from world.engine.effects import evaluate_needs
from world.engine.moving import depart
from world.engine.register import Register
from world.engine.step import TownEngine
from world.engine.steplog import StepLog, chain_actors
from world.events import WorldEvent
from world.founding import account_row, book_rows
from world.models import BalanceSwitch, Hardship, Move, MoveKind, MoveReason
from world.part import WorldPart
from world.rows import LEDGER, RESIDENTS, place_state_rows, resident_rows, resident_state_rows
from world.scenario import PopulationSpec
from world.scenario.tables import TownTables

MOVES: Final = table_of(Move)
HARDSHIPS: Final = table_of(Hardship)
SWITCHES: Final = table_of(BalanceSwitch)
REFUSED_DISTRICTS: Final = "balance_needs_one_district"
REFUSED_NO_DEALINGS: Final = "balance_needs_dealings"
REFUSED_SAME: Final = "balance_is_so_already"
_POINT: Final = 100
"""Hundredths of a point of a need."""


class Neighbour(Protocol):
    """What else of a run has to know that somebody comes or leaves."""

    def welcome(self, context: StepContext, newcomer: Newcomer) -> list[TableBatch]:
        """Make room for somebody new, who is in town already."""

    def take_leave(self, context: StepContext, resident: int) -> list[TableBatch]:
        """Let go of somebody who is in town no more."""


class PopulationPart(Part):
    """The share of a run that is coming and going. Where it was never switched on nothing is kept."""

    name = "population"
    commands: Sequence[CommandKind] = (BALANCE,)
    copied_tables: Sequence[Table] = (MOVES, SWITCHES)

    def __init__(
        self,
        world: Callable[[], WorldPart],
        neighbours: Callable[[], Sequence[Neighbour]],
        network: Callable[[StepContext], Network] | None = None,
    ) -> None:
        """neighbours: in the order in which they are told.   network: None in a run without one."""
        self._world = world
        self._neighbours = neighbours
        self._network = network
        self._register: Register | None = None
        self._leaving: list[int] | None = None  # None = to be looked for
        self._switched: list[tuple[bool, int]] = []

    @property
    def _engine(self) -> TownEngine:
        return self._world().engine

    def load(self, store: Store, run: RunFacts, state: Mapping[str, NDArray[Any]] | None) -> None:
        self._leaving, self._switched = None, []
        self._town = _tables(run.scenario)
        self._register = self._present(store, run) if state is None else _registered(state)

    def _present(self, store: Store, run: RunFacts) -> Register | None:
        switches = store.read_run(SWITCHES, run.run_id, ("is_on",))["is_on"]
        is_enabled = self._balance.enabled
        if not (is_enabled or len(switches)):
            return None
        last = Numbers(read_head(run.run_id).counters).last(RESIDENTS.name)
        register = Register(last, is_on=bool(switches[-1]) if len(switches) else is_enabled)
        moves = store.read_run(MOVES, run.run_id, ("resident", "sim_time", "kind"))
        came = moves["kind"] == MoveKind.CAME
        register.came_at[moves["resident"][came]] = moves["sim_time"][came]
        rows = store.read_run(HARDSHIPS, run.run_id)
        numbers = rows["id"] - key_of(run.run_id, 0)
        register.has_row[numbers] = 1
        for name in register.cells(numbers):
            getattr(register, name)[numbers] = rows[name]
        return register

    @property
    def _balance(self) -> Any:
        return self._town.population.balance

    def state(self) -> dict[str, NDArray[Any]]:
        register = self._register
        return {} if register is None else {**register.as_dict(), "is_on": np.array([register.is_on], dtype=np.int64)}

    def found(self, context: StepContext) -> list[TableBatch]:
        people = PopulationSpec.model_validate(context.run.scenario["population"])
        if people.balance.enabled:
            self._register = Register(people.count, is_on=True)
        return []

    def apply(self, context: StepContext, command: Command) -> Answer:
        is_on = BalanceBody.model_validate(command.body).is_on
        if is_on and self._engine.around.town.district_count > 1:
            return Answer(reason=REFUSED_DISTRICTS)
        if is_on and self._engine.dealings is None:
            return Answer(reason=REFUSED_NO_DEALINGS)
        if is_on == (self._register is not None and self._register.is_on):
            return Answer(reason=REFUSED_SAME)
        if self._register is None:
            self._register = Register(self._engine.residents.count, is_on=is_on)
        self._register.is_on, self._leaving = is_on, None
        self._switched.append((is_on, command.actor))
        seqs = context.record.append(
            1, kind=WorldEvent.BALANCE_CHANGED, sim_time=context.since, target=command.actor, amount=int(is_on)
        )
        return Answer(result={"event": int(seqs[0])})

    def step(self, context: StepContext) -> list[TableBatch]:
        batches = [self._switch_row(context, *switch) for switch in self._switched]
        self._switched = []
        register = self._register
        if register is None or not register.is_on or not context.is_grid:
            return batches
        came: Newcomer | None = None
        if context.since % DAY_S < context.run.step_s and context.since > context.run.start_sim_time:
            batches += self._midnight(context, register)
            came = self._newcomer(context, register)
        if self._leaving is None:
            self._leaving = self._fed_up(register)
        gone = [one for one in self._leaving if not self._is_talking(one)]
        if came is None and not gone:
            return batches
        return batches + self._move(context, register, came, gone)

    def state_rows(self, run_id: int) -> list[TableBatch]:
        if self._register is None:
            return []
        return [_hardship_rows(run_id, self._register, np.flatnonzero(self._register.has_row), Mode.INSERT)]

    def check(self, store: Store, run: RunFacts) -> list[str]:
        """Compare who lives in town with the moves, and the days counted with their rows."""
        if self._register is None:
            return []
        kept, faults = self._present(store, run), []
        if kept is None or any(not np.array_equal(kept.as_dict()[n], v) for n, v in self._register.as_dict().items()):
            faults.append("the days counted of residents, or when they came, are not those of the tables")
        moves = store.read_run(MOVES, run.run_id, ("resident", "kind"))
        gone = np.flatnonzero((self._engine.around.persona.age > 0) & ~self._engine.residents.is_here)
        if set(gone.tolist()) != set(moves["resident"][moves["kind"] == MoveKind.LEFT].tolist()):
            faults.append("those who moved away are not those who are gone")
        return faults

    def _midnight(self, context: StepContext, register: Register) -> list[TableBatch]:
        """Count the day for everybody who lives in town."""
        engine, moment = self._engine, context.since
        here = np.flatnonzero(engine.residents.is_here)
        needs = evaluate_needs(engine.residents, engine.around.persona, here, np.full(len(here), moment))
        mean = needs.astype(np.int64).sum(axis=1) // needs.shape[1]
        new, changed = register.count_days(
            here, in_debt=engine.residents.money[here] < 0, unhappy=mean < self._balance.unhappy_below * _POINT
        )
        self._leaving = None
        run_id = context.run.run_id
        rows = ((new, Mode.INSERT), (changed, Mode.UPDATE))
        return [_hardship_rows(run_id, register, numbers, mode) for numbers, mode in rows if len(numbers)]

    def _fed_up(self, register: Register) -> list[int]:
        """List who has been in debt or unhappy for too long and still lives here."""
        balance, is_here = self._balance, self._engine.residents.is_here
        is_over = (register.debt_days > balance.debt_days) | (register.unhappy_days > balance.unhappy_days)
        return np.flatnonzero(is_over & is_here).tolist()

    def _is_talking(self, resident: int) -> bool:
        talks = self._world().talks
        return talks is not None and int(talks.talk_of[resident]) > 0

    def _newcomer(self, context: StepContext, register: Register) -> Newcomer | None:
        """Let somebody join the town's people, if it is time, there is room, and something to come for."""
        engine, moment, run = self._engine, context.since, context.run
        living = int(engine.residents.is_here.sum())
        last = max(int(register.came_at.max()), run.start_sim_time)
        if living >= self._balance.ceiling or moment - last < self._balance.cooldown_days * DAY_S:
            return None
        number = context.numbers.last(ACCOUNTS.name) + 1
        is_small = living < self._town.population.count
        town = _tables(engine.scenario)  # places as they stand
        found = vacancy(engine, town, seed=run.seed, number=number, is_small=is_small)
        if found is None:
            return None
        newcomer = newcomer_for(found, town, seed=run.seed, number=number, moment=moment)
        context.numbers.take(RESIDENTS.name, number - context.numbers.last(RESIDENTS.name))
        return newcomer

    def _move(
        self, context: StepContext, register: Register, came: Newcomer | None, gone: list[int]
    ) -> list[TableBatch]:
        """Let one come and some go, in this order; return the rows."""
        run_id, moment, log = context.run.run_id, context.since, StepLog()
        batches = [] if came is None else self._welcome(context, register, came)
        residents, places = self._engine.residents, self._engine.places
        balances = Balances(
            money=residents.money, resident_entry=residents.last_entry, till=places.till, place_entry=places.last_entry
        )
        books = Books(balances, lambda count: context.numbers.take(LEDGER.name, count))
        if came is not None:
            _endow(came, books)
            log.add(1, kind=WorldEvent.AGENT_CREATED, sim_time=moment, actor=came.number, place=_home_of(came))
        touched: list[Int] = [np.zeros(0, dtype=np.int64)]
        emptied = []
        for resident in gone:
            left = depart(self._engine, resident, moment, books, log)
            touched.append(left.residents)
            emptied.append(left.place)
            reason, days = self._why(register, resident), self._days_lived(context, register, resident)
            cells = {"reason": reason, "amount": days, "place": left.home, "action": self._trade(resident)}
            log.add(1, kind=WorldEvent.AGENT_DEPARTED, sim_time=moment, actor=resident, **cells)
            move = {"reason": reason, "days_lived": days, "place": left.home, "workplace": left.workplace}
            batches.append(self._move_row(context, resident, MoveKind.LEFT, **move))
            batches += [batch for one in self._neighbours() for batch in one.take_leave(context, resident)]
        self._leaving = None
        self._tell(context, log)
        rows, where = np.unique(np.concatenate(touched)), np.unique(np.array(emptied, dtype=np.int64))
        batches += [resident_state_rows(run_id, residents, rows, Mode.UPDATE)] if len(rows) else []
        batches += [place_state_rows(run_id, places, where, Mode.UPDATE)] if len(where) else []
        if came is not None:
            home = np.array([_home_of(came)])
            batches.append(resident_state_rows(run_id, residents, np.array([came.number]), Mode.INSERT))
            batches.append(place_state_rows(run_id, places, home, Mode.UPDATE))
        return batches if books.is_empty else [*batches, *book_rows(context, books)]

    def _welcome(self, context: StepContext, register: Register, came: Newcomer) -> list[TableBatch]:
        """Open an account for somebody, and make room for her everywhere."""
        run, person, number = context.run, came.person, came.number
        batches: list[TableBatch] = []
        if self._network is None:
            context.numbers.take(ACCOUNTS.name, 1)
            batches.append(account_row(run, number, f"{person.handles[0]}-{number}", person.names[0]))
        else:
            opened, _ = self._network(context).join(
                person.handles[0], person.names[0], at=came.moment, kind=AccountKind.AGENT
            )
            if opened != number:
                raise RuntimeError(f"resident {number} was given account {opened}")
        self._world().welcome(run, number, person, came.moment)
        register.widen(number)
        register.came_at[number] = came.moment
        batches.append(resident_rows(run.run_id, person.persona, person.wage_cents, first=number))
        reason = MoveReason.WORK if came.has_work else MoveReason.ROOM
        place, work = _home_of(came), int(person.persona.workplace[0])
        batches += [batch for one in self._neighbours() for batch in one.welcome(context, came)]
        move = {"reason": reason, "days_lived": 0, "place": place, "workplace": work}
        return [*batches, self._move_row(context, number, MoveKind.CAME, **move)]

    def _tell(self, context: StepContext, log: StepLog) -> None:
        events = log.ordered()
        first = context.numbers.last("streams_event") + 1
        previous = chain_actors(events["actor"], first, self._engine.residents.last_event)
        context.record.append(len(events["kind"]), **events, prev_id=previous)

    def _why(self, register: Register, resident: int) -> int:
        is_debt = register.debt_days[resident] > self._balance.debt_days
        return int(MoveReason.DEBT if is_debt else MoveReason.UNHAPPY)

    def _days_lived(self, context: StepContext, register: Register, resident: int) -> int:
        since = int(register.came_at[resident]) or context.run.start_sim_time
        return (context.since - since) // DAY_S

    def _trade(self, resident: int) -> int:
        return int(self._engine.around.persona.occupation[resident])

    def _move_row(self, context: StepContext, resident: int, kind: MoveKind, **cells: int) -> TableBatch:
        values = {
            "id": key_of(context.run.run_id, int(context.numbers.take(MOVES.name, 1)[0])),
            "step": context.step,
            "sim_time": context.since,
            "resident": resident,
            "kind": int(kind),
            "occupation": self._trade(resident),
            **cells,
        }
        return TableBatch.of(MOVES, Mode.INSERT, {name: np.array([value]) for name, value in values.items()})

    def _switch_row(self, context: StepContext, is_on: bool, operator: int) -> TableBatch:
        values = {
            "id": key_of(context.run.run_id, int(context.numbers.take(SWITCHES.name, 1)[0])),
            "step": context.step,
            "sim_time": context.since,
            "is_on": is_on,
            "operator": operator,
        }
        return TableBatch.of(SWITCHES, Mode.INSERT, {name: np.array([value]) for name, value in values.items()})


def _registered(state: Mapping[str, NDArray[Any]]) -> Register | None:
    """Take a register out of a snapshot; None if it keeps none."""
    if "is_on" not in state:
        return None
    register = Register(len(state["came_at"]) - 1, is_on=bool(state["is_on"][0]))
    register.fill(state)
    return register


def _hardship_rows(run_id: int, register: Register, numbers: Int, mode: Mode) -> TableBatch:
    return TableBatch.of(HARDSHIPS, mode, {"id": key_of(run_id, 0) + numbers, **register.cells(numbers)})


def _endow(came: Newcomer, books: Books) -> None:
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


def _home_of(came: Newcomer) -> int:
    return int(came.person.persona.home[0])


def _tables(scenario: Mapping[str, Any]) -> TownTables:
    """Read the town's tables from a scenario that was checked when the run was founded."""
    return TownTables.model_validate({name: scenario[name] for name in TownTables.model_fields if name in scenario})
