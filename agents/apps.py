"""The application `agents` for Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class AgentsConfig(AppConfig):
    """Name the package; nothing is ever started from here."""

    name = "agents"
    verbose_name = gettext_lazy("The minds")
    default_auto_field = "django.db.models.BigAutoField"
