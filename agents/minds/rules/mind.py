"""Decide for many residents at once: integers and lookup tables only, so that every processor agrees.

An option's weight is the sum of what needs, duties and taste want of the action and of what its best place offers. No
row looks at another, so any cut of a batch gives the same answers.
"""

from typing import Final

import numpy as np

from agents.minds.rules.company import add_company, choose_partner, name_company
from agents.minds.rules.dates import bend_stays, is_for_date, read_dates
from agents.minds.rules.durations import durations
from agents.minds.rules.duties import wants_of_duties
from agents.minds.rules.person import read_person
from agents.minds.rules.places import NOWHERE, choose_places, occasion_weight
from agents.minds.rules.reasons import reasons
from agents.minds.rules.schedule import read_day
from agents.minds.rules.sickness import name_illness, stay_in_bed
from agents.minds.rules.taste import wants_of_taste
from agents.minds.rules.urgency import urgencies, wants_of_needs
from agents.minds.rules.weather import add_weather
from world.actions import ACTION_COUNT
from world.contract import OPTIONS_KEPT, DecisionBatch, Int, Need, ObservationBatch, Reason

_EVERY_ACTION: Final = np.arange(ACTION_COUNT)


def decide(seen: ObservationBatch) -> DecisionBatch:
    """Choose action, place and duration for each row, and keep the four best options."""
    person = read_person(seen)
    day = read_day(seen, person)
    urgency = urgencies(seen, person)
    duty = wants_of_duties(seen, person, day)
    dates = read_dates(seen, person, day)
    add_company(duty, seen, person, day, dates)
    stay_in_bed(duty, day.is_sick)
    taste = wants_of_taste(seen, person, day)
    add_weather(taste, seen)
    where = choose_places(seen, person, day, urgency, dates)
    weight = wants_of_needs(urgency) + duty + taste + where.appeal
    best = _best(weight)
    action, row = best[:, 0], np.arange(len(seen))

    def chosen(values: Int) -> Int:
        return values[row, action]

    slot = chosen(where.slot)
    why = reasons(
        action=action,
        urgency=urgency,
        duty=chosen(duty),
        company=np.where(urgency[:, Need.SOCIAL] > 0, chosen(where.company), 0),
        taste=chosen(taste),
        fondness=chosen(where.fondness),
        occasion=None
        if seen.attraction is None
        else occasion_weight(seen.attraction[row, action, slot], person.outgoing),
    )
    place, walk_s = chosen(where.place), seen.walk_s[row, action, slot]
    stay_s = durations(seen, person, day, action, walk_s)
    partner = choose_partner(seen, person, dates)
    if dates is not None:
        stay_s = bend_stays(dates, seen, action=action, place=place, walk_s=walk_s, stay_s=stay_s)
        why = np.where(is_for_date(dates, action, place, partner), Reason.APPOINTMENT, why)
    option_weight = weight[row[:, None], best]
    is_option = option_weight > NOWHERE // 2
    return DecisionBatch(
        action=action,
        place=place,
        duration_s=stay_s,
        reason=name_illness(name_company(why, action, seen.known), action, day.is_sick),
        option_action=np.where(is_option, best, -1),
        option_place=np.where(is_option, where.place[row[:, None], best], 0),
        option_weight=np.where(is_option, option_weight, 0),
        partner=partner,
    )


def stays(seen: ObservationBatch, action: Int, walk_s: Int) -> Int:
    """Say how long these residents would stay at actions that somebody else chose, in seconds: int64[n]."""
    person = read_person(seen)
    return durations(seen, person, read_day(seen, person), action, walk_s)


def _best(weight: Int) -> Int:
    """Order each row's best options, of equal ones the lower action first: int64[n, OPTIONS_KEPT]."""
    # the action's number fills the lowest digits, so that no two options are equal and any sort is as good as a stable one
    ranked = np.sort(weight.astype(np.int64) * -ACTION_COUNT + _EVERY_ACTION, axis=1)[:, :OPTIONS_KEPT]
    return ranked % ACTION_COUNT
