"""What a played resident perceives, as numbers and names: one row of the batch that every mind is shown, ready for JSON.

Nothing is added to it but what she does just now and who is near. Places and people are numbers, times simulated seconds,
money cents; names in words are put in by whoever shows it (`agents.selectors.bodies`).
"""

from typing import Any, Final

import numpy as np

from world.actions import ACTIONS
from world.contract import Announced, EconomicStatus, Need, ObservationBatch, Reason, Skill
from world.engine.step import TownEngine
from world.weather import Sky

NEAR_MAX: Final = 20
"""People at her place who are named; how many there are is said beside them."""


def described(engine: TownEngine, resident: int, moment: int) -> dict[str, Any]:
    """Describe what a resident perceives at a moment between two steps."""
    seen = engine.peek(resident, moment)
    return {
        "moment": moment,
        "now": _doing(engine, resident),
        "decides_at": int(seen.now[0]),
        "decisions": int(seen.decisions[0]),
        "needs": {need.name.lower(): int(seen.needs[0, need]) for need in Need},
        "skills": {skill.name.lower(): int(seen.skills[0, skill]) for skill in Skill},
        "money_cents": int(seen.money_cents[0]),
        "status": EconomicStatus(int(seen.status[0])).name.lower(),
        "home": int(seen.persona.home[0]),
        "workplace": int(seen.persona.workplace[0]),
        "shift_from": int(seen.shift_from[0]),
        "shift_until": int(seen.shift_until[0]),
        "bedtime_s": int(seen.persona.bedtime_s[0]),
        "sleep_length_s": int(seen.persona.sleep_length_s[0]),
        "pantry": int(seen.pantry[0]),
        "mess": int(seen.mess[0]),
        "last_meal": int(seen.last_meal[0]),
        "last_sleep": int(seen.last_sleep[0]),
        "sick_until": int(seen.sick_until[0]),
        "sky": None if seen.sky is None else Sky(int(seen.sky[0])).name.lower(),
        "temperature_c10": None if seen.temperature_c10 is None else int(seen.temperature_c10[0]),
        "caution_percent": None if seen.caution is None else int(seen.caution[0]),
        "phone": _phone(seen),
        "companions": _companions(seen),
        "near": _near(engine, resident, moment),
        "offered": _offered(seen),
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


def _phone(seen: ObservationBatch) -> dict[str, Any] | None:
    """Say what she carries with her: messages that wait, what she heard is on, whom she is to meet."""
    known = seen.known
    if known is None:
        return None
    meets = int(known.date_place[0])
    return {
        "unread": int(known.unread[0]),
        "looked_at": int(known.phone_at[0]),
        "talked_at": int(known.talked_at[0]),
        "heard_until": {kind.name.lower(): int(known.heard_until[0, kind]) for kind in Announced},
        "appointment": {"place": meets, "at": int(known.date_at[0]), "with": int(known.date_with[0])}
        if meets
        else None,
    }


def _companions(seen: ObservationBatch) -> list[dict[str, int]]:
    if seen.companions is None or seen.companion_tie is None:
        return []
    pairs = zip(seen.companions[0].tolist(), seen.companion_tie[0].tolist(), strict=True)
    return [{"resident": resident, "tie": tie} for resident, tie in pairs if resident]


def _near(engine: TownEngine, resident: int, moment: int) -> dict[str, Any]:
    """List who is where she is; nobody while she is on her way. One pass over a column."""
    residents = engine.residents
    if residents.arrive[resident] > moment:
        return {"count": 0, "residents": []}
    here = np.flatnonzero((residents.place == residents.place[resident]) & (residents.arrive <= moment))
    others = here[here != resident]
    return {"count": len(others), "residents": others[:NEAR_MAX].tolist()}


def _offered(seen: ObservationBatch) -> list[dict[str, Any]]:
    """List what may be done where; of a place that stands twice, as one's own workplace may, the first."""
    offers: dict[tuple[int, int], dict[str, Any]] = {}
    for action, slot in zip(*(axis.tolist() for axis in np.nonzero(seen.candidates[0])), strict=True):
        place = int(seen.candidates[0, action, slot])
        offers.setdefault(
            (action, place),
            {
                "action": ACTIONS[action].name,
                "place": place,
                "walk_s": int(seen.walk_s[0, action, slot]),
                "price_cents": int(seen.price_cents[0, action, slot]),
                "crowd_percent": int(seen.crowd[0, action, slot]),
                "closes_in_s": int(seen.closes_in_s[0, action, slot]),
                "attraction": 0 if seen.attraction is None else int(seen.attraction[0, action, slot]),
            },
        )
    return list(offers.values())
