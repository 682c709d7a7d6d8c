"""Which moment of which run a request looks at."""

from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.request import Request

from streams.api.asking import MomentQuery, PageQuery, RunView
from streams.api.errors import InvalidParameter
from streams.selectors.past import PAST_MAX_RESIDENTS
from world.selectors.districts import District, district_count, district_of
from world.selectors.moments import Moment, moment_of, present_as_found


class MomentView(RunView):
    """A view of a run's state at a moment."""

    query: type[serializers.Serializer[Any]] = MomentQuery
    with_state = True
    """False for rows that are never changed, of which a past moment costs no re-execution."""

    def moment_of(self, asked: dict[str, Any]) -> Moment:
        """Find the moment that is meant; InvalidParameter where it has not come yet or was before the start."""
        now, sim_time = self.checked(asked), asked.get("t")
        return now if sim_time is None else moment_of(now.run, sim_time, with_state=self.with_state)

    def checked(self, asked: dict[str, Any]) -> Moment:
        """Look at the present of the run that is meant. InvalidParameter as for `moment_of`, without the work."""
        run, sim_time = self.run_of(asked), asked.get("t")
        now = present_as_found(run)
        if sim_time is None:
            return now
        if not run.start_sim_time <= sim_time <= now.sim_time:
            raise InvalidParameter(t=[_("The moment is not between the run's start and now.")])
        if self.with_state and now.resident_count > PAST_MAX_RESIDENTS:
            raise InvalidParameter(t=[_("A town of more than 20,000 residents is shown in the present only.")])
        return now

    def asked_moment(self, request: Request) -> tuple[dict[str, Any], Moment]:
        """Check the query string and find the moment."""
        asked = self.asked(request)
        return asked, self.moment_of(asked)


class MomentPageQuery(MomentQuery, PageQuery):
    """A page of a list at a moment."""


class DistrictPageQuery(MomentPageQuery):
    """A page of a list at a moment, of the whole town or of one district."""

    district = serializers.IntegerField(
        required=False,
        min_value=1,
        max_value=10**6,
        help_text="One district of a large town; without it the whole town.",
    )


def district_asked(moment: Moment, asked: dict[str, Any]) -> District | None:
    """Find the district that is meant, None for the whole town; InvalidParameter for one that the town has not."""
    number = asked.get("district")
    if number is None:
        return None
    try:
        return district_of(moment, number)
    except ValueError:
        count = district_count(moment.run)
        raise InvalidParameter(district=[_("This town has the districts 1 to %(count)d.") % {"count": count}]) from None
