"""Signing clients in and out: a pair of tokens, renewed and revoked."""

from typing import Any

from django.contrib.auth import logout
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from society.api.auth.serializers import (
    LoggedOutSerializer,
    LoginSerializer,
    LogoutSerializer,
    RefreshSerializer,
    TicketSerializer,
    TokenPairSerializer,
)
from society.errors import LockedOut, TokenRefused, TokenReused
from society.identity import tokens
from society.identity.addresses import client_address
from society.identity.leaving import sign_out_everywhere
from society.identity.passwords import person_with
from society.identity.second_factor import has_second_factor, must_have_one, verify
from society.identity.tickets import TICKET_S, issue_ticket
from society.models import ClientSignIn, EndReason
from streams.api.asking import person, signed_in, values_of
from streams.api.errors import Forbidden, RateLimited, Unauthenticated
from streams.api.permissions import IsSignedIn
from streams.models import User

_WRONG = _("Address or password is wrong. Passwords tell small letters from capitals.")
_SET_UP = _("Operators need a second factor here: sign in by a browser to set it up.")
_CODE_WANTED = _("Send the code of your second factor too.")
_CODE_WRONG = _("This code is not right, or was used already. Wait for the next one.")
_LOCKED = _("Too many tries. Wait a while before the next one.")
_REFUSED = _("This token is not accepted (any more): sign in again.")
_REUSED = _("This refresh token was used before, so somebody may have a copy: that sign-in has ended. Sign in again.")


class LoginView(APIView):
    """Tokens for a password."""

    # neither a cookie nor a header is looked at: what proves who asks is in the body
    authentication_classes = ()
    permission_classes = ()

    @extend_schema(operation_id="auth_login", request=LoginSerializer, responses={200: TokenPairSerializer})
    def post(self, request: Request) -> Response:
        """Give a pair of tokens for address and password."""
        sent = values_of(LoginSerializer, request.data)
        try:
            user = person_with(request._request, sent["email"], sent["password"])
            if user is None:
                raise Unauthenticated(_WRONG)
            is_proved = _prove_second(user, sent["code"])
        except LockedOut as locked:
            raise RateLimited(locked.retry_after_s, _LOCKED) from locked
        client, address = request.headers.get("User-Agent", ""), client_address(request._request)
        return _answer(tokens.begin(user, client=client, address=address, has_second_factor=is_proved))


class RefreshView(APIView):
    """Tokens for a token."""

    authentication_classes = ()
    permission_classes = ()

    @extend_schema(operation_id="auth_refresh", request=RefreshSerializer, responses={200: TokenPairSerializer})
    def post(self, request: Request) -> Response:
        """Give a new pair for a refresh token, which is spent by this; one that comes twice ends its sign-in."""
        sent = values_of(RefreshSerializer, request.data)
        try:
            return _answer(tokens.renew(sent["refresh"]))
        except TokenReused as refused:
            raise Unauthenticated(_REUSED) from refused
        except TokenRefused as refused:
            raise Unauthenticated(_REFUSED) from refused


class LogoutView(APIView):
    """The end of a sign-in."""

    permission_classes = ()

    @extend_schema(operation_id="auth_logout", request=LogoutSerializer, responses={200: LoggedOutSerializer})
    def post(self, request: Request) -> Response:
        """End the sign-in of this client or session, or with `everywhere` each of this login."""
        sent = values_of(LogoutSerializer, request.data)
        sign_in = _sign_in_meant(request, sent)
        user = sign_in.user if sign_in is not None else person(request)
        if user is None:
            raise Unauthenticated
        if sent["everywhere"]:
            sign_out_everywhere(user)
        elif sign_in is not None:
            tokens.end(sign_in.pk, EndReason.SIGNED_OUT)
        if sign_in is None:
            logout(request._request)
        return Response({"everywhere": sent["everywhere"]})


class TicketView(APIView):
    """Tickets for sockets."""

    permission_classes = (IsSignedIn,)

    @extend_schema(operation_id="auth_ws_ticket", request=None, responses={201: TicketSerializer})
    def post(self, request: Request) -> Response:
        """Give a ticket that opens one socket, for a program that can set no header there."""
        sign_in = request.auth if isinstance(request.auth, ClientSignIn) else None
        ticket = issue_ticket(signed_in(request), sign_in)
        answer = Response({"ticket": ticket, "ticket_s": TICKET_S}, status=status.HTTP_201_CREATED)
        answer["Cache-Control"] = "no-store"
        return answer


def _prove_second(user: User, code: str) -> bool:
    """Check the code of a login that has a second factor; False for one that has none and needs none. LockedOut."""
    if not has_second_factor(user):
        if must_have_one(user):
            raise Forbidden(_SET_UP, second_factor="missing")
        return False
    if not code:
        raise Unauthenticated(_CODE_WANTED, second_factor="required")
    if not verify(user, code):
        raise Unauthenticated(_CODE_WRONG, second_factor="wrong")
    return True


def _sign_in_meant(request: Request, sent: dict[str, Any]) -> ClientSignIn | None:
    """Find the sign-in that a token of the body or the header belongs to; None where there is neither."""
    if "refresh" not in sent:
        return request.auth if isinstance(request.auth, ClientSignIn) else None
    try:
        return tokens.sign_in_of_refresh(sent["refresh"])
    except TokenRefused as refused:
        raise Unauthenticated(_REFUSED) from refused


def _answer(pair: tokens.TokenPair) -> Response:
    answer = Response(TokenPairSerializer(pair).data)
    answer["Cache-Control"] = "no-store"
    return answer
