"""Decide for many residents at once: integers and lookup tables only, so that every processor agrees.

An option's weight is the sum of what needs, duties and taste want of the action and of what its best place offers. No
row looks at another, so any cut of a batch gives the same answers.
"""

from typing import Final

import numpy as np

from agents.minds.rules.durations import durations
from agents.minds.rules.duties import wants_of_duties
from agents.minds.rules.person import read_person
from agents.minds.rules.places import NOWHERE, choose_places
from agents.minds.rules.reasons import reasons
from agents.minds.rules.schedule import read_day
from agents.minds.rules.taste import wants_of_taste
from agents.minds.rules.urgency import urgencies, wants_of_needs
from world.contract import OPTIONS_KEPT, DecisionBatch, Int, Need, ObservationBatch, join

_AT_ONCE: Final = 1_024
"""Rows weighed together: their arrays stay in the processor's cache."""


def decide(seen: ObservationBatch) -> DecisionBatch:
    """Choose action, place and duration for each row, and keep the four best options."""
    total = len(seen)
    if total <= _AT_ONCE:
        return _decide(seen)
    rows = [np.arange(start, min(start + _AT_ONCE, total)) for start in range(0, total, _AT_ONCE)]
    return join([_decide(seen.take(some)) for some in rows], rows, total)


def _decide(seen: ObservationBatch) -> DecisionBatch:
    person = read_person(seen)
    day = read_day(seen, person)
    urgency = urgencies(seen, person)
    duty = wants_of_duties(seen, person, day)
    taste = wants_of_taste(seen, person, day)
    where = choose_places(seen, person, day, urgency)
    weight = wants_of_needs(urgency) + duty + taste + where.appeal
    best = np.argsort(-weight, axis=1, kind="stable")[:, :OPTIONS_KEPT]
    action, row = best[:, 0], np.arange(len(seen))

    def chosen(values: Int) -> Int:
        return values[row, action]

    option_weight = weight[row[:, None], best]
    is_option = option_weight > NOWHERE // 2
    return DecisionBatch(
        action=action,
        place=chosen(where.place),
        duration_s=durations(seen, person, day, action, seen.walk_s[row, action, chosen(where.slot)]),
        reason=reasons(
            action=action,
            urgency=urgency,
            duty=chosen(duty),
            company=np.where(urgency[:, Need.SOCIAL] > 0, chosen(where.company), 0),
            taste=chosen(taste),
            fondness=chosen(where.fondness),
        ),
        option_action=np.where(is_option, best, -1),
        option_place=np.where(is_option, where.place[row[:, None], best], 0),
        option_weight=np.where(is_option, option_weight, 0),
    )
