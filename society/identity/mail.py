"""Mail to people, sent behind the answer: how long a request takes must not tell whether there was anybody to write to."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache, partial
from typing import Final

import structlog
from django.core.mail import EmailMessage

log = structlog.get_logger(__name__)

_THREADS: Final = 2


def send(*, to: str, subject: str, text: str) -> None:
    """Send a mail soon; one that cannot be sent is logged, and lost."""
    _later(partial(_deliver, EmailMessage(subject=subject, body=text, to=[to])))


def _later(job: Callable[[], None]) -> "Future[None]":
    return _threads().submit(job)


@cache
def _threads() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(_THREADS, thread_name_prefix="mail")


def _deliver(message: EmailMessage) -> None:
    try:
        message.send()
    except OSError as fault:  # what sockets and smtplib raise
        log.error("mail.not_sent", why=str(fault), hint="see EMAIL_URL")
