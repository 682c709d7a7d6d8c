"""Pages about company as readers get them: talks, ties, minds, memories, money, stories, and where words come from."""

import gzip
import re
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import translation

from agents.models import AgentState, Appointment, Memory, Saying
from streams.kernel.simtime import world_time
from streams.models import Account, Role, Run, User
from tests.society.company.neighbours import ANN, BEN, CAT, TALKS, found_neighbours
from world.models import Talk

pytestmark = pytest.mark.django_db

PAGE_BYTES_MAX = 30_000


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    cache.clear()
    yield
    translation.activate("en")


@pytest.fixture
def run(db: None) -> Run:
    return found_neighbours(10)


@pytest.fixture
def operator(db: None) -> Client:
    client = Client()
    client.force_login(User.objects.create_user("olga@example.org", role=Role.OPERATOR))
    return client


def account(run: Run, number: int) -> Account:
    return Account.objects.numbered(run.pk, number).get()


def text_of(client: Client, address: str, language: str = "en", status: int = 200) -> str:
    answer = client.get(address, headers={"accept-language": language})
    assert answer.status_code == status, (address, answer.status_code)
    return answer.content.decode()


def addresses(run: Run) -> list[str]:
    ann, ben, base = account(run, ANN).handle, account(run, BEN).handle, f"/w/{run.pk}"
    return [
        *(
            f"{base}/{page}/"
            for page in ("talks", "talks/3", "relations", "stories", "economy", "footfall", "why/line/4")
        ),
        *(f"{base}/relations/{ann}/", f"{base}/relations/{ann}/{ben}/", f"{base}/talks/?who={ann}"),
        *(f"{base}/residents/{ann}/", f"{base}/residents/{ann}/money/", f"{base}/residents/{ann}/memories/"),
    ]


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_each_page_is_small_has_one_heading_and_no_inline_script_or_style(
    run: Run, operator: Client, language: str
) -> None:
    texts = {address: text_of(operator, address, language) for address in addresses(run)}

    assert [a for a, text in texts.items() if len(gzip.compress(text.encode())) > PAGE_BYTES_MAX] == []
    assert [a for a, text in texts.items() if text.count("<h1") != 1 or f'<html lang="{language}"' not in text] == []
    assert [a for a, text in texts.items() if re.search(r"\sstyle=|<style|\son\w+=|<script(?![^>]*\ssrc=)", text)] == []


def test_every_page_about_company_is_reached_by_links_from_the_town(run: Run, operator: Client) -> None:
    seen, waiting = set(), [f"/w/{run.pk}/town/"]

    while waiting:
        address = waiting.pop()
        seen.add(address)
        links = re.findall(rf'href="(/w/{run.pk}/[^"#?]*)', operator.get(address).content.decode())
        waiting += [link for link in dict.fromkeys(links) if link not in seen and link not in waiting]

    assert [a for a in addresses(run) if a.partition("?")[0] not in seen] == []


def test_a_talk_shows_each_line_with_its_speaker_and_where_it_comes_from(run: Run, client: Client) -> None:
    text = text_of(client, f"/w/{run.pk}/talks/3/")

    assert "Hello Ben." in text
    assert "Cat got a bonus (3)." in text
    assert f"/w/{run.pk}/why/line/6/" in text
    assert f"/w/{run.pk}/why/line/5/" not in text  # a greeting tells of nothing


def test_lines_that_are_still_to_come_are_not_shown(run: Run, client: Client) -> None:
    Talk.objects.numbered(run.pk, 3).update(sim_time=run.start_sim_time - 30, ended_at=run.start_sim_time + 90)
    Saying.objects.numbered(run.pk, 6).update(sim_time=run.start_sim_time + 30)

    text = text_of(client, f"/w/{run.pk}/talks/3/?part=lines")

    assert "Hello Ben." in text
    assert "Cat got a bonus" not in text
    assert "data-going-on" in text
    assert "<html" not in text


def test_talks_go_on_from_page_to_page_until_the_first(run: Run, client: Client) -> None:
    numbers: list[str] = []
    address = f"/w/{run.pk}/talks/"

    while address:
        text = text_of(client, address)
        numbers += re.findall(rf'<h2 class="grow"><a href="/w/{run.pk}/talks/(\d+)/', text)
        older = re.search(r'href="(\?[^"]*before=[^"]*)" rel="next"', text)
        address = f"/w/{run.pk}/talks/{older[1]}" if older else ""

    assert numbers == [str(number) for number in range(TALKS, 0, -1)]


def test_talks_of_somebody_and_at_a_place_are_only_those(run: Run, client: Client) -> None:
    Talk.objects.numbered(run.pk, 7).update(place=2)

    of_cat = text_of(client, f"/w/{run.pk}/talks/?who={account(run, CAT).handle}")
    elsewhere = text_of(client, f"/w/{run.pk}/talks/?place=flats")

    assert "talk-card" not in of_cat
    assert elsewhere.count("talk-card") == 1


def test_her_own_page_says_what_is_on_her_mind_and_from_whom(run: Run, client: Client) -> None:
    ann, ben, cat = (account(run, number) for number in (ANN, BEN, CAT))

    text = text_of(client, f"/w/{run.pk}/residents/{ann.handle}/")

    assert f"{ann.display_name} had a quarrel with {ben.display_name}." in text
    assert f"{cat.display_name} got a bonus at work." in text
    assert f'From <a href="/w/{run.pk}/residents/{ben.handle}/">{ben.display_name}</a>:' in text


def test_her_own_page_names_ties_by_level_and_how_appointments_and_loans_went(run: Run, client: Client) -> None:
    text = text_of(client, f"/w/{run.pk}/residents/{account(run, ANN).handle}/")

    assert re.search(r'value="70".*?close friend', text, re.S)
    assert re.search(r'value="20".*?acquaintance', text, re.S)
    assert "both came" in text
    assert re.search(r"was lent \S*50\.00", text)


def test_memories_are_shown_to_operators_only(run: Run, client: Client, operator: Client) -> None:
    ann, cat = account(run, ANN), account(run, CAT)

    refused = text_of(client, f"/w/{run.pk}/residents/{ann.handle}/memories/", status=403)
    shown = text_of(operator, f"/w/{run.pk}/residents/{ann.handle}/memories/")

    assert "got a bonus" not in refused
    assert "memories/" not in text_of(client, f"/w/{run.pk}/residents/{ann.handle}/")
    assert f"In a talk with {account(run, BEN).display_name}: {cat.display_name} got a bonus at work." in shown


def test_memories_of_one_kind_are_only_those(run: Run, operator: Client) -> None:
    text = text_of(operator, f"/w/{run.pk}/residents/{account(run, ANN).handle}/memories/?kind=relation")

    assert f"{account(run, BEN).display_name} is a close friend now." in text
    assert "got a bonus" not in text


def test_two_are_shown_both_ways_with_how_it_came(run: Run, client: Client) -> None:
    ann, ben = account(run, ANN), account(run, BEN)

    text = text_of(client, f"/w/{run.pk}/relations/{ann.handle}/{ben.handle}/")

    assert f"Sees {ben.display_name} as: close friend." in text
    assert f"Sees {ann.display_name} as: friend." in text
    assert f"{ann.display_name} comes to see {ben.display_name} as: close friend" in text


def test_a_drawn_graph_has_a_node_for_everybody_and_a_line_for_each_tie_of_two(run: Run, client: Client) -> None:
    text = text_of(client, f"/w/{run.pk}/relations/")

    assert text.count("<circle") == 10
    assert re.findall(r'<line [^>]*data-level="(\d)"', text) == ["2"]  # half a tie to Cat is none yet
    assert "Without a friend</dt><dd>8</dd>" in text


def test_where_words_come_from_is_told_from_the_happening_on(run: Run, client: Client) -> None:
    ben, cat = account(run, BEN), account(run, CAT)
    text = text_of(client, f"/w/{run.pk}/why/line/4/")

    happened, told = text.index(f"{cat.display_name} got a bonus at work."), text.index("told it in these words.")

    assert happened < told
    assert ben.display_name in text
    assert "event 8" in text


def test_the_front_page_of_a_day_tells_of_news_quarrels_ties_and_appointments(run: Run, client: Client) -> None:
    ann, ben, cat = (account(run, number).display_name for number in (ANN, BEN, CAT))

    text = text_of(client, f"/w/{run.pk}/stories/")

    assert f"<b>{cat} got a bonus at work.</b>" in text
    assert f"1 heard of it · told {TALKS} times" in text
    assert f"{ann} comes to see {ben} as: close friend." in text
    assert f"{ann} and {ben} met at Maple Hall as agreed." in text
    assert f"{ben} and {ann} fell out" in text


def test_who_waited_and_who_did_not_come_are_not_confused(run: Run, client: Client) -> None:
    ann, ben = account(run, ANN).display_name, account(run, BEN).display_name
    Appointment.objects.numbered(run.pk, 1).update(outcome=Appointment.Outcome.STOOD_UP, came_other=True)

    text = text_of(client, f"/w/{run.pk}/stories/")

    assert f"{ben} waited at Maple Hall, but {ann} did not come." in text


def test_what_is_not_there_is_said_so(run: Run, client: Client) -> None:
    ann, huge = account(run, ANN).handle, 2**41
    missing = ("talks/999", f"talks/{huge}", "why/line/999", "why/song/1", f"why/post/{huge}", f"relations/{ann}/{ann}")

    statuses = {page: client.get(f"/w/{run.pk}/{page}/").status_code for page in missing}
    statuses |= {day: client.get(f"/w/{run.pk}/stories/?day={day}").status_code for day in ("0", "99", "x")}

    assert statuses == dict.fromkeys(statuses, 404)


def test_why_a_private_message_was_written_is_for_operators_only(run: Run, client: Client) -> None:
    text = text_of(client, f"/w/{run.pk}/why/message/1/", status=403)

    assert "This is private" in text


def test_a_mind_that_is_empty_is_said_to_be(run: Run, client: Client) -> None:
    AgentState.objects.numbered(run.pk, ANN).update(own_event=0, heard_event=0)

    assert "Nothing in particular." in text_of(client, f"/w/{run.pk}/residents/{account(run, ANN).handle}/")


def test_a_town_without_company_says_so_and_still_has_an_economy(run: Run, client: Client) -> None:
    scenario = run.scenario.replace('"enabled":true', '"enabled":false')
    assert '"social":{"enabled":false' in scenario
    Run.objects.filter(pk=run.pk).update(scenario=scenario)

    assert "Nobody talks in this town" in text_of(client, f"/w/{run.pk}/talks/", status=404)
    assert "Economy" in text_of(client, f"/w/{run.pk}/economy/")


def test_what_was_not_yet_is_not_shown_of_the_past(run: Run, client: Client) -> None:
    Memory.objects.of(run.pk).update(sim_time=run.start_sim_time + 60)

    text = text_of(client, f"/w/{run.pk}/stories/?t={world_time(run.start_sim_time)}")

    assert "got a bonus" not in text
