"""Who may ask for what, by role. Reading is public unless the setting PUBLIC_READ says otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from rest_framework.permissions import SAFE_METHODS, BasePermission

from streams.models import Role, User

if TYPE_CHECKING:  # the framework's views import this module to know their default
    from rest_framework.request import Request
    from rest_framework.views import APIView


class MayRead(BasePermission):
    """Reading for everybody, or for whoever is signed in; writing never: a view that writes names who may."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        """Let reads through, and methods that the view has not, which are answered with 405."""
        if request.method not in view.allowed_methods:
            return True
        return request.method in SAFE_METHODS and (settings.PUBLIC_READ or bool(request.user.is_authenticated))


class IsSignedIn(BasePermission):
    """Only somebody who is signed in, whatever her role: for what is her own."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        """Let logins through, and methods that the view has not."""
        return request.method not in view.allowed_methods or bool(request.user.is_authenticated)


class SignedInWrite(MayRead):
    """Reading as everywhere; what costs the server more, for whoever is signed in."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        """Let readers through, and logins where something is asked for."""
        if request.method in SAFE_METHODS:
            return super().has_permission(request, view)
        return IsSignedIn().has_permission(request, view)


class IsOwnRead(IsSignedIn):
    """Only somebody who is signed in, whatever proves it: for what was made for her to read."""


_MEMBERS = frozenset({Role.MEMBER, Role.OPERATOR, Role.ADMIN})


class IsMember(BasePermission):
    """Only those who take part in a run's social network: what is theirs is read by nobody else."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        """Let members, operators and administrators through, and methods that the view has not."""
        if request.method not in view.allowed_methods:
            return True
        return isinstance(request.user, User) and request.user.is_active and request.user.role in _MEMBERS


class MembersWrite(MayRead):
    """Reading as everywhere, writing for those who take part."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        """Let readers through, and members where something is written."""
        if request.method in SAFE_METHODS:
            return super().has_permission(request, view)
        return IsMember().has_permission(request, view)


class IsOperator(BasePermission):
    """Only those who may steer a run."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        """Let operators and administrators through, and methods that the view has not."""
        if request.method not in view.allowed_methods:
            return True
        return isinstance(request.user, User) and request.user.is_operator


class OperatorsWrite(MayRead):
    """Reading as everywhere, writing for those who run the town."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        """Let readers through, operators where something is written, and methods that the view has not."""
        if request.method in SAFE_METHODS or request.method not in view.allowed_methods:
            return super().has_permission(request, view)
        return IsOperator().has_permission(request, view)
