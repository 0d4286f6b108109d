"""Files the site hands out: forms, templates and attachments of the repository, and a calendar."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import quote

from handrail.render.icalendar import to_icalendar
from handrail.render.markup import prose
from handrail.site.names import shows_people
from handrail.site.page import Page
from handrail.views.due import dues

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handrail.loading.sources import Source
    from handrail.register import Register

#: Kinds of files a browser shows or saves and never runs: no HTML, no SVG, no scripts.
HANDED_OUT = frozenset(
    {".csv", ".docx", ".drawio", ".gif", ".jpeg", ".jpg", ".ods", ".odt", ".odp", ".pdf", ".png",
     ".pptx", ".txt", ".vsdx", ".webp", ".xlsx"}
)  # fmt: skip
#: Larger files are not copied into the site.
MOST_BYTES = 20 * 1024 * 1024
MARKDOWN = ".md"
#: Where the calendar of what is due is handed out.
CALENDAR = "due.ics"
_FOLDER = "files"
_TEXT = ".txt"
#: Names that mean the same to every file system, browser and theme.
_ODD = re.compile(r"""[\x00-\x1f\x7f<>:"'&#?%{}|\\*]|(?:^|/)\.|//""")
_TITLE = re.compile(r"\A\s*#\s+(?P<title>\S.*?)\s*#*\s*$", re.MULTILINE)


def place_of(path: str) -> str | None:
    """Return where the site shows a file, or None where it does not."""
    suffix = PurePosixPath(path).suffix.lower()
    if _ODD.search(path) or suffix not in {*HANDED_OUT, MARKDOWN}:
        return None
    shown = path[: -len(suffix)] + ".html" if suffix == MARKDOWN else path
    return quote(f"{_FOLDER}/{shown}")


def text_of(path: str) -> str | None:
    """Return where the site hands out a form of Markdown as it was written, to be filled in with any editor."""
    is_text = path.lower().endswith(MARKDOWN) and place_of(path) is not None
    return quote(f"{_FOLDER}/{path}{_TEXT}") if is_text else None


def calendar(register: Register, language: str) -> str:
    """Write what is due as a calendar file to subscribe to."""
    return to_icalendar(register, dues(register), language, names_people=shows_people(register))


def paths(register: Register, source: Source) -> Iterator[str]:
    """Yield the paths of the files that records name and the site can show."""
    there = set(source.paths())
    wanted: dict[str, None] = {}
    for process_id, process in register.processes.items():
        wanted.update((f"processes/{process_id}/{one.file}", None) for one in process.templates)
    for document in register.documents:
        lists = (document.data.get(key) for key in ("attachments", "data_files"))
        for entry in (one for entries in lists if isinstance(entries, list) for one in entries):
            if isinstance(entry, dict) and isinstance(entry.get("file"), str):
                wanted[f"{document.folder}/{entry['file']}"] = None
    return (path for path in wanted if path in there and place_of(path) is not None)


def stage(path: str, content: bytes, language: str) -> Iterator[tuple[str, bytes]]:
    """Yield where a file is staged and as what: Markdown becomes a page, in harmless HTML, and a text."""
    if not path.lower().endswith(MARKDOWN):
        yield f"{_FOLDER}/{path}", content
        return
    yield f"{_FOLDER}/{path}{_TEXT}", content
    text = content.decode("utf-8", "replace")
    found = _TITLE.match(text)
    title = found["title"] if found else PurePosixPath(path).stem
    body = text[found.end() :] if found else text
    page = Page(
        path=f"{_FOLDER}/{path[: -len(MARKDOWN)]}{MARKDOWN}",
        title=title,
        blocks=(f'<div class="hr-form" lang="{language}">{prose(body, headings=True)}</div>',),
        source=path,
        hide=("toc",),
    )
    yield page.path, page.markdown().encode()
