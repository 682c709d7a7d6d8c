"""Reading in the browser: looking marks nothing, saying so does, and a script that looks for news takes nothing away."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from streams.models import Membership, ReadMark
from tests.society.network.cast import Person, text_of, the_post

BADGE = '<span class="badge">'


@pytest.fixture
def letters(mia: Person, ben: Person) -> str:
    """Let Mia write two messages to Ben; return the path of their conversation."""
    ben.join()
    mia.act("message", to="ben", text="One")
    mia.act("say-1", text="Two")
    return "messages/1/"


@pytest.mark.parametrize("path", ["messages/", "messages/1/", "notices/", "unread/", "feed/"])
def test_no_page_marks_anything_by_being_opened(letters: str, mia: Person, ben: Person, path: str) -> None:
    ben.act("post", text="Hello")
    mia.act(f"like-{the_post()}")

    ben.page(path)
    ben.page(path, part="live")

    assert not ReadMark.objects.filter(membership__user__email="ben@example.org").exists()
    assert Membership.objects.get(user__email="ben@example.org").seen_notice == 0


def test_without_script_a_button_marks_what_stands_above_it(letters: str, ben: Person) -> None:
    opened = ben.page(letters)
    ben.read(conversation="1", upto="2", next=f"/w/{ben.run.pk}/{letters}")

    assert "I have read the 2 new messages" in text_of(opened)
    assert 'name="upto" value="2"' in opened
    assert "I have read" not in text_of(ben.page(letters))
    assert BADGE not in ben.page("feed/")


def test_an_answer_marks_what_was_answered_and_not_what_came_meanwhile(letters: str, mia: Person, ben: Person) -> None:
    mia.act("say-1", text="Three, while Ben writes")

    ben.act("say-1", next_path=letters, text="An answer to two", upto="2")

    assert ReadMark.objects.get(membership__user__email="ben@example.org").message == 2
    assert f"{BADGE}1" in ben.page("feed/")


def test_a_refused_answer_marks_nothing(letters: str, ben: Person) -> None:
    ben.act("say-1", next_path=letters, text="", upto="2")

    assert not ReadMark.objects.filter(membership__user__email="ben@example.org").exists()


def test_a_script_is_given_the_counts_that_are_left(letters: str, ben: Person) -> None:
    form = {"conversation": "1", "upto": "1", "part": "mail"}

    answer = ben.client.post(f"/w/{ben.run.pk}/read/", form).content.decode()

    assert f"{BADGE}1" in answer
    assert "<html" not in answer


def test_nobody_marks_a_conversation_of_others(letters: str, olga: Person, nobody: Person) -> None:
    olga.join()
    olga.read(conversation="1", upto="2")
    answers = [nobody.client.post(f"/w/{nobody.run.pk}/read/"), nobody.client.get(f"/w/{nobody.run.pk}/unread/")]

    assert not ReadMark.objects.filter(conversation=1, membership__user__email="olga@example.org").exists()
    assert [answer.status_code for answer in answers] == [403, 403]


@pytest.mark.parametrize(("method", "path"), [("get", "read/"), ("post", "unread/"), ("get", "act/")])
def test_marks_are_posted_and_counts_are_fetched(mia: Person, method: str, path: str) -> None:
    assert getattr(mia.client, method)(f"/w/{mia.run.pk}/{path}").status_code == 405


def test_a_look_in_the_background_takes_neither_messages_nor_drafts(mia: Person) -> None:
    mia.join()
    form = {"do": "post", "text": "x" * 5_001, "next": f"/w/{mia.run.pk}/feed/"}
    mia.client.post(f"/w/{mia.run.pk}/act/", form)

    background = mia.page("feed/", part="live")
    page = mia.page("feed/")

    assert ("Nothing was sent" in background, "x" * 5_000 in background, "<html" in background) == (False, False, False)
    assert ("Nothing was sent" in text_of(page), "x" * 5_000 in page) == (True, True)


def test_a_background_look_has_the_posts_the_counts_and_no_address_of_itself(
    letters: str, mia: Person, ben: Person
) -> None:
    mia.act("post", text="News")

    part = ben.page("feed/", ranking="new", part="live")

    assert ("News" in part, f"{BADGE}2" in part) == (True, True)
    assert "part=live" not in part


def test_counts_cost_few_queries(letters: str, ben: Person) -> None:
    with CaptureQueriesContext(connection) as captured:
        ben.page("unread/")

    assert len(captured) <= 12


def test_a_page_says_from_where_its_script_goes_on_and_one_of_the_past_has_none(mia: Person) -> None:
    mia.act("post", text="Hello")
    then = "2024-01-01T01:00:00"

    now, past = mia.page("feed/"), mia.page("feed/", t=then)

    assert ("data-seq=" in now, "site/network.js" in now) == (True, True)
    assert ("data-seq=" in past, "site/network.js" in past) == (False, False)


def test_the_form_of_a_group_keeps_what_was_written_when_it_is_refused(mia: Person) -> None:
    mia.join()

    unknown = mia.act("begin_group", next_path="messages/", title="Bakers", names="@zzyzx @nobody")
    later = mia.page("messages/")

    assert "Nobody is called @zzyzx." in text_of(unknown)
    assert ('value="Bakers"' in unknown, 'value="@zzyzx @nobody"' in unknown) == (True, True)
    assert "Bakers" not in later


def test_each_form_gets_back_its_own_fields_only(mia: Person) -> None:
    mia.join()

    message = mia.act("message", next_path="messages/", to="zzyzx", text="Are you there?")
    profile = mia.act("change_profile", next_path="people/mia/", display_name="x" * 61, bio="I bake.")

    assert ('value="zzyzx"' in message, "Are you there?" in message) == (True, True)
    assert 'id="title" name="title" value=""' in message
    assert ("I bake." in profile, '<details class="panel edit" open' in profile) == (True, True)
