"""`begins`: a text begins with another, letter for letter, by an index in both stores.

Django's `startswith` becomes a LIKE that SQLite answers without an index. A range would do there, but PostgreSQL orders
texts by the rules of a language; it has an index for LIKE instead (`varchar_pattern_ops`).
"""

from typing import Any, Final

from django.db.models import CharField, Lookup

_LAST: Final = chr(0x10FFFF)
"""After every letter that there is."""


@CharField.register_lookup
class Begins(Lookup):
    """Whether a text begins with another one."""

    lookup_name = "begins"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """Compare by the order of code points: SQLite."""
        left, params = self.process_lhs(compiler, connection)
        return f"({left} >= %s AND {left} < %s)", (*params, str(self.rhs), *params, f"{self.rhs}{_LAST}")

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """Compare by pattern."""
        left, params = self.process_lhs(compiler, connection)
        beginning = str(self.rhs).replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
        return f"{left} LIKE %s", (*params, f"{beginning}%")
