"""People in the browser: who follows and blocks whom, messages, groups, notices."""

import re

from tests.society.network.cast import Person, text_of, the_post


def test_what_is_followed_and_passed_on_is_in_the_following_feed(mia: Person, ben: Person, olga: Person) -> None:
    olga.act("post", text="Something by Olga")
    post = the_post()
    ben.act(f"repost-{post}")
    before = text_of(mia.page("people/ben/"))
    account = re.search(r'value="follow-(\d+)"', mia.page("people/ben/"))
    assert account is not None
    followed = mia.act(account[0].split('"')[1], next_path="people/ben/")
    feed = text_of(mia.page("feed/", ranking="following"))

    assert "0 followers" in before
    assert "1 follower " in text_of(followed)
    assert ("ben passed this on" in feed, "Something by Olga" in feed) == (True, True)
    assert "mia" in text_of(ben.page("people/ben/followers/"))


def test_whoever_is_blocked_is_seen_no_more(mia: Person, ben: Person) -> None:
    ben.act("post", text="Nonsense by Ben")
    mia.act("post", text="Sense by Mia")
    number = re.search(r'value="block-(\d+)"', mia.page("people/ben/"))
    assert number is not None
    blocked = mia.act(f"block-{number[1]}", next_path="people/ben/")

    assert "You have blocked this account" in text_of(blocked)
    assert "Nonsense by Ben" not in mia.page("feed/")
    assert "Sense by Mia" not in ben.page("feed/")
    assert "No longer blocked." in text_of(mia.act(f"unblock-{number[1]}", next_path="people/ben/"))


def test_a_message_is_unread_until_its_reader_says_that_it_is_read(mia: Person, ben: Person) -> None:
    ben.act("change_profile", display_name="Ben B.", bio="I bake.")
    sent = mia.act("message", next_path="messages/", to="@ben", text="Bread for two?")
    badge = ben.page("feed/")
    listed = text_of(ben.page("messages/"))
    conversation = re.search(r"/messages/(\d+)/", ben.page("messages/"))
    assert conversation is not None
    opened = ben.page(f"messages/{conversation[1]}/")
    still = ben.page("feed/")
    ben.read(conversation=conversation[1], upto="1")
    answered = ben.act(f"say-{conversation[1]}", next_path=f"messages/{conversation[1]}/", text="With butter.")

    assert ("Bread for two?" in sent, "Ben B." in sent) == (True, True)
    assert '<span class="badge">1' in badge
    assert "Bread for two?" in listed
    assert "Bread for two?" in opened
    assert '<span class="badge">1' in still
    assert '<span class="badge">1' not in ben.page("feed/")
    assert "With butter." in answered


def test_nobody_else_reads_a_conversation(mia: Person, ben: Person, olga: Person, nobody: Person) -> None:
    ben.act("post", text="I am here")
    mia.act("message", next_path="messages/", to="ben", text="Only for you")

    assert olga.client.get(f"/w/{olga.run.pk}/messages/1/").status_code == 404
    assert nobody.client.get(f"/w/{nobody.run.pk}/messages/1/").status_code == 302


def test_a_group_is_begun_grows_and_is_left(mia: Person, ben: Person, olga: Person) -> None:
    ben.act("post", text="I am here")
    olga.act("post", text="So am I")
    begun = mia.act("begin_group", next_path="messages/", title="Bakers", names="@ben")
    path = "messages/1/"
    grown = mia.act("add_to_group-1", next_path=path, who="olga")
    left = ben.act("leave_group-1", next_path="messages/")

    assert "<h1>Bakers</h1>" in begun
    assert "@olga" in text_of(grown)
    assert "You left the group." in text_of(left)
    assert "Bakers" not in text_of(left)


def test_a_name_that_nobody_has_is_said_and_the_text_is_kept(mia: Person) -> None:
    page = mia.act("message", next_path="messages/", to="zzyzx", text="Are you there?")

    assert "Nobody is called @zzyzx." in text_of(page)
    assert "Are you there?" in page


def test_notices_tell_what_others_did_and_are_new_until_they_were_seen(mia: Person, ben: Person) -> None:
    mia.act("post", text="Hello everybody")
    ben.act(f"like-{the_post()}")
    ben.act(f"comment-{the_post()}", text="Hello Mia")
    badge = mia.page("feed/")
    first, second = mia.page("notices/"), mia.page("notices/")
    mia.read(upto="2")
    third = mia.page("notices/")

    assert '<span class="badge">2' in badge
    assert ("ben likes your post" in first, "ben commented on your post" in first) == (True, True)
    assert [page.count("data-unread>") for page in (first, second, third)] == [2, 2, 0]
