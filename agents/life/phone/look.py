"""One look at the phone: who looks, when, with which luck, and what she may do there."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, TypeVar

from agents.life.facts import Story, said_of, story_of_own, tie_of
from agents.life.scene import Scene
from agents.life.talking.relations import TieChange
from agents.models import Medium
from agents.voice import Dice, Speaker, Tie, Words
from streams.kernel.simtime import HOUR_S
from streams.network.columns import pair
from world.contract import Int, Persona
from world.ties import STRENGTH_MAX, level_of_one

T = TypeVar("T")
_MOOD_S: Final = 6 * HOUR_S


@dataclass(slots=True, kw_only=True)
class Look:
    """A resident with her phone in her hand at a moment of a step.   dice: of this look alone."""

    scene: Scene
    number: int
    at: int
    dice: Dice
    is_again: bool = False
    """Whether it is not her first one in this step: what was found out for all at once may hold no more."""
    changes: list[tuple[int, int, TieChange]] = field(default_factory=list)
    """What it does to ties: one, other, how."""

    @property
    def persona(self) -> Persona:
        """Who lives in town, by number."""
        return self.scene.town.around.persona

    def trait(self, trait: int) -> int:
        """Say how much of a trait (world.contract.Trait) she has, 0-100."""
        return int(self.persona.traits.item(self.number, trait))

    @property
    def speaker(self) -> Speaker:
        """How she sounds just now: in the mood of her latest news."""
        mind, me = self.scene.mind, self.number
        is_fresh = mind.own_event.item(me) and self.at - mind.own_time.item(me) < _MOOD_S
        return self.scene.people.speaker(me, mind.own_valence.item(me) if is_fresh else 0)

    def strength(self, other: int) -> int:
        """Say how strong her tie to somebody is, 0-10,000."""
        return self.scene.ties.bond(self.number, other, self.at)[0]

    def tie(self, other: int) -> Tie:
        """Say how well she knows somebody."""
        if other == self.number:
            return Tie.OWN
        return tie_of(level_of_one(self.strength(other)))

    def may_address(self, other: int) -> bool:
        """Whether neither of two blocks the other, and the other is neither shut out nor moved away."""
        accounts, blocks = self.scene.network.accounts, self.scene.network.blocks
        if self.scene.has_left(other):
            return False
        if not 0 < other <= accounts.count or other == self.number or accounts.is_suspended.item(other):
            return False
        if not accounts.walls.item(self.number) or not accounts.walls.item(other):
            return True
        return not (blocks.get(pair(self.number, other)) or blocks.get(pair(other, self.number)))

    def own_story(self) -> Story | None:
        """Tell her own latest news."""
        return story_of_own(self.scene, self.number)

    def change_tie(self, other: int, change: TieChange) -> None:
        """Let her tie to somebody change by what she did; of people without a body in town nothing is kept."""
        if other <= self.scene.mind.count and self.scene.mind.is_agent.item(other):
            self.changes.append((self.number, other, change))

    def note(
        self, words: Words, stories: Iterable[Story | None], *, medium: Medium, item: int, hearer: int, **said: int
    ) -> int:
        """Note what she wrote so that it can be answered; return the saying's number.

        stories: as for `said_of`.   item: number of the post, comment or message.   hearer: 0 = everybody.
        said: other fields of Said.
        """
        scene, me = self.scene, self.number
        told = said_of(words, stories, sim_time=self.at, medium=medium, item=item, speaker=me, hearer=hearer, **said)
        return scene.sayings.add(scene.context, told)


def scaled(percent: int, *shares: tuple[int, int]) -> int:
    """Raise or lower a percentage by what somebody is like.

    shares: a value of 0-100, and how many percent of the whole it is worth either way: 50 changes nothing.
    """
    return max(percent + sum(percent * worth * (value - 50) // 5_000 for value, worth in shares), 0)


def by_key(keys: Int, cells: Iterable[T]) -> dict[int, list[T]]:
    """Group cells by their keys, in the order in which they come."""
    found: dict[int, list[T]] = {}
    for key, cell in zip(keys.tolist(), cells, strict=True):
        found.setdefault(key, []).append(cell)
    return found


def closeness(strength: int) -> int:
    """Show a tie's strength as 0-100."""
    return strength * 100 // STRENGTH_MAX
