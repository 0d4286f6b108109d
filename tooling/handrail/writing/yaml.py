"""Flat records as YAML that reads back the same."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from handrail.loading.parse import parse
from handrail.render.clean import escape

if TYPE_CHECKING:
    from collections.abc import Mapping


def to_yaml(data: Mapping[str, str]) -> str:
    """Write texts by key: plain where that reads back as the same text, else in quotation marks."""
    return "".join(f"{key}: {_scalar(value)}\n" for key, value in data.items())


def _scalar(value: str) -> str:
    text = value.encode("utf-8", "replace").decode()
    read = parse(f"key: {text}\n".encode())
    if not read.faults and read.data == {"key": text}:
        return text
    return escape(json.dumps(text, ensure_ascii=False))
