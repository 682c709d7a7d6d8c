"""Forms for commands, made of the bodies that the inbox checks: what a body gains, its form has."""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, ValidationError

Titles = Mapping[str, Promise | str]
_LONG_TEXT: Final = 200
_CHOICES: Final = re.compile(r"\^\(([a-z_|]+)\)\$")
_NESTED: Final = ("array", "object")
_EMPTY: Final = ("", None)


def command_form(body: type[BaseModel], *, leave_out: frozenset[str], titles: Titles) -> type[forms.Form]:
    """Make the form of a command.   leave_out: fields that whoever shows it fills in.   titles: by field."""
    schema = body.model_json_schema()
    required, defined = set(schema.get("required", ())), schema.get("$defs", {})
    fields = {
        name: _field(_resolved(described, defined), name in required, titles.get(name, name.replace("_", " ")))
        for name, described in schema["properties"].items()
        if name not in leave_out
    }
    return type(f"{body.__name__}Form", (forms.Form,), {"__doc__": body.__doc__, **fields})


def body_of(form: forms.Form, body: type[BaseModel], fixed: Mapping[str, Any]) -> BaseModel | None:
    """Make the command's body of a valid form; None, with the faults in the form, if it makes none.

    Fields that were left empty are as if they were not there.
    """
    given = {name: value for name, value in form.cleaned_data.items() if value not in _EMPTY}
    try:
        return body.model_validate({**given, **fixed})
    except ValidationError as wrong:
        for fault in wrong.errors():
            name = str(fault["loc"][0]) if fault["loc"] else ""
            form.add_error(name if name in form.fields else None, fault["msg"])
        return None


def _resolved(described: Mapping[str, Any], defined: Mapping[str, Any]) -> dict[str, Any]:
    """Follow references, and look through "or nothing"."""
    found = dict(described)
    options = [option for option in found.pop("anyOf", ()) if option.get("type") != "null"]
    if options:
        found |= options[0]
    if "$ref" in found:
        found |= defined[found.pop("$ref").rpartition("/")[2]]
    return found


def _field(described: Mapping[str, Any], is_required: bool, title: Any) -> forms.Field:
    make = next(make for fits, make in _KINDS if fits(described))
    return make(described, is_required, title)


def _choice(described: Mapping[str, Any], is_required: bool, title: Any) -> forms.Field:
    pattern = _CHOICES.fullmatch(described.get("pattern", ""))
    values = described.get("enum") or (pattern.group(1).split("|") if pattern else [])
    choices = [(str(value), str(value).replace("_", " ")) for value in values]
    blank = [] if is_required else [("", "-")]
    initial = described.get("default")
    return forms.ChoiceField(label=title, required=is_required, choices=blank + choices, initial=initial)


def _whole(described: Mapping[str, Any], is_required: bool, title: Any) -> forms.Field:
    least = described.get("minimum", described.get("exclusiveMinimum"))
    most = described.get("maximum", described.get("exclusiveMaximum"))
    return forms.IntegerField(
        label=title, required=is_required, min_value=least, max_value=most, initial=described.get("default")
    )


def _yes(described: Mapping[str, Any], is_required: bool, title: Any) -> forms.Field:
    choices = [("true", _("yes")), ("false", _("no"))]
    initial = str(described.get("default", True)).lower()
    return forms.ChoiceField(label=title, required=is_required, choices=choices, initial=initial)


def _text(described: Mapping[str, Any], is_required: bool, title: Any) -> forms.Field:
    longest = described.get("maxLength")
    widget = forms.Textarea(attrs={"rows": 3}) if longest and longest > _LONG_TEXT else forms.TextInput()
    return forms.CharField(label=title, required=is_required, max_length=longest, widget=widget)


class NestedField(forms.CharField):
    """A list or a table, written as JSON; what is no JSON is taken as a text."""

    def clean(self, value: Any) -> Any:
        """Read it."""
        text = super().clean(value)
        if not str(text).startswith(("[", "{")):
            return text
        try:
            return json.loads(text)
        except json.JSONDecodeError as wrong:
            raise forms.ValidationError(_("This is not JSON: %(why)s"), params={"why": wrong.msg}) from None


def _nested(described: Mapping[str, Any], is_required: bool, title: Any) -> forms.Field:
    widget = forms.Textarea(attrs={"rows": 3})
    return NestedField(label=title, required=is_required, widget=widget, help_text=_("As JSON"))


_KINDS: Final[tuple[tuple[Callable[[Mapping[str, Any]], bool], Callable[..., forms.Field]], ...]] = (
    (lambda described: "enum" in described or bool(_CHOICES.fullmatch(described.get("pattern", ""))), _choice),
    (lambda described: described.get("type") in _NESTED, _nested),
    (lambda described: described.get("type") == "boolean", _yes),
    (lambda described: described.get("type") == "integer", _whole),
    (lambda described: True, _text),
)
