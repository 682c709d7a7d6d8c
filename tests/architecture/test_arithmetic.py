"""The same bits on every processor: no transcendental function and no matrix product where history is made.

float64 exp, log, power, tanh and matrix products give other last bits on other processors; + - x / and sqrt do not.
"""

import ast
from typing import Final

import pytest

from tests.architecture.sources import sources

ROOMS: Final = (
    "streams/kernel",
    "streams/writer",
    "streams/network",
    "streams/recommender",
    "world/engine",
    "world/space",
    "world/economy",
    "world/actions",
    "agents/minds",
    "agents/voice",
)
LIBRARIES: Final = {"np", "numpy", "math", "cmath"}
INEXACT: Final = {
    *("exp", "exp2", "expm1", "log", "log2", "log10", "log1p", "logaddexp", "pow", "power", "float_power", "cbrt"),
    *("sin", "cos", "tan", "sinh", "cosh", "tanh", "arcsin", "arccos", "arctan", "arctan2", "asin", "acos", "atan"),
    *("atan2", "hypot", "erf", "gamma", "lgamma", "linalg", "einsum", "inner", "vdot", "tensordot", "convolve", "fft"),
}
PRODUCTS: Final = {"dot", "matmul"}


def test_history_is_made_without_inexact_functions() -> None:
    found = [f"{source.path}:{fault}" for source in sources(*ROOMS) for fault in inexact(source.tree)]

    assert found == []


@pytest.mark.parametrize(
    "code",
    [
        "np.exp(x)",
        "math.log(x)",
        "x ** y",
        "x ** 0.5",
        "a @ b",
        "a.dot(b)",
        "np.matmul(a, b)",
        "from math import tanh",
        "x **= 2",
        "a @= b",
    ],
)
def test_an_inexact_function_is_found(code: str) -> None:
    assert len(list(inexact(ast.parse(code)))) == 1


@pytest.mark.parametrize(
    "code", ["2 ** 31", "x * x", "np.sqrt(x)", "math.isqrt(n)", "self.log(x)", "@dot\ndef f(): ..."]
)
def test_exact_arithmetic_is_let_through(code: str) -> None:
    assert list(inexact(ast.parse(code))) == []


def inexact(tree: ast.Module) -> list[str]:
    """Name each use of a function whose last bits depend on the processor, as `line: what`."""
    return [f"{node.lineno}: {what}" for node in ast.walk(tree) if (what := _inexact(node)) and hasattr(node, "lineno")]


def _inexact(node: ast.AST) -> str | None:
    match node:
        case ast.Attribute(value=ast.Name(id=library), attr=name) if (
            library in LIBRARIES and name in INEXACT | PRODUCTS
        ):
            return f"{library}.{name}"
        case ast.Attribute(attr=name) if name in PRODUCTS:
            return name
        case ast.ImportFrom(module=module, names=names) if module in {"math", "numpy", "cmath"}:
            return next((alias.name for alias in names if alias.name in INEXACT | PRODUCTS), None)
        case ast.BinOp(op=ast.MatMult()) | ast.AugAssign(op=ast.MatMult()):
            return "@"
        # A number of our own, or a square, which NumPy and integers make by multiplying.
        case ast.BinOp(op=ast.Pow(), left=ast.Constant(), right=ast.Constant()):
            return None
        case ast.BinOp(op=ast.Pow(), right=ast.Constant(value=2)):
            return None
        case ast.BinOp(op=ast.Pow()) | ast.AugAssign(op=ast.Pow()):
            return "**"
    return None
