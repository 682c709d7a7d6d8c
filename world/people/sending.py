"""What operators do with somebody who lives in town, as it is written into her columns and the record."""

from collections.abc import Mapping
from typing import Any

from streams.kernel.text import canonical_json
from streams.writer.part import Command, StepContext
from world.engine.state import ResidentColumns
from world.engine.told import LEAVING
from world.events import WorldEvent


def why_not_her(residents: ResidentColumns, resident: int) -> str:
    """Say why nothing can be done with somebody; empty if it can."""
    if resident > residents.count or not residents.place[resident]:
        return "agent_not_found"
    return "is_leaving" if residents.told_action[resident] == LEAVING else ""


def send_away(residents: ResidentColumns, resident: int, moment: int) -> str:
    """Have somebody stop what she does, and leave as soon as she is in no talk; a text is the reason for which she stays."""
    if reason := why_not_her(residents, resident):
        return reason
    if int((residents.is_here & (residents.told_action != LEAVING)).sum()) == 1:
        return "last_resident"
    residents.told_action[resident], residents.told_place[resident] = LEAVING, 0
    ends = max(moment + 1, int(residents.arrive[resident]))
    residents.due[resident] = min(int(residents.due[resident]), ends)
    return ""


def note(
    context: StepContext, residents: ResidentColumns, kind: WorldEvent, command: Command, said: Mapping[str, Any]
) -> int:
    """Put into the record what an operator does with somebody, and who does it; return the event's number."""
    who = int(command.body["resident"])
    seqs = context.record.append(
        1,
        kind=kind,
        sim_time=context.since,
        actor=who,
        target=command.actor,
        prev_id=residents.last_event[who],
        payload=canonical_json(dict(said)),
    )
    residents.last_event[who] = int(seqs[0])
    return int(seqs[0])
