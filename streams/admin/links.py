"""What every list of the admin says alike: links to rows and lists, simulated moments, names looked up in the same query."""

from collections.abc import Iterable
from typing import Final

from django.db import models
from django.db.models import Model, OuterRef, Subquery
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from streams.kernel.ids import NUMBER_BITS
from streams.kernel.simtime import clock_text, day_count

NONE: Final = "-"


def page_link(name: str, text: str, *args: int | str, **query: int | str) -> SafeString:
    """Link to a page of the site, or to an answer of its API, by the name of its address."""
    address = reverse(name, args=args) + (f"?{urlencode(query)}" if query else "")
    return format_html('<a class="row-link" href="{}">{}</a>', address, text)


def admin_link(name: str, key: int, text: str) -> SafeString:
    """Link to a row's page, such as streams_account."""
    return page_link(f"admin:{name}_change", text, key)


def list_link(name: str, text: str, **query: int | str) -> SafeString:
    """Link to a list, narrowed by a query."""
    return page_link(f"admin:{name}_changelist", text, **query)


def joined(links: Iterable[str]) -> SafeString | str:
    """Put links into one column; a dash where there are none."""
    return format_html_join(" ", "{}", ((link,) for link in links if link != NONE)) or NONE


def link_unless_0(name: str, run_key: int, number: int, text: str | None) -> SafeString | str:
    """Link to the row of this run with a number, 0 meaning none; without a text the number is shown."""
    return admin_link(name, run_key + number, text or f"#{number}") if number > 0 else NONE


def field_of(model: type[Model], number_column: str, field: str) -> Subquery:
    """Look up a field in the row of another table of history that has this row's run and the number in a column."""
    run_key = OuterRef("pk").bitrightshift(NUMBER_BITS).bitleftshift(NUMBER_BITS)
    key = models.ExpressionWrapper(run_key + OuterRef(number_column), output_field=models.BigIntegerField())
    return Subquery(model._default_manager.filter(pk=key).values(field)[:1])


def field_by_key(model: type[Model], key_column: str, field: str) -> Subquery:
    """Look up a field in the row of another table whose key stands in a column. Not a join, as for `same_key`."""
    return Subquery(model._default_manager.filter(pk=OuterRef(key_column)).values(field)[:1])


def same_key(model: type[Model], field: str) -> Subquery:
    """Look up a field in the row of another table that has this row's key.

    Not a join: PostgreSQL would merge two tables from their beginnings to read a page in the middle.
    """
    return Subquery(model._default_manager.filter(pk=OuterRef("pk")).values(field)[:1])


def moment(sim_time: int) -> str:
    """Write a simulated moment for a column."""
    return gettext("day %(day)d, %(time)s") % {"day": day_count(sim_time), "time": clock_text(sim_time)}
