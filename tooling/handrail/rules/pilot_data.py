"""The rule of a pilot's data: the files beside its report are there and can be read."""

from __future__ import annotations

import csv
import io
from hashlib import sha256
from typing import TYPE_CHECKING

from handrail.model.findings import Location
from handrail.model.findings import Problem
from handrail.model.messages import say
from handrail.rules.placed import placed
from handrail.rules.project_examples import PILOT
from handrail.rules.project_examples import PORTAL
from handrail.rules.project_examples import draft
from handrail.rules.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handrail.loading.documents import Document
    from handrail.model.messages import Message
    from handrail.model.records import DataFile
    from handrail.register import Register

_TICKETS = f"{PORTAL}/tickets.csv"
_LISTED = {PILOT: draft("pilot", "data_files: [{file: tickets.csv, title: Tickets by week}]")}


@rule(
    "bad-pilot-data",
    "The data files of a pilot are CSV: one row of headings, and every row as long as it",
    good=_LISTED | {_TICKETS: "week,portal,telephone\n2026-W16,31,64"},
    bad=_LISTED | {_TICKETS: "week,portal,telephone\n2026-W16,31 # <- how many by telephone?"},
    is_gap=True,
)
def bad_pilot_data(register: Register) -> Iterator[Problem]:
    """Figures that nobody can read again prove nothing, and cannot be compared with the next pilot's."""
    for _, _, document in placed(register, "pilot"):
        for index, entry in enumerate(document.record.data_files):
            yield from _faults(register, document, index, entry)


def _faults(
    register: Register, document: Document, index: int, entry: DataFile
) -> Iterator[Problem]:
    path = f"{document.folder}/{entry.file}"
    content = register.files.content(path)
    if content is None:
        yield document.problem(
            ("data_files", index, "file"),
            say("there is no file `{path}`", path=path),
            hint=say("put the file there, or correct its name"),
        )
        return
    found = sha256(content).hexdigest()
    if entry.sha256 is not None and entry.sha256 != found:
        yield document.problem(
            ("data_files", index, "sha256"),
            say("`{path}` is another file: its SHA-256 is {found}", path=path, found=found),
            hint=say("put the file back that the report speaks of, or write its new SHA-256"),
        )
        return
    lines = content.decode("utf-8-sig", "replace").split("\n")
    for line, message, hint in _wrong_lines(content):
        excerpt = lines[line - 1].rstrip("\r") if line <= len(lines) else ""
        yield Problem(
            Location(path, line, 1, max(len(excerpt), 1), excerpt),
            message, hint, document.may_have_gaps,
        )  # fmt: skip


def _wrong_lines(content: bytes) -> Iterator[tuple[int, Message, Message]]:
    """Yield each line of a CSV file that is wrong, with what is wrong and what helps."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        yield 1, say("this is not UTF-8"), say("save it as UTF-8: in a spreadsheet, «CSV UTF-8»")
        return
    table = csv.reader(io.StringIO(text, newline=""), strict=True)
    head: list[str] = []
    line = 1
    try:
        for row in table:
            if not any(cell.strip() for cell in row):
                pass  # an empty line, such as the last one
            elif not head:
                head = row
                yield from _wrong_head(line, head)
            elif len(row) != len(head):
                yield (
                    line,
                    say("{columns} columns here, {expected} in the headings", columns=len(row), expected=len(head)),
                    say("give every row as many columns; put a text with a comma into quotation marks"),
                )  # fmt: skip
            line = table.line_num + 1
    except csv.Error:
        yield (
            line,
            say("this cannot be read as CSV"),
            say("part the columns with commas, and double quotation marks inside a text"),
        )
        return
    if not head:
        yield 1, say("this file has no rows"), say("begin it with a row of headings")


def _wrong_head(line: int, head: list[str]) -> Iterator[tuple[int, Message, Message]]:
    names = [cell.strip() for cell in head]
    twice = tuple(f"`{name}`" for name in dict.fromkeys(names) if name and names.count(name) > 1)
    if "" in names:
        yield line, say("a column has no heading"), say("give every column a heading")
    elif twice:
        yield line, say("two columns are called {names}", names=twice), say("call one otherwise")
    elif len(names) == 1 and (";" in names[0] or "\t" in names[0]):
        yield line, say("there is one column only"), say("part the columns with commas")
