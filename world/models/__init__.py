"""The town's tables. All are history, keyed by run and number; ResidentState and LedgerEntry are hot."""

from world.models.company import Talk, Tie
from world.models.dealings import Employment, Item, Loan, TownDay
from world.models.hours import MoneyFlow, TownHour
from world.models.ledger import LedgerEntry
from world.models.log import ActionLog
from world.models.map_changes import HomeChange, PlaceChange
from world.models.measures import Measure
from world.models.places import Path, Place, PlaceHour, PlaceState
from world.models.population import (
    BalanceSwitch,
    Hardship,
    Move,
    MoveKind,
    MoveReason,
    PersonaChange,
    Removal,
)
from world.models.residents import Gender, Resident, ResidentState

__all__ = [
    "ActionLog",
    "BalanceSwitch",
    "Employment",
    "Gender",
    "Hardship",
    "HomeChange",
    "Item",
    "LedgerEntry",
    "Loan",
    "Measure",
    "MoneyFlow",
    "Move",
    "MoveKind",
    "MoveReason",
    "Path",
    "PersonaChange",
    "Place",
    "PlaceChange",
    "PlaceHour",
    "PlaceState",
    "Removal",
    "Resident",
    "ResidentState",
    "Talk",
    "Tie",
    "TownDay",
    "TownHour",
]
