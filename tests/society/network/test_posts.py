"""Posts and threads in the browser, without script: written, answered, liked, found."""

import re

import pytest

from streams.models import Account, AccountKind, Comment, Inbox, Like, Post, Role, Run
from streams.network.commands import POST
from streams.services.inbox import append_command, wait_for_receipt
from tests.lived_town import LivedTown
from tests.society.network.cast import Person, person, text_of, the_post


def test_an_empty_network_says_so_and_tells_nobody_how_to_take_part(nobody: Person) -> None:
    feed = text_of(nobody.page("feed/"))
    posts = text_of(nobody.page("search/", q="hello"))

    assert "Nobody has posted yet" in feed
    assert "Sign in to write, like and follow" in feed
    assert "create_operator --role member" in feed
    assert "No post says that" in posts


def test_an_observer_is_told_which_role_it_takes_and_cannot_write(run: Run) -> None:
    guest = person(run, "guest", Role.OBSERVER)

    page = guest.page("feed/")
    answer = guest.client.post(f"/w/{run.pk}/act/", {"do": "post", "text": "hello"})

    assert "Taking part needs the role member" in text_of(page)
    assert "<textarea" not in page
    assert (answer.status_code, Inbox.objects.count()) == (403, 0)


def test_what_a_member_writes_stands_in_everybodys_feed(mia: Person, nobody: Person) -> None:
    written = mia.act("post", text="Hello <b>town</b>,\r\nhow are you?")
    seen = nobody.page("feed/")

    assert "Posted." in text_of(written)
    assert "Hello &lt;b&gt;town&lt;/b&gt;,\nhow are you?" in seen
    assert 'value="like-' not in seen
    assert "Nobody has posted yet" not in seen


@pytest.mark.parametrize("ranking", ["following", "new", "hot", "recommended", "random"])
def test_what_one_has_just_written_is_shown_in_the_order_in_which_one_reads(
    ranking: str, mia: Person, ben: Person
) -> None:
    for member in (mia, ben):
        member.act("post", text="Good morning.")
    form = mia.page("feed/", ranking=ranking)
    written = mia.act("post", next_path=f"feed/?ranking={ranking}", text="Fresh bread, still warm.")
    others = ben.page("feed/", ranking="following", wrote=str(the_post()))

    assert f'name="next" value="/w/{mia.run.pk}/feed/?ranking={ranking}"' in form
    assert written.count("Fresh bread, still warm.") == 1
    assert "Fresh bread, still warm." not in others


@pytest.mark.parametrize("text", ["", "   ", "x" * 5_001])
def test_a_text_that_is_none_or_too_long_is_not_sent_and_not_lost(mia: Person, text: str) -> None:
    page = mia.act("post", text=text)

    assert "Something is missing or too long. Nothing was sent." in text_of(page)
    assert text.strip() in page
    assert not Post.objects.exists()


def test_a_text_that_nobody_answered_for_is_in_the_form_again(
    lived_town: LivedTown, nobody_drives: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    mia = person(lived_town.run, "mia", Role.MEMBER)

    page = mia.act("post", text="Is anybody there?")

    assert "no engine has answered yet" in text_of(page)
    assert "Is anybody there?" in page
    assert "Is anybody there?" not in mia.page("feed/")


def test_comments_stand_below_what_they_answer(mia: Person, ben: Person) -> None:
    mia.act("post", text="Who has seen my cat?")
    post = the_post()
    ben.act(f"comment-{post}", next_path=f"feed/{post}/", text="Which colour?")
    question = Comment.objects.get()
    form = mia.page(f"feed/{post}/", answer=str(question.number))
    page = mia.act(f"comment-{post}", next_path=f"feed/{post}/", text="Grey.", parent=str(question.number))

    assert f'name="parent" value="{question.number}"' in form
    assert re.search(r'data-depth="0".*Which colour\?.*data-depth="1".*Grey\.', page, re.DOTALL)
    assert "Comments 2" in text_of(page)


def test_a_like_is_given_and_taken_back(mia: Person, ben: Person) -> None:
    mia.act("post", text="Bread is ready")
    post = the_post()

    liked = ben.act(f"like-{post}")
    thread = text_of(mia.page(f"feed/{post}/"))
    again = ben.act(f"like-{post}")
    taken_back = ben.act(f"unlike-{post}")

    assert f'value="unlike-{post}" aria-pressed="true"' in liked
    assert "Liked by ben" in thread
    assert "You like this already." in text_of(again)
    assert f'value="like-{post}" aria-pressed="false"' in taken_back
    assert Like.objects.filter(ended_step=0).count() == 0


def test_a_removed_post_and_comment_are_gone(mia: Person) -> None:
    mia.act("post", text="Forget this")
    post = the_post()
    mia.act(f"comment-{post}", text="And this")
    without = mia.act(f"remove_comment-{Comment.objects.get().number}", next_path=f"feed/{post}/")
    gone = mia.act(f"remove_post-{post}", next_path=f"feed/{post}/")

    assert "And this" not in without
    assert "Forget this" not in gone
    assert mia.client.get(f"/w/{mia.run.pk}/feed/{post}/").status_code == 404


def test_the_feed_as_a_resident_sees_it_says_why_and_a_persons_is_her_own(
    mia: Person, ben: Person, nobody: Person
) -> None:
    mia.act("post", text="Tea!")
    resident = Account.objects.filter(kind=AccountKind.AGENT).first()
    assert resident is not None

    page = text_of(nobody.page("feed/", **{"as": resident.handle}))
    unknown = text_of(nobody.page("feed/", **{"as": "zzyzx"}))
    private = text_of(ben.page("feed/", **{"as": "@mia"}))

    assert f"The feed as {resident.display_name} sees it" in page
    assert ("Tea!" in page, "Shown because" in page) == (True, True)
    assert "Nobody is called @zzyzx." in unknown
    assert ("a person's feed is private" in private, "sees it" in private) == (True, False)


def test_a_residents_page_shows_her_latest_posts(run: Run, nobody: Person) -> None:
    resident = Account.objects.filter(kind=AccountKind.AGENT).first()
    assert resident is not None
    body = POST.body.model_validate({"text": "Up early today"})
    wait_for_receipt(append_command(run, POST, body, actor=resident.number))

    page = nobody.page(f"residents/{resident.handle}/")

    assert "Up early today" in page
    assert f"/w/{run.pk}/people/{resident.handle}/" in page


def test_posts_are_found_by_their_words_in_both_languages(mia: Person, nobody: Person) -> None:
    mia.act("post", text="The umbrella is blue")
    mia.act("post", text="今天公园里的樱花开了")

    assert "The umbrella is blue" in nobody.page("search/", q="UMBRELLA")
    assert "樱花开了" in nobody.page("search/", q="樱花")
    assert "umbrella is blue" not in nobody.page("search/", q="樱花")
