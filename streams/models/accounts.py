"""Public identity: what others see of a being, whether it is an agent, a person or the system."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from streams.models import lookups as _lookups  # noqa: F401  # registers `begins`
from streams.models.keyed import KeyedManager, Numbered


class AccountKind(models.IntegerChoices):
    """What stands behind an account."""

    AGENT = 1, _("agent")
    HUMAN = 2, _("human")
    SYSTEM = 3, _("system")


class Account(Numbered, models.Model):
    """A being's public face in a run. Key: run and the being's number, shared with its body and its mind."""

    id = models.BigIntegerField(primary_key=True)
    handle = models.CharField(_("handle"), max_length=60)
    display_name = models.CharField(_("name"), max_length=100)
    bio = models.TextField(_("bio"), blank=True)
    kind = models.SmallIntegerField(_("kind"), choices=AccountKind.choices)
    avatar_seed = models.BigIntegerField(_("avatar"))
    picture = models.CharField(
        _("picture"),
        max_length=32,
        blank=True,
        default="",
        help_text=_("key of an uploaded file; empty: the drawn face"),
    )

    objects = KeyedManager()

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        # who a name or an address means, in a town of a million; PostgreSQL finds beginnings by these operators only
        indexes = (
            models.Index(fields=["handle"], name="account_handle", opclasses=["varchar_pattern_ops"]),
            models.Index(fields=["display_name"], name="account_name", opclasses=["varchar_pattern_ops"]),
        )

    def __str__(self) -> str:
        return self.display_name
