"""The file formats, each read by a program that is not ours."""

import csv
import io
import json
from typing import Any

import networkx  # type: ignore[import-untyped]  # its types are a package of their own
import pytest

from society.api.exports.formats import as_csv, as_graphml, as_json, as_json_lines, flat


def test_csv_is_read_back_cell_by_cell() -> None:
    rows: list[dict[str, Any]] = [{"a": 'say "hi",\nthen', "b": 1}, {"a": "你好", "b": None}, {"b": -2.5}]

    text = b"".join(as_csv(rows, ("a", "b"))).decode()

    assert list(csv.reader(io.StringIO(text))) == [
        ["a", "b"],
        ['say "hi",\nthen', "1"],
        ["你好", ""],
        ["", "-2.5"],
    ]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@sum(a1)", "\tx", "\rx"])
def test_no_text_is_a_formula(text: str) -> None:
    lines = b"".join(as_csv([{"a": text}], ("a",))).decode()

    assert list(csv.reader(io.StringIO(lines, newline="")))[1] == [f"'{text}"]


@pytest.mark.parametrize("rows", [[], [{"a": 1}], [{"a": 1}, {"a": "é"}]])
def test_json_is_one_array_and_json_lines_are_objects(rows: list[dict[str, object]]) -> None:
    assert json.loads(b"".join(as_json(rows))) == rows
    assert [json.loads(line) for line in b"".join(as_json_lines(rows)).splitlines()] == rows


def test_a_graph_may_have_several_edges_between_two_and_any_text() -> None:
    nodes: list[dict[str, Any]] = [{"id": 1, "name": 'A <b> & "c"\x00\x1b'}, {"id": 2, "name": None}]
    edges: list[dict[str, Any]] = [
        {"id": "x", "source": 1, "target": 2, "relation": "follow"},
        {"id": "y", "source": 1, "target": 2, "relation": "tie", "strength": 0.5},
    ]

    written = b"".join(as_graphml(nodes, edges, of_nodes={"name": str}, of_edges={"relation": str, "strength": float}))
    graph = networkx.parse_graphml(written.decode(), node_type=int)

    assert dict(graph.nodes(data=True)) == {1: {"name": 'A <b> & "c"'}, 2: {}}
    assert [edge for _, _, edge in graph.edges(data=True)] == [
        {"relation": "follow"},
        {"relation": "tie", "strength": 0.5},
    ]
    assert graph.is_directed()


def test_an_empty_graph_opens_too() -> None:
    written = b"".join(as_graphml([], [], of_nodes={"name": str}, of_edges={}))

    assert len(networkx.parse_graphml(written.decode())) == 0


def test_nested_objects_become_columns() -> None:
    assert flat({"id": 1, "economy": {"money": "2.00", "deep": {"er": 3}}, "ids": [1, 2], "at": None}) == {
        "id": 1,
        "economy_money": "2.00",
        "economy_deep_er": 3,
        "ids": "[1,2]",
        "at": None,
    }
