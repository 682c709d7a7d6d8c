"""Random acts, sensible and not: numbers that exist, that do not exist yet, oneself, nobody."""

import random
from collections.abc import Callable, Iterator
from typing import Any

from streams.models.moderation import Subject

Act = tuple[str, tuple[Any, ...]]

WEIGHTS = {
    "join": 1,
    "change_profile": 1,
    "post": 8,
    "remove_post": 2,
    "comment": 8,
    "remove_comment": 3,
    "like": 16,
    "unlike": 8,
    "repost": 6,
    "unrepost": 3,
    "follow": 12,
    "unfollow": 5,
    "block": 2,
    "unblock": 2,
    "message_to": 5,
    "message": 4,
    "begin_group": 2,
    "add_to_group": 3,
    "leave_group": 2,
    "sanction": 2,
    "lift": 2,
}


def random_acts(seed: int, count: int, *, accounts: int = 9, things: int = 12) -> Iterator[Act]:
    """Give `count` acts among few accounts and few things, so that they meet again and again."""
    dice = random.Random(seed)

    def someone() -> int:
        return dice.randint(0, accounts)

    def thing() -> int:
        return dice.randint(0, things)

    def subject() -> tuple[Any, ...]:
        return dice.choice(list(Subject)), thing()

    def others() -> tuple[int, ...]:
        return tuple(dice.randint(1, accounts) for _ in range(dice.randint(1, 4)))

    made: dict[str, Callable[[], tuple[Any, ...]]] = {
        "join": lambda: (),
        "change_profile": lambda: (someone(),),
        "post": lambda: (someone(),),
        "comment": lambda: (someone(), thing(), dice.choice((0, thing()))),
        "begin_group": lambda: (someone(), others()),
        "add_to_group": lambda: (someone(), thing(), someone()),
        "sanction": subject,
        "lift": subject,
        **dict.fromkeys(("follow", "unfollow", "block", "unblock", "message_to"), lambda: (someone(), someone())),
    }
    for act in dice.choices(list(WEIGHTS), list(WEIGHTS.values()), k=count):
        yield act, made.get(act, lambda: (someone(), thing()))()
