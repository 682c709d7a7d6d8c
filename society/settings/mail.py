"""How mail is sent: by EMAIL_URL; without it printed on the console, and in production not at all."""

from typing import Any, Final

import environ

from society.settings.environment import Environment

_PORTS: Final = {"smtp": 25, "smtp+tls": 587, "smtp+ssl": 465}
_TIMEOUT_S: Final = 10
_CONSOLE: Final = "consolemail://"
_NOWHERE: Final = "dummymail://"
"""A log is read by many, and a link that sets a password is for one: production never prints mails."""


def mail(env: Environment) -> dict[str, Any]:
    """Make the settings of mail."""
    in_production = env.environment == "production"
    url = env.email_url or (_NOWHERE if in_production else _CONSOLE)
    config = dict(environ.Env.email_url_config(url))
    config["EMAIL_PORT"] = config["EMAIL_PORT"] or _PORTS.get(url.partition(":")[0])
    return {
        **config,
        "EMAIL_TIMEOUT": _TIMEOUT_S,
        "DEFAULT_FROM_EMAIL": env.mail_from,
    }


def sends_mail(env: Environment) -> bool:
    """Whether a mail gets anywhere."""
    return env.email_url is not None or env.environment != "production"
