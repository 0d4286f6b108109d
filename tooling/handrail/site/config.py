"""MkDocs's settings for one language, derived from the repository's own `mkdocs.yml`."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

import yaml

from handrail.model.errors import HandrailError
from handrail.model.messages import Message
from handrail.model.messages import say
from handrail.render.language import fill
from handrail.render.language import translate
from handrail.render.markup import title

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from pathlib import Path

    from handrail.model.records import Forge
    from handrail.register import Register

SETTINGS = "mkdocs.yml"
LANGUAGE_NAMES: Mapping[str, str] = {"en": "English", "zh": "中文"}
#: Finds Chinese words, and Latin ones beside them: no stemmer, and a separator that knows their marks.
CHINESE_SEARCH: Mapping[str, Any] = {
    "lang": ["zh", "en"],
    "pipeline": ["stopWordFilter"],
    "separator": r"""[\s\u200b\u3000\-_,.:;!?()\[\]{}<>/\\|"''`、。，．：；？！（）《》〈〉【】「」『』“”‘’…—·～＝＋＆％]+""",
}
_EDIT: Mapping[str, str] = {
    "github": "{url}/edit/{branch}/",
    "gitlab": "{url}/-/edit/{branch}/",
    "gitea": "{url}/_edit/{branch}/",
}


#: What `mkdocs.yml` says in English, so that the catalogue knows it.
SAID_THERE = (
    say("Home"), say("Improvement"), say("Processes"), say("Annual plan"), say("People"),
    say("Reference"), say("A year by command"), say("What we set"), say("What the source asks for"),
    say("Follow the system"), say("Light"), say("Dark"),
)  # fmt: skip


class _Loader(yaml.SafeLoader):
    """Reads settings; tags that only MkDocs knows are passed over."""


_Loader.add_multi_constructor("", lambda _loader, _tag, _node: None)


def read_settings(root: Path) -> Mapping[str, Any]:
    """Read the repository's `mkdocs.yml`."""
    try:
        found = yaml.load((root / SETTINGS).read_text(encoding="utf-8"), _Loader)  # noqa: S506 - a safe loader
    except FileNotFoundError:
        raise HandrailError(
            say("no `{file}` in `{folder}`", file=SETTINGS, folder=str(root)),
            say("copy it from handrail's own repository: it says how the handbook is rendered"),
        ) from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise HandrailError(
            say("`{file}` cannot be read: {why}", file=SETTINGS, why=" ".join(str(error).split())),
            say("mend the line, or restore the file from git"),
        ) from None
    return found if isinstance(found, dict) else {}


def settings_for(
    base: Mapping[str, Any],
    register: Register,
    language: str,
    pages: Mapping[str, Iterable[str]],
    listed: Iterable[str],
) -> dict[str, Any]:
    """Return what differs from `mkdocs.yml` in one language; `pages` are the paths of every language."""
    organization = register.settings.organization if register.settings else None
    name = (
        say("{organization}: handbook", organization=organization)
        if organization
        else say("Handbook")
    )
    values: dict[str, Any] = {
        "site_name": title(translate(name, language)),
        "use_directory_urls": False,
        "theme": {"language": language, **_palette(base, language)},
        "nav": list(_nav(base.get("nav") or [], language, set(pages[language]), list(listed))),
        "extra": {
            "alternate": [
                {
                    "name": LANGUAGE_NAMES.get(other, other),
                    "lang": other,
                    "link": f"../{other}/",
                    "lacks": sorted(set(pages[language]) - set(pages[other])),
                }
                for other in pages
            ],
            "handrail": _words(register, language),
        },
        "copyright": title(_copyright(register, language)),
    }
    if language == "zh":
        values["plugins"] = {"search": dict(CHINESE_SEARCH)}
    return values


def _nav(
    entries: Iterable[Any], language: str, pages: set[str], listed: list[str]
) -> Iterator[Any]:
    """Translate the sections, leave out what is not there, and add the pages of folders."""
    for entry in entries:
        if isinstance(entry, str):
            if entry in pages:
                yield entry
                folder = entry.removesuffix(".md") + "/"
                yield from (path for path in listed if path.startswith(folder))
        elif isinstance(entry, dict):
            for section, below in entry.items():
                said = title(translate(Message(str(section)), language))
                if isinstance(below, list):
                    inside = list(_nav(below, language, pages, listed))
                    if inside:
                        yield {said: inside}
                elif isinstance(below, str) and (below in pages or "://" in below):
                    yield {said: below}


def _palette(base: Mapping[str, Any], language: str) -> dict[str, Any]:
    """Say in the language what the buttons for light and dark do."""
    theme = base.get("theme")
    palette = theme.get("palette") if isinstance(theme, dict) else None
    if not isinstance(palette, list):
        return {}
    said = []
    for entry in palette:
        scheme = entry
        toggle = scheme.get("toggle") if isinstance(scheme, dict) else None
        if isinstance(toggle, dict) and "name" in toggle:
            name = title(translate(Message(str(toggle["name"])), language))
            scheme = {**scheme, "toggle": {**toggle, "name": name}}
        said.append(scheme)
    return {"palette": said}


def _words(register: Register, language: str) -> dict[str, str]:
    """Return what the theme's own parts say, and where pages are edited."""
    settings = register.settings
    found = {
        "written_in": title(translate(say("Written in"), language)),
        "pages": f"site/{language}/",
    }
    if settings and settings.as_of:
        message = say(
            "A sample: people, figures and dates are made up, and it stands still on {day}.",
            day=settings.as_of,
        )
        found["banner"] = title(translate(message, language))
    if settings and settings.forge:
        found["edit"] = title(edit_address(settings.forge))
    return found


def edit_address(forge: Forge) -> str:
    """Return the address under which a forge edits files, up to the file's path."""
    pattern = _EDIT.get(forge.kind, _EDIT["github"])
    return pattern.format(url=forge.url.rstrip("/"), branch=forge.branch or "main")


def _copyright(register: Register, language: str) -> str:
    settings = register.settings
    who = fill(settings.organization, language) if settings else ""
    snapshot = register.snapshot
    if snapshot is None:
        stand = translate(say("As of {day}", day=register.as_of), language)
    else:
        message = (
            say("As of {day}, at {commit} with changes", day=register.as_of, commit=snapshot.short)
            if snapshot.changed
            else say("As of {day}, at {commit}", day=register.as_of, commit=snapshot.short)
        )
        stand = translate(message, language)
    return f"{who} · {stand}" if who else stand
