"""The turns of residents who are played: what was decided for them, a while of waiting for it, else what they decide themselves.

It comes after her own mind, whose answer stands where nobody decided: so what she does on her own is what she would do
anyway. Each answer of the three kinds can be told from the record: by the reasons `PLAYED` and `AWAITS_PLAYER`, and by the
event `DECISION_MISSED`.
"""

from typing import Final

import numpy as np

from agents.bodies.held import Bodies, Held, Missed
from agents.minds import rules
from streams.writer.part import RunFacts
from world.actions import Action
from world.contract import OPTIONS_KEPT, DecisionBatch, ObservationBatch, Reason
from world.scenario import BodiesSpec

_NONE: Final = -1


def spec_of(run: RunFacts) -> BodiesSpec:
    """Read the run's rules for who may be played; one founded before there were any has the usual ones."""
    return BodiesSpec.model_validate(run.scenario.get("bodies", {}))


def put_decisions(bodies: Bodies, spec: BodiesSpec, seen: ObservationBatch, answer: DecisionBatch) -> None:
    """Put what was decided for played residents in the place of what they wanted; the arrays of the answer change."""
    if not len(bodies.played):
        return
    for row in np.flatnonzero(np.isin(seen.number, bodies.played)).tolist():
        resident = int(seen.number[row])
        held = bodies.touch(resident)
        if held.next_action:
            _decide(held, seen, answer, row)
        elif _waits(held, spec, seen, row):
            _put(answer, row, Action.WAIT, int(seen.place[row]), spec.patience_s, Reason.AWAITS_PLAYER)
        else:
            action, place = int(answer.action[row]), int(answer.place[row])
            moment = int(seen.now[row])
            bodies.missed.append(
                Missed(resident=resident, player=held.player, sim_time=moment, action=action, place=place)
            )


def _waits(held: Held, spec: BodiesSpec, seen: ObservationBatch, row: int) -> bool:
    """Whether she waits for whoever plays her: not twice in a row, not for somebody who is away, and where she may."""
    has_waited = seen.last_reason[row] == Reason.AWAITS_PLAYER
    return not has_waited and held.missed_in_row < spec.give_up_after and bool(seen.offered[row, Action.WAIT])


def _decide(held: Held, seen: ObservationBatch, answer: DecisionBatch, row: int) -> None:
    action, place, partner = held.next_action - 1, held.next_place, held.next_partner
    duration_s = held.next_duration_s or usual_stay_s(seen, row, action, place)
    held.forget_next()
    _put(answer, row, action, place, duration_s, Reason.PLAYED)
    if answer.partner is not None and seen.companions is not None:
        answer.partner[row] = partner or int(seen.companions[row, 0])


def usual_stay_s(seen: ObservationBatch, row: int, action: int, place: int) -> int:
    """Say how long she would stay at it herself, in simulated seconds."""
    slots = np.flatnonzero(seen.candidates[row, action] == place)
    walk_s = int(seen.walk_s[row, action, slots[0]]) if len(slots) else 0
    return int(rules.stays(seen.one(row), np.array([action]), np.array([walk_s]))[0])


def _put(answer: DecisionBatch, row: int, action: int, place: int, duration_s: int, reason: Reason) -> None:
    """Write one answer. Nothing else was weighed, so it is the only option that is kept."""
    answer.action[row], answer.place[row] = action, place
    answer.duration_s[row], answer.reason[row] = duration_s, reason
    answer.option_action[row] = [action] + [_NONE] * (OPTIONS_KEPT - 1)
    answer.option_place[row] = [place] + [0] * (OPTIONS_KEPT - 1)
    answer.option_weight[row] = 0
