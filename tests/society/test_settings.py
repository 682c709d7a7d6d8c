"""Settings: what is accepted, and the sentence that stops the start when something is not."""

import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from society.errors import SettingsError
from society.settings import security
from society.settings.database import ENGINE_LIMITS, database, end_with_requests, limit_sessions, web_limits
from society.settings.environment import ROOT, Environment, read_environment
from streams.writer.lease import LEASE_MS
from world.scenario import POPULATION_MAX

KEYS = {"SECRET_KEY": "k" * 40, "ENCRYPTION_KEY": "e" * 40}


def read(file: Path | None = None, **process: str) -> Environment:
    """Read an environment that holds nothing but the given names."""
    return read_environment(process, file)


def start(**process: str) -> subprocess.CompletedProcess[str]:
    """Start manage.py in a process of its own with the given names."""
    return subprocess.run(
        [sys.executable, "manage.py", "version"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **process},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_nothing_need_be_set() -> None:
    env = read()

    assert env.environment == "development"
    assert env.debug is False
    assert env.database_url == "sqlite:///var/society.sqlite3"
    assert (env.host, env.port) == ("127.0.0.1", 8000)
    assert env.time_scale is None
    assert env.initial_agent_count is None
    assert env.public_read is True
    assert env.engine_workers == 1


@pytest.mark.parametrize(
    ("name", "given", "allowed"),
    [
        ("ENVIRONMENT", "staging", "development, test or production"),
        ("DEBUG", "maybe", "on or off"),
        ("ALLOWED_HOSTS", "a.example,,b.example", "names separated by commas"),
        ("PUBLIC_URL", "town.example.org", "an http:// or https:// address"),
        ("TIME_SCALE", "0", "a number from 0.1 to 1000"),
        ("TIME_SCALE", "1001", "a number from 0.1 to 1000"),
        ("TIME_SCALE", "nan", "a number from 0.1 to 1000"),
        ("DB_POOL_MAX", "-1", "a whole number from 0 to 500"),
        ("INITIAL_AGENT_COUNT", "0", "a whole number from 1 to 1000000"),
        ("INITIAL_AGENT_COUNT", "fifty", "a whole number from 1 to 1000000"),
        ("INITIAL_AGENT_COUNT", "1000001", "a whole number from 1 to 1000000"),
        ("LOG_LEVEL", "LOUD", "DEBUG, INFO, WARNING, ERROR or CRITICAL"),
        ("PUBLIC_READ", "2", "on or off"),
        ("STATIC_URL", "/static", "with a slash at the end"),
        ("STATIC_URL", "static/", "with a slash at the end"),
        ("HOST", "local host", "without blanks"),
        ("PORT", "0", "a whole number from 1 to 65535"),
        ("PORT", "65536", "a whole number from 1 to 65535"),
        ("PORT", "8000.5", "a whole number from 1 to 65535"),
        ("ENGINE_WORKERS", "0", "a whole number from 1 to 1000"),
    ],
)
def test_a_value_that_is_not_allowed_is_named_with_what_is(name: str, given: str, allowed: str) -> None:
    with pytest.raises(SettingsError) as caught:
        read_environment({name: given}, None)

    assert f"{name} is {given!r}" in str(caught.value)
    assert allowed in str(caught.value)


def test_a_town_may_be_as_large_by_the_setting_as_by_a_scenario() -> None:
    assert read(INITIAL_AGENT_COUNT=str(POPULATION_MAX)).initial_agent_count == POPULATION_MAX


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("SECRET_KEY", "hunter2"),
        ("DATABASE_URL", "oracle://scott:hunter2@host/town"),
        ("DATABASE_URL", "postgres://scott:hunter2@host"),
        ("DATABASE_URL", "sqlite://hunter2"),
        ("REDIS_URL", "http://:hunter2@host"),
        ("BROKER_URL", "amqp://guest:hunter2@host"),
    ],
)
def test_a_secret_that_is_not_allowed_is_not_shown(name: str, given: str) -> None:
    with pytest.raises(SettingsError) as caught:
        read_environment({name: given}, None)

    assert f"{name} has a value that is not allowed; allowed is " in str(caught.value)
    assert "hunter2" not in str(caught.value)


def test_mysql_is_refused_with_what_to_use_instead() -> None:
    with pytest.raises(SettingsError, match=r"DATABASE_URL names a MySQL database.*use PostgreSQL or SQLite"):
        read(DATABASE_URL="mysql://root@host/town")


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(SettingsError) as caught:
        read(PORT="x", DEBUG="x")

    assert len(str(caught.value).splitlines()) == 2


def test_an_unknown_name_in_the_file_is_refused_with_the_nearest_known(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("DATABSE_URL=sqlite:///x.sqlite3\n")

    with pytest.raises(SettingsError, match=r"DATABSE_URL in .* is not a setting.*Did you mean DATABASE_URL\?"):
        read(file)


def test_an_unknown_name_that_is_like_no_other_points_to_the_list(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("QQQQ=1\n")

    with pytest.raises(SettingsError, match=r"listed in \.env\.example"):
        read(file)


@pytest.mark.parametrize("line", ["DEBUG on", "DEBUG = on", " DEBUG=on", "PORT:8000"])
def test_a_line_of_the_file_that_sets_nothing_is_refused(tmp_path: Path, line: str) -> None:
    file = tmp_path / ".env"
    file.write_text(f"# a comment\n\n{line}\n")

    with pytest.raises(SettingsError, match=r"Line 3 of .* is not NAME=value"):
        read(file)


def test_the_file_is_read_and_the_environment_wins(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("PORT=9000\nHOST=0.0.0.0\n")

    env = read(file, PORT="9001")

    assert (env.host, env.port) == ("0.0.0.0", 9001)


def test_an_empty_value_means_not_set() -> None:
    assert read(TIME_SCALE="", PORT=" ").port == 8000


def test_an_alias_is_as_good_as_the_name() -> None:
    assert read(APP_ENV="production").environment == "production"


def test_a_secret_is_read_from_the_file_that_is_named(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text("k" * 40 + "\n")

    assert read(SECRET_KEY_FILE=str(file)).secret_key == "k" * 40


def test_a_file_of_a_secret_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"SECRET_KEY_FILE names .*nowhere.*FileNotFoundError"):
        read(SECRET_KEY_FILE=str(tmp_path / "nowhere"))


def test_only_secrets_are_read_from_files_of_their_own(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("PORT_FILE=/etc/port\n")

    with pytest.raises(SettingsError, match="PORT_FILE"):
        read(file)


def test_development_makes_a_key_once_and_keeps_it_to_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "var" / "secret_key"
    monkeypatch.setattr(security, "DEVELOPMENT_KEY_FILE", file)

    first = security.secret_key(read())
    second = security.secret_key(read())

    assert first == second
    assert len(first) >= 50
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_the_host_of_the_public_address_is_answered_to() -> None:
    hosts = security.allowed_hosts(read(PUBLIC_URL="https://town.example.org", ALLOWED_HOSTS="10.0.0.1"))

    assert hosts == ["10.0.0.1", "town.example.org"]


def test_cookies_need_tls_only_when_people_come_by_tls() -> None:
    assert security.transport(read(PUBLIC_URL="http://127.0.0.1:8000")) == {}
    assert security.transport(read(PUBLIC_URL="https://town.example.org"))["SESSION_COOKIE_SECURE"] is True


def test_sqlite_takes_the_write_lock_at_once_and_keeps_acknowledged_commits() -> None:
    options = database(read())["OPTIONS"]

    assert options["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in options["init_command"]
    assert "synchronous=FULL" in options["init_command"]


def test_a_pool_is_made_only_when_asked_for() -> None:
    alone = database(read(DATABASE_URL="postgres://u:p@db/town"))
    pooled = database(read(DATABASE_URL="postgres://u:p@db/town", DB_POOL_MAX="8"))

    assert "pool" not in alone["OPTIONS"]
    assert alone["CONN_MAX_AGE"] > 0
    assert pooled["OPTIONS"]["pool"]["max_size"] == 8
    assert pooled["CONN_MAX_AGE"] == 0


def test_no_session_of_a_web_process_outlives_its_request() -> None:
    alone = database(read(DATABASE_URL="postgres://u:p@db/town"))
    pooled = database(read(DATABASE_URL="postgres://u:p@db/town", DB_POOL_MAX="8"))

    for config in (alone, pooled):
        end_with_requests(config)

    assert (alone["CONN_MAX_AGE"], alone["OPTIONS"].get("pool")) == (0, None)
    assert (pooled["CONN_MAX_AGE"], pooled["OPTIONS"]["pool"]["max_size"]) == (0, 8)


def test_only_processes_that_ask_for_limits_are_cut_off() -> None:
    env = read(DATABASE_URL="postgres://u:p@db/town", WEB_STATEMENT_MAX_S="7", WEB_IDLE_TRANSACTION_MAX_S="9")
    config = database(env)
    before = dict(config["OPTIONS"])

    limit_sessions(config, web_limits(env))

    assert "timeout" not in before["options"]
    assert config["OPTIONS"]["options"].endswith("-c statement_timeout=7s -c idle_in_transaction_session_timeout=9s")


def test_a_frozen_engine_is_cut_off_before_its_lease_runs_out() -> None:
    limit = re.fullmatch(r"-c idle_in_transaction_session_timeout=(\d+)s", ENGINE_LIMITS)

    assert limit is not None
    assert int(limit.group(1)) * 1000 < LEASE_MS


@pytest.mark.parametrize(
    ("process", "sentence"),
    [
        ({"PORT": "eighty"}, "PORT is 'eighty'; allowed is a whole number from 1 to 65535."),
        ({"DATABASE_URL": "mysql://h/n"}, "DATABASE_URL names a MySQL database"),
        ({"ENVIRONMENT": "production"}, "SECRET_KEY is not set, and production needs one"),
        ({"ENVIRONMENT": "production", "SECRET_KEY": "k" * 40}, "ENCRYPTION_KEY is not set, and production needs one"),
        ({"ENVIRONMENT": "production", **KEYS, "DEBUG": "on"}, "DEBUG is on"),
    ],
)
def test_manage_py_stops_with_a_sentence_and_no_traceback(process: dict[str, str], sentence: str) -> None:
    done = start(**process)

    assert done.returncode == 1
    assert done.stderr.startswith(f"Settings: {sentence}")
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("environment", ["development", "test", "production"])
def test_manage_py_starts_in_each_environment(environment: str) -> None:
    done = start(ENVIRONMENT=environment, **KEYS)

    assert done.returncode == 0, done.stderr
