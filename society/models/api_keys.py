"""Keys of programs that act for somebody without her password."""

from typing import Final, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Scope(models.TextChoices):
    """What a key may do; never more than its owner may."""

    READ = "read", _("read what is public")
    SOCIAL = "social", _("take part in the network as you, and read your messages")
    BODY = "body", _("act as a body in town")
    OPERATE = "operate", _("run the town")


NAME_MAX: Final = 60


class ApiKeyQuerySet(models.QuerySet["ApiKey"]):
    """Find keys that open something."""

    def standing(self) -> Self:
        """Select those that are accepted: not revoked, not run out, and of a login that is open."""
        in_time = models.Q(expires_wall=None) | models.Q(expires_wall__gt=timezone.now())
        return self.filter(in_time, revoked_wall=None, user__is_active=True)


class ApiKey(models.Model):
    """A key: found by its prefix, compared by its hash, itself kept nowhere."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="api_keys", verbose_name=_("login")
    )
    name = models.CharField(_("name"), max_length=NAME_MAX)
    prefix = models.CharField(_("begins with"), max_length=16, unique=True)
    secret_hash = models.CharField(_("hash"), max_length=64)
    scopes = models.CharField(_("may"), max_length=60, help_text=_("separated by blanks"))
    created_wall = models.DateTimeField(_("created"), auto_now_add=True)
    expires_wall = models.DateTimeField(_("runs out"), null=True)
    used_wall = models.DateTimeField(_("last used"), null=True)
    revoked_wall = models.DateTimeField(_("revoked"), null=True)

    objects = ApiKeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("API key")
        verbose_name_plural = _("API keys")

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix})"

    @property
    def scope_list(self) -> list[str]:
        """What the key may do, as a list."""
        return self.scopes.split()

    @property
    def scope_words(self) -> list[str]:
        """The same in words."""
        return [str(Scope(scope).label) for scope in self.scope_list]

    @property
    def has_run_out(self) -> bool:
        """Whether its time is over."""
        return self.expires_wall is not None and self.expires_wall <= timezone.now()
