"""A person with a password, and what she signs in with."""

import pytest

from streams.models import Role, User
from tests.society.identity.clients import PASSWORD


@pytest.fixture
def ann(db: None) -> User:
    """Give a member's login."""
    return User.objects.create_user("ann@example.org", PASSWORD, role=Role.MEMBER)
