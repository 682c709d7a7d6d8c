"""Moderation in the browser: reports, what is hidden and who is suspended, and who may decide."""

from streams.models import Inbox, Post, Report
from tests.society.network.cast import Person, text_of, the_post


def test_nobody_cannot_write_or_judge(nobody: Person) -> None:
    posted = nobody.client.post(f"/w/{nobody.run.pk}/act/", {"do": "post", "text": "hello"})
    judged = nobody.client.post(f"/w/{nobody.run.pk}/judge/", {"do": "sanction_post-1", "reason": "so"})

    assert (posted.status_code, judged.status_code, Inbox.objects.count()) == (403, 403, 0)


def test_a_reported_post_is_hidden_by_an_operator_and_shown_again(
    mia: Person, ben: Person, olga: Person, nobody: Person
) -> None:
    ben.act("post", text="Buy my pills")
    post = the_post()
    mia.client.post(f"/w/{mia.run.pk}/report/?about=post-{post}", {"text": "an advertisement"})
    desk = olga.page("moderation/")
    olga.judge(f"uphold-{Report.objects.get().pk}", reason="advertising")
    hidden = (nobody.page("feed/"), olga.page("feed/"))
    audit = text_of(olga.page("moderation/"))
    olga.judge(f"lift_post-{post}")

    assert ("an advertisement" in desk, "Buy my pills" in desk) == (True, True)
    assert ["Buy my pills" in page for page in hidden] == [False, True]
    assert "data-hidden" in hidden[1]
    assert ("The post is hidden." in audit, "advertising" in audit, "olga@example.org" in audit) == (True, True, True)
    assert "Buy my pills" in nobody.page("feed/")


def test_a_dismissed_report_changes_nothing_but_itself(mia: Person, ben: Person, olga: Person) -> None:
    ben.act("post", text="A fine day")
    mia.client.post(f"/w/{mia.run.pk}/report/?about=post-{the_post()}", {"text": "I disagree"})
    olga.judge(f"dismiss-{Report.objects.get().pk}")

    assert "No report waits for a decision." in text_of(olga.page("moderation/"))
    assert "A fine day" in mia.page("feed/")


def test_a_suspended_account_is_told_and_cannot_write(mia: Person, olga: Person) -> None:
    mia.act("post", text="Hello")
    number = Post.objects.get().author.number
    olga.judge(f"sanction_account-{number}", reason="rude")

    page = text_of(mia.page("feed/"))
    refused = text_of(mia.act("post", text="Again"))

    assert "Your account is suspended" in page
    assert "Your account is suspended" in refused
    assert Post.objects.count() == 1


def test_only_operators_see_the_moderation(mia: Person, nobody: Person) -> None:
    answers = [one.client.get(f"/w/{one.run.pk}/moderation/").status_code for one in (mia, nobody)]

    assert answers == [403, 403]
