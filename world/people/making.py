"""Who moves in when an operator asks for it: what was asked for, and for the rest a person made as all newcomers are."""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from world.contract import Int
from world.economy.posts import Posts, Terms
from world.engine.arrivals import Newcomer, home_for, trade_for
from world.engine.moving import free_beds
from world.engine.step import TownEngine
from world.occupations import Occupation
from world.people.bodies import AddBody
from world.population import Population, Settled, make_newcomer
from world.scenario import AGE_RANGE, EconomySpec
from world.scenario.people import GENDERS, ResidentSpec
from world.scenario.tables import TownTables

PEOPLE_MAX: Final = 5_000
"""Residents of a district: what its columns are made anew for in a moment."""
_WITHOUT_POST: Final = (Occupation.STUDENT, Occupation.RETIRED, Occupation.UNEMPLOYED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The town that somebody is to come to.   gone: places that were deleted, by number."""

    engine: TownEngine
    town: TownTables
    gone: Int
    seed: int


def newcomer_of(body: AddBody, site: Site, *, number: int, moment: int) -> Newcomer | str:
    """Make who is asked for; a text is the reason for which she cannot come."""
    home = _home(body, site, number)
    if isinstance(home, str):
        return home
    posts = posts_of(site.engine)
    trade = _trade(body, site, posts, number)
    if isinstance(trade, str):
        return trade
    terms = _post(body, posts, trade)
    if isinstance(terms, str):
        return terms
    youngest, oldest = AGE_RANGE[trade]
    if body.age is not None and not youngest <= body.age <= oldest:
        return "age_does_not_fit"
    person, written = _person(body, site, number, trade, terms, home)
    return Newcomer(number=number, moment=moment, person=person, has_work=bool(terms.place), written=written)


def posts_of(engine: TownEngine) -> Posts:
    """Count the town's posts, and who holds them."""
    if engine.dealings is not None:
        return engine.dealings.labour.posts
    economy = EconomySpec.model_validate(engine.scenario["economy"])
    posts, persona = (
        Posts.of_scenario(engine.scenario, economy, engine.around.town.district_count),
        engine.around.persona,
    )
    held = (persona.workplace, persona.occupation, persona.shift_start_s, persona.shift_length_s, persona.workdays)
    here = engine.residents.is_here
    posts.add(*(column[here] for column in held), change=1)
    return posts


def open_post(posts: Posts, *, trade: Occupation | None, place: int) -> Terms | None:
    """Find the first post that nobody has, of a trade and at a place, where these are given (0 = any place)."""
    fits = posts.filled[0] < posts.count
    if trade is not None:
        fits &= posts.occupation == trade
    if place:
        fits &= posts.place == place
    kinds = np.flatnonzero(fits)
    return posts.terms(int(kinds[0]), 0) if len(kinds) else None


def _home(body: AddBody, site: Site, number: int) -> int | str:
    beds, town = free_beds(site.engine), site.engine.around.town
    beds[site.gone] = 0
    if body.home is None:
        return home_for(beds, site.town, site.seed, number) if beds.any() else "no_free_beds"
    if body.home > town.place_count or body.home in site.gone:
        return "location_not_found"
    if not town.is_home[body.home]:
        return "not_a_home"
    return body.home if beds[body.home] else "no_free_bed_there"


def _trade(body: AddBody, site: Site, posts: Posts, number: int) -> Occupation | str:
    """Say what she has learnt: what was asked for, what the place has work for, or what is drawn among what fits her age."""
    if body.occupation is not None:
        return body.occupation
    if body.workplace is not None:
        post = open_post(posts, trade=None, place=body.workplace)
        return "no_open_post" if post is None else Occupation(post.occupation)
    return Occupation(trade_for(site.town, site.seed, number, age=body.age))


def _post(body: AddBody, posts: Posts, trade: Occupation) -> Terms | str:
    """Find her work; who was not asked for with any comes without, if there is none."""
    post = None if trade in _WITHOUT_POST else open_post(posts, trade=trade, place=body.workplace or 0)
    if post is not None:
        return post
    is_asked_for = body.workplace is not None or (body.occupation is not None and trade not in _WITHOUT_POST)
    return "no_open_post" if is_asked_for else Terms(occupation=trade)


def _person(
    body: AddBody, site: Site, number: int, trade: Occupation, terms: Terms, home: int
) -> tuple[Population, ResidentSpec]:
    """Draw a person, put what was asked for in the place of what was drawn, and make her again of both."""
    settled = Settled(
        occupation=np.array([trade]),
        home=np.array([home]),
        workplace=np.array([terms.place]),
        start_s=np.array([terms.start_s]),
        length_s=np.array([terms.length_s]),
        workdays=np.array([terms.workdays]),
        wage_cents=np.array([terms.wage_cents]),
    )
    drawn = make_newcomer(site.town, seed=site.seed, number=number, wanted=trade, settled=settled)
    asked = body.model_dump(exclude={"home", "workplace", "name", "age", "gender", "occupation"})
    written = ResidentSpec(
        name=body.name or drawn.names[0],
        age=body.age or int(drawn.persona.age[0]),
        gender=body.gender or GENDERS[int(drawn.persona.gender[0])],
        occupation=trade,
        **asked,
    )
    made = make_newcomer(site.town, seed=site.seed, number=number, wanted=trade, settled=settled, written=written)
    return (made if body.name else replace(made, handles=drawn.handles)), written
