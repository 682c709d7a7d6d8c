"""What happened in a step becomes news of those whom it befell; and what one can tell of when nothing did."""

from typing import Final

import numpy as np

from agents.life import farewells, occasions, strikes
from agents.life.doings import doings
from agents.life.facts import Cells, Story, story
from agents.life.news import News, take_in
from agents.life.scene import Scene
from agents.voice import Occurrence as What
from streams.kernel.rng import below, draw
from streams.kernel.simtime import DAY_S, HOUR_S, weekday
from streams.network.rows import append_events
from world.contract import Int, Need
from world.events import WorldEvent
from world.occupations import Occupation

_LUCK: Final = 7_304
_FRIDAY: Final = 4
_ACTED: Final = int(WorldEvent.ACTED)  # an IntEnum beside an array costs ten times as much
_CHEERFUL: Final = 7_000
_DOWN: Final = 4_500


def notice(scene: Scene) -> tuple[Int, Int]:
    """Let residents notice what happened in town: news on their minds, memories, and which occasions they know of.

    Returns who takes out her phone at once to show what is on, and when: int64[n] each.
    """
    kind = scene.events["kind"]
    is_acted = kind == _ACTED
    acted, others = np.flatnonzero(is_acted), np.flatnonzero(~is_acted)
    found: list[News] = []
    if len(others):
        found += [*strikes.struck(scene, others), *strikes.refused(scene, others), *occasions.begun(scene, others)]
        found += farewells.parted(scene, others)
    if len(acted):
        found += [*occasions.visited(scene, acted), *doings(scene, acted)]
    take_in(scene.mind, scene.memories, found)
    return occasions.shown_at_once(scene, found)


def notice_followers(scene: Scene) -> None:
    """Let residents who are awake notice who follows them from this step on, people as well as residents.

    After phones. What was done in the network so far gets its numbers in the record here, so that news can name it.
    """
    pending = scene.network.pending
    told = pending.events[pending.recorded :]
    if told:
        seqs = append_events(pending, scene.context)
        take_in(scene.mind, scene.memories, [strikes.followed(scene, told, seqs)])


def fallback_story(scene: Scene, resident: int, at: int) -> Story:
    """Find something to tell for somebody who has no news: the hour, the day, a quiet life. The same for the whole hour."""
    town = scene.town
    choices = _choices(scene, resident, at)
    luck = draw(scene.context.run.seed, resident, _LUCK, at // HOUR_S)
    mood = int(town.residents.needs[resident].sum(dtype=np.int64)) // len(Need)
    return story(
        scene,
        Cells(
            # what she is doing just now is what it goes back to
            event=int(town.residents.last_event[resident]),
            what=choices[int(below(luck, len(choices)))],
            owner=resident,
            fact_place=int(town.residents.place[resident]),
            fact_time=at,
            valence=(mood > _CHEERFUL) - (mood < _DOWN),
            arousal=int(town.residents.needs[resident, Need.ENERGY] > _CHEERFUL),
        ),
    )


def _choices(scene: Scene, resident: int, at: int) -> list[What]:
    hour, day = at % DAY_S // HOUR_S, weekday(at)
    choices = [What.QUIET_DAY]
    if 5 <= hour < 11:
        choices += [What.MORNING, What.MORNING]
    if hour >= 17:
        choices += [What.EVENING, What.EVENING]
    if day > _FRIDAY or (day == _FRIDAY and hour >= 16):
        choices.append(What.WEEKEND)
    if scene.town.around.persona.occupation[resident] == Occupation.UNEMPLOYED:
        choices += [What.LOOKING_FOR_JOB, What.LOOKING_FOR_JOB]
    if not scene.town.circumstances.outside.is_on:
        # a town without weather of its own has that which its people make up, one sky a day
        choices.append(What.WEATHER)
    return choices
