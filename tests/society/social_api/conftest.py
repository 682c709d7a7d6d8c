"""A network without a town as the default run, its engine answering, and people who call the API."""

import time

import pytest

from streams.models import Role, Run
from tests.lived_town import EngineAtHand
from tests.society.social_api.caller import Caller, caller
from tests.streams.network.talkers import assemble, found


@pytest.fixture
def idle_run(db: None) -> Run:
    run = found()
    Run.objects.filter(pk=run.pk).update(is_default=True)
    run.refresh_from_db()
    return run


@pytest.fixture
def run(idle_run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Give the run with an engine that answers."""
    engine = EngineAtHand(idle_run, wall_ms=lambda: time.time_ns() // 1_000_000, parts=assemble)
    monkeypatch.setattr("streams.services.inbox.time", engine)
    return idle_run


@pytest.fixture
def ann(run: Run) -> Caller:
    """Give a member with an account; hers is number 1."""
    ann = caller("ann")
    assert ann.post("me", {"handle": "ann", "name": "ann"}).status_code == 201
    return ann


@pytest.fixture
def ben(ann: Caller) -> Caller:
    """Give another; his account is number 2."""
    ben = caller("ben")
    assert ben.post("me", {"handle": "ben", "name": "ben"}).status_code == 201
    return ben


@pytest.fixture
def cat(ben: Caller) -> Caller:
    """Give a third; hers is number 3."""
    cat = caller("cat")
    assert cat.post("me", {"handle": "cat", "name": "cat"}).status_code == 201
    return cat


@pytest.fixture
def olga(run: Run) -> Caller:
    """Give an operator without an account."""
    return caller("olga", Role.OPERATOR)


@pytest.fixture
def nobody(run: Run) -> Caller:
    return caller("nobody", None)
