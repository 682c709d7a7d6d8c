"""Who may ask for what, by role. Reading is public unless the setting PUBLIC_READ says otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from rest_framework.permissions import SAFE_METHODS, BasePermission

from streams.models import User

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


class IsOperator(BasePermission):
    """Only those who may steer a run."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        """Let operators and administrators through."""
        return isinstance(request.user, User) and request.user.is_operator
