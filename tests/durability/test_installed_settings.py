"""The settings that docker/ gives to PostgreSQL, read by a server of the test's own."""

import psycopg
import pytest

from tests.architecture.test_docker import FOLDER
from tests.durability.own_postgres import own_postgres

pytestmark = pytest.mark.own_servers


def test_postgresql_understands_the_settings_that_it_is_installed_with() -> None:
    settings = (FOLDER / "postgresql.conf").read_text(encoding="utf-8")

    with own_postgres(settings) as server, psycopg.connect(server.url) as connection:
        shown = connection.execute("SELECT name, setting, source FROM pg_settings WHERE source = 'configuration file'")
        found = {name: setting for name, setting, _ in shown}

    assert found["shared_buffers"] == "131072"  # pages of 8 kB
    assert (found["max_wal_size"], found["checkpoint_timeout"], found["jit"]) == ("4096", "900", "off")
