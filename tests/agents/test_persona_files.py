"""Personas as CSV and JSON: there and back without a loss, and faults that name row and column."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.errors import PersonaFileError
from agents.persona_files import COLUMNS, as_residents, export_csv, export_json, import_csv, import_json
from agents.personas import PersonFacts, write_prose
from tests.towns import small_town
from world.occupations import Occupation
from world.population import Population, make_population
from world.scenario import Gender, ResidentSpec, TownSpec

HEADER = "name,age,gender,occupation\n"
MEI = ResidentSpec(
    name="林晓梅",
    age=31,
    gender=Gender.FEMALE,
    occupation=Occupation.WRITER,
    openness=77,
    money=123_456,
    goals=("finish, at last, the novel", 'say "yes" more'),
    backstory="=cmd|' /C calc'!A0",
    life_goal="'- quoted",
)

prose = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=60)
residents = st.builds(
    ResidentSpec,
    name=st.text(st.characters(categories=("L", "P", "S")), min_size=1, max_size=20),
    age=st.integers(18, 80),
    gender=st.sampled_from(Gender),
    occupation=st.sampled_from(Occupation),
    neuroticism=st.none() | st.integers(0, 100),
    money=st.none() | st.integers(0, 10**9),
    backstory=prose,
    speaking_style=prose,
)


def facts_of(people: Population, row: int) -> PersonFacts:
    persona = people.persona
    return PersonFacts(
        number=row + 1,
        name=people.names[row],
        age=int(persona.age[row]),
        gender=int(persona.gender[row]),
        occupation=Occupation(int(persona.occupation[row])),
        traits=tuple(persona.traits[row].tolist()),
        work="",
        shift_start_s=int(persona.shift_start_s[row]),
        shift_length_s=int(persona.shift_length_s[row]),
        bedtime_s=int(persona.bedtime_s[row]),
        sleep_length_s=int(persona.sleep_length_s[row]),
    )


@given(people=st.lists(residents, max_size=4))
def test_csv_and_json_give_back_what_was_written(people: list[ResidentSpec]) -> None:
    assert list(import_csv(export_csv(people))) == people
    assert list(import_json(export_json(people))) == people


def test_goals_and_formulas_survive_the_way_through_a_spreadsheet() -> None:
    assert import_csv(export_csv([MEI])) == (MEI,)
    assert import_json(export_json([MEI])) == (MEI,)


def test_no_cell_can_run_as_a_formula() -> None:
    rows = list(csv.reader(io.StringIO(export_csv([MEI]), newline="")))

    assert rows[0] == list(COLUMNS)
    assert rows[1][COLUMNS.index("backstory")].startswith("'=")


def test_a_drawn_population_written_out_gives_the_same_people_again() -> None:
    town = small_town()
    drawn = make_population(town, seed=8)
    words = [write_prose(facts_of(drawn, row), language="en", seed=8) for row in range(len(drawn))]

    written = import_csv(export_csv(as_residents(town, drawn, words)))
    tables = town.model_dump()
    tables["population"]["residents"] = [resident.model_dump() for resident in written]
    again = make_population(TownSpec.model_validate(tables), seed=99)

    assert again.names == drawn.names
    assert (again.persona.traits == drawn.persona.traits).all()
    assert (again.persona.home == drawn.persona.home).all()
    assert (again.persona.workplace == drawn.persona.workplace).all()
    assert (again.persona.occupation == drawn.persona.occupation).all()
    assert (again.money_cents == drawn.money_cents).all()
    assert written[3].backstory == words[3].backstory


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (HEADER + "Ann,17,female,nurse\n", "row 2, column age: '17' is too small; it is at least 18"),
        (HEADER + "Ann,30,female,nurse\nBen,30,man,chef\n", "row 3, column gender: 'man' is not known"),
        (HEADER + "Ann,30,female,nurs\n", "row 2, column occupation: 'nurs' is not an occupation; allowed are unemplo"),
        (HEADER + ",30,female,nurse\n", "row 2, column name: it is missing; it is text"),
        (HEADER + "Ann,old,female,nurse\n", "row 2, column age: 'old' is of the wrong type; it is a whole number"),
        (HEADER + "Ann,30,female,nurse,5\n", "row 2: it has 5 cells; at most 4"),
        ("name,age,gender\nAnn,30,female\n", "row 1: the column 'occupation' is missing; columns are name, age"),
        ("name,age,gender,occupation,mood\n", "row 1: there is no column 'mood'; columns are name, age"),
        ("name,name,age,gender,occupation\n", "row 1: the column 'name' comes twice"),
        ("", "row 1: the column 'name' is missing"),
    ],
)
def test_a_fault_of_a_table_names_row_and_column(text: str, fault: str) -> None:
    with pytest.raises(PersonaFileError) as caught:
        import_csv(text)

    assert fault in str(caught.value)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("{}", "file: the outermost value is no list"),
        ("[", "line 1: "),
        ('[{"name": "A", "age": 30, "gender": "male"}]', "entry 1, field occupation: it is missing"),
        ('[{"name": "A", "age": 30, "gender": "male", "occupation": "chef", "zodiac": 1}]', "entry 1, field zodiac"),
        ("[3]", "entry 1, field file: "),
    ],
)
def test_a_fault_of_a_json_list_names_entry_and_field(text: str, fault: str) -> None:
    with pytest.raises(PersonaFileError) as caught:
        import_json(text)

    assert fault in str(caught.value)


def test_every_fault_of_a_table_is_told_at_once() -> None:
    with pytest.raises(PersonaFileError) as caught:
        import_csv(HEADER + "Ann,17,female,nurse\nBen,90,male,chef\n")

    assert [fault.path for fault in caught.value.faults] == ["row 2, column age", "row 3, column age"]


def test_money_is_cents_as_a_number_and_yuan_with_decimals() -> None:
    rows = import_csv("name,age,gender,occupation,money\nAnn,30,female,nurse,1850\nBen,30,male,chef,18.50\n")

    assert [row.money for row in rows] == [1850, 1850]
