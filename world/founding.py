"""The first step of a town: places, ways, people and their endowment, out of the scenario."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from streams.kernel.columns import Mode, TableBatch
from streams.kernel.ids import key_of
from streams.kernel.rng import below, draw
from streams.kernel.simtime import DAY_S, MINUTE_S
from streams.models import Account, AccountKind
from streams.writer.part import StepContext
from streams.writer.tables import table_of
from world.actions import ACTIONS
from world.contract import NEED_MAX, Int, Need, Persona
from world.economy.books import Books
from world.economy.ledger import Account as Named
from world.economy.ledger import Balances, Category, transfers
from world.engine.state import PlaceColumns, ResidentColumns
from world.engine.step import born
from world.events import WorldEvent
from world.population import Population, make_population
from world.rows import (
    LEDGER,
    PATHS,
    PLACES,
    RESIDENTS,
    ledger_rows,
    place_state_rows,
    resident_rows,
    resident_state_rows,
    texts,
)
from world.scenario import PlaceFunction, PlaceSpec, TownSpec
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
    """Make the town that the run's scenario describes and announce its people."""
    spec = TownSpec.model_validate({name: context.run.scenario[name] for name in TownSpec.model_fields})
    people = make_population(spec, seed=context.run.seed)
    grid = build_grid(spec.map, spec.places)
    paths = build_paths(grid)
    run_id, count = context.run.run_id, len(people)
    for name, rows in ((PLACES.name, len(spec.places)), (ACCOUNTS.name, count), (RESIDENTS.name, count)):
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
    places = PlaceColumns(len(spec.places))
    books = _endow(context, people, residents, places)
    everybody, everywhere = np.arange(1, count + 1), np.arange(1, len(spec.places) + 1)
    batches = [
        _place_rows(run_id, spec.places, grid.doors),
        _path_rows(context, paths),
        place_state_rows(run_id, places, everywhere, Mode.INSERT),
        _account_rows(context, people),
        resident_rows(run_id, people.persona, people.wage_cents),
        resident_state_rows(run_id, residents, everybody, Mode.INSERT),
        ledger_rows(run_id, context.step, books.columns()),
    ]
    return Founding(people=people, residents=residents, places=places, batches=batches)


def _place_rows(run_id: int, places: Sequence[PlaceSpec], doors: Sequence[tuple[int, int]]) -> TableBatch:
    plain = ("x", "y", "width", "height", "capacity")
    columns: dict[str, Any] = {"id": key_of(run_id, 0) + np.arange(1, len(places) + 1)}
    columns |= {name: np.array([getattr(place, name) for place in places]) for name in plain}
    columns |= {
        "key": texts([place.key for place in places]),
        "name": texts([place.name for place in places]),
        "name_zh": texts([place.name_zh for place in places]),
        "type": texts([place.type.value for place in places]),
        "zone": texts([place.zone.value for place in places]),
        "entrance_x": np.array([x for x, _ in doors[1:]]),
        "entrance_y": np.array([y for _, y in doors[1:]]),
        "staff": np.array([staff_at_once(place) for place in places]),
        "is_home": np.array([place.is_home for place in places]),
        "owner": texts([place.owner for place in places]),
        "functions": texts([json.dumps([function.value for function in place.functions]) for place in places]),
        "hours": texts([json.dumps(place.open.by_day) for place in places]),
        "prices": texts([json.dumps(_prices(place)) for place in places]),
    }
    return TableBatch.of(PLACES, Mode.INSERT, columns)


def staff_at_once(place: PlaceSpec) -> int:
    """Count the seats to keep for those who work here: everybody employed, because shifts overlap at their ends."""
    return min(sum(job.count for job in place.jobs), place.capacity - 1)


def _prices(place: PlaceSpec) -> dict[str, int]:
    prices = {spec.name: _price(place, spec.name) for spec in ACTIONS}
    return {name: cents for name, cents in prices.items() if cents}


def _price(place: PlaceSpec, action: str) -> int:
    return place.price_cents(PlaceFunction(action)) if action in set(PlaceFunction) else 0


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
        },
    )


def _account_rows(context: StepContext, people: Population) -> TableBatch:
    numbers = np.arange(1, len(people) + 1)
    faces = draw(context.run.seed, numbers, _AVATAR_PURPOSE, 0) >> np.uint64(33)
    return TableBatch.of(
        ACCOUNTS,
        Mode.INSERT,
        {
            "id": key_of(context.run.run_id, 0) + numbers,
            "handle": texts(people.handles),
            "display_name": texts(people.names),
            "bio": texts([""] * len(people)),
            "kind": np.full(len(people), AccountKind.AGENT.value),
            "avatar_seed": faces.astype(np.int64),
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
