"""The application `society` for Django, and the admin with its site."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.contrib import admin
from django.contrib.admin import apps as admin_apps
from django.contrib.admin.checks import check_admin_app, check_dependencies
from django.core import checks
from django.utils.translation import gettext_lazy


class TownAdminConfig(admin_apps.SimpleAdminConfig):
    """The admin, with our site. Its pages are loaded where addresses are, so that engines, which serve none, do without."""

    default = False  # the package has two; without this Django takes neither for its own
    default_site = "society.admin_site.TownAdminSite"

    def ready(self) -> None:
        """Have the admin checked as Django does, whichever check comes first."""
        checks.register(check_dependencies, checks.Tags.admin)
        checks.register(_check_pages, checks.Tags.admin)


def _check_pages(app_configs: Sequence[AppConfig] | None, **options: Any) -> Sequence[checks.CheckMessage]:
    admin.autodiscover()
    return check_admin_app(app_configs, **options)


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
