"""Which trades work at which kinds of place, and at what age people follow them."""

from typing import Final

from world.occupations import Occupation
from world.scenario.places import HOME_TYPES, PlaceType

_T = PlaceType
_O = Occupation

_PUBLIC: Final = frozenset(PlaceType) - HOME_TYPES

WORKPLACE_TYPES: Final[dict[Occupation, frozenset[PlaceType]]] = {
    _O.UNEMPLOYED: frozenset(),
    _O.STUDENT: frozenset(),
    _O.RETIRED: frozenset(),
    _O.PROGRAMMER: frozenset({_T.OFFICE, _T.STUDIO, _T.COLLEGE, _T.TOWN_HALL, _T.HOSPITAL}),
    _O.DESIGNER: frozenset({_T.STUDIO, _T.OFFICE, _T.WORKSHOP, _T.MUSEUM}),
    _O.WAITER: frozenset({_T.CAFE, _T.TEA_HOUSE, _T.RESTAURANT, _T.CANTEEN, _T.BAKERY, _T.BAR}),
    _O.ARTIST: frozenset({_T.STUDIO, _T.WORKSHOP, _T.MUSEUM, _T.COLLEGE}),
    _O.TEACHER: frozenset({_T.SCHOOL, _T.COLLEGE, _T.LIBRARY, _T.GYM}),
    _O.SALES: frozenset({_T.OFFICE, _T.SUPERMARKET, _T.MARKET, _T.BOOKSHOP, _T.STUDIO}),
    _O.CHEF: frozenset({_T.RESTAURANT, _T.CANTEEN, _T.BAKERY, _T.CAFE, _T.TEA_HOUSE, _T.BAR, _T.SCHOOL, _T.HOSPITAL}),
    _O.DOCTOR: frozenset({_T.HOSPITAL, _T.CLINIC}),
    _O.NURSE: frozenset({_T.HOSPITAL, _T.CLINIC}),
    _O.SHOPKEEPER: frozenset(
        {
            *(_T.SUPERMARKET, _T.CONVENIENCE_STORE, _T.MARKET, _T.BOOKSHOP, _T.BAKERY),
            *(_T.CINEMA, _T.BATHHOUSE, _T.GYM, _T.MUSEUM),
        }
    ),
    _O.WRITER: frozenset({_T.OFFICE, _T.LIBRARY, _T.BOOKSHOP, _T.TOWN_HALL, _T.STUDIO, _T.MUSEUM}),
    _O.OWNER: _PUBLIC,
}
"""Kinds of place that may have a job of the trade; empty for those without a job."""

_WORKING_AGE: Final = (20, 64)
AGE_RANGE: Final[dict[Occupation, tuple[int, int]]] = dict.fromkeys(Occupation, _WORKING_AGE) | {
    _O.STUDENT: (18, 25),
    _O.RETIRED: (60, 80),
    _O.UNEMPLOYED: (18, 64),
    _O.PROGRAMMER: (21, 60),
    _O.DOCTOR: (27, 66),
    _O.TEACHER: (23, 64),
    _O.OWNER: (28, 70),
    _O.WRITER: (22, 72),
    _O.ARTIST: (20, 72),
}
"""Youngest and oldest, both included."""
