"""What there is to say about an action: where, how long, what it does to needs, what else it changes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np

from world.contract import Bool, Int, Need, Persona

MINUTE_S: Final = 60
HOUR_S: Final = 3_600


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """Residents whose action just ended, as an effect sees them: rows are theirs only; arrays may be written."""

    now: Int  # simulated seconds
    spent_s: Int  # at the place, without the way
    age: Int
    at_home: Bool
    pantry: Int  # meals' worth of food at home; written by effects
    mess_since: Int  # simulated seconds when the home was last tidy; written by effects
    last_meal: Int  # written by effects
    last_sleep: Int  # written by effects


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Residents to whom an action may be offered: what its mask may look at."""

    now: Int
    persona: Persona
    pantry: Int
    mess: Int  # 0..10,000
    shift_from: Int  # the current or next shift
    shift_until: Int


def always(offer: Offer) -> Bool:
    """Offer it to everybody."""
    return np.ones(len(offer.now), dtype=bool)


def nothing(done: Finished) -> None:
    """Change nothing but the needs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionSpec:
    """One action. Rates are hundredths of a point an hour, by Need; they hold from arrival to the end."""

    number: int
    name: str
    rates: tuple[int, int, int, int, int, int]
    min_s: int
    max_s: int
    at_home: bool = False
    at_workplace: bool = False
    at_public: bool = False
    in_place: bool = False
    mask: Callable[[Offer], Bool] = always
    finish: Callable[[Finished], None] = nothing
    is_leisure: bool = False
    skill_per_hour: int = 0  # hundredths of a point of the trade's skill

    @property
    def rate_row(self) -> Int:
        """The rates as int64[6]."""
        return np.array(self.rates, dtype=np.int64)


def rates(
    *, energy: int, satiety: int, social: int, fun: int, hygiene: int, health: int
) -> tuple[int, int, int, int, int, int]:
    """Put rates in the order of Need."""
    named = {
        Need.ENERGY: energy,
        Need.SATIETY: satiety,
        Need.SOCIAL: social,
        Need.FUN: fun,
        Need.HYGIENE: hygiene,
        Need.HEALTH: health,
    }
    first, second, third, fourth, fifth, sixth = (named[need] for need in Need)
    return first, second, third, fourth, fifth, sixth
