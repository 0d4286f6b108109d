"""The texts of the reference repository that a new one begins with: one truth, shipped in the wheel."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

from handrail.loading.parse import parse

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Where they lie in the wheel. Schemas lie beside the package's own modules, for `check` reads them too.
_FOLDER = "reference"
_SCHEMAS = "schemas"
_TEXTS = "texts"


def shipped(path: str) -> bytes:
    """Return a file of the reference repository."""
    return (_home(path) / path).read_bytes()


def shipped_data(path: str) -> Any:
    """Return what a record of the reference repository says."""
    return parse(shipped(path)).data


def shipped_below(folder: str, ending: str = "") -> Iterator[str]:
    """Yield the paths of the files of the reference repository in a folder."""
    for path in sorted((_home(folder) / folder).glob(f"*{ending}")):
        yield f"{folder}/{path.name}"


def shipped_folders(folder: str) -> tuple[str, ...]:
    """Return the names of the folders of the reference repository in a folder."""
    return tuple(sorted(path.name for path in (_home(folder) / folder).iterdir() if path.is_dir()))


def text(name: str) -> str:
    """Return a text written for new repositories alone."""
    place = resources.files(__package__ or "") / _TEXTS / name
    return place.read_text(encoding="utf-8")


def _home(path: str) -> Path:
    """Return the folder that a path starts in: in the wheel, or in the project's own checkout."""
    package = Path(str(resources.files("handrail")))
    packaged = package if path.startswith(_SCHEMAS) else package / _FOLDER
    return packaged if (packaged / path).exists() else Path(__file__).parents[4]
