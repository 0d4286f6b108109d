"""The table of what the source asks for and where it is realised: `site/requirements.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

from handrail.loading.parse import parse
from handrail.model.errors import HandrailError
from handrail.model.messages import say
from handrail.model.text import Text
from handrail.model.text import read_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handrail.model.messages import Message

#: Where the table lies below the folder of hand-written pages.
FILE = "requirements.yaml"
#: What can realise something: how it is written before the colon.
KINDS = (
    "schema", "rule", "command", "view", "report", "page", "process", "setting", "file", "test",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class Reference:
    """Something that exists and realises what is asked, such as `rule:unknown-source`."""

    kind: str
    name: str

    def __str__(self) -> str:
        """Write it as the file does."""
        return f"{self.kind}:{self.name}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Requirement:
    """One thing the source asks for."""

    id: str
    asks: Text
    realised: tuple[Reference, ...] = ()
    #: Why it is not the work of this tool, where it is not.
    outside: Text | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """Requirements that belong together."""

    id: str
    title: Text
    rows: tuple[Requirement, ...]


def read_requirements(content: bytes, path: str) -> tuple[Group, ...]:
    """Read the table; what is wrong with it stops the build, since only the tool's own makers write it."""
    parsed = parse(content)
    if parsed.faults:
        raise _wrong(path, parsed.faults[0].message)
    try:
        return tuple(_group(one) for one in parsed.data["groups"])
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise _wrong(path, str(error)) from None


def _wrong(path: str, why: Message | str) -> HandrailError:
    return HandrailError(
        say("`{file}` cannot be read: {why}", file=path, why=why),
        say("mend the line, or restore the file from git"),
    )


def _group(entry: Mapping[str, Any]) -> Group:
    rows = tuple(_requirement(row) for row in entry["rows"])
    return Group(id=entry["id"], title=read_text(entry["title"]), rows=rows)


def _requirement(row: Mapping[str, Any]) -> Requirement:
    outside = row.get("outside")
    found = Requirement(
        id=row["id"],
        asks=read_text(row["asks"]),
        realised=tuple(_reference(one) for one in row.get("realised", ())),
        outside=read_text(outside) if outside else None,
    )
    if not found.realised and found.outside is None:
        raise ValueError(f"{found.id} is realised nowhere")
    return found


def _reference(text: str) -> Reference:
    kind, colon, name = text.partition(":")
    if not colon or not name or kind not in KINDS:
        raise ValueError(text)
    return Reference(kind=kind, name=name)
