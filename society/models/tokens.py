"""What stands behind the tokens of clients: keys that sign them, and sign-ins that they belong to."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SigningKeyQuerySet(models.QuerySet["SigningKey"]):
    """Find keys by what they are good for."""

    def verifying(self, now_ms: int) -> Self:
        """Select the keys whose tokens are still accepted, the one that signs last."""
        return self.filter(models.Q(until_wall_ms=None) | models.Q(until_wall_ms__gt=now_ms)).order_by("pk")


class SigningKey(models.Model):
    """A key that signs tokens; one that was replaced verifies until its last token has run out."""

    kid = models.CharField(_("key's name"), max_length=32, unique=True)
    sealed_secret = models.TextField(_("secret, encrypted"))
    created_wall = models.DateTimeField(_("created"), auto_now_add=True)
    until_wall_ms = models.BigIntegerField(_("verifies until"), null=True, help_text=_("empty for the key that signs"))

    objects = SigningKeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("signing key")
        verbose_name_plural = _("signing keys")

    def __str__(self) -> str:
        return self.kid


class EndReason(models.TextChoices):
    """Why a client's sign-in ended."""

    SIGNED_OUT = "signed_out", _("signed out")
    EVERYWHERE = "everywhere", _("signed out everywhere")
    PASSWORD = "password", _("password changed")
    REUSED = "reused", _("a refresh token came twice")


class ClientSignInQuerySet(models.QuerySet["ClientSignIn"]):
    """Find sign-ins that stand, and end them."""

    def standing(self) -> Self:
        """Select those whose tokens are accepted: not ended, and of a login that is open."""
        return self.filter(ended_wall=None, user__is_active=True)


class ClientSignIn(models.Model):
    """One sign-in of a client: all refresh and access tokens that descend from it stand and fall together."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False, verbose_name=_("sign-in"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="client_sign_ins", verbose_name=_("login")
    )
    client = models.CharField(_("client"), max_length=200, blank=True, help_text=_("what it called itself"))
    address = models.CharField(_("address"), max_length=45, blank=True)
    has_second_factor = models.BooleanField(_("with a second factor"), default=False)
    created_wall = models.DateTimeField(_("signed in"), auto_now_add=True)
    renewed_wall = models.DateTimeField(_("last renewed"))
    expires_wall = models.DateTimeField(_("runs out"), db_index=True)
    ended_wall = models.DateTimeField(_("ended"), null=True)
    end_reason = models.CharField(_("why it ended"), max_length=16, blank=True, choices=EndReason.choices)

    objects = ClientSignInQuerySet.as_manager()

    class Meta:
        verbose_name = _("client's sign-in")
        verbose_name_plural = _("clients' sign-ins")

    def __str__(self) -> str:
        return f"{self.user}: {self.client or self.id}"
