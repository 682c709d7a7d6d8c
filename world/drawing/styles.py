"""How each type of place looks: the form of its building, its storeys, its sign. Unknown types look like offices."""

from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

WALLS: Final = ("#f6ead7", "#f1dcc0", "#ebd0b5", "#e3e8df", "#f3d9cc", "#ece4d0", "#dcdae2", "#f4e3b8")
ROOFS: Final = ("#c65d43", "#b5503d", "#5f7486", "#47837d", "#7f5672", "#d3a04b", "#97634b", "#6c8057")
AWNINGS: Final = ("#c8553d", "#2f8276", "#3f6f9f", "#a8527a", "#d1933c", "#5d7d4a")


class Form(Enum):
    """The shape of a place."""

    HOUSE = auto()
    FLATS = auto()
    SHOP = auto()
    OFFICE = auto()
    LONG = auto()
    HALL = auto()
    TEMPLE = auto()
    SHEDS = auto()
    PARK = auto()
    GARDEN = auto()
    SQUARE = auto()
    PITCH = auto()


OPEN_AIR: Final = frozenset({Form.PARK, Form.GARDEN, Form.SQUARE, Form.PITCH})


@dataclass(frozen=True, slots=True)
class Style:
    """Form, storeys (of four and a half units each), the sign's glyph and fixed colours where a type has its own."""

    form: Form
    storeys: float = 1.0
    glyph: str = ""
    roof: str = ""
    wall: str = ""


_STYLES: Final[dict[str, Style]] = {
    "house": Style(Form.HOUSE, 1.15),
    "flats": Style(Form.FLATS, 2.9),
    "dormitory": Style(Form.FLATS, 2.4, roof="#97634b", wall="#ebd0b5"),
    "cafe": Style(Form.SHOP, 1.5, "cup"),
    "tea_house": Style(Form.HOUSE, 1.4, "cup", "#5f7486", "#f1dcc0"),
    "restaurant": Style(Form.SHOP, 1.7, "fork"),
    "canteen": Style(Form.SHOP, 1.4, "fork"),
    "bakery": Style(Form.SHOP, 1.5, "bread"),
    "bar": Style(Form.SHOP, 1.7, "glass", wall="#dcc7b6"),
    "supermarket": Style(Form.SHOP, 1.5, "bag"),
    "convenience_store": Style(Form.SHOP, 1.3, "bag"),
    "market": Style(Form.SHEDS, 1.2, "bag", "#c65d43"),
    "bookshop": Style(Form.SHOP, 1.8, "book"),
    "school": Style(Form.LONG, 2.0, "cap", "#b5503d", "#f1dcc0"),
    "college": Style(Form.LONG, 2.4, "cap", "#5f7486", "#ebd0b5"),
    "library": Style(Form.TEMPLE, 1.9, "book", "#47837d", "#f3ead8"),
    "hospital": Style(Form.OFFICE, 2.6, "cross", "#a9b8bd", "#f4f2ec"),
    "clinic": Style(Form.OFFICE, 1.6, "cross", "#a9b8bd", "#f4f2ec"),
    "office": Style(Form.OFFICE, 2.8, "case"),
    "studio": Style(Form.SHEDS, 1.5, "pencil", "#7f5672"),
    "workshop": Style(Form.SHEDS, 1.4, "gear", "#8a8f94"),
    "town_hall": Style(Form.HALL, 1.5, "", "#4d6f80", "#f3e8d6"),
    "gym": Style(Form.OFFICE, 1.6, "bell", "#d3a04b"),
    "cinema": Style(Form.SHOP, 2.1, "film", "#7f5672", "#dcdae2"),
    "museum": Style(Form.TEMPLE, 2.1, "column", "#5f7486", "#f1e4cc"),
    "bathhouse": Style(Form.LONG, 1.3, "steam", "#47837d", "#ece4d0"),
    "square": Style(Form.SQUARE),
    "park": Style(Form.PARK),
    "garden": Style(Form.GARDEN),
    "sports_ground": Style(Form.PITCH),
}

GLYPHS: Final[dict[str, str]] = {
    "cup": "M-3-2.5h5v3a2 2 0 0 1-2 2h-1a2 2 0 0 1-2-2zM2-1.5h.8a1.2 1.2 0 0 1 0 2.6H2",
    "fork": "M-2.4-3.4v2a1.1 1.1 0 0 0 2.2 0v-2M-1.3-.4v3.8M2.2-3.4v6.8M2.2-3.4q-1.6 1.6 0 4",
    "bread": "M-3.4 2c-.9-4 1.6-4.6 3.4-4.6S4.3-2 3.4 2zM-1.1-2.3v1.8M1.1-2.3v1.8",
    "glass": "M-3-3h6L0 .6zM0 .6v2.8M-1.7 3.4h3.4",
    "bag": "M-2.9-1h5.8l.5 4.3h-6.8zM-1.5-1v-.9a1.5 1.5 0 0 1 3 0V-1",
    "book": "M0-2c-1.2-.9-2.9-.8-3.6-.5v5c.7-.3 2.4-.4 3.6.5 1.2-.9 2.9-.8 3.6-.5v-5C2.9-2.8 1.2-2.9 0-2zv5",
    "cap": "M-4-.8L0-2.8 4-.8 0 1.2zM-2.3.2v1.9q2.3 1.5 4.6 0V.2",
    "cross": "M0-3.2v6.4M-3.2 0h6.4",
    "case": "M-3.4-1.5h6.8V3h-6.8zM-1.3-1.5v-1.3h2.6v1.3M-3.4.6h6.8",
    "pencil": "M-3 3l.6-2.4L2-3.4 3.6-1.8-.8 2.4z",
    "gear": "M0-1.8a1.8 1.8 0 1 0 .01 0zM0-3.5v1.7M0 1.8v1.7M-3.5 0h1.7M1.8 0h1.7"
    "M-2.5-2.5l1.2 1.2M1.3 1.3l1.2 1.2M-2.5 2.5l1.2-1.2M1.3-1.3l1.2-1.2",
    "column": "M-3.5-1.3L0-3.3l3.5 2zM-2.3-.5v2.7M0-.5v2.7M2.3-.5v2.7M-3.5 3h7",
    "bell": "M-1.6 0h3.2M-1.8-2v4M1.8-2v4M-3.3-1.2v2.4M3.3-1.2v2.4",
    "film": "M-3.4-2.5h6.8v5h-6.8zM-.8-1.1v2.2L1.3 0z",
    "steam": "M-2.4 2.9q-1-1.5 0-2.9t0-2.9M0 2.9q-1-1.5 0-2.9t0-2.9M2.4 2.9q-1-1.5 0-2.9t0-2.9",
}
"""Line drawings in a box from -4 to 4."""


def style_of(place_type: str) -> Style:
    """Return how a type of place looks."""
    return _STYLES.get(place_type, Style(Form.OFFICE, 2.0))
