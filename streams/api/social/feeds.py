"""Feeds, words on the rise, and search over REST."""

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import exceptions, serializers
from rest_framework.request import Request
from rest_framework.response import Response

from streams.api.asking import LIMIT_MAX, MomentQuery
from streams.api.errors import AccountNotFound, InvalidParameter
from streams.api.social.asking import SocialView
from streams.api.social.examples import FEED, TREND, shown
from streams.api.social.serializers import RANKINGS, FeedEntrySerializer, TrendSerializer, page_serializer
from streams.recommender.rankings import Ranking
from streams.selectors.accounts import account_of_handle
from streams.selectors.feeds import FeedPage, default_ranking, feed, may_see_feed_of, search_posts, trending

_CURSOR_MAX = 60


class FeedPageQuery(MomentQuery):
    """A page of ranked posts at a moment."""

    before = serializers.CharField(
        required=False,
        default="",
        allow_blank=True,
        max_length=_CURSOR_MAX,
        help_text="Goes on behind a page: its `next`.",
    )
    limit = serializers.IntegerField(required=False, default=20, min_value=1, max_value=LIMIT_MAX)


class FeedQuery(FeedPageQuery):
    """A page of somebody's feed."""

    ranking = serializers.ChoiceField(required=False, choices=RANKINGS, help_text="Without it the run's own.")

    def get_fields(self) -> dict[str, Any]:
        """Add `as`, which is no name in Python."""
        handle = serializers.CharField(
            required=False, max_length=60, help_text="Whose feed, by handle; without it the reader's own."
        )
        return {**super().get_fields(), "as": handle}


class SearchQuery(FeedPageQuery):
    """A page of what was found."""

    q = serializers.CharField(max_length=100, help_text="Words that a post must have, all of them.")


class FeedView(SocialView):
    """A feed."""

    query = FeedQuery

    @extend_schema(
        operation_id="feed",
        parameters=[FeedQuery],
        responses=page_serializer("Feed", FeedEntrySerializer, cursor="text"),
        examples=[shown(FEED)],
    )
    def get(self, request: Request) -> Response:
        """Show posts as an account is offered them, each with the reasons why it is there."""
        asked, viewer = self.looked(request)
        ranking = Ranking(asked["ranking"]) if "ranking" in asked else default_ranking(viewer.run)
        account = None
        if "as" in asked:
            seen_by = account_of_handle(viewer, asked["as"].removeprefix("@"))
            if seen_by is None:
                raise AccountNotFound
            if not may_see_feed_of(viewer, seen_by):
                raise exceptions.PermissionDenied(_("This is a person: what she is shown is her own affair."))
            account = seen_by.number
        try:
            page = feed(viewer, ranking, before=asked["before"], limit=asked["limit"], as_account=account)
        except ValueError as wrong:
            raise _no_cursor() from wrong
        return Response(_data(page))


class SearchView(SocialView):
    """Search."""

    query = SearchQuery

    @extend_schema(
        operation_id="search",
        parameters=[SearchQuery],
        responses=page_serializer("Feed", FeedEntrySerializer, cursor="text"),
        examples=[shown(FEED)],
    )
    def get(self, request: Request) -> Response:
        """Show posts that have all the words, the latest first."""
        asked, viewer = self.looked(request)
        try:
            page = search_posts(viewer, asked["q"], before=asked["before"], limit=asked["limit"])
        except ValueError as wrong:
            raise _no_cursor() from wrong
        return Response(_data(page))


class TrendingView(SocialView):
    """Words on the rise."""

    query = MomentQuery

    @extend_schema(
        operation_id="trending",
        parameters=[MomentQuery],
        responses=TrendSerializer(many=True),
        examples=[shown(TREND)],
    )
    def get(self, request: Request) -> Response:
        """List words that more people use than before, the strongest first."""
        viewer = self.looked(request)[1]
        return Response(TrendSerializer(trending(viewer), many=True).data)


def _data(page: FeedPage) -> dict[str, Any]:
    return {"items": FeedEntrySerializer(page.entries, many=True).data, "next": page.next or None}


def _no_cursor() -> InvalidParameter:
    return InvalidParameter(before=[_("This does not go on with any page of this list: take the `next` of one.")])
