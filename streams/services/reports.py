"""Reports: a person's word that something should not stand, and what an operator decides. Bookkeeping, but for the sanction.

Upholding a report sends a sanction through the inbox, so that what is done about it is in the record, and by whom.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final

from django.db import IntegrityError, transaction

from streams.errors import StreamsError
from streams.models import Inbox, Outcome, Report, ReportState, Run, Subject, User
from streams.network.refusals import ALREADY_SANCTIONED
from streams.services.social import sanction

REASON_MAX: Final = 300


class AlreadyReported(StreamsError):
    """The person has reported this, and nobody has decided yet."""


class AlreadyDecided(StreamsError):
    """Somebody was quicker."""


def report(run: Run, user: User, *, kind: Subject, subject: int, text: str) -> Report:
    """Note a report. AlreadyReported while an earlier one of hers about the same waits.

    Whether she sees what she reports is the caller's to ask (`streams.selectors.moderation.is_reportable`).
    """
    try:
        with transaction.atomic():
            return Report.objects.create(run=run, reporter=user, kind=kind, subject=subject, text=text)
    except IntegrityError:
        raise AlreadyReported(f"{kind.name.lower()} {subject} waits for a decision already") from None


def uphold(row: Report, *, by: User, note: str = "") -> Inbox:
    """Hide or suspend what was reported; every open report of it is upheld. Return the sanction's receipt.

    The reports stay open until the sanction stands: asking again finds the first receipt. AlreadyDecided where it was.
    """
    _refuse_decided(row)
    kind, reason = Subject(row.kind), (note or row.text)[:REASON_MAX]
    key = f"report\n{row.pk}\n{_attempts(row, by)}"
    receipt = sanction(row.run, by, kind=kind, subject=row.subject, reason=reason, idempotency_key=key)
    if receipt.outcome == Outcome.APPLIED or receipt.reason == ALREADY_SANCTIONED.reason:
        same = Report.objects.filter(run=row.run_id, kind=row.kind, subject=row.subject)
        _decide(same.values_list("pk", flat=True), ReportState.UPHELD, by=by, note=note)
    return receipt


def dismiss(row: Report, *, by: User, note: str = "") -> None:
    """Let what was reported stand. AlreadyDecided where somebody was quicker."""
    _refuse_decided(row)
    if not _decide([row.pk], ReportState.DISMISSED, by=by, note=note):
        raise AlreadyDecided(f"report {row.pk} was decided meanwhile")


def _refuse_decided(row: Report) -> None:
    if row.state != ReportState.OPEN:
        raise AlreadyDecided(f"report {row.pk} is {row.state}")


def _attempts(row: Report, by: User) -> int:
    """Count the sanctions for this report that came to nothing, so that the next one is a command of its own."""
    keys = Inbox.objects.filter(run=row.run_id, user=by, idempotency_key__startswith=f"report\n{row.pk}\n")
    return keys.filter(outcome__in=(Outcome.REFUSED, Outcome.FAILED)).count()


def _decide(reports: Iterable[int], state: ReportState, *, by: User, note: str) -> int:
    still_open = Report.objects.filter(pk__in=list(reports), state=ReportState.OPEN)
    return still_open.update(state=state, decided_by=by, decided_wall=datetime.now(UTC), note=note)
