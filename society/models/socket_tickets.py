"""Tickets that open one socket each: what a page sends instead of a token, which must not stand in an address."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from society.models.tokens import ClientSignIn


class SocketTicketQuerySet(models.QuerySet["SocketTicket"]):
    """Find tickets by the secret's hash."""

    def usable(self, secret_hash: str, now_ms: int) -> Self:
        """Select the ticket with this secret, if it was not used and is not too old."""
        return self.filter(secret_hash=secret_hash, used_wall_ms=None, expires_wall_ms__gt=now_ms)


class SocketTicket(models.Model):
    """A ticket: good for half a minute and once, and only while what it was issued for still holds."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("login")
    )
    sign_in = models.ForeignKey(
        ClientSignIn, on_delete=models.CASCADE, null=True, related_name="+", verbose_name=_("client's sign-in")
    )
    sign_outs = models.PositiveIntegerField(_("signed out everywhere"), help_text=_("of the login, at that time"))
    secret_hash = models.CharField(_("hash"), max_length=64, unique=True)
    expires_wall_ms = models.BigIntegerField(_("runs out"))
    used_wall_ms = models.BigIntegerField(_("used"), null=True)

    objects = SocketTicketQuerySet.as_manager()

    class Meta:
        verbose_name = _("socket ticket")
        verbose_name_plural = _("socket tickets")

    def __str__(self) -> str:
        return f"{self.user} ({'used' if self.used_wall_ms else 'open'})"
