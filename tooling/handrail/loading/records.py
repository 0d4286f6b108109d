"""Data that fits its schema to a record, as the record's type hints say."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping
from dataclasses import fields
from dataclasses import is_dataclass
from datetime import date
from functools import cache
from types import NoneType
from types import UnionType
from typing import Any
from typing import get_args
from typing import get_origin
from typing import get_type_hints

from handrail.model.dates import Duration
from handrail.model.dates import parse_duration
from handrail.model.records import RECORDS
from handrail.model.text import Text
from handrail.model.text import read_text

Convert = Callable[[Any], Any]

#: Types whose values JSON does not know.
_READ: Mapping[type, Convert] = {
    Text: read_text,
    date: date.fromisoformat,
    Duration: parse_duration,
}


def build(type_name: str, data: Mapping[str, Any]) -> object | None:
    """Build the record of a document type from data that fits its schema.

    Types and fields that only an organisation's own schemas know stay data.
    """
    return _reader(RECORDS[type_name])(data) if type_name in RECORDS else None


def build_part(record: type, data: Mapping[str, Any]) -> Any:
    """Build a part of a record, such as one entry of a list, from data that fits its schema."""
    return _reader(record)(data)


@cache
def _reader(record: type) -> Convert:
    """Compile what reads one kind of record, once."""
    hints = get_type_hints(record)
    plan = {
        field.name.removesuffix("_"): (field.name, _converter(hints[field.name]))
        for field in fields(record)
    }

    def read(data: Mapping[str, Any]) -> object:
        values = {}
        for key, value in data.items():
            if key in plan:
                name, convert = plan[key]
                values[name] = value if convert is None else convert(value)
        return record(**values)

    return read


def _converter(hint: Any) -> Convert | None:
    """Choose what turns JSON into the type; None where JSON's own value serves."""
    if hint in _READ:
        return _READ[hint]
    if isinstance(hint, type) and is_dataclass(hint):
        return _nested(hint)
    arguments = [argument for argument in get_args(hint) if argument is not NoneType]
    if get_origin(hint) is UnionType and len(arguments) == 1:
        return _converter(arguments[0])
    if get_origin(hint) is tuple:
        return _each(_converter(arguments[0]))
    if get_origin(hint) is Mapping:
        return _by_key(_converter(arguments[1]))
    return None


def _nested(record: type) -> Convert:
    # Compiled when the first one is read: a category holds categories.
    return lambda data: _reader(record)(data)  # noqa: PLW0108 - called late on purpose


def _each(convert: Convert | None) -> Convert:
    if convert is None:
        return tuple
    return lambda values: tuple([convert(value) for value in values])


def _by_key(convert: Convert | None) -> Convert | None:
    if convert is None:
        return None
    return lambda values: {key: convert(value) for key, value in values.items()}
