"""Turn the text of an environment variable into a typed value, strictly.

A parser takes the text as given and returns a value or raises `ValueError`; what is allowed is told by the table of
variables, so a parser need not say it. Nothing is guessed: `DEBUG=maybe` is a mistake, not "off".
"""

from collections.abc import Callable
from typing import Final
from urllib.parse import urlsplit

_BOOLEANS: Final = {
    "1": True,
    "true": True,
    "yes": True,
    "on": True,
    "0": False,
    "false": False,
    "no": False,
    "off": False,
}


def boolean(text: str) -> bool:
    """Read on or off in the usual spellings."""
    try:
        return _BOOLEANS[text.lower()]
    except KeyError:
        raise ValueError(text) from None


def integer(low: int, high: int) -> Callable[[str], int]:
    """Make a parser of whole numbers from `low` to `high`, both included."""

    def parse(text: str) -> int:
        value = int(text)
        if not low <= value <= high:
            raise ValueError(text)
        return value

    return parse


def decimal(low: float, high: float) -> Callable[[str], float]:
    """Make a parser of numbers from `low` to `high`, both included; NaN is refused."""

    def parse(text: str) -> float:
        value = float(text)
        if not low <= value <= high:
            raise ValueError(text)
        return value

    return parse


def one_of(*words: str) -> Callable[[str], str]:
    """Make a parser of one of some words; upper and lower case are the same, the spelling of `words` is returned."""
    by_lower = {word.lower(): word for word in words}

    def parse(text: str) -> str:
        try:
            return by_lower[text.lower()]
        except KeyError:
            raise ValueError(text) from None

    return parse


def words(text: str) -> tuple[str, ...]:
    """Split a list at its commas; an empty entry is a mistake."""
    entries = tuple(entry.strip() for entry in text.split(","))
    if not all(entries):
        raise ValueError(text)
    return entries


def secret(text: str) -> str:
    """Accept a secret of at least 32 characters; a shorter one can be guessed."""
    if len(text) < 32:
        raise ValueError(text)
    return text


def secrets(text: str) -> tuple[str, ...]:
    """Accept one or several secrets, separated by commas."""
    return tuple(secret(entry) for entry in words(text))


def line(text: str) -> str:
    """Accept a host name or an address without blanks."""
    if any(character.isspace() for character in text):
        raise ValueError(text)
    return text


def url(*schemes: str) -> Callable[[str], str]:
    """Make a parser of addresses with a host and one of the schemes; a slash at the end is dropped."""

    def parse(text: str) -> str:
        parts = urlsplit(text)
        if parts.scheme not in schemes or not parts.hostname:
            raise ValueError(text)
        _ = parts.port  # raises ValueError outside 0-65535
        return text.rstrip("/")

    return parse


def email_url(text: str) -> str:
    """Accept the address of a mail server, or of the console."""
    if text != "consolemail://":
        url("smtp", "smtp+tls", "smtp+ssl")(text)
    return text


def email(text: str) -> str:
    """Accept an e-mail address; whether it exists is not looked at."""
    name, _at, host = line(text).partition("@")
    if not name or not host:
        raise ValueError(text)
    return text


def static_url(text: str) -> str:
    """Accept a path with a slash at both ends, or the address of another server (a CDN) with a slash at the end."""
    if not text.endswith("/"):
        raise ValueError(text)
    if not text.startswith("/"):
        url("http", "https")(text)
    return text


def database_url(text: str) -> str:
    """Accept the address of a SQLite file or of a PostgreSQL database."""
    parts = urlsplit(text)
    if parts.scheme not in {"sqlite", "postgres", "postgresql"} or not parts.path.strip("/"):
        raise ValueError(text)
    if parts.scheme == "sqlite" and (parts.netloc or not parts.path.startswith("/")):
        raise ValueError(text)
    _ = parts.port
    return text
