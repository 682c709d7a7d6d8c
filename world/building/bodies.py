"""What operators can ask of the map: closed bodies. All wait for the grid, as commands to bodies do."""

from typing import Annotated, Any, Final, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from streams.writer.part import CommandKind, Queue
from world.scenario import HoursSpec, JobSpec, PlaceFunction, PlaceType, PriceCategory, Zone
from world.scenario.fields import Cents, Metres, Name
from world.scenario.places import Side

CAPACITY_MAX: Final = 100_000
JOBS_MAX: Final = 20


def _plain_hours(value: Any) -> Any:
    """Let "07:00-22:00" stand for the same hours on every day."""
    return {"default": value} if isinstance(value, str) else value


PlaceNumber = Annotated[int, Field(ge=1, le=2**31 - 1)]
Capacity = Annotated[int, Field(ge=1, le=CAPACITY_MAX)]
Hours = Annotated[HoursSpec, BeforeValidator(_plain_hours)]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class CreateBody(_Body):
    """Build a place. What is left out is as at the first place of its type in town, else what is usual for the type."""

    type: PlaceType
    name: Name
    name_zh: Name
    x: Metres
    y: Metres
    width: Side | None = None
    height: Side | None = None
    zone: Zone | None = None
    capacity: Capacity | None = None
    functions: Annotated[tuple[PlaceFunction, ...], Field(min_length=1)] | None = None
    open: Hours | None = None
    prices: dict[PriceCategory, Cents] | None = None
    jobs: Annotated[tuple[JobSpec, ...], Field(max_length=JOBS_MAX)] = ()


class EditBody(_Body):
    """Change what a place is called, whom it has room for, when it is open, what it charges and who works there.

    None = as it is.   jobs: all that there are to be; who has one that is not among them loses the work.
    """

    place: PlaceNumber
    name: Name | None = None
    name_zh: Name | None = None
    capacity: Capacity | None = None
    open: Hours | None = None
    prices: dict[PriceCategory, Cents] | None = None
    jobs: Annotated[tuple[JobSpec, ...], Field(max_length=JOBS_MAX)] | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if all(getattr(self, name) is None for name in EDITABLE):
            raise ValueError(f"nothing is to be changed; give at least one of {', '.join(EDITABLE)}")
        return self


EDITABLE: Final = tuple(name for name in EditBody.model_fields if name != "place")


class MoveBody(_Body):
    """Put a place elsewhere: its north-western corner, metres."""

    place: PlaceNumber
    x: Metres
    y: Metres


class DeleteBody(_Body):
    """Take a place away for good."""

    place: PlaceNumber


CREATE_PLACE: Final = CommandKind(name="create_place", body=CreateBody, queue=Queue.GRID, is_steering=True)
EDIT_PLACE: Final = CommandKind(name="edit_place", body=EditBody, queue=Queue.GRID, is_steering=True)
MOVE_PLACE: Final = CommandKind(name="move_place", body=MoveBody, queue=Queue.GRID, is_steering=True)
DELETE_PLACE: Final = CommandKind(name="delete_place", body=DeleteBody, queue=Queue.GRID, is_steering=True)
PLACE_COMMANDS: Final = (CREATE_PLACE, EDIT_PLACE, MOVE_PLACE, DELETE_PLACE)
