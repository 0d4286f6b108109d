"""What all tests share: one git identity, one language and one pace on every machine."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

# A slow machine is no fault of the code, and a change is judged by the same cases everywhere.
# `pytest --hypothesis-profile=search` looks for new ones.
settings.register_profile("handrail", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None)
settings.load_profile("handrail")

GIT = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "Li Na",
    "GIT_AUTHOR_EMAIL": "li-na@company-d.example",
    "GIT_AUTHOR_DATE": "2026-03-14T12:00:00+0800",
    "GIT_COMMITTER_NAME": "Li Na",
    "GIT_COMMITTER_EMAIL": "li-na@company-d.example",
    "GIT_COMMITTER_DATE": "2026-03-14T12:00:00+0800",
}
TAKEN_AWAY = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "NO_COLOR", "FORCE_COLOR")


@pytest.fixture(autouse=True, scope="session")
def _same_everywhere() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name in tuple(os.environ):
            if name in TAKEN_AWAY or name.startswith(("HANDRAIL_", "GIT_")):
                patch.delenv(name)
        for name, value in GIT.items():
            patch.setenv(name, value)
        patch.setenv("LANG", "C.UTF-8")
        yield
