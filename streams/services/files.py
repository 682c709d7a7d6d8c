"""Keeping what people upload: checked against its bounds and their quota, made safe, stored under a drawn name."""

import secrets
from collections.abc import Sequence
from typing import IO, Any, Final

import structlog
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Sum

from streams.errors import StreamsError
from streams.models import FileKind, StoredFile, User
from streams.pictures import Cleaned, clean

PICTURE_MAX: Final = 10 * 1024 * 1024
AVATAR_MAX: Final = 2 * 1024 * 1024
"""Bytes, as uploaded."""
_SIDE_MAX: Final = {FileKind.PICTURE: 2_048, FileKind.AVATAR: 512}
_BYTES_MAX: Final = {FileKind.PICTURE: PICTURE_MAX, FileKind.AVATAR: AVATAR_MAX}
log = structlog.get_logger(__name__)


class FileRefused(StreamsError):
    """A file is not taken; `reason` says why."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"the file was not taken: {reason}")
        self.reason = reason


def keep_picture(user: User, file: IO[bytes], *, size: int, kind: FileKind) -> StoredFile:
    """Make an uploaded picture safe and keep it.

    FileRefused for one that is too large, or more than the person's quota; BadPicture for what is none.
    """
    if size > _BYTES_MAX[kind]:
        raise FileRefused("avatar_too_large" if kind is FileKind.AVATAR else "picture_too_large")
    if used_bytes(user) >= quota_bytes():
        raise FileRefused("quota_full")
    cleaned = clean(file, side_max=_SIDE_MAX[kind], is_square=kind is FileKind.AVATAR)
    stored = StoredFile(
        key=secrets.token_hex(16),
        user=user,
        kind=kind,
        size=len(cleaned.data),
        width=cleaned.width,
        height=cleaned.height,
    )
    _store(stored, cleaned, user)
    return stored


def quota_bytes() -> int:
    """Say how much one person's files may take."""
    return int(settings.UPLOAD_QUOTA_MB) * 1024 * 1024


def used_bytes(user: User) -> int:
    """Say how much somebody's files take."""
    return StoredFile.objects.of(user.pk).aggregate(total=Sum("size"))["total"] or 0


def pictures_of(user: User | None, keys: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Find pictures of somebody's by key, as a post refers to them; those that are not hers are left out. One query."""
    if user is None or not keys:
        return {}
    mine = StoredFile.objects.of(user.pk).filter(kind=FileKind.PICTURE, key__in=keys)
    return {row.key: {"key": row.key, "width": row.width, "height": row.height} for row in mine}


def remove_file(user: User, key: str) -> bool:
    """Delete a file of somebody's; say whether there was one. What showed it shows nothing from then on."""
    with transaction.atomic():
        stored = StoredFile.objects.of(user.pk).filter(key=key).first()
        if stored is None:
            return False
        stored.delete()
    _discard(stored)
    return True


def _store(stored: StoredFile, cleaned: Cleaned, user: User) -> None:
    """Write the file, then its row: a row without a file would be an address that leads nowhere."""
    default_storage.save(stored.name, ContentFile(cleaned.data))
    is_kept = False
    try:
        with transaction.atomic():
            User.objects.select_for_update().get(pk=user.pk)  # uploads of one person are counted one after the other
            if used_bytes(user) + stored.size > quota_bytes():
                raise FileRefused("quota_full")
            stored.save()
        is_kept = True
    finally:
        if not is_kept:
            _discard(stored)


def _discard(stored: StoredFile) -> None:
    try:
        default_storage.delete(stored.name)
    except OSError as fault:
        log.warning("file.not_deleted", key=stored.key, why=str(fault))
