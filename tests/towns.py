"""The small town of the tests, whole or with a part of it changed."""

import tomllib
from pathlib import Path
from typing import Any

from world.scenario import TownSpec

SMALL_TOWN_FILE = Path(__file__).parent / "small_town.toml"


def small_tables() -> dict[str, Any]:
    """Return the tables of the small town without run and minds, free to change."""
    tables = tomllib.loads(SMALL_TOWN_FILE.read_text(encoding="utf-8"))
    return {name: tables[name] for name in ("map", "places", "population", "economy")}


def small_town(**population: Any) -> TownSpec:
    """Return the small town with these fields of its population changed."""
    tables = small_tables()
    tables["population"] |= population
    return TownSpec.model_validate(tables)


def large_town(count: int) -> TownSpec:
    """Return the small town with room and work for a large population."""
    tables = small_tables()
    tables["population"] |= {"count": count, "residents": []}
    for place in tables["places"]:
        place["capacity"] = count
        for job in place.get("jobs", ()):
            job["count"] = max(1, count // 10)
    return TownSpec.model_validate(tables)
