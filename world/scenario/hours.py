"""Opening hours, shifts and days of the week as text that people write, and as the seconds that the engine wants."""

import re
from typing import Annotated, Final

from pydantic import AfterValidator

from streams.kernel.simtime import DAY_S, parse_clock

WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
ALWAYS: Final = "always"
CLOSED: Final = "closed"
_RANGE_FORM: Final = re.compile(r"(\d{1,2}:\d{2})\s*-\s*(\d{1,2}:\d{2})")

Span = tuple[int, int]
"""Start in seconds after midnight and length in seconds; over midnight when the sum exceeds a day; length 0 = none."""


def parse_span(text: str) -> Span:
    """Read 09:00-17:00, or 18:00-02:00 over midnight. ValueError says what is allowed."""
    match = _RANGE_FORM.fullmatch(text.strip())
    if not match:
        raise ValueError(f'{text!r} is not a span of time; write "09:00-17:00" or, over midnight, "18:00-02:00"')
    try:
        start_s, end_s = parse_clock(match[1]), parse_clock(match[2])
    except ValueError as error:
        raise ValueError(f'{error}; write hours and minutes as in "09:30-17:00"') from None
    if start_s in (DAY_S, end_s):
        raise ValueError(f'{text!r} has no length; the end differs from the start, and a whole day is "always"')
    return start_s, (end_s - start_s) % DAY_S or DAY_S


def parse_opening(text: str) -> Span:
    """Read a day's opening hours: a span, "always" or "closed"."""
    if text == ALWAYS:
        return 0, DAY_S
    if text == CLOSED:
        return 0, 0
    try:
        return parse_span(text)
    except ValueError as error:
        raise ValueError(f'{error}; "always" and "closed" are allowed too') from None


def parse_days(text: str) -> int:
    """Read mon-fri, mon,wed,fri or sat-sun as bits: 1 = Monday ... 64 = Sunday. ValueError says what is allowed."""
    bits = 0
    for part in text.lower().replace(" ", "").split(","):
        first, dash, last = part.partition("-")
        last = last if dash else first
        if first not in WEEKDAYS or last not in WEEKDAYS:
            raise ValueError(
                f'{text!r} is not a list of days; write "mon-fri" or "mon,wed,fri" with {", ".join(WEEKDAYS)}'
            )
        start, end = WEEKDAYS.index(first), WEEKDAYS.index(last)
        for offset in range((end - start) % 7 + 1):
            bits |= 1 << (start + offset) % 7
    return bits


def is_within(inner: Span, outer: Span) -> bool:
    """Whether a span lies inside another that began on the same day, or wholly inside a day that never closes."""
    if outer[1] >= DAY_S:
        return True
    return outer[0] <= inner[0] and inner[0] + inner[1] <= outer[0] + outer[1]


def _checked_span(text: str) -> str:
    parse_span(text)
    return text


def _checked_opening(text: str) -> str:
    parse_opening(text)
    return text


def _checked_days(text: str) -> str:
    parse_days(text)
    return text


SpanText = Annotated[str, AfterValidator(_checked_span)]
OpeningText = Annotated[str, AfterValidator(_checked_opening)]
DaysText = Annotated[str, AfterValidator(_checked_days)]
