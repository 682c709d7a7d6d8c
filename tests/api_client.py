"""Asking the API and checking its answers against its own schema."""

import json
from typing import Any

import jsonschema  # type: ignore[import-untyped]  # published without types
from django.test import Client


def read(client: Client, path: str, language: str = "en") -> Any:
    return client.get(f"/api/{path}", headers={"Accept-Language": language})


def write(client: Client, path: str, body: object, **headers: str) -> Any:
    return client.post(f"/api/{path}", json.dumps(body), content_type="application/json", headers=headers)


def matches(answer: Any, schema: Any, path: str, *, method: str = "get") -> None:
    """Check an answer against what the schema says of it."""
    described = schema["paths"][f"/api/{path}"][method]["responses"][str(answer.status_code)]
    content = described["content"]["application/json"]["schema"]
    jsonschema.validate(answer.json(), {**content, "components": schema["components"]})
