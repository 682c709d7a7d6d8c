"""Messages, people's memberships and reports in the admin. What people write privately is theirs: it is not shown."""

from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from streams.admin.links import admin_link, field_by_key
from streams.admin.network import NamingAdmin, account_text, excerpt
from streams.admin.rows import HistoryAdmin, ReadOnlyAdmin
from streams.kernel.ids import key_of, number_of
from streams.models import (
    Account,
    AccountKind,
    Conversation,
    Membership,
    Message,
    Participant,
    ReadMark,
    Report,
    Subject,
)

_PAGES = {Subject.POST: "streams_post", Subject.COMMENT: "streams_comment", Subject.ACCOUNT: "streams_account"}


def conversation_text(key: int) -> str:
    """Link to a conversation by its key."""
    return admin_link("streams_conversation", key, f"#{number_of(key)}")


@admin.register(Conversation)
class ConversationAdmin(NamingAdmin):
    """Conversations of two and groups."""

    who_column = "creator_id"
    list_display = ("number", "at", "who", "is_group", "title")

    @admin.display(description=_("begun by"))
    def who(self, row: Any) -> str:
        """Link to who began it."""
        return account_text(row.creator_id, row.who_name)


@admin.register(Participant)
class ParticipantAdmin(NamingAdmin):
    """Who is in which conversation."""

    list_display = ("number", "at", "who", "where", "ended_step")

    @admin.display(description=_("account"))
    def who(self, row: Any) -> str:
        """Link to who is in it."""
        return account_text(row.account_id, row.who_name)

    @admin.display(description=_("conversation"))
    def where(self, row: Participant) -> str:
        """Link to the conversation."""
        return conversation_text(row.conversation_id)


@admin.register(Message)
class MessageAdmin(HistoryAdmin):
    """Messages; the words only where nobody but residents is in the conversation."""

    list_display = ("number", "at", "who", "where", "said")
    exclude = ("text",)
    readonly_fields = ("links", "said")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Look up names, and whether a person is in it, in the same query."""
        rows: QuerySet[Any] = super().get_queryset(request)
        people = Participant.objects.filter(
            conversation=OuterRef("conversation_id"), ended_step=0, account__kind=AccountKind.HUMAN
        )
        named: QuerySet[Any] = rows.annotate(
            who_name=field_by_key(Account, "sender_id", "display_name"),
            who_kind=field_by_key(Account, "sender_id", "kind"),
            has_people=Exists(people),
        )
        return named

    @admin.display(description=_("sender"))
    def who(self, row: Any) -> str:
        """Link to who wrote it."""
        return account_text(row.sender_id, row.who_name)

    @admin.display(description=_("conversation"))
    def where(self, row: Message) -> str:
        """Link to the conversation."""
        return conversation_text(row.conversation_id)

    @admin.display(description=_("text"))
    def said(self, row: Any) -> str:
        """Show what residents write to each other; nothing of what is a person's."""
        is_private = row.has_people or row.who_kind == AccountKind.HUMAN
        return gettext("private: a person takes part") if is_private else excerpt(row.text)


@admin.register(Membership)
class MembershipAdmin(ReadOnlyAdmin):
    """Which account is whose."""

    list_display = ("user", "run", "account", "seen_notice")
    list_select_related = ("user", "run")

    @admin.display(description=_("account"))
    def account(self, row: Membership) -> str:
        """Link to the person's account in the run."""
        return admin_link("streams_account", key_of(row.run_id, row.number), f"#{row.number}")


@admin.register(ReadMark)
class ReadMarkAdmin(ReadOnlyAdmin):
    """How far people have read."""

    list_display = ("membership", "conversation", "message")
    list_select_related = ("membership__user", "membership__run")


@admin.register(Report)
class ReportAdmin(ReadOnlyAdmin):
    """What people reported; it is decided on the moderation page."""

    why_read_only = _("Reports are decided on the run's moderation page.")
    list_display = ("created_wall", "run", "kind", "on", "text", "state", "decided_by", "decided_wall")
    list_filter = ("state",)
    list_select_related = ("run", "decided_by")

    @admin.display(description=_("subject"))
    def on(self, row: Report) -> str:
        """Link to what was reported."""
        return admin_link(_PAGES[Subject(row.kind)], key_of(row.run_id, row.subject), f"#{row.subject}")
