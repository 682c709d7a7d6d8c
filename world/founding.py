"""The first step of a town: places, ways, people and their endowment, out of the scenario."""

import json
from dataclasses import dataclass
from typing import Final

import numpy as np

from streams.kernel.columns import Mode, TableBatch
from streams.kernel.ids import key_of
from streams.kernel.rng import below, draw
from streams.kernel.simtime import DAY_S, MINUTE_S
from streams.models import Account, AccountKind
from streams.writer.part import RunFacts, StepContext
from streams.writer.tables import table_of
from world.contract import NEED_MAX, Int, Need, Persona
from world.economy.books import Books
from world.economy.ledger import Account as Named
from world.economy.ledger import Balances, Category, transfers
from world.engine.people import count_people
from world.engine.state import PlaceColumns, ResidentColumns
from world.engine.step import born
from world.events import WorldEvent
from world.placing import place_rows
from world.population import Population, make_population
from world.rows import (
    LEDGER,
    MONEY_FLOWS,
    PATHS,
    PLACES,
    RESIDENTS,
    TOWN_HOURS,
    flow_rows,
    ledger_rows,
    place_state_rows,
    resident_rows,
    resident_state_rows,
    texts,
    town_hour_row,
)
from world.scenario import TownSpec
from world.space.districts import Districts
from world.space.grid import build_grid
from world.space.paths import PathTable, build_paths

ACCOUNTS: Final = table_of(Account)
_WAKE_PURPOSE: Final = 21
_NEED_PURPOSE: Final = 22
_PANTRY_PURPOSE: Final = 23
_AVATAR_PURPOSE: Final = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Founding:
    """A new town: its people, its columns, and all rows."""

    people: Population
    residents: ResidentColumns
    places: PlaceColumns
    batches: list[TableBatch]


def found_town(context: StepContext) -> Founding:
    """Make the town that the run's scenario describes and announce its people.

    Ways are kept for the first district only: those of the others are the same, shifted.
    """
    scenario = context.run.scenario
    spec = TownSpec.model_validate({name: scenario[name] for name in TownSpec.model_fields if name in scenario})
    people = make_population(spec, seed=context.run.seed)
    grid = build_grid(spec.map, spec.places)
    paths = build_paths(grid)
    run_id, count, layout = context.run.run_id, len(people), Districts.of_town(spec)
    for name, rows in ((PLACES.name, layout.places), (ACCOUNTS.name, count), (RESIDENTS.name, count)):
        context.numbers.take(name, rows)
    residents = _residents(context, people)
    seqs = context.record.append(
        count,
        kind=WorldEvent.AGENT_CREATED,
        sim_time=context.since,
        actor=np.arange(1, count + 1),
        place=people.persona.home,
    )
    residents.last_event[1:] = seqs
    places = PlaceColumns(layout.places)
    count_people(places, residents)
    books = _endow(context, people, residents, places)
    everybody, everywhere = np.arange(1, count + 1), np.arange(1, layout.places + 1)
    batches = [
        place_rows(run_id, spec.places, grid.doors, layout),
        _path_rows(context, paths),
        place_state_rows(run_id, places, everywhere, Mode.INSERT),
        _account_rows(context, people),
        resident_rows(run_id, people.persona, people.wage_cents),
        resident_state_rows(run_id, residents, everybody, Mode.INSERT),
        *book_rows(context, books),
        _first_hour(context, spec, residents, places),
    ]
    return Founding(people=people, residents=residents, places=places, batches=batches)


def book_rows(context: StepContext, books: Books) -> list[TableBatch]:
    """Turn a step's books, which are not empty, into rows of the ledger and what they add up to."""
    columns, run_id = books.columns(), context.run.run_id
    sim_time = int(columns["sim_time"].max())
    first = context.numbers.last(MONEY_FLOWS.name) + 1
    flows = flow_rows(run_id, first, columns, sim_time)
    context.numbers.take(MONEY_FLOWS.name, len(flows))
    return [ledger_rows(run_id, context.step, columns), flows]


def _first_hour(context: StepContext, spec: TownSpec, residents: ResidentColumns, places: PlaceColumns) -> TableBatch:
    number = int(context.numbers.take(TOWN_HOURS.name, 1)[0])
    return town_hour_row(
        key_of(context.run.run_id, number),
        residents,
        places,
        np.full(residents.count + 1, spec.economy.daily_costs.total_cents),
        sim_time=context.since,
        last_flow=context.numbers.last(MONEY_FLOWS.name),
    )


def _path_rows(context: StepContext, paths: PathTable) -> TableBatch:
    ways = {(a, b): line for (a, b), line in paths.ways.items() if a != b}
    numbers = context.numbers.take(PATHS.name, len(ways))
    return TableBatch.of(
        PATHS,
        Mode.INSERT,
        {
            "id": key_of(context.run.run_id, 0) + numbers,
            "origin": np.array([a for a, _ in ways], dtype=np.int64),
            "destination": np.array([b for _, b in ways], dtype=np.int64),
            "length_m": np.array([paths.distance_m[a, b] for a, b in ways], dtype=np.int64),
            "points": texts([json.dumps(line, separators=(",", ":")) for line in ways.values()]),
            "since": np.zeros(len(ways), dtype=np.int64),
        },
    )


def account_row(run: RunFacts, number: int, handle: str, name: str) -> TableBatch:
    """Make the account of one resident who comes later, in a run without a network."""
    columns = {
        "id": np.array([key_of(run.run_id, number)]),
        "handle": texts([handle]),
        "display_name": texts([name]),
        "bio": texts([""]),
        "kind": np.array([AccountKind.AGENT.value]),
        "avatar_seed": _faces(run.seed, np.array([number])),
        "picture": texts([""]),
    }
    return TableBatch.of(ACCOUNTS, Mode.INSERT, columns)


def _faces(seed: int, numbers: Int) -> Int:
    return (draw(seed, numbers, _AVATAR_PURPOSE, 0) >> np.uint64(33)).astype(np.int64)


def _account_rows(context: StepContext, people: Population) -> TableBatch:
    numbers = np.arange(1, len(people) + 1)
    return TableBatch.of(
        ACCOUNTS,
        Mode.INSERT,
        {
            "id": key_of(context.run.run_id, 0) + numbers,
            "handle": texts(people.handles),
            "display_name": texts(people.names),
            "bio": texts([""] * len(people)),
            "kind": np.full(len(people), AccountKind.AGENT.value),
            "avatar_seed": _faces(context.run.seed, numbers),
            "picture": texts([""] * len(people)),
        },
    )


def _residents(context: StepContext, people: Population) -> ResidentColumns:
    run, persona, count = context.run, people.persona, len(people)
    residents = ResidentColumns(count)
    rows = np.arange(1, count + 1)
    wake = _first_wake(persona, context.since, run.seed, rows)
    needs = 6_500 + below(draw(run.seed, rows[:, None], _NEED_PURPOSE, np.arange(len(Need))), 3_000)
    asleep_s = np.clip(wake - context.since, 0, 9 * 3_600)
    # whoever still sleeps at the start wakes up rested
    needs[:, Need.ENERGY] = np.clip(NEED_MAX - asleep_s * 1_150 // 3_600, 1_500, NEED_MAX)
    residents.skills[1:] = people.skills
    numbered = Persona(
        **{
            name: np.concatenate([np.zeros((1, *values.shape[1:]), dtype=values.dtype), values])
            for name in persona.__dataclass_fields__
            for values in (getattr(persona, name),)
        }
    )
    pantry = 3 + below(draw(run.seed, rows, _PANTRY_PURPOSE, 0), 8)
    born(residents, rows=rows, persona=numbered, start=context.since, wake=wake, needs=needs, pantry=pantry)
    return residents


def _first_wake(persona: Persona, start: int, seed: int, rows: Int) -> Int:
    """When each resident's first decision is due: at the end of the night that she is in, or within ten minutes."""
    jitter = below(draw(seed, rows, _WAKE_PURPOSE, 0), 20 * MINUTE_S)
    of_day = start % DAY_S
    slept = (of_day - persona.bedtime_s) % DAY_S
    left = persona.sleep_length_s - slept
    return start + 1 + np.where(left > 0, left + jitter - 10 * MINUTE_S, jitter // 2).clip(0)


def _endow(context: StepContext, people: Population, residents: ResidentColumns, places: PlaceColumns) -> Books:
    balances = Balances(
        money=residents.money, resident_entry=residents.last_entry, till=places.till, place_entry=places.last_entry
    )
    books = Books(balances, lambda count: context.numbers.take(LEDGER.name, count))
    rows = np.arange(1, len(people) + 1)
    books.carry_out(
        transfers(
            len(rows),
            payer=Named.ENDOWMENT,
            payee=rows,
            amount_cents=people.money_cents,
            category=Category.ENDOWMENT,
            sim_time=context.since,
        )
    )
    return books
