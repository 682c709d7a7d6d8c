"""The application `world` for Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class WorldConfig(AppConfig):
    """Name the package; nothing is ever started from here."""

    name = "world"
    verbose_name = gettext_lazy("The town")
    default_auto_field = "django.db.models.BigAutoField"
