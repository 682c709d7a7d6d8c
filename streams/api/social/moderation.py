"""Reports by members, and what operators do about them: sanctions, and the log of who did what when."""

from typing import Any, Final

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema, extend_schema_field, inline_serializer
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from streams.api.asking import RunQuery, person, values_of
from streams.api.errors import AccountNotFound, CommentNotFound, Conflict, NotFound, PostNotFound
from streams.api.fields import WorldTimeField
from streams.api.permissions import IsMember, IsOperator
from streams.api.receipts import ReceiptSerializer, accepted, receipt_answer, send_command
from streams.api.social.accounts import MineView
from streams.api.social.asking import WRITING, EndlessQuery, SocialView, checked, paged
from streams.api.social.examples import (
    ACTS,
    DECISION_SENT,
    REMOVED,
    REPORT,
    REPORT_DECIDED,
    REPORT_SENT,
    REPORTS,
    SANCTION_SENT,
    SANCTION_WRITTEN,
    SANCTIONS,
    shown,
)
from streams.api.social.serializers import SUBJECTS, page_serializer, written_serializer
from streams.models import Inbox, Outcome, Report, ReportState, Sanction, Subject
from streams.network.commands import LIFT, SANCTION
from streams.selectors.moderation import Act, acts_of, is_reportable, reports_of, sanctions_of
from streams.selectors.viewing import Viewer, viewer_of
from streams.services import reports
from streams.services.inbox import made

KINDS: Final = dict(zip(SUBJECTS, Subject, strict=True))
_NOT_FOUND: Final = {Subject.POST: PostNotFound, Subject.COMMENT: CommentNotFound, Subject.ACCOUNT: AccountNotFound}
DECISIONS: Final = ("uphold", "dismiss")


class SubjectSerializer(serializers.Serializer[Any]):
    """A post, comment or account."""

    kind = serializers.ChoiceField(choices=SUBJECTS)
    id = serializers.IntegerField(min_value=1, max_value=2**31 - 1)


class ReportTextSerializer(SubjectSerializer):
    """What should not stand, and why."""

    text = serializers.CharField(max_length=1_000)


class SanctionTextSerializer(SubjectSerializer):
    """What to hide, or whom to suspend, and why."""

    reason = serializers.CharField(max_length=300)


class DecisionSerializer(serializers.Serializer[Any]):
    """What an operator makes of a report; without a note the report's own words are the reason."""

    decision = serializers.ChoiceField(choices=DECISIONS)
    note = serializers.CharField(required=False, default="", allow_blank=True, max_length=300)


class ReportSerializer(serializers.Serializer[Any]):
    """A report."""

    id = serializers.IntegerField()
    kind = serializers.SerializerMethodField()
    subject_id = serializers.IntegerField(source="subject")
    text = serializers.CharField()
    reported = serializers.DateTimeField(source="created_wall")
    state = serializers.ChoiceField(choices=ReportState.choices)
    decided = serializers.DateTimeField(source="decided_wall", allow_null=True)
    note = serializers.CharField()

    @extend_schema_field(serializers.ChoiceField(choices=SUBJECTS))
    def get_kind(self, row: Report) -> str:
        """Name what it is about."""
        return Subject(row.kind).name.lower()


class FullReportSerializer(ReportSerializer):
    """A report with the addresses of who wrote and who decided it: for operators."""

    reporter = serializers.EmailField()
    decided_by = serializers.EmailField(allow_null=True)


class SanctionSerializer(serializers.Serializer[Any]):
    """What stands against a post, comment or account."""

    id = serializers.IntegerField(source="number")
    kind = serializers.SerializerMethodField()
    subject_id = serializers.IntegerField(source="subject")
    reason = serializers.CharField()
    world_time = WorldTimeField(source="sim_time")

    @extend_schema_field(serializers.ChoiceField(choices=SUBJECTS))
    def get_kind(self, row: Sanction) -> str:
        """Name what it is about."""
        return Subject(row.kind).name.lower()


class ActSerializer(serializers.Serializer[Any]):
    """Something that an operator did, or tried to."""

    receipt = serializers.IntegerField()
    is_lifting = serializers.BooleanField()
    kind = serializers.SerializerMethodField()
    subject_id = serializers.IntegerField(source="subject")
    reason = serializers.CharField()
    who = serializers.CharField(help_text="An address; empty where the login is gone.")
    done = serializers.DateTimeField(source="wall")
    outcome = serializers.ChoiceField(choices=Outcome.choices)
    refusal = serializers.CharField()

    @extend_schema_field(serializers.ChoiceField(choices=SUBJECTS))
    def get_kind(self, act: Act) -> str:
        """Name what it is about."""
        return act.kind.name.lower()


class ReportsQuery(EndlessQuery):
    """A page of reports."""

    state = serializers.ChoiceField(required=False, choices=ReportState.choices, help_text="Without it all.")


_DECIDED = inline_serializer(
    "ReportDecided", {"receipt": ReceiptSerializer(allow_null=True), "object": FullReportSerializer()}
)
_SANCTION_WRITTEN = written_serializer("Sanction", SanctionSerializer)


class ReportsView(MineView):
    """Reports: written by members, read by operators."""

    query = ReportsQuery

    def get_permissions(self) -> Any:
        """Let members write, and operators read."""
        return [IsOperator() if self.request.method in ("GET", "HEAD") else IsMember()]

    @extend_schema(
        operation_id="reports",
        parameters=[ReportsQuery],
        responses=page_serializer("Report", FullReportSerializer),
        examples=[shown(REPORTS)],
    )
    def get(self, request: Request) -> Response:
        """List reports, the latest first."""
        asked = self.asked(request)
        state = ReportState(asked["state"]) if "state" in asked else None
        page = reports_of(self.run_of(asked), state=state, before=asked["before"], limit=asked["limit"])
        return Response(paged(page, FullReportSerializer))

    @extend_schema(
        operation_id="report_create",
        parameters=[RunQuery],
        request=ReportTextSerializer,
        responses={201: ReportSerializer},
        examples=[REPORT_SENT, shown(REPORT, 201)],
    )
    def post(self, request: Request) -> Response:
        """Tell operators of something that should not stand."""
        run, user = self.run_written(request), self.member(request)
        asked = values_of(ReportTextSerializer, request.data)
        kind, subject = KINDS[asked["kind"]], asked["id"]
        if not is_reportable(viewer_of(run, user), kind, subject):
            raise _NOT_FOUND[kind]
        try:
            row = reports.report(run, user, kind=kind, subject=subject, text=asked["text"])
        except reports.AlreadyReported as again:
            sentence = _("You have reported this already. The operators will look at it.")
            raise Conflict(sentence, reason="already_reported") from again
        return Response(ReportSerializer(row).data, status=status.HTTP_201_CREATED)


class DecisionView(SocialView):
    """What becomes of a report."""

    permission_classes = (IsOperator,)

    @extend_schema(
        operation_id="report_decide",
        parameters=[RunQuery],
        request=DecisionSerializer,
        responses={201: _DECIDED, 202: _DECIDED},
        examples=[DECISION_SENT, shown(REPORT_DECIDED, 201)],
    )
    def post(self, request: Request, number: int) -> Response:
        """Uphold a report, which hides or suspends what it is about, or dismiss it."""
        row = Report.objects.filter(run=self.run_written(request), pk=number).select_related("run", "reporter").first()
        operator = person(request)
        if row is None or operator is None:
            raise NotFound
        asked = values_of(DecisionSerializer, request.data)
        try:
            if asked["decision"] == "dismiss":
                reports.dismiss(row, by=operator, note=asked["note"])
                receipt = None
            else:
                receipt = reports.uphold(row, by=operator, note=asked["note"])
        except reports.AlreadyDecided as late:
            raise Conflict(_("Somebody has decided on this report already."), reason="already_decided") from late
        row.refresh_from_db()
        return _decided(request, row, receipt)


class SanctionsView(SocialView):
    """What is hidden, and who is suspended."""

    query = EndlessQuery
    permission_classes = (IsOperator,)

    @extend_schema(
        operation_id="sanctions",
        parameters=[EndlessQuery],
        responses=page_serializer("Sanction", SanctionSerializer),
        examples=[shown(SANCTIONS)],
    )
    def get(self, request: Request) -> Response:
        """List what stands, the latest first."""
        asked, viewer = self.looked(request)
        page = sanctions_of(viewer, before=asked["before"], limit=asked["limit"])
        return Response(paged(page, SanctionSerializer))

    @extend_schema(
        operation_id="sanction_create",
        parameters=WRITING,
        request=SanctionTextSerializer,
        responses={201: _SANCTION_WRITTEN, 202: _SANCTION_WRITTEN},
        examples=[SANCTION_SENT, shown(SANCTION_WRITTEN, 201)],
    )
    def post(self, request: Request) -> Response:
        """Hide a post or a comment, or keep an account from writing."""
        run, asked = self.run_written(request), values_of(SanctionTextSerializer, request.data)
        body = {"kind": KINDS[asked["kind"]], "subject": asked["id"], "reason": asked["reason"]}
        receipt = send_command(request, run, SANCTION, checked(SANCTION.body, body))
        return receipt_answer(request, receipt, _sanction_data(viewer_of(run, person(request)), receipt))


class SanctionView(SocialView):
    """What stands against one post, comment or account."""

    permission_classes = (IsOperator,)

    @extend_schema(
        operation_id="sanction_lift",
        parameters=WRITING,
        responses={200: _SANCTION_WRITTEN, 202: _SANCTION_WRITTEN},
        examples=[shown(REMOVED, 200)],
    )
    def delete(self, request: Request, kind: str, number: int) -> Response:
        """Let what is hidden be seen again, or an account write."""
        if kind not in KINDS:
            raise NotFound
        body = checked(LIFT.body, {"kind": KINDS[kind], "subject": number})
        receipt = send_command(request, self.run_written(request), LIFT, body)
        return receipt_answer(request, receipt, None, is_removal=True)


class ActsView(SocialView):
    """The log of moderation."""

    query = EndlessQuery
    permission_classes = (IsOperator,)

    @extend_schema(
        operation_id="moderation_acts",
        parameters=[EndlessQuery],
        responses=page_serializer("ModerationAct", ActSerializer),
        examples=[shown(ACTS)],
    )
    def get(self, request: Request) -> Response:
        """List who hid, suspended and lifted what, the latest first."""
        asked = self.asked(request)
        page = acts_of(self.run_of(asked), before=asked["before"], limit=asked["limit"])
        return Response(paged(page, ActSerializer))


def _decided(request: Request, row: Report, receipt: Inbox | None) -> Response:
    thing = FullReportSerializer(row).data
    if receipt is None:
        return Response({"receipt": None, "object": thing}, status=status.HTTP_201_CREATED)
    if row.state == ReportState.OPEN:
        accepted(receipt, SANCTION)
    answer = receipt_answer(request, receipt, thing)
    answer.data["object"] = thing
    return answer


def _sanction_data(viewer: Viewer, receipt: Inbox) -> Any:
    row = viewer.made(Sanction).filter(pk=viewer.key(made(receipt, "sanction"))).first()
    return None if row is None else SanctionSerializer(row).data
