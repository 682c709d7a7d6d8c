"""A scenario's places as they stand now: those that operators changed, added and took away since the town was founded.

Whatever a run reads out of its scenario's places it reads out of this, so that a change of the map is one for everybody.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

STOOD: Final = "stood"
"""Beside the places, where any changed: from when and until when each stood, simulated seconds; 0 = always, and still."""
_GONE: Final[Mapping[str, Any]] = {"open": {"default": "closed"}, "functions": ["move"], "prices": {}, "jobs": []}


def as_it_stands(
    scenario: Mapping[str, Any], *, described: Sequence[str], built_at: Sequence[int], gone_at: Sequence[int]
) -> Mapping[str, Any]:
    """Put the places as they stand into a scenario; the scenario itself where nothing changed.

    described: by place in the order of numbers, what it is like as JSON, "" = as the scenario says.   built_at, gone_at:
    simulated seconds, 0 = from the beginning, and still there. Places that are gone keep their number and are never open.
    """
    if not (any(described) or any(gone_at)):
        return scenario
    places = [json.loads(text) if text else scenario["places"][i] for i, text in enumerate(described)]
    shut = [{**place, **_GONE} if gone else place for place, gone in zip(places, gone_at, strict=True)]
    stood = [[int(built), int(gone)] for built, gone in zip(built_at, gone_at, strict=True)]
    return {**scenario, "places": shut, STOOD: stood}
