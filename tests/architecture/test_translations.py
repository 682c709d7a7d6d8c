"""Whoever reads Chinese reads all of it: each sentence has a translation with the same placeholders."""

import re
from functools import cache
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from tests.architecture.messages import python_messages, script_messages, template_messages
from tests.architecture.sources import ROOT

FOLDER: Final = ROOT / "locale" / "zh_Hans" / "LC_MESSAGES"
_PLACEHOLDER: Final = re.compile(r"%\([a-z_0-9]+\)[sdif]|%[sdi%]|\{[a-z_0-9]*\}")


def catalogues() -> list[Catalog]:
    """Read every catalogue that there is."""
    return [_read(file) for file in sorted((ROOT / "locale").glob("*/LC_MESSAGES/*.po"))]


def test_each_sentence_of_a_catalogue_is_translated() -> None:
    messages = [message for catalogue in catalogues() for message in catalogue if message.id]

    assert [message.id for message in messages if not all(_translations(message))] == []
    assert [message.id for message in messages if message.fuzzy] == []


def test_translations_keep_the_placeholders() -> None:
    changed = [
        translation
        for catalogue in catalogues()
        for message in catalogue
        for translation in _translations(message)
        if message.id and _placeholders(translation) != _placeholders(_plural(message))
    ]

    assert changed == []


def test_each_sentence_of_templates_and_modules_is_in_the_chinese_catalogue() -> None:
    found = template_messages() | python_messages()
    known = _known("django.po")

    assert sorted(f"{file}: {message}" for message, file in found.items() if message not in known) == []


def test_each_sentence_of_scripts_is_in_the_chinese_catalogue() -> None:
    known = _known("djangojs.po")

    assert sorted(f"{file}: {message}" for message, file in script_messages().items() if message not in known) == []


@cache
def _read(file: Path) -> Catalog:
    with file.open("rb") as lines:
        return read_po(lines)


def _placeholders(text: str) -> list[str]:
    return sorted(_PLACEHOLDER.findall(text))


def _known(name: str) -> set[str]:
    file = FOLDER / name
    return {_singular(message) for message in _read(file)} if file.exists() else set()


def _singular(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _plural(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[-1]


def _translations(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ("",))
