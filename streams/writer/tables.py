"""Derive a table's columns from its Django model, so that each is written down once."""

from functools import cache
from typing import Any, Final

from django.db import models

from streams.kernel.columns import Column, Table
from streams.models.keyed import Numbered

_DTYPES: Final[dict[str, str]] = {
    "SmallIntegerField": "i2",
    "PositiveSmallIntegerField": "i2",
    "IntegerField": "i4",
    "PositiveIntegerField": "i4",
    "BigIntegerField": "i8",
    "FloatField": "f8",
    "BooleanField": "bool",
    "CharField": "text",
    "TextField": "text",
    "BinaryField": "bytes",
}


@cache
def table_of(model: type[models.Model]) -> Table:
    """Describe a model's table as columns, the primary key first. TypeError for a field that no column can hold."""
    fields: list[models.Field[Any, Any]] = list(model._meta.concrete_fields)
    fields.sort(key=lambda field: not field.primary_key)
    return Table(name=model._meta.db_table, columns=tuple(_column(field) for field in fields))


def _column(field: "models.Field[Any, Any]") -> Column:
    target = field
    is_key = field.primary_key or (isinstance(field, models.ForeignKey) and issubclass(field.related_model, Numbered))
    while isinstance(target, models.ForeignKey):  # a one-to-one relation is one too
        target = target.target_field
    kind = target.get_internal_type()
    if kind not in _DTYPES:
        raise TypeError(f"{field} is a {kind}: a table of history has no column for it")
    return Column(name=field.column or field.name, dtype=_DTYPES[kind], nullable=field.null, is_key=is_key)
