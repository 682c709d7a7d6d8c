"""Which rows tell how full public places were at full hours: each hour has a row for every public place that stood by then.

Rows of an hour stand together in the order of the places' numbers, so their numbers follow from counting; there is no
index by place.
"""

from collections.abc import Iterator

from django.db.models import Count, Q

from streams.kernel.ids import number_of
from streams.kernel.simtime import HOUR_S
from world.models import Place
from world.rows import PLACE_CHANGES, PLACE_HOURS
from world.selectors.moments import Moment


def numbers_of_hours(moment: Moment, places: range, hours: int) -> list[int]:
    """List the numbers of these places' rows of the last hours of the record, newest hour first.

    One query, in a town whose map was changed two; rows: the public places that were built since it was founded.
    """
    return [number for first, count in _blocks(moment, places, hours) for number in range(first, first + count)]


def _blocks(moment: Moment, places: range, hours: int) -> Iterator[tuple[int, int]]:
    """Find the first row and the count of rows of these places, hour by hour."""
    public = Place.objects.of(moment.run.pk).filter(is_home=False)
    first, last = moment.key(places.start), moment.key(places.stop - 1)
    counts = public.aggregate(
        all=Count("pk"),
        here=Count("pk", filter=Q(pk__gte=first, pk__lte=last)),
        behind=Count("pk", filter=Q(pk__gt=last)),
    )
    was_changed = bool(moment.counters.get(PLACE_CHANGES.name))
    built = list(public.filter(built_at__gt=0).values_list("pk", "built_at")) if was_changed else []
    end, time = moment.counters.get(PLACE_HOURS.name, 0), moment.clock.committed_sim_time // HOUR_S * HOUR_S
    for _ in range(hours):
        missing = [number_of(pk) for pk, built_at in built if built_at >= time]
        behind = counts["behind"] - sum(number >= places.stop for number in missing)
        here = counts["here"] - sum(number in places for number in missing)
        start = end - behind - here + 1
        yield max(start, 1), max(min(here, here + start - 1), 0)
        end, time = end - counts["all"] + len(missing), time - HOUR_S
