"""What operators look after: reports that wait, what stands hidden or suspended, and who did what when."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from streams.models import Inbox, Outcome, Report, ReportState, Run, Sanction, Subject
from streams.models.social import STANDS
from streams.network.commands import LIFT, SANCTION
from streams.selectors.accounts import account_view
from streams.selectors.posts import seen_posts
from streams.selectors.threads import comment_by_number
from streams.selectors.viewing import Page, Viewer

ACTS: Final = (LIFT.name, SANCTION.name)
"""In the order of the index `inbox_moderation`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Something that an operator did, or tried to. who: an address, empty where the login is gone."""

    receipt: int
    is_lifting: bool
    kind: Subject
    subject: int
    reason: str
    who: str
    wall: datetime
    outcome: Outcome
    refusal: str


def is_reportable(viewer: Viewer, kind: Subject, number: int) -> bool:
    """Whether there is such a post, comment or account for the viewer. At most 8 queries."""
    if kind == Subject.POST:
        return seen_posts(viewer).filter(pk=viewer.key(number)).exists()
    found = account_view(viewer, number) if kind == Subject.ACCOUNT else comment_by_number(viewer, number)
    return found is not None


def reports_of(
    run: Run, *, state: ReportState | None = ReportState.OPEN, before: int = 0, limit: int = 20
) -> Page[Report]:
    """List reports, the latest first; without a state all of them. One query; their people come with them."""
    rows = Report.objects.filter(run=run).select_related("reporter", "decided_by").order_by("-pk")
    if state is not None:
        rows = rows.filter(state=state)
    if before:
        rows = rows.filter(pk__lt=before)
    found = list(rows[: limit + 1])
    return Page(items=found[:limit], next=found[limit - 1].pk if len(found) > limit else 0)


def sanctions_of(viewer: Viewer, *, before: int = 0, limit: int = 20) -> Page[Sanction]:
    """List what stands hidden or suspended, the latest first. One query."""
    rows = Sanction.objects.of(viewer.run.pk).filter(STANDS).order_by("-pk")
    if before:
        rows = rows.filter(pk__lt=viewer.key(before))
    found = list(rows[: limit + 1])
    return Page(items=found[:limit], next=found[limit - 1].number if len(found) > limit else 0)


def acts_of(run: Run, *, before: int = 0, limit: int = 20) -> Page[Act]:
    """List who hid, suspended and lifted what, the latest first: the audit log. One query."""
    rows = Inbox.objects.filter(run=run, kind__in=ACTS).select_related("user").order_by("-pk")
    if before:
        rows = rows.filter(pk__lt=before)
    found = list(rows[: limit + 1])
    return Page(items=[_act(row) for row in found[:limit]], next=found[limit - 1].pk if len(found) > limit else 0)


def _act(row: Inbox) -> Act:
    body = json.loads(row.body)
    return Act(
        receipt=row.pk,
        is_lifting=row.kind == LIFT.name,
        kind=Subject(body["kind"]),
        subject=body["subject"],
        reason=body.get("reason", ""),
        who=row.user.email if row.user else "",
        wall=row.created_wall,
        outcome=Outcome(row.outcome),
        refusal=row.reason,
    )
