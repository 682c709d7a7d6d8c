"""The envelope around every answer, on the wire and in the schema: `{"success": true, "data": ...}` or an error."""

from collections.abc import Mapping
from typing import Any, Final

from rest_framework.renderers import JSONRenderer

ERRORS: Final = {
    "400": "INVALID_PARAMETER",
    "401": "UNAUTHENTICATED",
    "403": "FORBIDDEN",
    "404": "NOT_FOUND, or AGENT_, LOCATION_, POST_, COMMENT_, ACCOUNT_ or CONVERSATION_NOT_FOUND",
    "405": "METHOD_NOT_ALLOWED",
    "409": "CONFLICT or WORLD_PAUSED",
    "429": "RATE_LIMITED",
    "503": "UNAVAILABLE",
}
_ERROR_SCHEMA: Final = {
    "type": "object",
    "properties": {
        "success": {"type": "boolean", "const": False},
        "error": {
            "type": "object",
            "properties": {
                "code": {"type": "string"},
                "message": {"type": "string", "description": "In the language of Accept-Language."},
                "details": {"type": "object", "additionalProperties": {}},
            },
            "required": ["code", "message", "details"],
        },
    },
    "required": ["success", "error"],
}


FILE: Final = "x-file"
"""Marks the schema of an answer that is a file: there is no envelope around it."""


class EnvelopeRenderer(JSONRenderer):
    """JSON with the envelope around answers of success; the exception handler has put it around errors."""

    def render(
        self, data: Any, accepted_media_type: str | None = None, renderer_context: Mapping[str, Any] | None = None
    ) -> bytes:
        """Write the body; a failed answer is in its envelope already."""
        response = (renderer_context or {}).get("response")
        failed = response is not None and response.exception
        body = data if failed else {"success": True, "data": data}
        return super().render(body, accepted_media_type, renderer_context)


def describe_envelope(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Put the envelope into the schema (a hook of drf-spectacular): around each answer but files, and for each error."""
    result.setdefault("components", {}).setdefault("schemas", {})["Error"] = _ERROR_SCHEMA
    for operations in result["paths"].values():
        for operation in operations.values():
            operation.setdefault("summary", operation.get("description", "").partition("\n")[0].rstrip("."))
            answers = operation["responses"]
            for answer in answers.values():
                _wrap(answer)
            for number, codes in ERRORS.items():
                answers.setdefault(number, _failure(codes))
    return result


def _wrap(answer: dict[str, Any]) -> None:
    for content in answer.get("content", {}).values():
        if content["schema"].get("format") == "binary" or content["schema"].get(FILE):
            continue
        content["schema"] = {
            "type": "object",
            "properties": {"success": {"type": "boolean", "const": True}, "data": content["schema"]},
            "required": ["success", "data"],
        }
        for example in content.get("examples", {}).values():
            example["value"] = {"success": True, "data": example["value"]}


def _failure(codes: str) -> dict[str, Any]:
    return {"description": codes, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}}
