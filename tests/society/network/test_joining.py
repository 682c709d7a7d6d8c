"""Choosing a name: asked once before the first act, with clear errors, and then what was wanted is done."""

import pytest

from streams.models import Account, AccountKind, Inbox, Membership, Post, PostCount, Role, Run, User
from streams.services.joining import account_of
from tests.lived_town import LivedTown
from tests.society.network.cast import Person, person, text_of, the_post


def press(who: Person, do: str, **fields: str) -> str:
    """Press a button and stay where that leads."""
    form = {"do": do, "next": f"/w/{who.run.pk}/feed/", **fields}
    return who.client.post(f"/w/{who.run.pk}/act/", form, follow=True).content.decode()


def test_a_name_is_asked_before_the_first_post_which_is_then_posted(mia: Person) -> None:
    asked = press(mia, "post", text="Hello <b>everybody</b>")
    unwritten = Post.objects.count()
    written = mia.join(handle="mia_k", display_name="Mia 凯勒")

    assert "Choose your name here" in text_of(asked)
    assert "Hello &lt;b&gt;everybody&lt;/b&gt;" in asked
    assert unwritten == 0
    assert ("You are @mia_k here." in text_of(written), "Posted." in text_of(written)) == (True, True)
    assert (Post.objects.get().author.handle, Post.objects.get().author.display_name) == ("mia_k", "Mia 凯勒")


def test_nothing_of_the_address_of_a_login_is_offered_or_taken(run: Run) -> None:
    somebody = person(run, "confidential.address", Role.MEMBER)

    asked = press(somebody, "post", text="Hello")
    somebody.join(handle="sunny", display_name="Sunny")

    assert "confidential" not in asked.split("<main")[1]
    assert Account.objects.get(kind=AccountKind.HUMAN).handle == "sunny"


@pytest.mark.parametrize("do", ["like", "repost", "comment"])
def test_an_act_on_a_post_goes_on_after_the_name(mia: Person, ben: Person, do: str) -> None:
    mia.act("post", text="Bread is ready")
    press(ben, f"{do}-{the_post()}", text="Mm!")

    ben.join()
    counts = PostCount.objects.get()

    assert counts.likes + counts.reposts + counts.comments == 1


def test_a_follow_a_message_and_a_group_go_on_after_the_name(mia: Person, ben: Person, olga: Person) -> None:
    mia.act("post", text="Here I am")
    press(ben, f"follow-{Post.objects.get().author.number}")
    press(olga, "message", to="@mia", text="Only for you")

    ben.join()
    talk = olga.join()

    assert "1 follower" in text_of(mia.page("people/mia/"))
    assert "Only for you" in talk


def test_a_name_is_asked_once(mia: Person) -> None:
    press(mia, "post", text="First")
    mia.join()

    again = press(mia, "post", text="Second")
    profile = mia.client.get(f"/w/{mia.run.pk}/join/")

    assert "Choose your name here" not in text_of(again)
    assert Post.objects.count() == 2
    assert profile["Location"] == f"/w/{mia.run.pk}/people/mia/"


@pytest.mark.parametrize("handle", ["", "m", "mia keller", "美娅", "mia-k", "x" * 41, "mia@example.org"])
def test_a_handle_that_is_none_is_refused_with_the_rule_and_nothing_is_lost(mia: Person, handle: str) -> None:
    press(mia, "post", text="Still here?")

    page = mia.join(handle=handle, display_name="Mia")
    written = mia.join(handle="mia", display_name="Mia")

    assert "Use 2 to 40 of these" in text_of(page)
    assert 'value="Mia"' in page
    assert 'id="handle" name="handle"' in page
    assert "Still here?" in page
    assert Post.objects.count() == 1
    assert "Posted." in text_of(written)


def test_capitals_and_the_sign_before_a_handle_are_forgiven(mia: Person) -> None:
    mia.join(handle=" @Mia_K ", display_name="Mia")

    assert Account.objects.get(kind=AccountKind.HUMAN).handle == "mia_k"


def test_a_handle_that_somebody_has_is_refused(mia: Person, ben: Person) -> None:
    mia.join(handle="sunny")

    page = text_of(ben.join(handle="sunny", display_name="Ben"))

    assert "Somebody here is called that already." in page
    assert Membership.objects.count() == 1


@pytest.mark.parametrize("name", ["", "   ", "x" * 61])
def test_a_name_that_is_none_is_refused(mia: Person, name: str) -> None:
    page = mia.join(display_name=name)

    assert "Say what you want to be called" in text_of(page)
    assert 'aria-invalid="true"' in page
    assert not Membership.objects.exists()


def test_what_makes_no_sense_asks_for_no_name(mia: Person) -> None:
    assert "There is no such command." in text_of(press(mia, "dance"))


def test_only_members_choose_a_name(run: Run, nobody: Person) -> None:
    guest = person(run, "guest", Role.OBSERVER)

    answers = [who.client.post(f"/w/{run.pk}/join/", {"handle": "x1", "display_name": "X"}) for who in (guest, nobody)]

    assert [answer.status_code for answer in answers] == [403, 302]
    assert not Inbox.objects.exists()


def test_a_name_that_no_engine_could_give_yet_is_asked_for_once_and_the_words_are_kept(
    lived_town: LivedTown, nobody_drives: None
) -> None:
    mia = person(lived_town.run, "mia", Role.MEMBER)
    press(mia, "post", text="Is anybody there?")

    page = mia.join()
    again = press(mia, "post", text="Still nobody?")

    assert "no engine has answered yet" in text_of(page)
    assert "Is anybody there?" in page
    assert "Choose your name here" not in text_of(again)
    assert Inbox.objects.filter(kind="join").count() == 1


def test_what_was_wanted_in_one_run_is_not_done_in_another(mia: Person) -> None:
    press(mia, "post", text="For this town")
    session = mia.client.session
    session["wanted"] = session["wanted"] | {"run": "999"}
    session.save()

    mia.join()

    assert (Membership.objects.count(), Post.objects.count()) == (1, 0)


def test_two_who_want_one_handle_at_once_both_get_one(
    mia: Person, ben: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("society.views.joining.numbers_of_handles", lambda run, handles: {})
    mia.join(handle="sunny")

    page = ben.join(handle="sunny")

    assert "You are @sunny2 here." in text_of(page)


def test_an_account_that_was_opened_by_a_program_is_not_asked_for(mia: Person) -> None:
    account_of(mia.run, User.objects.get(email="mia@example.org"))

    press(mia, "post", text="By a program first")

    assert Post.objects.get().text == "By a program first"
