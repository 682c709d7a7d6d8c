"""What beat sends and when, in our look. Operators see it; administrators, who have every right, may change it."""

from typing import TYPE_CHECKING, Any, ClassVar, Final

from django.contrib import admin
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django_celery_beat import admin as beat
from django_celery_beat.models import ClockedSchedule, CrontabSchedule, IntervalSchedule, PeriodicTask, SolarSchedule

from society.celery import (
    ADVANCE_RUNS,
    DELETE_EXPIRED_SESSIONS,
    DELETE_OLD_EXPORTS,
    DELETE_SPENT_LINKS,
    KEEP_ARCHIVE,
    WORK_EXPORTS,
)
from streams.admin import UnfoldAdmin

if TYPE_CHECKING:  # published without types
    _TaskAdmin = UnfoldAdmin
    _TaskForm: Any = object
else:
    from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextInputWidget

    class _Select(UnfoldAdminSelectWidget, beat.TaskSelectWidget):
        """Beat's choice of tasks with our look."""

    class _TaskForm(beat.PeriodicTaskForm):
        """Beat's form with our look."""

        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options)
            self.fields["task"].widget = UnfoldAdminTextInputWidget()
            self.fields["regtask"].widget = _Select()

    class _TaskAdmin(UnfoldAdmin, beat.PeriodicTaskAdmin):
        """Beat's admin with our look."""


PURPOSES: Final[dict[str, Promise]] = {
    ADVANCE_RUNS: _("Drive the runs for one slice"),
    DELETE_SPENT_LINKS: _("Clear away one-time links of no more use"),
    DELETE_EXPIRED_SESSIONS: _("Clear away sessions that have run out"),
    KEEP_ARCHIVE: _("Archive days that are over, and delete what is kept no longer"),
    DELETE_OLD_EXPORTS: _("Delete files of exports that are kept no longer"),
    WORK_EXPORTS: _("Make the exports that wait"),
}

for model in (PeriodicTask, IntervalSchedule, CrontabSchedule, SolarSchedule, ClockedSchedule):
    admin.site.unregister(model)


@admin.register(PeriodicTask)
class PeriodicTaskAdmin(_TaskAdmin):
    """Entries of the schedule: what they are for and how often, in words."""

    form = _TaskForm
    list_display: Any = ("name", "purpose", "every", "enabled", "last_run_at", "total_run_count", "queue")
    list_filter: ClassVar[Any] = ("enabled", "task")
    list_filter_sheet = False
    date_hierarchy = None
    # beat's own template has a script in the page, which the security policy forbids
    change_form_template = None

    @admin.display(description=_("purpose"))
    def purpose(self, entry: Any) -> str:
        """Say what the task is for; an operator's own entry has its own description."""
        return str(PURPOSES.get(entry.task, entry.description or entry.task))

    @admin.display(description=_("how often"))
    def every(self, entry: Any) -> str:
        """Say how often it is sent."""
        return period_text(entry)


def period_text(entry: Any) -> str:
    """Say how often an entry is sent; one without an interval says its schedule as beat writes it."""
    if entry.interval is None:
        return str(entry.crontab or entry.solar or entry.clocked or "-")
    seconds = int(entry.interval.schedule.run_every.total_seconds())
    if seconds >= 60 and seconds % 60 == 0:
        return ngettext("every %(count)d minute", "every %(count)d minutes", seconds // 60) % {"count": seconds // 60}
    return ngettext("every %(count)d second", "every %(count)d seconds", seconds) % {"count": seconds}


@admin.register(IntervalSchedule, CrontabSchedule, SolarSchedule, ClockedSchedule)
class SchedulesAdmin(UnfoldAdmin):
    """Intervals and the like that entries refer to."""
