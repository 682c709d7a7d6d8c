"""Who moves in next: the trade that the town lacks most, a bed that nobody has, and a person made as founders are."""

from dataclasses import dataclass

import numpy as np

from streams.kernel.rng import below, draw
from world.contract import Int
from world.economy.posts import Terms
from world.engine.moving import free_beds, open_posts
from world.engine.step import TownEngine
from world.occupations import Occupation
from world.population import Population, Settled, make_newcomer
from world.scenario import PlaceType
from world.scenario.tables import TownTables

_HOME, _TRADE = 7_111, 7_112
"""Purposes of draws, kept for ever."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Newcomer:
    """Somebody who is about to move in: one row of people, and what she comes to do."""

    number: int
    moment: int
    person: Population
    has_work: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Vacancy:
    """A bed, and work if there is some: what somebody could move in for."""

    home: int
    post: Terms | None


def vacancy(engine: TownEngine, town: TownTables, *, seed: int, number: int, is_small: bool) -> Vacancy | None:
    """Find what the next newcomer would come for; None if there is no bed, or neither work nor fewer people than at first.

    number: hers.   is_small: whether fewer people live here than at the beginning.
    """
    assert engine.dealings is not None, "people come and go only where there are dealings"
    posts, beds = engine.dealings.labour.posts, free_beds(engine)
    missing = open_posts(posts)
    if not beds.any() or not (missing.any() or is_small):
        return None
    post = posts.terms(int(missing.argmax()), 0) if missing.any() else None
    return Vacancy(home=_home(beds, town, seed, number), post=post)


def newcomer_for(found: Vacancy, town: TownTables, *, seed: int, number: int, moment: int) -> Newcomer:
    """Make the person who takes a vacancy."""
    post = found.post or Terms(occupation=_trade(town, seed, number))
    settled = Settled(
        occupation=np.array([post.occupation]),
        home=np.array([found.home]),
        workplace=np.array([post.place]),
        start_s=np.array([post.start_s]),
        length_s=np.array([post.length_s]),
        workdays=np.array([post.workdays]),
        wage_cents=np.array([post.wage_cents]),
    )
    person = make_newcomer(town, seed=seed, number=number, wanted=Occupation(post.occupation), settled=settled)
    return Newcomer(number=number, moment=moment, person=person, has_work=found.post is not None)


def _home(beds: Int, town: TownTables, seed: int, number: int) -> int:
    """Draw a bed; a dormitory is for whoever finds nothing else."""
    is_dormitory = np.array([False, *(place.type is PlaceType.DORMITORY for place in town.places)])
    homes = np.where(is_dormitory, 0, beds)
    homes = homes if homes.any() else beds
    luck = int(below(draw(seed, np.array([number]), _HOME, 0), int(homes.sum()))[0])
    return int(np.searchsorted(np.cumsum(homes), luck, side="right"))


def _trade(town: TownTables, seed: int, number: int) -> int:
    """Draw what somebody without a post has learnt, as founders are drawn."""
    weights = np.cumsum([town.population.occupations.get(trade, 0) for trade in Occupation])
    luck = int(below(draw(seed, np.array([number]), _TRADE, 0), int(weights[-1]))[0])
    return int(np.searchsorted(weights, luck, side="right"))
