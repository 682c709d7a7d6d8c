"""What a notification is about: permanent numbers."""

from enum import IntEnum


class NoticeKind(IntEnum):
    """What the actor did."""

    COMMENT = 1  # answered a post
    REPLY = 2  # answered a comment
    LIKE = 3
    REPOST = 4
    FOLLOW = 5
    GROUP = 6  # brought her into a group
