"""A decision for a played resident on its way: checked against what she is offered, kept for her turn, answered after it."""

from collections.abc import Callable

import numpy as np

from agents.bodies import refusals
from agents.bodies.commands import DecideBody
from agents.bodies.held import Bodies
from streams.writer.part import Answer
from world.actions import Action, by_name
from world.contract import OPTIONS_KEPT, DecisionBatch, Int, ObservationBatch, Reason
from world.engine.resolve import pick, why_not
from world.engine.step import TownEngine

_FIRST_REFUSAL = Reason.PLACE_CLOSED


class Decisions:
    """The decisions of one step, and who has to be written because of them."""

    def __init__(self, bodies: Bodies, engine: Callable[[], TownEngine]) -> None:
        self._bodies = bodies
        self._engine = engine
        self._last: dict[int, int] = {}
        """By resident: the event of the last decision for her in this step."""
        self._hurried: set[int] = set()

    def why_not(self, wanted: DecideBody, since: int) -> str:
        """Say why something cannot be done in the step that begins now; what waits for her turn is judged then."""
        engine = self._engine()
        if wanted.place > engine.places.count:
            return "location_not_found"
        if not wanted.is_at_once:
            return ""
        seen = engine.peek(wanted.resident, since)
        asked = pick(seen, _answer(wanted, seen))
        if asked.is_offered[0]:
            return ""
        action = by_name(wanted.action).number
        if action == Action.TALK and wanted.place in seen.candidates[0, action]:
            return refusals.NOT_HERE
        return Reason(int(why_not(engine.around, asked)[0])).name.lower()

    def note(self, wanted: DecideBody, since: int, event: int) -> Answer:
        """Keep a decision for her next turn, which comes in this step if she is not to finish something first."""
        resident, residents = wanted.resident, self._engine().residents
        held = self._bodies.touch(resident)
        held.next_action, held.next_place = by_name(wanted.action).number + 1, wanted.place
        held.next_duration_s, held.next_partner = wanted.duration_s, wanted.partner
        held.decisions += 1
        held.decided_at, held.missed_in_row = since, 0
        if wanted.is_at_once:
            moment = max(since + 1, int(residents.arrive[resident]))
            residents.due[resident] = min(int(residents.due[resident]), moment)
            self._hurried.add(resident)
        self._last[resident] = event
        return Answer(settled=lambda: self._became(resident, event, since))

    def take_hurried(self) -> Int:
        """Give who was told to stop what she does, and begin anew."""
        rows = np.array(sorted(self._hurried), dtype=np.int64)
        self._hurried.clear()
        return rows

    def _became(self, resident: int, event: int, since: int) -> dict[str, int | str]:
        """Say at the end of the step what became of a decision: refused, begun until when, or still to come."""
        if self._last[resident] != event:
            return {"event": event, "refused": refusals.ANOTHER_CAME}
        residents, held = self._engine().residents, self._bodies.held[resident]
        if held.next_action or residents.since[resident] <= since:
            return {"event": event}
        reason = Reason(int(residents.reason[resident]))
        if reason >= _FIRST_REFUSAL:
            return {"event": event, "refused": reason.name.lower()}
        if reason != Reason.PLAYED:
            return {"event": event, "refused": refusals.ANOTHER_CAME}
        return {"event": event, "until": int(residents.due[resident])}


def _answer(wanted: DecideBody, seen: ObservationBatch) -> DecisionBatch:
    """Make a decision as a mind would."""
    partner = wanted.partner
    if seen.companions is not None and not partner:
        partner = int(seen.companions[0, 0])
    nothing = np.zeros((1, OPTIONS_KEPT), dtype=np.int64)
    return DecisionBatch(
        action=np.array([by_name(wanted.action).number]),
        place=np.array([wanted.place]),
        duration_s=np.array([wanted.duration_s]),
        reason=np.array([int(Reason.PLAYED)]),
        option_action=nothing,
        option_place=nothing,
        option_weight=nothing,
        partner=np.array([partner]),
    )
