"""The archive: sealed days of the tables that grow, packed; and how far packing and deleting have come.

Bookkeeping: it changes how history is kept, never what it says, and no digest sees it. A number here joins table, day
and block: `archive_number`.
"""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from streams.models.keyed import KeyedManager, Numbered
from streams.models.runs import Run

BLOCK_BITS: Final = 22
DAY_BITS: Final = 15
_TABLE_BITS: Final = 3
BLOCKS_MAX: Final = 1 << BLOCK_BITS


class ArchivedKind(models.IntegerChoices):
    """Which table's rows: permanent numbers."""

    EVENTS = 1, _("events")
    LEDGER = 2, _("ledger entries")


def archive_number(kind: int, day: int = 0, block: int = 0) -> int:
    """Join a table's kind, a simulated day and a block of beings into a number of 40 bits."""
    if not (0 <= kind < 1 << _TABLE_BITS and 0 <= day < 1 << DAY_BITS and 0 <= block < BLOCKS_MAX):
        raise ValueError(f"no number for table {kind}, day {day}, block {block}")
    return (kind << DAY_BITS | day) << BLOCK_BITS | block


class ArchiveDay(Numbered, models.Model):
    """A sealed day of a run: which numbers it holds. Key: run, table, day. It stays when its blocks are pruned."""

    id = models.BigIntegerField(primary_key=True)
    sim_time = models.IntegerField()
    first = models.BigIntegerField()
    last = models.BigIntegerField()
    blocks = models.IntegerField()
    body_bytes = models.BigIntegerField()
    is_pruned = models.BooleanField(default=False)

    objects = KeyedManager()

    class Meta:
        verbose_name = _("archived day")
        verbose_name_plural = _("archived days")

    def __str__(self) -> str:
        return f"day {self.day} of run {self.run_id}: {self.first} to {self.last}"

    @property
    def day(self) -> int:
        """The simulated day, counted from 0 at the epoch."""
        return self.number >> BLOCK_BITS & (1 << DAY_BITS) - 1

    @property
    def rows(self) -> int:
        """How many rows the day has."""
        return self.last - self.first + 1


class ArchiveBlock(Numbered, models.Model):
    """A sealed day's rows of some beings, packed (`streams.log.codec`). Key: run, table, day, block."""

    id = models.BigIntegerField(primary_key=True)
    rows = models.IntegerField()
    body = models.BinaryField()

    objects = KeyedManager()

    class Meta:
        verbose_name = _("archived block")
        verbose_name_plural = _("archived blocks")

    def __str__(self) -> str:
        return f"block {self.number & BLOCKS_MAX - 1} of run {self.run_id}"


class ArchiveHead(models.Model):
    """How far a table of a run is archived: all numbers up to `sealed`; those before `rows_from` are no longer rows."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="archives")
    kind = models.SmallIntegerField(choices=ArchivedKind.choices)
    day = models.IntegerField(help_text=_("the next to be sealed"))
    block = models.IntegerField(default=0, help_text=_("of that day, the next to be packed"))
    sealed = models.BigIntegerField()
    rows_from = models.BigIntegerField()

    class Meta:
        verbose_name = _("state of an archive")
        verbose_name_plural = _("states of archives")
        constraints = [models.UniqueConstraint(fields=["run", "kind"], name="one_archive_per_table")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of run {self.run_id}: sealed up to {self.sealed}"
