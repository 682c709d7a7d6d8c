"""A founded town whose first resident has a life with others: rows as the writer leaves them, the same for any population."""

import json
import tomllib
from typing import Any, Final, TypeVar

from django.db import models

from agents.models import AgentState, Appointment, Medium, Memory, MemoryKind, Saying
from agents.voice import Act, Occurrence
from society.experiments.founding import found_scenario
from society.experiments.scenario import checked_scenario
from streams.kernel.ids import key_of
from streams.models import Run, RunHead
from streams.writer.tables import table_of
from tests.towns import SMALL_TOWN_FILE
from world.models import Loan, Talk, Tie
from world.ties import TIES_MAX

M = TypeVar("M", bound=models.Model)
ANN: Final = 1
BEN: Final = 2
CAT: Final = 3
TALKS: Final = 30
HALL: Final = 1


def found_neighbours(count: int) -> Run:
    """Found the small town with so many residents, and let Ann, Ben and Cat have talked, quarrelled, met and lent money."""
    tables = tomllib.loads(SMALL_TOWN_FILE.read_text(encoding="utf-8"))
    tables["population"] |= {"count": count, "residents": []}
    for place in tables["places"]:
        place["capacity"] = max(place.get("capacity", 1), count)
        for job in place.get("jobs", ()):
            job["count"] = max(job["count"], count // 10)
    run: Run = found_scenario(checked_scenario(tables, file="neighbours"), is_default=True)
    fill(run)
    return run


def fill(run: Run) -> None:
    """Write what the three have done: TALKS talks, the oldest a quarrel, one appointment kept, one loan, who thinks what."""
    now = run.start_sim_time
    Tie.objects.of(run.pk).delete()  # those that they were founded with
    for one, other, strength in ((ANN, BEN, 7_000), (BEN, ANN, 5_000), (ANN, CAT, 2_000)):
        slot = 0 if other != CAT else 1
        add(run, Tie, one * TIES_MAX + slot, other=other, strength=strength, trust=6_000, count=5, at=now)
    for number in range(1, TALKS + 1):
        talk(run, number, now)
    memory(run, 2 * TALKS + 1, ANN, MemoryKind.RELATION, now, source=BEN, item=2, amount=3, count=2, event=9)
    add(
        run,
        Appointment,
        1,
        one=ANN,
        other=BEN,
        place=HALL,
        at=now - 1_860,
        sim_time=now - 3_600,
        ended_step=1,
        outcome=1,
    )
    add(run, Loan, 1, lender=ANN, borrower=BEN, amount_cents=5_000, sim_time=now, due=now + 86_400)
    mind = {"own_event": 7, "own_what": Occurrence.QUARREL, "own_other": BEN, "own_time": now, "own_weight": 500}
    mind |= {"heard_event": 8, "heard_what": Occurrence.BONUS, "heard_owner": CAT, "heard_from": BEN, "heard_time": now}
    AgentState.objects.numbered(run.pk, ANN).update(**mind)
    count(run, Talk, TALKS)
    count(run, Saying, 2 * TALKS)
    count(run, Memory, 2 * TALKS + 1)
    count(run, Appointment, 1)
    count(run, Loan, 1)


def talk(run: Run, number: int, now: int) -> None:
    """Write a talk of Ann and Ben of two lines, in which Ben tells what befell Cat, and what Ann remembers of it."""
    at = now - 600
    ended = {"ended_step": 1, "ended_at": at + 120, "ending": 1}
    add(run, Talk, number, one=ANN, other=BEN, place=HALL, sim_time=at, turn_s=60, turns=2, **ended)
    greeting = {"act": Act.GREET, "text": "Hello Ben.", "step": 1}
    add(run, Saying, 2 * number - 1, item=number, speaker=ANN, hearer=BEN, sim_time=at, **greeting)
    told = {"event": 8, "what": Occurrence.BONUS, "owner": CAT, "fact_place": HALL, "fact_time": now - 7_200}
    words = {"act": Act.TELL, "text": f"Cat got a bonus ({number}).", "turn": 1, "step": 1, "count": -1}
    add(run, Saying, 2 * number, item=number, speaker=BEN, hearer=ANN, sim_time=at + 60, **words, **told)
    memory(run, 2 * number - 1, ANN, MemoryKind.CONVERSATION, at + 120, source=BEN, item=number, **told)
    quarrel = {"owner": BEN, "what": Occurrence.QUARREL, "fact_other": ANN, "event": 7}
    memory(run, 2 * number, BEN, MemoryKind.OBSERVATION, at - 60, **quarrel)


def memory(run: Run, number: int, resident: int, kind: MemoryKind, at: int, **cells: int) -> None:
    """Write a memory."""
    add(run, Memory, number, resident=resident, kind=kind, sim_time=at, importance=40, trust=100, **cells)


def add(run: Run, model: type[M], number: int, **values: Any) -> M:
    """Write a row; what is not given is 0 or empty, as the writer has it."""
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    empty = {field.name: "" if isinstance(field, models.TextField) else 0 for field in fields}
    if model is Saying:
        empty["medium"] = Medium.TALK
    row: M = model._default_manager.create(pk=key_of(run.pk, number), **(empty | values))
    return row


def count(run: Run, model: type[models.Model], last: int) -> None:
    """Note the last number of a table in the run's head."""
    head = RunHead.objects.get(pk=run.pk)
    head.counters = json.dumps(json.loads(head.counters) | {table_of(model).name: last})
    head.save(update_fields=["counters"])
