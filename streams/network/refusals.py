"""Why the network refuses an act: permanent words, the same in receipts, the API and the pages."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing was changed, for this reason."""

    reason: str


ACCOUNT_NOT_FOUND: Final = Refused("account_not_found")
POST_NOT_FOUND: Final = Refused("post_not_found")
COMMENT_NOT_FOUND: Final = Refused("comment_not_found")
CONVERSATION_NOT_FOUND: Final = Refused("conversation_not_found")
ALREADY_LIKED: Final = Refused("already_liked")
NOT_LIKED: Final = Refused("not_liked")
ALREADY_REPOSTED: Final = Refused("already_reposted")
NOT_REPOSTED: Final = Refused("not_reposted")
ALREADY_FOLLOWING: Final = Refused("already_following")
NOT_FOLLOWING: Final = Refused("not_following")
ALREADY_BLOCKED: Final = Refused("already_blocked")
NOT_BLOCKED: Final = Refused("not_blocked")
BLOCKED: Final = Refused("blocked")
"""One of the two wants nothing to do with the other."""
YOURSELF: Final = Refused("yourself")
SUSPENDED: Final = Refused("suspended")
NOT_YOURS: Final = Refused("not_yours")
NOT_A_PARTICIPANT: Final = Refused("not_a_participant")
ALREADY_A_PARTICIPANT: Final = Refused("already_a_participant")
ALREADY_SANCTIONED: Final = Refused("already_sanctioned")
NOT_SANCTIONED: Final = Refused("not_sanctioned")
TOO_OLD: Final = Refused("too_old")
"""A resident's like of a post that nobody's memory holds any more."""
GROUP_FULL: Final = Refused("group_full")
SOCIAL_OFF: Final = Refused("social_off")
"""The run's scenario has no social network."""
