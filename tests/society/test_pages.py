"""Pages as a reader gets them: complete without script, the right things for nobody and for an operator, in both languages."""

import gzip
import re
import time
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from pytest_django import Settings

from society.views.places import event_text
from streams.kernel.simtime import DAY_S, world_time
from streams.models import Inbox, Role, Run, RunClock, User
from tests.lived_town import EngineAtHand, LivedTown
from world.models import Resident
from world.selectors.places import PlaceEvent
from world.sentences import SENTENCES, catalogue

PAGE_BYTES_MAX = 30_000
PLACEHOLDER = re.compile(r"\{(\w+)\}")


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    cache.clear()
    yield
    translation.activate("en")


@pytest.fixture
def operator(db: None) -> Client:
    """Give a browser in which an operator is signed in."""
    client = Client()
    client.force_login(User.objects.create_user("op@example.org", role=Role.OPERATOR))
    return client


def addresses(run: Run) -> list[str]:
    """List a run's pages."""
    base = f"/w/{run.pk}"
    first = Resident.objects.of(run.pk).select_related("account").order_by("pk")[0]
    return [
        "/",
        f"{base}/town/",
        f"{base}/town/?sel=place-9",
        f"{base}/town/?sel=resident-3",
        f"{base}/residents/",
        f"{base}/residents/{first.account.handle}/",
        f"{base}/places/",
        f"{base}/places/corner_cup/",
        "/sign-in/",
    ]


def test_each_page_is_there_small_and_without_inline_script_or_style(lived_town: LivedTown, client: Client) -> None:
    answers = {address: client.get(address) for address in addresses(lived_town.run)}

    assert {address: answer.status_code for address, answer in answers.items()} == dict.fromkeys(answers, 200)
    assert [a for a, answer in answers.items() if len(gzip.compress(answer.content)) > PAGE_BYTES_MAX] == []
    assert [a for a, answer in answers.items() if re.search(rb"\sstyle=|<style|\son\w+=", answer.content)] == []
    assert [a for a, answer in answers.items() if re.findall(rb"<script(?![^>]*\ssrc=)", answer.content)] == []


@pytest.mark.parametrize(("language", "lang"), [("en", b'<html lang="en"'), ("zh-hans", b'<html lang="zh-hans"')])
def test_each_page_speaks_the_readers_language_and_has_one_heading(
    lived_town: LivedTown, client: Client, language: str, lang: bytes
) -> None:
    answers = [client.get(address, headers={"accept-language": language}) for address in addresses(lived_town.run)]

    assert [lang in answer.content for answer in answers] == [True] * len(answers)
    assert [answer.content.count(b"<h1") for answer in answers] == [1] * len(answers)


def test_a_chinese_page_has_no_english_left_but_names(lived_town: LivedTown, client: Client) -> None:
    page = client.get(f"/w/{lived_town.run.pk}/places/corner_cup/", headers={"accept-language": "zh-hans"})

    words = re.sub(
        r"<[^>]+>", " ", page.content.decode().partition('<main id="main" tabindex="-1">')[2].partition("</main>")[0]
    )
    names = {name for row in Resident.objects.select_related("account") for name in row.account.display_name.split()}
    assert set(re.findall(r"[A-Za-z]{3,}", words)) - names - {"Willowbrook", "make", "run"} == set()


def test_every_sentence_has_the_same_slots_in_both_languages() -> None:
    with translation.override("zh-hans"):
        chinese = catalogue()

    assert chinese.keys() == SENTENCES.keys()
    changed = [
        k for k, text in SENTENCES.items() if set(PLACEHOLDER.findall(text)) != set(PLACEHOLDER.findall(chinese[k]))
    ]
    assert changed == []
    assert [key for key, text in SENTENCES.items() if chinese[key] == text] == []


@pytest.mark.parametrize("page", ["town/", "residents/", "places/", "town/?sel=place-9"])
def test_a_page_costs_a_bounded_number_of_queries(lived_town: LivedTown, client: Client, page: str) -> None:
    address = f"/w/{lived_town.run.pk}/{page}"
    client.get(address)

    with CaptureQueriesContext(connection) as captured:
        client.get(address)

    assert len(captured) <= 30


def test_the_town_is_drawn_quickly_once_it_is_warm(lived_town: LivedTown, client: Client) -> None:
    address = f"/w/{lived_town.run.pk}/town/"
    client.get(address)

    started = time.perf_counter()
    client.get(address)

    assert time.perf_counter() - started < 0.3


def test_the_list_of_residents_costs_the_same_for_few_and_for_many(lived_town: LivedTown, client: Client) -> None:
    base = f"/w/{lived_town.run.pk}/residents/"

    with CaptureQueriesContext(connection) as few:
        client.get(f"{base}?page=3")
    with CaptureQueriesContext(connection) as many:
        client.get(f"{base}?page=1")

    assert len(few) == len(many)


def test_nobody_is_told_how_to_become_an_operator(lived_town: LivedTown, client: Client) -> None:
    page = client.get(f"/w/{lived_town.run.pk}/town/").content.decode()

    assert "sign in as an operator" in page
    assert 'value="pause"' not in page


def test_nobody_cannot_steer(lived_town: LivedTown, client: Client) -> None:
    answer = client.post(f"/w/{lived_town.run.pk}/control/", {"command": "pause"})

    assert answer.status_code == 403
    assert Inbox.objects.count() == 0


def test_an_operator_pauses_and_resumes(lived_town: LivedTown, operator: Client, engine_at_hand: EngineAtHand) -> None:
    address = f"/w/{lived_town.run.pk}/control/"

    paused = operator.post(address, {"command": "pause"}, follow=True).content.decode()
    rate_when_paused = RunClock.objects.get(pk=lived_town.run.pk).rate_milli
    resumed = operator.post(address, {"command": "resume"}, follow=True).content.decode()

    assert ("The town is paused." in paused, rate_when_paused) == (True, 0)
    assert 'value="resume"' in paused
    assert "The town goes on." in resumed
    assert RunClock.objects.get(pk=lived_town.run.pk).rate_milli > 0


def test_an_operator_sets_the_speed(lived_town: LivedTown, operator: Client, engine_at_hand: EngineAtHand) -> None:
    answer = operator.post(f"/w/{lived_town.run.pk}/control/", {"command": "set_rate", "rate": "50"}, follow=True)

    assert "The speed is set." in answer.content.decode()
    assert RunClock.objects.get(pk=lived_town.run.pk).rate_milli == 50_000


@pytest.mark.parametrize("rate", ["0", "fast", "1e9", "-1", "5000", "", "³", "1" * 400])
def test_a_speed_that_is_none_changes_nothing(lived_town: LivedTown, operator: Client, rate: str) -> None:
    answer = operator.post(f"/w/{lived_town.run.pk}/control/", {"command": "set_rate", "rate": rate}, follow=True)

    assert "The speed is a number from 0.1 to 1000." in answer.content.decode()
    assert Inbox.objects.count() == 0


def test_without_an_engine_a_command_is_noted(lived_town: LivedTown, operator: Client, nobody_drives: None) -> None:
    answer = operator.post(f"/w/{lived_town.run.pk}/control/", {"command": "pause"}, follow=True)

    assert "no engine has answered yet" in answer.content.decode()


def test_a_form_leads_to_no_other_site(lived_town: LivedTown, operator: Client, nobody_drives: None) -> None:
    answer = operator.post(f"/w/{lived_town.run.pk}/control/", {"command": "pause", "next": "https://example.org/"})

    assert answer["Location"] == f"/w/{lived_town.run.pk}/town/"


def test_a_town_that_nobody_drives_says_so(lived_town: LivedTown, client: Client) -> None:
    lived_town.run.lease.expires_wall_ms = 0
    lived_town.run.lease.save()

    page = client.get(f"/w/{lived_town.run.pk}/town/").content.decode()

    assert "Nobody drives this run" in page


def test_a_past_moment_stays_still_and_leads_back(lived_town: LivedTown, client: Client) -> None:
    page = client.get(f"/w/{lived_town.run.pk}/town/?t={world_time(lived_town.then)}").content.decode()

    assert "Day 1, 19:00 - replay" in page
    assert "Back to live" in page
    assert "data-past" in page


def test_the_past_shows_who_was_where(lived_town: LivedTown, client: Client) -> None:
    moment = world_time(lived_town.then)
    state = client.get(f"/w/{lived_town.run.pk}/town/state.json?t={moment}").json()

    shown = {resident["id"]: resident["action"] for resident in state["residents"]}
    assert shown == {view.number: view.action for view in lived_town.residents_then}
    assert state["clock"]["rate"] == 0


@pytest.mark.parametrize("moment", ["2031-01-01T00:00:00", "1999-01-01T00:00:00", "yesterday", "2024-01-01T05:00:00"])
@pytest.mark.parametrize("page", ["town/", "residents/", "places/", "town/state.json"])
def test_a_moment_that_is_none_is_explained(lived_town: LivedTown, client: Client, page: str, moment: str) -> None:
    answer = client.get(f"/w/{lived_town.run.pk}/{page}", {"t": moment})

    assert answer.status_code == 404
    assert b"This moment cannot be shown" in answer.content


@pytest.mark.parametrize("sel", ["resident-999", "place-999", "place-x", "nonsense", "resident-", "place-³"])
def test_a_selection_that_is_none_is_explained(lived_town: LivedTown, client: Client, sel: str) -> None:
    answer = client.get(f"/w/{lived_town.run.pk}/town/", {"sel": sel})

    assert answer.status_code == 200
    assert b"There is nobody and nothing of that name here." in answer.content


def test_the_state_leads_on_by_events(lived_town: LivedTown, client: Client) -> None:
    state = client.get(f"/w/{lived_town.run.pk}/town/state.json")

    assert len(state.json()["residents"]) == 50
    assert state.json()["seq"] > 50
    assert state["Cache-Control"] == "no-store"


@pytest.mark.parametrize("feed", ["paths.json", "sentences.json"])
def test_what_does_not_change_is_not_sent_twice(lived_town: LivedTown, client: Client, feed: str) -> None:
    first = client.get(f"/w/{lived_town.run.pk}/town/{feed}")
    again = client.get(f"/w/{lived_town.run.pk}/town/{feed}", headers={"if-none-match": first["ETag"]})

    assert (first.status_code, again.status_code) == (200, 304)


def test_residents_are_searched_narrowed_and_ordered(lived_town: LivedTown, client: Client) -> None:
    base = f"/w/{lived_town.run.pk}/residents/"
    name = lived_town.residents_then[3].name

    found = client.get(base, {"q": name}).content.decode()
    nobody = client.get(base, {"q": "Zzyzx"}).content.decode()
    richest = client.get(base, {"sort": "wealth"})
    students = client.get(base, {"job": "student"}).content.decode()

    assert found.count("<tr>") == 2
    assert "Nobody matches" in nobody
    purses = [person.view.purse.money_cents for person in richest.context["people"]]
    assert purses == sorted(purses, reverse=True)
    assert '<td data-label="Job">teacher' not in students


def test_a_residents_page_tells_her_day_and_why(lived_town: LivedTown, client: Client) -> None:
    handle = lived_town.residents_then[0].handle

    page = client.get(f"/w/{lived_town.run.pk}/residents/{handle}/")
    day_before = client.get(f"/w/{lived_town.run.pk}/residents/{handle}/?day=1")

    assert page.context["day_word"] == "Day 2"
    assert len(day_before.context["entries"]) > 5
    assert sum(option["is_chosen"] for option in page.context["weighed"]["options"]) <= 1
    assert page.context["weighed"]["options"][0]["share"] == 100


@pytest.mark.parametrize(("day", "shown"), [("0", "Day 2"), ("77", "Day 2"), ("1", "Day 1")])
def test_a_day_outside_the_run_is_the_nearest(lived_town: LivedTown, client: Client, day: str, shown: str) -> None:
    handle = lived_town.residents_then[0].handle

    page = client.get(f"/w/{lived_town.run.pk}/residents/{handle}/", {"day": day})

    assert page.context["day_word"] == shown


def test_a_places_page_has_hours_prices_and_bars(lived_town: LivedTown, client: Client) -> None:
    page = client.get(f"/w/{lived_town.run.pk}/places/corner_cup/")

    assert len(page.context["week"]) == 7
    assert page.context["place"]["prices"]
    assert len(page.context["chart"]["bars"]) == min(
        24, (lived_town.now - lived_town.run.start_sim_time) // (DAY_S // 24)
    )


def test_the_worlds_say_where_to_begin_when_there_is_none(client: Client, db: None) -> None:
    Run.objects.all().delete()

    page = client.get("/").content.decode()

    assert "manage.py seed_town" in page


def test_the_worlds_tell_what_goes_on(lived_town: LivedTown, client: Client) -> None:
    page = client.get("/").content.decode()

    assert "Willowbrook" in page
    assert re.search(r"asleep|is up", page)


@pytest.mark.parametrize("address", ["/w/999999/town/", "/w/999999/residents/", "/nothing/", "/w/1/residents/no one/"])
def test_what_is_not_there_is_said_in_the_sites_look(client: Client, db: None, address: str) -> None:
    answer = client.get(address)

    assert answer.status_code == 404
    assert b"There is nothing here" in answer.content
    assert b"site.css" in answer.content


def test_a_database_that_does_not_answer_is_a_503(client: Client, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    client.raise_request_exception = False

    def broken(*args: object) -> None:
        raise OperationalError("gone")

    monkeypatch.setattr("society.views.worlds.present", broken)
    monkeypatch.setattr("society.views.worlds.Run.objects.select_related", broken)
    answer = client.get("/")

    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert b"The town cannot be reached right now" in answer.content


def test_where_reading_is_not_public_a_sign_in_is_asked_for(
    lived_town: LivedTown, client: Client, settings: Settings
) -> None:
    settings.PUBLIC_READ = False

    answers = [client.get(address) for address in addresses(lived_town.run)[:-1]]

    assert {answer.status_code for answer in answers} == {302}
    assert all(answer["Location"].startswith("/sign-in/?next=") for answer in answers)


@pytest.mark.parametrize("address", ["/avatars/7.svg", "/avatars/7.svg?mood=happy&age=31&gender=female"])
def test_a_face_is_drawn_and_kept(client: Client, address: str) -> None:
    answer = client.get(address)

    assert answer["Content-Type"] == "image/svg+xml"
    assert "max-age" in answer["Cache-Control"]


@pytest.mark.parametrize("address", ["/avatars/7.svg?mood=purple", "/avatars/99999999999999999999999.svg"])
def test_a_face_that_is_none_is_not_found(client: Client, db: None, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("moment", "english", "chinese"),
    [
        ("quark", "“quark” is not a time of this town", "“quark”不是小镇里的时间"),
        ("2039-01-01T00:00", "has not come yet: in this town it is Day", "还没有到：小镇现在是"),
        ("2024-01-01T00:00", "nothing before the town&#x27;s first moment, Day 1, 06:00", "在那之前什么都没有"),
    ],
)
def test_a_moment_that_cannot_be_shown_is_explained_in_the_readers_language(
    lived_town: LivedTown, client: Client, moment: str, english: str, chinese: str
) -> None:
    address = f"/w/{lived_town.run.pk}/town/?t={moment}"

    answers = [client.get(address, headers={"accept-language": language}) for language in ("en", "zh-hans")]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert english in answers[0].content.decode()
    assert chinese in answers[1].content.decode()


@pytest.mark.parametrize(("sel", "title"), [("", "Willowbrook"), ("place-9", "The Corner Cup · Willowbrook")])
def test_the_towns_title_names_what_is_selected(lived_town: LivedTown, client: Client, sel: str, title: str) -> None:
    page = client.get(f"/w/{lived_town.run.pk}/town/?sel={sel}").content.decode()

    assert f"<title>{title} · AI Society</title>" in page
    assert f'data-title="{title}"' in page


def test_a_refusal_on_a_places_page_says_why() -> None:
    event = PlaceEvent(seq=1, sim_time=0, resident=1, action="eat", is_refused=True, reason="place_full")

    assert event_text(event, "Ada", "The Corner Cup") == "Ada finds no seat free at The Corner Cup."
