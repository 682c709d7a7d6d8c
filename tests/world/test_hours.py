"""Opening hours, shifts and days as people write them."""

import pytest

from streams.kernel.simtime import DAY_S, HOUR_S
from world.scenario.hours import is_within, parse_days, parse_opening, parse_span


@pytest.mark.parametrize(
    ("text", "start_h", "length_h"),
    [("09:00-17:00", 9, 8), ("18:00-02:00", 18, 8), ("12:00-24:00", 12, 12), (" 6:00 - 7:00 ", 6, 1)],
)
def test_a_span_may_run_over_midnight(text: str, start_h: int, length_h: int) -> None:
    assert parse_span(text) == (start_h * HOUR_S, length_h * HOUR_S)


@pytest.mark.parametrize("text", ["9-17", "09:00", "09:00-09:00", "24:00-03:00", "25:00-26:00", "09:60-10:00", ""])
def test_a_span_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"; (write|the end)"):
        parse_span(text)


def test_always_and_closed_are_hours_too() -> None:
    assert parse_opening("always") == (0, DAY_S)
    assert parse_opening("closed") == (0, 0)


@pytest.mark.parametrize(
    ("text", "bits"),
    [("mon-fri", 0b0011111), ("sat-sun", 0b1100000), ("mon,wed,fri", 0b0010101), ("sun-thu", 0b1001111), ("Tue", 2)],
)
def test_days_become_bits_from_monday(text: str, bits: int) -> None:
    assert parse_days(text) == bits


@pytest.mark.parametrize("text", ["", "daily", "mon-", "mon;tue", "monday"])
def test_days_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="mon-fri"):
        parse_days(text)


def test_a_shift_lies_within_the_hours_that_began_on_its_day() -> None:
    night = parse_span("18:00-02:00")

    assert is_within(parse_span("20:00-01:00"), night)
    assert is_within(parse_span("22:00-06:00"), parse_opening("always"))
    assert not is_within(parse_span("22:00-06:00"), night)
    assert not is_within(parse_span("09:00-10:00"), parse_opening("closed"))
