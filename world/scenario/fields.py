"""Types of fields that several parts of a scenario share: money, occupations, keys, points.

Every message says what is allowed after a semicolon; the loader of files adds where.
"""

import re
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any, Final

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, WithJsonSchema

from world.occupations import Occupation

_KEY_FORM: Final = re.compile(r"[a-z][a-z0-9_]{0,39}")
_MOST_CENTS: Final = 10**12
MILLION: Final = 1_000_000
OCCUPATION_LABELS: Final = tuple(occupation.label for occupation in Occupation)


class Spec(BaseModel):
    """The base of every table of a scenario: unknown fields are refused, nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


def parse_cents(value: Any) -> int:
    """Read "18.50" as 1850 cents and an integer as cents. ValueError says what is allowed."""
    allowed = 'write cents as a whole number (1850) or the amount as text with up to two decimals ("18.50")'
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise ValueError(f"{value!r} is not an amount of money; {allowed}")
    try:
        cents = Decimal(value) * 100 if isinstance(value, str) else Decimal(value)
    except InvalidOperation:
        raise ValueError(f"{value!r} is not an amount of money; {allowed}") from None
    if not cents.is_finite() or cents != cents.to_integral_value():
        raise ValueError(f"{value!r} has more than two decimals; {allowed}")
    if not 0 <= cents <= _MOST_CENTS:
        raise ValueError(f"{value!r} is out of range; allowed are 0 to {_MOST_CENTS} cents")
    return int(cents)


def parse_chance(value: Any) -> int:
    """Read "2%" or 0.02 as 20,000 in a million. ValueError says what is allowed."""
    allowed = 'write a percentage as text ("2%") or a number from 0 to 1 (0.02), to one in a million'
    is_percent = isinstance(value, str) and value.strip().endswith("%")
    if isinstance(value, bool) or not (is_percent or isinstance(value, int | float)):
        raise ValueError(f"{value!r} is not a probability; {allowed}")
    try:
        share = Decimal(value.strip()[:-1]) / 100 if is_percent else Decimal(str(value))
    except InvalidOperation:
        raise ValueError(f"{value!r} is not a probability; {allowed}") from None
    if not share.is_finite() or not 0 <= share <= 1:
        raise ValueError(f"{value!r} is no probability between never (0) and always (1 or 100%); {allowed}")
    if share * MILLION != (share * MILLION).to_integral_value():
        raise ValueError(f"{value!r} is finer than one in a million; {allowed}")
    return int(share * MILLION)


def chance_text(per_million: int) -> str:
    """Write a probability as files do: 20000 as 2%."""
    return f"{Decimal(per_million) / (MILLION // 100):f}%"


def _occupation(value: Any) -> Occupation:
    if isinstance(value, Occupation):
        return value
    if isinstance(value, str) and value in OCCUPATION_LABELS:
        return Occupation[value.upper()]
    raise ValueError(f"{value!r} is not an occupation; allowed are {', '.join(OCCUPATION_LABELS)}")


def _key(value: str) -> str:
    if not _KEY_FORM.fullmatch(value):
        raise ValueError(f"{value!r} is not a key; use 1 to 40 of a-z, 0-9 and _, beginning with a letter")
    return value


Cents = Annotated[int, BeforeValidator(parse_cents)]
"""Integer cents; files may write "18.50"."""
OccupationField = Annotated[
    Occupation,
    BeforeValidator(_occupation),
    PlainSerializer(lambda job: job.label),
    WithJsonSchema({"type": "string", "enum": list(OCCUPATION_LABELS)}),
]
Chance = Annotated[int, BeforeValidator(parse_chance), PlainSerializer(chance_text)]
"""A probability in whole parts of a million; files write "2%" or 0.02."""
Key = Annotated[str, AfterValidator(_key)]
Name = Annotated[str, Field(min_length=1, max_length=80)]
Metres = Annotated[int, Field(ge=0, le=20_000)]
Point = tuple[Metres, Metres]
"""x to the east and y to the south, whole metres from the north-western corner."""
Weight = Annotated[int, Field(ge=0, le=1_000_000)]
