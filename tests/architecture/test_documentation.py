"""What can be set or called from outside is written down, and something reads it."""

import re
from typing import Final

import pytest

from society.settings import reference
from society.settings.environment import VARIABLES, Environment
from tests.architecture.sources import PACKAGES, ROOT, sources

# Settings of Django and of packages that a field of Environment becomes; the packages read them.
READ_BY_OTHERS: Final = {
    *("email_url", "mail_from"),
    *("environment", "debug", "secret_key", "allowed_hosts", "public_url", "database_url", "db_pool_max"),
    *(
        "email_url",
        "mail_from",
        "redis_url",
        "broker_url",
        "log_level",
        "static_url",
        "media_root",
        "web_statement_max_s",
        "web_idle_transaction_max_s",
    ),
}


def documentation() -> str:
    """Join README and every page of docs/."""
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    return "\n".join(page.read_text(encoding="utf-8") for page in pages if page.exists())


def test_the_example_file_is_written_from_the_table() -> None:
    assert (ROOT / ".env.example").read_text(encoding="utf-8") == reference.env_example()


def test_the_page_of_settings_is_written_from_the_table() -> None:
    assert (ROOT / "docs" / "settings.md").read_text(encoding="utf-8") == reference.settings_page()


def test_the_table_and_the_typed_values_name_the_same() -> None:
    assert {variable.name.lower() for variable in VARIABLES} == set(Environment.__dataclass_fields__)


def test_each_management_command_is_documented() -> None:
    commands = {
        file.stem
        for package in PACKAGES
        for file in (ROOT / package / "management" / "commands").glob("*.py")
        if not file.stem.startswith("_")
    }
    text = documentation()

    assert [command for command in sorted(commands) if command not in text] == []


@pytest.mark.parametrize("name", sorted(set(Environment.__dataclass_fields__) - READ_BY_OTHERS))
def test_each_setting_of_ours_is_read_by_something(name: str) -> None:
    readers = [
        source.path
        for source in sources(*PACKAGES)
        if not source.path.startswith("society/settings/") and re.search(rf"settings\.{name.upper()}\b", source.text)
    ]

    assert readers or (name == "public_read" and "IsAuthenticatedOrReadOnly" in _base_settings())


def _base_settings() -> str:
    return (ROOT / "society" / "settings" / "base.py").read_text(encoding="utf-8")
