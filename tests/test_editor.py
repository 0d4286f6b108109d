"""An editor is told the same schema for a file as `check` uses."""

from __future__ import annotations

import json
import re
from pathlib import Path

ROOT = Path(__file__).parents[1]


def globs(pattern: str) -> list[str]:
    """Write a pattern of `x-paths` the way editors match paths."""
    glob = re.sub(r"\{\w+\}", "*", pattern)
    return (
        [glob.replace("{-n}", number) for number in ("", "-[0-9]*")] if "{-n}" in glob else [glob]
    )


def test_editor_knows_the_schema_of_every_document() -> None:
    expected = {}
    for path in sorted((ROOT / "schemas").glob("*.schema.json")):
        patterns = json.loads(path.read_text(encoding="utf-8")).get("x-paths", [])
        found = [glob for pattern in patterns for glob in globs(pattern)]
        if found:
            expected[f"./schemas/{path.name}"] = found[0] if len(found) == 1 else found
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    assert settings["yaml.schemas"] == expected
