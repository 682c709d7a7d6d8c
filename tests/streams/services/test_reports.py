"""Reports: one of a person about a thing waits at a time; upholding it is a sanction in the record, dismissing it is not."""

import pytest

from streams.models import Inbox, Outcome, Report, ReportState, Run, Sanction, Subject, User
from streams.models.social import STANDS
from streams.network.commands import POST, REMOVE_POST, OfPost, PostBody
from streams.selectors.moderation import acts_of, is_reportable, reports_of, sanctions_of
from streams.selectors.viewing import viewer_of
from streams.services.reports import AlreadyDecided, AlreadyReported, dismiss, report, uphold
from streams.services.social import act, lift, sanction

pytestmark = [pytest.mark.django_db, pytest.mark.stores]


@pytest.fixture
def row(run: Run, ann: User, ben: User) -> Report:
    """A report about Ann's post."""
    act(run, ann, POST, PostBody(text="An insult"))
    return report(run, ben, kind=Subject.POST, subject=1, text="This is an insult")


def test_what_waits_is_not_reported_again_by_the_same_person(run: Run, row: Report, ann: User, ben: User) -> None:
    with pytest.raises(AlreadyReported):
        report(run, ben, kind=Subject.POST, subject=1, text="Still")

    report(run, ann, kind=Subject.POST, subject=1, text="I regret it")
    dismiss(row, by=ann)
    report(run, ben, kind=Subject.POST, subject=1, text="Again")
    assert Report.objects.count() == 3


def test_upholding_hides_what_was_reported_and_settles_every_report_of_it(
    run: Run, row: Report, ann: User, olga: User
) -> None:
    other = report(run, ann, kind=Subject.POST, subject=1, text="I regret it")

    receipt = uphold(row, by=olga, note="An insult")

    assert receipt.outcome == Outcome.APPLIED
    assert Sanction.objects.get(STANDS).reason == "An insult"
    for settled in (row, other):
        settled.refresh_from_db()
        assert (settled.state, settled.decided_by, settled.note) == (ReportState.UPHELD, olga, "An insult")


def test_upholding_twice_is_refused_and_so_is_dismissing_then(run: Run, row: Report, olga: User) -> None:
    uphold(row, by=olga)
    row.refresh_from_db()

    for decide in (uphold, dismiss):
        with pytest.raises(AlreadyDecided):
            decide(row, by=olga)
    assert Sanction.objects.count() == 1


def test_of_two_operators_one_dismisses(run: Run, row: Report, ann: User, olga: User) -> None:
    seen_by_another = Report.objects.get(pk=row.pk)
    dismiss(row, by=olga, note="Fair words")

    with pytest.raises(AlreadyDecided):
        dismiss(seen_by_another, by=ann)
    row.refresh_from_db()
    assert (row.state, row.decided_by) == (ReportState.DISMISSED, olga)
    assert not Sanction.objects.exists()


def test_a_report_of_what_is_hidden_already_is_upheld_with_it(run: Run, row: Report, olga: User) -> None:
    sanction(run, olga, kind=Subject.POST, subject=1, reason="Seen before")

    receipt = uphold(row, by=olga)

    row.refresh_from_db()
    assert (receipt.reason, row.state) == ("already_sanctioned", ReportState.UPHELD)


def test_a_report_of_what_is_gone_stays_open_and_may_be_tried_again(
    run: Run, row: Report, ann: User, olga: User
) -> None:
    act(run, ann, REMOVE_POST, OfPost(post=1))

    first, second = uphold(row, by=olga), uphold(row, by=olga)

    row.refresh_from_db()
    assert (first.reason, row.state) == ("post_not_found", ReportState.OPEN)
    assert first != second


def test_an_uphold_without_an_engine_waits_and_is_settled_when_asked_again(
    idle_run: Run, olga: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = report(idle_run, olga, kind=Subject.ACCOUNT, subject=1, text="Spam")

    first, second = uphold(row, by=olga), uphold(row, by=olga)

    row.refresh_from_db()
    assert first == second
    assert (first.outcome, row.state) == (Outcome.PENDING, ReportState.OPEN)


def test_operators_see_what_waits_what_stands_and_who_did_what(run: Run, row: Report, ann: User, olga: User) -> None:
    uphold(row, by=olga, note="An insult")
    lift(run, olga, kind=Subject.POST, subject=1)
    sanction(run, olga, kind=Subject.ACCOUNT, subject=1, reason="Spam")
    lift(run, olga, kind=Subject.POST, subject=1)

    acts = acts_of(run, limit=3)

    assert [(act.who, act.is_lifting, act.kind, act.outcome, act.refusal) for act in acts.items] == [
        ("olga@example.org", True, Subject.POST, Outcome.REFUSED, "not_sanctioned"),
        ("olga@example.org", False, Subject.ACCOUNT, Outcome.APPLIED, ""),
        ("olga@example.org", True, Subject.POST, Outcome.APPLIED, ""),
    ]
    assert [act.reason for act in acts_of(run, before=acts.next).items] == ["An insult"]
    assert [found.kind for found in sanctions_of(viewer_of(run, olga)).items] == [Subject.ACCOUNT]
    assert (reports_of(run).items, reports_of(run, state=None).items) == ([], [row])


def test_only_what_the_reporter_sees_can_be_reported(run: Run, row: Report, ben: User) -> None:
    viewer = viewer_of(run, ben)

    assert is_reportable(viewer, Subject.POST, 1)
    assert is_reportable(viewer, Subject.ACCOUNT, 1)
    assert not is_reportable(viewer, Subject.POST, 2)
    assert not is_reportable(viewer, Subject.COMMENT, 1)
    assert Inbox.objects.filter(kind="sanction").count() == 0
