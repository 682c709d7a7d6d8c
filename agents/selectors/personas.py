"""The personas of a run as residents written out by hand: what a file of personas holds."""

from streams.models import Run
from world.models import Gender, Place, Resident, ResidentState
from world.occupations import Occupation
from world.scenario import Gender as GenderName
from world.scenario import ResidentSpec


def personas_of(run: Run) -> tuple[ResidentSpec, ...]:
    """Write down everybody of a run, with the money that they own now. Three queries."""
    keys = {place.number: place.key for place in Place.objects.of(run.pk)}
    money = {state.number: state.money for state in ResidentState.objects.of(run.pk)}
    residents = Resident.objects.of(run.pk).select_related("account", "agent").order_by("pk")
    return tuple(_spec(resident, keys, money[resident.number]) for resident in residents)


def _spec(resident: Resident, keys: dict[int, str], money_cents: int) -> ResidentSpec:
    agent = resident.agent
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
