"""Posts, their threads, likes and reposts over REST."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from streams.api.asking import LIMIT_MAX, MomentQuery, person, values_of
from streams.api.errors import CommentNotFound, InvalidParameter, PostNotFound
from streams.api.social.asking import WRITING, EndlessMomentQuery, SocialView, nothing, paged
from streams.api.social.examples import (
    ACCOUNTS,
    COMMENT,
    COMMENT_SENT,
    COMMENT_WRITTEN,
    COMMENTS,
    POST,
    POST_SENT,
    POST_WRITTEN,
    POSTS,
    REMOVED,
    shown,
)
from streams.api.social.serializers import (
    AccountSerializer,
    CommentSerializer,
    CommentTextSerializer,
    PostSerializer,
    PostTextSerializer,
    page_serializer,
    written_serializer,
)
from streams.models import Inbox
from streams.network import commands
from streams.selectors.posts import liked_by, new_posts, posts_by_numbers
from streams.selectors.threads import comment_by_number, thread
from streams.selectors.viewing import Viewer
from streams.services.files import pictures_of
from streams.services.inbox import made
from streams.writer.part import CommandKind

_WRITTEN = written_serializer("Post", PostSerializer)
_COMMENT_WRITTEN = written_serializer("Comment", CommentSerializer)
_POST_ANSWERS = {201: _WRITTEN, 202: _WRITTEN}
_TAKEN_BACK = {200: _WRITTEN, 202: _WRITTEN}


class ThreadQuery(MomentQuery):
    """A page of a thread, the oldest comments first."""

    below = serializers.IntegerField(
        required=False, default=0, min_value=0, max_value=2**31 - 1, help_text="Only what answers this comment."
    )
    after = serializers.IntegerField(
        required=False, default=0, min_value=0, max_value=2**31 - 1, help_text="Goes on behind a page: its `next`."
    )
    limit = serializers.IntegerField(
        required=False, default=20, min_value=1, max_value=LIMIT_MAX, help_text="Comments without their answers."
    )


class PostsView(SocialView):
    """All posts."""

    query = EndlessMomentQuery

    @extend_schema(
        operation_id="posts",
        parameters=[EndlessMomentQuery],
        responses=page_serializer("Post", PostSerializer),
        examples=[shown(POSTS)],
    )
    def get(self, request: Request) -> Response:
        """List posts, the latest first."""
        asked, viewer = self.looked(request)
        return Response(paged(new_posts(viewer, before=asked["before"], limit=asked["limit"]), PostSerializer))

    @extend_schema(
        operation_id="post_create",
        parameters=WRITING,
        request=PostTextSerializer,
        responses=_POST_ANSWERS,
        examples=[POST_SENT, shown(POST_WRITTEN, 201)],
    )
    def post(self, request: Request) -> Response:
        """Say something to everybody."""
        body = values_of(PostTextSerializer, request.data)
        body["pictures"] = _pictures(request, body.get("pictures", ()))
        return self.act(request, commands.POST, body, lambda viewer, receipt: post_data(viewer, made(receipt, "post")))


def _pictures(request: Request, asked: Sequence[dict[str, str]]) -> list[dict[str, Any]]:
    """Find the pictures that a post is to show. InvalidParameter for one that is not the person's own."""
    found = pictures_of(person(request), [picture["id"] for picture in asked])
    missing = [picture["id"] for picture in asked if picture["id"] not in found]
    if missing:
        raise InvalidParameter(pictures=[_("You have no such picture: upload it first.")])
    return [found[picture["id"]] | {"alt": picture["alt"]} for picture in asked]


class PostView(SocialView):
    """One post."""

    query = MomentQuery

    @extend_schema(operation_id="post", parameters=[MomentQuery], responses=PostSerializer, examples=[shown(POST)])
    def get(self, request: Request, number: int) -> Response:
        """Show a post."""
        _, viewer = self.looked(request)
        return Response(post_or_404(viewer, number))

    @extend_schema(
        operation_id="post_remove", parameters=WRITING, responses=_TAKEN_BACK, examples=[shown(REMOVED, 200)]
    )
    def delete(self, request: Request, number: int) -> Response:
        """Remove a post of one's own for good."""
        return self.act(request, commands.REMOVE_POST, {"post": number}, nothing, is_removal=True)


class ReactionView(SocialView):
    """Something of which everybody has one for a post: given by POST, taken back by DELETE."""

    given: CommandKind
    taken_back: CommandKind

    def react(self, request: Request, number: int, *, is_removal: bool = False) -> Response:
        """Give or take back, and show the post as it is then."""
        kind = self.taken_back if is_removal else self.given
        return self.act(request, kind, {"post": number}, _post_of(number), is_removal=is_removal)


class LikeView(ReactionView):
    """A member's like of a post."""

    query = EndlessMomentQuery
    given, taken_back = commands.LIKE, commands.UNLIKE

    @extend_schema(
        operation_id="post_likes",
        parameters=[EndlessMomentQuery],
        responses=page_serializer("Account", AccountSerializer),
        examples=[shown(ACCOUNTS)],
    )
    def get(self, request: Request, number: int) -> Response:
        """List who likes a post, the latest first."""
        asked, viewer = self.looked(request)
        post_or_404(viewer, number)
        page = liked_by(viewer, number, before=asked["before"], limit=asked["limit"])
        return Response(paged(page, AccountSerializer))

    @extend_schema(
        operation_id="post_like",
        parameters=WRITING,
        request=None,
        responses=_POST_ANSWERS,
        examples=[shown(POST_WRITTEN, 201)],
    )
    def post(self, request: Request, number: int) -> Response:
        """Like a post."""
        return self.react(request, number)

    @extend_schema(
        operation_id="post_unlike", parameters=WRITING, responses=_TAKEN_BACK, examples=[shown(POST_WRITTEN, 200)]
    )
    def delete(self, request: Request, number: int) -> Response:
        """Take a like back."""
        return self.react(request, number, is_removal=True)


class RepostView(ReactionView):
    """A member's repost of a post."""

    given, taken_back = commands.REPOST, commands.UNREPOST

    @extend_schema(
        operation_id="post_repost",
        parameters=WRITING,
        request=None,
        responses=_POST_ANSWERS,
        examples=[shown(POST_WRITTEN, 201)],
    )
    def post(self, request: Request, number: int) -> Response:
        """Pass a post on to one's followers."""
        return self.react(request, number)

    @extend_schema(
        operation_id="post_unrepost", parameters=WRITING, responses=_TAKEN_BACK, examples=[shown(POST_WRITTEN, 200)]
    )
    def delete(self, request: Request, number: int) -> Response:
        """Take a repost back."""
        return self.react(request, number, is_removal=True)


class CommentsView(SocialView):
    """The thread of a post."""

    query = ThreadQuery

    @extend_schema(
        operation_id="comments",
        parameters=[ThreadQuery],
        responses=page_serializer("Comment", CommentSerializer),
        examples=[shown(COMMENTS)],
    )
    def get(self, request: Request, number: int) -> Response:
        """List comments, the oldest first, each followed by what answers it."""
        asked, viewer = self.looked(request)
        post_or_404(viewer, number)
        page = thread(viewer, number, root=asked["below"], after=asked["after"], limit=asked["limit"])
        return Response(paged(page, CommentSerializer))

    @extend_schema(
        operation_id="comment_create",
        parameters=WRITING,
        request=CommentTextSerializer,
        responses={201: _COMMENT_WRITTEN, 202: _COMMENT_WRITTEN},
        examples=[COMMENT_SENT, shown(COMMENT_WRITTEN, 201)],
    )
    def post(self, request: Request, number: int) -> Response:
        """Answer a post, or with `parent` a comment of it."""
        body = {"post": number, **values_of(CommentTextSerializer, request.data)}
        return self.act(
            request, commands.COMMENT, body, lambda viewer, receipt: _comment_data(viewer, made(receipt, "comment"))
        )


class CommentView(SocialView):
    """One comment."""

    query = MomentQuery

    @extend_schema(
        operation_id="comment",
        parameters=[MomentQuery],
        responses=CommentSerializer,
        examples=[shown(COMMENT)],
    )
    def get(self, request: Request, number: int) -> Response:
        """Show a comment."""
        _, viewer = self.looked(request)
        found = _comment_data(viewer, number)
        if found is None:
            raise CommentNotFound
        return Response(found)

    @extend_schema(
        operation_id="comment_remove",
        parameters=WRITING,
        responses={200: _COMMENT_WRITTEN, 202: _COMMENT_WRITTEN},
        examples=[shown(REMOVED, 200)],
    )
    def delete(self, request: Request, number: int) -> Response:
        """Remove a comment of one's own for good; what answers it stays."""
        return self.act(request, commands.REMOVE_COMMENT, {"comment": number}, nothing, is_removal=True)


def post_or_404(viewer: Viewer, number: int) -> Any:
    """Write a post. PostNotFound where the viewer may not see it."""
    found = post_data(viewer, number)
    if found is None:
        raise PostNotFound
    return found


def post_data(viewer: Viewer, number: int) -> Any:
    """Write a post; None where the viewer may not see it."""
    view = next(iter(posts_by_numbers(viewer, [number])), None)
    return None if view is None else PostSerializer(view).data


def _post_of(number: int) -> Any:
    def data(viewer: Viewer, receipt: Inbox) -> Any:
        return post_data(viewer, number)

    return data


def _comment_data(viewer: Viewer, number: int) -> Any:
    view = comment_by_number(viewer, number)
    return None if view is None else CommentSerializer(view).data
