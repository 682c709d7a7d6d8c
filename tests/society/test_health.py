"""Health: what a proxy or a supervisor asks."""

from unittest.mock import patch

import pytest
from django.db import OperationalError, connection
from django.test import Client


def test_health_needs_no_database(client: Client) -> None:
    response = client.get("/health")

    assert response.status_code == 200
    assert response.json() == {"status": "alive"}


@pytest.mark.stores
@pytest.mark.django_db
def test_ready_says_that_the_database_answers(client: Client) -> None:
    response = client.get("/ready")

    assert response.status_code == 200
    assert response.json() == {"status": "ready", "database": "answers"}


@pytest.mark.django_db
def test_ready_turns_people_away_while_the_database_does_not_answer(client: Client) -> None:
    with patch.object(connection, "cursor", side_effect=OperationalError("gone")):
        response = client.get("/ready")

    assert response.status_code == 503
    assert response.json()["database"] == "does not answer"


def test_pages_forbid_scripts_and_styles_from_elsewhere(client: Client) -> None:
    policy = client.get("/health").headers["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
