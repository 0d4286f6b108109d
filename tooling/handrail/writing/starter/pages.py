"""The hand-written pages a new repository begins with: the guides, without the sample they were written beside."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING
from typing import Any

from handrail.loading.parse import parse
from handrail.writing.starter.shipped import shipped
from handrail.writing.starter.shipped import shipped_below
from handrail.writing.starter.shipped import text

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Pages about the tool itself, which nobody needs who works with it.
_LEFT_OUT = ("contributing.md", "requirements.md", "walkthrough.md", "decisions.md")
#: A link to one of them, which leaves its words.
_LINK = re.compile(rf"\[(?P<words>[^\]]*)\]\((?:{'|'.join(map(re.escape, _LEFT_OUT))})(?:#[^)]*)?\)")  # fmt: skip


def guides(languages: tuple[str, ...]) -> Mapping[str, str]:
    """Return the pages of some languages by path."""
    return {
        path: _own(shipped(path).decode())
        for language in languages
        for path in shipped_below(f"site/{language}", ".md")
        if path.rpartition("/")[2] not in _LEFT_OUT
    }


def _own(page: str) -> str:
    """Take out of a page what leads or refers to the sample."""
    page = _LINK.sub(r"\g<words>", page)
    said = _otherwise()
    for one in said["passages"]:
        page = page.replace(one["passage"], one["instead"])
    words = said["words"]
    pattern = re.compile(rf"(?<![A-Za-z0-9-])(?:{'|'.join(words)})(?![A-Za-z0-9-])")
    return pattern.sub(lambda match: words[match[0]], page)


@cache
def _otherwise() -> Mapping[str, Any]:
    found: Mapping[str, Any] = parse(text("guides.yaml").encode()).data
    return found
