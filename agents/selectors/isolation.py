"""Who is alone in town: hardly any friends, or no talk for a week."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from agents.selectors.circles import circle_of
from streams.kernel.simtime import DAY_S
from streams.models import Account
from world.models import Resident, Talk
from world.selectors.moments import Moment

FRIENDS_MIN: Final = 1
"""Who has fewer is alone."""
TALK_DAYS: Final = 7
"""Who has not talked for so long is alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Isolate:
    """Somebody who is alone."""

    resident: int
    handle: str
    name: str
    friends: int
    has_talked: bool  # within TALK_DAYS


def isolates_of(moment: Moment, people: Sequence[Resident], numbers: range) -> list[Isolate]:
    """List who of these people is alone, those with the fewest friends first.

    Three queries; rows: their ties, the talks of a week. Ties are those of now, so that the past is told as they are.
    A run younger than a week blames nobody for silence.
    """
    friends = circle_of(moment, numbers).friends
    since = moment.sim_time - TALK_DAYS * DAY_S
    is_young = since < moment.run.start_sim_time
    talked = set() if is_young else _talkers(moment, since)
    alone = [
        person.number
        for person in people
        if friends[person.number] < FRIENDS_MIN or not (is_young or person.number in talked)
    ]
    accounts = Account.objects.in_bulk(moment.keys(alone))
    found = [
        Isolate(
            resident=number,
            handle=accounts[moment.key(number)].handle,
            name=accounts[moment.key(number)].display_name,
            friends=friends[number],
            has_talked=is_young or number in talked,
        )
        for number in alone
    ]
    return sorted(found, key=lambda one: (one.friends, one.has_talked, one.resident))


def _talkers(moment: Moment, since: int) -> set[int]:
    rows = Talk.objects.of(moment.run.pk).filter(sim_time__gt=since, sim_time__lte=moment.sim_time)
    return {number for members in rows.values_list("one", "other", "third") for number in members}
