"""This repository is the reference: it is in order, and one thing broken by hand is found once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from handrail.loading.sources import Memory
from handrail.loading.sources import WorkTree
from handrail.model.findings import Severity
from handrail.register import Register
from handrail.register import State
from handrail.register import load_register
from handrail.render.language import translate
from handrail.rules import judge

ROOT = Path(__file__).parents[1]
AS_OF = date(2026, 12, 18)
SOURCE = WorkTree(ROOT)
FILES = {path: SOURCE.read(path).decode() for path in SOURCE.paths()}

#: Stands before the place a finding is expected at.
MARK = "▸"
YEAR = "improvements/2026"
FRESH = f"{YEAR}/guided-diagnosis/suggestion.yaml"
PARKED = f"{YEAR}/knowledge-base/evaluation.yaml"
DRAFT = f"{YEAR}/satisfaction-survey/proposal.yaml"
VOTED = f"{YEAR}/unified-service-catalogue"
WAITING = f"{YEAR}/priority-levels"
MEETING = f"{YEAR}/meetings/2026-11-12-evaluation.yaml"
PEOPLE = "organization.yaml"
INCIDENTS = "processes/incident-management/process.yaml"
IMPROVEMENT = "processes/continual-improvement/process.yaml"
VOTE = next(
    path
    for path in FILES
    if path.startswith(f"{WAITING}/approvals/decision.") and "wang-wei" in path
)


def read(files: Mapping[str, str]) -> Register:
    return load_register(Memory({path: text.encode() for path, text in files.items()}), AS_OF)


# -- in order ---------------------------------------------------------------------------------


def test_reference_has_gaps_in_its_drafts_and_nothing_else() -> None:
    findings = judge(load_register(SOURCE, AS_OF))
    assert [(one.severity, one.rule, one.location.path) for one in findings] == [
        (Severity.WARNING, "missing-field", f"{YEAR}/change-reviews/pilot.yaml"),
        (Severity.WARNING, "missing-field", DRAFT),
    ]


def test_reference_is_as_of_a_friday() -> None:
    settings = load_register(SOURCE, AS_OF).settings
    assert settings is not None
    assert settings.as_of == AS_OF


def test_sixteen_improvements_stand_everywhere_on_the_way() -> None:
    register = load_register(SOURCE, AS_OF)
    stands = {}
    for dossier in register.improvements:
        progress = register.progress(dossier)
        here = f"{progress.here.id}, {progress.state.value}" if progress.here else progress.ended_as
        stands[dossier.id] = (here, progress.document)
    assert stands == {
        "approve-every-ticket": ("declined", None),
        "change-reviews": ("pilot, draft", "pilot"),
        "enterprise-social-network": ("rejected", None),
        "guided-diagnosis": ("evaluate, to do", "evaluation"),
        "incident-form": ("original-kept", None),
        "introduce-problem-management": ("adopted", None),
        "knowledge-base": ("evaluate, to do", "evaluation-2"),
        "middleware-monitoring": ("detail, to do", "proposal-2"),
        "priority-levels": ("review, vote", "decision"),
        "progress-feedback": ("adopted", None),
        "remote-assistance": ("original-kept", None),
        "request-portal": ("merged", None),
        "satisfaction-survey": ("detail, draft", "proposal"),
        "self-service-portal": ("adopted", None),
        "unified-service-catalogue": ("implement, draft", "implementation"),
        "weekly-coordination-meeting": ("withdrawn", None),
    }


# -- broken by hand ---------------------------------------------------------------------------


@dataclass(frozen=True)
class Break:
    """Something done wrong by hand: in a file, a text put in the place of another, the place of the finding marked."""

    rule: str
    path: str
    old: str
    new: str
    #: Where the finding stands, if not in what was changed: a file, a text there, and the same text marked.
    found: tuple[str, str, str] | None = None


BREAKS = {
    "a person's name misspelt": Break("unknown-person", FRESH, "by: chen-jie\n", "by: ▸chen-jei\n"),
    "minutes by nobody": Break("unknown-person", MEETING, "by: he-ping\n", "by: ▸he-pin\n"),
    "an outcome misspelt": Break("unknown-outcome", PARKED, "outcome: parked", "outcome: ▸praked"),
    "a key misspelt": Break("unknown-field", FRESH, "source_ref:", "▸sorce_ref:"),
    "a required key misspelt": Break("unknown-field", FRESH, "problem:\n", "▸probelm:\n"),
    "a key twice": Break("duplicate-key", FRESH, "level: process\n", "level: process\n▸level: department\n"),
    "a tag": Break("yaml-tag", FRESH, "level: process", "level: ▸!word process"),
    "a tab": Break("yaml-syntax", FRESH, "  zh: 服务台引导式故障诊断", "▸\tzh: 服务台引导式故障诊断"),
    "an anchor": Break("yaml-anchor", FRESH, "level: process", "level: ▸&level process"),
    "a full-width colon": Break("full-width-colon", FRESH, "level: process", "level▸：process"),
    "a colon without a space": Break("yaml-syntax", FRESH, "level: process", "▸level:process"),
    "a bracket left open": Break("yaml-syntax", FRESH, "processes: [incident-management]", "processes: ▸[incident-management"),
    "a quotation mark left open": Break("yaml-syntax", FRESH, "suggested_by: ", 'suggested_by: ▸"'),
    "a second document": Break("second-document", FRESH, "level: process\n", "▸---\nlevel: process\n"),
    "a line indented wrongly": Break("yaml-syntax", FRESH, "level: process\n", " level▸: process\n"),
    "a field missing": Break("missing-field", FRESH, "level: process\n", "", (FRESH, "workflow: 1", "▸workflow: 1")),
    "a part missing": Break("missing-field", PARKED, "  date: 2026-03-12\n", "", (PARKED, "answer:\n", "▸answer:\n")),
    "a field empty": Break("missing-value", FRESH, "suggested_on: 2026-12-10", "suggested_on:▸"),
    "a day that does not exist": Break("malformed-value", FRESH, "suggested_on: 2026-12-10", "suggested_on: ▸2026-12-32"),
    "a date written another way": Break("malformed-value", FRESH, "suggested_on: 2026-12-10", "suggested_on: ▸10.12.2026"),
    "a time limit written out": Break("malformed-value", INCIDENTS, "within: PT4H\n    next: choose", "within: ▸4 hours\n    next: choose"),
    "a list without brackets": Break("wrong-type", FRESH, "processes: [incident-management]", "processes: ▸incident-management"),
    "a word in the place of a number": Break("wrong-type", PARKED, "  short: 1", "  short: ▸one"),
    "a number in the place of a word": Break("wrong-type", PARKED, 'criteria: "1.0"', "criteria: ▸1.0"),
    "a word that is not on the list": Break("value-not-allowed", FRESH, "level: process", "level: ▸proces"),
    "a grade beyond the scale": Break("out-of-range", PARKED, "  grade: 2", "  grade: ▸4"),
    "a process that is not there": Break("unknown-process", FRESH, "processes: [incident-management]", "processes: [▸incident-managment]"),
    "a KPI that is not there": Break("unknown-kpi", IMPROVEMENT, "kpis: [answer-time]", "kpis: [▸answer-tme]"),
    "a goal that is not there": Break("unknown-goal", FRESH, "plan_goal: faster-response", "plan_goal: ▸faster-reponse"),
    "a meeting that is not there": Break("unknown-meeting", PARKED, "meeting: 2026-03-12-evaluation", "meeting: ▸2026-03-13-evaluation"),
    "an improvement that is not there": Break("unknown-improvement", MEETING, "improvement: satisfaction-survey", "improvement: ▸satisfaction-survy"),
    "a role that is not there": Break("unknown-role", INCIDENTS, "consulted: [service-desk, problem-manager]", "consulted: [service-desk, ▸problem-manger]"),
    "a body that is not there": Break("unknown-role", VOTE, "role: improvement-committee", "role: ▸improvement-comittee"),
    "a workflow that is not kept": Break("unknown-workflow", FRESH, "workflow: 1", "workflow: ▸2"),
    "an activity that is not there": Break("unknown-activity", INCIDENTS, "next: choose-solution", "next: ▸choose-soluton"),
    "an activity that nothing leads to": Break(
        "unreachable-activity", INCIDENTS, "major: lead-major\n", "major: inform-caller\n", (INCIDENTS, "id: lead-major", "id: ▸lead-major"),
    ),
    "an end taken away": Break(
        "unknown-activity", IMPROVEMENT, "  - {id: declined, title: {en: Declined at the evaluation, zh: 评估未采纳}}\n", "",
        (IMPROVEMENT, "declined: declined}", "declined: ▸declined}"),
    ),
    "an id twice": Break("duplicate-id", IMPROVEMENT, "- id: monthly-evaluation", "- id: ▸entitled-vote"),
    "a date in the future": Break("date-in-future", FRESH, "completed: 2026-12-16", "completed: ▸2027-12-16"),
    "dates the wrong way round": Break("dates-out-of-order", PEOPLE, "    until: 2026-06-30\n  - id: guo-yan", "    until: ▸2024-06-30\n  - id: guo-yan"),
    "a step dated before the one it follows": Break("dates-out-of-order", PARKED, "completed: 2026-03-12", "completed: ▸2026-03-01"),
    "a vote edited": Break("value-not-allowed", VOTE, "verdict: agree", "verdict: ▸agreed"),
    "a vote dated before the text": Break("dates-out-of-order", VOTE, "date: 2026-12-17", "date: ▸2026-12-16"),
    "a word of an approved text changed": Break(
        "approval-lapsed", f"{VOTED}/proposal.yaml", "currency: CNY", "currency: EUR",
        (f"{VOTED}/decision.yaml", "  - document: proposal\n    digest: ", "  - document: proposal\n    digest: ▸"),
    ),
    "a decision changed after the vote": Break(
        "approval-lapsed", f"{VOTED}/decision.yaml", "priority: medium", "priority: high",
        (f"{VOTED}/decision.yaml", "by: improvement-committee", "▸by: improvement-committee"),
    ),
    "a quorum of nobody": Break("out-of-range", PEOPLE, "votes: 3", "votes: ▸0"),
    "an owner that is nobody": Break("unknown-role", INCIDENTS, "owner: chen-jie\npurpose", "owner: ▸chen-ji\npurpose"),
    "a language that is none": Break("unknown-field", FRESH, "  en: Guided diagnosis", "  ▸english: Guided diagnosis"),
    "a number no program can keep": Break("number-too-large", DRAFT, "    target: 30", "    target: ▸30000000000000000000"),
}  # fmt: skip


def marked(text: str) -> tuple[str, tuple[int, int]]:
    """Take the mark out of a text; return what is left, and the line and column it stood at."""
    before, _, after = text.partition(MARK)
    return before + after, (before.count("\n") + 1, len(before) - before.rfind("\n"))


def once(text: str, old: str, new: str) -> str:
    assert text.count(old) == 1, old
    return text.replace(old, new)


def errors(files: Mapping[str, str]) -> list[tuple[str, str, int, int]]:
    """Judge files; return the errors, each of which must help a reader of either language."""
    found = [one for one in judge(read(files)) if one.severity is Severity.ERROR]
    for one in found:
        assert one.hint is not None
        english, chinese = translate(one.hint, "en"), translate(one.hint, "zh")
        assert english
        assert chinese
        assert english != chinese, one.hint
        assert translate(one.message, "en") != translate(one.message, "zh")
    return [(one.rule, one.location.path, one.location.line, one.location.column) for one in found]


@pytest.mark.parametrize("broken", BREAKS.values(), ids=list(BREAKS))
def test_one_thing_broken_by_hand_is_one_error_where_it_is(broken: Break) -> None:
    files = dict(FILES)
    files[broken.path] = once(files[broken.path], broken.old, broken.new)
    path, old, new = broken.found or (broken.path, "", "")
    text, place = marked(once(files[path], old, new) if old else files[path])
    files[path] = text
    assert errors(files) == [(broken.rule, path, *place)]


def test_document_too_early_is_one_error() -> None:
    path = f"{WAITING}/implementation.yaml"
    text = "by: chen-jie\ncompleted: 2026-12-18\nstarted: 2026-12-18\nsummary: Done\ntasks: []\n"
    assert errors({**FILES, path: text}) == [("document-out-of-turn", path, 2, 1)]


def test_vote_of_an_author_is_one_error() -> None:
    path = VOTE.replace("wang-wei", "chen-jie")
    text = FILES[VOTE].replace("by: wang-wei", "by: chen-jie")
    assert errors({**FILES, path: text}) == [("vote-by-author", path, 5, 5)]


def test_vote_of_somebody_who_is_no_member_is_one_error() -> None:
    path = VOTE.replace("wang-wei", "zhou-tao")
    text = FILES[VOTE].replace("by: wang-wei", "by: zhou-tao")
    assert errors({**FILES, path: text}) == [("vote-without-role", path, 4, 7)]


def test_second_vote_of_a_person_is_one_error() -> None:
    path = VOTE.replace("wang-wei", "wang-wei-2")
    assert errors({**FILES, path: FILES[VOTE]}) == [("vote-twice", path, 5, 5)]


def test_vote_that_is_misnamed_is_one_error() -> None:
    path = VOTE.replace("wang-wei", "huang-qiang")
    files = {name: text for name, text in FILES.items() if name != VOTE}
    assert errors({**files, path: FILES[VOTE]}) == [("misplaced-document", path, 1, 1)]


@pytest.mark.parametrize(
    ("path", "misnamed"),
    [
        (PARKED, PARKED.replace("evaluation", "evalution")),
        (PARKED, PARKED.replace(".yaml", ".yml")),
        (FRESH, FRESH.replace("2026/", "2026/2026/")),
        (MEETING, MEETING.replace("meetings", "meeting")),
        (INCIDENTS.replace("incident", "problem"), "processes/problem-management/proces.yaml"),
    ],
)
def test_file_that_is_misnamed_is_an_error_that_names_it(path: str, misnamed: str) -> None:
    files = {name: text for name, text in FILES.items() if name != path}
    found = errors({**files, misnamed: FILES[path]})
    assert ("unclaimed-file", misnamed, 1, 1) in found
    if path == PARKED:
        assert len(found) == 1


def test_improvement_in_two_years_is_an_error_that_names_it() -> None:
    path = FRESH.replace("2026", "2025", 1)
    text = FILES[FRESH].replace("2026-12", "2025-12").replace("plan_goal: faster-response\n", "")
    assert errors({**FILES, path: text}) == [("duplicate-id", FRESH, 2, 1)]


def test_other_encoding_is_one_error() -> None:
    files = {path: text.encode() for path, text in FILES.items()}
    files[FRESH] = FILES[FRESH].encode("gb18030")
    found = [
        one for one in judge(load_register(Memory(files), AS_OF)) if one.severity is Severity.ERROR
    ]
    assert [
        (one.rule, one.location.path, one.location.line, one.location.column) for one in found
    ] == [("not-utf8", FRESH, 5, 7)]


def test_approved_text_that_is_changed_falls_back_to_the_committee() -> None:
    path = f"{VOTED}/proposal.yaml"
    changed = {**FILES, path: once(FILES[path], "currency: CNY", "currency: EUR")}
    register = read(changed)
    progress = register.progress(register.dossiers_by_id["unified-service-catalogue"])
    assert (progress.state, progress.here and progress.here.id) == (State.LAPSED, "review")
    assert [wait.people for wait in progress.waits] == [("he-ping",)]


def test_comments_and_indentation_of_an_approved_text_change_nothing() -> None:
    changed = {
        path: "# said in the meeting\n" + text.replace("\n  - ", "\n    - ").replace("\n    digest", "\n      digest")
        if path == f"{VOTED}/decision.yaml" else text
        for path, text in FILES.items()
    }  # fmt: skip
    assert changed != FILES
    assert errors(changed) == []
