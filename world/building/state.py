"""The map as the town's Part keeps it: commands are checked and carried out here, and their rows handed over."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import numpy as np

from streams.kernel.columns import Array, Mode, TableBatch
from streams.kernel.ids import key_of
from streams.kernel.text import canonical_json
from streams.writer.part import Answer, Command, StepContext
from streams.writer.store import Store
from world.building.bodies import CREATE_PLACE, DELETE_PLACE, EDIT_PLACE, MOVE_PLACE, CreateBody, EditBody, MoveBody
from world.building.drafts import edited_place, new_place
from world.building.ground import Lines, Site, find_site
from world.building.leaving import cut_jobs, leave, new_homes
from world.building.register import CHANGING, Register
from world.contract import Int
from world.engine.state import PlaceColumns
from world.engine.step import TownEngine
from world.engine.steplog import StepLog
from world.events import WorldEvent
from world.models import PlaceChange
from world.placing import place_columns
from world.rows import HOME_CHANGES, PATHS, PLACE_CHANGES, PLACES, RESIDENTS, place_state_rows, texts
from world.scenario import PlaceSpec
from world.space.paths import length_m

Kind = PlaceChange.Kind
_EVENT_OF: Final = {
    Kind.CREATED: WorldEvent.PLACE_CREATED,
    Kind.EDITED: WorldEvent.PLACE_EDITED,
    Kind.MOVED: WorldEvent.PLACE_MOVED,
    Kind.DELETED: WorldEvent.PLACE_DELETED,
}
_LEAST_PLACES: Final = 2
_NOBODY: Final = np.zeros(0, dtype=np.int64)

Note = Callable[[StepContext, StepLog], None]
"""Puts what befell residents into the record."""


class Builder:
    """What the commands of a step do to the map of a run."""

    def __init__(self) -> None:
        self.register = Register({})
        self.struck: Int = _NOBODY
        """Numbers of the residents whom this step's commands changed."""
        self._changes: list[dict[str, Any]] = []
        self._homes: list[dict[str, int]] = []
        self._ways: list[tuple[int, int, int, str]] = []
        self._built = 0

    def load(self, store: Store, run_id: int, scenario: Mapping[str, Any], state: Mapping[str, Array] | None) -> None:
        """Read the map as it is now, or was at a state."""
        self.register = Register(scenario)
        self.register.load(store, run_id, state)
        self._built = 0

    @property
    def is_idle(self) -> bool:
        """Whether nothing waits to be written."""
        return not (self._changes or self._homes)

    def apply(self, context: StepContext, command: Command, engine: TownEngine, note: Note) -> Answer:
        """Serve a command."""
        if engine.around.town.district_count > 1:
            return Answer(reason="several_districts")
        number = int(command.body.get("place", 0))
        if number > self.register.count:
            return Answer(reason="location_not_found")
        if number and self.register.is_gone(number):
            return Answer(reason="place_is_gone")
        serve = {
            CREATE_PLACE.name: self._create,
            EDIT_PLACE.name: self._edit,
            MOVE_PLACE.name: self._move,
            DELETE_PLACE.name: self._delete,
        }
        return serve[command.kind](context, command, engine, note)

    def padded(self, columns: Mapping[str, Array]) -> dict[str, Array]:
        """Lengthen columns of places by what was built in this step: the engine has it when it is loaded afresh."""
        if not self._built:
            return dict(columns)
        return {
            name: np.concatenate([values, np.zeros((self._built, *values.shape[1:]), dtype=values.dtype)])
            for name, values in columns.items()
        }

    def rows(self, context: StepContext, engine: TownEngine) -> list[TableBatch]:
        """Hand over what this step changed."""
        if self.is_idle:
            return []
        base, register = key_of(context.run.run_id, 0), self.register
        touched = np.unique(np.array([change["place"] for change in self._changes], dtype=np.int64))
        first_built = register.count - self._built + 1
        batches = [
            self._place_rows(context.run.run_id, touched[touched < first_built], Mode.UPDATE),
            self._place_rows(context.run.run_id, touched[touched >= first_built], Mode.INSERT),
        ]
        batches += [_listed(PLACE_CHANGES, base, context.step, self._changes)] if self._changes else []
        if self._built:
            every = PlaceColumns(register.count)
            batches.append(
                place_state_rows(context.run.run_id, every, np.arange(first_built, register.count + 1), Mode.INSERT)
            )
        if self._homes:
            batches += [_listed(HOME_CHANGES, base, context.step, self._homes), self._home_rows(base, engine)]
        if self._ways:
            batches.append(self._way_rows(context, base))
        register.bounds[:] += [len(self._changes), len(self._ways), len(self._homes)]
        self._changes, self._homes, self._ways, self.struck = [], [], [], _NOBODY
        return batches

    def state_rows(self, run_id: int, engine: TownEngine) -> list[TableBatch]:
        """Give what the copied rows must say of places and homes that were changed later than the fork."""
        register = self.register
        batches = []
        if register.later_places:
            batches.append(self._place_rows(run_id, np.array(sorted(register.later_places)), Mode.UPDATE))
        if register.later_residents:
            movers = np.array(sorted(register.later_residents))
            movers = movers[movers <= engine.residents.count]  # not those who came later than the fork
            batches.append(_homes_of(key_of(run_id, 0), movers, engine))
        return batches

    def _create(self, context: StepContext, command: Command, engine: TownEngine, note: Note) -> Answer:
        register, number = self.register, self.register.count + 1
        spec = new_place(CreateBody.model_validate(command.body), register)
        site = spec if isinstance(spec, str) else self._site(number, spec)
        if isinstance(spec, str) or isinstance(site, str):
            return Answer(reason=str(site))
        taken = context.numbers.next(PLACES.name)
        if taken != number:
            raise RuntimeError(f"place {number} is built, but the run's next is {taken}")
        columns = place_columns([spec], [(0, 0), site.door])
        columns |= {"spec": texts([_text(spec)]), "built_at": np.array([context.until])}
        register.add({"id": np.array([key_of(context.run.run_id, number)]), **columns})
        self._built += 1
        self._lay(context, site.ways)
        return self._done(context, command, Kind.CREATED, number, before="")

    def _edit(self, context: StepContext, command: Command, engine: TownEngine, note: Note) -> Answer:
        body, register, town = EditBody.model_validate(command.body), self.register, engine.around.town
        spec = edited_place(body, register)
        if isinstance(spec, str):
            return Answer(reason=spec)
        columns = {name: values[0] for name, values in place_columns([spec], [(0, 0), (0, 0)]).items()}
        is_known = body.place <= town.place_count
        if is_known and (reason := _why_too_small(engine, body.place, spec, int(columns["staff"]))):
            return Answer(reason=reason)
        is_cut = is_known and spec.jobs != register.spec(body.place).jobs and _has_staff(engine, body.place)
        if is_cut and engine.dealings is None:
            return Answer(reason="no_labour_market")
        before = register.before(body.place)
        kept = ("name", "name_zh", "capacity", "staff", "hours", "prices")
        register.write(body.place, {name: columns[name] for name in kept} | {"spec": _text(spec)})
        if is_known:  # nobody more is let in until the town is loaded afresh
            seats = max(spec.capacity - int(columns["staff"]), 1)
            town.guest_capacity[body.place] = min(int(town.guest_capacity[body.place]), seats)
        answer = self._done(context, command, Kind.EDITED, body.place, before)
        if is_cut:
            log = StepLog()
            self.struck = np.union1d(self.struck, cut_jobs(context, engine, body.place, spec.jobs, log))
            note(context, log)
        return answer

    def _move(self, context: StepContext, command: Command, engine: TownEngine, note: Note) -> Answer:
        body, register = MoveBody.model_validate(command.body), self.register
        spec = register.spec(body.place)
        if (body.x, body.y) == (spec.x, spec.y):
            return Answer(reason="stays_where_it_is")
        spec = spec.model_copy(update={"x": body.x, "y": body.y, "entrance": None})
        site = self._site(body.place, spec)
        if isinstance(site, str):
            return Answer(reason=site)
        before = register.before(body.place)
        (entrance_x, entrance_y), x, y = site.door, body.x, body.y
        columns = {"x": x, "y": y, "entrance_x": entrance_x, "entrance_y": entrance_y, "spec": _text(spec)}
        register.write(body.place, columns)
        self._lay(context, site.ways)
        return self._done(context, command, Kind.MOVED, body.place, before)

    def _delete(self, context: StepContext, command: Command, engine: TownEngine, note: Note) -> Answer:
        register, place = self.register, int(command.body["place"])
        is_known = place <= engine.around.town.place_count
        homes = new_homes(engine, register, place) if is_known else {}
        if isinstance(homes, str):
            return Answer(reason=homes)
        if len(register.standing) <= _LEAST_PLACES:
            return Answer(reason="needed")
        if is_known and _has_staff(engine, place) and engine.dealings is None:
            return Answer(reason="no_labour_market")
        before = register.before(place)
        register.write(place, {"gone_at": context.since})
        answer = self._done(context, command, Kind.DELETED, place, before)
        for resident, home in homes.items():
            self._rehoused(context, resident, place, home)
        if is_known:
            log = StepLog()
            self.struck = np.union1d(self.struck, leave(context, engine, place, homes, log))
            note(context, log)
        return answer

    def rehouse(self, context: StepContext, engine: TownEngine, resident: int, home: int) -> None:
        """Let somebody live in another home, as an operator asks."""
        before = int(engine.around.persona.home[resident])
        engine.around.persona.home[resident] = home
        self._rehoused(context, resident, before, home)

    def _rehoused(self, context: StepContext, resident: int, before: int, home: int) -> None:
        change = {"sim_time": context.since, "resident": resident, "home_before": before, "home": home}
        self._homes.append({"number": context.numbers.next(HOME_CHANGES.name), **change})

    def _site(self, number: int, spec: PlaceSpec) -> Site | str:
        register = self.register
        others = {other: register.spec(other) for other in register.standing if other != number}
        return find_site(register.chart, number, spec, others, register.lines())

    def _lay(self, context: StepContext, ways: Lines) -> None:
        for (low, high), line in ways.items():
            text = json.dumps(line, separators=(",", ":"))
            self._ways.append((low, high, length_m(line), text))
            self.register.lines()[low, high] = line

    def _done(self, context: StepContext, command: Command, kind: PlaceChange.Kind, place: int, before: str) -> Answer:
        change = {"sim_time": context.since, "place": place, "kind": int(kind), "operator": command.actor}
        self._changes.append({"number": context.numbers.next(PLACE_CHANGES.name), **change, "before": before})
        rows = self.register.rows
        shown = {name: rows[name][place - 1] for name in ("name", "name_zh", "x", "y", "capacity")}
        seqs = context.record.append(
            1,
            kind=_EVENT_OF[kind],
            sim_time=context.since,
            target=command.actor,
            place=place,
            payload=canonical_json({name: v if isinstance(v, str) else int(v) for name, v in shown.items()}),
        )
        return Answer(result={"event": int(seqs[0]), "place": place}, reloads=True)

    def _place_rows(self, run_id: int, numbers: Int, mode: Mode) -> TableBatch:
        table = PLACES if mode is Mode.INSERT else PLACES.only(*CHANGING)
        rows = {name: self.register.rows[name][numbers - 1] for name in table.names if name != "id"}
        return TableBatch.of(table, mode, {"id": key_of(run_id, 0) + numbers, **rows})

    def _home_rows(self, base: int, engine: TownEngine) -> TableBatch:
        return _homes_of(base, np.unique([change["resident"] for change in self._homes]), engine)

    def _way_rows(self, context: StepContext, base: int) -> TableBatch:
        numbers = context.numbers.take(PATHS.name, len(self._ways))
        low, high, length, points = zip(*self._ways, strict=True)
        columns = {"origin": np.array(low), "destination": np.array(high), "length_m": np.array(length)}
        columns |= {"points": texts(list(points)), "since": np.full(len(numbers), context.since)}
        return TableBatch.of(PATHS, Mode.INSERT, {"id": base + numbers, **columns})


def _has_staff(engine: TownEngine, place: int) -> bool:
    return bool((engine.around.persona.workplace == place).any())


def _why_too_small(engine: TownEngine, place: int, spec: PlaceSpec, staff: int) -> str:
    """Say why a place cannot have so little room; empty if it can."""
    around = engine.around
    if spec.is_home:
        return "beds_taken" if int((around.persona.home == place).sum()) > spec.capacity else ""
    return "too_many_inside" if int(around.occupancy.guests[place]) > max(spec.capacity - staff, 1) else ""


def _text(spec: PlaceSpec) -> str:
    return canonical_json(spec.model_dump(mode="json"))


def _homes_of(base: int, residents: Int, engine: TownEngine) -> TableBatch:
    home = engine.around.persona.home[residents]
    return TableBatch.of(RESIDENTS.only("home"), Mode.UPDATE, {"account_id": base + residents, "home": home})


def _listed(table: Any, base: int, step: int, rows: Sequence[Mapping[str, Any]]) -> TableBatch:
    """Write rows given as dictionaries by number."""
    columns: dict[str, Array] = {}
    for name in rows[0]:
        values = [row[name] for row in rows]
        columns[name] = texts(values) if isinstance(values[0], str) else np.array(values, dtype=np.int64)
    keys = base + columns.pop("number")
    return TableBatch.of(table, Mode.INSERT, {"id": keys, "step": np.full(len(keys), step), **columns})
