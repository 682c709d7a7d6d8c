"""Whoever is blocked, and whoever blocks: neither sees nor reaches the other, by page or by API, one address a row."""

import json
from typing import Any

import pytest

from society.parts import assemble
from streams.models import (
    Account,
    Comment,
    Follow,
    Inbox,
    Like,
    Message,
    Notice,
    Outcome,
    Participant,
    Post,
    Repost,
    Role,
    Run,
)
from streams.writer.verify import verify_run
from tests.society.network.cast import Person, person, text_of
from tests.society.social_api.caller import Caller

RANKINGS = ("following", "new", "hot", "recommended", "random")
LISTS = (
    *(f"feed/?ranking={ranking}" for ranking in RANKINGS),
    *(
        "search/?q=lantern",
        "people/olga/followers/",
        "people/olga/following/",
        "feed/{olgas}/",
        "notices/",
        "messages/",
    ),
    "messages/{group}/",
)
"""Pages that both may open, on which neither meets the other."""
GONE = ("feed/{theirs}/", "messages/{private}/")
"""Pages of the other that there are not."""
API_LISTS = (
    *(f"feed?ranking={ranking}" for ranking in RANKINGS),
    *("posts", "search?q=lantern", "accounts", "accounts?search={them}", "notices", "messages", "messages/{group}"),
    *("accounts/olga/followers", "accounts/olga/following", "posts/{olgas}/like", "posts/{olgas}/comments"),
)
API_GONE = (
    *("posts/{theirs}", "posts/{theirs}/comments", "posts/{theirs}/like", "comments/{comment}", "messages/{private}"),
)
REACHES: tuple[tuple[str, dict[str, str]], ...] = (
    ("like-{theirs}", {}),
    ("repost-{theirs}", {}),
    ("comment-{theirs}", {"text": "x"}),
    ("comment-{olgas}", {"text": "x", "parent": "{comment}"}),
    ("follow-{number}", {}),
    ("message", {"to": "{them}", "text": "x"}),
    ("say-{private}", {"text": "x"}),
    ("begin_group", {"title": "Us", "names": "{them}"}),
    ("add_to_group-{own_group}", {"who": "{them}"}),
)
"""What a page's form would do to the other."""
API_REACHES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("posts/{theirs}/like", {}),
    ("posts/{theirs}/repost", {}),
    ("posts/{theirs}/comments", {"text": "x"}),
    ("posts/{olgas}/comments", {"text": "x", "parent": "{comment}"}),
    ("accounts/{them}/follow", {}),
    ("messages", {"to": "{them}", "text": "x"}),
    ("messages/{private}", {"text": "x"}),
    ("groups", {"title": "Us", "members": ["{them}"]}),
    ("groups/{own_group}/members", {"handle": "{them}"}),
)
MADE = (Post, Comment, Like, Repost, Follow, Message, Participant, Notice)
SIDES = ("mia", "ben")
"""Who blocks, and who is blocked."""
Asked = tuple[Person, dict[str, str]]


@pytest.fixture
def sides(run: Run, mia: Person, ben: Person) -> dict[str, Asked]:
    """Let Mia and Ben have everything to do with each other, before Olga's eyes; then Mia blocks Ben."""
    olga = person(run, "olga", Role.MEMBER)
    posts = {}
    for each in (olga, mia, ben):
        each.join()
        each.do("post", text=f"Lantern by {each.name}")
        posts[each.name] = last(Post)
    number = {account.handle: str(account.number) for account in Account.objects.of(run.pk) if account.handle in posts}
    comments, groups = {}, {}
    for one, other in ((mia, ben), (ben, mia)):
        one.do(f"follow-{number['olga']}")
        one.do(f"follow-{number[other.name]}")
        one.do(f"like-{posts['olga']}")
        one.do(f"repost-{posts[other.name]}")
        one.do(f"comment-{posts['olga']}", text=f"Words of {one.name}")
        comments[one.name] = last(Comment)
        one.do("begin_group", title=f"Circle {one.name}", names="olga")
        groups[one.name] = conversation(run)
    olga.do(f"follow-{number['mia']}")
    olga.do(f"follow-{number['ben']}")
    mia.do("message", to="ben", text="Whisper of mia")
    private = conversation(run)
    ben.do(f"say-{private}", text="Whisper of ben")
    olga.do("begin_group", title="Choir", names="mia ben")
    group = conversation(run)
    for one in (mia, ben):
        one.do(f"say-{group}", text=f"Hum of {one.name}")
    mia.do(f"block-{number['ben']}")
    return {
        one.name: (
            one,
            {
                "them": other.name,
                "theirs": posts[other.name],
                "olgas": posts["olga"],
                "number": number[other.name],
                "comment": comments[other.name],
                "private": private,
                "group": group,
                "own_group": groups[one.name],
            },
        )
        for one, other in ((mia, ben), (ben, mia))
    }


def last(model: type[Post] | type[Comment]) -> str:
    row = model._default_manager.latest("pk")
    return str(row.number)


def conversation(run: Run) -> str:
    """Give the conversation of the last command that began one."""
    sent = Inbox.objects.filter(run=run, kind__in=("message", "begin_group")).latest("pk")
    return str(json.loads(sent.result)["conversation"])


def traces(shown: str, them: str) -> list[str]:
    """Find what tells of somebody in what is shown."""
    return [word for word in (f"@{them}", f"by {them}", f"of {them}", f'"{them}"') if word in shown]


@pytest.mark.parametrize("side", SIDES)
def test_neither_sees_the_other_on_any_page(sides: dict[str, Asked], side: str) -> None:
    one, names = sides[side]
    reader = {path: text_of(page_of(one, path.format(**names))) for path in LISTS}

    assert {path: found for path in LISTS if (found := traces(reader[path], names["them"]))} == {}
    assert "by olga" in reader["feed/?ranking=new"]
    missing = [path for path in GONE if opened(one, path.format(**names)) != 404]
    assert missing == []


@pytest.mark.parametrize("tab", ["", "followers/", "following/"])
def test_who_blocks_finds_the_profile_to_lift_it_but_nothing_on_it_and_the_other_finds_none(
    sides: dict[str, Asked], tab: str
) -> None:
    (mia, _), (ben, _) = sides["mia"], sides["ben"]
    shown = text_of(mia.page(f"people/ben/{tab}"))

    assert ("You have blocked this account" in shown, "Lantern" in shown, "olga" in shown) == (True, False, False)
    assert opened(ben, f"people/mia/{tab}") == 404


@pytest.mark.parametrize("side", SIDES)
def test_neither_sees_the_other_by_the_api(sides: dict[str, Asked], side: str) -> None:
    one, names = sides[side]
    api = Caller(client=one.client)
    seen = {path: json.dumps(api.data(path.format(**names))) for path in API_LISTS}

    assert {path: found for path in API_LISTS if (found := traces(seen[path], names["them"]))} == {}
    assert "by olga" in seen["posts"]
    assert [path for path in API_GONE if api.get(path.format(**names)).status_code != 404] == []
    assert api.get(f"accounts/{names['them']}").status_code == (200 if side == "mia" else 404)
    assert api.data("messages/unread_count")["notices"] == 2  # by Olga: a follow and a group


@pytest.mark.parametrize("side", SIDES)
def test_neither_reaches_the_other_by_a_page_or_by_the_api(sides: dict[str, Asked], side: str, run: Run) -> None:
    one, names = sides[side]
    api = Caller(client=one.client)
    rows = [model._default_manager.count() for model in MADE]
    for do, fields in REACHES:
        one.act(do.format(**names), **{name: value.format(**names) for name, value in fields.items()})
    answers = {
        path: api.post(
            path.format(**names),
            json.loads(json.dumps(body).replace("{them}", names["them"]).replace('"{comment}"', names["comment"])),
        )
        for path, body in API_REACHES
    }

    assert [model._default_manager.count() for model in MADE] == rows
    assert {path: answer.status_code for path, answer in answers.items() if answer.status_code not in (404, 409)} == {}
    sent = Inbox.objects.filter(run=run, user__email=f"{side}@example.org").order_by("pk")
    assert set(sent.filter(pk__gt=last_of_fixture(run)).values_list("outcome", flat=True)) <= {Outcome.REFUSED}
    assert list(verify_run(run, assemble)) == []


def last_of_fixture(run: Run) -> int:
    return Inbox.objects.filter(run=run, kind="block").latest("pk").pk


def page_of(one: Person, path: str) -> str:
    address, _mark, query = path.partition("?")
    return one.page(address, **dict(pair.split("=") for pair in query.split("&") if pair))


def opened(one: Person, path: str) -> int:
    return one.client.get(f"/w/{one.run.pk}/{path}").status_code
