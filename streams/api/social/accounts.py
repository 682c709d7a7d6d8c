"""Accounts over REST: who there is, who follows and blocks whom, and the reader's own account and notices."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from streams.api.asking import MomentQuery, RunQuery, person, values_of
from streams.api.errors import AccountNotFound, InvalidParameter, NotAnswered
from streams.api.permissions import IsMember
from streams.api.receipts import refusal
from streams.api.social.asking import WRITING, EndlessMomentQuery, EndlessQuery, SocialView, paged
from streams.api.social.examples import (
    ACCOUNT,
    ACCOUNT_WRITTEN,
    ACCOUNTS,
    JOIN_SENT,
    ME,
    NOTICES,
    POSTS,
    PROFILE_SENT,
    UNREAD,
    UPTO_SENT,
    shown,
)
from streams.api.social.serializers import (
    AccountSerializer,
    JoinSerializer,
    MeSerializer,
    NoticeSerializer,
    PostSerializer,
    ProfileSerializer,
    UnreadSerializer,
    UptoSerializer,
    page_serializer,
    written_serializer,
)
from streams.models import Inbox, User
from streams.network import commands
from streams.selectors import accounts
from streams.selectors.accounts import AccountView as AccountSeen
from streams.selectors.messages import unread_total
from streams.selectors.notices import notices_of, unread_notices
from streams.selectors.posts import posts_of
from streams.selectors.viewing import Page, Viewer, viewer_of
from streams.services.joining import JoinPending, JoinRefused, account_of
from streams.services.reading import mark_notices_seen
from streams.writer.part import CommandKind

_PAGE = page_serializer("Account", AccountSerializer)
_WRITTEN = written_serializer("Account", AccountSerializer)


class AccountsQuery(EndlessMomentQuery):
    """A page of accounts."""

    search = serializers.CharField(
        required=False, default="", max_length=60, help_text="How a handle or a name begins."
    )


class AccountsView(SocialView):
    """All accounts."""

    query = AccountsQuery

    @extend_schema(operation_id="accounts", parameters=[AccountsQuery], responses=_PAGE, examples=[shown(ACCOUNTS)])
    def get(self, request: Request) -> Response:
        """List accounts, the newest first."""
        asked, viewer = self.looked(request)
        page = accounts.accounts_named(viewer, asked["search"], before=asked["before"], limit=asked["limit"])
        return Response(paged(page, AccountSerializer))


class AccountView(SocialView):
    """One account."""

    query = MomentQuery

    @extend_schema(
        operation_id="account", parameters=[MomentQuery], responses=AccountSerializer, examples=[shown(ACCOUNT)]
    )
    def get(self, request: Request, handle: str) -> Response:
        """Show an account."""
        _, viewer = self.looked(request)
        return Response(AccountSerializer(account_or_404(viewer, handle)).data)


class AccountListView(SocialView):
    """A list that belongs to an account."""

    query = EndlessMomentQuery
    serializer: type[serializers.Serializer[Any]] = AccountSerializer

    def page_of(self, viewer: Viewer, account: int, **asked: int) -> Page[Any]:
        """Read a page of the list."""
        raise NotImplementedError

    def listed(self, request: Request, handle: str) -> Response:
        """Find the account and list what belongs to it; nothing of one that the reader blocks."""
        asked, viewer = self.looked(request)
        account = account_or_404(viewer, handle)
        if account.is_blocked:
            return Response(paged(Page(items=[]), self.serializer))
        page = self.page_of(viewer, account.number, before=asked["before"], limit=asked["limit"])
        return Response(paged(page, self.serializer))


class FollowersView(AccountListView):
    """Who follows an account."""

    @extend_schema(
        operation_id="account_followers",
        parameters=[EndlessMomentQuery],
        responses=_PAGE,
        examples=[shown(ACCOUNTS)],
    )
    def get(self, request: Request, handle: str) -> Response:
        """List who follows an account, the latest first."""
        return self.listed(request, handle)

    def page_of(self, viewer: Viewer, account: int, **asked: int) -> Page[Any]:
        return accounts.followers_of(viewer, account, **asked)


class FollowingView(AccountListView):
    """Whom an account follows."""

    @extend_schema(
        operation_id="account_following",
        parameters=[EndlessMomentQuery],
        responses=_PAGE,
        examples=[shown(ACCOUNTS)],
    )
    def get(self, request: Request, handle: str) -> Response:
        """List whom an account follows, the latest first."""
        return self.listed(request, handle)

    def page_of(self, viewer: Viewer, account: int, **asked: int) -> Page[Any]:
        return accounts.following_of(viewer, account, **asked)


class AccountPostsView(AccountListView):
    """What an account posts."""

    serializer = PostSerializer

    @extend_schema(
        operation_id="account_posts",
        parameters=[EndlessMomentQuery],
        responses=page_serializer("Post", PostSerializer),
        examples=[shown(POSTS)],
    )
    def get(self, request: Request, handle: str) -> Response:
        """List an account's posts, the latest first."""
        return self.listed(request, handle)

    def page_of(self, viewer: Viewer, account: int, **asked: int) -> Page[Any]:
        return posts_of(viewer, account, **asked)


class TieView(SocialView):
    """What an account may have to do with another: begun by POST, ended by DELETE."""

    begun: CommandKind
    ended: CommandKind

    def tie(self, request: Request, handle: str, *, is_removal: bool = False) -> Response:
        """Begin or end it, and show the other account as it is then."""
        number = number_of_handle(self, request, handle)
        kind = self.ended if is_removal else self.begun
        return self.act(
            request,
            kind,
            {"account": number},
            lambda viewer, receipt: account_data(viewer, number),
            is_removal=is_removal,
        )


class FollowView(TieView):
    """A member's following of an account."""

    begun, ended = commands.FOLLOW, commands.UNFOLLOW

    @extend_schema(
        operation_id="account_follow",
        parameters=WRITING,
        request=None,
        responses={201: _WRITTEN, 202: _WRITTEN},
        examples=[shown(ACCOUNT_WRITTEN, 201)],
    )
    def post(self, request: Request, handle: str) -> Response:
        """Follow an account."""
        return self.tie(request, handle)

    @extend_schema(
        operation_id="account_unfollow",
        parameters=WRITING,
        responses={200: _WRITTEN, 202: _WRITTEN},
        examples=[shown(ACCOUNT_WRITTEN, 200)],
    )
    def delete(self, request: Request, handle: str) -> Response:
        """Follow an account no more."""
        return self.tie(request, handle, is_removal=True)


class BlockView(TieView):
    """A member's block of an account."""

    begun, ended = commands.BLOCK, commands.UNBLOCK

    @extend_schema(
        operation_id="account_block",
        parameters=WRITING,
        request=None,
        responses={201: _WRITTEN, 202: _WRITTEN},
        examples=[shown(ACCOUNT_WRITTEN, 201)],
    )
    def post(self, request: Request, handle: str) -> Response:
        """Block an account: neither sees or reaches the other, and follows end both ways."""
        return self.tie(request, handle)

    @extend_schema(
        operation_id="account_unblock",
        parameters=WRITING,
        responses={200: _WRITTEN, 202: _WRITTEN},
        examples=[shown(ACCOUNT_WRITTEN, 200)],
    )
    def delete(self, request: Request, handle: str) -> Response:
        """Take a block back; follows that it ended stay ended."""
        return self.tie(request, handle, is_removal=True)


class MineView(SocialView):
    """Something of the reader's own, that nobody else sees."""

    permission_classes = (IsMember,)

    def member(self, request: Request) -> User:
        """Return who asks: a member, or she would not be here."""
        user = person(request)
        assert user is not None, "only members get here"
        return user


class MeView(MineView):
    """The reader's account."""

    @extend_schema(operation_id="me", parameters=[RunQuery], responses=MeSerializer, examples=[shown(ME)])
    def get(self, request: Request) -> Response:
        """Show the reader's account in a run, and how much waits for her."""
        _, viewer = self.looked(request)
        return Response(_me(viewer))

    @extend_schema(
        operation_id="me_join",
        parameters=[RunQuery],
        request=JoinSerializer,
        responses={200: MeSerializer, 201: MeSerializer},
        examples=[JOIN_SENT, shown(ME, 200), shown(ME, 201)],
    )
    def post(self, request: Request) -> Response:
        """Open an account with a handle and a name of one's own; 200 where there is one already, which stays as it is."""
        run, user = self.run_written(request), self.member(request)
        asked = values_of(JoinSerializer, request.data)
        is_new = not viewer_of(run, user).account
        try:
            account_of(run, user, handle=asked["handle"], display_name=asked["name"])
        except JoinRefused as refused:
            raise refusal(refused.reason) from refused
        except JoinPending as pending:
            raise NotAnswered(receipt=pending.receipt.pk) from pending
        done = status.HTTP_201_CREATED if is_new else status.HTTP_200_OK
        return Response(_me(viewer_of(run, user)), status=done)

    @extend_schema(
        operation_id="me_change",
        parameters=WRITING,
        request=ProfileSerializer,
        responses={201: _WRITTEN, 202: _WRITTEN},
        examples=[PROFILE_SENT, shown(ACCOUNT_WRITTEN, 201)],
    )
    def patch(self, request: Request) -> Response:
        """Change one's name or what one says about oneself."""
        asked = values_of(ProfileSerializer, request.data)
        given = {"display_name" if name == "name" else name: value for name, value in asked.items()}
        if not given:
            raise InvalidParameter(non_field_errors=["name or bio"])
        return self.act(request, commands.CHANGE_PROFILE, given, _own_data)


class BlocksView(MineView):
    """Whom the reader blocks."""

    query = EndlessQuery

    @extend_schema(operation_id="me_blocks", parameters=[EndlessQuery], responses=_PAGE, examples=[shown(ACCOUNTS)])
    def get(self, request: Request) -> Response:
        """List whom the reader blocks, the latest first."""
        asked, viewer = self.looked(request)
        page = accounts.blocked_by_viewer(viewer, before=asked["before"], limit=asked["limit"])
        return Response(paged(page, AccountSerializer))


class NoticesView(MineView):
    """The reader's notices."""

    query = EndlessQuery

    @extend_schema(
        operation_id="notices",
        parameters=[EndlessQuery],
        responses=page_serializer("Notice", NoticeSerializer),
        examples=[shown(NOTICES)],
    )
    def get(self, request: Request) -> Response:
        """List what others did that concerns the reader, the latest first."""
        asked, viewer = self.looked(request)
        return Response(paged(notices_of(viewer, before=asked["before"], limit=asked["limit"]), NoticeSerializer))


class NoticesReadView(MineView):
    """How far the reader has seen her notices."""

    @extend_schema(
        operation_id="notices_read",
        parameters=[RunQuery],
        request=UptoSerializer,
        responses=UnreadSerializer,
        examples=[UPTO_SENT, shown(UNREAD)],
    )
    def post(self, request: Request) -> Response:
        """Remember that notices up to one were seen; it never goes back."""
        run, user = self.run_written(request), self.member(request)
        mark_notices_seen(run, user, values_of(UptoSerializer, request.data)["upto"])
        return Response(unread_data(viewer_of(run, user)))


def account_or_404(viewer: Viewer, handle: str) -> AccountSeen:
    """Find an account by its handle. AccountNotFound where the viewer is not to know of it."""
    found = accounts.account_of_handle(viewer, handle)
    if found is None:
        raise AccountNotFound
    return found


def number_of_handle(view: SocialView, request: Request, handle: str) -> int:
    """Find out whom a handle means, also one that blocks the reader: the network says no. AccountNotFound for nobody."""
    number = accounts.numbers_of_handles(view.run_written(request), [handle]).get(handle)
    if number is None:
        raise AccountNotFound
    return number


def account_data(viewer: Viewer, number: int) -> Any:
    """Write an account; None where the viewer is not to know of it."""
    view = accounts.account_view(viewer, number)
    return None if view is None else AccountSerializer(view).data


def unread_data(viewer: Viewer) -> Any:
    """Write how much waits."""
    return UnreadSerializer({"messages": unread_total(viewer), "notices": unread_notices(viewer)}).data


def _own_data(viewer: Viewer, receipt: Inbox) -> Any:
    return account_data(viewer, viewer.account)


def _me(viewer: Viewer) -> Any:
    mine = accounts.account_view(viewer, viewer.account) if viewer.account else None
    unread = {"unread_messages": unread_total(viewer), "unread_notices": unread_notices(viewer)}
    return MeSerializer({"account": mine, **unread}).data
