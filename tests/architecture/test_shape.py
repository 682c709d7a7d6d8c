"""Small modules, small functions, names that say something, failures that are caught where they are understood."""

import ast
from typing import Final

from tests.architecture.sources import PACKAGES, functions, imported_modules, length_of, sources

MODULE_LINES: Final = 400
FUNCTION_LINES: Final = 50
VAGUE: Final = {"utils.py", "helpers.py", "util.py", "helper.py", "common.py", "misc.py"}
# Where anything may be caught, and why: one bad mind, task, viewer or command must not end the others.
BROAD_EXCEPT_BOUNDARIES: Final = {
    "society/tasks.py": "a task's edge",
    "society/export_worker.py": "an export's edge: it fails, and the next one is made",
    "society/minds.py": "around one mind's decision",
    "streams/live/consumers.py": "a consumer's edge",
    "streams/writer/driver.py": "around a step with commands, which are counted and given up",
}


def test_no_module_is_longer_than_four_hundred_lines() -> None:
    long = [source.path for source in sources(*PACKAGES, "tests") if source.text.count("\n") > MODULE_LINES]

    assert long == []


def test_no_function_is_longer_than_fifty_lines() -> None:
    long = [
        f"{source.path}: {function.name} ({length_of(function)})"
        for source in sources(*PACKAGES, "tests", "manage.py")
        for function in functions(source.tree)
        if length_of(function) > FUNCTION_LINES
    ]

    assert long == []


def test_no_module_has_a_vague_name() -> None:
    vague = [source.path for source in sources(*PACKAGES, "tests") if source.path.rsplit("/")[-1] in VAGUE]

    assert vague == []


def test_everything_is_caught_at_named_boundaries_only() -> None:
    broad = [
        f"{source.path}:{node.lineno}"
        for source in sources(*PACKAGES)
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ExceptHandler) and _is_broad(node) and source.path not in BROAD_EXCEPT_BOUNDARIES
    ]

    assert broad == []


def test_nothing_receives_signals_but_those_of_celery_workers() -> None:
    receivers = [
        f"{source.path}: {module}"
        for source in sources(*PACKAGES)
        for module in imported_modules(source.tree)
        if (".signals" in module and not module.startswith("celery.signals")) or module.startswith("django.dispatch")
    ]

    assert receivers == []


def _is_broad(handler: ast.ExceptHandler) -> bool:
    caught = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(kind is None or (isinstance(kind, ast.Name) and kind.id in _BROAD) for kind in caught)


_BROAD: Final = {"Exception", "BaseException"}
