"""Phones and talks: when somebody takes out her phone, when she starts to talk, and with whom."""

from typing import Final

import numpy as np

from agents.minds.rules.dates import Dates
from agents.minds.rules.person import Person, Purpose
from agents.minds.rules.schedule import Day
from streams.kernel.rng import below
from streams.kernel.simtime import MINUTE_S
from world.actions import Action
from world.contract import COMPANIONS, Int, Known, ObservationBatch, Reason

_QUARTER_S: Final = 15 * MINUTE_S
_PHONE_PULL: Final = np.array(
    [-4_000] * 4 + [-2_500] * 4 + [-1_200] * 4 + [-500] * 4 + [0] * 4 + [350] * 4 + [600], np.int64
)
"""By quarters of an hour since the last look."""
_PHONE_BASE: Final = 2_200
_UNREAD: Final = np.array([0, 900, 1_200, 1_400, 1_500], np.int64)
"""By how many messages wait."""
_IN_COMPANY: Final = -900
"""What speaks against the phone while people are here, away from home."""
_TALK_PULL: Final = np.array([-4_000] * 4 + [-1_800] * 4 + [-700] * 4 + [-200] * 4 + [0], np.int64)
"""By quarters of an hour since the last talk."""
_TALK_BASE: Final = 950
_ON_DUTY: Final = -2_000
_DATE: Final = 6_000
_WHIM: Final = 1_500
_ABOVE_ALL: Final = 20_000
"""More than any tie and whim: whom one came to meet."""
_NIGHT: Final = np.array([-1_500] * 6 + [-300] + [0] * 15 + [-200, -800], np.int64)
"""By hour."""


def add_company(wants: Int, seen: ObservationBatch, person: Person, day: Day, dates: Dates | None) -> None:
    """Weigh phone and talk by what else there is: adds to int64[n, A]."""
    known = seen.known
    if known is None:
        return
    now = seen.now.astype(np.int64)
    wants[:, Action.USE_PHONE] += _phone(seen, known, person, now) + _NIGHT[day.hour]
    if seen.companions is not None and seen.companion_tie is not None:
        wants[:, Action.TALK] += _talk(seen, known, person, now) + _NIGHT[day.hour]
        wants[day.is_on_duty, Action.TALK] += _ON_DUTY
        if dates is not None:
            is_here = (seen.companions[dates.rows] == dates.other[:, None]).any(axis=1)
            wants[dates.rows[is_here], Action.TALK] += _DATE


def choose_partner(seen: ObservationBatch, person: Person, dates: Dates | None) -> Int | None:
    """Choose whom to talk to: whom one is to meet, else whom one likes, or happens to: int32[n], 0 = nobody."""
    if seen.companions is None or seen.companion_tie is None:
        return None
    luck = below(person.passing(Purpose.PARTNER, np.arange(COMPANIONS)[None, :]), _WHIM)
    liking = np.where(seen.companions > 0, seen.companion_tie + luck, -1)
    if dates is not None:
        liking[dates.rows] += (seen.companions[dates.rows] == dates.other[:, None]) * _ABOVE_ALL
    return seen.companions[np.arange(len(seen)), liking.argmax(axis=1)]


def name_company(reason: Int, action: Int, known: Known | None) -> Int:
    """Say that somebody looks at her phone because messages wait there."""
    if known is None:
        return reason
    return np.where((action == Action.USE_PHONE) & (known.unread > 0), Reason.MESSAGES, reason)


def _phone(seen: ObservationBatch, known: Known, person: Person, now: Int) -> Int:
    since = np.minimum((now - known.phone_at) // _QUARTER_S, len(_PHONE_PULL) - 1)
    unread = np.minimum(known.unread, len(_UNREAD) - 1)
    young = (45 - person.age) * 8
    pull = _PHONE_BASE + _PHONE_PULL[since] + _UNREAD[unread] + young + person.openness * 3
    if seen.companions is not None:
        pull += np.where((seen.companions[:, 0] > 0) & (seen.place != seen.persona.home), _IN_COMPANY, 0)
    return pull


def _talk(seen: ObservationBatch, known: Known, person: Person, now: Int) -> Int:
    since = np.minimum((now - known.talked_at) // _QUARTER_S, len(_TALK_PULL) - 1)
    assert seen.companion_tie is not None
    tie = seen.companion_tie[:, 0].astype(np.int64) // 10
    return _TALK_BASE + _TALK_PULL[since] + tie + person.outgoing * 10 + person.kindness * 3 - person.anxiety * 2
