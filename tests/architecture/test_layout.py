"""The entries of the top level, and the packages that the product was ordered on."""

import re
from typing import Final

import pytest

from tests.architecture.sources import PACKAGES, ROOT, imported_modules, sources

TOP_LEVEL: Final = (
    "society",
    "agents",
    "world",
    "streams",
    "templates",
    "static",
    "manage.py",
    "docker",
    "requirements",
    "tests",
)
# Each package of the product's card, and the module that it is imported as.
CARD: Final = {
    "django": "django",
    "djangorestframework": "rest_framework",
    "channels": "channels",
    "celery": "celery",
    "psycopg": "psycopg",
    "django-environ": "environ",
}
# Those that our code names without importing them.
NAMED: Final = {
    "channels-redis": ("society/settings/base.py", "channels_redis.core.RedisChannelLayer"),
    "pytest-django": ("pyproject.toml", "DJANGO_SETTINGS_MODULE"),
    "qdrant-client": ("requirements/base.in", "pinned for the vector index"),
    "daphne": ("requirements/base.in", "the web server of run_live"),
}


@pytest.mark.parametrize("entry", TOP_LEVEL)
def test_the_top_level_holds_what_was_ordered(entry: str) -> None:
    assert (ROOT / entry).exists()


@pytest.mark.parametrize(("package", "module"), CARD.items())
def test_an_ordered_package_is_imported(package: str, module: str) -> None:
    imported = {name.split(".")[0] for source in sources(*PACKAGES) for name in imported_modules(source.tree)}

    assert module in imported, package


@pytest.mark.parametrize(("package", "place"), NAMED.items())
def test_an_ordered_package_is_named_where_it_is_used(package: str, place: tuple[str, str]) -> None:
    file, words = place

    assert words in (ROOT / file).read_text(encoding="utf-8"), package


@pytest.mark.parametrize("name", ["base", "parquet", "dev", "bench-mesa"])
def test_each_requirement_says_who_needs_it(name: str) -> None:
    lines = (ROOT / "requirements" / f"{name}.in").read_text(encoding="utf-8").splitlines()
    silent = [line for line in lines if line and not line.startswith(("#", "-r")) and not re.search(r"#\s+\S", line)]

    assert silent == []


@pytest.mark.parametrize("name", ["base", "parquet", "dev", "bench-mesa"])
def test_each_requirement_is_locked_with_hashes(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.in").read_text(encoding="utf-8")
    locked = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    wanted = re.findall(r"^([a-z][a-z0-9-]*)", text, flags=re.MULTILINE)
    unlocked = [package for package in wanted if not re.search(rf"^{package}(\[.*\])?==.*\\\n +--hash=", locked, re.M)]

    assert unlocked == []
