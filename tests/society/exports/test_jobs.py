"""Exports made in the background: asked for, followed, downloaded, cancelled; and every way in which there is no file."""

import hashlib
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client

from society import export_worker
from society.api.exports import views
from society.export_worker import work_off
from society.identity.api_keys import issue_key
from society.models import ExportJob, Scope
from society.operations.exports import jobs
from society.parts import assemble
from streams.models import Role, RunHead, User
from streams.services.run_files.loading import load_run_file
from tests.api_client import matches, read
from tests.lived_town import LivedTown
from tests.society.exports.asking import EVENTS, ask, content


def test_a_file_is_asked_for_made_and_downloaded(
    member: Client, lived_town: LivedTown, schema: Any, woken: list[str]
) -> None:
    answer = ask(member)

    assert answer.status_code == 202
    matches(answer, schema, "export/events", method="post")
    job = answer.json()["data"]
    assert answer.headers["Location"].endswith(f"/api/export/jobs/{job['id']}")
    assert (job["state"], job["file"], job["error"], woken) == ("queued", None, None, ["woken"])
    assert read(member, f"export/jobs/{job['id']}/file").json()["error"]["details"]["reason"] == "not_ready"

    assert work_off() == 1

    made = read(member, f"export/jobs/{job['id']}")
    matches(made, schema, "export/jobs/{job_id}")
    data = made.json()["data"]
    file = read(member, f"export/jobs/{job['id']}/file")
    body = content(file)
    assert data["state"] == "done"
    assert data["progress"]["done"] == data["progress"]["total"] == body.count(b"\n")
    assert (data["file"]["bytes"], data["file"]["sha256"]) == (len(body), hashlib.sha256(body).hexdigest())
    assert file.headers["Content-Length"] == str(len(body))
    assert data["file"]["name"] in file.headers["Content-Disposition"]
    assert body == content(read(member, "export/events"))


@pytest.mark.parametrize(
    "path",
    [
        *("agents?format=json", "agents?format=csv", "agents?t=2024-01-01T19:00:00"),
        *("conversations?format=csv", "conversations?format=json", "conversations?t=2024-01-01T19:00:00"),
        *("social-network?format=graphml", "social-network?format=csv"),
        *("events?format=csv", "events?after=900&t=2024-01-01T19:00:00"),
    ],
)
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_each_file_is_the_one_that_a_download_gives(
    path: str, language: str, operator: Client, lived_town: LivedTown
) -> None:
    job = ask(operator, f"/api/export/{path}", **{"Accept-Language": language}).json()["data"]

    work_off()

    made = content(read(operator, f"export/jobs/{job['id']}/file"))
    assert made == content(read(operator, f"export/{path}", language))
    assert len(made) > 100


def test_the_archive_of_a_run_is_for_operators(
    operator: Client, member: Client, lived_town: LivedTown, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export_worker, "BEAT_S", 60)  # its thread would see nothing of this test's transaction
    assert [ask(member, "/api/export/run").status_code, read(member, "export/run").status_code] == [403, 403]
    assert read(Client(), "export/run").status_code == 401
    job = ask(operator, "/api/export/run").json()["data"]

    work_off()

    made = tmp_path / "run.zip"
    made.write_bytes(content(read(operator, f"export/jobs/{job['id']}/file")))
    loaded = load_run_file(made, assemble=assemble, wall_ms=0)
    digests = RunHead.objects.filter(pk__in=[lived_town.run.pk, loaded.pk]).values_list("digest", flat=True)
    assert len(digests) == 2
    assert len(set(digests)) == 1
    at_once = tmp_path / "at once.zip"
    answer = read(operator, "export/run")
    assert answer.headers["Content-Type"] == "application/zip"
    at_once.write_bytes(content(answer))
    assert load_run_file(at_once, assemble=assemble, wall_ms=0, is_verified=False).seed == lived_town.run.seed


def test_a_large_run_is_not_written_while_somebody_waits(
    operator: Client, lived_town: LivedTown, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "AT_ONCE_MAX_EVENTS", 100)

    answer = read(operator, "export/run")

    assert (answer.status_code, answer.json()["error"]["details"]["reason"]) == (409, "too_large")
    assert "POST" in answer.json()["error"]["message"]


def test_only_who_is_signed_in_has_files_made(client: Client, member: Client, lived_town: LivedTown) -> None:
    assert ask(client).status_code == 401
    assert [read(client, path).status_code for path in ("export/jobs", "export/jobs/1")] == [401, 401]
    assert ask(member, f"{EVENTS}?format=xls").status_code == 400
    assert ask(member, f"{EVENTS}?t=2034-01-01T00:00:00").status_code == 400
    assert ask(member, f"{EVENTS}?run=999").status_code == 404
    assert not ExportJob.objects.exists()


def test_nobody_sees_the_jobs_of_others_but_operators(operator: Client, member: Client, lived_town: LivedTown) -> None:
    mine = ask(member).json()["data"]["id"]
    theirs = ask(operator, "/api/export/run").json()["data"]["id"]
    work_off()

    assert [read(member, f"export/jobs/{theirs}{end}").status_code for end in ("", "/file")] == [404, 404]
    assert member.delete(f"/api/export/jobs/{theirs}").status_code == 404
    assert [job["id"] for job in read(member, "export/jobs").json()["data"]["items"]] == [mine]
    assert [job["id"] for job in read(operator, "export/jobs").json()["data"]["items"]] == [theirs, mine]


def test_a_key_has_made_what_its_scopes_let_it_see(lived_town: LivedTown) -> None:
    person = User.objects.create_user("keys@example.org", role=Role.OPERATOR)
    reads, operates, posts = (
        {"Authorization": f"Bearer {issue_key(person, name='x', scopes=[scope], days=30).text}"}
        for scope in (Scope.READ, Scope.OPERATE, Scope.SOCIAL)
    )
    client = Client()

    job = ask(client, **reads).json()["data"]["id"]
    assert [ask(client, "/api/export/run", **headers).status_code for headers in (reads, operates)] == [403, 202]
    assert ask(client, **posts).status_code == 403
    work_off()

    file = client.get(f"/api/export/jobs/{job}/file", headers=reads)
    assert b"message_created" not in content(file)
    whole = ExportJob.objects.get(what="run")
    assert client.get(f"/api/export/jobs/{whole.pk}", headers=reads).status_code == 404
    assert b"message_created" not in content(client.get(EVENTS, headers=reads))


def test_a_login_has_few_waiting(member: Client, operator: Client, lived_town: LivedTown) -> None:
    answers = [ask(member) for _ in range(jobs.OPEN_MAX + 1)]

    assert [answer.status_code for answer in answers] == [202] * jobs.OPEN_MAX + [409]
    assert answers[-1].json()["error"]["details"] == {"reason": "too_many_jobs", "most": jobs.OPEN_MAX}
    assert ask(operator).status_code == 202


def test_ten_files_an_hour_are_asked_for_or_downloaded(
    member: Client, lived_town: LivedTown, settings: LazySettings
) -> None:
    from society.identity import limits

    settings.REQUEST_LIMITS, settings.LIMITS_URL = True, None
    limits.forget()
    answers = [member.get("/api/export/agents").status_code for _ in range(9)] + [ask(member).status_code]

    assert answers == [200] * 9 + [202]
    assert [ask(member).status_code, read(member, "export/jobs").status_code] == [429, 200]
    page = member.post(f"/w/{lived_town.run.pk}/downloads/ask/", {"what": "events", "format": "csv"}, follow=True)
    assert b"in an hour" in page.content
    limits.forget()
