"""Every variable of the environment that the program reads: one table, one typed value, loud failures.

`VARIABLES` is the only list. `.env.example` and `docs/settings.md` are written from it (`python -m
society.settings.reference`), a test keeps them equal, and no other module reads `os.environ`. A value comes from the
process's environment, else from the file that NAME_FILE names (secrets only), else from `.env`, else the default.
Every fault becomes a sentence: what was given, what is allowed. This module imports no Django settings.
"""

import difflib
import io
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import environ

from society.errors import SettingsError
from society.settings import parsing
from society.settings.kept import KEPT
from society.settings.variable import Variable
from world.scenario import POPULATION_MAX

ROOT: Final = Path(__file__).resolve().parents[2]
DEFAULT_BROKER_URL: Final = "redis://127.0.0.1:6379/0"
_ASSIGNMENT: Final = re.compile(r"(export )?[A-Za-z_0-9]+=")


@dataclass(frozen=True, slots=True, kw_only=True)
class Environment:
    """The values that the settings are made of; one field for each variable of the table."""

    environment: str
    debug: bool
    secret_key: str | None
    encryption_key: tuple[str, ...] | None
    allowed_hosts: tuple[str, ...]
    public_url: str | None
    time_scale: float | None
    database_url: str
    db_pool_max: int
    web_statement_max_s: int
    web_idle_transaction_max_s: int
    redis_url: str | None
    broker_url: str | None
    initial_agent_count: int | None
    log_level: str
    public_read: bool
    sign_up: bool
    email_url: str | None
    mail_from: str
    operators_need_second_factor: bool
    request_limits: bool
    trusted_proxies: int
    static_url: str
    media_root: str
    upload_quota_mb: int
    host: str
    port: int
    web_workers: int
    web_threads: int
    engine_workers: int
    event_rows_kept_days: int
    history_kept_days: int
    exports_dir: str
    exports_kept_days: int


VARIABLES: Final = (
    Variable(
        name="ENVIRONMENT",
        alias="APP_ENV",
        meaning="What this installation is for. Production demands SECRET_KEY, refuses DEBUG and logs JSON.",
        allowed="development, test or production",
        parse=parsing.one_of("development", "test", "production"),
        default="development",
    ),
    Variable(
        name="DEBUG",
        meaning="Show tracebacks in the browser. Refused in production.",
        allowed="on or off",
        parse=parsing.boolean,
        default="off",
    ),
    Variable(
        name="SECRET_KEY",
        meaning="Signs sessions and forms. Development makes one in var/secret_key; production must be given one.",
        allowed="at least 32 characters",
        parse=parsing.secret,
        secret=True,
    ),
    Variable(
        name="ENCRYPTION_KEY",
        meaning="Encrypts secrets that are stored: keys that sign tokens, seeds of second factors. To change it, put the new "
        "one before the old one: the first encrypts, all decrypt. Development makes one in var/encryption_key; production "
        "must be given one.",
        allowed="keys of at least 32 characters, separated by commas",
        parse=parsing.secrets,
        secret=True,
    ),
    Variable(
        name="ALLOWED_HOSTS",
        meaning="Host names that this server answers to. The host of PUBLIC_URL is always among them.",
        allowed="names separated by commas",
        parse=parsing.words,
        default="localhost,127.0.0.1,[::1]",
    ),
    Variable(
        name="PUBLIC_URL",
        meaning="The address that people open. Forms from it are trusted; with https:// cookies are sent by TLS only.",
        allowed="an http:// or https:// address such as https://town.example.org",
        parse=parsing.url("http", "https"),
    ),
    Variable(
        name="TIME_SCALE",
        meaning="Simulated seconds a second of a newly seeded town. Not set: as the scenario says.",
        allowed="a number from 0.1 to 1000",
        parse=parsing.decimal(0.1, 1000),
    ),
    Variable(
        name="DATABASE_URL",
        meaning="Where everything is kept: a SQLite file or a PostgreSQL database.",
        allowed="sqlite:///path/from/here.sqlite3 (four slashes: from the root) or postgres://user:password@host/name",
        parse=parsing.database_url,
        default="sqlite:///var/society.sqlite3",
        secret=True,
    ),
    Variable(
        name="DB_POOL_MAX",
        meaning=(
            "PostgreSQL connections that a process may hold in a pool; 0 makes one for each request in a web process, and "
            "keeps one for each thread in others."
        ),
        allowed="a whole number from 0 to 500",
        parse=parsing.integer(0, 500),
        default="0",
    ),
    Variable(
        name="WEB_STATEMENT_MAX_S",
        meaning="Seconds after which PostgreSQL cuts off a statement of a page or of the API, which then answers 503.",
        allowed="a whole number from 1 to 3600",
        parse=parsing.integer(1, 3600),
        default="15",
    ),
    Variable(
        name="WEB_IDLE_TRANSACTION_MAX_S",
        meaning="Seconds that a page may leave a transaction open without a word before PostgreSQL ends it: an open one "
        "keeps dead rows from being reused.",
        allowed="a whole number from 1 to 3600",
        parse=parsing.integer(1, 3600),
        default="30",
    ),
    Variable(
        name="REDIS_URL",
        meaning="Redis that carries messages to signed-in people between web processes, and Celery's unless BROKER_URL "
        "is set. Not set: messages stay within one web process.",
        allowed="a redis:// or rediss:// address",
        parse=parsing.url("redis", "rediss"),
        secret=True,
    ),
    Variable(
        name="BROKER_URL",
        meaning=f"Redis that carries Celery's messages. Not set: REDIS_URL, else {DEFAULT_BROKER_URL}.",
        allowed="a redis:// or rediss:// address",
        parse=parsing.url("redis", "rediss"),
        secret=True,
    ),
    Variable(
        name="INITIAL_AGENT_COUNT",
        meaning="Residents of a newly seeded town. Not set: as the scenario says.",
        allowed=f"a whole number from 1 to {POPULATION_MAX}",
        parse=parsing.integer(1, POPULATION_MAX),
    ),
    Variable(
        name="LOG_LEVEL",
        meaning="The least important messages that are logged.",
        allowed="DEBUG, INFO, WARNING, ERROR or CRITICAL",
        parse=parsing.one_of("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"),
        default="INFO",
    ),
    Variable(
        name="PUBLIC_READ",
        meaning="Let anybody look at the town; off: only people who have signed in.",
        allowed="on or off",
        parse=parsing.boolean,
        default="on",
    ),
    Variable(
        name="SIGN_UP",
        meaning="Let anybody make a login, with the role of a member; off: operators make them with `create_operator`.",
        allowed="on or off",
        parse=parsing.boolean,
        default="on",
    ),
    Variable(
        name="OPERATORS_NEED_SECOND_FACTOR",
        meaning="Let operators and administrators in with a code of a device only, besides the password; who has none sets "
        "it up when she signs in.",
        allowed="on or off",
        parse=parsing.boolean,
        default="off",
    ),
    Variable(
        name="EMAIL_URL",
        meaning="How mail is sent, such as links for new passwords. Not set: printed on the console, in production not sent.",
        allowed="smtp://user:password@host, smtp+tls://... or smtp+ssl://..., with :port if it is another; consolemail://",
        parse=parsing.email_url,
        secret=True,
    ),
    Variable(
        name="MAIL_FROM",
        meaning="Whom mails are from.",
        allowed="an e-mail address",
        parse=parsing.email,
        default="town@localhost",
    ),
    Variable(
        name="REQUEST_LIMITS",
        meaning="Limit how often a person or an address may sign in, sign up and ask the API (docs/accounts.md).",
        allowed="on or off",
        parse=parsing.boolean,
        default="on",
    ),
    Variable(
        name="TRUSTED_PROXIES",
        meaning="Proxies of your own that stand before this server. Each adds to X-Forwarded-For whom it heard; so many "
        "entries from its end are believed, the rest may be forged. 0: the header is not looked at.",
        allowed="a whole number from 0 to 10",
        parse=parsing.integer(0, 10),
        default="0",
    ),
    Variable(
        name="STATIC_URL",
        meaning="Where browsers get style sheets, scripts and pictures.",
        allowed="a path such as /static/ or the address of a CDN, with a slash at the end",
        parse=parsing.static_url,
        default="/static/",
    ),
    Variable(
        name="HOST",
        meaning="The address that `run_live` listens on.",
        allowed="a host name or an address without blanks",
        parse=parsing.line,
        default="127.0.0.1",
    ),
    Variable(
        name="PORT",
        meaning="The port that `run_live` listens on.",
        allowed="a whole number from 1 to 65535",
        parse=parsing.integer(1, 65535),
        default="8000",
    ),
    Variable(
        name="WEB_WORKERS",
        meaning="Processes of gunicorn that serve pages and REST of an installation; one for each core that they may take.",
        allowed="a whole number from 1 to 64",
        parse=parsing.integer(1, 64),
        default="2",
    ),
    Variable(
        name="WEB_THREADS",
        meaning="Requests that each of them works on at once; each thread keeps a connection to PostgreSQL for a minute.",
        allowed="a whole number from 1 to 64",
        parse=parsing.integer(1, 64),
        default="8",
    ),
    Variable(
        name="ENGINE_WORKERS",
        meaning="Slices of work that Celery beat hands out each second: the number of engine workers.",
        allowed="a whole number from 1 to 1000",
        parse=parsing.integer(1, 1000),
        default="1",
    ),
    *KEPT,
)


def read_environment(process: Mapping[str, str], file: Path | None) -> Environment:
    """Read all variables; raises SettingsError with a sentence for each fault.

    process: usually os.environ; names that are not ours are other programs' and ignored.
    file: the `.env`, in which every name must be ours; None or a missing file is an empty one.
    """
    from_file, faults = _read_file(file) if file and file.is_file() else ({}, [])
    faults += [_unknown(name, file) for name in from_file if name not in _known_names()]
    values: dict[str, Any] = {}
    for variable in VARIABLES:
        try:
            values[variable.name.lower()] = _value(variable, process, from_file)
        except SettingsError as error:
            faults.append(str(error))
    if faults:
        raise SettingsError("\n".join(faults))
    return Environment(**values)


def current_environment() -> Environment:
    """Read this process's variables; tests do not see the `.env` of the person who runs them."""
    in_tests = os.environ.get("DJANGO_SETTINGS_MODULE", "").endswith(".test") or "test" in (
        os.environ.get("ENVIRONMENT"),
        os.environ.get("APP_ENV"),
    )
    return read_environment(os.environ, None if in_tests else ROOT / ".env")


def _read_file(file: Path) -> tuple[dict[str, str], list[str]]:
    """Read NAME=value lines; returns the values and a sentence for each line that is something else."""

    class FileOnly(environ.Env):  # type: ignore[misc]  # published without types
        ENVIRON: dict[str, str] = {}

    good, faults = [], []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        if _ASSIGNMENT.match(line):
            good.append(line)
        elif line.strip() and not line.lstrip().startswith("#"):
            faults.append(f"Line {number} of {file} is not NAME=value (no blanks before = or before the name).")
    FileOnly.read_env(io.StringIO("\n".join(good)))
    return FileOnly.ENVIRON, faults


def _known_names() -> tuple[str, ...]:
    return tuple(spelling for variable in VARIABLES for spelling in _spellings(variable))


def _spellings(variable: Variable) -> Iterable[str]:
    yield variable.name
    if variable.alias:
        yield variable.alias
    if variable.secret:
        yield f"{variable.name}_FILE"


def _unknown(name: str, file: Path | None) -> str:
    near = difflib.get_close_matches(name.upper(), _known_names(), n=1)
    hint = f" Did you mean {near[0]}?" if near else " The names are listed in .env.example."
    return f"{name} in {file} is not a setting of this program.{hint}"


def _value(variable: Variable, process: Mapping[str, str], from_file: Mapping[str, str]) -> object:
    name, text = _given(variable, process, from_file)
    if not text:
        return variable.parse(variable.default) if variable.default else None
    if variable.name == "DATABASE_URL" and text.startswith("mysql"):
        raise SettingsError(f"{name} names a MySQL database, which is not supported; use PostgreSQL or SQLite.")
    try:
        return variable.parse(text)
    except ValueError:
        given = "has a value that is not allowed" if variable.secret else f"is {text!r}"
        raise SettingsError(f"{name} {given}; allowed is {variable.allowed}.") from None


def _given(variable: Variable, process: Mapping[str, str], from_file: Mapping[str, str]) -> tuple[str, str]:
    """Find the spelling that was used and its text; the text is empty when nothing was given."""
    for source in (process, from_file):
        for spelling in _spellings(variable):
            text = source.get(spelling, "").strip()
            if text:
                return spelling, _read_secret(spelling, text) if spelling.endswith("_FILE") else text
    return variable.name, ""


def _read_secret(name: str, path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{name} names {path!r}, which cannot be read as text ({type(error).__name__}).") from None
