"""Moving in and away: what changes in the engine's columns when the people of the town do.

Numbers are never given twice. Who moved away keeps hers: she is nowhere (place 0), never due and as if asleep, which is
what everybody else's business is blind to. Numbers of accounts without a body, people's for instance, look the same.
"""

from dataclasses import dataclass, fields
from typing import Final

import numpy as np

from streams.kernel.rng import below, draw
from streams.kernel.simtime import MINUTE_S
from world.actions import Action
from world.contract import Int, Need, Persona
from world.economy.books import Books
from world.economy.ledger import Account, Category, transfers
from world.economy.posts import Posts
from world.engine.effects import evaluate_needs
from world.engine.people import Occupancy, count_people
from world.engine.state import ResidentColumns
from world.engine.step import TownEngine, born
from world.engine.steplog import StepLog

_NEED, _WAKE, _PANTRY = 7_101, 7_102, 7_103
"""Purposes of draws, kept for ever."""
_UNPACKS_S: Final = 20 * MINUTE_S
_LEAST_NEED, _NEED_SPREAD = 6_500, 3_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """What somebody who moved away leaves behind, and whose columns that changed."""

    place: int  # where she was
    home: int
    workplace: int  # 0 = none
    residents: Int


def depart(engine: TownEngine, resident: int, moment: int, books: Books, log: StepLog) -> Left:
    """Let somebody move away who is in no talk: her post, bed and seat are free, her affairs settled, her purse empty."""
    residents, around, one = engine.residents, engine.around, np.array([resident])
    place, workplace = int(residents.place[resident]), int(around.persona.workplace[resident])
    residents.needs[one] = evaluate_needs(residents, around.persona, one, np.array([moment]))
    residents.since[resident] = residents.arrive[resident] = moment
    touched = one if engine.dealings is None else engine.dealings.leave(resident, moment, books, log)
    _empty_purse(int(residents.money[resident]), resident, moment, books)
    is_guest = bool(Occupancy.is_guest(around.town, around.persona, one, np.array([place]))[0])
    around.occupancy.leave(place, is_guest=is_guest)
    residents.empty(one)
    count_people(engine.places, residents)
    engine.forget_chances()
    return Left(place=place, home=int(around.persona.home[resident]), workplace=workplace, residents=np.unique(touched))


def widened(residents: ResidentColumns, number: int) -> ResidentColumns:
    """Copy columns with room up to a number; nobody is under those that are new."""
    wider = ResidentColumns(residents.count)
    wider.fill(residents.as_dict())
    wider.widen(number)
    wider.empty(np.arange(residents.count + 1, number + 1))
    return wider


def joined(persona: Persona, newcomer: Persona, number: int) -> Persona:
    """Copy a persona by number with one more row, at `number`; those between are nobody, aged 0.   newcomer: one row."""
    columns = {}
    for field in fields(Persona):
        old = getattr(persona, field.name)
        rows = np.zeros((number + 1, *old.shape[1:]), dtype=old.dtype)
        rows[: len(old)] = old
        rows[number] = getattr(newcomer, field.name)[0]
        columns[field.name] = rows
    return Persona(**columns)


def settle_in(residents: ResidentColumns, persona: Persona, number: int, skills: Int, moment: int, seed: int) -> None:
    """Put somebody new into her home: she has just come, and begins to live within minutes."""
    rows = np.array([number])
    needs = _LEAST_NEED + below(draw(seed, rows[:, None], _NEED, np.arange(len(Need))), _NEED_SPREAD)
    wake = moment + 1 + below(draw(seed, rows, _WAKE, 0), _UNPACKS_S)
    pantry = 3 + below(draw(seed, rows, _PANTRY, 0), 8)
    born(residents, rows=rows, persona=persona, start=moment, wake=wake, needs=needs, pantry=pantry)
    residents.skills[rows] = skills


def free_beds(engine: TownEngine) -> Int:
    """Count the beds that nobody has, by place: int64[places + 1]."""
    town, homes = engine.around.town, engine.around.persona.home[engine.residents.is_here]
    taken = np.bincount(homes, minlength=town.place_count + 1)
    stands = town.is_home & town.allows[:, Action.SLEEP]  # in a home that was deleted nothing can be done
    return np.where(stands, np.maximum(town.capacity - taken, 0), 0)


def open_posts(posts: Posts) -> Int:
    """Count the posts of the first district that nobody has, by kind; nobody comes to be an owner: int64[kinds]."""
    missing = np.maximum(posts.count - posts.filled[0], 0)
    is_open = np.zeros(len(missing), dtype=bool)
    is_open[posts.open_in(0)] = True
    return np.where(is_open, missing, 0).astype(np.int64)


def _empty_purse(cents: int, resident: int, moment: int, books: Books) -> None:
    """Take what she owns out of town with her, or write off what she owes."""
    payer, payee, category = resident, int(Account.ELSEWHERE), Category.TAKEN_ALONG
    if cents < 0:
        payer, payee, category = int(Account.LANDLORDS), resident, Category.WRITTEN_OFF
    books.carry_out(
        transfers(
            int(cents != 0), payer=payer, payee=payee, amount_cents=abs(cents), category=category, sim_time=moment
        )
    )
