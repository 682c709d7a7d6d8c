"""A run's company in numbers: how much is said and written, and how residents are bound to each other."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from agents.models import Appointment
from agents.selectors.circles import circle_of
from streams.models import Comment, Follow, Like, Message, Post
from streams.writer.tables import table_of
from world.models import Talk
from world.selectors.moments import Moment
from world.selectors.talking import talks_going_on
from world.ties import TieLevel, level_of_one

MEASURED_MAX: Final = 1_000
"""Residents whose ties are read, at most: of the first numbers, those who live in town."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyStats:
    """See the fields of SocialStatsSerializer."""

    sim_time: int
    conversations: int
    active_conversations: int
    posts: int
    comments: int
    likes: int
    follows: int
    messages: int
    appointments: int
    measured_residents: int
    mean_friends: float
    isolates: int
    reciprocity: float
    levels: Mapping[str, int]


def company_stats(moment: Moment) -> CompanyStats:
    """Count and measure. Seven queries; rows: the ties of MEASURED_MAX residents."""
    counted = {
        name: moment.counters.get(table_of(model).name, 0)
        for name, model in (
            ("conversations", Talk),
            ("posts", Post),
            ("comments", Comment),
            ("likes", Like),
            ("follows", Follow),
            ("messages", Message),
            ("appointments", Appointment),
        )
    }
    circle = circle_of(moment, range(1, min(moment.resident_count, MEASURED_MAX) + 1))
    sides = [(level_of_one(int(b.there * 100)), level_of_one(int(b.back * 100))) for b in circle.bonds]
    friendships = sum((there >= TieLevel.FRIEND) + (back >= TieLevel.FRIEND) for there, back in sides)
    mutual = sum(min(pair) >= TieLevel.FRIEND for pair in sides)
    levels = {level.name.lower(): 0 for level in TieLevel if level}
    for pair in sides:
        for level in pair:
            if level:
                levels[TieLevel(level).name.lower()] += 1
    return CompanyStats(
        sim_time=moment.sim_time,
        active_conversations=talks_going_on(moment),
        measured_residents=len(circle.residents),
        mean_friends=circle.mean_friends,
        isolates=circle.isolates,
        reciprocity=round(2 * mutual / friendships, 3) if friendships else 0.0,
        levels=levels,
        **counted,
    )
