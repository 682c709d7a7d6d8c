"""What every view asks first: which run, which page, which values. Query strings are checked like bodies."""

from typing import Any, Final, TypeVar

from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.views import APIView

from streams.api.errors import NotFound
from streams.api.fields import WorldTimeField
from streams.models import Run, User
from streams.selectors.runs import find_run

LIMIT_MAX: Final = 100
_ID_MAX: Final = 2**23 - 1
"""Runs are numbered within what a key has room for."""
S = TypeVar("S", bound="serializers.Serializer[Any]")


class RunQuery(serializers.Serializer[Any]):
    """Which run is meant."""

    run = serializers.IntegerField(
        required=False, min_value=1, max_value=_ID_MAX, help_text="A run's id; without it the default run."
    )


class MomentQuery(RunQuery):
    """Which run at which moment."""

    t = WorldTimeField(required=False, help_text="A past simulated moment; without it the shown present.")


class PageQuery(serializers.Serializer[Any]):
    """Which page of a list."""

    page = serializers.IntegerField(required=False, default=1, min_value=1, max_value=1_000_000)
    limit = serializers.IntegerField(required=False, default=20, min_value=1, max_value=LIMIT_MAX)


def values_of(serializer: type[S], source: Any) -> dict[str, Any]:
    """Check values against a serializer; ValidationError names each that is wrong."""
    checked = serializer(data=source)
    checked.is_valid(raise_exception=True)
    values: dict[str, Any] = checked.validated_data
    return values


class RunView(APIView):
    """A view of one run, the default one unless the query names another."""

    query: type[serializers.Serializer[Any]] = RunQuery

    def asked(self, request: Request) -> dict[str, Any]:
        """Check the query string."""
        return values_of(self.query, request.query_params)

    def run_of(self, asked: dict[str, Any]) -> Run:
        """Find the run that is meant. NotFound says what to do where there is none."""
        return run_named(asked.get("run"))


def run_named(run_id: int | None) -> Run:
    """Find a run by id, without one the default run. NotFound says what to do where there is none."""
    run = find_run(run_id)
    if run is None and run_id is None:
        raise NotFound(_("There is no run yet: run seed_town on the server."))
    if run is None:
        raise NotFound(_("There is no run with that id."))
    return run


def person(request: Request) -> User | None:
    """Return who asks, None where nobody is signed in."""
    return request.user if isinstance(request.user, User) else None


def signed_in(request: Request) -> User:
    """Return who asks, of a view that only lets logins in."""
    assert isinstance(request.user, User), "the view's permission lets nobody else in"
    return request.user
