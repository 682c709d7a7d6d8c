"""What places are called and what they are, in the words of residents."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

from world.placing import name_in, name_zh_in
from world.scenario.places import HOME_TYPES
from world.space.districts import Districts

HOME: Final = "home"
"""What any dwelling is to those who tell of it."""
_NAMES_KEPT: Final = 16_384


class Places:
    """The places of a run by number; kept for one district, since all are alike."""

    def __init__(self, scenario: Mapping[str, Any], language: str) -> None:
        """language: "en" or "zh", in which residents speak."""
        column, self._naming = ("name_zh", name_zh_in) if language == "zh" else ("name", name_in)
        self._districts = Districts.of_scenario(scenario)
        self._names = [str(place[column]) for place in scenario["places"]]
        self._kinds = [HOME if place["type"] in HOME_TYPES else str(place["type"]) for place in scenario["places"]]
        self._name = lru_cache(maxsize=_NAMES_KEPT)(self._name_of)

    def name(self, number: int) -> str:
        """Say what a place is called; "" for 0. KeyError for one that there is not."""
        return self._name(number)

    def kind(self, number: int) -> str:
        """Say what a place is, as agents.voice.Fact has it; "" for 0. KeyError for one that there is not."""
        return self._kinds[self._row(number)] if number else ""

    def _name_of(self, number: int) -> str:
        if not number:
            return ""
        return self._naming(self._names[self._row(number)], self._districts.district_of(number))

    def _row(self, number: int) -> int:
        if not 0 < number <= self._districts.places:
            raise KeyError(f"no place {number}: there are {self._districts.places}")
        return self._districts.local(number) - 1
