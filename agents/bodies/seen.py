"""What a played resident perceives, as numbers and names: one row of the batch that every mind is shown, ready for JSON.

Nothing is added to it but what she does just now and who is near. Places and people are numbers, times simulated seconds,
money cents; names in words are put in by whoever shows it (`agents.selectors.bodies`).
"""

from typing import Any, Final

import numpy as np

from world.actions import ACTIONS
from world.contract import Announced, EconomicStatus, Int, Need, ObservationBatch, Reason, Skill
from world.engine.step import TownEngine
from world.weather import Sky

NEAR_MAX: Final = 20
"""People at her place who are named; how many there are is said beside them."""


def described(engine: TownEngine, residents: Int, moment: int) -> dict[int, dict[str, Any]]:
    """Describe what these residents perceive at a moment between two steps, by number."""
    seen = engine.peek(residents, moment)
    return {int(seen.number[row]): _described(engine, seen, row, moment) for row in range(len(seen))}


def _described(engine: TownEngine, seen: ObservationBatch, row: int, moment: int) -> dict[str, Any]:
    resident = int(seen.number[row])
    return {
        "moment": moment,
        "now": _doing(engine, resident),
        "decides_at": int(seen.now[row]),
        "decisions": int(seen.decisions[row]),
        "needs": {need.name.lower(): int(seen.needs[row, need]) for need in Need},
        "skills": {skill.name.lower(): int(seen.skills[row, skill]) for skill in Skill},
        "money_cents": int(seen.money_cents[row]),
        "status": EconomicStatus(int(seen.status[row])).name.lower(),
        "home": int(seen.persona.home[row]),
        "workplace": int(seen.persona.workplace[row]),
        "shift_from": int(seen.shift_from[row]),
        "shift_until": int(seen.shift_until[row]),
        "bedtime_s": int(seen.persona.bedtime_s[row]),
        "sleep_length_s": int(seen.persona.sleep_length_s[row]),
        "pantry": int(seen.pantry[row]),
        "mess": int(seen.mess[row]),
        "last_meal": int(seen.last_meal[row]),
        "last_sleep": int(seen.last_sleep[row]),
        "sick_until": int(seen.sick_until[row]),
        "sky": None if seen.sky is None else Sky(int(seen.sky[row])).name.lower(),
        "temperature_c10": None if seen.temperature_c10 is None else int(seen.temperature_c10[row]),
        "caution_percent": None if seen.caution is None else int(seen.caution[row]),
        "phone": _phone(seen, row),
        "companions": _companions(seen, row),
        "near": _near(engine, resident, moment),
        "offered": _offered(seen, row),
    }


def _doing(engine: TownEngine, resident: int) -> dict[str, Any]:
    residents = engine.residents
    return {
        "action": ACTIONS[int(residents.action[resident])].name,
        "reason": Reason(int(residents.reason[resident])).name.lower(),
        "place": int(residents.place[resident]),
        "from_place": int(residents.from_place[resident]),
        "since": int(residents.since[resident]),
        "arrive": int(residents.arrive[resident]),
        "until": int(residents.due[resident]),
    }


def _phone(seen: ObservationBatch, row: int) -> dict[str, Any] | None:
    """Say what she carries with her: messages that wait, what she heard is on, whom she is to meet."""
    known = seen.known
    if known is None:
        return None
    meets = int(known.date_place[row])
    return {
        "unread": int(known.unread[row]),
        "looked_at": int(known.phone_at[row]),
        "talked_at": int(known.talked_at[row]),
        "heard_until": {kind.name.lower(): int(known.heard_until[row, kind]) for kind in Announced},
        "appointment": {"place": meets, "at": int(known.date_at[row]), "with": int(known.date_with[row])}
        if meets
        else None,
    }


def _companions(seen: ObservationBatch, row: int) -> list[dict[str, int]]:
    if seen.companions is None or seen.companion_tie is None:
        return []
    pairs = zip(seen.companions[row].tolist(), seen.companion_tie[row].tolist(), strict=True)
    return [{"resident": resident, "tie": tie} for resident, tie in pairs if resident]


def _near(engine: TownEngine, resident: int, moment: int) -> dict[str, Any]:
    """List who is where she is; nobody while she is on her way. One pass over a column."""
    residents = engine.residents
    if residents.arrive[resident] > moment:
        return {"count": 0, "residents": []}
    here = np.flatnonzero((residents.place == residents.place[resident]) & (residents.arrive <= moment))
    others = here[here != resident]
    return {"count": len(others), "residents": others[:NEAR_MAX].tolist()}


def _offered(seen: ObservationBatch, row: int) -> list[dict[str, Any]]:
    """List what may be done where; of a place that stands twice, as one's own workplace may, the first."""
    offers: dict[tuple[int, int], dict[str, Any]] = {}
    for action, slot in zip(*(axis.tolist() for axis in np.nonzero(seen.candidates[row])), strict=True):
        place = int(seen.candidates[row, action, slot])
        offers.setdefault(
            (action, place),
            {
                "action": ACTIONS[action].name,
                "place": place,
                "walk_s": int(seen.walk_s[row, action, slot]),
                "price_cents": int(seen.price_cents[row, action, slot]),
                "crowd_percent": int(seen.crowd[row, action, slot]),
                "closes_in_s": int(seen.closes_in_s[row, action, slot]),
                "attraction": 0 if seen.attraction is None else int(seen.attraction[row, action, slot]),
            },
        )
    return list(offers.values())
