"""Sockets from browsers: pages of this site only."""

import pytest
from pytest_django import Settings

from streams.live.origin import is_welcome


@pytest.mark.parametrize(
    ("host", "origin"),
    [
        ("town.example", "https://town.example"),
        ("town.example", "http://town.example:80"),
        ("town.example:8000", "http://town.example:8000"),
        ("127.0.0.1:8000", None),
        ("town.example", "https://trusted.example"),
    ],
)
def test_pages_of_this_site_and_programs_are_welcome(settings: Settings, host: str, origin: str | None) -> None:
    settings.ALLOWED_HOSTS = ["town.example", "127.0.0.1"]
    settings.CSRF_TRUSTED_ORIGINS = ["https://trusted.example"]

    assert is_welcome(host=host, origin=origin)


@pytest.mark.parametrize(
    ("host", "origin"),
    [
        ("town.example", "https://evil.example"),
        ("town.example", "null"),
        ("town.example", ""),
        ("town.example", "file://town.example"),
        ("town.example:8000", "http://town.example:9000"),
        ("evil.example", "http://evil.example"),
        ("", None),
    ],
)
def test_foreign_pages_and_foreign_hosts_are_not(settings: Settings, host: str, origin: str | None) -> None:
    settings.ALLOWED_HOSTS = ["town.example", "127.0.0.1"]
    settings.CSRF_TRUSTED_ORIGINS = []

    assert not is_welcome(host=host, origin=origin)
