"""Minds for newborn people: prose out of the numbers, or out of the scenario where it is written by hand."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np

from agents.models import Agent
from agents.personas import PersonFacts, Prose, keep_written, write_prose
from streams.kernel.columns import Mode, TableBatch
from streams.kernel.ids import key_of
from streams.writer.part import RunFacts
from streams.writer.tables import table_of
from world.engine.arrivals import Newcomer
from world.occupations import Occupation
from world.placing import name_in, name_zh_in
from world.population import Population
from world.rows import texts
from world.scenario import PopulationSpec
from world.space.districts import Districts

AGENTS: Final = table_of(Agent)
PROSE_KEPT_UP_TO: Final = 10_000
"""Residents up to which the words about everybody are stored.

Above, rows stay empty and the words are written when somebody reads them (`agents.selectors.prose`): at a million
residents they would be a gigabyte of rows and minutes of the founding, and hardly anybody would ever read one.
"""
_PROSE: Final = ("traits", "speaking_style", "life_goal", "backstory", "daily_routine")


def agent_rows(run: RunFacts, people: Population) -> TableBatch:
    """Make one mind for each resident, of the kind that the scenario asks for."""
    count = len(people)
    columns: dict[str, Any] = {
        "resident_id": key_of(run.run_id, 0) + np.arange(1, count + 1),
        "mind": texts([run.scenario["minds"]["default"]] * count),
        "model_name": texts([""] * count),
    }
    return TableBatch.of(AGENTS, Mode.INSERT, columns | _prose_columns(_stored_prose(run, people), count))


def newcomer_row(run: RunFacts, newcomer: Newcomer) -> TableBatch:
    """Make the mind of somebody who moves in, with the words about her."""
    about = _facts(newcomer.person, 0, _place_names(run), number=newcomer.number)
    columns: dict[str, Any] = {
        "resident_id": np.array([key_of(run.run_id, newcomer.number)]),
        "mind": texts([run.scenario["minds"]["default"]]),
        "model_name": texts([""]),
    }
    prose = write_prose(about, language=run.language, seed=run.seed)
    if newcomer.written is not None:
        prose = keep_written(prose, newcomer.written)
    return TableBatch.of(AGENTS, Mode.INSERT, columns | _prose_columns([prose], 1))


def described(run: RunFacts, resident: int, words: Mapping[str, Any]) -> TableBatch:
    """Write other words about somebody.   words: by the fields of `Prose`."""
    columns = {name: json.dumps(text, ensure_ascii=False) if name == "goals" else text for name, text in words.items()}
    table = AGENTS.only(*columns)
    values = {name: texts([text]) for name, text in columns.items()}
    return TableBatch.of(table, Mode.UPDATE, {"resident_id": np.array([key_of(run.run_id, resident)]), **values})


def _prose_columns(prose: Sequence[Prose], count: int) -> dict[str, Any]:
    """Turn prose into columns, empty behind the last that is given."""
    silent = count - len(prose)
    goals = [json.dumps(words.goals, ensure_ascii=False) for words in prose]
    columns = {name: texts([getattr(words, name) for words in prose] + [""] * silent) for name in _PROSE}
    return columns | {"goals": texts(goals + ["[]"] * silent)}


def _stored_prose(run: RunFacts, people: Population) -> list[Prose]:
    """Write the prose that is stored: everybody's, in a large town that of the residents written out by hand only."""
    written = PopulationSpec.model_validate(run.scenario["population"]).residents
    count = len(people) if len(people) <= PROSE_KEPT_UP_TO else len(written)
    places = _place_names(run)
    facts = (_facts(people, i, places) for i in range(count))
    prose = [write_prose(about, language=run.language, seed=run.seed) for about in facts]
    return [*(keep_written(words, spec) for words, spec in zip(prose, written, strict=False)), *prose[len(written) :]]


def _place_names(run: RunFacts) -> list[str]:
    """List the names of all districts' places in the run's language, by number from 1."""
    naming = name_zh_in if run.language == "zh" else name_in
    tile = [_name(place, run.language) for place in run.scenario["places"]]
    return [naming(name, district) for district in range(Districts.of_scenario(run.scenario).count) for name in tile]


def _name(place: Mapping[str, Any], language: str) -> str:
    name: str = place["name_zh" if language == "zh" else "name"]
    return name


def _facts(people: Population, i: int, places: Sequence[str], number: int = 0) -> PersonFacts:
    """Gather what is written about row i.   number: hers, where it does not follow from the row."""
    persona = people.persona
    work = int(persona.workplace[i])
    return PersonFacts(
        number=number or i + 1,
        name=people.names[i],
        age=int(persona.age[i]),
        gender=int(persona.gender[i]),
        occupation=Occupation(int(persona.occupation[i])),
        traits=tuple(persona.traits[i].tolist()),
        work=places[work - 1] if work else "",
        shift_start_s=int(persona.shift_start_s[i]),
        shift_length_s=int(persona.shift_length_s[i]),
        bedtime_s=int(persona.bedtime_s[i]),
        sleep_length_s=int(persona.sleep_length_s[i]),
    )
