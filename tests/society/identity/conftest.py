"""A person with a password, and what she signs in with."""

from collections.abc import Callable

import pytest

from streams.models import Role, User
from tests.society.identity.clients import PASSWORD


@pytest.fixture
def ann(db: None) -> User:
    """Give a member's login."""
    return User.objects.create_user("ann@example.org", PASSWORD, role=Role.MEMBER)


@pytest.fixture(autouse=True)
def _mail_is_sent_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have mails in the box before an answer is looked at."""

    def at_once(job: Callable[[], None]) -> None:
        job()

    monkeypatch.setattr("society.identity.mail._later", at_once)
