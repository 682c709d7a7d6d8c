"""How the API knows who asks: `Authorization: Bearer ...`, else the cookie of the browser's session.

Only a session needs the token against forged forms: a page of somebody else can make a browser send its cookies, but no
header of this kind.
"""

from typing import Final

from django.utils.translation import gettext as _
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed, PermissionDenied
from rest_framework.request import Request

from society.errors import TokenRefused
from society.identity.api_keys import MARK, key_by
from society.identity.scopes import scope_needed
from society.identity.tokens import sign_in_by
from society.models import ApiKey, ClientSignIn
from streams.models import User

_SCHEME: Final = "Bearer"


class BearerAuthentication(BaseAuthentication):
    """Accept an access token or a key; a header that is there but wrong is refused, never taken for nobody's."""

    def authenticate(self, request: Request) -> tuple[User, ClientSignIn | ApiKey] | None:
        """Give the login and its sign-in or key; None without such a header, which costs no query."""
        words = get_authorization_header(request).split()
        if not words or words[0].lower() != _SCHEME.lower().encode():
            return None
        if len(words) != 2:
            raise AuthenticationFailed(_("Write the header as: Authorization: Bearer <token>"))
        text = words[1].decode("latin-1")
        if text.startswith(MARK):
            return _owner(text, request)
        try:
            sign_in = sign_in_by(text)
        except TokenRefused:
            raise AuthenticationFailed(_("This token is not accepted (any more): renew it or sign in again.")) from None
        return sign_in.user, sign_in

    def authenticate_header(self, request: Request) -> str:
        """Say which header would be accepted; with it the framework answers 401 instead of 403."""
        return _SCHEME


def _owner(text: str, request: Request) -> tuple[User, ApiKey]:
    key = key_by(text)
    if key is None:
        raise AuthenticationFailed(_("This key is not accepted (any more): its owner can make another."))
    scope = scope_needed(request.parser_context["view"], request.method or "")
    if scope is None:
        raise PermissionDenied(_("No key may do this: sign in with your password."))
    if scope not in key.scope_list:
        raise PermissionDenied(_("This key was not made for this: it has no scope “%(scope)s”.") % {"scope": scope})
    return key.user, key
