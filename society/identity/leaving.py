"""Ending what a login has begun: on one device, or everywhere at once."""

from django.db.models import F

from society.identity.tokens import end_all
from society.models import EndReason
from streams.models import User


def sign_out_everywhere(user: User, reason: EndReason = EndReason.EVERYWHERE) -> None:
    """End each session of a browser and each sign-in of a client; API keys stay until they are revoked.

    user: its count is raised, so that a session which is to go on can be signed anew.
    """
    User.objects.filter(pk=user.pk).update(sign_outs=F("sign_outs") + 1)
    user.refresh_from_db(fields=["sign_outs"])
    end_all(user, reason)
