"""Whom an operator keeps an eye on, over REST: her own list, which nobody else sees and no history knows."""

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from agents.api.serializers import AgentSerializer
from agents.api.views import known, shown
from agents.errors import TooManyWatched
from agents.services.watching import stop_watching, watch, watched
from streams.api.asking import RunQuery, RunView, signed_in
from streams.api.errors import Conflict
from streams.api.permissions import IsOperator
from world.selectors.moments import present
from world.selectors.residents import resident_views


class WatchSerializer(serializers.Serializer[Any]):
    """Whether a resident is watched."""

    agent_id = serializers.IntegerField()
    is_watched = serializers.BooleanField()


class WatchView(RunView):
    """One resident, watched or not."""

    permission_classes = (IsOperator,)

    @extend_schema(operation_id="agent_watch", parameters=[RunQuery], request=None, responses={201: WatchSerializer})
    def post(self, request: Request, number: int) -> Response:
        """Keep an eye on somebody: she is in your list from now on. Events of hers: `subscribe_agent` on the stream."""
        run = self.run_of(self.asked(request))
        known(present(run), number)
        try:
            watch(signed_in(request), run, number)
        except TooManyWatched as refused:
            raise Conflict(
                _("You watch so many already. Stop watching somebody first."), reason="too_many"
            ) from refused
        return Response({"agent_id": number, "is_watched": True}, status=status.HTTP_201_CREATED)

    @extend_schema(operation_id="agent_unwatch", parameters=[RunQuery], request=None, responses={200: WatchSerializer})
    def delete(self, request: Request, number: int) -> Response:
        """Take somebody out of your list."""
        stop_watching(signed_in(request), self.run_of(self.asked(request)), number)
        return Response({"agent_id": number, "is_watched": False})


class WatchedView(RunView):
    """Whom one watches."""

    permission_classes = (IsOperator,)

    @extend_schema(operation_id="agents_watched", parameters=[RunQuery], responses=AgentSerializer(many=True))
    def get(self, request: Request) -> Response:
        """List whom you watch, as they are now; who has left town is left out."""
        moment = present(self.run_of(self.asked(request)))
        numbers = watched(signed_in(request), moment.run)
        views = resident_views(moment, numbers) if numbers else []
        return Response(AgentSerializer(shown(moment, views), many=True).data)
