"""Rules of language: what is written for readers is written for all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.model.findings import Severity
from handrail.model.messages import say
from handrail.rules.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handrail.model.findings import Problem
    from handrail.register import Register


@rule(
    "missing-translation",
    "Prose that is given by language is given in every language of the repository",
    good={"handrail.yaml": "organization: {en: Small company, zh: 小公司}"},
    bad={"handrail.yaml": "organization: {en: Small company} # <-"},
    severity=Severity.INFO,
)
def missing_translation(register: Register) -> Iterator[Problem]:
    """Readers of the other language get this text in the first one."""
    languages = register.languages
    for document in register.documents:
        for route, value in document.references("text") if document.valid else ():
            if not isinstance(value, dict):
                continue
            for language in languages:
                if language not in value:
                    yield document.problem(
                        route,
                        say("not translated into `{language}`", language=language),
                        hint=say("add `{language}:` beside the other", language=language),
                    )
