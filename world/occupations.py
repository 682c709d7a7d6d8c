"""The trades of a town, under permanent small integers; what each earns is in the scenario."""

from enum import IntEnum
from typing import Final

from world.contract import Skill


class Occupation(IntEnum):
    """What somebody does for a living."""

    UNEMPLOYED = 0
    PROGRAMMER = 1
    DESIGNER = 2
    WAITER = 3
    STUDENT = 4
    ARTIST = 5
    TEACHER = 6
    RETIRED = 7
    SALES = 8
    CHEF = 9
    DOCTOR = 10
    NURSE = 11
    SHOPKEEPER = 12
    WRITER = 13
    OWNER = 14

    @property
    def label(self) -> str:
        """Name in files and in the API: lower case."""
        return self.name.lower()


SKILL_OF: Final[dict[Occupation, Skill]] = {
    Occupation.UNEMPLOYED: Skill.SERVICE,
    Occupation.PROGRAMMER: Skill.TECHNOLOGY,
    Occupation.DESIGNER: Skill.ART,
    Occupation.WAITER: Skill.SERVICE,
    Occupation.STUDENT: Skill.WRITING,
    Occupation.ARTIST: Skill.ART,
    Occupation.TEACHER: Skill.TEACHING,
    Occupation.RETIRED: Skill.SERVICE,
    Occupation.SALES: Skill.TRADE,
    Occupation.CHEF: Skill.COOKING,
    Occupation.DOCTOR: Skill.MEDICINE,
    Occupation.NURSE: Skill.MEDICINE,
    Occupation.SHOPKEEPER: Skill.TRADE,
    Occupation.WRITER: Skill.WRITING,
    Occupation.OWNER: Skill.TRADE,
}
"""The skill that a trade practises and is paid by."""
