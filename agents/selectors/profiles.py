"""A mind in words: the persona's prose, and which mind decides."""

from collections.abc import Sequence
from dataclasses import dataclass

from agents.models import Agent
from agents.selectors.prose import fill_prose
from streams.models import Account
from world.selectors.moments import Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Who somebody is in words; empty texts are not known."""

    number: int
    bio: str
    mind: str
    model_name: str
    traits: str
    speaking_style: str
    life_goal: str
    goals: Sequence[str]
    backstory: str
    daily_routine: str


def profile_of(moment: Moment, number: int) -> Profile | None:
    """Read a persona's prose, None if the run has no such number. As many queries as for several."""
    return next(iter(profiles_of(moment, [number]).values()), None)


def profiles_of(moment: Moment, numbers: Sequence[int]) -> dict[int, Profile]:
    """Read the prose of these residents, by number. One query, two in a town too large to store it."""
    rows = Agent.objects.filter(pk__in=moment.keys(numbers)).select_related("resident__account").order_by("pk")
    fill_prose(moment.run, rows)
    return {agent.number: _profile(agent, agent.resident.account) for agent in rows}


def number_of_handle(moment: Moment, handle: str) -> int | None:
    """Find a resident by the handle in an address, None if nobody has it. One query."""
    account = Account.objects.of(moment.run.pk).filter(handle=handle).first()
    return None if account is None else account.number


def _profile(agent: Agent, account: Account) -> Profile:
    return Profile(
        number=agent.number,
        bio=account.bio,
        mind=agent.mind,
        model_name=agent.model_name,
        traits=agent.traits,
        speaking_style=agent.speaking_style,
        life_goal=agent.life_goal,
        goals=agent.goal_list,
        backstory=agent.backstory,
        daily_routine=agent.daily_routine,
    )
