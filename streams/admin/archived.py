"""Lists of tables whose older rows are archived: since when a list has rows, and where the others can still be read."""

from typing import Any

from streams.kernel.simtime import DAY_S
from streams.log.archive import rows_from
from streams.models import ArchiveDay, ArchivedKind, Run


def rows_since(run: Run, kind: ArchivedKind, rows: Any) -> int | None:
    """Say since when a table of a run has rows, in simulated time; None if all that was ever written are rows still.

    rows: the table's manager.   Three queries by primary key at most.
    """
    first = rows_from(run.pk, kind)
    if first <= 1:
        return None
    gone = ArchiveDay.objects.of_table(run.pk, kind).filter(first__lt=first).order_by("-pk").first()
    if gone is None:
        return None
    oldest: int | None = rows.numbered(run.pk, first).values_list("sim_time", flat=True).first()
    return (gone.day + 1) * DAY_S if oldest is None else oldest
