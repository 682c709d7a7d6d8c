"""What operators can ask of a town's people: closed bodies. All wait for the grid, as commands to bodies do."""

from typing import Annotated, Any, Final, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from streams.writer.part import CommandKind, Queue
from world.contract import Trait
from world.scenario.fields import Cents, Name, OccupationField
from world.scenario.people import Age, Gender, Percent, Prose

REASON_MAX: Final = 300
GOALS_MAX: Final = 10
ResidentNumber = Annotated[int, Field(ge=1, lt=2**31)]
PlaceNumber = Annotated[int, Field(ge=1, lt=2**31)]
PlaceNumberOrNone = Annotated[int, Field(ge=0, lt=2**31)]
Goals = Annotated[tuple[Prose, ...], Field(max_length=GOALS_MAX)]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class AddBody(_Body):
    """Let somebody move in. What is left out is drawn as for everybody else.

    home: a home with a free bed.   workplace: with a free post of the trade, or of any where no trade is given.
    """

    name: Name | None = None
    age: Age | None = None
    gender: Gender | None = None
    occupation: OccupationField | None = None
    openness: Percent | None = None
    conscientiousness: Percent | None = None
    extraversion: Percent | None = None
    agreeableness: Percent | None = None
    neuroticism: Percent | None = None
    home: PlaceNumber | None = None
    workplace: PlaceNumber | None = None
    money: Cents | None = None
    traits: Prose = ""
    speaking_style: Prose = ""
    life_goal: Prose = ""
    goals: Goals = ()
    backstory: Prose = ""
    daily_routine: Prose = ""


class EditBody(_Body):
    """Change what somebody is like, where she lives and works, and the words about her. None = as it is.

    workplace: with a free post of the trade, or of any where no trade is given; 0 = none.   Her name stays what it is: what
    residents said to each other is a part of the record.
    """

    resident: ResidentNumber
    age: Age | None = None
    gender: Gender | None = None
    openness: Percent | None = None
    conscientiousness: Percent | None = None
    extraversion: Percent | None = None
    agreeableness: Percent | None = None
    neuroticism: Percent | None = None
    home: PlaceNumber | None = None
    occupation: OccupationField | None = None
    workplace: PlaceNumberOrNone | None = None
    traits: Prose | None = None
    speaking_style: Prose | None = None
    life_goal: Prose | None = None
    goals: Goals | None = None
    backstory: Prose | None = None
    daily_routine: Prose | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if all(getattr(self, name) is None for name in EDITABLE):
            raise ValueError(f"nothing is to be changed; give at least one of {', '.join(EDITABLE)}")
        return self

    @property
    def words(self) -> dict[str, Any]:
        """What is to be said about her from now on, by field."""
        return {name: value for name in WORDS if (value := getattr(self, name)) is not None}


EDITABLE: Final = tuple(name for name in EditBody.model_fields if name != "resident")
NUMBERS: Final = ("age", "gender", *(trait.name.lower() for trait in Trait))
"""Fields of an edit that rules reckon with."""
WORDS: Final = ("traits", "speaking_style", "life_goal", "goals", "backstory", "daily_routine")


class RemoveBody(_Body):
    """Send somebody away for good, and say why."""

    resident: ResidentNumber
    reason: Annotated[str, Field(min_length=1, max_length=REASON_MAX)]


ADD_AGENT: Final = CommandKind(name="add_agent", body=AddBody, queue=Queue.GRID, is_steering=True)
EDIT_AGENT: Final = CommandKind(name="edit_agent", body=EditBody, queue=Queue.GRID, is_steering=True)
REMOVE_AGENT: Final = CommandKind(name="remove_agent", body=RemoveBody, queue=Queue.GRID, is_steering=True)
PEOPLE_COMMANDS: Final = (ADD_AGENT, EDIT_AGENT, REMOVE_AGENT)
