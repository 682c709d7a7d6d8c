"""Names of places in the reader's language, looked up in the query of the rows that name them by number."""

from django.db.models import Subquery
from django.utils.translation import get_language

from streams.admin import field_of
from world.models import Place


def place_name(number_column: str) -> Subquery:
    """Look up the name of the place whose number a column holds."""
    return field_of(Place, number_column, "name_zh" if (get_language() or "").startswith("zh") else "name")
