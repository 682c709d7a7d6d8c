"""Web processes on PostgreSQL: long statements are cut off, so no reader holds an old snapshot."""

import environ
import psycopg
import pytest
from django.conf import settings

from tests import services


@pytest.mark.services
def test_the_server_takes_the_limits_of_web_processes(postgres_url: str) -> None:
    with psycopg.connect(postgres_url, options=settings.WEB_LIMITS) as connection:
        statement = connection.execute("SHOW statement_timeout").fetchone()
        idle = connection.execute("SHOW idle_in_transaction_session_timeout").fetchone()

    assert statement == ("15s",)
    assert idle == ("30s",)


@pytest.mark.services
def test_a_temporary_database_is_gone_after_its_test() -> None:
    with services.temporary_database() as url:
        name = environ.Env.db_url_config(url)["NAME"]

    with psycopg.connect(services.TEST_DATABASE_URL.rsplit("/", 1)[0] + "/postgres") as connection:
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()

    assert found is None
