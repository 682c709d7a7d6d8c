"""The database, from its address: SQLite when embedded, PostgreSQL otherwise.

What each option is for stands beside it; the measurements are in ARCHITECTURE.md.
"""

from typing import Any, Final

import environ

from society.settings.environment import ROOT, Environment

SQLITE_OPTIONS: Final[dict[str, Any]] = {
    # Readers and the one writer do not wait for each other; FULL keeps every acknowledged commit through a power cut.
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    # Take the write lock at BEGIN: a transaction that upgrades later fails at once instead of waiting for its turn.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
}
POSTGRESQL_CONNECT_TIMEOUT_S: Final = 5
CONNECTION_AGE_S: Final = 60
# One open snapshot stops the reuse of dead rows and triples the state table, so readers are cut off.
WEB_LIMITS: Final = "-c statement_timeout=15s -c idle_in_transaction_session_timeout=30s"


def database(env: Environment) -> dict[str, Any]:
    """Make the entry `default` of DATABASES."""
    config: dict[str, Any] = dict(environ.Env.db_url_config(env.database_url))
    if config["ENGINE"].endswith("sqlite3"):
        path = ROOT / config["NAME"]  # an absolute path stays as it is
        path.parent.mkdir(parents=True, exist_ok=True)
        return {**config, "NAME": str(path), "OPTIONS": dict(SQLITE_OPTIONS)}
    options: dict[str, Any] = {**config.get("OPTIONS", {}), "connect_timeout": POSTGRESQL_CONNECT_TIMEOUT_S}
    if env.db_pool_max:
        options["pool"] = {"min_size": 1, "max_size": env.db_pool_max}
    # A pool keeps its own connections, and Django then demands an age of 0.
    age_s = 0 if env.db_pool_max else CONNECTION_AGE_S
    return {**config, "OPTIONS": options, "CONN_MAX_AGE": age_s, "CONN_HEALTH_CHECKS": True}


def limit_web(config: dict[str, Any]) -> None:
    """Cut off long statements and idle transactions of a process that serves pages; the engine has no such limits.

    config: the entry of DATABASES that connections will be made from; called before the first one.
    """
    if config["ENGINE"].endswith("postgresql"):
        config["OPTIONS"]["options"] = WEB_LIMITS
