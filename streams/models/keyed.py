"""Base of every table of history: one bigint key that joins run and number, and the ways to select by it."""

from typing import TypeVar

from django.db import models

from streams.kernel.ids import key_of, key_range, number_of, run_of

M = TypeVar("M", bound=models.Model)


class KeyedManager(models.Manager[M]):
    """Select rows of history by run and number; both use the primary key only."""

    def of(self, run_id: int) -> models.QuerySet[M]:
        """Select the rows of one run."""
        first, end = key_range(run_id)
        return self.filter(pk__gte=first, pk__lt=end)

    def numbered(self, run_id: int, number: int) -> models.QuerySet[M]:
        """Select the one row with this number in the run."""
        return self.filter(pk=key_of(run_id, number))

    def between(self, run_id: int, first: int, last: int) -> models.QuerySet[M]:
        """Select the rows of a run with these numbers, both included."""
        return self.filter(pk__gte=key_of(run_id, first), pk__lte=key_of(run_id, last))


class Numbered:
    """Properties of a row whose primary key joins run and number."""

    pk: int

    @property
    def number(self) -> int:
        """Its number in the run: the id that the API shows."""
        return number_of(self.pk)

    @property
    def run_id(self) -> int:
        """The run that it belongs to."""
        return run_of(self.pk)
