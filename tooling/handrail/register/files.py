"""The files beside the records: templates, attachments, measured values."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from handrail.loading.editions import read_editions
from handrail.loading.sources import before
from handrail.loading.values import VALUES
from handrail.loading.values import read_values

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from handrail.loading.editions import Edition
    from handrail.loading.sources import Source
    from handrail.loading.values import KpiValues


class Files:
    """The files of a source, read when they are asked for; links lead nowhere."""

    def __init__(self, source: Source | None) -> None:
        self._source = source

    def content(self, path: str) -> bytes | None:
        """Return what a file holds, or None where there is none."""
        return self._source.read(path) if self._source and path in self._paths else None

    def below(self, folder: str) -> Mapping[str, bytes]:
        """Return what the files below a folder hold."""
        return _below(self._source, folder) if self._source else {}

    def below_before(self, folder: str, day: date) -> Mapping[str, bytes] | None:
        """Return what they held before a day, or None where git does not tell."""
        earlier = before(self._source, day) if self._source else None
        return _below(earlier, folder) if earlier else None

    @cached_property
    def editions(self) -> Mapping[str, tuple[Edition, ...]]:
        """The committed versions of each process, the oldest first, as git tells."""
        return read_editions(self._source) if self._source else {}

    def values(self, fiscal_year_start: int) -> Mapping[str, KpiValues]:
        """Return the measured values of each KPI that has any, by process and KPI."""
        found = {}
        for path in sorted(path for path in self._paths if path.endswith(".csv")):
            match = VALUES.fullmatch(path)
            content = self.content(path) if match else None
            if match and content is not None:
                name = f"{match['process']}/{match['kpi']}"
                found[name] = read_values(path, content, fiscal_year_start)
        return found

    @cached_property
    def _paths(self) -> frozenset[str]:
        return frozenset(self._source.paths() if self._source else ())


def _below(source: Source, folder: str) -> dict[str, bytes]:
    paths = sorted(path for path in source.paths() if path.startswith(f"{folder}/"))
    return {path: source.read(path) for path in paths}
