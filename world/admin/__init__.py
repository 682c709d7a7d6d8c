"""The town in the admin: places, bodies, money, events and the action log in words. Everything here is history."""

from world.admin import (
    action_log,
    commanding,
    company,
    dealings,
    events,
    ledger,
    map_changes,
    measures,
    places,
    population,
    residents,
)

__all__ = [
    "action_log",
    "commanding",
    "company",
    "dealings",
    "events",
    "ledger",
    "map_changes",
    "measures",
    "places",
    "population",
    "residents",
]
