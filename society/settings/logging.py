"""Logging through structlog: lines for people in development, one JSON object a line in production."""

from typing import Any

import structlog

from society.settings.environment import Environment


def configure(env: Environment) -> dict[str, Any]:
    """Configure structlog and make LOGGING; what other packages log takes the same form."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "structured": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": shared,
                "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, *_renderers(env)],
            }
        },
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "structured"}},
        "root": {"handlers": ["console"], "level": env.log_level},
        "loggers": {
            "django": {"handlers": [], "level": env.log_level},
            # A line for each of the polls of each viewer would drown everything else.
            "django_structlog": {"level": "WARNING"},
            "django.channels.server": {"level": "WARNING"},
            "daphne": {"level": "WARNING"},
            # A line for each wrong password, with nothing in it that tells one from another; locks are logged by us.
            "axes": {"level": "ERROR"},
            # Likewise four lines for each slice, once a second.
            "celery": {"level": "WARNING"},
        },
    }


def _renderers(env: Environment) -> list[structlog.typing.Processor]:
    if env.environment == "production":
        return [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
    # without local values: they cost seconds and may be secrets
    return [structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)]
