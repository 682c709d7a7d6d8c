"""The town's tables. All are history, keyed by run and number; ResidentState and LedgerEntry are hot."""

from world.models.hours import MoneyFlow, TownHour
from world.models.ledger import LedgerEntry
from world.models.log import ActionLog
from world.models.places import Path, Place, PlaceHour, PlaceState
from world.models.residents import Gender, Resident, ResidentState

__all__ = [
    "ActionLog",
    "Gender",
    "LedgerEntry",
    "MoneyFlow",
    "Path",
    "Place",
    "PlaceHour",
    "PlaceState",
    "Resident",
    "ResidentState",
    "TownHour",
]
