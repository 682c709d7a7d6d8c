"""What is cleared away now and then: bookkeeping that nobody can use any more. Never history: that is its writer's."""

from importlib import import_module

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase

from society.identity.tickets import delete_spent_tickets
from society.identity.tokens import delete_expired_tokens
from society.operations.exports import jobs
from streams.services.links import delete_useless_links


def delete_spent_links() -> None:
    """Delete one-time links that were used, or were too old to use, some time ago."""
    delete_useless_links()


def delete_old_exports() -> None:
    """Delete exports whose files are kept no longer, and note which nobody makes any more."""
    jobs.delete_old()


def delete_expired_sessions() -> None:
    """Delete sessions that have run out, whatever keeps them, and what is left of tokens that did."""
    delete_expired_tokens()
    delete_spent_tickets()
    store: type[SessionBase] = import_module(settings.SESSION_ENGINE).SessionStore
    store.clear_expired()
