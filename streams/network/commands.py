"""What accounts may tell the network through the inbox; all is applied within a quarter of a second, also while paused."""

from typing import Annotated, Any, Final, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from streams.models.messages import MEMBERS_MAX, MESSAGE_MAX, TITLE_MAX
from streams.models.moderation import Subject
from streams.models.posts import COMMENT_MAX, POST_MAX
from streams.writer.part import CommandKind, Queue

Number = Annotated[int, Field(ge=1, lt=2**31)]
PICTURES_MAX: Final = 4
ALT_MAX: Final = 300


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


def _text(longest: int) -> Any:
    return Annotated[str, StringConstraints(min_length=1, max_length=longest)]


PostText = _text(POST_MAX)
CommentText = _text(COMMENT_MAX)
MessageText = _text(MESSAGE_MAX)


class JoinBody(_Body):
    """Open an account for a person. The handle is made unique by the writer."""

    handle: Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]{2,40}$")]
    display_name: Annotated[str, StringConstraints(min_length=1, max_length=60)]


class ProfileBody(_Body):
    """Change one's own name or what one says about oneself; what is not given stays."""

    display_name: Annotated[str, StringConstraints(min_length=1, max_length=60)] | None = None
    bio: Annotated[str, StringConstraints(max_length=500)] | None = None
    picture: Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{32})?$")] | None = None
    """Key of a file of one's own; empty: the drawn face again."""


class PictureBody(_Body):
    """A picture of a post: a file of one's own, how large it is, and what is to be seen for those who cannot see it."""

    key: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
    width: Annotated[int, Field(ge=1, le=16_384)]
    height: Annotated[int, Field(ge=1, le=16_384)]
    alt: Annotated[str, StringConstraints(max_length=ALT_MAX)] = ""


class PostBody(_Body):
    """Say something to everybody."""

    text: PostText  # type: ignore[valid-type]
    pictures: Annotated[tuple[PictureBody, ...], Field(max_length=PICTURES_MAX)] = ()


class CommentBody(_Body):
    """Answer a post, or with a parent another comment of it."""

    post: Number
    text: CommentText  # type: ignore[valid-type]
    parent: Annotated[int, Field(ge=0, lt=2**31)] = 0


class OfPost(_Body):
    """One's like or repost of a post; or the post itself, to remove it."""

    post: Number


class OfComment(_Body):
    """A comment of one's own."""

    comment: Number


class OfAccount(_Body):
    """Another account."""

    account: Number


class GroupBody(_Body):
    """Begin a group with these others."""

    title: Annotated[str, StringConstraints(min_length=1, max_length=TITLE_MAX)]
    accounts: Annotated[list[Number], Field(min_length=1, max_length=MEMBERS_MAX - 1)]


class MessageBody(_Body):
    """Write to one account (`to`) or into a conversation; exactly one of them."""

    text: MessageText  # type: ignore[valid-type]
    to: Annotated[int, Field(ge=0, lt=2**31)] = 0
    conversation: Annotated[int, Field(ge=0, lt=2**31)] = 0

    @model_validator(mode="after")
    def _has_one_address(self) -> Self:
        if bool(self.to) == bool(self.conversation):
            raise ValueError("a message goes to one account or into one conversation; give exactly one of them")
        return self


class OfConversation(_Body):
    """A group that one leaves."""

    conversation: Number


class AddBody(_Body):
    """Bring an account into a group that one is in."""

    conversation: Number
    account: Number


class SanctionBody(_Body):
    """Hide a post or a comment, or keep an account from writing. For operators."""

    kind: Subject
    subject: Number
    reason: Annotated[str, StringConstraints(min_length=1, max_length=300)]


class LiftBody(_Body):
    """Let a hidden post or comment be seen again, or an account write. For operators."""

    kind: Subject
    subject: Number


def _kind(name: str, body: type[BaseModel], *, is_steering: bool = False) -> CommandKind:
    return CommandKind(name=name, body=body, queue=Queue.AT_ONCE, is_steering=is_steering)


JOIN: Final = _kind("join", JoinBody)
CHANGE_PROFILE: Final = _kind("change_profile", ProfileBody)
POST: Final = _kind("post", PostBody)
REMOVE_POST: Final = _kind("remove_post", OfPost)
COMMENT: Final = _kind("comment", CommentBody)
REMOVE_COMMENT: Final = _kind("remove_comment", OfComment)
LIKE: Final = _kind("like", OfPost)
UNLIKE: Final = _kind("unlike", OfPost)
REPOST: Final = _kind("repost", OfPost)
UNREPOST: Final = _kind("unrepost", OfPost)
FOLLOW: Final = _kind("follow", OfAccount)
UNFOLLOW: Final = _kind("unfollow", OfAccount)
BLOCK: Final = _kind("block", OfAccount)
UNBLOCK: Final = _kind("unblock", OfAccount)
MESSAGE: Final = _kind("message", MessageBody)
BEGIN_GROUP: Final = _kind("begin_group", GroupBody)
ADD_TO_GROUP: Final = _kind("add_to_group", AddBody)
LEAVE_GROUP: Final = _kind("leave_group", OfConversation)
SANCTION: Final = _kind("sanction", SanctionBody, is_steering=True)
LIFT: Final = _kind("lift_sanction", LiftBody, is_steering=True)

OF_ACCOUNTS: Final = (
    CHANGE_PROFILE,
    POST,
    REMOVE_POST,
    COMMENT,
    REMOVE_COMMENT,
    LIKE,
    UNLIKE,
    REPOST,
    UNREPOST,
    FOLLOW,
    UNFOLLOW,
    BLOCK,
    UNBLOCK,
    MESSAGE,
    BEGIN_GROUP,
    ADD_TO_GROUP,
    LEAVE_GROUP,
)
"""What needs an account to do it."""
ALL: Final = (JOIN, *OF_ACCOUNTS, SANCTION, LIFT)
