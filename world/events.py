"""Kinds of events of the town. Numbers are permanent: 100-199."""

from enum import IntEnum
from typing import Final


class WorldEvent(IntEnum):
    """What happens in the town."""

    ACTED = 100  # one action ended and the next began
    REFUSED = 101  # what was wanted could not be done: action, place, reason
    AGENT_CREATED = 102
    SUNRISE = 103
    SUNSET = 104
    SETTLED = 105  # midnight: tills are balanced, visits start at nought
    DIRECTED = 106  # target told actor what to do, at place, or to talk to object; payload = in which words
    # by chance: amount in cents, `due` = until when it lasts
    BONUS = 107  # actor, from place, amount
    RED_PACKET = 108  # actor gets amount from target, 0 = relatives out of town
    FELL_ILL = 109  # actor, until due
    RECOVERED = 110  # actor
    PHONE_BROKE = 111  # actor pays amount
    FREE_COFFEE = 112  # place, until due
    FAIR = 113  # place, until due
    # company: object = the talk's number, unless it says otherwise
    TALK_STARTED = 114  # actor with target, at place, due = when it is to end
    TALK_JOINED = 115  # actor joins target, at place
    TALK_ENDED = 116  # actor and target, at place, reason = Ending, amount = turns
    SAID = 117  # actor to target, action = the act, amount = hash of the words
    TIE_CHANGED = 118  # of actor to target, amount = the new TieLevel
    APPOINTMENT_MADE = 119  # actor with target, at place, due = the time; object = its number, also in the next two
    APPOINTMENT_KEPT = 120
    APPOINTMENT_MISSED = 121
    NOTICED_ONLINE = 122  # actor read target's post: object = its number, amount = seq of the event that it tells of
    APPOINTMENT_CALLED_OFF = (
        123  # actor with target: the place where they were to meet at due is gone, or one moved away
    )
    # the people of the town: AGENT_CREATED is told of newcomers, too; invited by target, where an operator did
    AGENT_REMOVED = 124  # target sends actor away, who leaves as soon as she is in no talk; payload = why
    AGENT_DEPARTED = 125  # actor moves away from home at place, reason = MoveReason, amount = days lived in town
    BALANCE_CHANGED = 126  # target lets people come and go (amount 1), or stay (0)
    AGENT_CHANGED = 127  # target changes what actor is like; payload = what is new, of texts only which
    # the town and those who run it: object = a measure's number, action = its MeasureKind, next_place = its district
    WEATHER_CHANGED = 130  # amount = Sky, object = tenths of a degree
    MEASURE_BEGAN = 131  # by target, at place, until due, amount; payload = its words
    MEASURE_ENDED = 132  # by target, 0 = its time was over
    # the map: by target, place; payload = what it is like from now on
    PLACE_CREATED = 133
    PLACE_EDITED = 134
    PLACE_MOVED = 135
    PLACE_DELETED = 136
    HAD_TO_LEAVE = 137  # actor was at place, or on the way there, when it was deleted
    REHOUSED = 138  # actor lived at place, which was deleted, and lives at next_place from now on

    # work: place = the workplace, action = the Occupation that is taken up or lost
    HIRED = 140  # actor, amount = wage per hour
    LAID_OFF = 141  # actor; reason = 1: because the place was deleted, also in BUSINESS_CLOSED
    BUSINESS_STARTED = 142  # actor, amount = what it cost
    BUSINESS_CLOSED = 143  # actor
    # money between friends: object = the loan's number
    LOAN_GIVEN = 144  # actor gets amount from target, due = when it is to be paid back
    LOAN_REFUSED = 145  # actor asked target for amount
    LOAN_PAID_PART = 146  # actor pays target amount
    LOAN_SETTLED = 147  # actor has paid target the last amount
    LOAN_DEFAULTED = 148  # actor does not pay target, amount is lost
    TREATED = 149  # actor pays amount for target's meal at place
    # things: object = the item's number, action = its Thing
    THING_BOUGHT = 150  # actor, at place, for amount
    THING_USED_UP = 151  # actor, at place
    THING_GIVEN = 152  # actor to target, amount = its value, reason = GiftOccasion
    THING_SOLD = 153  # actor to target, at place, for amount
    THINGS_SWAPPED = 154  # actor with target, at place; amount = the other item's number
    PHOTO_TAKEN = 155  # actor, at place, action = the Action that it shows
    THING_USED = 156  # actor, at place, was told to use it

    # bodies: by actor, who plays target; prev_id stays 0, because the resident's chain is hers
    BODY_TAKEN = 160
    BODY_RETURNED = 161  # reason = Parting
    BODY_DECIDED = 162  # action, place; duration_s as asked for, 0 = as long as she would
    DECISION_MISSED = 163  # her own mind decided instead: action, place


BY_CHANCE: Final = (
    WorldEvent.BONUS,
    WorldEvent.RED_PACKET,
    WorldEvent.FELL_ILL,
    WorldEvent.RECOVERED,
    WorldEvent.PHONE_BROKE,
    WorldEvent.FREE_COFFEE,
    WorldEvent.FAIR,
)
"""What befalls people and places, with the end of an illness."""
COMPANY: Final = tuple(
    kind for kind in WorldEvent if WorldEvent.TALK_STARTED <= kind <= WorldEvent.APPOINTMENT_CALLED_OFF
)
"""What residents do with each other in talks, by appointment and online."""

MAP_CHANGES: Final = (
    WorldEvent.PLACE_CREATED,
    WorldEvent.PLACE_EDITED,
    WorldEvent.PLACE_MOVED,
    WorldEvent.PLACE_DELETED,
)
"""What operators do to the map."""


class Parting(IntEnum):
    """Why somebody no longer plays a resident; permanent numbers."""

    GIVEN_BACK = 1
    TAKEN_AWAY = 2  # by an operator
    IDLE = 3  # too long without a decision
    MOVED_AWAY = 4  # the resident left town


BODIES: Final = (
    WorldEvent.BODY_TAKEN,
    WorldEvent.BODY_RETURNED,
    WorldEvent.BODY_DECIDED,
    WorldEvent.DECISION_MISSED,
)
"""Who lives as whom, and whose decisions they were."""

DEALINGS: Final = tuple(WorldEvent(number) for number in range(WorldEvent.HIRED, WorldEvent.THING_USED + 1))
"""What residents have to do with each other over work, money and things."""
