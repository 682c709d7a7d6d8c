"""What is said of a variable of the environment."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Variable:
    """One variable: how it is written, what it means, what is allowed.

    default: the text as it would stand in `.env`; empty means not set (the value is then None).
    """

    name: str
    meaning: str
    allowed: str
    parse: Callable[[str], object]
    default: str = ""
    secret: bool = False
    alias: str = ""
