"""The social network in the admin: what was said, who did what with it, and who follows whom. History, to look at."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from streams.admin.links import admin_link, field_by_key, link_unless_0, same_key
from streams.admin.rows import HistoryAdmin
from streams.admin.sanctioning import SanctionedAdmin
from streams.kernel.ids import key_range, number_of
from streams.models import (
    Account,
    AccountCount,
    Block,
    Comment,
    Follow,
    Like,
    Notice,
    Post,
    PostCount,
    PostToken,
    Repost,
    Subject,
)

_EXCERPT = 80


def account_text(key: int, name: str | None) -> str:
    """Link to an account by its key."""
    return admin_link("streams_account", key, name or f"#{number_of(key)}")


def post_text(key: int) -> str:
    """Link to a post by its key."""
    return admin_link("streams_post", key, gettext("post %(number)d") % {"number": number_of(key)})


def excerpt(text: str) -> str:
    """Shorten a text to a column's width."""
    return text if len(text) <= _EXCERPT else f"{text[:_EXCERPT]}..."


class NamingAdmin(HistoryAdmin):
    """Rows of which each is some account's doing: `who_name` is looked up in the same query."""

    who_column = "account_id"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Look the names up."""
        rows: QuerySet[Any] = super().get_queryset(request)
        named: QuerySet[Any] = rows.annotate(who_name=field_by_key(Account, self.who_column, "display_name"))
        return named


@admin.register(Post)
class PostAdmin(NamingAdmin, SanctionedAdmin):
    """Posts, with what can be hidden here."""

    subject = Subject.POST
    who_column = "author_id"
    list_display = ("number", "at", "who", "said", "ended_step", "links")

    def links_of(self, row: Post) -> list[str]:
        """Link to its counts, which have its key."""
        return [admin_link("streams_postcount", row.pk, gettext("counts"))]

    @admin.display(description=_("author"))
    def who(self, row: Any) -> str:
        """Link to who wrote it."""
        return account_text(row.author_id, row.who_name)

    @admin.display(description=_("text"))
    def said(self, row: Post) -> str:
        """Show how it begins."""
        return excerpt(row.text)


@admin.register(Comment)
class CommentAdmin(NamingAdmin, SanctionedAdmin):
    """Comments, with what can be hidden here."""

    subject = Subject.COMMENT
    who_column = "author_id"
    list_display = ("number", "at", "who", "said", "to", "answers", "ended_step")

    @admin.display(description=_("author"))
    def who(self, row: Any) -> str:
        """Link to who wrote it."""
        return account_text(row.author_id, row.who_name)

    @admin.display(description=_("text"))
    def said(self, row: Comment) -> str:
        """Show how it begins."""
        return excerpt(row.text)

    @admin.display(description=_("post"))
    def to(self, row: Comment) -> str:
        """Link to the post."""
        return post_text(row.post_id)

    @admin.display(description=_("answers"))
    def answers(self, row: Comment) -> str:
        """Link to the comment that it answers."""
        return link_unless_0("streams_comment", key_range(row.run_id)[0], row.parent, None)


@admin.register(Like, Repost)
class DoneToPostAdmin(NamingAdmin):
    """Who liked a post or passed it on."""

    list_display = ("number", "at", "who", "to", "ended_step")

    @admin.display(description=_("account"))
    def who(self, row: Any) -> str:
        """Link to who did it."""
        return account_text(row.account_id, row.who_name)

    @admin.display(description=_("post"))
    def to(self, row: Any) -> str:
        """Link to the post."""
        return post_text(row.post_id)


@admin.register(PostCount)
class PostCountAdmin(HistoryAdmin):
    """How many of each a post has; the number is the post's."""

    list_display = ("number", "comments", "likes", "reposts", "links")

    def links_of(self, row: PostCount) -> list[str]:
        """Link to the post, which has the same key."""
        return [post_text(row.pk)]


@admin.register(PostToken)
class PostTokenAdmin(HistoryAdmin):
    """What search looks posts up by."""

    list_display = ("number", "token", "of")

    @admin.display(description=_("post"))
    def of(self, row: PostToken) -> str:
        """Link to the post."""
        return post_text(row.post_id)


@admin.register(Notice)
class NoticeAdmin(NamingAdmin):
    """What people are told of."""

    list_display = ("number", "at", "who", "kind", "actor", "post", "comment")

    @admin.display(description=_("account"))
    def who(self, row: Any) -> str:
        """Link to who is told."""
        return account_text(row.account_id, row.who_name)


@admin.register(Follow)
class FollowAdmin(HistoryAdmin):
    """Who follows whom."""

    list_display = ("number", "at", "one", "other", "ended_step")
    columns = ("follower_id", "followed_id")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Look names up in the same query."""
        rows: QuerySet[Any] = super().get_queryset(request)
        one, other = (field_by_key(Account, column, "display_name") for column in self.columns)
        named: QuerySet[Any] = rows.annotate(one_name=one, other_name=other)
        return named

    @admin.display(description=_("by"))
    def one(self, row: Any) -> str:
        """Link to who did it."""
        return account_text(getattr(row, self.columns[0]), row.one_name)

    @admin.display(description=_("whom"))
    def other(self, row: Any) -> str:
        """Link to the other."""
        return account_text(getattr(row, self.columns[1]), row.other_name)


@admin.register(Block)
class BlockAdmin(FollowAdmin):
    """Who wants nothing to do with whom."""

    columns = ("blocker_id", "blocked_id")


@admin.register(AccountCount)
class AccountCountAdmin(HistoryAdmin):
    """How many posts and followers accounts have; the number is the account's."""

    list_display = ("number", "who", "posts", "followers", "following")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Look names up in the same query."""
        rows: QuerySet[Any] = super().get_queryset(request)
        named: QuerySet[Any] = rows.annotate(who_name=same_key(Account, "display_name"))
        return named

    @admin.display(description=_("account"))
    def who(self, row: Any) -> str:
        """Link to the account."""
        return account_text(row.pk, row.who_name)
