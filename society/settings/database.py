"""The database, from its address: SQLite when embedded, PostgreSQL otherwise.

What each option is for stands beside it; the measurements are in ARCHITECTURE.md.
"""

from typing import Any, Final

import environ

from society.settings.environment import ROOT, Environment

# Checked against the lease by a test: settings are loaded before anything that could be imported here.
ENGINE_LIMITS: Final = "-c idle_in_transaction_session_timeout=8s"
"""Of a process that writes runs: the server ends the transaction of one that froze before its lease runs out."""

SQLITE_OPTIONS: Final[dict[str, Any]] = {
    # Readers and the one writer do not wait for each other; FULL keeps every acknowledged commit through a power cut.
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    # Take the write lock at BEGIN: a transaction that upgrades later fails at once instead of waiting for its turn.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
}
POSTGRESQL_CONNECT_TIMEOUT_S: Final = 5
# A server that vanished without a word is noticed after 25 s of silence, and 20 s after something was sent to it.
KEEPALIVE: Final = {"keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 3, "tcp_user_timeout": 20_000}
NO_JIT: Final = "-c jit=off"
"""Compiling a statement takes longer than any of ours: it doubled the time in which columns are loaded."""
CONNECTION_AGE_S: Final = 60


def database(env: Environment) -> dict[str, Any]:
    """Make the entry `default` of DATABASES."""
    config: dict[str, Any] = dict(environ.Env.db_url_config(env.database_url))
    if config["ENGINE"].endswith("sqlite3"):
        path = ROOT / config["NAME"]  # an absolute path stays as it is
        path.parent.mkdir(parents=True, exist_ok=True)
        return {**config, "NAME": str(path), "OPTIONS": dict(SQLITE_OPTIONS)}
    options: dict[str, Any] = {**config.get("OPTIONS", {}), "connect_timeout": POSTGRESQL_CONNECT_TIMEOUT_S} | KEEPALIVE
    options["options"] = f"{options.get('options', '')} {NO_JIT}".strip()
    if env.db_pool_max:
        options["pool"] = {"min_size": 1, "max_size": env.db_pool_max}
    # A pool keeps its own connections, and Django then demands an age of 0.
    age_s = 0 if env.db_pool_max else CONNECTION_AGE_S
    return {**config, "OPTIONS": options, "CONN_MAX_AGE": age_s, "CONN_HEALTH_CHECKS": True}


def web_limits(env: Environment) -> str:
    """Cut off long statements and idle transactions of a process that serves pages.

    One open snapshot stops the reuse of dead rows, and triples the state table within minutes.
    """
    idle_s, statement_s = env.web_idle_transaction_max_s, env.web_statement_max_s
    return f"-c statement_timeout={statement_s}s -c idle_in_transaction_session_timeout={idle_s}s"


def end_with_requests(config: dict[str, Any]) -> None:
    """Have each session of a process that serves pages end with its request, or go back to the pool.

    Daphne gives each request a thread of its own: a session that a thread kept would stand open until Python looks for
    garbage, and a hundred requests later the server takes no more of them.
    config: the entry of DATABASES that connections will be made from; called before the first one.
    """
    if config["ENGINE"].endswith("postgresql"):
        config["CONN_MAX_AGE"] = 0


def limit_sessions(config: dict[str, Any], limits: str) -> None:
    """Have the server hold this process's sessions to limits; a process that names none, such as a command, has none.

    config: the entry of DATABASES that connections will be made from; called before the first one.
    """
    if config["ENGINE"].endswith("postgresql"):
        given = config["OPTIONS"].get("options", "")  # of DATABASE_URL; where both say something, the limits hold
        config["OPTIONS"]["options"] = f"{given} {limits}".strip()
