"""What admins of all tables share: rows to look at, and tables of history, keyed by run and number, of any size.

A table of history is listed one run at a time and by its primary key only, so that a page of a hundred million events
costs what a page of a hundred does. A model's admin names its columns and, if it has any, its links.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Final

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.functional import Promise, cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from streams.admin.archived import rows_since
from streams.admin.links import joined, list_link, moment
from streams.admin.paging import KeysetChangeList, UncountedPaginator, plain_number
from streams.admin.titles import TITLES, Titles, titled_column
from streams.kernel.ids import key_range
from streams.models import ArchivedKind, Run, RunHead

if TYPE_CHECKING:  # unfold is published without types; its class is Django's with another look
    UnfoldAdmin = admin.ModelAdmin[Any]
else:
    from unfold.admin import ModelAdmin as UnfoldAdmin

RUNS_OFFERED: Final = 20
ROWS_A_PAGE: Final = 50
_RUN_MAX: Final = 2**23 - 1  # the key's other bits are the number's

# What Django's and unfold's own pages say and their catalogues leave in English.
SAID_BY_LIBRARIES: Final = (
    gettext_noop("Filters"),
    gettext_noop("Select action"),
    gettext_noop("Select record"),
    gettext_noop("Select all rows"),
    gettext_noop("Select value"),
    gettext_noop("Run"),
    gettext_noop("Type to search"),
    gettext_noop("Search apps and models..."),
    gettext_noop("No results matching your query"),
    gettext_noop("Clear all filters"),
    gettext_noop("View site"),
    gettext_noop("Return to site"),
    gettext_noop("Welcome back to"),
    gettext_noop("Go back"),
    gettext_noop("System"),
    gettext_noop("Toggle password visibility"),
)


class ReadOnlyAdmin(UnfoldAdmin):
    """A table to look at, paged by key without counting."""

    why_read_only: ClassVar[Promise | str] = _(
        "This is kept by the program itself: it is shown here, and changed nowhere."
    )
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER  # they count
    paginator = UncountedPaginator
    list_per_page = ROWS_A_PAGE
    ordering: ClassVar[Any] = ("-pk",)
    sortable_by: ClassVar[Any] = ()
    actions: Any = None
    list_before_template = "admin/rows_note.html"
    change_form_outer_before_template = "admin/row_note.html"
    list_filter_sheet = False
    titles: ClassVar[Titles] = TITLES

    def get_changelist(self, request: HttpRequest, **options: Any) -> type[KeysetChangeList]:
        """Page by key."""
        return KeysetChangeList

    def get_list_display(self, request: HttpRequest) -> Any:
        """Give the columns of the list their titles."""
        fields = {field.name: field for field in self.model._meta.concrete_fields}
        return self._titled(super().get_list_display(request), fields)

    def get_fields(self, request: HttpRequest, obj: Model | None = None) -> Any:
        """Give the fields of a row's page theirs."""
        # the page makes links of relations by itself; they get their titles from the form
        fields = {field.name: field for field in self.model._meta.concrete_fields if not field.is_relation}
        return self._titled(self.names_on_page(request, obj), fields)

    def names_on_page(self, request: HttpRequest, obj: Model | None) -> Iterable[Any]:
        """Name what a row's page shows."""
        return super().get_fields(request, obj)

    def get_form(self, request: HttpRequest, obj: Model | None = None, change: bool = False, **options: Any) -> Any:
        """Give relations their titles."""
        return super().get_form(request, obj, change, **{"labels": self.titles, **options})

    def _titled(self, names: Iterable[Any], fields: Mapping[str, Any]) -> list[Any]:
        titles = self.titles
        return [
            titled_column(fields[name], titles[name]) if {name} <= fields.keys() & titles.keys() else name
            for name in names
        ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody adds rows by hand."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nobody changes rows by hand."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nobody removes rows by hand."""
        return False


class AnyRunFilter(admin.SimpleListFilter):
    """Narrow a table that names its run to one; without a choice all runs' rows are listed."""

    title = _("run")
    parameter_name = "run"

    def __init__(self, request: HttpRequest, params: Any, model: type[Model], model_admin: Any) -> None:
        text = request.GET.get(self.parameter_name, "")
        newest = list(Run.objects.order_by("-pk")[:RUNS_OFFERED])
        self.run = self._chosen(newest, plain_number(text)) if text else self._unasked(newest)
        self.offered = newest if self.run is None or self.run in newest else [*newest, self.run]
        super().__init__(request, params, model, model_admin)

    def _chosen(self, newest: Sequence[Run], number: int | None) -> Run | None:
        """Find the run that was asked for, though it be not among the newest; what is no run's number finds none."""
        if number is None or number > _RUN_MAX:
            return None
        return next((run for run in newest if run.pk == number), None) or Run.objects.filter(pk=number).first()

    def _unasked(self, newest: Sequence[Run]) -> Run | None:
        """Say which run is meant where none was asked for."""
        return None

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Offer the newest runs and the chosen one."""
        return [(str(run.pk), str(run)) for run in self.offered]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Take the chosen run's rows; none of a run that there is not."""
        if not self.value():
            return queryset
        return queryset.none() if self.run is None else queryset.filter(run=self.run)


class RunFilter(AnyRunFilter):
    """Narrow a table of history to one run by its primary key; without a choice to the default run."""

    def _unasked(self, newest: Sequence[Run]) -> Run | None:
        return next((run for run in newest if run.is_default), None) or Run.objects.default()

    def has_output(self) -> bool:
        """Stand in the list even where there is no run, for it is what narrows it."""
        return True

    def choices(self, changelist: Any) -> Iterator[Any]:
        """Offer no "all": a list of history is always one run's."""
        for value, title in self.lookup_choices:
            query = changelist.get_query_string({self.parameter_name: value})
            yield {
                "selected": self.run is not None and value == str(self.run.pk),
                "query_string": query,
                "display": title,
            }

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Leave it to the list, which asks its admin for the run's rows."""
        return queryset


class RunChangeList(KeysetChangeList):
    """A page of one run's rows."""

    is_of_one_run = True
    run: Run | None = None
    model_admin: "HistoryAdmin"

    def get_queryset(self, request: HttpRequest, *args: Any, **options: Any) -> QuerySet[Any]:
        """Take the chosen run's rows; none without a run."""
        rows = super().get_queryset(request, *args, **options)
        chosen = [spec.run for spec in self.filter_specs if isinstance(spec, RunFilter)]
        self.run = chosen[0] if chosen else None
        return rows.none() if self.run is None else self.model_admin.rows_of(self.run, request, rows)

    @property
    def numbered_up_to(self) -> int | None:
        """The last number that the run's writer gave in this table; None where it gives none."""
        head = None if self.run is None else RunHead.objects.filter(pk=self.run.pk).first()
        last = json.loads(head.counters).get(self.model._meta.db_table) if head else None
        return last if isinstance(last, int) else None

    @cached_property
    def begins(self) -> str:
        """Since when there are rows to list, where older ones are archived; empty where all are rows still."""
        kind = self.model_admin.archived
        since = None if self.run is None or kind is None else rows_since(self.run, kind, self.model._default_manager)
        return "" if since is None else moment(since)

    @property
    def archive_links(self) -> SafeString | str:
        """Links to where archived rows are read."""
        return "" if self.run is None else joined(self.model_admin.archive_links(self.run))

    @property
    def parent_link(self) -> str:
        """Where a fork's rows go on: the same list of its parent, empty for a run without one."""
        if self.run is None or self.run.parent_id is None:
            return ""
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        return list_link(name, gettext("run %(run)d") % {"run": self.run.parent_id}, run=self.run.parent_id)


class HistoryAdmin(ReadOnlyAdmin):
    """A table of history. A subclass names its columns in list_display and may add `links_of`."""

    why_read_only: ClassVar[Promise | str] = _(
        "This is history: only the run's engine writes it. What should happen is asked for by commands to the run."
    )
    list_filter: ClassVar[Any] = (RunFilter,)
    search_fields: ClassVar[Any] = ("pk",)
    search_help_text: ClassVar[Any] = _("Number in the run")
    readonly_fields: ClassVar[Any] = ("links",)
    archived: ClassVar[ArchivedKind | None] = None  # whose rows are packed and deleted some days later

    def get_changelist(self, request: HttpRequest, **options: Any) -> type[KeysetChangeList]:
        """Page by key within a run."""
        return RunChangeList

    def rows_of(self, run: Run, request: HttpRequest, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Take the run's rows by their range of keys, or the one whose number was searched for."""
        first, end = key_range(run.pk)
        wanted = request.GET.get("q", "").strip().lstrip("#")
        if not wanted:
            return rows.filter(pk__gte=first, pk__lt=end)
        number = plain_number(wanted)
        return rows.none() if number is None or first + number >= end else rows.filter(pk=first + number)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Leave it to `rows_of`: a number means a row only in its run."""
        return queryset, False

    def names_on_page(self, request: HttpRequest, obj: Model | None) -> Iterable[Any]:
        """Put links before the columns, which follow from the model."""
        columns = [field.name for field in self.model._meta.concrete_fields if field.name not in (self.exclude or ())]
        return [*self.get_readonly_fields(request, obj), *columns]

    def links_of(self, row: Any) -> list[str]:
        """List the row's links to others, made without asking the database."""
        return []

    def archive_links(self, run: Run) -> list[str]:
        """List where rows of the run that are archived can be read."""
        return [list_link("streams_archiveday", gettext("archived days"), run=run.pk)]

    @admin.display(description=_("links"))
    def links(self, row: Any) -> str:
        """Show where to go from here."""
        return joined(self.links_of(row))

    @admin.display(description=_("time"))
    def at(self, row: Any) -> str:
        """Show the row's simulated time."""
        return moment(row.sim_time)

    @admin.display(description=_("number"))
    def number(self, row: Any) -> int:
        """Show the row's number in its run."""
        return int(row.number)

    @admin.display(description=_("run"))
    def run(self, row: Any) -> int:
        """Show the row's run."""
        return int(row.run_id)
