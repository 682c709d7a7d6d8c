"""Messages between accounts: conversations of two or of a group, who is in them, and what was written."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from streams.models.keyed import KeyedManager
from streams.models.social import STANDS, Ending, Made, account_key, relation

MESSAGE_MAX = 2_000
TITLE_MAX = 60
"""Characters."""
MEMBERS_MAX = 50


class Conversation(Made):
    """A private conversation of two, of which there is one a pair, or a group with a title."""

    creator = account_key(_("begun by"))
    is_group = models.BooleanField(_("group"))
    title = models.CharField(_("title"), max_length=TITLE_MAX, blank=True)

    objects = KeyedManager()

    class Meta:
        verbose_name = _("conversation")
        verbose_name_plural = _("conversations")

    def __str__(self) -> str:
        return self.title or f"conversation {self.number}"


class Participant(Ending):
    """An account in a conversation; leaving a group ends it."""

    conversation = relation("streams.Conversation", _("conversation"))
    account = account_key(_("account"))

    objects = KeyedManager()

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        constraints = (
            models.UniqueConstraint(fields=["conversation", "account"], condition=STANDS, name="participant_once"),
        )
        indexes = (models.Index(fields=["account", "id"], name="participant_account"),)

    def __str__(self) -> str:
        return f"participant {self.number}"


class Message(Made):
    """What one account wrote into a conversation."""

    conversation = relation("streams.Conversation", _("conversation"))
    sender = account_key(_("sender"))
    text = models.TextField(_("text"))

    objects = KeyedManager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        indexes = (models.Index(fields=["conversation", "id"], name="message_conversation"),)

    def __str__(self) -> str:
        return f"message {self.number}"  # not its words: they are private
