"""The population: distributions to draw people from, and people written out by hand."""

from enum import StrEnum
from typing import Annotated, Final

from pydantic import Field, model_validator

from world.contract import Trait
from world.scenario.balance import BalanceSpec
from world.scenario.fields import Cents, Key, Name, OccupationField, Spec, Weight

POPULATION_MAX: Final = 1_000_000
"""Residents of a town at the most: what is measured, and what its columns are sized for."""
Age = Annotated[int, Field(ge=18, le=80)]
Percent = Annotated[int, Field(ge=0, le=100)]
Prose = Annotated[str, Field(max_length=2_000)]


class NameLanguage(StrEnum):
    """Names of residents: English, Chinese in characters, or English and pinyin mixed."""

    EN = "en"
    ZH = "zh"
    MIXED = "mixed"


class Gender(StrEnum):
    """In the order of the numbers in a persona: male 0, female 1, other 2."""

    MALE = "male"
    FEMALE = "female"
    OTHER = "other"


GENDERS = tuple(Gender)


class AgeBand(Spec):
    """Ages from and to, both included, and how many people have them, relative to the other bands."""

    youngest: Age
    oldest: Age
    weight: Weight

    @model_validator(mode="after")
    def _runs_upwards(self) -> "AgeBand":
        if self.youngest > self.oldest:
            raise ValueError(f"youngest {self.youngest} is above oldest {self.oldest}; youngest is at most oldest")
        return self


class TraitSpec(Spec):
    """A Big Five trait: its mean, and how far from it the most extreme draw can be (a triangular density)."""

    mean: Percent = 50
    spread: Percent = 40


class BigFiveSpec(Spec):
    """The five traits, 0-100."""

    openness: TraitSpec = TraitSpec()
    conscientiousness: TraitSpec = TraitSpec()
    extraversion: TraitSpec = TraitSpec()
    agreeableness: TraitSpec = TraitSpec()
    neuroticism: TraitSpec = TraitSpec()

    @property
    def columns(self) -> tuple[TraitSpec, ...]:
        """In the order of `Trait`."""
        named: dict[str, TraitSpec] = dict(self)
        return tuple(named[trait.name.lower()] for trait in Trait)


class MoneyRange(Spec):
    """Money at the start, drawn between two amounts."""

    least: Cents
    most: Cents

    @model_validator(mode="after")
    def _runs_upwards(self) -> "MoneyRange":
        if self.least > self.most:
            raise ValueError(f"least {self.least} is above most {self.most}; least is at most most, in cents")
        return self


class StartingMoneySpec(Spec):
    """Money at the start: a range for all, and others for some occupations."""

    overall: MoneyRange
    by_occupation: dict[OccupationField, MoneyRange] = Field(default_factory=dict)


class ResidentSpec(Spec):
    """Somebody written out by hand; what is left out is drawn as for everybody else."""

    name: Name
    age: Age
    gender: Gender
    occupation: OccupationField
    openness: Percent | None = None
    conscientiousness: Percent | None = None
    extraversion: Percent | None = None
    agreeableness: Percent | None = None
    neuroticism: Percent | None = None
    home: Key | None = None
    workplace: Key | None = None
    money: Cents | None = None
    traits: Prose = ""
    speaking_style: Prose = ""
    life_goal: Prose = ""
    goals: tuple[Prose, ...] = ()
    backstory: Prose = ""
    daily_routine: Prose = ""

    @property
    def big_five(self) -> tuple[int | None, ...]:
        """In the order of `Trait`; None is drawn."""
        return (self.openness, self.conscientiousness, self.extraversion, self.agreeableness, self.neuroticism)


class PopulationSpec(Spec):
    """How many people and of what kind; `residents` come first, distributions fill up to `count`."""

    count: Annotated[int, Field(ge=1, le=POPULATION_MAX)] = 50
    names: NameLanguage = NameLanguage.MIXED
    occupations: dict[OccupationField, Weight]
    ages: Annotated[tuple[AgeBand, ...], Field(min_length=1)]
    genders: dict[Gender, Weight]
    big_five: BigFiveSpec = BigFiveSpec()
    starting_money: StartingMoneySpec
    residents: tuple[ResidentSpec, ...] = ()
    balance: BalanceSpec = BalanceSpec()
