"""What people are called by those who know them."""

import pytest

from agents.voice.names import called
from world.population.names import CHINESE, ENGLISH


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Agnes Pearce", "Agnes"),
        ("Ma Xiaomei", "Xiaomei"),
        ("陈小满", "小满"),
        ("陈平", "陈平"),
        ("Owen", "Owen"),
        ("Han van Meegeren", "Han"),
    ],
)
def test_somebody_is_called_by_the_given_name(name: str, short: str) -> None:
    assert called(name) == short


def test_no_english_given_name_is_taken_for_a_chinese_family() -> None:
    families = {latin.capitalize() for _, latin in CHINESE.family}

    assert not families & {name for names in ENGLISH.given.values() for name, _ in names}
