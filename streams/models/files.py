"""What people uploaded: pictures, made safe and renamed. Bookkeeping; what shows them keeps their key."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class FileKind(models.TextChoices):
    """What a file is for."""

    PICTURE = "picture", _("picture")
    AVATAR = "avatar", _("avatar")


class FileQuerySet(models.QuerySet["StoredFile"]):
    """Find files by whose they are."""

    def of(self, user_id: int) -> Self:
        """Select somebody's files."""
        return self.filter(user_id=user_id)


class StoredFile(models.Model):
    """A picture as it is stored: WebP, under a drawn name. The file itself lies in the store that the settings name."""

    key = models.CharField(_("key"), max_length=32, unique=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="files")
    kind = models.CharField(_("kind"), max_length=8, choices=FileKind.choices)
    size = models.IntegerField(_("bytes"))
    width = models.IntegerField(_("width, pixels"))
    height = models.IntegerField(_("height, pixels"))
    created_wall = models.DateTimeField(_("uploaded"), auto_now_add=True)

    objects = FileQuerySet.as_manager()

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        indexes = (models.Index(fields=["user", "id"], name="file_of_user"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"

    @property
    def name(self) -> str:
        """Where it lies in the store."""
        return file_name(self.key)

    @property
    def url(self) -> str:
        """Its address."""
        return file_url(self.key)


def file_name(key: str) -> str:
    """Say where the file with a key lies in the store."""
    return f"files/{key[:2]}/{key}.webp"


def file_url(key: str) -> str:
    """Say the address of the file with a key."""
    return f"/media/{key}.webp"
