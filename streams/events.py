"""Kinds of events of the record itself. Numbers are permanent: 1-99 streams, 100-199 world, 200-299 agents."""

from enum import IntEnum


class StreamEvent(IntEnum):
    """What happens to a run as a record."""

    CLOCK_CHANGED = 1
    SNAPSHOT_TAKEN = 2
    RUN_ENDED = 3
    # the network: object = the number of what was made or ended, target = the account that it is about
    ACCOUNT_CREATED = 4
    ACCOUNT_CHANGED = 5
    POST_CREATED = 10  # amount = a hash of the text
    POST_REMOVED = 11
    COMMENT_CREATED = 12  # target = who is answered, amount = a hash of the text
    COMMENT_REMOVED = 13
    LIKE_CREATED = 14
    LIKE_REMOVED = 15
    REPOST_CREATED = 16
    REPOST_REMOVED = 17
    FOLLOW_CREATED = 18
    FOLLOW_REMOVED = 19
    BLOCK_CREATED = 20
    BLOCK_REMOVED = 21
    CONVERSATION_CREATED = 22
    PARTICIPANT_ADDED = 23
    PARTICIPANT_LEFT = 24
    MESSAGE_CREATED = 25  # amount = a hash of the text; target = the reader, 0 in a group
    SANCTION_CREATED = 26  # action = kind of the subject, object = its number
    SANCTION_LIFTED = 27


class ClockAction(IntEnum):
    """How the clock was changed: the event's `action`; `amount` is the rate in thousandths."""

    PAUSE = 1
    RESUME = 2
    STEP = 3
    RATE = 4
