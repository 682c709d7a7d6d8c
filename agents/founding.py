"""Minds for newborn people: prose out of the numbers, or out of the scenario where it is written by hand."""

import json
from typing import Any, Final

import numpy as np

from agents.models import Agent
from streams.kernel.columns import Mode, TableBatch
from streams.kernel.ids import key_of
from streams.writer.part import RunFacts
from streams.writer.tables import table_of
from world.population import Population
from world.rows import texts

AGENTS: Final = table_of(Agent)


def agent_rows(run: RunFacts, people: Population) -> TableBatch:
    """Make one mind for each resident, of the kind that the scenario asks for."""
    count = len(people)
    columns: dict[str, Any] = {
        "resident_id": key_of(run.run_id, 0) + np.arange(1, count + 1),
        "mind": texts([run.scenario["minds"]["default"]] * count),
        "model_name": texts([""] * count),
    }
    for name in ("traits", "speaking_style", "life_goal", "backstory", "daily_routine"):
        columns[name] = texts([""] * count)
    columns["goals"] = texts([json.dumps([])] * count)
    return TableBatch.of(AGENTS, Mode.INSERT, columns)
