"""What must hold before anybody signs in, said by `manage.py check` and at every start."""

from collections.abc import Sequence
from typing import Any, Final

from django.apps import apps
from django.core.checks import CheckMessage, Error

_SPENT_TOKENS: Final = "rest_framework_simplejwt.token_blacklist"


def check_spent_tokens_are_kept(app_configs: Any, **options: Any) -> Sequence[CheckMessage]:
    """Refuse to run without the table of spent refresh tokens: the library would then let each be used again, silently."""
    if apps.is_installed(_SPENT_TOKENS):
        return []
    hint = f"Add {_SPENT_TOKENS} to INSTALLED_APPS."
    return [
        Error("Refresh tokens could be used twice: the table of spent ones is missing.", hint=hint, id="society.E001")
    ]
