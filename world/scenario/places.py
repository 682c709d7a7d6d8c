"""Places: what they are, where, when they are open, what can be done there, at what price, and by whose work."""

from enum import StrEnum
from typing import Annotated, Any, Final

from pydantic import Field, field_validator

from world.scenario.fields import Cents, Key, Metres, Name, OccupationField, Point, Spec
from world.scenario.hours import DaysText, OpeningText, Span, SpanText, parse_days, parse_opening, parse_span

Side = Annotated[int, Field(ge=5, le=2_000)]


class Zone(StrEnum):
    """Part of the town."""

    RESIDENTIAL = "residential"
    COMMERCIAL = "commercial"
    CENTRE = "centre"
    LEISURE = "leisure"
    BUSINESS = "business"


class PlaceType(StrEnum):
    """What a place is; decides who may work there and whether one walks around it or across it."""

    HOUSE = "house"
    FLATS = "flats"
    DORMITORY = "dormitory"
    CAFE = "cafe"
    TEA_HOUSE = "tea_house"
    RESTAURANT = "restaurant"
    CANTEEN = "canteen"
    BAKERY = "bakery"
    BAR = "bar"
    SUPERMARKET = "supermarket"
    CONVENIENCE_STORE = "convenience_store"
    MARKET = "market"
    BOOKSHOP = "bookshop"
    SCHOOL = "school"
    COLLEGE = "college"
    LIBRARY = "library"
    HOSPITAL = "hospital"
    CLINIC = "clinic"
    OFFICE = "office"
    STUDIO = "studio"
    WORKSHOP = "workshop"
    TOWN_HALL = "town_hall"
    GYM = "gym"
    CINEMA = "cinema"
    MUSEUM = "museum"
    BATHHOUSE = "bathhouse"
    SQUARE = "square"
    PARK = "park"
    GARDEN = "garden"
    SPORTS_GROUND = "sports_ground"


HOME_TYPES: Final = frozenset({PlaceType.HOUSE, PlaceType.FLATS, PlaceType.DORMITORY})
OPEN_AIR_TYPES: Final = frozenset({PlaceType.SQUARE, PlaceType.PARK, PlaceType.GARDEN, PlaceType.SPORTS_GROUND})


class PlaceFunction(StrEnum):
    """What can be done at a place: the names of actions."""

    MOVE = "move"
    WORK = "work"
    STUDY = "study"
    EAT = "eat"
    SLEEP = "sleep"
    REST = "rest"
    READ = "read"
    EXERCISE = "exercise"
    SHOP = "shop"
    PLAY = "play"
    WASH = "wash"
    HOUSEWORK = "housework"


class PriceCategory(StrEnum):
    """What a place charges for."""

    MEAL = "meal"
    GROCERIES = "groceries"
    GOODS = "goods"
    TICKET = "ticket"
    COURSE = "course"
    BATH = "bath"


CHARGED_FOR: Final[dict[PlaceFunction, tuple[PriceCategory, ...]]] = {
    PlaceFunction.EAT: (PriceCategory.MEAL,),
    PlaceFunction.SHOP: (PriceCategory.GROCERIES, PriceCategory.GOODS),
    PlaceFunction.PLAY: (PriceCategory.TICKET,),
    PlaceFunction.EXERCISE: (PriceCategory.TICKET,),
    PlaceFunction.READ: (PriceCategory.TICKET,),
    PlaceFunction.STUDY: (PriceCategory.COURSE,),
    PlaceFunction.WASH: (PriceCategory.BATH,),
}
"""The price of doing something: of the first of these categories that the place has a price for, else free."""


class JobSpec(Spec):
    """Some equal jobs at a place: as many people as `count` work this shift on these days."""

    occupation: OccupationField
    count: Annotated[int, Field(ge=1, le=100_000)] = 1
    shift: SpanText
    days: DaysText = "mon-fri"
    wage_per_hour: Cents | None = None

    @property
    def shift_span(self) -> Span:
        """Start and length in seconds."""
        return parse_span(self.shift)

    @property
    def workdays(self) -> int:
        """Bits of the days on which the shift starts: 1 = Monday ... 64 = Sunday."""
        return parse_days(self.days)


class HoursSpec(Spec):
    """Opening hours: one for every day, and exceptions by day of the week. Over midnight belongs to the first day."""

    default: OpeningText
    mon: OpeningText | None = None
    tue: OpeningText | None = None
    wed: OpeningText | None = None
    thu: OpeningText | None = None
    fri: OpeningText | None = None
    sat: OpeningText | None = None
    sun: OpeningText | None = None

    @property
    def by_day(self) -> tuple[Span, ...]:
        """Seven spans from Monday, (0, 0) on a closed day."""
        days = (self.mon, self.tue, self.wed, self.thu, self.fri, self.sat, self.sun)
        return tuple(parse_opening(day or self.default) for day in days)


class PlaceSpec(Spec):
    """A place: a rectangle with a door."""

    key: Key
    name: Name
    name_zh: Name
    type: PlaceType
    zone: Zone
    x: Metres
    y: Metres
    width: Side
    height: Side
    entrance: Point | None = None
    capacity: Annotated[int, Field(ge=1, le=1_000_000)]
    functions: Annotated[tuple[PlaceFunction, ...], Field(min_length=1)]
    open: HoursSpec
    owner: Annotated[str, Field(max_length=80)] = ""
    prices: dict[PriceCategory, Cents] = Field(default_factory=dict)
    jobs: tuple[JobSpec, ...] = ()

    @field_validator("open", mode="before")
    @classmethod
    def _accept_plain_hours(cls, value: Any) -> Any:
        """Let files write open = "07:00-22:00" for open = { default = "07:00-22:00" }."""
        return {"default": value} if isinstance(value, str) else value

    @property
    def is_home(self) -> bool:
        """Whether people live here."""
        return self.type in HOME_TYPES

    @property
    def is_open_air(self) -> bool:
        """Whether people walk across it instead of around it."""
        return self.type in OPEN_AIR_TYPES

    def price_cents(self, function: PlaceFunction) -> int:
        """Say what doing this costs here."""
        return next((self.prices[kind] for kind in CHARGED_FOR.get(function, ()) if kind in self.prices), 0)
