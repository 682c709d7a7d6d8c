"""Keys, hosts, cookies and headers: what a browser may do with our pages."""

import os
import secrets
from datetime import timedelta
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from csp.constants import NONE, SELF, UNSAFE_EVAL, UNSAFE_INLINE

from society.errors import SettingsError
from society.settings.environment import ROOT, Environment

# No inline script or style and nothing from elsewhere: what a resident or a model writes can never run.
CONTENT_SECURITY_POLICY: Final[dict[str, Any]] = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
# Added on /admin/ only, which operators alone can enter: unfold's Alpine compiles its attributes, and it sets colours and
# widths inline. Scripts still come from this server only, and none stands in a page.
ADMIN_POLICY: Final[dict[str, Any]] = {"script-src": [UNSAFE_EVAL], "style-src": [UNSAFE_INLINE]}
DEVELOPMENT_KEY_FILE: Final = ROOT / "var" / "secret_key"
DEVELOPMENT_ENCRYPTION_FILE: Final = ROOT / "var" / "encryption_key"
LOCKED_FOR: Final = timedelta(minutes=15)
# How django-axes counts wrong passwords; what is done about it stands in society/identity/passwords.py.
LOCKING: Final[dict[str, Any]] = {
    # what the backends call it; by default the library looks for the name of our field, finds none, and locks everybody
    "AXES_USERNAME_FORM_FIELD": "username",
    "AXES_LOCKOUT_PARAMETERS": ["username", "ip_address"],
    "AXES_FAILURE_LIMIT": 10,
    "AXES_COOLOFF_TIME": LOCKED_FOR,
    # else whoever goes on trying would lock somebody out for ever
    "AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT": False,
    "AXES_RESET_ON_SUCCESS": False,
    "AXES_CLIENT_IP_CALLABLE": "society.identity.addresses.client_address",
    "AXES_DISABLE_ACCESS_LOG": True,
    "AXES_ENABLE_ADMIN": False,
    "AXES_VERBOSE": False,
    # its middleware would answer for us: each of our views says itself that somebody is locked
    "SILENCED_SYSTEM_CHECKS": ["axes.W002"],
}
# What is noted in the audit log when it is saved: what operators set, never what runs are made of, nor a secret.
AUDITED: Final[tuple[dict[str, Any], ...]] = (
    {"model": "streams.User", "include_fields": ["email", "role", "is_active", "is_superuser"]},
    {"model": "society.ApiKey", "include_fields": ["user", "name", "prefix", "scopes", "expires_wall"]},
    {"model": "society.SigningKey", "include_fields": ["kid"]},
    {"model": "django_celery_beat.PeriodicTask", "include_fields": ["name", "task", "enabled", "queue", "interval"]},
)
HSTS_S: Final = 365 * 24 * 3600


def secret_key(env: Environment) -> str:
    """Return the given key; in development make one once and keep it, so that people stay signed in."""
    if env.secret_key:
        return env.secret_key
    if env.environment == "production":
        raise SettingsError(
            "SECRET_KEY is not set, and production needs one: put 50 random characters into it "
            "or the path of a file with them into SECRET_KEY_FILE."
        )
    return _kept_key(DEVELOPMENT_KEY_FILE)


def encryption_keys(env: Environment) -> tuple[str, ...]:
    """Return the given keys; in development make one once and keep it, so that what was encrypted can be read again."""
    if env.encryption_key:
        return env.encryption_key
    if env.environment == "production":
        raise SettingsError(
            "ENCRYPTION_KEY is not set, and production needs one: put 50 random characters into it "
            "or the path of a file with them into ENCRYPTION_KEY_FILE."
        )
    return (_kept_key(DEVELOPMENT_ENCRYPTION_FILE),)


def _kept_key(path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    key = secrets.token_urlsafe(48)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(key)
    return key


def allowed_hosts(env: Environment) -> list[str]:
    """Join ALLOWED_HOSTS and the host of PUBLIC_URL."""
    own = urlsplit(env.public_url).hostname if env.public_url else None
    return list(dict.fromkeys([*env.allowed_hosts, *([own] if own else [])]))


def transport(env: Environment) -> dict[str, Any]:
    """Make the settings that hold only when people reach us by TLS, which ends at the proxy before us."""
    if not (env.public_url or "").startswith("https://"):
        return {}
    return {
        "SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https"),
        "SECURE_SSL_REDIRECT": True,
        # Health checks come from beside us, without the proxy.
        "SECURE_REDIRECT_EXEMPT": [r"^health$", r"^ready$"],
        "SECURE_HSTS_SECONDS": HSTS_S,
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
    }


def sessions(redis_url: str | None) -> dict[str, Any]:
    """Make the settings of where sessions of browsers are kept: in the database, and with Redis in its cache too."""
    if redis_url is None:
        return {"SESSION_ENGINE": "django.contrib.sessions.backends.db"}
    wait_s = {"socket_timeout": 0.5, "socket_connect_timeout": 0.5}
    kept = {"BACKEND": "society.identity.sessions.SteadyRedisCache", "LOCATION": redis_url, "OPTIONS": wait_s}
    here = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    return {
        "SESSION_ENGINE": "django.contrib.sessions.backends.cached_db",
        "SESSION_CACHE_ALIAS": "sessions",
        "CACHES": {"default": here, "sessions": kept},
    }
