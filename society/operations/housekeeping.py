"""What is cleared away now and then: bookkeeping that nobody can use any more. Never history: that is its writer's."""

from importlib import import_module

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase

from streams.services.links import delete_useless_links


def delete_spent_links() -> None:
    """Delete one-time links that were used, or were too old to use, some time ago."""
    delete_useless_links()


def delete_expired_sessions() -> None:
    """Delete sessions that have run out, whatever keeps them."""
    store: type[SessionBase] = import_module(settings.SESSION_ENGINE).SessionStore
    store.clear_expired()
