"""The application `streams` for Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class StreamsConfig(AppConfig):
    """Name the package; nothing is ever started from here."""

    name = "streams"
    verbose_name = gettext_lazy("The record")
    default_auto_field = "django.db.models.BigAutoField"
