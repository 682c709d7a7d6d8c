"""A whole town: what the world needs to begin, checked together."""

from typing import Self

from pydantic import model_validator

from world.scenario.checks import check_town
from world.scenario.tables import TownTables


class TownSpec(TownTables):
    """A town that fits together; building one raises a ValidationError around a TownFaultsError otherwise."""

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        check_town(self)
        return self
