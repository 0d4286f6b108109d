"""The second lock: a content security policy in every page, which lets no foreign script run."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from pathlib import Path

#: A script in the page that is run: not one fetched from a file, and not data.
_INLINE = re.compile(rb"<script>(.*?)</script>", re.DOTALL)
_HEAD = re.compile(rb"<head>")
#: As deep as pages lie below a language's folder; the theme's scripts differ by depth.
_DEEPEST = 5


def probe_pages() -> Mapping[str, bytes]:
    """Return an empty site: what scripts its pages hold are the theme's own."""
    return {f"{'d/' * depth}index.md": b"# -\n" for depth in range(_DEEPEST + 1)}


def digest(script: bytes) -> str:
    """Return how a policy names a script."""
    return f"'sha256-{b64encode(sha256(script).digest()).decode()}'"


def inline_scripts(site: Path) -> list[str]:
    """Name the scripts in the pages of a site."""
    found = {
        digest(script)
        for path in site.rglob("*.html")
        for script in _INLINE.findall(path.read_bytes())
    }
    return sorted(found)


def policy(scripts: Iterable[str]) -> str:
    """Write the policy; `file:` is what a page opened from a folder is itself."""
    rules = (
        "default-src 'none'",
        f"script-src 'self' file: {' '.join(scripts)}",
        "style-src 'self' file: 'unsafe-inline'",
        "img-src 'self' file: data:",
        "font-src 'self' file:",
        "connect-src 'self' file:",
        "worker-src 'self' file: blob:",
        "frame-src 'self' file:",
        "manifest-src 'self' file:",
        "base-uri 'none'",
        "form-action 'none'",
        "object-src 'none'",
    )
    return "; ".join(rules)


def lock(site: Path, probe: Path) -> None:
    """Write the policy into every page of a site."""
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy(inline_scripts(probe))}">'
    written = b"<head>" + meta.encode()
    for path in site.rglob("*.html"):
        content = path.read_bytes()
        path.write_bytes(_HEAD.sub(lambda _: written, content, count=1))
