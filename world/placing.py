"""Rows of a new town's places: those of the scenario, once for each district, shifted and told apart by name."""

import json
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from streams.kernel.columns import Mode, TableBatch
from streams.kernel.ids import key_of
from world.actions import ACTIONS
from world.rows import PLACES, texts
from world.scenario import PlaceFunction, PlaceSpec
from world.space.districts import Districts


def place_rows(
    run_id: int, places: Sequence[PlaceSpec], doors: Sequence[tuple[int, int]], layout: Districts
) -> TableBatch:
    """Make the rows of all districts' places, in the order of their numbers.   doors: by number, 0 unused."""
    tile = place_columns(places, doors)
    columns = {name: np.tile(values, layout.count) for name, values in tile.items()}
    numbers = np.arange(1, layout.places + 1)
    east_m, south_m = layout.offset_m(layout.district_of(numbers))
    columns |= {name: columns[name] + east_m for name in ("x", "entrance_x")}
    columns |= {name: columns[name] + south_m for name in ("y", "entrance_y")}
    columns |= {name: _told_apart(tile[name].tolist(), layout, naming) for name, naming in _NAMINGS.items()}
    return TableBatch.of(PLACES, Mode.INSERT, {"id": key_of(run_id, 0) + numbers, **columns})


def place_columns(places: Sequence[PlaceSpec], doors: Sequence[tuple[int, int]]) -> dict[str, Any]:
    """Write places as columns, all but the key, as they are when the town is founded.   doors: by position, 0 unused."""
    nothing = np.zeros(len(places), dtype=np.int64)
    plain = ("x", "y", "width", "height", "capacity")
    columns: dict[str, Any] = {name: np.array([getattr(place, name) for place in places]) for name in plain}
    return columns | {
        "key": texts([place.key for place in places]),
        "name": texts([place.name for place in places]),
        "name_zh": texts([place.name_zh for place in places]),
        "type": texts([place.type.value for place in places]),
        "zone": texts([place.zone.value for place in places]),
        "entrance_x": np.array([x for x, _ in doors[1:]]),
        "entrance_y": np.array([y for _, y in doors[1:]]),
        "staff": np.array([staff_at_once(place) for place in places]),
        "is_home": np.array([place.is_home for place in places]),
        "owner": texts([place.owner for place in places]),
        "functions": texts([json.dumps([function.value for function in place.functions]) for place in places]),
        "hours": texts([json.dumps(place.open.by_day) for place in places]),
        "prices": texts([json.dumps(_prices(place)) for place in places]),
        "spec": texts([""] * len(places)),
        "built_at": nothing,
        "gone_at": nothing,
    }


def key_in(key: str, district: int) -> str:
    """Tell the keys of districts apart: the second district's cafe is cafe-d2."""
    return f"{key}-d{district + 1}" if district else key


def name_in(name: str, district: int) -> str:
    """Tell the names of districts apart; the first district's are as written."""
    return f"{name}, District {district + 1}" if district else name


def name_zh_in(name: str, district: int) -> str:
    """Tell the Chinese names of districts apart."""
    return f"{name}（{district + 1}区）" if district else name


_NAMINGS = {"key": key_in, "name": name_in, "name_zh": name_zh_in}


def _told_apart(tile: Sequence[str], layout: Districts, naming: Callable[[str, int], str]) -> Any:
    return texts([naming(text, district) for district in range(layout.count) for text in tile])


def staff_at_once(place: PlaceSpec) -> int:
    """Count the seats to keep for those who work here: everybody employed, because shifts overlap at their ends."""
    return min(sum(job.count for job in place.jobs), place.capacity - 1)


def _prices(place: PlaceSpec) -> dict[str, int]:
    prices = {spec.name: _price(place, spec.name) for spec in ACTIONS}
    return {name: cents for name, cents in prices.items() if cents}


def _price(place: PlaceSpec, action: str) -> int:
    return place.price_cents(PlaceFunction(action)) if action in set(PlaceFunction) else 0
