"""What all rows of the social network share: a key, who did it and when, and how a row ends.

A social row is written once. Nothing in it ever changes but `ended_step`: the step in which it was taken back (a like, a
follow), removed (a post) or lifted (a sanction), 0 while it stands. So whatever is true of the network at any step
follows from the rows: those that were there by then and had not ended.
"""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from streams.models.accounts import Account
from streams.models.keyed import Numbered

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Made(Numbered, models.Model):
    """A row of history that was made in a step. Key: run and number."""

    id = models.BigIntegerField(primary_key=True)
    step = models.IntegerField(_("step"))
    sim_time = models.IntegerField(_("time"))

    class Meta:
        abstract = True


class Ending(Made):
    """A row that can end; it stays, so that the past can be seen."""

    ended_step = models.BigIntegerField(_("ended in step"), default=0, help_text=_("0 while it stands"))

    class Meta:
        abstract = True


def account_key(name: "StrOrPromise") -> "models.ForeignKey[Account, Account]":
    """Make a relation to an account, as `relation` does."""
    return relation(Account, name)


def relation(to: "str | type[models.Model]", name: "StrOrPromise") -> "models.ForeignKey[Any, Any]":
    """Make a relation to another table of the network, which the database does not check.

    Rows come from the run's one writer, which looks at what it refers to before it takes a number: that the database would
    look again, and lock what it finds, is two thirds of what a row costs the server. `verify_run` asks for every reference.
    Each table declares the indexes that its pages need, so there is none of its own either.
    """
    return models.ForeignKey(
        to, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False, verbose_name=name
    )


STANDS = models.Q(ended_step=0)
"""Condition of rows that have not ended."""
