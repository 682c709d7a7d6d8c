"""Talks and ties as a Part of a run: keeps who talks with whom and what they are to each other, and writes it.

The town lets talks begin and end, and agents say in them what they say; this one comes after both in a step.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from streams.kernel.columns import Mode, Table, TableBatch
from streams.kernel.ids import key_of, key_range, number_of
from streams.writer.part import Part, RunFacts, StepContext
from streams.writer.record import Numbers
from streams.writer.runs import read_head
from streams.writer.stepper import Head
from streams.writer.store import Store
from world.contract import Int
from world.engine.arrivals import Newcomer
from world.events import WorldEvent
from world.models import Resident, Talk
from world.population import Population
from world.rows import TALKS, TIES, tie_rows
from world.space.districts import Districts
from world.talks.acquaintances import founding_ties
from world.talks.talks import COLUMNS, LASTS_S, Closed, Talks
from world.ties import TIES_MAX, Ties

_JOINED: Final = TALKS.only("third", "third_at")
_ENDED: Final = TALKS.only("turns", "ended_step", "ended_at", "ending", "topic", "mood")
_STANDING: Final = TALKS.only("third", "third_at", "turns", "ended_step", "ended_at", "ending", "topic", "mood")
_OPEN: Final = "open."
_TIES: Final = "ties."


class TalksPart(Part):
    """The share of a run that is company."""

    name = "talks"
    copied_tables: Sequence[Table] = (TALKS,)

    def __init__(self, people: Callable[[], Population]) -> None:
        """people: whom the town was founded with; asked for in the run's first step only."""
        self.talks = Talks()
        """Known to the town's engine too; filled by `load`."""
        self._people = people

    @property
    def ties(self) -> Ties:
        """What residents are to each other."""
        return self.talks.ties

    def load(self, store: Store, run: RunFacts, state: Mapping[str, NDArray[Any]] | None) -> None:
        residents = _last_resident(run.run_id)
        ties = Ties(residents)
        if state is None:
            head = read_head(run.run_id)
            last = Numbers(head.counters).last(TALKS.name)
            for part in store.read_parts(TIES, *key_range(run.run_id)):
                ties.fill({**part, "number": part["id"] - key_of(run.run_id, 0)})
            self.talks.fill(residents=residents, ties=ties, values=_standing(store, head, run.run_id, last), last=last)
        elif f"{_OPEN}last" in state:
            ties.fill(_named(state, _TIES))
            talks = _named(state, _OPEN)
            self.talks.fill(residents=residents, ties=ties, values=talks, last=int(talks["last"][0]))
        else:  # a snapshot from before there were talks
            nobody = dict.fromkeys(COLUMNS, np.zeros(0, dtype=np.int64))
            self.talks.fill(residents=residents, ties=ties, values=nobody, last=0)

    def state(self) -> dict[str, NDArray[Any]]:
        talks = {f"{_OPEN}{name}": values for name, values in self.talks.as_dict().items()}
        return talks | {f"{_TIES}{name}": values for name, values in self.ties.as_dict().items()}

    def found(self, context: StepContext) -> list[TableBatch]:
        people, run = self._people(), context.run
        ties = Ties(len(people))
        districts = Districts.of_scenario(run.scenario)
        ties.fill(founding_ties(people.persona, districts, seed=run.seed, start=context.since))
        nobody = dict.fromkeys(COLUMNS, np.zeros(0, dtype=np.int64))
        self.talks.fill(residents=len(people), ties=ties, values=nobody, last=0)
        return self._tie_rows(run.run_id, ties.numbers(), Mode.INSERT)

    def welcome(self, context: StepContext, newcomer: Newcomer) -> list[TableBatch]:
        """Make room for a newcomer, who knows nobody yet."""
        self.talks.widen(newcomer.number)
        return []

    def take_leave(self, context: StepContext, resident: int) -> list[TableBatch]:
        """Nothing: ties stay as they were, and nobody meets her any more."""
        return []

    def step(self, context: StepContext) -> list[TableBatch]:
        run_id = context.run.run_id
        self._tell(context)
        made, changed = self.ties.take_changed()
        return [
            *self._talk_rows(context),
            *self._tie_rows(run_id, made, Mode.INSERT),
            *self._tie_rows(run_id, changed, Mode.UPDATE),
        ]

    def state_rows(self, run_id: int) -> list[TableBatch]:
        """Give all ties, and what the copied rows of talks that stand again must say."""
        talks = self.talks.open
        nothing = np.zeros(len(talks["number"]), dtype=np.int64)
        standing = {name: talks.get(name, nothing) for name in _STANDING.names[1:]}
        keys = key_of(run_id, 0) + talks["number"]
        batches = self._tie_rows(run_id, self.ties.numbers(), Mode.INSERT)
        return [*batches, TableBatch.of(_STANDING, Mode.UPDATE, {"id": keys, **standing})]

    def check(self, store: Store, run: RunFacts) -> list[str]:
        kept, talks = Talk.objects.of(run.run_id).count(), self.talks
        faults = [] if kept == talks.last else [f"{talks.last} talks were numbered, {kept} are kept"]
        inside = np.concatenate([talks.open[name] for name in ("one", "other", "third")])
        numbers, times = np.unique(inside[inside > 0], return_counts=True)
        return faults + [
            f"resident {number} is in {n} talks" for number, n in zip(numbers, times, strict=True) if n > 1
        ]

    def _tell(self, context: StepContext) -> None:
        """Announce the ties that are something else now than before this step."""
        numbers, level = self.ties.graded()
        if not len(numbers):
            return
        ties = self.ties.rows(numbers)
        context.record.append(
            len(numbers),
            kind=WorldEvent.TIE_CHANGED,
            sim_time=ties["at"],
            actor=numbers // TIES_MAX,
            target=ties["other"],
            amount=level,
        )

    def _talk_rows(self, context: StepContext) -> list[TableBatch]:
        base, talks = key_of(context.run.run_id, 0), self.talks
        begun, joined, batches = talks.begun, talks.joined, []
        if len(begun["number"]):
            numbers = context.numbers.take(TALKS.name, len(begun["number"]))
            if numbers[0] != begun["number"][0]:
                raise RuntimeError(f"talk {begun['number'][0]} began, but the run's next is {numbers[0]}")
            columns = {name: values for name, values in begun.items() if name != "number"}
            columns |= dict.fromkeys(("ended_step", "ended_at", "ending", "topic", "mood"), np.zeros_like(numbers))
            columns["step"] = np.full_like(numbers, context.step)
            batches.append(TableBatch.of(TALKS, Mode.INSERT, {"id": base + numbers, **columns}))
        if len(joined):
            rows = {"id": base + joined.talk, "third": joined.third, "third_at": joined.third_at}
            batches.append(TableBatch.of(_JOINED, Mode.UPDATE, rows))
        if len(talks.closed):
            batches.append(self._ended(talks.closed, base, context.step))
        return batches

    def _ended(self, closed: Closed, base: int, step: int) -> TableBatch:
        judged = [self.talks.judged.get(talk, (0, 0)) for talk in closed.talk.tolist()]
        topic, mood = np.array(judged, dtype=np.int64).T
        columns = {
            "id": base + closed.talk,
            "turns": closed.turns,
            "ended_step": np.full_like(closed.talk, step),
            "ended_at": closed.sim_time,
            "ending": closed.ending,
            "topic": topic,
            "mood": mood,
        }
        return TableBatch.of(_ENDED, Mode.UPDATE, columns)

    def _tie_rows(self, run_id: int, numbers: Int, mode: Mode) -> list[TableBatch]:
        return [tie_rows(run_id, self.ties, numbers, mode)] if len(numbers) else []


def _last_resident(run_id: int) -> int:
    """Say the last resident's number; a moment of the past is given room for those who came later, too."""
    last = Resident.objects.of(run_id).order_by("-pk").values_list("pk", flat=True).first()
    return number_of(last) if last else 0


def _standing(store: Store, head: Head, run_id: int, last: int) -> dict[str, NDArray[Any]]:
    """Read the talks that go on, among those that began lately enough.   last: number of the run's last talk."""
    first = store.first_since(TALKS, run_id, head.sim_time - LASTS_S, last=last)
    names, began = COLUMNS[1:], Talk.objects.of(run_id).filter(pk__gte=key_of(run_id, first))
    rows = began.filter(ended_step=0).order_by("pk").values_list("pk", *names)
    cells = np.array(list(rows), dtype=np.int64).reshape(-1, len(COLUMNS))
    return {"number": cells[:, 0] - key_of(run_id, 0)} | {name: cells[:, i] for i, name in enumerate(names, 1)}


def _named(state: Mapping[str, NDArray[Any]], prefix: str) -> dict[str, NDArray[Any]]:
    return {name.removeprefix(prefix): values for name, values in state.items() if name.startswith(prefix)}
