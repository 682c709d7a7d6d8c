"""What is done with whole runs: forked at a moment of their past, or begun anew from their scenario."""

import json
import time
from dataclasses import dataclass

from django.db import transaction

from society.experiments.founding import found_scenario
from society.experiments.scenario import checked_scenario
from streams.models import Inbox, Run, RunStatus, User
from streams.selectors.past import parts_of_runs
from streams.services.inbox import append_command, wait_for_receipt
from streams.writer.clock_part import END_RUN, Nothing
from streams.writer.fork import fork_run
from streams.writer.past import step_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Reset:
    """The receipt of the old run's end (None if it had ended already), and the new run."""

    receipt: Inbox | None
    run: Run


def reset_run(run: Run, *, user: User | None) -> Reset:
    """End a run and begin a new one from its scenario and seed; nothing is deleted.

    The new run takes the old one's place as the default. ScenarioError if this version cannot found that scenario any
    more: then nothing has changed.
    """
    scenario = checked_scenario(json.loads(run.scenario), file=run.name)
    ended: Inbox | None = None
    with transaction.atomic():
        if run.status != RunStatus.ENDED:
            ended = append_command(run, END_RUN, Nothing(), user=user)
        founded = found_scenario(scenario, name=run.name, is_default=run.is_default)
    return Reset(receipt=wait_for_receipt(ended) if ended else None, run=founded)


def fork_at(run: Run, *, sim_time: int | None, step: int | None, name: str) -> Run:
    """Fork a run at a simulated time or a step, or without either at its last step.

    HistoryLost, EngineMismatch and DigestMismatch as for any look at the past.
    """
    if step is None:
        step = run.head.step if sim_time is None else step_at(run, sim_time)
    wall_ms = time.time_ns() // 1_000_000
    return fork_run(run, step=step, assemble=parts_of_runs(), name=name or run.name, wall_ms=wall_ms)
