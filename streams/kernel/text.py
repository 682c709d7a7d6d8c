"""Canonical JSON: the same value always gives the same text, and text that no store could keep is refused. A hash of texts."""

import json
from hashlib import sha256
from typing import Any


def canonical_json(value: Any) -> str:
    """Write a value as JSON with sorted keys and no spaces.

    ValueError for NUL characters and lone surrogates: PostgreSQL keeps neither, so no run could be compared.
    """
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    if "\\u0000" in text or "\x00" in text:
        raise ValueError("text holds a NUL character: remove it")
    try:
        text.encode()
    except UnicodeEncodeError:
        raise ValueError("text holds half of a surrogate pair: send valid Unicode") from None
    return text


def text_hash(text: str) -> int:
    """Hash a text to 63 bits, the same on every machine: what events keep of what was said."""
    return int.from_bytes(sha256(text.encode()).digest()[:8]) >> 1
