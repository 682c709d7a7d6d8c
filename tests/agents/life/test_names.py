"""Names by number, in few bytes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.life.names import Names
from world.population.names import CHINESE, ENGLISH, NameBook
from world.scenario.people import Gender


def named(*names: str) -> Names:
    made = Names()
    made.add(names)
    return made


@given(st.lists(st.lists(st.text(max_size=12), max_size=8), max_size=4))
def test_every_number_has_the_name_that_it_was_given(parts: list[list[str]]) -> None:
    names = Names()
    for part in parts:
        names.add(part)

    given_names = ["", *(name for part in parts for name in part)]
    assert [names[number] for number in range(names.count + 1)] == given_names


@pytest.mark.parametrize("number", [-1, 3])
def test_a_number_without_a_name_is_an_error(number: int) -> None:
    with pytest.raises(KeyError, match="there are 2"):
        named("Anna Ashby", "Noor")[number]


def full_names(book: NameBook, count: int) -> list[str]:
    pairs = [book.full_name(Gender.FEMALE, index) for index in range(count)]
    if book.family_first:
        return [family[0] + given[0] for given, family in pairs]
    return [f"{given[0]} {family[0]}" for given, family in pairs]


@pytest.mark.parametrize("book", [ENGLISH, CHINESE])
def test_a_name_of_a_large_town_costs_few_bytes(book: NameBook) -> None:
    count = 50_000
    names = full_names(book, count)

    known = named(*names)

    assert known.nbytes <= 6 * count
    assert [known[1], known[count]] == [names[0], names[-1]]


def test_more_different_names_than_two_bytes_can_tell_apart() -> None:
    names = [f"Name{number}" for number in range(70_000)]

    known = named(*names[:60_000])
    known.add(names[60_000:])

    assert [known[number + 1] for number in (0, 59_999, 65_600, 69_999)] == [
        "Name0",
        "Name59999",
        "Name65600",
        "Name69999",
    ]
