"""A member's conversations and messages over REST. Nobody else reads them, whatever the role."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from streams.api.asking import RunQuery, values_of
from streams.api.errors import AccountNotFound, ConversationNotFound
from streams.api.social.accounts import MineView, number_of_handle, unread_data
from streams.api.social.asking import WRITING, EndlessQuery, nothing, paged
from streams.api.social.examples import (
    CONVERSATION,
    CONVERSATION_WRITTEN,
    CONVERSATIONS,
    GROUP_SENT,
    MEMBER_SENT,
    MESSAGE_SENT,
    MESSAGE_WRITTEN,
    MESSAGES,
    NEW_MESSAGE_SENT,
    REMOVED,
    UNREAD,
    UPTO_SENT,
    shown,
)
from streams.api.social.serializers import (
    ConversationSerializer,
    GroupSerializer,
    MemberSerializer,
    MessageSerializer,
    MessageTextSerializer,
    NewMessageSerializer,
    UnreadSerializer,
    UptoSerializer,
    page_serializer,
    written_serializer,
)
from streams.models import Inbox
from streams.network import commands
from streams.selectors.accounts import numbers_of_handles
from streams.selectors.messages import conversation_view, conversations_of, messages_in
from streams.selectors.viewing import Viewer, viewer_of
from streams.services.inbox import made
from streams.services.reading import mark_conversation_read

_MESSAGE = written_serializer("Message", MessageSerializer)
_CONVERSATION = written_serializer("Conversation", ConversationSerializer)


class MessagesQuery(EndlessQuery):
    """A page of messages, either way."""

    after = serializers.IntegerField(
        required=False, default=0, min_value=0, max_value=2**31 - 1, help_text="Only later ones, the earliest of them."
    )


class ConversationsView(MineView):
    """The reader's conversations."""

    query = EndlessQuery

    @extend_schema(
        operation_id="conversations_private",
        parameters=[EndlessQuery],
        responses=page_serializer("Conversation", ConversationSerializer, cursor="text"),
        examples=[shown(CONVERSATIONS)],
    )
    def get(self, request: Request) -> Response:
        """List the reader's conversations, where something happened last first."""
        asked, viewer = self.looked(request)
        page = conversations_of(viewer, before=asked["before"], limit=asked["limit"])
        # as text: it is larger than the integers that JavaScript holds
        return Response(paged(page, ConversationSerializer) | {"next": str(page.next) if page.next else None})

    @extend_schema(
        operation_id="message_to",
        parameters=WRITING,
        request=NewMessageSerializer,
        responses={201: _MESSAGE, 202: _MESSAGE},
        examples=[NEW_MESSAGE_SENT, shown(MESSAGE_WRITTEN, 201)],
    )
    def post(self, request: Request) -> Response:
        """Write to one account, into the conversation of the two."""
        asked = values_of(NewMessageSerializer, request.data)
        number = number_of_handle(self, request, asked["to"].removeprefix("@"))
        return self.act(request, commands.MESSAGE, {"to": number, "text": asked["text"]}, _message_data)


class ConversationView(MineView):
    """One conversation."""

    query = MessagesQuery

    @extend_schema(
        operation_id="messages",
        parameters=[MessagesQuery],
        responses=page_serializer("Message", MessageSerializer),
        examples=[shown(MESSAGES)],
    )
    def get(self, request: Request, number: int) -> Response:
        """List the messages of a conversation, the newest of the page last."""
        asked, viewer = self.looked(request)
        _conversation_or_404(viewer, number)
        page = messages_in(viewer, number, before=asked["before"], after=asked["after"], limit=asked["limit"])
        return Response(paged(page, MessageSerializer))

    @extend_schema(
        operation_id="message_create",
        parameters=WRITING,
        request=MessageTextSerializer,
        responses={201: _MESSAGE, 202: _MESSAGE},
        examples=[MESSAGE_SENT, shown(MESSAGE_WRITTEN, 201)],
    )
    def post(self, request: Request, number: int) -> Response:
        """Write into a conversation."""
        body = {"conversation": number, **values_of(MessageTextSerializer, request.data)}
        return self.act(request, commands.MESSAGE, body, _message_data)


class ConversationReadView(MineView):
    """How far the reader has read a conversation."""

    @extend_schema(
        operation_id="messages_read",
        parameters=[RunQuery],
        request=UptoSerializer,
        responses=UnreadSerializer,
        examples=[UPTO_SENT, shown(UNREAD)],
    )
    def post(self, request: Request, number: int) -> Response:
        """Remember that a conversation was read up to a message; it never goes back."""
        run, user = self.run_written(request), self.member(request)
        upto = values_of(UptoSerializer, request.data)["upto"]
        _conversation_or_404(viewer_of(run, user), number)
        mark_conversation_read(run, user, number, upto)
        return Response(unread_data(viewer_of(run, user)))


class UnreadView(MineView):
    """How much waits for the reader."""

    @extend_schema(
        operation_id="messages_unread", parameters=[RunQuery], responses=UnreadSerializer, examples=[shown(UNREAD)]
    )
    def get(self, request: Request) -> Response:
        """Count unread messages and notices."""
        _, viewer = self.looked(request)
        return Response(unread_data(viewer))


class GroupsView(MineView):
    """Groups."""

    @extend_schema(
        operation_id="group_create",
        parameters=WRITING,
        request=GroupSerializer,
        responses={201: _CONVERSATION, 202: _CONVERSATION},
        examples=[GROUP_SENT, shown(CONVERSATION_WRITTEN, 201)],
    )
    def post(self, request: Request) -> Response:
        """Begin a group with others."""
        asked = values_of(GroupSerializer, request.data)
        handles = [handle.removeprefix("@") for handle in asked["members"]]
        known = numbers_of_handles(self.run_written(request), handles)
        missing = [handle for handle in handles if handle not in known]
        if missing:
            raise AccountNotFound(handles=missing)
        body = {"title": asked["title"], "accounts": [known[handle] for handle in handles]}
        return self.act(request, commands.BEGIN_GROUP, body, _conversation_data)


class GroupView(MineView):
    """One group."""

    @extend_schema(
        operation_id="group",
        parameters=[RunQuery],
        responses=ConversationSerializer,
        examples=[shown(CONVERSATION)],
    )
    def get(self, request: Request, number: int) -> Response:
        """Show a conversation: who is in it, what was written last."""
        _, viewer = self.looked(request)
        return Response(_conversation_or_404(viewer, number))

    @extend_schema(
        operation_id="group_leave",
        parameters=WRITING,
        responses={200: _CONVERSATION, 202: _CONVERSATION},
        examples=[shown(REMOVED, 200)],
    )
    def delete(self, request: Request, number: int) -> Response:
        """Leave a group."""
        return self.act(request, commands.LEAVE_GROUP, {"conversation": number}, nothing, is_removal=True)


class GroupMembersView(MineView):
    """Who is in a group."""

    @extend_schema(
        operation_id="group_add",
        parameters=WRITING,
        request=MemberSerializer,
        responses={201: _CONVERSATION, 202: _CONVERSATION},
        examples=[MEMBER_SENT, shown(CONVERSATION_WRITTEN, 201)],
    )
    def post(self, request: Request, number: int) -> Response:
        """Bring an account into a group; it reads what is written from then on."""
        handle = values_of(MemberSerializer, request.data)["handle"].removeprefix("@")
        body = {"conversation": number, "account": number_of_handle(self, request, handle)}
        return self.act(
            request, commands.ADD_TO_GROUP, body, lambda viewer, receipt: _shown_conversation(viewer, number)
        )


def _message_data(viewer: Viewer, receipt: Inbox) -> Any:
    number = made(receipt, "message")
    page = messages_in(viewer, made(receipt, "conversation"), before=number + 1, limit=1)
    return next((MessageSerializer(view).data for view in page.items if view.number == number), None)


def _conversation_data(viewer: Viewer, receipt: Inbox) -> Any:
    return _shown_conversation(viewer, made(receipt, "conversation"))


def _shown_conversation(viewer: Viewer, number: int) -> Any:
    view = conversation_view(viewer, number)
    return None if view is None else ConversationSerializer(view).data


def _conversation_or_404(viewer: Viewer, number: int) -> Any:
    found = _shown_conversation(viewer, number)
    if found is None:
        raise ConversationNotFound
    return found
