"""Writes whose values are checked by the body of the command that they become: one truth, answered field by field."""

from collections.abc import Mapping
from typing import Any, ClassVar

from pydantic import BaseModel
from pydantic import ValidationError as BodyError
from rest_framework import serializers


class BodySerializer(serializers.Serializer[Any]):
    """Checks what it is given against the body of a command, and answers with the field and what is allowed."""

    body: ClassVar[type[BaseModel]]
    beside: ClassVar[Mapping[str, Any]] = {}
    """What the address says, as anything that fits."""

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Have the command's body find what is wrong."""
        try:
            self.body.model_validate({**self.beside, **self.as_body(attrs)})
        except BodyError as wrong:
            raise serializers.ValidationError(self.faults_of(wrong)) from None
        return attrs

    def as_body(self, attrs: Mapping[str, Any]) -> dict[str, Any]:
        """Say how the body calls what was given."""
        return dict(attrs)

    def faults_of(self, wrong: BodyError) -> dict[str, list[str]]:
        """List what is wrong by field."""
        faults: dict[str, list[str]] = {}
        for fault in wrong.errors():
            faults.setdefault(str(fault["loc"][0]) if fault["loc"] else "body", []).append(fault["msg"])
        return faults
