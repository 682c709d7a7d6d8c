"""Posts, comments, accounts and messages as the API writes them, and what members send."""

from functools import cache
from typing import Any, Final

from drf_spectacular.utils import extend_schema_field, inline_serializer
from rest_framework import serializers

from streams.api.fields import WorldTimeField
from streams.api.receipts import ReceiptSerializer
from streams.models import AccountKind, Subject
from streams.models.files import file_url
from streams.models.messages import MEMBERS_MAX, MESSAGE_MAX, TITLE_MAX
from streams.models.posts import COMMENT_MAX, POST_MAX
from streams.network.commands import ALT_MAX, PICTURES_MAX
from streams.network.notices import NoticeKind
from streams.recommender.rankings import Ranking, Reason
from streams.search.topics import Topic
from streams.selectors.accounts import AccountView
from streams.selectors.feeds import FeedEntry
from streams.selectors.notices import NoticeView
from streams.selectors.posts import PostView

ACCOUNT_KINDS: Final = [kind.name.lower() for kind in AccountKind]
SUBJECTS: Final = [subject.name.lower() for subject in Subject]
NOTICE_KINDS: Final = [kind.name.lower() for kind in NoticeKind]
TOPICS: Final = [topic.name.lower() for topic in Topic]
RANKINGS: Final = [ranking.value for ranking in Ranking]
REASONS: Final = [reason.name.lower() for reason in Reason if reason.name is not None]
_NEXT_HELP: Final = "Cursor of what follows; null at the end."


class AccountRefSerializer(serializers.Serializer[Any]):
    """Who somebody is."""

    id = serializers.IntegerField(source="number")
    handle = serializers.CharField()
    name = serializers.CharField(source="display_name")
    kind = serializers.SerializerMethodField()
    avatar = serializers.SerializerMethodField()
    is_suspended = serializers.BooleanField()

    @extend_schema_field(serializers.ChoiceField(choices=ACCOUNT_KINDS))
    def get_kind(self, account: AccountView) -> str:
        """Say whether an agent, a human or the system is behind it."""
        return account.kind.name.lower()

    @extend_schema_field(serializers.CharField(help_text="Address of the picture."))
    def get_avatar(self, account: AccountView) -> str:
        """Give the address of the picture."""
        return file_url(account.picture) if account.picture else f"/avatars/{account.avatar_seed}.svg"


class AccountSerializer(AccountRefSerializer):
    """An account, and what the reader has to do with it."""

    bio = serializers.CharField()
    posts = serializers.IntegerField(source="counts.posts")
    followers = serializers.IntegerField(source="counts.followers")
    following = serializers.IntegerField(source="counts.following")
    is_followed = serializers.BooleanField(help_text="Whether the reader follows it.")
    follows_you = serializers.BooleanField()
    is_blocked = serializers.BooleanField(help_text="Whether the reader blocks it.")


class PictureSerializer(serializers.Serializer[Any]):
    """A picture of a post."""

    id = serializers.CharField()
    url = serializers.CharField()
    width = serializers.IntegerField()
    height = serializers.IntegerField()
    alt = serializers.CharField(help_text="What is to be seen.")


class PostSerializer(serializers.Serializer[Any]):
    """A post."""

    id = serializers.IntegerField(source="number")
    author = AccountRefSerializer()
    text = serializers.CharField()
    pictures = serializers.SerializerMethodField()
    world_time = WorldTimeField(source="sim_time")
    topic = serializers.SerializerMethodField()
    place_id = serializers.SerializerMethodField()
    about = serializers.SerializerMethodField()
    comments = serializers.IntegerField(source="counts.comments")
    likes = serializers.IntegerField(source="counts.likes")
    reposts = serializers.IntegerField(source="counts.reposts")
    is_liked = serializers.BooleanField(help_text="By the reader.")
    is_reposted = serializers.BooleanField(help_text="By the reader.")
    reposted_by = AccountRefSerializer(allow_null=True, help_text="Who passed it on to the reader.")
    is_hidden = serializers.BooleanField(help_text="By operators; then only they and its author see it.")

    @extend_schema_field(PictureSerializer(many=True))
    def get_pictures(self, post: PostView) -> Any:
        """Give addresses and sizes of its pictures."""
        return [{**picture, "id": picture["key"], "url": file_url(picture["key"])} for picture in post.pictures]

    @extend_schema_field(serializers.ChoiceField(choices=TOPICS))
    def get_topic(self, post: PostView) -> str:
        """Name what it is about."""
        return TOPICS[post.topic]

    @extend_schema_field(serializers.IntegerField(allow_null=True, help_text="Where it was written."))
    def get_place_id(self, post: PostView) -> int | None:
        """Say where it was written."""
        return post.place or None

    @extend_schema_field(serializers.IntegerField(allow_null=True, help_text="The event that it tells of."))
    def get_about(self, post: PostView) -> int | None:
        """Say which event it tells of."""
        return post.about or None


class CommentSerializer(serializers.Serializer[Any]):
    """A comment; without author and text where it is not shown any more but was answered."""

    id = serializers.IntegerField(source="number")
    post_id = serializers.IntegerField(source="post")
    parent_id = serializers.SerializerMethodField()
    depth = serializers.IntegerField()
    author = AccountRefSerializer(allow_null=True)
    text = serializers.CharField()
    world_time = WorldTimeField(source="sim_time")
    is_hidden = serializers.BooleanField(help_text="By operators; then only they and its author see it.")
    has_more = serializers.BooleanField(
        help_text="It has answers that are not on this page: `?below=` its id, `?after=` the last that is."
    )

    @extend_schema_field(serializers.IntegerField(allow_null=True, help_text="The comment that it answers."))
    def get_parent_id(self, comment: Any) -> int | None:
        """Say which comment it answers; none for the post itself."""
        return comment.parent or None


class FeedEntrySerializer(serializers.Serializer[Any]):
    """A post in a feed, and why it is there."""

    post = PostSerializer()
    reasons = serializers.SerializerMethodField()

    @extend_schema_field(serializers.ListField(child=serializers.ChoiceField(choices=REASONS)))
    def get_reasons(self, entry: FeedEntry) -> list[str]:
        """Say why it is shown."""
        return [reason.name.lower() for reason in entry.reasons if reason.name is not None]


class TrendSerializer(serializers.Serializer[Any]):
    """A word on the rise."""

    word = serializers.CharField()
    accounts = serializers.IntegerField(source="authors", help_text="How many used it lately.")


class NoticeSerializer(serializers.Serializer[Any]):
    """What somebody did that concerns the reader."""

    id = serializers.IntegerField(source="number")
    kind = serializers.SerializerMethodField()
    actor = AccountRefSerializer()
    post_id = serializers.SerializerMethodField()
    comment_id = serializers.SerializerMethodField()
    text = serializers.CharField(help_text="Of the comment, else of the post.")
    world_time = WorldTimeField(source="sim_time")
    is_new = serializers.BooleanField()

    @extend_schema_field(serializers.ChoiceField(choices=NOTICE_KINDS))
    def get_kind(self, notice: NoticeView) -> str:
        """Name what was done."""
        return notice.kind.name.lower()

    @extend_schema_field(serializers.IntegerField(allow_null=True))
    def get_post_id(self, notice: NoticeView) -> int | None:
        """Say which post it is about."""
        return notice.post or None

    @extend_schema_field(serializers.IntegerField(allow_null=True))
    def get_comment_id(self, notice: NoticeView) -> int | None:
        """Say which comment it is about."""
        return notice.comment or None


class MessageSerializer(serializers.Serializer[Any]):
    """A message."""

    id = serializers.IntegerField(source="number")
    conversation_id = serializers.IntegerField(source="conversation")
    sender = AccountRefSerializer()
    text = serializers.CharField()
    world_time = WorldTimeField(source="sim_time")


class ConversationSerializer(serializers.Serializer[Any]):
    """A conversation of two or a group, with its last message."""

    id = serializers.IntegerField(source="number")
    is_group = serializers.BooleanField()
    title = serializers.CharField(help_text="Of a group; empty for two.")
    members = AccountRefSerializer(many=True)
    last_message = MessageSerializer(source="last", allow_null=True)
    unread = serializers.IntegerField(help_text="Up to 100.")
    world_time = WorldTimeField(source="sim_time", help_text="When something happened last.")


class MeSerializer(serializers.Serializer[Any]):
    """The reader in this run."""

    account = AccountSerializer(allow_null=True, help_text="Null before her first act.")
    unread_messages = serializers.IntegerField()
    unread_notices = serializers.IntegerField(help_text="Up to 100.")


class UnreadSerializer(serializers.Serializer[Any]):
    """How much waits for the reader."""

    messages = serializers.IntegerField()
    notices = serializers.IntegerField(help_text="Up to 100.")


class UptoSerializer(serializers.Serializer[Any]):
    """How far the reader has read."""

    upto = serializers.IntegerField(min_value=0, max_value=2**31 - 1, help_text="The id of the last one read.")


class PictureSentSerializer(serializers.Serializer[Any]):
    """A picture of one's own that a post is to show."""

    id = serializers.RegexField(r"^[0-9a-f]{32}$", help_text="As POST /api/files answered.")
    alt = serializers.CharField(required=False, default="", allow_blank=True, max_length=ALT_MAX)


class PostTextSerializer(serializers.Serializer[Any]):
    """Something said to everybody."""

    text = serializers.CharField(max_length=POST_MAX)
    pictures = serializers.ListField(child=PictureSentSerializer(), required=False, max_length=PICTURES_MAX)


class CommentTextSerializer(serializers.Serializer[Any]):
    """An answer to a post, or to a comment of it."""

    text = serializers.CharField(max_length=COMMENT_MAX)
    parent = serializers.IntegerField(  # type: ignore[assignment]  # a field: the class is made without it
        required=False, default=0, min_value=0, max_value=2**31 - 1, help_text="The comment that it answers."
    )


class ProfileSerializer(serializers.Serializer[Any]):
    """What is to change of one's profile; what is not given stays."""

    name = serializers.CharField(required=False, max_length=60)
    bio = serializers.CharField(required=False, max_length=500, allow_blank=True)


class JoinSerializer(serializers.Serializer[Any]):
    """How the reader wants to be called; by default by a number."""

    handle = serializers.RegexField(r"^[a-z0-9_]{2,40}$", required=False, default="")
    name = serializers.CharField(required=False, default="", max_length=60)


class MessageTextSerializer(serializers.Serializer[Any]):
    """A message into a conversation."""

    text = serializers.CharField(max_length=MESSAGE_MAX)


class NewMessageSerializer(MessageTextSerializer):
    """A message to an account."""

    to = serializers.CharField(max_length=60, help_text="The reader's handle.")


class GroupSerializer(serializers.Serializer[Any]):
    """A group to begin."""

    title = serializers.CharField(max_length=TITLE_MAX)
    members = serializers.ListField(
        child=serializers.CharField(max_length=60),
        min_length=1,
        max_length=MEMBERS_MAX - 1,
        help_text="Handles of the others.",
    )


class MemberSerializer(serializers.Serializer[Any]):
    """An account to bring into a group."""

    handle = serializers.CharField(max_length=60)


@cache
def page_serializer(name: str, item: type[serializers.Serializer[Any]], cursor: str = "integer") -> Any:
    """Describe a page of these items."""
    field = serializers.IntegerField if cursor == "integer" else serializers.CharField
    following = field(allow_null=True, help_text=_NEXT_HELP)
    return inline_serializer(f"{name}Page", {"items": item(many=True), "next": following})


@cache
def written_serializer(name: str, item: type[serializers.Serializer[Any]]) -> Any:
    """Describe the answer to a write: the receipt, and what there is now."""
    return inline_serializer(
        f"{name}Written", {"receipt": ReceiptSerializer(), "object": item(allow_null=True, required=False)}
    )
