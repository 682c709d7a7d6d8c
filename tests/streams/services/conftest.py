"""A network without a town, driven by whoever waits for a receipt."""

import time

import pytest

from streams.models import Role, Run, User
from tests.lived_town import EngineAtHand, NobodyDrives
from tests.streams.network.talkers import assemble, found


@pytest.fixture
def idle_run(db: None, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Give a run that nobody drives."""
    monkeypatch.setattr("streams.services.inbox.time", NobodyDrives())
    return found()


@pytest.fixture
def run(db: None, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Give a run whose engine answers."""
    run = found()
    engine = EngineAtHand(run, wall_ms=lambda: time.time_ns() // 1_000_000, parts=assemble)
    monkeypatch.setattr("streams.services.inbox.time", engine)
    return run


@pytest.fixture
def ann(db: None) -> User:
    return User.objects.create_user("Ann.Lee@example.org", role=Role.MEMBER)


@pytest.fixture
def ben(db: None) -> User:
    return User.objects.create_user("ben@example.org", role=Role.MEMBER)


@pytest.fixture
def olga(db: None) -> User:
    return User.objects.create_user("olga@example.org", role=Role.OPERATOR)
