"""Lists that go forward and back by key: a page costs the same at the start and after a hundred million rows.

Nothing is counted and nothing is skipped over: `?from=` names the row that a page starts at, in the list's own order, and
one row more than is shown says whether there is a next page.
"""

from typing import TYPE_CHECKING, Any, Final

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property

if TYPE_CHECKING:  # Django's own classes take no parameter when the program runs
    from django.contrib.admin.views.main import ChangeList

    _Paginator = Paginator[Any]
else:
    from unfold.views import ChangeList

    _Paginator = Paginator

FROM: Final = "from"
_KEY_MAX: Final = 2**63 - 1


class UncountedPaginator(_Paginator):
    """Stands where the admin wants a paginator; the list itself knows its pages."""

    template_name = "admin/keyset.html"

    @cached_property
    def count(self) -> int:
        """Say how many rows this page has; nobody counts the others."""
        return len(self.object_list)


class KeysetChangeList(ChangeList):
    """A page of rows by key. `before` and `after` are the keys that the pages beside it start at, None where there is none."""

    is_of_one_run = False
    before: int | None = None
    after: int | None = None

    def __init__(self, request: HttpRequest, *args: Any, **options: Any) -> None:
        self.start = plain_number(request.GET.get(FROM, ""))
        super().__init__(request, *args, **options)
        # links of the filters start a list from its beginning
        self.params.pop(FROM, None)
        self.filter_params.pop(FROM, None)

    def get_filters_params(self, params: Any = None) -> Any:
        """Leave out the page's start, which is no column."""
        kept = super().get_filters_params(params)
        kept.pop(FROM, None)
        return kept

    def get_ordering(self, request: HttpRequest, queryset: QuerySet[Any]) -> list[Any]:
        """Order by key whatever the address asks for: nothing else has an index."""
        return list(self.model_admin.ordering or ("-pk",))

    @property
    def is_descending(self) -> bool:
        """Whether the newest row stands first."""
        return list(self.model_admin.ordering or ("-pk",)) == ["-pk"]

    def get_results(self, request: HttpRequest) -> None:
        """Read a page and one row more, and where the page before it starts. Two queries."""
        ahead, behind = ("pk__lte", "pk__gt") if self.is_descending else ("pk__gte", "pk__lt")
        rows = self.queryset
        if self.start is not None:
            rows, earlier = rows.filter(**{ahead: self.start}), rows.filter(**{behind: self.start})
            keys = list(earlier.reverse().values_list("pk", flat=True)[: self.list_per_page])
            self.before = keys[-1] if keys else None
        page = list(rows[: self.list_per_page + 1])
        if len(page) > self.list_per_page:
            self.after = page.pop().pk
        self.result_list = page
        self.result_count = len(page)
        # equal, or the header would offer to show all
        self.full_result_count = self.result_count
        self.show_admin_actions = bool(page)
        self.can_show_all = self.multi_page = False
        # the page is all that it is to know of; it asks nothing of the database
        self.paginator = UncountedPaginator(page, self.list_per_page)

    @property
    def before_url(self) -> str:
        """The address of the page before this one, empty where there is none."""
        return "" if self.before is None else self.get_query_string({FROM: str(self.before)})

    @property
    def after_url(self) -> str:
        """The address of the page after this one, empty where there is none."""
        return "" if self.after is None else self.get_query_string({FROM: str(self.after)})


def plain_number(text: str) -> int | None:
    """Read a number of an address that a key can be; None for anything else."""
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= len(str(_KEY_MAX)) else None
    return None if number is None or number > _KEY_MAX else number
