"""The page "Downloads" and the admin's action: what is offered to whom, and how far a file is."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from society import export_worker
from society.export_worker import work_off
from society.models import ExportJob, JobState
from society.operations.exports import jobs
from tests.lived_town import LivedTown


def page_of(client: Client, town: LivedTown, language: str = "en") -> str:
    answer = client.get(reverse("downloads", args=[town.run.pk]), headers={"Accept-Language": language})
    assert answer.status_code == 200
    return str(answer.content.decode())


def ask(client: Client, town: LivedTown, what: str, file_format: str) -> str:
    address = reverse("downloads_ask", args=[town.run.pk])
    answer = client.post(address, {"what": what, "format": file_format}, follow=True)
    return str(answer.content.decode())


def test_every_link_of_the_page_gives_a_file(operator: Client, lived_town: LivedTown) -> None:
    links = re.findall(r'href="(/api/export/[^"]+)"', page_of(operator, lived_town))

    assert len(links) == 10
    answers: list[Any] = [operator.get(link.replace("&amp;", "&")) for link in links]
    assert [answer.status_code for answer in answers] == [200] * len(links)
    for answer in answers:
        b"".join(answer.streaming_content)


def test_who_is_not_signed_in_downloads_at_once_only(client: Client, lived_town: LivedTown) -> None:
    page = page_of(client, lived_town)

    assert ("format=jsonl" in page, "/export/run" in page, 'name="format"' in page) == (True, False, False)
    answer: Any = client.post(reverse("downloads_ask", args=[lived_town.run.pk]), {"what": "events", "format": "csv"})
    assert (answer.status_code, "sign-in" in answer.url, ExportJob.objects.count()) == (302, True, 0)


def test_a_file_is_asked_for_followed_and_deleted(member: Client, lived_town: LivedTown) -> None:
    said = ask(member, lived_town, "events", "csv")
    job = ExportJob.objects.get()

    assert "is being made" in said
    assert ('http-equiv="refresh"' in said, 'data-job-state="queued"' in said) == (True, True)
    ExportJob.objects.update(state=JobState.RUNNING, seen_wall=job.asked_wall, done=25, total=100)
    assert 'value="25"' in page_of(member, lived_town)
    ExportJob.objects.update(state=JobState.QUEUED)
    work_off()
    page = page_of(member, lived_town)
    assert ('http-equiv="refresh"' in page, f"/api/export/jobs/{job.pk}/file" in page) == (False, True)
    gone = member.post(reverse("downloads_drop", args=[lived_town.run.pk, job.pk]), follow=True)
    assert b"was deleted" in gone.content
    assert not ExportJob.objects.exists()


def test_the_page_speaks_chinese(member: Client, lived_town: LivedTown) -> None:
    ask(member, lived_town, "agents", "json")

    page = page_of(member, lived_town, "zh-hans")

    assert "在后台制作" in page
    assert not re.search("Downloads|Made in|Your files|>waiting<", page)


def test_what_is_not_offered_is_not_made(member: Client, lived_town: LivedTown) -> None:
    address = reverse("downloads_ask", args=[lived_town.run.pk])

    assert "no such file" in ask(member, lived_town, "agents", "parquet")
    assert "no such file" in ask(member, lived_town, "secrets", "csv")
    assert member.post(address, {"what": "run", "format": "archive"}).status_code == 403
    for _ in range(jobs.OPEN_MAX):
        ask(member, lived_town, "events", "csv")
    assert "Wait for one" in ask(member, lived_town, "events", "csv")


def test_nobody_cancels_the_file_of_another(member: Client, operator: Client, lived_town: LivedTown) -> None:
    ask(operator, lived_town, "events", "csv")

    job = ExportJob.objects.get()

    assert member.post(reverse("downloads_drop", args=[lived_town.run.pk, job.pk])).status_code == 404
    assert "Your files" not in page_of(member, lived_town)


def test_an_operator_has_an_archive_made_in_the_admin(
    operator: Client, lived_town: LivedTown, woken: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export_worker, "BEAT_S", 60)
    runs = reverse("admin:streams_run_changelist")

    told = operator.post(runs, {"action": "make_archive", "_selected_action": [lived_town.run.pk]}, follow=True)

    job = ExportJob.objects.get()
    assert (job.what, job.format, woken) == ("run", "archive", ["woken"])
    assert b"the archive is being made" in told.content
    assert reverse("downloads", args=[lived_town.run.pk]).encode() in told.content
    work_off()
    assert "/api/export/jobs/" in page_of(operator, lived_town)
    listed = reverse("admin:society_exportjob_changelist")
    gone = operator.post(listed, {"action": "drop", "_selected_action": [job.pk]}, follow=True)
    assert b"cancelled or deleted" in gone.content
    assert not ExportJob.objects.exists()
