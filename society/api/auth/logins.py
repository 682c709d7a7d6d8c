"""A login of one's own: made, looked at, changed."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from society.api.auth.serializers import LoginMeSerializer, RegisteredSerializer, RegisterSerializer
from society.errors import LockedOut
from society.identity.addresses import client_address
from society.identity.registering import sign_up
from streams.api.asking import signed_in, values_of
from streams.api.errors import Forbidden, InvalidParameter, RateLimited
from streams.api.permissions import IsSignedIn

_CLOSED = _("Nobody signs up here by herself: ask whoever runs the town for a login.")


class RegisterView(APIView):
    """Logins for whoever wants one."""

    authentication_classes = ()
    permission_classes = ()

    @extend_schema(operation_id="auth_register", request=RegisterSerializer, responses={201: RegisteredSerializer})
    def post(self, request: Request) -> Response:
        """Make a member's login. The answer is the same where the address has one, which stays as it is."""
        if not settings.SIGN_UP:
            raise Forbidden(_CLOSED)
        sent = values_of(RegisterSerializer, request.data)
        address = client_address(request._request)
        try:
            sign_up(sent["email"], sent["password"], from_address=address, language=sent["language"])
        except LockedOut as locked:
            raise RateLimited(locked.retry_after_s) from locked
        except ValidationError as fault:
            raise InvalidParameter(password=fault.messages) from fault
        return Response({"email": sent["email"].lower()}, status=status.HTTP_201_CREATED)


class MeView(APIView):
    """The login of whoever asks."""

    permission_classes = (IsSignedIn,)
    is_shown_to_keys = True

    @extend_schema(operation_id="auth_me", responses=LoginMeSerializer)
    def get(self, request: Request) -> Response:
        """Show the login."""
        return Response(LoginMeSerializer(signed_in(request)).data)

    @extend_schema(operation_id="auth_me_change", request=LoginMeSerializer, responses=LoginMeSerializer)
    def patch(self, request: Request) -> Response:
        """Change the language in which this login is spoken to."""
        changed = LoginMeSerializer(signed_in(request), data=request.data, partial=True)
        changed.is_valid(raise_exception=True)
        changed.save()
        return Response(changed.data)
