"""Pictures of members over REST: uploaded, listed, deleted; and the face of one's account."""

from collections.abc import Mapping
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from streams.api.asking import signed_in
from streams.api.errors import Conflict, InvalidParameter, NotFound
from streams.api.permissions import IsMember
from streams.api.social.asking import WRITING, SocialView
from streams.api.social.serializers import AccountSerializer, written_serializer
from streams.api.uploads import is_too_large
from streams.models import FileKind, StoredFile, User
from streams.network import commands
from streams.pictures import BadPicture
from streams.selectors import accounts
from streams.services.files import FileRefused, keep_picture, quota_bytes, remove_file, used_bytes
from streams.services.picture_refusals import SENTENCES

_LISTED_MAX = 500
_WRITTEN = written_serializer("Account", AccountSerializer)


class UploadSerializer(serializers.Serializer[Any]):
    """A picture: JPEG, PNG, WebP or GIF."""

    file = serializers.FileField()


class FileSerializer(serializers.ModelSerializer[StoredFile]):
    """A picture as it is kept: WebP, with nothing in it but what is seen."""

    id = serializers.CharField(source="key")
    url = serializers.CharField()
    created = serializers.DateTimeField(source="created_wall")

    class Meta:
        model = StoredFile
        fields = ("id", "kind", "url", "size", "width", "height", "created")


class FilesSerializer(serializers.Serializer[Any]):
    """One's pictures, and how much room they take, in bytes."""

    used = serializers.IntegerField()
    quota = serializers.IntegerField()
    items = FileSerializer(many=True)


def uploaded(request: Request, user: User, kind: FileKind) -> StoredFile:
    """Keep the picture of a request. InvalidParameter or Conflict says why it was not taken."""
    file = request.FILES.get("file")
    if is_too_large(request._request):
        raise _refused("picture_too_large")
    if file is None:
        raise _refused("no_file")
    try:
        return keep_picture(user, file, size=file.size or 0, kind=kind)
    except (FileRefused, BadPicture) as refused:
        raise _refused(refused.reason) from refused


def _refused(reason: str) -> InvalidParameter | Conflict:
    if reason == "quota_full":
        return Conflict(SENTENCES[reason], reason=reason)
    return InvalidParameter(SENTENCES[reason], file=[str(SENTENCES[reason])], reason=reason)


class FilesView(APIView):
    """One's pictures."""

    permission_classes = (IsMember,)
    parser_classes = (MultiPartParser,)

    @extend_schema(operation_id="files", responses=FilesSerializer)
    def get(self, request: Request) -> Response:
        """List your pictures, the latest first."""
        user = signed_in(request)
        rows = StoredFile.objects.of(user.pk).order_by("-pk")[:_LISTED_MAX]
        shown = {"used": used_bytes(user), "quota": quota_bytes(), "items": rows}
        return Response(FilesSerializer(shown).data)

    @extend_schema(
        operation_id="file_upload", request={"multipart/form-data": UploadSerializer}, responses={201: FileSerializer}
    )
    def post(self, request: Request) -> Response:
        """Upload a picture for a post: JPEG, PNG, WebP or GIF, up to 10 MB. It is written anew, without where it was taken."""
        stored = uploaded(request, signed_in(request), FileKind.PICTURE)
        return Response(FileSerializer(stored).data, status=status.HTTP_201_CREATED)


class FileView(APIView):
    """One of one's pictures."""

    permission_classes = (IsMember,)

    @extend_schema(operation_id="file_delete", responses={204: None})
    def delete(self, request: Request, key: str) -> Response:
        """Delete a picture for good: posts that show it show nothing in its place."""
        if not remove_file(signed_in(request), key):
            raise NotFound
        return Response(status=status.HTTP_204_NO_CONTENT)


class AvatarView(SocialView):
    """The face of one's account in a run."""

    permission_classes = (IsMember,)
    parser_classes = (MultiPartParser,)

    @extend_schema(
        operation_id="avatar_upload",
        parameters=WRITING,
        request={"multipart/form-data": UploadSerializer},
        responses={201: _WRITTEN, 202: _WRITTEN},
    )
    def post(self, request: Request) -> Response:
        """Show a picture of yours in the place of the drawn face: up to 2 MB, cut to a square."""
        stored = uploaded(request, signed_in(request), FileKind.AVATAR)
        return self._changed(request, {"picture": stored.key})

    @extend_schema(operation_id="avatar_remove", parameters=WRITING, responses={200: _WRITTEN, 202: _WRITTEN})
    def delete(self, request: Request) -> Response:
        """Have the drawn face again."""
        return self._changed(request, {"picture": ""}, is_removal=True)

    def _changed(self, request: Request, body: Mapping[str, Any], *, is_removal: bool = False) -> Response:
        return self.act(
            request,
            commands.CHANGE_PROFILE,
            dict(body),
            lambda viewer, receipt: AccountSerializer(accounts.account_view(viewer, viewer.account)).data,
            is_removal=is_removal,
        )
