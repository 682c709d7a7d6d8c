"""Moderation: a member reports, operators decide, hide and suspend, and see who of them did what when."""

from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from pydantic import ValidationError

from society.views.acts import next_of, tell
from society.views.frame import Frame, found_or_404, number_of_query, reader
from society.views.standing import Visit, may_take_part, of_network
from society.views.subjects import KINDS, NAMES, About, Which, abouts, subject_in
from society.views.words import until_text
from streams.models import Inbox, Outcome, Report, Run, Sanction, Subject, User
from streams.selectors.moderation import Act, acts_of, is_reportable, reports_of, sanctions_of
from streams.services.inbox import RunEndedError
from streams.services.reports import AlreadyDecided, AlreadyReported, dismiss, uphold
from streams.services.reports import report as file_report
from streams.services.social import lift, sanction

ROWS_SHOWN: Final = 30
_DONE: Final[dict[str, Promise]] = {
    "sanction_post": _("The post is hidden."),
    "sanction_comment": _("The comment is hidden."),
    "sanction_account": _("The account is suspended."),
    "lift_post": _("The post is shown again."),
    "lift_comment": _("The comment is shown again."),
    "lift_account": _("The account may write again."),
}


@of_network
def report(visit: Visit) -> HttpResponse:
    """Ask what is wrong with `?about=`, and note it for the operators."""
    which = found_or_404(subject_in(visit.request.GET.get("about", "")), "this is nothing that can be reported")
    if not is_reportable(visit.viewer, *which):
        raise Http404(f"there is no {which}")
    about = abouts(visit.frame, [which])[which]
    if not visit.standing.may_report:
        return visit.render("society/report.html", "feed", {"about": about})
    if visit.request.method == "POST":
        return _reported(visit, which, about)
    return visit.render("society/report.html", "feed", {"about": about, "text": ""})


@of_network
def moderation(visit: Visit) -> HttpResponse:
    """Show operators what waits, what stands and what was done; `?about=` is what to decide on."""
    if not visit.frame.can_steer:
        raise PermissionDenied("only operators moderate")
    frame, before = visit.frame, number_of_query(visit.request.GET.get("before", ""))
    which = subject_in(visit.request.GET.get("about", ""))
    reports = reports_of(frame.run, limit=ROWS_SHOWN).items
    sanctions = sanctions_of(visit.viewer, limit=ROWS_SHOWN).items
    done = acts_of(frame.run, before=before, limit=ROWS_SHOWN)
    words = abouts(
        frame,
        [
            *([which] if which else []),
            *((Subject(row.kind), row.subject) for row in reports),
            *((Subject(row.kind), row.subject) for row in sanctions),
            *((act.kind, act.subject) for act in done.items),
        ],
    )
    context = {
        "subject": words.get(which) if which else None,
        "reports": [{"row": row, "about": words.get((Subject(row.kind), row.subject))} for row in reports],
        "sanctions": [_standing(frame, row, words) for row in sanctions],
        "audit": [_told(act, words) for act in done.items],
        "older": frame.query(district="", before=done.next) if done.next else "",
    }
    return visit.render("society/moderation.html", "moderation", context)


@require_POST
def judge(request: HttpRequest, run_id: int) -> HttpResponse:
    """Carry out what an operator decides: hide or suspend, lift, uphold a report or dismiss it."""
    run, user = get_object_or_404(Run, pk=run_id), reader(request)
    if user is None or not user.is_operator:
        raise PermissionDenied("only operators moderate")
    verb, _dash, number = request.POST.get("do", "").partition("-")
    act, _line, kind = verb.partition("_")
    try:
        if act in ("uphold", "dismiss") and not kind:
            _decide(request, run, user, act, number_of_query(number))
        elif verb in _DONE:
            which, reason = (KINDS[kind], number_of_query(number)), request.POST.get("reason", "")
            receipt = _lifted(run, user, which) if act == "lift" else _sanctioned(run, user, which, reason)
            tell(request, receipt, str(_DONE[verb]))
        else:
            messages.error(request, _("There is no such command. Nothing was changed."))
    except ValidationError:
        messages.error(request, _("Say why: a reason of up to 300 characters. Nothing was changed."))
    except RunEndedError:
        messages.error(request, _("This run has ended: it can be read, but nobody writes here any more."))
    return redirect(next_of(request, run))


def _decide(request: HttpRequest, run: Run, user: User, act: str, number: int) -> None:
    row = get_object_or_404(Report, run=run, pk=number)
    note = request.POST.get("reason", "").strip()
    try:
        if act == "dismiss":
            dismiss(row, by=user, note=note)
            messages.success(request, _("The report is dismissed."))
            return
        tell(request, uphold(row, by=user, note=note), str(_DONE[f"sanction_{NAMES[Subject(row.kind)]}"]))
    except AlreadyDecided:
        messages.error(request, _("Somebody has decided on this report already."))


def _sanctioned(run: Run, user: User, which: Which, reason: str) -> Inbox:
    return sanction(run, user, kind=which[0], subject=which[1], reason=reason)


def _lifted(run: Run, user: User, which: Which) -> Inbox:
    return lift(run, user, kind=which[0], subject=which[1])


def _reported(visit: Visit, which: Which, about: About) -> HttpResponse:
    text, user = visit.request.POST.get("text", "").strip(), visit.frame.user
    if not text or len(text) > 1_000 or user is None or not may_take_part(user):
        messages.error(visit.request, _("Say what is wrong, in up to 1,000 characters. Nothing was sent."))
        return visit.render("society/report.html", "feed", {"about": about, "text": text[:1_000]})
    try:
        file_report(visit.frame.run, user, kind=which[0], subject=which[1], text=text)
        messages.success(visit.request, _("Thank you. The operators will look at it."))
    except AlreadyReported:
        messages.warning(visit.request, _("You have reported this already. The operators will look at it."))
    return redirect(about.href)


def _standing(frame: Frame, row: Sanction, words: dict[Which, About]) -> dict[str, Any]:
    time = until_text(row.sim_time, frame.moment.sim_time)
    return {"row": row, "time": time, "about": words.get((Subject(row.kind), row.subject))}


def _told(act: Act, words: dict[Which, About]) -> dict[str, Any]:
    verb = "lift" if act.is_lifting else "sanction"
    return {
        "row": act,
        "sentence": _DONE[f"{verb}_{NAMES[act.kind]}"],
        "about": words.get((act.kind, act.subject)),
        "outcome": "" if act.outcome == Outcome.APPLIED else act.outcome.label,
    }
