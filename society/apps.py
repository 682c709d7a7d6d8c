"""The application `society` for Django, and the admin with its site."""

from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps
from django.core import checks
from django.utils.translation import gettext_lazy


class TownAdminConfig(admin_apps.AdminConfig):
    """The admin, with our site."""

    default = False
    default_site = "society.admin_site.TownAdminSite"


class SocietyConfig(AppConfig):
    """Name the package, and say what runs are made of; nothing is ever started from here."""

    name = "society"
    verbose_name = gettext_lazy("The society")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Hand the packages below what only this one knows: how a run's Parts are assembled, for reading the past."""
        from society.identity.checks import check_spent_tokens_are_kept
        from society.parts import assemble  # models are loaded only by now
        from streams.selectors.past import provide_parts

        provide_parts(assemble)
        checks.register(check_spent_tokens_are_kept)
