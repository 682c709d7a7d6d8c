"""The page on which somebody lives as a resident: what it shows to whom, its buttons, both languages."""

import re
from typing import Final

import pytest
from django.test import Client

from agents.models import Body
from streams.models import Inbox, Role, Run, RunClock
from tests.lived_town import EngineInTime, LivedTown
from tests.society.network.cast import Person, person, text_of
from world.contract import Reason
from world.models import ResidentState
from world.selectors.moments import present
from world.selectors.residents import resident_view

HER: Final = 7


@pytest.fixture
def engine(lived_town: LivedTown, monkeypatch: pytest.MonkeyPatch) -> EngineInTime:
    """Have an engine answer while senders wait."""
    engine = EngineInTime(lived_town.run)
    monkeypatch.setattr("streams.services.inbox.time", engine)
    return engine


@pytest.fixture
def run(lived_town: LivedTown, engine: EngineInTime) -> Run:
    return lived_town.run


@pytest.fixture
def path(run: Run) -> str:
    """Give her page."""
    view = resident_view(present(run), HER)
    assert view is not None
    return f"residents/{view.handle}/"


@pytest.fixture
def mia(run: Run, path: str) -> Person:
    """Give a member who plays her."""
    mia = person(run, "mia", Role.MEMBER)
    mia.act(f"take_body-{HER}", next_path=f"{path}live/")
    return mia


def choices(page: str) -> list[str]:
    return re.findall(r'name="choice" value="([^"]+)"', page)


def test_a_member_chooses_a_name_takes_a_resident_and_is_shown_what_she_may_do(mia: Person, path: str) -> None:
    page = mia.page(f"{path}live/")

    assert Body.objects.get().player > 0
    assert any(choice.startswith(("rest-", "sleep-")) for choice in choices(page))
    assert "Played by mia" in text_of(mia.page(path))


def test_a_button_decides(mia: Person, run: Run, path: str) -> None:
    choice = next(one for one in choices(mia.page(f"{path}live/")) if one.startswith(("rest-", "read-")))

    mia.act(f"decide-{HER}", next_path=f"{path}live/", choice=choice)

    assert ResidentState.objects.numbered(run.pk, HER).get().reason == Reason.PLAYED


@pytest.mark.parametrize("choice", ["", "rest", "rest-x", "fly-1", "exercise-1", "rest-1-2-3"])
def test_a_choice_that_is_not_offered_is_told_and_changes_nothing(choice: str, mia: Person, path: str) -> None:
    page = mia.act(f"decide-{HER}", next_path=f"{path}live/", choice=choice)

    assert 'data-level="error"' in page
    assert Body.objects.get().decisions == 0


def test_while_time_stands_still_a_button_says_so(mia: Person, run: Run, path: str) -> None:
    choice = next(one for one in choices(mia.page(f"{path}live/")) if one.startswith("rest-"))
    RunClock.objects.filter(pk=run.pk).update(rate_milli=0)

    page = mia.act(f"decide-{HER}", next_path=f"{path}live/", choice=choice)

    assert "The world is paused" in text_of(page)


def test_she_is_given_back(mia: Person, path: str) -> None:
    page = mia.act(f"return_body-{HER}", next_path=path)

    assert "Given back: she decides herself again." in text_of(page)
    assert Body.objects.get().player == 0
    assert "Live as this resident" in text_of(mia.page(f"{path}live/"))


def test_others_see_who_plays_her_and_only_an_operator_takes_her_away(mia: Person, run: Run, path: str) -> None:
    ben, olga, nobody = (
        person(run, name, role) for name, role in (("ben", Role.MEMBER), ("olga", Role.OPERATOR), ("nobody", None))
    )
    command = {"command": "return_body", "resident": str(HER), "next": f"/w/{run.pk}/{path}"}

    pages = {one.name: one.page(f"{path}live/") for one in (ben, olga, nobody)}
    refused = [one.client.post(f"/w/{run.pk}/bodies/", command).status_code for one in (ben, nobody)]
    done = olga.client.post(f"/w/{run.pk}/bodies/", command, follow=True).content.decode()

    assert all("Played by mia" in text_of(page) and not choices(page) for page in pages.values())
    assert {name for name, page in pages.items() if "Take this resident away" in page} == {"olga"}
    assert refused == [403, 403]
    assert "Nobody plays this resident any more." in text_of(done)
    assert Body.objects.get().player == 0


@pytest.mark.parametrize(("role", "sentence"), [(None, "Sign in"), (Role.OBSERVER, "Your login may only look on")])
def test_who_may_not_play_is_told_what_to_do(role: Role | None, sentence: str, run: Run, path: str) -> None:
    page = person(run, "somebody", role).page(f"{path}live/")

    assert sentence in text_of(page)
    assert "take_body" not in page


def test_the_past_leads_to_the_present(mia: Person, run: Run, path: str) -> None:
    answer = mia.client.get(f"/w/{run.pk}/{path}live/", {"t": "2024-01-01T19:00:00"})

    assert (answer.status_code, answer["Location"]) == (302, f"/w/{run.pk}/{path}live/")
    assert "Live here" not in mia.page(path, t="2024-01-01T19:00:00")


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_page_is_whole_in_both_languages(language: str, mia: Person, run: Run, path: str) -> None:
    answer = mia.client.get(f"/w/{run.pk}/{path}live/", headers={"accept-language": language})
    page = answer.content.decode()

    assert answer.content.count(b"<h1") == 1
    assert not re.search(r"\sstyle=|<style|\son\w+=|<script(?![^>]*\ssrc=)", page)
    assert ("在这里生活" in page) == (language == "zh-hans")


def test_nobody_lives_where_nobody_is(mia: Person, run: Run) -> None:
    assert mia.client.get(f"/w/{run.pk}/residents/nobody-there/live/").status_code == 404


def test_a_run_without_a_network_offers_it_to_nobody(run: Run, path: str, client: Client) -> None:
    run.scenario = run.scenario.replace('"social":{"enabled":true', '"social":{"enabled":false')
    run.save()

    assert client.get(f"/w/{run.pk}/{path}live/").status_code == 404
    assert "Live here" not in client.get(f"/w/{run.pk}/{path}").content.decode()
    assert not Inbox.objects.exists()
