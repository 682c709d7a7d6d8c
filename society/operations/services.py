"""Whether PostgreSQL and Redis answer before anything is started on them, and the database that must exist by then."""

from collections.abc import Mapping
from typing import Any, Final

import psycopg
from psycopg import sql
from redis import Redis, RedisError

from society.errors import ServiceError

MAINTENANCE: Final = "postgres"
"""The database that every PostgreSQL server has."""
_WITHIN_S: Final = 5


def ensure_database(config: Mapping[str, Any]) -> bool:
    """Create the database if the server has none of its name; return whether it was created.

    config: an entry of DATABASES. ServiceError if it is not PostgreSQL's, or the server does not answer.
    """
    if not config["ENGINE"].endswith("postgresql"):
        raise ServiceError("DATABASE_URL names a SQLite file, and these processes need PostgreSQL: they share it.")
    where = f"{config['HOST'] or 'the local socket'}:{config['PORT'] or 5432}"
    try:
        with psycopg.connect(
            host=config["HOST"] or None,
            port=config["PORT"] or None,
            user=config["USER"] or None,
            password=config["PASSWORD"] or None,
            dbname=MAINTENANCE,
            connect_timeout=_WITHIN_S,
            autocommit=True,
        ) as server:
            there = server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [config["NAME"]]).fetchone()
            if there is None:
                server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(config["NAME"])))
            return there is None
    except psycopg.Error as error:
        why = (str(error).strip().splitlines() or [type(error).__name__])[-1]
        raise ServiceError(f"PostgreSQL at {where} cannot be used: {why}. Start it, or set DATABASE_URL.") from None


def require_redis(url: str, *, within_s: int = _WITHIN_S) -> None:
    """Raise ServiceError if Redis does not answer in time."""
    client: Redis = Redis.from_url(url, socket_timeout=within_s, socket_connect_timeout=within_s)
    try:
        client.ping()
    except (RedisError, OSError) as error:
        raise ServiceError(f"Redis cannot be used: {error}. Start it, or set REDIS_URL.") from None
    finally:
        client.close()
