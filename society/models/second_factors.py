"""Second factors: what a person has besides her password."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SecondFactor(models.Model):
    """A device that shows codes. Its seed is encrypted; counts only once a first code has confirmed it."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="second_factor", verbose_name=_("login")
    )
    sealed_seed = models.TextField(_("seed, encrypted"))
    confirmed_wall = models.DateTimeField(_("in use since"), null=True)
    last_step = models.BigIntegerField(_("last code"), default=0, help_text=_("its half minute, so that it works once"))
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    tries_since_wall_ms = models.BigIntegerField(_("tries since"), default=0)

    class Meta:
        verbose_name = _("second factor")
        verbose_name_plural = _("second factors")

    def __str__(self) -> str:
        return str(self.user)


class RecoveryCode(models.Model):
    """A code that stands in for a lost device, once. Only its hash is kept."""

    factor = models.ForeignKey(
        SecondFactor, on_delete=models.CASCADE, related_name="recovery_codes", verbose_name=_("second factor")
    )
    code_hash = models.CharField(_("hash"), max_length=64)
    used_wall = models.DateTimeField(_("used"), null=True)

    class Meta:
        verbose_name = _("recovery code")
        verbose_name_plural = _("recovery codes")

    def __str__(self) -> str:
        return f"{self.factor} ({'used' if self.used_wall else 'open'})"
