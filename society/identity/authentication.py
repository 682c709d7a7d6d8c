"""How the API knows who asks: `Authorization: Bearer ...`, else the cookie of the browser's session.

Only a session needs the token against forged forms: a page of somebody else can make a browser send its cookies, but no
header of this kind.
"""

from typing import Final

from django.utils.translation import gettext as _
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from society.errors import TokenRefused
from society.identity.tokens import sign_in_by
from society.models import ClientSignIn
from streams.models import User

_SCHEME: Final = "Bearer"


class BearerAuthentication(BaseAuthentication):
    """Accept an access token; a header that is there but wrong is refused, never taken for nobody's."""

    def authenticate(self, request: Request) -> tuple[User, ClientSignIn] | None:
        """Give the login and its sign-in; None without such a header, which costs no query."""
        words = get_authorization_header(request).split()
        if not words or words[0].lower() != _SCHEME.lower().encode():
            return None
        if len(words) != 2:
            raise AuthenticationFailed(_("Write the header as: Authorization: Bearer <token>"))
        try:
            sign_in = sign_in_by(words[1].decode("latin-1"))
        except TokenRefused:
            raise AuthenticationFailed(_("This token is not accepted (any more): renew it or sign in again.")) from None
        return sign_in.user, sign_in

    def authenticate_header(self, request: Request) -> str:
        """Say which header would be accepted; with it the framework answers 401 instead of 403."""
        return _SCHEME
