"""Queries whose SQL is made once: querysets with named gaps, compiled at their first use and filled in at each.

Building and compiling a queryset takes the web process several times as long as the database takes to answer it, and a page
of a feed asks twenty. For what every page asks; all else is an ordinary queryset.
"""

import json
from collections.abc import Callable
from functools import cache
from typing import Any, Final, TypeVar

import numpy as np
from django.db import connection
from django.db.models import BigIntegerField, BooleanField, F, Func, Model, QuerySet, TextField
from django.db.models.expressions import RawSQL
from numpy.typing import NDArray

M = TypeVar("M", bound=Model)
Build = Callable[..., QuerySet[Any, Any]]
"""Makes a queryset of `values_list` with gaps. A function of a module: it is compiled once for each of its arguments."""

_ONE_OF: Final = {"postgresql": "= ANY(%s::bigint[])", "sqlite": "IN (SELECT value FROM json_each(%s))"}


class _Gap:
    """Stands in the parameters of a compiled query for the value of this name."""

    __slots__ = ("is_list", "name")

    def __init__(self, name: str, *, is_list: bool) -> None:
        self.name = name
        self.is_list = is_list


def gap(name: str) -> RawSQL:
    """Stand for an integer that is given at each use."""
    return RawSQL("%s", (_Gap(name, is_list=False),), output_field=BigIntegerField())


def text_gap(name: str) -> RawSQL:
    """Stand for a text that is given at each use."""
    return RawSQL("%s", (_Gap(name, is_list=False),), output_field=TextField())


class one_of(Func):  # noqa: N801  # read as the condition that it is
    """Condition: a column has one of some integers that are given at each use."""

    output_field = BooleanField()

    def __init__(self, column: str, name: str) -> None:
        super().__init__(F(column))
        self._gap = _Gap(name, is_list=True)

    def as_sql(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        sql, parameters = compiler.compile(self.source_expressions[0])
        return f"{sql} {_ONE_OF[connection.vendor]}", [*parameters, self._gap]


def read(build: Build, *shape: Any, **values: Any) -> list[tuple[Any, ...]]:
    """Read the rows of a query.   shape: arguments of `build`.   values: what belongs into its gaps, by name. One query."""
    sql, parameters = _compiled(build, shape, connection.vendor)
    with connection.cursor() as cursor:
        cursor.execute(sql, [_filled(one, values) for one in parameters])
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def read_models(model: type[M], build: Build, *shape: Any, **values: Any) -> list[M]:
    """Read the rows of a query that has all columns, in their order, as a model's. One query."""
    names = [field.attname for field in model._meta.concrete_fields]
    return [model.from_db("default", names, row) for row in read(build, *shape, **values)]


def read_integers(build: Build, *shape: Any, **values: Any) -> NDArray[np.int64]:
    """Read the rows of a query that has only integers, thousands of them: int64[rows, columns]. One query.

    PostgreSQL sends each column as one text, because a row costs more to send and to read than its numbers.
    """
    if connection.vendor != "postgresql":
        rows = read(build, *shape, **values)
        return np.array(rows, dtype=np.int64).reshape(len(rows), _width(build, shape))
    sql, parameters = _compiled_as_columns(build, shape)
    with connection.cursor() as cursor:
        cursor.execute(sql, [_filled(one, values) for one in parameters])
        columns = cursor.fetchone()
    return np.stack([np.fromstring(column or "", dtype=np.int64, sep=",") for column in columns], axis=1)


@cache
def _compiled(build: Build, shape: tuple[Any, ...], vendor: str) -> tuple[str, tuple[Any, ...]]:
    """Compile a query.   vendor: SQL of one store is none of the other's."""
    sql, parameters = build(*shape).query.sql_with_params()
    return sql, tuple(parameters)


@cache
def _compiled_as_columns(build: Build, shape: tuple[Any, ...]) -> tuple[str, tuple[Any, ...]]:
    sql, parameters = _compiled(build, shape, "postgresql")
    names = [f"c{i}" for i in range(_width(build, shape))]
    texts = ", ".join(f"array_to_string(array_agg({name}), ',')" for name in names)
    return f"SELECT {texts} FROM ({sql}) AS found({', '.join(names)})", parameters


@cache
def _width(build: Build, shape: tuple[Any, ...]) -> int:
    query = build(*shape).query
    return len(query.values_select) + len(query.annotation_select)


def _filled(parameter: Any, values: dict[str, Any]) -> Any:
    if not isinstance(parameter, _Gap):
        return parameter
    value = values[parameter.name]
    if not parameter.is_list:
        return value
    return json.dumps(list(value)) if connection.vendor == "sqlite" else list(value)
