"""What commands that serve share: an address that is taken is refused before anything is started."""

import socket

from django.core.management.base import CommandError


def refuse_taken(host: str, port: int, *, command: str) -> None:
    """Raise CommandError with what to do if the address cannot be listened on."""
    try:
        with socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET):
            pass
    except (OSError, OverflowError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise CommandError(f"Cannot listen on {host}:{port}: {why}. Choose another port: PORT=8001 {command}") from None
