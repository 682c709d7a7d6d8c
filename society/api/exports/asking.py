"""What whoever asks for an export may see of it."""

from rest_framework.request import Request

from society.models import ApiKey, Scope
from streams.api.asking import person


def asks_as_operator(request: Request) -> bool:
    """Whether an operator asks, by something that lets her do and see what operators do: her sign-in, or a key for it."""
    who, proof = person(request), request.auth
    is_weak_key = isinstance(proof, ApiKey) and Scope.OPERATE not in proof.scope_list
    return who is not None and who.is_operator and not is_weak_key
