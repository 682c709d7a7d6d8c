"""What the town and a mind say to each other: arrays of what is perceived and offered, arrays of what was decided.

The engine takes any `Decide`; it knows no mind, and a mind touches no state. One row is one resident. Plain NumPy.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from enum import IntEnum
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Int = NDArray[np.integer[Any]]
Bool = NDArray[np.bool_]

NEED_MAX: Final = 10_000
"""Needs are satisfactions: 0 to 10,000 hundredths, 10,000 = fully satisfied."""
LOW: Final = 3_000
CRITICAL: Final = 1_000
OPTIONS_KEPT: Final = 4
WEIGHT_MAX: Final = 32_767
"""Weights of options are kept within this, either way."""
COMPANIONS: Final = 4
"""People whom somebody is shown as company to talk to, at most."""


class Need(IntEnum):
    """Column of a need in every `needs[n, 6]`."""

    ENERGY = 0
    SATIETY = 1
    SOCIAL = 2
    FUN = 3
    HYGIENE = 4
    HEALTH = 5


class Trait(IntEnum):
    """Column of a Big Five trait in `traits[n, 5]`, each 0-100."""

    OPENNESS = 0
    CONSCIENTIOUSNESS = 1
    EXTRAVERSION = 2
    AGREEABLENESS = 3
    NEUROTICISM = 4


class Skill(IntEnum):
    """Column of a skill in `skills[n, 8]`, each 0-10,000 hundredths of a point."""

    TECHNOLOGY = 0
    ART = 1
    SERVICE = 2
    COOKING = 3
    TEACHING = 4
    MEDICINE = 5
    TRADE = 6
    WRITING = 7


class Reason(IntEnum):
    """Why an option was chosen or refused; kept in the record under these numbers for ever."""

    NONE = 0
    HUNGRY = 1
    TIRED = 2
    LONELY = 3
    BORED = 4
    DIRTY = 5
    UNWELL = 6
    SHIFT = 7
    BEDTIME = 8
    MEALTIME = 9
    ERRAND = 10
    CHORE = 11
    LEARNING = 12
    HABIT = 13
    NOTHING_BETTER = 14
    TOLD = 15
    BORN = 16
    OCCASION = 17
    APPOINTMENT = 18
    MESSAGES = 19
    CURIOUS = 20
    COMPANION = 21
    JOBLESS = 22
    PLAYED = 23
    AWAITS_PLAYER = 24
    # refusals
    PLACE_CLOSED = 64
    PLACE_FULL = 65
    TOO_POOR = 66
    NOT_OFFERED = 67
    MIND_FAILED = 68


class EconomicStatus(IntEnum):
    """How well off somebody is; changes choices."""

    IN_DEBT = 0
    STRUGGLING = 1
    TIGHT = 2
    STABLE = 3
    WEALTHY = 4


class _Batch:
    """Selecting rows and counting them, for the frozen dataclasses below."""

    __slots__ = ()

    def take(self, rows: Any) -> Any:
        """Return the same batch with only these rows (bool[n] or int indices)."""
        values = {
            field.name: _taken(getattr(self, field.name), rows)
            for field in fields(self)  # type: ignore[arg-type]  # the subclasses are dataclasses
        }
        return type(self)(**values)


def _taken(value: Any, rows: Any) -> Any:
    if isinstance(value, _Batch):
        return value.take(rows)
    return value[rows] if isinstance(value, np.ndarray) else value


@dataclass(frozen=True, slots=True, kw_only=True)
class Persona(_Batch):
    """The numeric persona, fixed between births and edits; row i belongs to the i-th resident of the batch."""

    age: Int  # years, 18-80
    gender: Int  # 0 male, 1 female, 2 other
    occupation: Int  # world.occupations.Occupation
    traits: Int  # [n, 5], 0-100, by Trait
    home: Int  # place number
    workplace: Int  # place number, 0 = none
    shift_start_s: Int  # seconds after midnight
    shift_length_s: Int  # 0 = no job; a night shift runs over midnight
    workdays: Int  # bit 0 = Monday ... bit 6 = Sunday: days on which a shift starts
    bedtime_s: Int  # usual, seconds after midnight; later than noon means before midnight
    sleep_length_s: Int  # usual


class Announced(IntEnum):
    """Column of a kind of occasion in `heard_until[n, 2]`."""

    FREE_COFFEE = 0
    FAIR = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Known(_Batch):
    """What n residents carry with them that the town does not hold: phones, what they heard, whom they agreed to meet."""

    unread: Int  # private messages that wait on the phone
    phone_at: Int  # simulated seconds, end of the last look at the phone
    talked_at: Int  # simulated seconds, end of the last talk
    heard_until: Int  # int32[n, 2], by Announced: the end of the occasion that she last heard of
    date_place: Int  # where the next appointment is, 0 = none
    date_at: Int  # simulated seconds
    date_with: Int  # number of whom she meets there


Know = Callable[[Int], Known]
"""Asked for residents by number, in any order, as they are at the start of a step."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ObservationBatch(_Batch):
    """What n residents perceive at the moment their action ends: all that a mind is shown.

    A = number of actions (column = action number), k = candidate places of an action: her home (or where she is, for
    waiting), her workplace, then public places, nearest first. Candidates that are closed, full or too dear are masked
    (place 0); `offered[i, a]` says whether any is left.
    """

    seed: int  # of the run
    number: Int  # who
    now: Int  # simulated seconds, each resident's own moment
    decisions: Int  # decisions made so far: the count of every random draw
    persona: Persona
    needs: Int  # [n, 6] 0..10,000, by Need
    skills: Int  # [n, 8] 0..10,000, by Skill
    money_cents: Int
    status: Int  # EconomicStatus
    place: Int  # where she is
    last_action: Int  # what she just finished
    last_reason: Int  # why she did it (Reason)
    shift_from: Int  # simulated seconds: start of the current or else the next shift; far off without a job
    shift_until: Int
    pantry: Int  # meals' worth of food at home
    mess: Int  # 0..10,000, how much the home wants cleaning
    last_meal: Int  # simulated seconds, end of the last meal
    last_sleep: Int  # simulated seconds, end of the last sleep
    sick_until: Int  # simulated seconds, 0 = well
    offered: Bool  # [n, A]
    candidates: Int  # int32[n, A, k] place numbers, 0 = none
    walk_s: Int  # int32[n, A, k] seconds on foot
    price_cents: Int  # int32[n, A, k]
    crowd: Int  # int32[n, A, k] percent of the places taken there
    closes_in_s: Int  # int32[n, A, k] seconds from now until it closes (a day or more = open all day)
    attraction: Int | None = None  # int32[n, A, k] 0-1,000: what is on there just now; None = nothing anywhere
    sky: Int | None = None  # world.weather.Sky outside; None = a town without weather
    temperature_c10: Int | None = None  # outside, tenths of a degree; None = a town without weather
    caution: Int | None = None  # percent by which hard times make people mind a price; None = no crisis anywhere
    # None in a town without talk and phones
    known: Known | None = None
    companions: Int | None = None  # int32[n, COMPANIONS] who is here and may be talked to, 0 = nobody
    companion_tie: Int | None = None  # int16[n, COMPANIONS] strength 0..10,000 of the tie to each

    def __len__(self) -> int:
        return len(self.number)

    def one(self, i: int) -> "ObservationBatch":
        """Return the i-th resident's observation as a batch of one, for prompts, people and programs."""
        return self.take(np.array([i]))


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionBatch(_Batch):
    """What n residents do next; rows as in the observation that was answered."""

    action: Int  # action number
    place: Int  # place number: one of the candidates
    duration_s: Int  # at the place, without the way; clipped by the engine to what the action and the place allow
    reason: Int  # Reason
    option_action: Int  # [n, 4] best first, -1 = no such option
    option_place: Int  # [n, 4]
    option_weight: Int  # [n, 4], clipped by the engine to +-WEIGHT_MAX
    partner: Int | None = None  # whom to talk to, one of the companions; 0 or None = nobody

    def __len__(self) -> int:
        return len(self.action)


Decide = Callable[[ObservationBatch], DecisionBatch]


def join(batches: Sequence[DecisionBatch], rows: Sequence[Int], total: int) -> DecisionBatch:
    """Put answers of several minds back in order.

    batches[j] answers the rows rows[j] of a batch of `total`; together they cover each row once.
    """
    merged: dict[str, NDArray[Any]] = {}
    for field in fields(DecisionBatch):
        parts = [getattr(batch, field.name) for batch in batches]
        if all(part is None for part in parts):
            continue
        parts = [
            np.zeros(len(batch), np.int32) if part is None else part for part, batch in zip(parts, batches, strict=True)
        ]
        column = np.zeros((total, *parts[0].shape[1:]), dtype=parts[0].dtype)
        for part, where in zip(parts, rows, strict=True):
            column[where] = part
        merged[field.name] = column
    return DecisionBatch(**merged)
