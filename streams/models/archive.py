"""The archive: sealed days of the tables that grow, packed; and how far packing and deleting have come.

Bookkeeping: it changes how history is kept, never what it says, and no digest sees it. A number here joins table, day
and block: `archive_number`.
"""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from streams.models.keyed import KeyedManager, M, Numbered
from streams.models.runs import Run

BLOCK_BITS: Final = 22
DAY_BITS: Final = 15
_TABLE_BITS: Final = 3
BLOCKS_MAX: Final = 1 << BLOCK_BITS
DAYS_MAX: Final = 1 << DAY_BITS
LOTS: Final = 4
"""Added to a table's kind, it is that of the lots by way of which a large day of it is sorted."""


class ArchivedKind(models.IntegerChoices):
    """Which table's rows: permanent numbers below `LOTS`."""

    EVENTS = 1, _("events")
    LEDGER = 2, _("ledger entries")
    FLOWS = 3, _("flows of money")


def archive_number(kind: int, day: int = 0, block: int = 0) -> int:
    """Join a table's kind, a simulated day and a block of beings into a number of 40 bits."""
    if not (0 <= kind < 1 << _TABLE_BITS and 0 <= day < DAYS_MAX and 0 <= block < BLOCKS_MAX):
        raise ValueError(f"no number for table {kind}, day {day}, block {block}")
    return (kind << DAY_BITS | day) << BLOCK_BITS | block


class ArchiveManager(KeyedManager[M]):
    """Select what is archived by table and day; by ranges of the primary key only."""

    def of_table(self, run_id: int, kind: int, *, before_day: int = DAYS_MAX) -> models.QuerySet[M]:
        """Select what there is of a run's table from before a day, all without one."""
        if before_day <= 0:
            return self.none()
        return self.between(run_id, archive_number(kind), archive_number(kind, before_day - 1, BLOCKS_MAX - 1))

    def of_day(self, run_id: int, kind: int, day: int) -> models.QuerySet[M]:
        """Select what there is of one day of a run's table."""
        return self.between(run_id, archive_number(kind, day), archive_number(kind, day, BLOCKS_MAX - 1))


class ArchiveDay(Numbered, models.Model):
    """A sealed day of a run: which numbers it holds. Key: run, table, day. It stays when its blocks are pruned."""

    id = models.BigIntegerField(primary_key=True)
    sim_time = models.IntegerField()
    first = models.BigIntegerField()
    last = models.BigIntegerField()
    blocks = models.IntegerField()
    body_bytes = models.BigIntegerField()
    is_pruned = models.BooleanField(default=False)

    objects = ArchiveManager()

    class Meta:
        verbose_name = _("archived day")
        verbose_name_plural = _("archived days")

    def __str__(self) -> str:
        return f"day {self.day} of run {self.run_id}: {self.first} to {self.last}"

    @property
    def day(self) -> int:
        """The simulated day, counted from 0 at the epoch."""
        return self.number >> BLOCK_BITS & DAYS_MAX - 1

    @property
    def kind(self) -> int:
        """Of which table."""
        return self.number >> BLOCK_BITS + DAY_BITS

    @property
    def rows(self) -> int:
        """How many rows the day has."""
        return self.last - self.first + 1


class ArchiveBlock(Numbered, models.Model):
    """A sealed day's rows of some beings, packed (`streams.log.codec`). Key: run, table, day, block.

    Of a day that is being sealed also its lots (`streams.services.lots`), until they are blocks.
    """

    id = models.BigIntegerField(primary_key=True)
    rows = models.IntegerField()
    body = models.BinaryField()

    objects = ArchiveManager()

    class Meta:
        verbose_name = _("archived block")
        verbose_name_plural = _("archived blocks")

    def __str__(self) -> str:
        return f"block {self.number & BLOCKS_MAX - 1} of run {self.run_id}"


class ArchiveHead(models.Model):
    """How far a table of a run is archived: all numbers up to `sealed`; those before `rows_from` are no longer rows.

    Flows of money are not packed: up to `sealed` they are added up by the hour (`world.services.flows`).
    """

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="archives")
    kind = models.SmallIntegerField(choices=ArchivedKind.choices)
    day = models.IntegerField(help_text=_("the next to be sealed"))
    block = models.IntegerField(default=0, help_text=_("of that day, the next shelf of lots to be packed"))
    sealed = models.BigIntegerField()
    rows_from = models.BigIntegerField()

    class Meta:
        verbose_name = _("state of an archive")
        verbose_name_plural = _("states of archives")
        constraints = [models.UniqueConstraint(fields=["run", "kind"], name="one_archive_per_table")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of run {self.run_id}: sealed up to {self.sealed}"
