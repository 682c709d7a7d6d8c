"""Who follows whom, who wants nothing to do with whom, and what an account may no longer do."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from streams.models.keyed import KeyedManager, Numbered
from streams.models.social import STANDS, Ending, account_key


class Follow(Ending):
    """One account reads another's posts."""

    follower = account_key(_("follower"))
    followed = account_key(_("followed"))

    objects = KeyedManager()

    class Meta:
        verbose_name = _("follow")
        verbose_name_plural = _("follows")
        constraints = (models.UniqueConstraint(fields=["follower", "followed"], condition=STANDS, name="follow_once"),)
        indexes = (
            models.Index(fields=["follower", "id"], name="follow_follower"),
            models.Index(fields=["followed", "id"], name="follow_followed"),
        )

    def __str__(self) -> str:
        return f"follow {self.number}"


class Block(Ending):
    """Two accounts neither see nor reach each other, because one of them wants it so."""

    blocker = account_key(_("blocker"))
    blocked = account_key(_("blocked"))

    objects = KeyedManager()

    class Meta:
        verbose_name = _("block")
        verbose_name_plural = _("blocks")
        constraints = (models.UniqueConstraint(fields=["blocker", "blocked"], condition=STANDS, name="block_once"),)
        indexes = (models.Index(fields=["blocked", "id"], name="block_blocked"),)

    def __str__(self) -> str:
        return f"block {self.number}"


class AccountCount(Numbered, models.Model):
    """How many posts, followers and followed an account has; made with its first. Key: the account's."""

    id = models.BigIntegerField(primary_key=True)
    posts = models.IntegerField(_("posts"))
    followers = models.IntegerField(_("followers"))
    following = models.IntegerField(_("following"))

    objects = KeyedManager()

    class Meta:
        verbose_name = _("counts of an account")
        verbose_name_plural = _("counts of accounts")

    def __str__(self) -> str:
        return f"counts of account {self.number}"
