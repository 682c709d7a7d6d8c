"""Base of every table of history: one bigint key that joins run and number, and the ways to select by it."""

from typing import Self, TypeVar

from django.db import models

from streams.kernel.ids import key_of, key_range, number_of, run_of


M = TypeVar("M", bound=models.Model)


class KeyedQuerySet(models.QuerySet[M]):
    """Select rows of history by run and number; both use the primary key only."""

    def of(self, run_id: int) -> Self:
        """Rows of one run."""
        first, last = key_range(run_id)
        return self.filter(pk__gte=first, pk__lt=last)

    def numbered(self, run_id: int, number: int) -> Self:
        """The one row with this number in the run."""
        return self.filter(pk=key_of(run_id, number))


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
