"""Who the residents are and where they can be counted: persona by number, and how full each place is."""

import numpy as np

from world.actions import Action
from world.contract import Bool, Int, Persona
from world.engine.state import PlaceColumns, ResidentColumns
from world.engine.town import Town


class Occupancy:
    """How many are at, or on their way to, each place: all of them, and the guests, who need a free seat.

    Kept up to date by `move`, so that a step costs what changes and not what there is.
    """

    def __init__(self, town: Town, persona: Persona, residents: ResidentColumns) -> None:
        places = residents.place[1:]
        self.inside: Int = np.bincount(places, minlength=town.place_count + 1)
        guests = self.is_guest(town, persona, np.arange(1, residents.count + 1), places)
        self.guests: Int = np.bincount(places[guests], minlength=town.place_count + 1)
        self.inside[0] = self.guests[0] = 0  # nowhere are those who moved away

    def leave(self, place: int, *, is_guest: bool) -> None:
        """Count somebody out who goes nowhere."""
        self.inside[place] -= 1
        self.guests[place] -= is_guest

    @staticmethod
    def is_guest(town: Town, persona: Persona, rows: Int, places: Int) -> Bool:
        """Whether these residents are guests at these places: neither at home nor at their own work."""
        return ~town.is_home[places] & (persona.workplace[rows] != places)

    def move(self, *, leaving: Int, left_as_guest: Bool, entering: Int, entered_as_guest: Bool) -> None:
        """Count residents who give up one place for another."""
        size = len(self.inside)
        self.inside += np.bincount(entering, minlength=size) - np.bincount(leaving, minlength=size)
        self.guests += np.bincount(entering[entered_as_guest], minlength=size)
        self.guests -= np.bincount(leaving[left_as_guest], minlength=size)


def count_people(places: PlaceColumns, residents: ResidentColumns) -> None:
    """Count afresh who is at, or on the way to, each place, and who of them sleeps or works."""
    size = places.count + 1
    where, action = residents.place[1:], residents.action[1:]
    places.inside[:] = np.bincount(where, minlength=size)
    places.asleep[:] = np.bincount(where[action == Action.SLEEP], minlength=size)
    places.working[:] = np.bincount(where[action == Action.WORK], minlength=size)
    places.inside[0] = places.asleep[0] = places.working[0] = 0  # nowhere are those who moved away


def recount(places: PlaceColumns, *, leaving: Int, left: Int, entering: Int, entered: Int) -> None:
    """Count residents who end one action (`left`, at `leaving`) and begin another one."""
    size = places.count + 1
    places.inside += (np.bincount(entering, minlength=size) - np.bincount(leaving, minlength=size)).astype(np.int32)
    for name, action in (("asleep", Action.SLEEP), ("working", Action.WORK)):
        begun = np.bincount(entering[entered == action], minlength=size)
        ended = np.bincount(leaving[left == action], minlength=size)
        counted = getattr(places, name)
        counted += (begun - ended).astype(np.int32)
