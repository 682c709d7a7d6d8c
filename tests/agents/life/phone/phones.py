"""A town in memory in which nothing happens but that residents look at their phones: no database, no driver, no minds."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

import numpy as np

from agents.life.appointments import Appointments
from agents.life.facts import Cells, story
from agents.life.phone.inbox import Inbox, Letter
from agents.life.phone.look import Look
from agents.life.phone.session import look_at_phones
from agents.life.scene import Scene
from agents.models import Medium
from agents.voice import Dice, Occurrence, post
from streams.kernel.simtime import DAY_S, HOUR_S
from streams.models import AccountKind
from streams.network.pending import Cells as Row
from streams.network.pending import Pending
from streams.network.state import Network
from tests.agents.life.lived import Columns, LivedTown, found, scenario
from world.actions import Action
from world.events import WorldEvent
from world.ties import Ties

ME: Final = 1
FRIEND: Final = 2
STRANGER: Final = 3
NOON: Final = DAY_S + 12 * HOUR_S
PLENTY: Final = 120
"""Tries after which whatever is possible at all has happened."""
Act = Callable[[Network, int], Any]


@dataclass(slots=True, kw_only=True)
class Done:
    """What a step left: new rows and endings of the network, events and memories by column."""

    pending: Pending
    events: Columns
    memories: Columns

    def made(self, table: str) -> list[Row]:
        """List the new rows of a table of streams: number, time, cells."""
        return self.pending.made.get(f"streams_{table}", [])

    def by(self, table: str, column: int, account: int) -> list[Row]:
        """List those of them that are an account's, by the cell that says whose they are."""
        return [row for row in self.made(table) if row[2 + column] == account]


@dataclass(slots=True, kw_only=True)
class Phones:
    """Willowbrook at noon; nobody knows anybody yet."""

    town: LivedTown
    ties: Ties
    inbox: Inbox
    appointments: Appointments = field(default_factory=Appointments)

    @property
    def network(self) -> Network:
        """The network, to be looked at."""
        return self.town.network

    def letters(self, reader: int) -> list[Letter]:
        """List the messages that wait for somebody."""
        return self.inbox.letters_to(np.array([reader]), self.town.sayings).get(reader, [])

    def befriend(self, one: int, other: int, strength: int = 7_000) -> None:
        """Let two know each other so well."""
        for here, there in ((one, other), (other, one)):
            self.ties.change(np.array([here]), np.array([there]), strength=strength, trust=2_000, at=self.town.now)

    def shape(self, number: int, trait: int, value: int) -> None:
        """Give somebody a character."""
        self.town.engine.around.persona.traits[number, trait] = value

    def on_mind(self, number: int, what: Occurrence, *, kind: str = "own", weight: int = 600, **columns: int) -> None:
        """Let something be on somebody's mind, of her own or what she heard."""
        values = {"event": 77, "what": what, "time": self.town.now, "weight": weight, "valence": 1, "told": 0}
        for name, value in (values | columns).items():
            getattr(self.town.mind, f"{kind}_{name}")[number] = value

    def look(self, *lookers: int, acts: Sequence[Act] = (), lasted_s: int = 0) -> Done:
        """Let people look at their phones at the end of the next step, after others did something on the network."""
        town = self.town
        context = town.context(town.now + town.run.step_s)
        town.network.enter(context.numbers)
        for act in acts:
            act(town.network, context.until)
        if lookers:
            context.record.append(
                len(lookers),
                kind=WorldEvent.ACTED,
                sim_time=context.until,
                actor=np.array(lookers),
                action=Action.USE_PHONE,
                duration_s=lasted_s,
            )
        scene = self._scene(context)
        town.people.enter(town.engine.around.persona, town.network.pending)
        look_at_phones(scene, self.appointments, self.inbox)
        self.inbox.receive(context, town.network, town.mind, town.engine.residents.is_here)
        return self._close(scene)

    def tell(self, author: int, what: Occurrence, *, text: str = "", **cells: int) -> int:
        """Have somebody post of something that happened to her, as residents do; return the post's number."""
        town = self.town
        context = town.context(town.now + town.run.step_s)
        town.network.enter(context.numbers)
        scene = self._scene(context)
        told = story(scene, Cells(**{"event": 55, "what": what, "owner": author, "fact_time": town.now, **cells}))
        look = Look(scene=scene, number=author, at=context.until, dice=Dice(author))
        words = post(look.speaker, told.fact, look.dice)
        item = town.network.post(
            author, text or words.text, at=context.until, topic=words.topic, about=told.cells.event
        )
        assert isinstance(item, int)
        look.note(words, (told,), medium=Medium.POST, item=item, hearer=0)
        self.inbox.receive(context, town.network, town.mind, town.engine.residents.is_here)
        self._close(scene)
        return item

    def hold(self, number: int, luck: int, do: Callable[[Look], object]) -> Done:
        """Put the phone into somebody's hand for one thing alone, with this luck."""
        town = self.town
        context = town.context(town.now + town.run.step_s)
        town.network.enter(context.numbers)
        scene = self._scene(context)
        do(Look(scene=scene, number=number, at=context.until, dice=Dice(luck)))
        self.inbox.receive(context, town.network, town.mind, town.engine.residents.is_here)
        return self._close(scene)

    def _scene(self, context: Any) -> Scene:
        return replace(self.town.scene(context), ties=self.ties)

    def _close(self, scene: Scene) -> Done:
        town, context = self.town, scene.context
        town.sayings.take(context)
        self.appointments.take(context)
        rows = town.memories.take(context)
        town.mind.take_touched()
        town.now = context.until
        pending = town.network.take()
        return Done(pending=pending, events=context.record.hashed(), memories=dict(rows[0].columns) if rows else {})


def quiet_town(**tables: Any) -> Phones:
    """Found willowbrook and go to noon of its second day."""
    town = found(scenario(step_s=60, **tables))
    town.now = NOON
    return Phones(town=town, ties=Ties(town.mind.count), inbox=Inbox(town.mind.is_agent))


def join(handle: str) -> Act:
    """Let a person join."""
    return lambda network, at: network.join(handle, handle.title(), at=at, kind=AccountKind.HUMAN)
