"""How many talks go on in a town; what is said in them is the minds' affair."""

from typing import Final

from django.db.models import Q

from world.models import Talk
from world.selectors.moments import Moment

RECENT: Final = 5_000
"""Talks that are looked through, the newest: none lasts a quarter of an hour."""


def talks_going_on(moment: Moment) -> int:
    """Count the talks that go on at the moment, of the newest RECENT begun by then. Two queries, one where there is none."""
    begun = Talk.objects.of(moment.run.pk).filter(sim_time__lte=moment.sim_time)
    newest = begun.order_by("-pk").values_list("pk", flat=True).first()
    if newest is None:
        return 0
    return begun.filter(Q(ended_step=0) | Q(ended_at__gt=moment.sim_time), pk__gt=newest - RECENT).count()
