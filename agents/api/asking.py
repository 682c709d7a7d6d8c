"""What can be asked of residents, checked."""

from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from agents.api.serializers import OCCUPATIONS, SORTS, STATUSES
from streams.api.asking import LIMIT_MAX, MomentQuery
from streams.api.errors import InvalidParameter
from streams.kernel.simtime import DAY_S, parse_world_time
from world.api.asking import DistrictPageQuery
from world.selectors.moments import Moment


class AgentsQuery(DistrictPageQuery):
    """A page of residents, narrowed and ordered."""

    search = serializers.CharField(
        required=False, default="", max_length=100, help_text="Part of a name; in a town or district of up to 20,000."
    )
    occupation = serializers.ChoiceField(required=False, choices=OCCUPATIONS)
    status = serializers.ChoiceField(required=False, choices=STATUSES, help_text="Economic status; up to 20,000.")
    sort = serializers.ChoiceField(required=False, choices=SORTS, help_text="Up to 20,000 residents.")


class DayQuery(MomentQuery):
    """A day of a resident."""

    day = serializers.DateField(required=False, help_text="Without it the moment's own day.")


class LedgerQuery(MomentQuery):
    """A page of transfers."""

    before = serializers.IntegerField(required=False, min_value=1, max_value=2**40 - 1)
    limit = serializers.IntegerField(required=False, default=50, min_value=1, max_value=LIMIT_MAX)


def day_asked(moment: Moment, asked: dict[str, Any]) -> int:
    """Find the midnight that the asked day begins with; InvalidParameter for a day that the run has not reached."""
    day = asked.get("day")
    if day is None:
        return moment.sim_time // DAY_S * DAY_S
    try:
        midnight = parse_world_time(day.isoformat())
    except ValueError:
        midnight = None
    first = moment.run.start_sim_time // DAY_S * DAY_S
    if midnight is None or not first <= midnight <= moment.sim_time:
        raise InvalidParameter(day=[_("The day is not between the run's first and today.")])
    return midnight
