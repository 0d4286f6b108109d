"""All files of a new repository."""

from __future__ import annotations

import json
from importlib.metadata import version
from typing import TYPE_CHECKING

from handrail.loading.schemas import SUFFIX
from handrail.loading.schemas import load_schemas
from handrail.loading.sources import ORGANIZATION
from handrail.loading.sources import SCHEMAS_FOLDER
from handrail.loading.sources import SETTINGS
from handrail.loading.sources import Memory
from handrail.model.suggestion_sources import TWELVE
from handrail.render.language import translate
from handrail.writing.form import write_form
from handrail.writing.starter import records
from handrail.writing.starter.pages import guides
from handrail.writing.starter.processes import folders
from handrail.writing.starter.processes import processes
from handrail.writing.starter.shipped import shipped
from handrail.writing.starter.shipped import shipped_below
from handrail.writing.starter.shipped import text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from handrail.writing.starter.choices import Choices

#: What is the same in every repository.
_AS_IT_IS = ("mkdocs.yml", ".vscode/settings.json")
#: What each forge runs the check by: the file, the text it is made of, and what differs there.
_CHECKS: Mapping[str, tuple[str, str, Mapping[str, str]]] = {
    "github": (
        ".github/workflows/check.yml", "check.yml",
        {"format": " --format github", "checkout": "v6", "python": "v6", "upload": "v4"},
    ),
    "gitea": (
        ".gitea/workflows/check.yml", "check.yml",
        {"format": "", "checkout": "v4", "python": "v5", "upload": "v3"},
    ),
    "gitlab": (".gitlab-ci.yml", "gitlab-ci.yml", {}),
}  # fmt: skip
#: Where each forge looks for the form of a suggestion, and the text it is made of.
_FORMS: Mapping[str, tuple[str, str]] = {
    "github": (".github/ISSUE_TEMPLATE/suggestion{other}.yml", "suggestion.{language}.yml"),
    "gitea": (".gitea/ISSUE_TEMPLATE/suggestion{other}.yml", "suggestion.{language}.yml"),
    "gitlab": (".gitlab/issue_templates/suggestion{other}.md", "suggestion.{language}.md"),
}


def starter_files(choices: Choices) -> dict[str, bytes]:
    """Return the files of a new repository by path; the settings, which make it one, come last."""
    texts = {
        **dict(_records(choices)),
        **guides(choices.languages),
        **dict(_surroundings(choices)),
    }
    copies = (
        *_AS_IT_IS,
        *(path for folder in folders(choices) for path in shipped_below(f"{folder}/templates")),
        *shipped_below(SCHEMAS_FOLDER, SUFFIX),
    )
    files = {path: shipped(path) for path in copies}
    files |= {path: content.encode() for path, content in texts.items()}
    return {path: files[path] for path in sorted(files, key=lambda path: (path == SETTINGS, path))}


def _records(choices: Choices) -> Iterator[tuple[str, str]]:
    """Yield the records with what explains their fields."""
    schemas = load_schemas(Memory({}))
    for kind, path, data in (
        ("settings", SETTINGS, records.settings(choices)),
        ("organization", ORGANIZATION, records.organization(choices)),
        ("criteria", records.CRITERIA, records.criteria(choices)),
        *(("process", path, data) for path, data in processes(choices)),
    ):
        yield (
            path,
            write_form(schemas.types[kind], data, path=path, language=choices.languages[0]),
        )


def _surroundings(choices: Choices) -> Iterator[tuple[str, str]]:
    """Yield what is no record: how to begin, what to install, and what the forge needs."""
    first = choices.languages[0]
    extras = "fast,zh-search" if "zh" in choices.languages else "fast"
    package = {"extras": extras, "version": version("handrail")}
    yield "README.md", _filled(f"README.{first}.md", {"organization": choices.organization})
    yield "requirements.txt", _filled("requirements.txt", package)
    yield ".gitignore", text("gitignore")
    if choices.forge in _CHECKS:
        path, name, values = _CHECKS[choices.forge]
        yield path, _filled(name, values)
        for language in choices.languages:
            place, form = _FORMS[choices.forge]
            other = "" if language == first else f"-{language}"
            words = {"sources": "\n".join(_options(language))}
            yield place.format(other=other), _filled(form.format(language=language), words)


def _options(language: str) -> Iterator[str]:
    """Yield the twelve sources as a form offers them."""
    for title in TWELVE.values():
        yield f"        - {json.dumps(translate(title, language), ensure_ascii=False)}"


def _filled(name: str, values: Mapping[str, str]) -> str:
    """Return a text with its gaps, such as `@organization@`, filled in."""
    content = text(name)
    for gap, value in values.items():
        content = content.replace(f"@{gap}@", value)
    return content
