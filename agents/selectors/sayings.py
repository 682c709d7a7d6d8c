"""Which saying stands behind a post, a comment, a message or a line of a talk: what is asked why by."""

import json
from typing import Final

from agents.models import Medium, Saying
from streams.kernel.ids import number_of
from streams.models import Comment, Message, Post, Snapshot
from streams.models.social import Made
from streams.writer.tables import table_of
from world.selectors.moments import Moment

_ROWS: Final[dict[Medium, type[Made]]] = {Medium.POST: Post, Medium.COMMENT: Comment, Medium.MESSAGE: Message}
_TABLE: Final = table_of(Saying).name


def saying_behind(moment: Moment, medium: Medium, item: int) -> int | None:
    """Find the saying that wrote a post, a comment or a message, or said a line; None if none did, or it is still to come.

    item: number of the row; of a line face to face the saying's own. Sayings have no index by what they wrote, but their
    numbers grow with time: the snapshots around the row say between which to look. Four queries.
    """
    if medium == Medium.TALK:
        found = Saying.objects.numbered(moment.run.pk, item).filter(medium=medium, sim_time__lte=moment.sim_time)
    else:
        step = _ROWS[medium]._default_manager.filter(pk=moment.key(item)).values_list("step", flat=True).first()
        if step is None:
            return None
        first, last = _numbers_around(moment, step)
        rows = Saying.objects.between(moment.run.pk, first, last)
        found = rows.filter(step=step, medium=medium, item=item, sim_time__lte=moment.sim_time)
    key = found.values_list("pk", flat=True).first()
    return None if key is None else number_of(key)


def _numbers_around(moment: Moment, step: int) -> tuple[int, int]:
    """Say between which numbers the sayings of a step are, by what snapshots before and after it had counted."""
    snapshots = Snapshot.objects.of(moment.run.pk).only("counters")
    before = snapshots.filter(pk__lt=moment.key(step)).order_by("-pk").first()
    after = snapshots.filter(pk__gte=moment.key(step)).order_by("pk").first()
    return (
        _counted(before.counters) + 1 if before else 1,
        _counted(after.counters) if after else moment.counters.get(_TABLE, 0),
    )


def _counted(counters: str) -> int:
    return int(json.loads(counters).get(_TABLE, 0))
