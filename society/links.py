"""The operator's link of a town that runs on this machine only: whoever sees the terminal may steer."""

from typing import Final

from streams.models import Role, User
from streams.services.links import issue_link

LOCAL_OPERATOR: Final = "operator@localhost"
LINK_LIFETIME_S: Final = 24 * 3_600
LOOPBACK: Final = frozenset({"127.0.0.1", "::1", "localhost"})
"""Where a link may be printed: whoever sees the terminal sits at this machine."""


def operator_link(url: str) -> str:
    """Make a one-time link that signs its first user in as the local operator."""
    user = User.objects.filter(email=LOCAL_OPERATOR).first()
    if user is None:
        user = User.objects.create_user(LOCAL_OPERATOR, role=Role.OPERATOR)
    return f"{url}/enter/{issue_link(user, lifetime_s=LINK_LIFETIME_S)}/"


def town_addresses(host: str, port: int) -> list[str]:
    """Say where the town is, and on a loopback address by which link its operator comes in."""
    url = f"http://{host}:{port}"
    return [
        f"The town is at {url}/",
        *([f"Steer it (this link works once, for you): {operator_link(url)}"] if host in LOOPBACK else []),
        "Stop with Ctrl-C.",
    ]
