"""Relations point down, and the migrations say what the models say."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models

from tests.architecture.sources import PACKAGES


def test_relations_point_downwards_between_packages() -> None:
    upward = [
        f"{model.__name__}.{field.name} -> {field.related_model.__name__}"
        for package in PACKAGES
        for model in apps.get_app_config(package).get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey | models.ManyToManyField)
        if _height(field.related_model) > PACKAGES.index(package)
    ]

    assert upward == []


@pytest.mark.django_db
def test_migrations_are_complete() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=1)


def _height(model: object) -> int:
    """Tell how high a model's package stands; Django's own are below all."""
    assert isinstance(model, type)
    assert issubclass(model, models.Model)
    label = model._meta.app_label
    return PACKAGES.index(label) if label in PACKAGES else -1
