"""What holds for every page of the network: small, in both languages, bounded, also for what is not there or past."""

import gzip
import re
from typing import Final

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from streams.kernel.simtime import MINUTE_S, SimTime, world_time
from streams.models import Inbox, Run
from tests.society.network.cast import Person, text_of, the_post

PAGE_BYTES_MAX: Final = 30_000
PUBLIC: Final = ("feed/", "feed/?ranking=hot", "feed/?ranking=random", "search/", "search/?q=hello")


def test_the_past_shows_no_later_post_and_cannot_be_changed(mia: Person) -> None:
    mia.act("post", text="After the fact")
    then = world_time(SimTime(mia.run.start_sim_time + 30 * MINUTE_S))

    page = mia.page("feed/", t=then)

    assert "After the fact" not in page
    assert "This is the past: it can be read, not changed." in text_of(page)
    assert mia.client.get(f"/w/{mia.run.pk}/feed/{the_post()}/", {"t": then}).status_code == 404


@pytest.mark.parametrize("do", ["", "dance", "like-x", "like-99999999999", "like", "post-1", "comment-1"])
def test_a_form_that_makes_no_sense_changes_nothing(mia: Person, do: str) -> None:
    mia.act(do)

    assert not Inbox.objects.filter(outcome="applied").exclude(kind="join").exists()


def test_a_form_leads_to_no_other_site(mia: Person) -> None:
    mia.join()
    answer = mia.client.post(f"/w/{mia.run.pk}/act/", {"do": "post", "text": "Hello", "next": "https://example.org/"})

    assert answer["Location"].startswith(f"/w/{mia.run.pk}/feed/")


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_each_page_is_small_without_inline_script_or_style_and_has_one_heading(
    mia: Person, ben: Person, olga: Person, language: str
) -> None:
    ben.act("post", text="A post")
    mia.act(f"comment-{the_post()}", text="A comment")
    mia.act("message", to="ben", text="A message")
    paths = [
        *PUBLIC,
        f"feed/{the_post()}/",
        "people/ben/",
        "people/ben/followers/",
        "messages/",
        "messages/1/",
        "notices/",
    ]

    header = {"accept-language": language}
    pages = {path: mia.client.get(f"/w/{mia.run.pk}/{path}", headers=header) for path in paths}
    pages["moderation/"] = olga.client.get(f"/w/{olga.run.pk}/moderation/", headers=header)
    pages["join/"] = olga.client.get(f"/w/{olga.run.pk}/join/", headers=header)
    pages["report/"] = mia.client.get(f"/w/{mia.run.pk}/report/?about=post-{the_post()}", headers=header)

    assert {path: page.status_code for path, page in pages.items()} == dict.fromkeys(pages, 200)
    assert [path for path, page in pages.items() if page.content.count(b"<h1") != 1] == []
    assert [path for path, page in pages.items() if len(gzip.compress(page.content)) > PAGE_BYTES_MAX] == []
    assert [path for path, page in pages.items() if re.search(rb"\sstyle=|<style|\son\w+=", page.content)] == []
    assert [path for path, page in pages.items() if re.findall(rb"<script(?![^>]*\ssrc=)", page.content)] == []


@pytest.mark.parametrize("path", ["feed/", "people/mia/", "search/?q=number"])
def test_more_posts_cost_no_more_queries(mia: Person, nobody: Person, path: str) -> None:
    def queries() -> int:
        nobody.client.get(f"/w/{nobody.run.pk}/{path}")
        with CaptureQueriesContext(connection) as captured:
            nobody.client.get(f"/w/{nobody.run.pk}/{path}")
        return len(captured)

    mia.act("post", text="number 0")
    mia.act("post", text="number 1")
    few = queries()
    for number in range(8):
        mia.act("post", text=f"number {number} of many")

    assert queries() == few <= 40


def test_a_run_without_a_network_says_so(run: Run, client: Client) -> None:
    run.scenario = run.scenario.replace('"enabled":true', '"enabled":false')
    run.save()

    answer = client.get(f"/w/{run.pk}/feed/")
    town = client.get(f"/w/{run.pk}/town/").content.decode()

    assert (answer.status_code, "This run has no social network" in answer.content.decode()) == (404, True)
    assert f"/w/{run.pk}/feed/" not in town


@pytest.mark.parametrize("path", ["feed/999/", "people/nobody_there/", "report/?about=post-7", "report/?about=x"])
def test_what_is_not_there_is_not_found(nobody: Person, path: str) -> None:
    assert nobody.client.get(f"/w/{nobody.run.pk}/{path}").status_code == 404
