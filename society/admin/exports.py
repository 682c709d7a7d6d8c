"""Exports in the admin: who had which file made, and an action that makes the archive of a whole run."""

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from society.errors import TooManyJobs
from society.identity.audit import note
from society.models import ExportJob
from society.operations.exports import dispatch, jobs
from streams.admin import ReadOnlyAdmin
from streams.admin.rows import AnyRunFilter
from streams.models import Run, User
from world.admin.commanding import TownRunAdmin

admin.site.unregister(Run)


@admin.register(Run)
class ExportableRunAdmin(TownRunAdmin):
    """Runs that can be taken elsewhere."""

    actions: Any = (*TownRunAdmin.actions, "make_archive")

    @admin.action(description=_("Make an archive of the whole run"), permissions=["steer"])
    def make_archive(self, request: HttpRequest, runs: QuerySet[Run]) -> None:
        """Have each run written into a file, and say where it will be."""
        assert isinstance(request.user, User), "the permission lets nobody else in"
        language = translation.get_language() or ""
        for run in runs:
            try:
                jobs.ask(run=run, user=request.user, what="run", file_format="archive", language=language)
            except TooManyJobs:
                said = gettext("%(run)s: as many files of yours as may are being made already. Wait for one.")
                self.message_user(request, said % {"run": run}, messages.ERROR)
                continue
            dispatch.wake()
            said = gettext("%(run)s: the archive is being made.") % {"run": run}
            link = format_html('<a href="{}">{}</a>', reverse("downloads", args=[run.pk]), gettext("It will be here"))
            self.message_user(request, format_html("{} {}", said, link), messages.SUCCESS)


@admin.register(ExportJob)
class ExportJobAdmin(ReadOnlyAdmin):
    """Files that were asked for."""

    list_display = ("id", "what", "format", "run", "user", "state", "fault", "done", "total", "size", "asked_wall")
    list_filter = (AnyRunFilter, "state", "what")
    list_select_related: ClassVar[Any] = ("run", "user")
    exclude = ("stored",)
    why_read_only = _("Files are asked for on the page of downloads or by the API. Here they are cancelled or deleted.")
    actions: Any = ("drop",)

    def has_operate_permission(self, request: HttpRequest) -> bool:
        """Let operators decide what becomes of a file."""
        return isinstance(request.user, User) and request.user.is_operator

    @admin.action(description=_("Cancel, or delete the file"), permissions=["operate"])
    def drop(self, request: HttpRequest, chosen: QuerySet[ExportJob]) -> None:
        """End what is being made, and delete what was."""
        count = 0
        for job in chosen:
            note(job, "dropped")
            jobs.drop(job)
            count += 1
        said = ngettext(
            "%(count)d export was cancelled or deleted.", "%(count)d exports were cancelled or deleted.", count
        )
        self.message_user(request, said % {"count": count}, messages.SUCCESS)
