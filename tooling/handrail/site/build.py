"""Builds the site: stages every language, lets MkDocs render it, and locks what came out."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from dataclasses import field
from datetime import UTC
from datetime import datetime
from importlib import resources
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

from handrail.loading.sources import WorkTree
from handrail.loading.sources import commit_source
from handrail.model.errors import HandrailError
from handrail.model.messages import say
from handrail.site.compose import compose
from handrail.site.compose import stage
from handrail.site.config import SETTINGS
from handrail.site.config import read_settings
from handrail.site.config import settings_for
from handrail.site.door import front_door
from handrail.site.pages import in_navigation
from handrail.site.policy import lock
from handrail.site.policy import probe_pages

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

    from handrail.loading.sources import Source
    from handrail.model.messages import Message
    from handrail.register import Register

BUILD = "build"
#: Lies in every site that was built here: only such a folder is emptied.
_MARK = ".handrail-site"
#: How many of MkDocs's warnings are repeated.
_MOST_WARNINGS = 20
#: What of the environment MkDocs needs; the rest could change what it builds.
_ENVIRONMENT = ("PATH", "SYSTEMROOT", "SYSTEMDRIVE", "HOME", "USERPROFILE", "LD_LIBRARY_PATH")


@dataclass(frozen=True, kw_only=True, slots=True)
class BuildResult:
    """What was built."""

    output: Path
    #: How many pages each language has.
    pages: Mapping[str, int]
    seconds: float
    #: What the one who builds should know, though it is no fault.
    notes: tuple[Message, ...] = field(default=())


def build_site(
    root: Path, register: Register, *, output: Path, languages: tuple[str, ...] | None = None
) -> BuildResult:
    """Build the site of a register into a folder."""
    began = time.monotonic()
    wanted = languages or register.languages
    base = read_settings(root)
    work = root / BUILD
    output = output.resolve()
    _refuse_sources(root, output)
    source = _source(root, register)
    staged = {
        language: compose(root, register, source, language, work / "docs" / language)
        for language in wanted
    }
    stage(work / "theme", dict(_theme()))
    stage(work / "probe", probe_pages())
    paths = {
        language: [path for path in pages if path.endswith(".md")]
        for language, pages in staged.items()
    }
    configs = {}
    for language in wanted:
        listed = in_navigation(paths[language])
        values = settings_for(base, register, language, paths, listed)
        configs[language] = _write_config(
            root, language, values, work / "docs" / language, output / language
        )
    probe: dict[str, Any] = {
        "site_name": "-",
        "nav": None,
        "extra": {"alternate": [], "handrail": {}},
        "copyright": "",
    }
    configs[""] = _write_config(root, "probe", probe, work / "probe", work / "probe-site")
    _clear(output, (work / "site").resolve())
    _render(root, register, configs)
    for language in wanted:
        # It links from the top of the host, wherever the site lies there.
        (output / language / "404.html").unlink(missing_ok=True)
    lock(output, work / "probe-site")
    (output / "index.html").write_text(front_door(register, wanted), encoding="utf-8")
    return BuildResult(
        output=output,
        pages={language: len(found) for language, found in paths.items()},
        seconds=time.monotonic() - began,
        notes=tuple(_notes(wanted)),
    )


def _refuse_sources(root: Path, output: Path) -> None:
    """Refuse a folder that holds something else, which a build would take away."""
    built = (root / BUILD).resolve()
    ours = [built / name for name in ("docs", "theme", "probe", "probe-site", "config", "tmp")]
    if output in {built, *built.parents} or any(one in {output, *output.parents} for one in ours):
        raise HandrailError(
            say("`{folder}` is no place for the site: a build empties it", folder=str(output)),
            say("choose a folder of its own, such as `{build}`", build=str(built / "site")),
        )


def _source(root: Path, register: Register) -> Source:
    """Return where the files lie that the register was read from."""
    snapshot = register.snapshot
    if snapshot is None or snapshot.changed:
        return WorkTree(root)
    return commit_source(root, snapshot.commit)


def _theme() -> Iterable[tuple[str, bytes]]:
    """Yield our additions to the theme, from inside the package."""
    folder = Path(str(resources.files("handrail.site"))) / "theme"
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix(), path.read_bytes()


def _write_config(root: Path, name: str, values: Mapping[str, Any], docs: Path, site: Path) -> Path:
    theme = dict(values.get("theme", {}))
    theme["custom_dir"] = str((root / BUILD / "theme").resolve())
    content = {
        "INHERIT": str((root / SETTINGS).resolve()),
        **values,
        "theme": theme,
        "docs_dir": str(docs.resolve()),
        "site_dir": str(site.resolve()),
    }
    place = root / BUILD / "config" / f"{name}.yml"
    place.parent.mkdir(parents=True, exist_ok=True)
    # JSON is YAML.
    place.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
    return place


def _clear(output: Path, default: Path) -> None:
    """Empty the folder the site goes to."""
    if output.is_symlink() or (output.exists() and not output.is_dir()):
        raise HandrailError(
            say("`{folder}` is not a folder", folder=str(output)),
            say("name a folder for the site, or remove what is in its place"),
        )
    if output.is_dir():
        if any(output.iterdir()) and not (output / _MARK).is_file() and output != default:
            raise HandrailError(
                say("`{folder}` holds files that are no site of handrail's", folder=str(output)),
                say("name an empty folder: a build takes away what is there"),
            )
        shutil.rmtree(output)
    output.mkdir(parents=True)
    (output / _MARK).touch()


def _render(root: Path, register: Register, configs: Mapping[str, Path]) -> None:
    """Run MkDocs once for each language, all at the same time."""
    environment = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
    private = (root / BUILD / "tmp").resolve()
    private.mkdir(parents=True, exist_ok=True)
    noon = datetime.combine(register.as_of, datetime.min.time(), tzinfo=UTC)
    environment |= {
        "NO_MKDOCS_2_WARNING": "1",
        "DISABLE_MKDOCS_2_WARNING": "true",
        "PYTHONUTF8": "1",
        "SOURCE_DATE_EPOCH": str(int(noon.timestamp())),
        # The word splitter keeps a cache in the temporary folder, which others could write to.
        "TMPDIR": str(private),
        "TEMP": str(private),
        "TMP": str(private),
    }
    running = {}
    for language, config in configs.items():
        command = [
            sys.executable,
            "-m",
            "mkdocs",
            "build",
            "--strict",
            "--config-file",
            str(config),
        ]
        running[language] = subprocess.Popen(  # noqa: S603 - our own command
            command,
            cwd=root,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        )
    said = {language: process.communicate()[0] for language, process in running.items()}
    for language, process in running.items():
        _judge(language, process.returncode, said[language])


def _judge(language: str, code: int, said: str) -> None:
    warnings = [line for line in said.splitlines() if line.startswith(("WARNING", "ERROR"))]
    if code == 0 and not warnings:
        return
    lines: Sequence[str] = warnings or [line for line in said.splitlines() if line.strip()][-5:]
    shown = [" ".join(line.split()) for line in lines[:_MOST_WARNINGS]]
    raise HandrailError(
        say(
            "MkDocs could not build the {language} site: {lines}",
            language=language,
            lines=" · ".join(shown),
        ),
        say(
            "a hand-written page in `site/` links to something that is not there, or `mkdocs.yml` is not right"
        ),
    )


def _notes(languages: Sequence[str]) -> Iterable[Message]:
    if "zh" in languages and find_spec("jieba") is None:
        yield say(
            "search will not find words inside Chinese sentences: install `handrail[zh-search]`"
        )
