"""File formats, written piece by piece: CSV, JSON, JSON lines, GraphML. Rows in, bytes out; nothing is kept.

A cell of text that a spreadsheet would take for a formula begins with an apostrophe (OWASP, "CSV Injection").
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

import orjson

Row = Mapping[str, Any]

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no way to write."""
_GRAPHML: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">\n'
)
_GRAPHML_TYPES: Final = {str: "string", int: "long", float: "double"}


def as_csv(rows: Iterable[Row], columns: Sequence[str]) -> Iterator[bytes]:
    """Write rows as UTF-8 CSV (RFC 4180) under a line of names; what a row lacks, and None, are empty cells."""
    line = io.StringIO()
    writer = csv.writer(line)
    writer.writerow(columns)
    for row in rows:
        yield _taken(line)
        writer.writerow([_cell(row.get(name)) for name in columns])
    yield _taken(line)


def as_json(rows: Iterable[Row]) -> Iterator[bytes]:
    """Write rows as one JSON array, an object a line."""
    before = b"[\n"
    for row in rows:
        yield before + orjson.dumps(row)
        before = b",\n"
    yield b"[]\n" if before == b"[\n" else b"\n]\n"


def as_json_lines(rows: Iterable[Row]) -> Iterator[bytes]:
    """Write rows as JSON objects, one a line."""
    for row in rows:
        yield orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE)


def as_graphml(
    nodes: Iterable[Row], edges: Iterable[Row], *, of_nodes: Mapping[str, type], of_edges: Mapping[str, type]
) -> Iterator[bytes]:
    """Write a directed graph as GraphML.

    nodes: each with `id`, and attributes.   edges: each with `id`, `source`, `target`, and attributes.   of_nodes,
    of_edges: names and types of the attributes. Two nodes may have several edges.
    Source: GraphML Primer, graphml.graphdrawing.org.
    """
    yield _GRAPHML.encode()
    for kind, attributes in (("node", of_nodes), ("edge", of_edges)):
        for name, python_type in attributes.items():
            wire = _GRAPHML_TYPES[python_type]
            yield f'<key id="{kind}_{name}" for="{kind}" attr.name="{name}" attr.type="{wire}"/>\n'.encode()
    yield b'<graph edgedefault="directed">\n'
    for node in nodes:
        yield f"<node id={_quoted(node['id'])}>{_data('node', node, of_nodes)}</node>\n".encode()
    for edge in edges:
        ends = f"id={_quoted(edge['id'])} source={_quoted(edge['source'])} target={_quoted(edge['target'])}"
        yield f"<edge {ends}>{_data('edge', edge, of_edges)}</edge>\n".encode()
    yield b"</graph>\n</graphml>\n"


def flat(row: Row, prefix: str = "") -> dict[str, Any]:
    """Lay nested objects out as columns: {"economy": {"money": 1}} becomes {"economy_money": 1}. Lists become JSON."""
    cells: dict[str, Any] = {}
    for name, value in row.items():
        if isinstance(value, Mapping):
            cells |= flat(value, f"{prefix}{name}_")
        else:
            cells[prefix + name] = orjson.dumps(value).decode() if isinstance(value, list) else value
    return cells


def _data(kind: str, row: Row, attributes: Iterable[str]) -> str:
    given = ((name, row.get(name)) for name in attributes)
    return "".join(
        f'<data key="{kind}_{name}">{escape(_NOT_XML.sub("", str(value)))}</data>'
        for name, value in given
        if value is not None
    )


def _quoted(value: object) -> str:
    return quoteattr(str(value))


def _cell(value: object) -> object:
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value


def _taken(line: io.StringIO) -> bytes:
    written = line.getvalue().encode()
    line.seek(0)
    line.truncate()
    return written
