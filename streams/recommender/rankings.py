"""The names of the orders that a feed can have, and of the reasons for which a post is in it."""

from enum import IntFlag, StrEnum


class Ranking(StrEnum):
    """How a feed is ordered; which one is shown unasked is a setting of the run."""

    FOLLOWING = "following"
    NEW = "new"
    HOT = "hot"
    RECOMMENDED = "recommended"
    RANDOM = "random"


class Reason(IntFlag):
    """Why a post is shown: bits, because there may be several. Permanent numbers; together they fit a uint16."""

    OWN = 1
    FOLLOWED = 2  # she follows the author
    NEAR = 4  # somebody whom she follows follows the author
    REPOSTED = 8  # somebody whom she follows passed it on
    INTEREST = 16  # its topic is what she writes, likes and answers
    POPULAR = 32  # others react to it
    NEW = 64
    CHANCE = 128
    FOUND = 256  # it has the words that were searched for


def reasons_in(bits: int) -> list[Reason]:
    """List the single reasons that a number of bits holds, in their permanent order."""
    return list(Reason(bits))
