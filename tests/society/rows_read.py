"""Counting what a page costs the database: queries, and rows that came back. For SQLite, whose cursor is a class of ours."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection
from django.db.backends.sqlite3.base import SQLiteCursorWrapper
from django.test.utils import CaptureQueriesContext


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """Queries and rows."""

    queries: int
    rows: int


def cost_of(call: Callable[[], Any]) -> Cost:
    """Count what a call asks of the database and what it gets."""
    counted = 0

    def counting(name: str) -> Callable[..., Any]:
        original = getattr(SQLiteCursorWrapper, name)

        def fetch(self: Any, *args: Any, **kwargs: Any) -> Any:
            nonlocal counted
            found = original(self, *args, **kwargs)
            counted += len(found) if isinstance(found, list) else found is not None
            return found

        return fetch

    with pytest.MonkeyPatch.context() as patch, CaptureQueriesContext(connection) as captured:
        for name in ("fetchone", "fetchmany", "fetchall", "__next__"):
            patch.setattr(SQLiteCursorWrapper, name, counting(name))
        call()
    return Cost(queries=len(captured), rows=counted)
