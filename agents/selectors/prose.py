"""The words about residents whose rows hold none: written again from the numbers they were born with.

In a large town prose is not stored (`agents.founding.PROSE_KEPT_UP_TO`). The facts, the language and the seed never
change, so what is written here is word for word what the founding would have stored.
"""

import json
from collections.abc import Iterable

from agents.models import Agent
from agents.personas import PersonFacts, write_prose
from streams.kernel.ids import key_of
from streams.models import Run
from world.contract import Trait
from world.models import Place, Resident
from world.occupations import Occupation


def fill_prose(run: Run, agents: Iterable[Agent]) -> None:
    """Put the words into agents of a run whose rows have none; nothing is saved.

    agents: read with `select_related("resident__account")`. One query if any lacks words, else none.
    """
    silent = [agent for agent in agents if not agent.backstory]
    if not silent:
        return
    keys = {key_of(run.pk, agent.resident.workplace) for agent in silent}
    places = {place.number: place for place in Place.objects.filter(pk__in=keys)}
    for agent in silent:
        work = places.get(agent.resident.workplace)
        name = "" if work is None else work.name_zh if run.language == "zh" else work.name
        words = write_prose(_facts(agent.resident, name), language=run.language, seed=run.seed)
        agent.traits, agent.speaking_style, agent.life_goal = words.traits, words.speaking_style, words.life_goal
        agent.backstory, agent.daily_routine = words.backstory, words.daily_routine
        agent.goals = json.dumps(words.goals, ensure_ascii=False)


def _facts(resident: Resident, work: str) -> PersonFacts:
    return PersonFacts(
        number=resident.number,
        name=resident.account.display_name,
        age=resident.age,
        gender=resident.gender,
        occupation=Occupation(resident.occupation),
        traits=tuple(getattr(resident, trait.name.lower()) for trait in Trait),
        work=work,
        shift_start_s=resident.shift_start_s,
        shift_length_s=resident.shift_length_s,
        bedtime_s=resident.bedtime_s,
        sleep_length_s=resident.sleep_length_s,
    )
