"""What the tests of exports share: a folder of their own, and nobody who makes files unasked."""

from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client

from streams.models import Role, User


@pytest.fixture(autouse=True)
def exports_dir(tmp_path: Path, settings: LazySettings) -> Path:
    """Keep files in a folder of this test."""
    folder = tmp_path / "exports"
    settings.EXPORTS_DIR = folder
    return folder


@pytest.fixture
def member(db: None) -> Client:
    """Give a client that is signed in as a member."""
    client = Client()
    client.force_login(User.objects.create_user("member@example.org", role=Role.MEMBER))
    return client
