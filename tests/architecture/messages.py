"""Find the sentences that people read: in templates, in Python and in scripts of the browser."""

import ast
import re
from collections.abc import Iterator
from typing import Final

from django.utils.translation.template import templatize

from tests.architecture.sources import PACKAGES, ROOT, sources

MESSAGE_POSITION: Final = {
    "_": 0,
    "gettext": 0,
    "gettext_lazy": 0,
    "gettext_noop": 0,
    "ngettext": 0,
    "ngettext_lazy": 0,
    "pgettext": 1,
    "pgettext_lazy": 1,
}
_LITERAL: Final = r"""(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")"""
_CALL: Final = re.compile(rf"\b(_|n?gettext|pgettext)\(\s*u?({_LITERAL})(?:\s*,\s*u?({_LITERAL}))?")


def template_messages() -> dict[str, str]:
    """Give each sentence of the templates with the file that it was found in."""
    return {
        message: file.relative_to(ROOT).as_posix()
        for file in sorted((ROOT / "templates").rglob("*.*"))
        for message in _in_text(templatize(file.read_text(encoding="utf-8")))
    }


def script_messages() -> dict[str, str]:
    """Give each sentence of the scripts that browsers run, with its file."""
    return {
        message: file.relative_to(ROOT).as_posix()
        for file in sorted((ROOT / "static" / "site").rglob("*.js"))
        for message in _in_text(file.read_text(encoding="utf-8"))
    }


def python_messages() -> dict[str, str]:
    """Give each sentence of our Python modules with its file."""
    return {message: source.path for source in sources(*PACKAGES) for message in _in_tree(source.tree)}


def _in_text(text: str) -> Iterator[str]:
    for function, first, second in _CALL.findall(text):
        yield ast.literal_eval(second if MESSAGE_POSITION[function] else first)


def _in_tree(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=name), args=arguments) if name in MESSAGE_POSITION:
                message = arguments[MESSAGE_POSITION[name]]
                if isinstance(message, ast.Constant) and isinstance(message.value, str):
                    yield message.value
