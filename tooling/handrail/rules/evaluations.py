"""Rules of step 4: all suggestions are weighed by the same criteria, and merged to some end."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from handrail.measures.points import EVALUATION
from handrail.measures.scoring import FIVE
from handrail.model.messages import say
from handrail.rules.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from handrail.loading.documents import Document
    from handrail.model.findings import Problem
    from handrail.register import Register

CRITERIA = "improvements/criteria.yaml"
_PORTAL = "improvements/2026/self-service-portal"
_EVALUATION = f"{_PORTAL}/evaluation.yaml"
_NO_PROPOSAL = {f"{_PORTAL}/proposal.yaml": "-"}
_FOUR = """\
criteria:{mark}
  - {{id: benefit, title: Benefit, question: "What would this bring?", kind: grade}}
  - {{id: urgency, title: Urgency, question: "How soon does waiting do harm?", kind: matrix}}
  - {{id: ease, title: Ease, question: "How easily can it be done?", kind: grade}}
  - {{id: procurement, title: Procurement, question: "Must something be bought?", kind: route}}"""
_RISK = """
  - {id: risk, title: Risk, question: "How little can go wrong?", kind: grade}"""
#: A later version that asks for one grade more, and an evaluation by it.
_EXTENDED = {
    CRITERIA: """\
version: "1.1"
from: 2026-04-01
earlier: [{version: "1.0", from: 2026-01-01}]
"""
    + _FOUR.format(mark="")
    + _RISK
    + """
  - {id: data-protection, title: Data protection, question: "Whose data is touched?", kind: grade}""",
    **_NO_PROPOSAL,
}
_BY_EXTENDED = 'completed: 2026-04-10\ncriteria: "1.1"{mark}'
_GRADED = "\nfurther: [{criterion: data-protection, grade: 2}]"


@rule(
    "criteria-reduced",
    "The criteria hold the five that everything is weighed by",
    good={CRITERIA: _FOUR.format(mark="") + _RISK},
    bad={CRITERIA: _FOUR.format(mark=" # <- no risk")},
)
def criteria_reduced(register: Register) -> Iterator[Problem]:
    """A criterion that is taken away lets pass what it was there to stop; others may be added."""
    criteria = register.criteria
    if criteria is None:
        return
    missing = tuple(
        f"`{name}`" for name in FIVE if name not in {one.id for one in criteria.criteria}
    )
    if missing:
        yield register.by_path[CRITERIA].problem(
            "criteria", say("the criteria lack {names}", names=missing),
            hint=say("put it back; you may add criteria of your own"), key=True,
        )  # fmt: skip


@rule(
    "unknown-criteria",
    "Every evaluation names the criteria that counted on the day it was finished",
    good={CRITERIA: 'version: "1.1"\nfrom: 2026-02-01\nearlier: [{version: "1.0", from: 2026-01-01}]'},
    bad={_EVALUATION: 'criteria: "0.9" # <-'},
)  # fmt: skip
def unknown_criteria(register: Register) -> Iterator[Problem]:
    """Two grades can be compared only if the same words stood behind them."""
    criteria = register.criteria
    if criteria is None:
        return
    earlier = ((one.from_, one.version) for one in criteria.earlier)
    versions = sorted([*earlier, (criteria.from_, criteria.version)])
    known = {version for _, version in versions}
    for document in register.of_type(EVALUATION):
        said, day = document.data.get("criteria"), document.completed
        if document.record is None and not (document.is_draft and isinstance(said, str)):
            continue
        in_force = [version for start, version in versions if day is None or start <= day][-1:]
        if (said in known) if day is None else ([said] == in_force):
            continue
        yield document.problem(
            "criteria",
            say("version {said} of the criteria did not count then", said=said) if said in known
            else say("there is no version {said} of the criteria", said=said),
            hint=say("write {version}", version=f'"{in_force[0]}"') if in_force
            else say("say in {path} under `earlier` which version counted on {day}", path=CRITERIA, day=day),
        )  # fmt: skip


@rule(
    "unknown-criterion",
    "Every further grade is given by a criterion that was added",
    good={**_EXTENDED, _EVALUATION: _BY_EXTENDED.format(mark="") + _GRADED},
    bad={
        **_EXTENDED,
        _EVALUATION: _BY_EXTENDED.format(mark="")
        + "\nfurther:\n  - {criterion: data-protection, grade: 2}\n  - {criterion: data-protektion, grade: 2} # <-",
    },
)
def unknown_criterion(register: Register) -> Iterator[Problem]:
    """A grade by a criterion nobody set counts for nothing."""
    criteria = register.criteria
    if criteria is None:
        return
    added = [one.id for one in criteria.criteria if one.id not in FIVE]
    for document in register.of_type(EVALUATION):
        if not _is_by(document, criteria.version):
            continue
        for index, entry in _further(document):
            if entry.get("criterion") not in added:
                yield document.problem(
                    ("further", index, "criterion"),
                    say("no criterion `{id}` was added to the five", id=entry.get("criterion")),
                    wrong=entry.get("criterion"), choices=added,
                )  # fmt: skip


@rule(
    "criterion-not-graded",
    "An evaluation gives a grade by every criterion that was added",
    good={**_EXTENDED, _EVALUATION: _BY_EXTENDED.format(mark="") + _GRADED},
    bad={**_EXTENDED, _EVALUATION: _BY_EXTENDED.format(mark=" # <- and no `further`")},
    is_gap=True,
)
def criterion_not_graded(register: Register) -> Iterator[Problem]:
    """Without one grade there is no score, and without a score no place in the order."""
    criteria = register.criteria
    if criteria is None:
        return
    added = [one.id for one in criteria.criteria if one.id not in FIVE and one.kind != "route"]
    for document in register.of_type(EVALUATION) if added else ():
        if not _is_by(document, criteria.version):
            continue
        graded = {entry.get("criterion") for _, entry in _further(document)}
        missing = tuple(f"`{name}`" for name in added if name not in graded)
        if missing and not {str(name) for name in graded} - set(added):
            yield document.problem(
                "criteria", say("no grade by {names}", names=missing),
                hint=say("add `further:` with `criterion:` and `grade:` for each"),
            )  # fmt: skip


def _is_by(document: Document, version: str) -> bool:
    """Tell whether an evaluation that can be read follows the version in force."""
    can_tell = document.record is not None or (document.is_draft and document.readable)
    return can_tell and document.data.get("criteria") == version


def _further(document: Document) -> Iterator[tuple[int, Mapping[str, Any]]]:
    entries = document.data.get("further")
    for index, entry in enumerate(entries if isinstance(entries, list) else ()):
        if isinstance(entry, dict) and isinstance(entry.get("criterion"), str):
            yield index, entry


@rule(
    "merged-in-circle",
    "What is merged ends up in an improvement that is not merged back",
    good={_EVALUATION: "outcome: merged\ninto: incident-form", **_NO_PROPOSAL},
    bad={_EVALUATION: "outcome: merged\ninto: self-service-portal # <-", **_NO_PROPOSAL},
)
def merged_in_circle(register: Register) -> Iterator[Problem]:
    """An idea that is handed on in a circle is carried out by nobody."""
    told: set[str] = set()
    for start in register.merged_into:
        way, following = {start: None}, register.merged_into.get(start)
        while following is not None and following not in way:
            way[following] = None
            following = register.merged_into.get(following)
        if following != start or start in told:
            continue
        told.update(way)
        document = register.dossiers_by_id[start].latest(EVALUATION)
        if document is not None:
            yield document.problem(
                "into", say("{names}: merged in a circle", names=(*way, start)) if len(way) > 1
                else say("`{id}` cannot be merged into itself", id=start),
                hint=say("name the improvement that is carried out"),
            )  # fmt: skip
