"""The application `society` for Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class SocietyConfig(AppConfig):
    """Name the package; nothing is ever started from here."""

    name = "society"
    verbose_name = gettext_lazy("The society")
    default_auto_field = "django.db.models.BigAutoField"
