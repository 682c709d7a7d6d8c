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
from world.scenario import AGE_RANGE, PlaceType
from world.scenario.people import ResidentSpec
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
    written: ResidentSpec | None = None
    """What somebody wrote about her; None = all of her was drawn."""


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
    return Vacancy(home=home_for(beds, town, seed, number), post=post)


def newcomer_for(found: Vacancy, town: TownTables, *, seed: int, number: int, moment: int) -> Newcomer:
    """Make the person who takes a vacancy."""
    post = found.post or Terms(occupation=trade_for(town, seed, number))
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


def home_for(beds: Int, town: TownTables, seed: int, number: int) -> int:
    """Draw a bed; a dormitory is for whoever finds nothing else."""
    is_dormitory = np.array([False, *(place.type is PlaceType.DORMITORY for place in town.places)])
    homes = np.where(is_dormitory, 0, beds)
    homes = homes if homes.any() else beds
    luck = int(below(draw(seed, np.array([number]), _HOME, 0), int(homes.sum()))[0])
    return int(np.searchsorted(np.cumsum(homes), luck, side="right"))


def trade_for(town: TownTables, seed: int, number: int, *, age: int | None = None) -> int:
    """Draw what somebody without a post has learnt, as founders are drawn; with an age among what people of it do."""
    shares = [town.population.occupations.get(trade, 0) for trade in Occupation]
    if age is not None:
        fits = [youngest <= age <= oldest for youngest, oldest in (AGE_RANGE[trade] for trade in Occupation)]
        shares = [share * fit for share, fit in zip(shares, fits, strict=True)]
        if not any(shares):
            return Occupation.UNEMPLOYED if fits[Occupation.UNEMPLOYED] else Occupation.RETIRED
    weights = np.cumsum(shares)
    luck = int(below(draw(seed, np.array([number]), _TRADE, 0), int(weights[-1]))[0])
    return int(np.searchsorted(weights, luck, side="right"))
