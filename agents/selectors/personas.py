"""The personas of a run as residents written out by hand: what a file of personas holds."""

from agents.models import Agent
from agents.selectors.prose import fill_prose
from streams.models import Run
from world.models import Gender, Place, ResidentState
from world.occupations import Occupation
from world.scenario import Gender as GenderName
from world.scenario import ResidentSpec
from world.selectors.map import layout_of


def personas_of(run: Run) -> tuple[ResidentSpec, ...]:
    """Write down everybody who lives in a run's town, with the money that they own now. Three queries, four in a large town.

    A file knows one district only: of those who live in another one it names the same places of the first.
    """
    keys = _tile_keys(run)
    money = {state.number: state.money for state in ResidentState.objects.of(run.pk).filter(place__gt=0)}
    agents = Agent.objects.of(run.pk).select_related("resident__account").order_by("pk")
    fill_prose(run, agents)
    return tuple(_spec(agent, keys, money[agent.number]) for agent in agents if agent.number in money)


def _tile_keys(run: Run) -> dict[int, str]:
    """Name each place as a scenario's file does: in other districts as the place of the first that it is a copy of."""
    layout = layout_of(run.scenario)
    keys = {place.number: place.key for place in Place.objects.of(run.pk)}
    return {number: keys[layout.local(number)] for number in keys}


def _spec(agent: Agent, keys: dict[int, str], money_cents: int) -> ResidentSpec:
    resident = agent.resident
    return ResidentSpec(
        name=resident.account.display_name,
        age=resident.age,
        gender=GenderName(Gender(resident.gender).name.lower()),
        occupation=Occupation(resident.occupation),
        openness=resident.openness,
        conscientiousness=resident.conscientiousness,
        extraversion=resident.extraversion,
        agreeableness=resident.agreeableness,
        neuroticism=resident.neuroticism,
        home=keys[resident.home],
        workplace=keys.get(resident.workplace),
        money=max(money_cents, 0),
        traits=agent.traits,
        speaking_style=agent.speaking_style,
        life_goal=agent.life_goal,
        goals=tuple(agent.goal_list),
        backstory=agent.backstory,
        daily_routine=agent.daily_routine,
    )
