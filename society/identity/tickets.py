"""One-time tickets for sockets: issued to who is signed in, taken once, within half a minute."""

import hashlib
import secrets
import time
from typing import Final

from society.models import ClientSignIn, SocketTicket
from streams.models import User

TICKET_S: Final = 30
_KEPT_S: Final = 24 * 3_600
_SECRET_BYTES: Final = 24


def issue_ticket(user: User, sign_in: ClientSignIn | None) -> str:
    """Make a ticket and return it; kept is only its hash.   sign_in: of the client that asks, None for a browser."""
    ticket = secrets.token_urlsafe(_SECRET_BYTES)
    SocketTicket.objects.create(
        user=user,
        sign_in=sign_in,
        sign_outs=user.sign_outs,
        secret_hash=_hash(ticket),
        expires_wall_ms=_now_ms() + TICKET_S * 1000,
    )
    return ticket


def take_ticket(ticket: str) -> SocketTicket | None:
    """Spend a ticket and give its row with the login; None for one that is unknown, used, too old or no longer meant.

    Compare and set on the row's own columns: a condition on another table would not be looked at again by who waited
    for somebody quicker.
    """
    now_ms = _now_ms()
    usable = SocketTicket.objects.usable(_hash(ticket), now_ms)
    found = usable.select_related("user").first()
    if found is None or not usable.update(used_wall_ms=now_ms) or not still_meant(found):
        return None
    return found


def still_meant(ticket: SocketTicket) -> bool:
    """Whether what a ticket was issued for stands at this moment: the login open, and not signed out since."""
    if ticket.sign_in_id is not None and not ClientSignIn.objects.standing().filter(pk=ticket.sign_in_id).exists():
        return False
    return User.objects.filter(pk=ticket.user_id, is_active=True, sign_outs=ticket.sign_outs).exists()


def delete_spent_tickets() -> None:
    """Delete tickets of more than a day ago."""
    SocketTicket.objects.filter(expires_wall_ms__lt=_now_ms() - _KEPT_S * 1000).delete()


def _hash(ticket: str) -> str:
    return hashlib.sha256(ticket.encode()).hexdigest()


def _now_ms() -> int:
    return time.time_ns() // 1_000_000
