from __future__ import annotations

import shutil
from pathlib import Path

from tests.cli.conftest import BANNER
from tests.cli.conftest import Handrail
from tests.cli.conftest import Ran

MKDOCS = Path(__file__).parents[2] / "mkdocs.yml"


def test_the_site_is_built_and_the_page_to_open_is_named(
    handrail: Handrail, repository: Path
) -> None:
    shutil.copy(MKDOCS, repository)
    ran = handrail("site", "build", "--only", "en")
    page = repository / "build" / "site" / "index.html"
    assert (ran.code, ran.out) == (0, f"{page}\n")
    assert page.is_file()
    assert ran.err.startswith(f"{BANNER}building the site, which takes a while\n")


def test_without_settings_for_the_site_that_is_said(handrail: Handrail, repository: Path) -> None:
    assert handrail("site", "build") == Ran(
        3,
        "",
        f"{BANNER}building the site, which takes a while\n"
        f"error: no `mkdocs.yml` in `{repository}`\n"
        "hint: copy it from handrail's own repository: it says how the handbook is rendered\n",
    )
