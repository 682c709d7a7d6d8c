"""Phrases are compiled as they are written, and chosen by what holds."""

import pytest

from agents.voice.dice import Dice
from agents.voice.grammar import Choice, Grammar, PhraseError, Ref, Slot

GRAMMAR = Grammar(
    flags={"good": 1, "bad": 2, "place": 4, "news": 8}, slots={"place": "place", "day": ""}, refs={"told": "news"}
)


def test_a_section_holds_the_lines_below_its_name() -> None:
    sections = GRAMMAR.sections("= say\nOne.\nTwo.\n\n= more\nThree.")

    assert [line.parts for line in sections["say"].lines] == [("One.",), ("Two.",)]
    assert [line.parts for line in sections["more"].lines] == [("Three.",)]


def test_choices_nest_and_may_be_empty() -> None:
    (line,) = GRAMMAR.sections("= say\nA {b|{c|d} e|}.")["say"].lines

    assert line.parts == ("A ", Choice((("b",), (Choice((("c",), ("d",))), " e"), ())), ".")


def test_slots_and_other_sections_stand_in_a_line() -> None:
    (line,) = GRAMMAR.sections("= say\n<Aside> $day, <aside>")["say"].lines

    assert line.parts == (Ref("aside", True), " ", Slot("day"), ", ", Ref("aside", False))


@pytest.mark.parametrize(
    ("written", "needs", "bars"),
    [
        ("[good !bad] x", 1, 2),
        ("{at $place|}", 4, 0),
        ("[good] so <told>", 9, 0),
        ("$day", 0, 0),
    ],
)
def test_a_line_knows_when_it_fits(written: str, needs: int, bars: int) -> None:
    (line,) = GRAMMAR.sections(f"= say\n{written}")["say"].lines

    assert (line.needs, line.bars) == (needs, bars)


@pytest.mark.parametrize("written", ["[sad] x", "$nobody", "a {b", "a } b", "a | b"])
def test_a_phrase_that_cannot_be_read_is_refused_and_named(written: str) -> None:
    with pytest.raises(PhraseError) as refusal:
        GRAMMAR.sections(f"= say\n{written}")

    assert written in str(refusal.value)


def test_a_line_before_any_section_is_refused() -> None:
    with pytest.raises(PhraseError, match="before the first section"):
        GRAMMAR.sections("lost")


def test_only_a_line_that_fits_is_picked() -> None:
    rule = GRAMMAR.sections("= say\n[good] g\n[bad] b\n[good place] gp\n[!good] n")["say"]
    dice = Dice(1)

    picked = {line.parts[0] for _ in range(200) if (line := rule.pick(1, dice))}

    assert picked == {"g"}


def test_nothing_is_picked_where_nothing_fits() -> None:
    assert GRAMMAR.sections("= say\n[good] g")["say"].pick(2, Dice(1)) is None


def test_lines_that_show_a_feeling_are_preferred_when_leaning_to_it() -> None:
    rule = GRAMMAR.sections("= say\n[good] g\n[place] p")["say"]
    dice = Dice(1)

    picked = [line.parts[0] for _ in range(600) if (line := rule.pick(5, dice, lean=1))]

    assert picked.count("g") > 2 * picked.count("p") > 0
