"""Relations point down, the migrations say what the models say, and what is written all the time stays bare."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, models

from streams.models import (
    Block,
    Comment,
    Conversation,
    Event,
    Follow,
    Like,
    Message,
    Notice,
    Participant,
    Post,
    PostToken,
    Repost,
)
from tests.architecture.sources import PACKAGES
from world.models import LedgerEntry, ResidentState

HOT = (Event, LedgerEntry, ResidentState)
NETWORK = (Post, Comment, Like, Repost, PostToken, Notice, Follow, Block, Conversation, Participant, Message)


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


@pytest.mark.stores
@pytest.mark.django_db
@pytest.mark.parametrize("model", HOT, ids=lambda model: model.__name__)
def test_a_hot_table_has_its_primary_key_and_nothing_else(model: type[models.Model]) -> None:
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, model._meta.db_table)

    assert [about["columns"] for about in found.values() if about["primary_key"]] == [[model._meta.pk.column]]
    assert [name for name, about in found.items() if not about["primary_key"]] == []


@pytest.mark.stores
@pytest.mark.django_db
@pytest.mark.parametrize(
    "table",
    [
        *("world_residentstate", "world_placestate", "world_tie", "world_talk"),
        *("agents_agentstate", "streams_postcount"),
    ],
)
def test_pages_of_what_changes_all_the_time_leave_room_for_the_next_version(table: str) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("pages are PostgreSQL's")

    with connection.cursor() as cursor:
        cursor.execute("SELECT reloptions FROM pg_class WHERE relname = %s", [table])
        options = cursor.fetchone()[0]

    assert options == ["fillfactor=70"]


@pytest.mark.stores
@pytest.mark.django_db
@pytest.mark.parametrize("model", NETWORK, ids=lambda model: model.__name__)
def test_the_database_looks_up_no_reference_of_the_network(model: type[models.Model]) -> None:
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, model._meta.db_table)

    assert [name for name, about in found.items() if about["foreign_key"]] == []
