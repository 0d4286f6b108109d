"""What the theme brings along is what was checked when it was taken in."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import handrail.site

ASSETS = Path(handrail.site.__file__).parent / "theme" / "assets" / "handrail"
#: As `npm pack mermaid@11.17.2` delivers it.
MERMAID = "581ed7d74bd9048d0e3a91363927d72ef22942d7722546b27f7cc29e35390eb8"


def test_mermaid_is_the_published_one_with_its_licence() -> None:
    folder = ASSETS / "vendor" / "mermaid"
    assert sha256((folder / "mermaid.min.js").read_bytes()).hexdigest() == MERMAID
    assert "MIT" in (folder / "LICENSE").read_text(encoding="utf-8")


def test_our_scripts_write_no_text_as_html_but_the_drawing() -> None:
    for path in ASSETS.glob("*.js"):
        lines = [
            line for line in path.read_text(encoding="utf-8").splitlines() if "innerHTML" in line
        ]
        assert [line.strip() for line in lines] == (
            ["box.innerHTML = svg;"] if path.name == "hr-diagram.js" else []
        )
