"""Orders to residents: what they are told to do next, and what became of it, so that a receipt says what really happened.

An order is carried out when a resident's turn comes, by the same rules as what she wants herself. Where that is in the very
step, its receipt has under `refused` why she could not; where she is still on her way, it says that it was noted. An order is
applied in either case: she was told, and stopped what she did, so a replay has to tell her too.
"""

from collections.abc import Callable
from typing import Final

import numpy as np

from streams.kernel.text import canonical_json
from streams.writer.part import Answer, Command, StepContext
from world.actions import Action, by_name
from world.commands import DirectBody
from world.contract import Int, Reason
from world.engine.step import TownEngine
from world.engine.steplog import Events
from world.engine.told import LEAVING, written
from world.events import WorldEvent

REFUSED_NO_RESIDENT: Final = "agent_not_found"
REFUSED_NO_PLACE: Final = "location_not_found"
REFUSED_LEAVING: Final = "is_leaving"
REFUSED_NO_TALKS: Final = "no_talks"
REFUSED_APART: Final = "not_together"
ANOTHER_CAME: Final = "another_order_came"


class Orders:
    """The orders of one step."""

    def __init__(self) -> None:
        self._last: dict[int, int] = {}
        """By resident: the event of the last order that she got."""
        self._refused: dict[int, str] = {}

    @property
    def residents(self) -> Int:
        """Who was told something."""
        return np.array(sorted(self._last), dtype=np.int64)

    def take(
        self,
        context: StepContext,
        command: Command,
        engine: Callable[[], TownEngine],
        is_gone: Callable[[int], bool],
    ) -> Answer:
        """Tell a resident what to do next.

        engine: gives the town's, which may be another one at the end of the step.   is_gone: whether a place, by number,
        was deleted.
        """
        body, residents = DirectBody.model_validate(command.body), engine().residents
        if reason := _why_not(body, context, engine(), is_gone):
            return Answer(reason=reason)
        action = by_name(body.action).number
        residents.told_action[body.resident] = written(action, is_far=body.far)
        residents.told_place[body.resident] = -body.other or body.place
        # she stops what she does, but not half way: nobody is moved by an order
        moment = max(context.since + 1, int(residents.arrive[body.resident]))
        residents.due[body.resident] = min(int(residents.due[body.resident]), moment)
        said = {"payload": canonical_json({"text": body.text})} if body.text else {}
        seqs = context.record.append(
            1,
            kind=WorldEvent.DIRECTED,
            sim_time=context.since,
            actor=body.resident,
            target=command.actor,
            place=body.place,
            object=body.other,
            action=action,
            prev_id=residents.last_event[body.resident],
            **said,
        )
        seq = int(seqs[0])
        residents.last_event[body.resident] = self._last[body.resident] = seq
        return Answer(settled=lambda: self._became(body.resident, seq, engine()))

    def note(self, events: Events) -> None:
        """Look through what the town did in the step for orders that could not be carried out."""
        if not self._last or not events:
            return
        rows = np.flatnonzero((events["kind"] == WorldEvent.REFUSED) & np.isin(events["actor"], self.residents))
        for actor, reason in zip(events["actor"][rows].tolist(), events["reason"][rows].tolist(), strict=True):
            self._refused[actor] = Reason(reason).name.lower()

    def _became(self, resident: int, seq: int, engine: TownEngine) -> dict[str, int | str]:
        """Say at the end of the step what became of an order: beside its event, why it was not carried out."""
        reason = ""
        if self._last[resident] != seq:
            reason = ANOTHER_CAME
        elif not engine.residents.told_action[resident]:
            reason = self._refused.get(resident, "")
        return {"event": seq, "refused": reason} if reason else {"event": seq}


def _why_not(body: DirectBody, context: StepContext, engine: TownEngine, is_gone: Callable[[int], bool]) -> str:
    """Say why somebody cannot even be told; empty if she can."""
    residents = engine.residents
    named = [number for number in (body.resident, body.other) if number]
    if max(named) > residents.count or not residents.place[named].all():
        return REFUSED_NO_RESIDENT
    if body.place and (body.place > engine.places.count or is_gone(body.place)):
        return REFUSED_NO_PLACE
    if residents.told_action[body.resident] == LEAVING:
        return REFUSED_LEAVING
    if not body.other:
        return ""
    if not engine.has_company:
        return REFUSED_NO_TALKS
    is_there = (residents.arrive[named] <= context.since).all() and len(set(residents.place[named].tolist())) == 1
    return "" if is_there and residents.action[body.other] != Action.SLEEP else REFUSED_APART
