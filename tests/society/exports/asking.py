"""Asking for files that are made in the background."""

from typing import Any

from django.test import Client

from tests.api_client import read

EVENTS = "/api/export/events"


def ask(client: Client, path: str = EVENTS, **headers: str) -> Any:
    return client.post(path, headers=headers)


def shown(client: Client, job_id: int, language: str = "en") -> dict[str, Any]:
    answer = read(client, f"export/jobs/{job_id}", language)
    assert answer.status_code == 200, answer.content
    data: dict[str, Any] = answer.json()["data"]
    return data


def content(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)
