"""Logins: who signs in, in which language, with which role. A person's face in a run is an `Account`."""

from typing import Any, ClassVar, Self

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a login may do; each may do what those before it may."""

    OBSERVER = "observer", _("Observer")
    MEMBER = "member", _("Member")
    OPERATOR = "operator", _("Operator")
    ADMIN = "admin", _("Administrator")


class UserManager(BaseUserManager["User"]):
    """Create logins by e-mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Create a login; without a password it can only be entered by a link."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Create an administrator."""
        return self.create_user(email, password, role=Role.ADMIN, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        """Find a login by its address in any case."""
        return self.get(email__iexact=username or "")


class User(AbstractBaseUser, PermissionsMixin):
    """A login, known by its e-mail address."""

    email = models.EmailField(_("e-mail address"), unique=True)
    role = models.CharField(_("role"), max_length=16, choices=Role.choices, default=Role.OBSERVER)
    language = models.CharField(_("language"), max_length=10, blank=True, default="")
    is_active = models.BooleanField(_("active"), default=True)
    created_wall = models.DateTimeField(_("created"), auto_now_add=True)
    sign_outs = models.PositiveIntegerField(_("signed out everywhere"), default=0, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("login")
        verbose_name_plural = _("logins")

    def __str__(self) -> str:
        return self.email

    @property
    def is_operator(self) -> bool:
        """Whether this login may steer a run."""
        return self.is_active and self.role in (Role.OPERATOR, Role.ADMIN)

    @property
    def is_staff(self) -> bool:
        """Whether this login may enter the admin."""
        return self.is_operator

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Let sessions end with the password that they were begun by, and when she signs out everywhere."""
        # the key is Django's own and the first count adds nothing, so that sessions from before this column go on
        ended = f":{self.sign_outs}" if self.sign_outs else ""
        salt = "django.contrib.auth.models.AbstractBaseUser.get_session_auth_hash"
        return salted_hmac(salt, self.password + ended, secret=secret, algorithm="sha256").hexdigest()

    def has_perm(self, perm: str, obj: models.Model | None = None) -> bool:
        """Grant operators the sight of everything; what else is allowed is decided by the usual permissions."""
        return (self.is_operator and ".view_" in perm) or super().has_perm(perm, obj)

    def has_module_perms(self, app_label: str) -> bool:
        """Show operators every package of the admin."""
        return self.is_operator or super().has_module_perms(app_label)


class LinkQuerySet(models.QuerySet["OneTimeLink"]):
    """Find links by the secret's hash."""

    def usable(self, secret_hash: str, now_ms: int) -> Self:
        """Select the link with this secret, if it was not used and is not too old."""
        return self.filter(secret_hash=secret_hash, used_wall_ms=None, expires_wall_ms__gt=now_ms)

    def useless_since(self, wall_ms: int) -> Self:
        """Select the links that were used, or too old to use, before a moment."""
        return self.filter(models.Q(used_wall_ms__lt=wall_ms) | models.Q(expires_wall_ms__lt=wall_ms))


class OneTimeLink(models.Model):
    """A link that signs one person in once; printed on the terminal of a town that runs on this machine only."""

    user = models.ForeignKey(User, on_delete=models.CASCADE)
    secret_hash = models.CharField(max_length=64, unique=True)
    expires_wall_ms = models.BigIntegerField()
    used_wall_ms = models.BigIntegerField(null=True)

    objects = LinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("one-time link")
        verbose_name_plural = _("one-time links")

    def __str__(self) -> str:
        return f"{self.user} ({'used' if self.used_wall_ms else 'open'})"
