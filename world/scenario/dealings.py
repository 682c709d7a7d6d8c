"""How often residents lose and find work, lend and treat, and come by things: the probabilities of a town's dealings.

What is left out is 0 and never happens. What each one does is in `world/engine/labour.py`, `lending.py`, `treats.py` and
`things.py`.
"""

from typing import Annotated

from pydantic import Field

from world.scenario.fields import Cents, Chance, Spec

Days = Annotated[int, Field(ge=1, le=365)]
Points = Annotated[int, Field(ge=0, le=100)]


class LabourSpec(Spec):
    """Work lost and found; a town in which nobody is ever hired offers no search for work."""

    empty_days: Days = 7  # midnights in a row that a till has to be empty before anybody is dismissed
    layoff: Chance = 0  # on one day, for each workplace whose till was empty so long: the last hired has to go
    hire: Chance = 0  # for each search, if a post is open that suits: at the best skill
    skill_needed: Points = 0  # of the post's trade, to suit
    found: Chance = 0  # for each search without a post that suits: a business of one's own
    business_cost: Cents = 0  # what a business costs who founds it, who has to own twice as much


class LendingSpec(Spec):
    """Money between friends; there is none of it in a town without ties."""

    ask: Chance = 0  # on one day, for each resident who struggles or is in debt: asks a friend for a loan
    term_days: Days = 14  # within which a loan is to be paid back
    treat: Chance = 0  # for each meal out of somebody wealthy: pays for a friend who eats there too


class ThingsSpec(Spec):
    """Things and how they change hands."""

    buy: Chance = 0  # each time somebody shops: brings a thing too
    photo: Chance = 0  # each time somebody strolls or has fun in public: takes a photo
    gift: Chance = (
        0  # for each close friend on a birthday, each loan paid back, each friend just made: a thing is given
    )
    trade: Chance = 0  # on one day, for each owner of a thing: sells or swaps it where she meets a friend
    weight_limit_g: Annotated[int, Field(ge=100, le=1_000_000)] = 20_000  # what one resident can keep
