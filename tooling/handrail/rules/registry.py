"""What a rule is, where rules are kept, and how they judge a register."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from inspect import cleandoc
from typing import TYPE_CHECKING

from handrail.model.findings import Finding
from handrail.model.findings import Severity
from handrail.model.messages import Message

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping

    from handrail.model.findings import Location
    from handrail.model.findings import Problem
    from handrail.register import Register

#: Findings of one rule in one file; more would only repeat themselves.
MAX_IN_FILE = 20
#: How the rules are called that look for what a record names.
_UNKNOWN = "unknown-"


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """A sentence that is true of good records, and the function that finds where it is not.

    The examples are changes to a small repository in which every rule is content: by path, the
    top-level keys that are replaced (`key: -` removes one, `-` alone the file). The line a finding
    stands on is marked with `# <-`.
    """

    id: str
    title: Message
    why: Message
    check: Callable[[Register], Iterator[Problem]]
    good: Mapping[str, str]
    bad: Mapping[str, str]
    severity: Severity = Severity.ERROR
    #: In a document that is not finished this is a gap to fill, not an error.
    is_gap: bool = False
    #: What both examples stand on, in order and not shown: the other documents of their record.
    given: Mapping[str, str] = field(default_factory=dict)

    def severity_of(self, problem: Problem) -> Severity:
        """Return how bad a problem is: a gap in a draft is a warning."""
        if self.is_gap and problem.in_draft and self.severity is Severity.ERROR:
            return Severity.WARNING
        return self.severity


#: Every rule by its id.
RULES: dict[str, Rule] = {}


def rule(
    rule_id: str,
    title: str,
    *,
    good: Mapping[str, str],
    bad: Mapping[str, str],
    severity: Severity = Severity.ERROR,
    is_gap: bool = False,
    given: Mapping[str, str] | None = None,
) -> Callable[[Callable[[Register], Iterator[Problem]]], Callable[[Register], Iterator[Problem]]]:
    """Register a function as a rule; its docstring says why the rule matters."""

    def register(
        check: Callable[[Register], Iterator[Problem]],
    ) -> Callable[[Register], Iterator[Problem]]:
        if rule_id in RULES:
            message = f"two rules are called {rule_id}"
            raise ValueError(message)
        RULES[rule_id] = Rule(
            id=rule_id,
            title=Message(title),
            why=Message(" ".join(cleandoc(check.__doc__ or "").split())),
            check=check,
            good=good,
            bad=bad,
            severity=severity,
            is_gap=is_gap,
            given=given or {},
        )
        return check

    return register


def fault_rule(
    rule_id: str,
    title: str,
    *,
    why: str,
    good: Mapping[str, str],
    bad: Mapping[str, str],
    severity: Severity = Severity.ERROR,
    is_gap: bool = False,
) -> None:
    """Register a rule that the parser or the schemas have judged already."""

    def check(register: Register) -> Iterator[Problem]:
        yield from register.faults.get(rule_id, ())

    check.__doc__ = why
    rule(rule_id, title, good=good, bad=bad, severity=severity, is_gap=is_gap)(check)


def judge(register: Register, rules: Iterable[Rule] | None = None) -> list[Finding]:
    """Return what the rules find, each fault once, in the order of files and lines."""
    found: list[Finding] = []
    for one in RULES.values() if rules is None else rules:
        in_file: dict[str, int] = {}
        for problem in one.check(register):
            path = problem.location.path
            in_file[path] = in_file.get(path, 0) + 1
            if in_file[path] <= MAX_IN_FILE:
                found.append(_finding(one, problem))
    return sorted(_each_once(found), key=lambda finding: finding.order)


def _each_once(found: list[Finding]) -> Iterator[Finding]:
    """Yield what is found but for what the same place says better.

    A name that nothing bears is told with the names that are near, not with how names are written;
    where none is written, there is nothing to be near to.
    """
    told: dict[str, set[Location]] = {
        "missing-value": set(),
        _UNKNOWN: set(),
        "malformed-value": set(),
    }
    for finding in found:
        kind = _kind(finding)
        if kind in told:
            told[kind].add(finding.location)
    better = {_UNKNOWN: told["missing-value"], "malformed-value": told[_UNKNOWN]}
    return (one for one in found if one.location not in better.get(_kind(one), ()))


def _kind(finding: Finding) -> str:
    return _UNKNOWN if finding.rule.startswith(_UNKNOWN) else finding.rule


def _finding(one: Rule, problem: Problem) -> Finding:
    return Finding(
        rule=one.id,
        severity=one.severity_of(problem),
        location=problem.location,
        message=problem.message,
        hint=problem.hint,
        why=one.why,
    )
