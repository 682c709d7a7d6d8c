"""Keys of programs: listed, made, revoked by who signed in with a password; never by a key."""

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from society.api.auth.serializers import IssuedKeySerializer, KeySerializer, KeysSerializer, NewKeySerializer
from society.errors import TooManyKeys
from society.identity.api_keys import issue_key, keys_of, revoke_key
from society.identity.audit import acting
from society.models import Scope
from streams.api.asking import signed_in, values_of
from streams.api.errors import Conflict, InvalidParameter, NotFound
from streams.api.permissions import IsSignedIn


class KeysView(APIView):
    """The keys of whoever asks."""

    permission_classes = (IsSignedIn,)

    @extend_schema(operation_id="auth_keys", responses=KeysSerializer)
    def get(self, request: Request) -> Response:
        """List the keys that are not revoked."""
        return Response({"items": KeySerializer(keys_of(signed_in(request)), many=True).data})

    @extend_schema(operation_id="auth_key_make", request=NewKeySerializer, responses={201: IssuedKeySerializer})
    def post(self, request: Request) -> Response:
        """Make a key. What it opens by is in this answer and nowhere else."""
        sent = values_of(NewKeySerializer, request.data)
        scopes = [Scope(scope) for scope in sent["scopes"]]
        try:
            with acting(request._request, signed_in(request)):
                new = issue_key(signed_in(request), name=sent["name"], scopes=scopes, days=sent["days"])
        except TooManyKeys as refused:
            raise Conflict(reason="too_many_keys") from refused
        except ValueError as refused:
            raise InvalidParameter(scopes=[str(refused)]) from refused
        answer = Response({"key": new.text, "object": KeySerializer(new.row).data}, status=status.HTTP_201_CREATED)
        answer["Cache-Control"] = "no-store"
        return answer


class KeyView(APIView):
    """One key of whoever asks."""

    permission_classes = (IsSignedIn,)

    @extend_schema(operation_id="auth_key_revoke", responses={200: KeySerializer})
    def delete(self, request: Request, key_id: int) -> Response:
        """Have a key open nothing any more."""
        key = keys_of(signed_in(request)).filter(pk=key_id).first()
        if key is None:
            raise NotFound
        with acting(request._request, signed_in(request)):
            revoke_key(key)
        return Response(KeySerializer(key).data)
