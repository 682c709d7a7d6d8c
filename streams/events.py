"""Kinds of events of the record itself. Numbers are permanent: 1-99 streams, 100-199 world, 200-299 agents."""

from enum import IntEnum


class StreamEvent(IntEnum):
    """What happens to a run as a record."""

    CLOCK_CHANGED = 1
    SNAPSHOT_TAKEN = 2
    RUN_ENDED = 3
    # the network: object = the number of what was made or ended, target = the account that it is about
    ACCOUNT_CREATED = 4  # payload = handle and name
    ACCOUNT_CHANGED = 5  # payload = what was changed
    POST_CREATED = 10  # amount = a hash of the text
    POST_REMOVED = 11
    COMMENT_CREATED = 12  # target = who is answered, amount = a hash of the text
    COMMENT_REMOVED = 13
    LIKE_CREATED = 14  # target = the author, amount = the post
    LIKE_REMOVED = 15  # the same
    REPOST_CREATED = 16  # the same
    REPOST_REMOVED = 17  # the same
    FOLLOW_CREATED = 18
    FOLLOW_REMOVED = 19  # also by a block: target = the other of the two
    BLOCK_CREATED = 20
    BLOCK_REMOVED = 21
    CONVERSATION_CREATED = 22  # amount = a hash of the title
    PARTICIPANT_ADDED = 23  # amount = the conversation
    PARTICIPANT_LEFT = 24  # amount = the conversation
    MESSAGE_CREATED = 25  # amount = a hash of the text; target = the reader, 0 in a group
    SANCTION_CREATED = 26  # action = kind of the subject, object = its number, amount = a hash of the reason
    SANCTION_LIFTED = 27  # action, object as when it was created


class ClockAction(IntEnum):
    """How the clock was changed: the event's `action`; `amount` is the rate in thousandths."""

    PAUSE = 1
    RESUME = 2
    STEP = 3
    RATE = 4
