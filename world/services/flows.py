"""Flows of money of long ago, added up by the hour.

A step leaves a row for each category, 4,000 to 18,000 a simulated day at steps of 60 s: up to 0.5 GB a year. What is read
of them are sums between two `TownHour`s, and one row an hour and category gives the same: 8 MB a year. The hours
themselves are 8,760 rows or 1 MB a year, and stay.
"""

from itertools import pairwise

from django.db import transaction

from streams.kernel.simtime import DAY_S
from streams.models import ArchivedKind, ArchiveHead, Run, RunHead
from streams.selectors.record import given_at_fork
from streams.services.archive import head_of_table
from world.models import MoneyFlow, TownHour
from world.rows import MONEY_FLOWS


def add_up_flows(run: Run, *, kept_days: int) -> bool:
    """Add up the flows of the run's next day, if it ended more than `kept_days` simulated days ago; whether it did.

    What forks have inherited stays as it is. A fork that is made later in the middle of such an hour lacks that hour's
    flows. Two queries a fork, four an hour, in one transaction that another's makes void.
    """
    head = head_of_table(run, ArchivedKind.FLOWS, MONEY_FLOWS.name)
    begun, ended = head.day * DAY_S, (head.day + 1) * DAY_S
    if RunHead.objects.get(pk=run.pk).sim_time < ended + kept_days * DAY_S:
        return False
    inherited = max((given_at_fork(fork, MONEY_FLOWS.name) for fork in Run.objects.filter(parent=run)), default=0)
    hours = TownHour.objects.of(run.pk).filter(sim_time__gte=begun, sim_time__lte=ended).order_by("pk")
    ends = [end for end in hours.values_list("last_flow", flat=True) if end > head.sealed]
    with transaction.atomic():
        mine = ArchiveHead.objects.select_for_update().get(pk=head.pk)
        if mine.day == head.day:
            for before, last in pairwise([head.sealed, *ends]):
                _add_up(run.pk, max(before, inherited) + 1, last)
            sealed = ends[-1] if ends else head.sealed
            ArchiveHead.objects.filter(pk=mine.pk).update(day=head.day + 1, sealed=sealed)
    return True


def _add_up(run_id: int, first: int, last: int) -> None:
    """Leave one flow a category of these, both ends included, with the last number that it has."""
    flows = MoneyFlow.objects.between(run_id, first, last)
    kept: dict[int, MoneyFlow] = {}
    for flow in flows.order_by("pk"):
        if flow.category in kept:
            flow.amount_cents += kept[flow.category].amount_cents
        kept[flow.category] = flow
    flows.exclude(pk__in=[flow.pk for flow in kept.values()]).delete()
    MoneyFlow.objects.bulk_update(kept.values(), ["amount_cents"])
