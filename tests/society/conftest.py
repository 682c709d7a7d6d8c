"""What the tests of the API and the admin share."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.management import call_command
from django.test import Client

from streams.models import Role, User


@pytest.fixture(scope="session")
def schema(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Write the API's schema; any warning fails."""
    file = tmp_path_factory.mktemp("schema") / "schema.yml"
    call_command("spectacular", fail_on_warn=True, validate=True, file=str(file))
    return yaml.safe_load(Path(file).read_text(encoding="utf-8"))


@pytest.fixture
def operator(client: Client, db: None) -> Client:
    """Give a client that is signed in as an operator."""
    client.force_login(User.objects.create_user("operator@example.org", role=Role.OPERATOR))
    return client
