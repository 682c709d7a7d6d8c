"""Our own source files, parsed once, for the tests that read them."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
PACKAGES: Final = ("streams", "world", "agents", "society")
"""From the bottom up: a package knows those before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One module: its path from the root, text and syntax tree."""

    path: str
    text: str
    tree: ast.Module


@cache
def sources(*folders: str) -> tuple[Source, ...]:
    """Parse every module below the folders, migrations excepted, in order of their paths; a missing folder is empty."""
    return tuple(_parse(file) for folder in folders for file in _files(ROOT / folder))


def length_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count the lines of a function with its decorators and docstring."""
    first = min([function.lineno, *(decorator.lineno for decorator in function.decorator_list)])
    return (function.end_lineno or function.lineno) - first + 1


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Give every function and method, nested ones too."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def imported_modules(tree: ast.Module) -> set[str]:
    """Give the dotted names of everything that a module imports."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return names


def _files(folder: Path) -> list[Path]:
    if folder.is_file():
        return [folder]
    return sorted(file for file in folder.rglob("*.py") if "migrations" not in file.parts)


def _parse(file: Path) -> Source:
    text = file.read_text(encoding="utf-8")
    return Source(path=file.relative_to(ROOT).as_posix(), text=text, tree=ast.parse(text))
