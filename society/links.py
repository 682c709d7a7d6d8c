"""The operator's link of a town that runs on this machine only: whoever sees the terminal may steer."""

from typing import Final

from streams.models import Role, User
from streams.services.links import issue_link

LOCAL_OPERATOR: Final = "operator@localhost"
LINK_LIFETIME_S: Final = 24 * 3_600


def operator_link(url: str) -> str:
    """Make a one-time link that signs its first user in as the local operator."""
    user = User.objects.filter(email=LOCAL_OPERATOR).first()
    if user is None:
        user = User.objects.create_user(LOCAL_OPERATOR, role=Role.OPERATOR)
    return f"{url}/enter/{issue_link(user, lifetime_s=LINK_LIFETIME_S)}/"
