"""How much waits for a person in a run: messages, notices, and for operators reports."""

from dataclasses import dataclass

from streams.models import Report, ReportState
from streams.selectors.messages import unread_total
from streams.selectors.notices import UNREAD_MAX, unread_notices
from streams.selectors.viewing import Viewer


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """Counts for the badges of the header; 0 shows none."""

    messages: int
    notices: int
    reports: int

    @property
    def messages_text(self) -> str:
        """Unread messages, as far as they are counted."""
        return _capped(self.messages)

    @property
    def notices_text(self) -> str:
        """Unread notices, as far as they are counted."""
        return _capped(self.notices)


def unread_of(viewer: Viewer) -> Unread:
    """Count what waits. Nothing is asked for a stranger to the run, two or three queries for others."""
    open_reports = Report.objects.filter(run=viewer.run, state=ReportState.OPEN)
    return Unread(
        messages=unread_total(viewer) if viewer.account else 0,
        notices=unread_notices(viewer) if viewer.account else 0,
        reports=open_reports.count() if viewer.is_operator else 0,
    )


def _capped(count: int) -> str:
    return str(count) if count < UNREAD_MAX else f"{UNREAD_MAX - 1}+"
