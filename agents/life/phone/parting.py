"""When somebody has had enough of another: unfollowing after a quarrel, and rarely a block."""

from typing import Final

from agents.life.phone.feed import Lookers
from agents.life.phone.look import Look
from agents.life.scene import Scene
from agents.voice import Occurrence
from streams.network.columns import pair
from world.contract import Bool, Trait

_UNFOLLOW_PERCENT: Final = 30
_BLOCK_PERCENT: Final = 12
_COLD: Final = 600
"""Strength below which there is nothing left that holds two together."""
_HARSH: Final = 40
"""Agreeableness below which somebody blocks another."""


def wants_to_part(scene: Scene, who: Lookers) -> Bool:
    """Say who fell out with somebody and has nothing weightier on her mind: bool[n]."""
    mind, me = scene.mind, who.number
    fell_out: Bool = (mind.own_what[me] == Occurrence.QUARREL) & (mind.own_event[me] > 0) & (mind.own_other[me] > 0)
    return fell_out


def part(look: Look) -> None:
    """Follow somebody no more with whom she fell out, or block her for good."""
    mind, me, network = look.scene.mind, look.number, look.scene.network
    other = int(mind.own_other[me])
    if not look.may_address(other):
        return
    is_over = look.strength(other) < _COLD and look.trait(Trait.AGREEABLENESS) < _HARSH
    if is_over and look.dice.chance(_BLOCK_PERCENT):
        network.block(me, other, at=look.at)
    elif network.follows.get(pair(me, other)) and look.dice.chance(_UNFOLLOW_PERCENT):
        network.unfollow(me, other, at=look.at)
