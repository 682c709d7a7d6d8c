"""A person's account: opened on first use, once, however many ask and whatever came between."""

import json

import pytest

from streams.models import Account, AccountKind, Inbox, Membership, Outcome, Run, User
from streams.network.commands import JOIN, POST, PostBody
from streams.network.part import NoNetworkPart
from streams.services.joining import JoinPending, JoinRefused, account_of, membership_of
from streams.services.social import act
from streams.writer.clock_part import ClockPart
from tests.lived_town import EngineAtHand
from tests.streams.network.talkers import drive

pytestmark = [pytest.mark.django_db, pytest.mark.stores]


def test_the_first_use_opens_an_account_whose_name_tells_nothing_of_the_login(run: Run, ann: User) -> None:
    number = account_of(run, ann)

    account = Account.objects.numbered(run.pk, number).get()
    named = (f"member_{ann.pk}", f"Member {ann.pk}", AccountKind.HUMAN)
    assert (account.handle, account.display_name, account.kind) == named
    member = membership_of(run, ann)
    assert member is not None
    assert member.number == number


def test_the_next_use_finds_it(run: Run, ann: User) -> None:
    first = account_of(run, ann)

    assert account_of(run, ann, handle="other") == first
    assert Inbox.objects.filter(kind=JOIN.name).count() == 1


def test_who_asks_at_the_same_time_gets_the_same_account(idle_run: Run, ann: User) -> None:
    for _ in range(2):
        with pytest.raises(JoinPending):
            account_of(idle_run, ann)
    drive(idle_run, 1)

    assert account_of(idle_run, ann) == account_of(idle_run, ann)
    assert Inbox.objects.filter(kind=JOIN.name).count() == Account.objects.of(idle_run.pk).count() == 1


def test_a_membership_that_was_made_meanwhile_is_kept(run: Run, ann: User, monkeypatch: pytest.MonkeyPatch) -> None:
    number = account_of(run, ann)
    monkeypatch.setattr("streams.services.joining.membership_of", lambda run, user: None)

    assert account_of(run, ann) == number
    assert Membership.objects.count() == 1


def test_two_people_who_wish_for_one_handle_get_two(run: Run, ann: User) -> None:
    other = User.objects.create_user("ann.lee@example.com")

    numbers = [account_of(run, user, handle="ann_lee") for user in (ann, other)]

    assert [Account.objects.numbered(run.pk, number).get().handle for number in numbers] == ["ann_lee", "ann_lee2"]


def test_a_run_without_a_network_says_so_and_may_be_asked_again(
    idle_run: Run, ann: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = EngineAtHand(idle_run, wall_ms=lambda: 10**12, parts=lambda facts: (ClockPart(), NoNetworkPart()))
    monkeypatch.setattr("streams.services.inbox.time", engine)

    for _ in range(2):
        with pytest.raises(JoinRefused, match="social_off"):
            account_of(idle_run, ann)

    assert Inbox.objects.filter(kind=JOIN.name, outcome=Outcome.REFUSED).count() == 2
    assert membership_of(idle_run, ann) is None


def test_an_act_opens_the_account_that_it_needs(run: Run, ann: User) -> None:
    receipt = act(run, ann, POST, PostBody(text="Hello"), idempotency_key="once")
    again = act(run, ann, POST, PostBody(text="Hello"), idempotency_key="once")

    assert (receipt.outcome, receipt.actor, json.loads(receipt.result)) == (Outcome.APPLIED, 1, {"post": 1})
    assert again == receipt
