"""Passwords: changed by who knows the old one, set anew by a link from a mail."""

from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from society.api.auth.serializers import (
    ChangedSerializer,
    ChangePasswordSerializer,
    RegisteredSerializer,
    ResetConfirmSerializer,
    ResetSerializer,
)
from society.errors import LockedOut
from society.identity.addresses import client_address
from society.identity.audit import acting
from society.identity.limits import RESETS, take
from society.identity.passwords import person_with
from society.identity.recovering import change_password, person_of_reset, send_reset
from society.views.own.password import reset_address
from streams.api.asking import signed_in, values_of
from streams.api.errors import Forbidden, InvalidParameter, RateLimited
from streams.api.permissions import IsSignedIn
from streams.models import User

_NO_MAIL = _("This installation sends no mail. Ask whoever runs the town for a new password.")
_USED_UP = _("This link does not work any more: it was used, or it is too old. Ask for another.")
_WRONG = _("That is not your password.")


class ChangePasswordView(APIView):
    """The password of whoever asks."""

    permission_classes = (IsSignedIn,)

    @extend_schema(
        operation_id="auth_password_change", request=ChangePasswordSerializer, responses={200: ChangedSerializer}
    )
    def post(self, request: Request) -> Response:
        """Change it, and end every sign-in of the login, this client's too; the session of a browser that asks goes on."""
        sent = values_of(ChangePasswordSerializer, request.data)
        user = signed_in(request)
        try:
            proved = person_with(request._request, user.email, sent["current"])
        except LockedOut as locked:
            raise RateLimited(locked.retry_after_s) from locked
        if proved is None:
            raise InvalidParameter(current=[str(_WRONG)])
        with acting(request._request, proved):
            _set(proved, sent["password"])
        if request.auth is None:
            update_session_auth_hash(request._request, proved)
        return Response({"email": user.email})


class ResetView(APIView):
    """Links by mail."""

    authentication_classes = ()
    permission_classes = ()

    @extend_schema(operation_id="auth_password_reset", request=ResetSerializer, responses={202: RegisteredSerializer})
    def post(self, request: Request) -> Response:
        """Mail a link that sets a new password, if the address has a login. The answer is the same if it has none."""
        sent = values_of(ResetSerializer, request.data)
        if not settings.SENDS_MAIL:
            raise Forbidden(_NO_MAIL)
        wait_s = take(RESETS, client_address(request._request))
        if wait_s is not None:
            raise RateLimited(wait_s)
        send_reset(sent["email"], address_of=reset_address(request._request))
        return Response({"email": sent["email"].lower()}, status=status.HTTP_202_ACCEPTED)


class ResetConfirmView(APIView):
    """New passwords by a link."""

    authentication_classes = ()
    permission_classes = ()

    @extend_schema(
        operation_id="auth_password_reset_confirm", request=ResetConfirmSerializer, responses={200: ChangedSerializer}
    )
    def post(self, request: Request) -> Response:
        """Set the password by the last part of a link's address, and end every sign-in of the login."""
        sent = values_of(ResetConfirmSerializer, request.data)
        user = person_of_reset(sent["token"])
        if user is None:
            raise InvalidParameter(_USED_UP, token=[str(_USED_UP)])
        _set(user, sent["password"])
        return Response({"email": user.email})


def _set(user: User, password: str) -> None:
    try:
        is_set = change_password(user, password)
    except ValidationError as fault:
        raise InvalidParameter(password=fault.messages) from fault
    if not is_set:
        raise InvalidParameter(_USED_UP)
