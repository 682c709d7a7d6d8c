"""The network's tables in the admin, with rows in them: named, private where they must be, moderated by commands."""

import pytest
from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db import connection, models
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from streams.admin.sanctioning import SanctionedAdmin
from streams.models import (
    Account,
    AccountCount,
    Block,
    Comment,
    Conversation,
    Follow,
    Like,
    Membership,
    Message,
    Notice,
    Participant,
    Post,
    PostCount,
    PostToken,
    ReadMark,
    Report,
    Repost,
    Sanction,
)
from tests.society.network.cast import Person, the_post

TABLES = (
    *(AccountCount, Block, Comment, Conversation, Follow, Like, Membership, Message, Notice, Participant),
    *(Post, PostCount, PostToken, ReadMark, Report, Repost),
)


def listed(model: type[models.Model]) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


@pytest.fixture
def talk(mia: Person, ben: Person) -> int:
    """Let two people use the whole network; return the post's number."""
    mia.act("post", text="Which bakery is best?")
    post = the_post()
    ben.act(f"comment-{post}", text="The one at the corner")
    ben.do(f"like-{post}")
    ben.do(f"repost-{post}")
    number = Post.objects.get().author.number
    ben.do(f"follow-{number}")
    ben.do("message", to="mia", text="Between you and me")
    mia.read(conversation="1", upto="1")
    mia.client.post(f"/w/{mia.run.pk}/report/?about=comment-1", {"text": "an advertisement"})
    mia.do(f"block-{Comment.objects.get().author.number}")
    return post


@pytest.mark.parametrize("model", TABLES)
def test_each_table_is_listed_and_shown_with_rows_without_counting(
    model: type[models.Model], talk: int, olga: Person
) -> None:
    row = model._default_manager.last()
    assert row is not None
    olga.client.get(listed(model))
    with CaptureQueriesContext(connection) as captured:
        page = olga.client.get(listed(model))

    assert (page.status_code, page.context["cl"].result_count > 0) == (200, True)
    assert [query["sql"] for query in captured if "COUNT(" in query["sql"].upper()] == []
    assert len(captured) <= 12
    assert (
        olga.client.get(reverse(f"admin:{model._meta.label_lower.replace('.', '_')}_change", args=[row.pk])).status_code
        == 200
    )


def test_what_a_person_wrote_privately_is_not_shown(talk: int, olga: Person) -> None:
    row = Message.objects.get()
    pages = [
        olga.client.get(listed(Message)).content.decode(),
        olga.client.get(reverse("admin:streams_message_change", args=[row.pk])).content.decode(),
    ]

    assert ["Between you and me" in page for page in pages] == [False, False]
    assert ["private: a person takes part" in page for page in pages] == [True, True]


@pytest.mark.parametrize("model", [Post, Comment, Account])
def test_an_operator_asks_for_a_reason_hides_and_lifts(model: type[models.Model], talk: int, olga: Person) -> None:
    shown = admin.site._registry[model]
    assert isinstance(shown, SanctionedAdmin)
    row = model._default_manager.latest("pk")
    chosen = {ACTION_CHECKBOX_NAME: str(row.pk)}

    form = olga.client.post(listed(model), {"action": "sanction", **chosen}).content.decode()
    asked = Sanction.objects.count()
    answer = {"action": "sanction", "answered": "yes", "reason": "rude", **chosen}
    hidden = olga.client.post(listed(model), answer, follow=True).content.decode()
    standing = list(Sanction.objects.filter(ended_step=0).values_list("kind", "subject", "reason"))
    olga.client.post(listed(model), {"action": "lift", **chosen})

    assert ('name="reason"' in form, asked) == (True, 0)
    assert ": done." in hidden
    assert standing == [(shown.subject, row.pk & (2**40 - 1), "rude")]
    assert not Sanction.objects.filter(ended_step=0).exists()


def test_a_sanction_is_lifted_where_it_is_listed(talk: int, olga: Person) -> None:
    olga.judge(f"sanction_post-{talk}", reason="rude")
    row = Sanction.objects.get()

    olga.client.post(listed(Sanction), {"action": "lift", ACTION_CHECKBOX_NAME: str(row.pk)})
    again = olga.client.post(listed(Sanction), {"action": "lift", ACTION_CHECKBOX_NAME: str(row.pk)}, follow=True)

    assert not Sanction.objects.filter(ended_step=0).exists()
    assert "nothing stands against it" in again.content.decode()
