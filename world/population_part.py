"""Who comes to live in town and who leaves it, as a Part of a run; it comes before the town in a step.

At midnight the days are counted that residents are in debt or unhappy, and a newcomer moves in if there is work or room
for one. Who has had enough, or is sent away, leaves with the first step in which she is in no talk. All of it happens at the
beginning of a step, when nobody is half way through anything; the rest of the step finds the town as it is then. Whom an
operator invites comes with the command, in the order of the inbox, so each receipt knows of those before it.
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
from world.commands import BALANCE, BalanceBody
from world.contract import Int
from world.economy.books import Books
from world.economy.ledger import Balances
from world.engine.arrivals import Newcomer
from world.engine.moving import depart
from world.engine.register import Register
from world.engine.step import TownEngine
from world.engine.steplog import StepLog, chain_actors
from world.engine.told import LEAVING
from world.events import WorldEvent
from world.founding import account_row, book_rows
from world.models import MoveKind, MoveReason
from world.part import WorldPart
from world.people import ADD_AGENT, EDIT_AGENT, PEOPLE_COMMANDS, REMOVE_AGENT, AddBody, EditBody, RemoveBody
from world.people.balancing import count_midnight, fed_up, next_newcomer, register_of, tables_of
from world.people.bodies import WORDS
from world.people.changing import Describe, changes_of, take_up
from world.people.making import PEOPLE_MAX, Site, newcomer_of
from world.people.moves import (
    HARDSHIPS,
    MOVES,
    REMOVALS,
    SWITCHES,
    endow,
    hardship_rows,
    home_of,
    move_row,
    removal_row,
    switch_row,
)
from world.people.sending import note, send_away, why_not_her
from world.rows import LEDGER, RESIDENTS, place_state_rows, resident_rows, resident_state_rows
from world.scenario import PopulationSpec

REFUSED_DISTRICTS: Final = "balance_needs_one_district"
REFUSED_NO_DEALINGS: Final = "balance_needs_dealings"
REFUSED_SAME: Final = "balance_is_so_already"


class Neighbour(Protocol):
    """What else of a run has to know that somebody comes or leaves."""

    def welcome(self, context: StepContext, newcomer: Newcomer) -> list[TableBatch]:
        """Make room for somebody new, who is in town already."""

    def take_leave(self, context: StepContext, resident: int) -> list[TableBatch]:
        """Let go of somebody who is in town no more."""


class PopulationPart(Part):
    """The share of a run that is coming and going. Where it was never switched on nothing is kept."""

    name = "population"
    commands: Sequence[CommandKind] = (BALANCE, *PEOPLE_COMMANDS)
    copied_tables: Sequence[Table] = (MOVES, SWITCHES, REMOVALS)

    def __init__(
        self,
        world: Callable[[], WorldPart],
        neighbours: Callable[[], Sequence[Neighbour]],
        describe: Describe,
        network: Callable[[StepContext], Network] | None = None,
    ) -> None:
        """neighbours: in the order in which they are told.   network: None in a run without one."""
        self._world = world
        self._neighbours = neighbours
        self._network = network
        self._register: Register | None = None
        self._leaving: list[int] | None = None  # None = to be looked for
        self._sent: list[int] | None = None  # who was sent away and is still here; None = to be looked for
        self._describe = describe
        self._begin()

    def _begin(self) -> None:
        """Have nothing wait to be written."""
        self._batches: list[TableBatch] = []
        self._came: list[Newcomer] = []
        self._told: list[int] = []

    @property
    def _engine(self) -> TownEngine:
        return self._world().engine

    def load(self, store: Store, run: RunFacts, state: Mapping[str, NDArray[Any]] | None) -> None:
        self._leaving, self._sent = None, None
        self._begin()
        self._town = tables_of(run.scenario)
        self._register = self._present(store, run) if state is None else register_of(state)

    def _present(self, store: Store, run: RunFacts) -> Register | None:
        switches = store.read_run(SWITCHES, run.run_id, ("is_on",))["is_on"]
        is_enabled = self._balance.enabled
        moves = store.read_run(MOVES, run.run_id, ("resident", "sim_time", "kind"))
        if not (is_enabled or len(switches) or len(moves["kind"])):
            return None
        last = Numbers(read_head(run.run_id).counters).last(RESIDENTS.name)
        register = Register(last, is_on=bool(switches[-1]) if len(switches) else is_enabled)
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
        serve = {ADD_AGENT.name: self._add, EDIT_AGENT.name: self._edit, REMOVE_AGENT.name: self._remove}
        return serve.get(command.kind, self._switch)(context, command)

    def _switch(self, context: StepContext, command: Command) -> Answer:
        is_on = BalanceBody.model_validate(command.body).is_on
        if is_on and self._engine.around.town.district_count > 1:
            return Answer(reason=REFUSED_DISTRICTS)
        if is_on and self._engine.dealings is None:
            return Answer(reason=REFUSED_NO_DEALINGS)
        if is_on == (self._register is not None and self._register.is_on):
            return Answer(reason=REFUSED_SAME)
        register = self._opened_register()
        register.is_on, self._leaving = is_on, None
        self._batches.append(switch_row(context, is_on, command.actor))
        seqs = context.record.append(
            1, kind=WorldEvent.BALANCE_CHANGED, sim_time=context.since, target=command.actor, amount=int(is_on)
        )
        return Answer(result={"event": int(seqs[0])})

    def _opened_register(self) -> Register:
        """Begin to keep who comes and leaves, where nobody ever did."""
        if self._register is None:
            self._register = Register(self._engine.residents.count, is_on=False)
        return self._register

    def _add(self, context: StepContext, command: Command) -> Answer:
        """Let somebody move in at once."""
        engine = self._engine
        if engine.around.town.district_count > 1:
            return Answer(reason="people_of_districts")
        if int(engine.residents.is_here.sum()) >= PEOPLE_MAX:
            return Answer(reason="town_is_full")
        site = Site(engine=engine, town=tables_of(engine.scenario), gone=self._world().gone, seed=context.run.seed)
        number = context.numbers.last(ACCOUNTS.name) + 1
        came = newcomer_of(AddBody.model_validate(command.body), site, number=number, moment=context.since)
        if isinstance(came, str):
            return Answer(reason=came)
        context.numbers.take(RESIDENTS.name, number - context.numbers.last(RESIDENTS.name))
        self._batches += self._welcome(context, self._opened_register(), came, MoveReason.INVITED)
        books, log = self._books(context), StepLog()
        endow(came, books)
        cells = {"target": command.actor, "reason": MoveReason.INVITED, "place": home_of(came)}
        log.add(1, kind=WorldEvent.AGENT_CREATED, sim_time=context.since, actor=number, **cells)
        self._tell(context, log)
        self._batches += [] if books.is_empty else book_rows(context, books)
        self._came.append(came)
        return Answer(result={"event": context.numbers.last("streams_event"), "agent": number})

    def _edit(self, context: StepContext, command: Command) -> Answer:
        """Change somebody; what rules reckon with makes the run load afresh before the next step."""
        body, engine, world = EditBody.model_validate(command.body), self._engine, self._world()
        if reason := why_not_her(engine.residents, body.resident):
            return Answer(reason=reason)
        changes = changes_of(body, engine, world.gone)
        words = self._describe(context, body.resident, body.words) if body.words else []
        if isinstance(changes, str) or isinstance(words, str):
            return Answer(reason=str(changes if isinstance(changes, str) else words))
        self._batches += words
        log = StepLog()
        if changes.numbers:
            world.change_persona(body.resident, changes.numbers, operator=command.actor)
        if changes.home:
            world.rehouse(context, body.resident, changes.home)
        if changes.terms:
            take_up(engine, body.resident, changes.terms, context.since, log)
            self._tell(context, log)
        said = body.model_dump(mode="json", exclude={"resident", *WORDS}, exclude_none=True)
        seq = self._note(context, WorldEvent.AGENT_CHANGED, command, said | {"words": sorted(body.words)})
        return Answer(result={"event": seq, "agent": body.resident}, reloads=changes.reaches_the_town)

    def _remove(self, context: StepContext, command: Command) -> Answer:
        """Send somebody away: she stops what she does, and is gone as soon as she is in no talk."""
        body, residents = RemoveBody.model_validate(command.body), self._engine.residents
        if self._engine.around.town.district_count > 1:
            return Answer(reason="people_of_districts")
        if reason := send_away(residents, body.resident, context.since):
            return Answer(reason=reason)
        self._sent, who = None, body.resident
        seq = self._note(context, WorldEvent.AGENT_REMOVED, command, {"text": body.reason})
        self._batches.append(removal_row(context, who, command.actor, body.reason))
        return Answer(settled=lambda: {"event": seq, "agent": who, "has_left": not self._engine.residents.place[who]})

    def _note(self, context: StepContext, kind: WorldEvent, command: Command, said: Mapping[str, Any]) -> int:
        """Put into the record what an operator does with somebody, and who does it."""
        self._told.append(int(command.body["resident"]))
        return note(context, self._engine.residents, kind, command, said)

    def step(self, context: StepContext) -> list[TableBatch]:
        batches = self._take_batches(context)
        if not context.is_grid:
            return batches
        register, came, gone = self._register, None, list[int]()
        if register is not None and register.is_on:
            if context.since % DAY_S < context.run.step_s and context.since > context.run.start_sim_time:
                batches += self._midnight(context, register)
                came = self._newcomer(context, register)
            if self._leaving is None:
                self._leaving = fed_up(self._engine, register, self._balance)
            gone = self._leaving
        if self._sent is None:
            self._sent = np.flatnonzero(self._engine.residents.told_action == LEAVING).tolist()
        gone = [one for one in dict.fromkeys([*gone, *self._sent]) if not self._is_talking(one)]
        if came is None and not gone:
            return batches
        return batches + self._move(context, self._opened_register(), came, gone)

    def _take_batches(self, context: StepContext) -> list[TableBatch]:
        """Hand over what the commands of this step have changed."""
        batches, came, told = self._batches, self._came, self._told
        self._begin()
        run_id, engine = context.run.run_id, self._engine
        numbers = np.array([one.number for one in came], dtype=np.int64)
        changed = np.setdiff1d(np.array(told, dtype=np.int64), numbers)
        if len(numbers):
            homes = np.unique([home_of(one) for one in came])
            batches.append(resident_state_rows(run_id, engine.residents, numbers, Mode.INSERT))
            batches.append(place_state_rows(run_id, engine.places, homes, Mode.UPDATE))
        if len(changed):
            batches.append(resident_state_rows(run_id, engine.residents, changed, Mode.UPDATE))
        return batches

    def state_rows(self, run_id: int) -> list[TableBatch]:
        if self._register is None:
            return []
        return [hardship_rows(run_id, self._register, np.flatnonzero(self._register.has_row), Mode.INSERT)]

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
        new, changed = count_midnight(self._engine, register, self._balance, context.since)
        self._leaving = None
        rows = ((new, Mode.INSERT), (changed, Mode.UPDATE))
        return [hardship_rows(context.run.run_id, register, numbers, mode) for numbers, mode in rows if len(numbers)]

    def _is_talking(self, resident: int) -> bool:
        talks = self._world().talks
        return talks is not None and int(talks.talk_of[resident]) > 0

    def _newcomer(self, context: StepContext, register: Register) -> Newcomer | None:
        """Let somebody join the town's people, if it is time for one."""
        run, number = context.run, context.numbers.last(ACCOUNTS.name) + 1
        town = tables_of(self._engine.scenario)  # places as they stand
        came = next_newcomer(
            self._engine,
            register,
            town,
            seed=run.seed,
            number=number,
            moment=context.since,
            start=run.start_sim_time,
        )
        if came is not None:
            context.numbers.take(RESIDENTS.name, number - context.numbers.last(RESIDENTS.name))
        return came

    def _move(
        self, context: StepContext, register: Register, came: Newcomer | None, gone: list[int]
    ) -> list[TableBatch]:
        """Let one come and some go, in this order; return the rows."""
        run_id, moment, log = context.run.run_id, context.since, StepLog()
        batches = []
        if came is not None:
            batches = self._welcome(context, register, came, MoveReason.WORK if came.has_work else MoveReason.ROOM)
        residents, places, books = self._engine.residents, self._engine.places, self._books(context)
        if came is not None:
            endow(came, books)
            log.add(1, kind=WorldEvent.AGENT_CREATED, sim_time=moment, actor=came.number, place=home_of(came))
        touched: list[Int] = [np.zeros(0, dtype=np.int64)]
        emptied = []
        for resident in gone:
            reason, days = self._why(register, resident), self._days_lived(context, register, resident)
            left = depart(self._engine, resident, moment, books, log)
            touched.append(left.residents)
            emptied.append(left.place)
            cells = {"reason": reason, "amount": days, "place": left.home, "action": self._trade(resident)}
            log.add(1, kind=WorldEvent.AGENT_DEPARTED, sim_time=moment, actor=resident, **cells)
            move = {"reason": reason, "days_lived": days, "place": left.home, "workplace": left.workplace}
            batches.append(move_row(context, resident, MoveKind.LEFT, occupation=self._trade(resident), **move))
            batches += [batch for one in self._neighbours() for batch in one.take_leave(context, resident)]
        self._leaving = self._sent = None
        self._tell(context, log)
        rows, where = np.unique(np.concatenate(touched)), np.unique(np.array(emptied, dtype=np.int64))
        batches += [resident_state_rows(run_id, residents, rows, Mode.UPDATE)] if len(rows) else []
        batches += [place_state_rows(run_id, places, where, Mode.UPDATE)] if len(where) else []
        if came is not None:
            home = np.array([home_of(came)])
            batches.append(resident_state_rows(run_id, residents, np.array([came.number]), Mode.INSERT))
            batches.append(place_state_rows(run_id, places, home, Mode.UPDATE))
        return batches if books.is_empty else [*batches, *book_rows(context, books)]

    def _books(self, context: StepContext) -> Books:
        """Open books on everybody's purse."""
        residents, places = self._engine.residents, self._engine.places
        balances = Balances(
            money=residents.money, resident_entry=residents.last_entry, till=places.till, place_entry=places.last_entry
        )
        return Books(balances, lambda count: context.numbers.take(LEDGER.name, count))

    def _welcome(
        self, context: StepContext, register: Register, came: Newcomer, reason: MoveReason
    ) -> list[TableBatch]:
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
        place, work = home_of(came), int(person.persona.workplace[0])
        batches += [batch for one in self._neighbours() for batch in one.welcome(context, came)]
        move = {"reason": reason, "days_lived": 0, "place": place, "workplace": work}
        return [*batches, move_row(context, number, MoveKind.CAME, occupation=self._trade(number), **move)]

    def _tell(self, context: StepContext, log: StepLog) -> None:
        events = log.ordered()
        first = context.numbers.last("streams_event") + 1
        previous = chain_actors(events["actor"], first, self._engine.residents.last_event)
        context.record.append(len(events["kind"]), **events, prev_id=previous)

    def _why(self, register: Register, resident: int) -> int:
        if self._engine.residents.told_action[resident] == LEAVING:
            return int(MoveReason.SENT_AWAY)
        is_debt = register.debt_days[resident] > self._balance.debt_days
        return int(MoveReason.DEBT if is_debt else MoveReason.UNHAPPY)

    def _days_lived(self, context: StepContext, register: Register, resident: int) -> int:
        since = int(register.came_at[resident]) or context.run.start_sim_time
        return (context.since - since) // DAY_S

    def _trade(self, resident: int) -> int:
        return int(self._engine.around.persona.occupation[resident])
