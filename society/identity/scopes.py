"""Which scope a request by a key needs. It follows from who may make the request at all, so a new view need not say it.

What everybody may read needs `read`; what members write, and what is a member's own, `social`; what operators do and see,
`operate`; a view may name another for the last three, as those of bodies do. What belongs to a login itself, such as its
password and its keys, is done by no key.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rest_framework.permissions import SAFE_METHODS

from society.models import Scope
from streams.api.permissions import (
    IsMember,
    IsOperator,
    IsOwnRead,
    IsSignedIn,
    MembersWrite,
    OperatorsWrite,
    SignedInWrite,
)

if TYPE_CHECKING:  # the framework's views import this module to know who asks
    from rest_framework.views import APIView

_WRITERS: Final = ((MembersWrite, Scope.SOCIAL), (OperatorsWrite, Scope.OPERATE), (SignedInWrite, Scope.READ))


def scope_needed(view: APIView, method: str) -> Scope | None:
    """Say which scope a request needs; None where no key will do."""
    classes = view.permission_classes
    named = getattr(view, "key_scope", None)
    if IsOperator in classes:
        return Scope(named or Scope.OPERATE)
    if IsOwnRead in classes:
        return Scope.READ
    if IsMember in classes:
        return Scope(named or Scope.SOCIAL)
    if method in SAFE_METHODS:
        return None if IsSignedIn in classes and not getattr(view, "is_shown_to_keys", False) else Scope.READ
    return next((Scope(named or scope) for writers, scope in _WRITERS if writers in classes), None)
