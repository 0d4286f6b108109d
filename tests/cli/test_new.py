"""`handrail new`: what is begun, what is filled in, and what is refused."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from handrail.loading.parse import parse
from tests.cli.conftest import BANNER
from tests.cli.conftest import Handrail
from tests.cli.conftest import Ran
from tests.cli.conftest import commit
from tests.cli.conftest import git
from tests.cli.conftest import write
from tests.views.samples import PORTAL

YEAR = "improvements/2026"
DESK = f"{YEAR}/faster-desk"
FORM = f"{YEAR}/incident-form"
SUGGESTION = (
    "new", "suggestion", "faster-desk", "--by", "li-na", "--date", "2026-01-12",
    "--set", "title=A faster desk", "--set", "problem=Tickets wait", "--set", "idea=Sort them",
    "--set", "source=staff", "--set", "processes=[incident-management]",
    "--set", "plan_goal=faster-response",
)  # fmt: skip
GRADES = (
    "benefit.short=2", "benefit.long=1", "benefit.reach=department", "benefit.text=Less waiting",
    "urgency.urgency=1", "urgency.priority=2", "ease.training=3", "ease.procurement=3",
    "ease.installation=3", "procurement.needed=false", "risk.grade=3",
)  # fmt: skip


def data(folder: Path, path: str) -> dict[str, Any]:
    parsed = parse((folder / path).read_bytes())
    assert parsed.faults == []
    found: dict[str, Any] = parsed.data
    return found


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".git" not in path.parts
    }


def values(*texts: str) -> list[str]:
    return [word for text in texts for word in ("--set", text)]


# -- a way from suggestion to adoption ------------------------------------------------------


def test_a_minor_improvement_takes_at_most_thirty_values(
    handrail: Handrail, repository: Path
) -> None:
    said: list[str] = []

    def do(*words: str) -> None:
        said.extend(word for word in words if "=" in word)
        ran = handrail(*words)
        assert (ran.code, ran.err.removeprefix(BANNER)) in [
            (0, ""), (0, "commit the file and share it\n"),
            (0, "commit the files and share them: `handrail next faster-desk` says what follows\n"),
        ], ran  # fmt: skip
        assert handrail("check").out.splitlines()[-1].split(": ")[1].split(", ")[0] == "0 errors"

    do(*SUGGESTION)
    do("finish", "faster-desk", "--date", "2026-01-12")
    do("new", "evaluation", "faster-desk", "--by", "li-na", "--date", "2026-01-13", "--finish",
       *values(*GRADES, "outcome=selected", "reasons=It helps at once"))  # fmt: skip
    do("new", "proposal", "faster-desk", "--by", "li-na", "--date", "2026-01-20", "--finish",
       *values("method=A rota for sorting", "no_risk_because=The rota is taken back in a day"))  # fmt: skip
    do("new", "decision", "faster-desk", "--by", "he-ping", "--date", "2026-01-29", "--finish",
       *values("outcome=approved", "priority=high", "considered.industry_experience=Usual",
               "reasons=Cheap and quick"))  # fmt: skip
    do("approve", "faster-desk", "--agree", "wang-wei,wu-fang", "--date", "2026-01-29")
    do("new", "implementation", "faster-desk", "--by", "chen-jie", "--date", "2026-02-06", "--finish",
       *values("tasks.carry-out.done=2026-02-05"))  # fmt: skip
    do("new", "effect", "faster-desk", "--by", "li-na", "--date", "2026-03-27", "--finish",
       *values("results.mttr.measured=3.9", "results.mttr.evidence=Tickets of March"))  # fmt: skip
    do("set", "processes/incident-management/process.yaml", "--improvement", "faster-desk",
       "activities.log.standard=Sorted within the hour")  # fmt: skip
    do("new", "adoption", "faster-desk", "--by", "li-na", "--date", "2026-04-10", "--finish",
       *values("announcement.channel=Mail"))  # fmt: skip

    assert handrail("next", "faster-desk").out.splitlines()[0] == (
        "`faster-desk` has ended on 2026-04-10: Adopted"
    )
    assert len(said) == 30
    assert data(repository, f"{DESK}/proposal.yaml") == {
        "by": "li-na",
        "completed": "2026-01-20",
        "processes": ["incident-management"],
        "summary": "Sort them",
        "scope": {"in": ["Incident management"]},
        "goals": [
            {
                "id": "mttr", "title": "Faster response", "kpi": "incident-management/mttr",
                "unit": "h", "baseline": 9, "baseline_on": "2026-01-15",
                "baseline_source": "improvements/2026/plan.yaml", "target": 4, "direction": "down",
                "measure_by": "2026-09-30",
            }
        ],
        "benefits": {"internal": ["Less waiting"]},
        "method": "A rota for sorting",
        "plan": [
            {
                "id": "carry-out", "title": "A faster desk", "owner": "chen-jie",
                "from": "2026-03-03", "to": "2026-07-08",
            }
        ],
        "resources": [],
        "cost": {"amount": 0, "currency": "CNY"},
        "risks": [],
        "no_risk_because": "The rota is taken back in a day",
        "drivers": ["business-goals"],
        "value_added": "Less waiting",
    }  # fmt: skip
    assert data(repository, f"{DESK}/effect.yaml") == {
        "by": "li-na",
        "with": ["chen-jie"],
        "completed": "2026-03-27",
        "results": [
            {
                "goal": "mttr", "measured": 3.9, "measured_on": "2026-03-27", "reached": True,
                "method": "improvements/2026/plan.yaml", "evidence": "Tickets of March",
            }
        ],
        "scope_achieved": "Incident management",
        "benefit_achieved": "Faster response: 9 h → 3.9 h",
        "outcome": "reached",
    }  # fmt: skip
    assert data(repository, f"{DESK}/adoption.yaml")["artifacts"] == [
        {
            "kind": "process", "process": "incident-management", "version": "1.1",
            "what": "A rota for sorting",
        }
    ]  # fmt: skip


def test_a_project_is_written_step_by_step(handrail: Handrail, repository: Path) -> None:
    portal = "self-service-portal"

    def do(kind: str, by: str, day: str, *texts: str) -> None:
        words = ("new", kind, portal, "--by", by, "--date", f"2026-04-{day}", "--finish")
        ran = handrail(*words, *values(*texts))
        assert (ran.code, ran.out.splitlines()[0]) == (0, f"wrote {PORTAL}/{kind}.yaml"), ran.out
        assert handrail("check").code == 0

    def carry(day: str) -> None:
        words = ("approve", portal, "--agree", "wang-wei,wu-fang", "--date", f"2026-04-{day}")
        assert handrail(*words).code == 0

    do("decision", "he-ping", "13", "outcome=approved", "class=major", "priority=high",
       "major_test.complex=true", "major_test.risky=true", "major_test.multi_party=true",
       "considered.industry_experience=Usual", "reasons=It pays")  # fmt: skip
    carry("13")
    do("charter", "he-ping", "14", "manager=chen-jie", "from=2026-04-15")
    carry("14")
    do("project-plan", "chen-jie", "15", "pilot.scope=Sales", "pilot.from=2026-04-15",
       "pilot.to=2026-04-16", "pilot.data_collection=Tickets", "pilot.analysis=Mean")  # fmt: skip
    carry("15")
    do("pilot", "chen-jie", "16", "agreed_with=[Sales]", "goals_met=All", "problems=None",
       "effects.0.observed=3.9 h", "effects.0.met=true",
       "acceptance.asked=9", "acceptance.agreed=8", "acceptance.text=Good", "goal_revisions=None",
       "rollout_advice=Go", "further_pilot.advised=false", "further_pilot.reason=It works")  # fmt: skip
    do("status-report", "chen-jie", "16", "state=on-track", "done=Much", "next=More")
    do("pilot-review", "he-ping", "16", "outcome=passed", "reasons=The figures")
    carry("16")
    do("rollout", "chen-jie", "17", "plan=All at once", "schedule.0.id=all", "schedule.0.title=All",
       "schedule.0.from=2026-04-17", "schedule.0.to=2026-04-17", "schedule.0.responsible=chen-jie",
       "affected.0.unit=Sales", "affected.0.people=9", "cooperation=[Notices]",
       "announcement.text=It is there", "training.0.date=2026-04-17", "training.0.audience=Sales",
       "training.0.topic=The portal")  # fmt: skip
    do("handover", "chen-jie", "17", "documents.5.title=Guide", "documents.5.kind=guide",
       "documents.5.location=Intranet")  # fmt: skip

    assert handrail("next", portal).out.splitlines()[1] == "  step 11: Make it the rule"
    charter = data(repository, f"{PORTAL}/charter.yaml")
    assert [entry["document"] for entry in charter.pop("decides_on")] == ["decision"]
    assert charter == {
        "by": "improvement-committee",
        "recorded_by": "he-ping",
        "completed": "2026-04-14",
        "manager": "chen-jie",
        "members": [{"person": "chen-jie", "duty": "Choose a product"}],
        "from": "2026-04-15",
        "to": "2026-06-30",
        "resources": [{"who": "Operations", "effort": "60 days"}],
        "budget": {"amount": 120000, "currency": "CNY"},
        "reports_to": "improvement-committee",
    }
    pilot = data(repository, f"{PORTAL}/pilot.yaml")
    assert (pilot["from"], pilot["to"]) == ("2026-04-15", "2026-04-16")
    assert pilot["effects"] == [{"effect": "shorter", "observed": "3.9 h", "met": True}]
    assert data(repository, f"{PORTAL}/handover.yaml") == {
        "by": "chen-jie",
        "completed": "2026-04-17",
        "to": "li-na",
        "documents": [
            {"title": "charter", "kind": "charter", "location": f"{PORTAL}/charter.yaml"},
            {
                "title": "project-plan",
                "kind": "project-plan",
                "location": f"{PORTAL}/project-plan.yaml",
            },
            {"title": "pilot", "kind": "pilot", "location": f"{PORTAL}/pilot.yaml"},
            {"title": "pilot-review", "location": f"{PORTAL}/pilot-review.yaml"},
            {"title": "rollout", "kind": "rollout", "location": f"{PORTAL}/rollout.yaml"},
            {"title": "Guide", "kind": "guide", "location": "Intranet"},
        ],
    }


# -- a draft --------------------------------------------------------------------------------


def test_a_draft_says_what_is_known_and_names_what_is_not(
    handrail: Handrail, repository: Path
) -> None:
    ran = handrail("new", "decision", "self-service-portal", "--by", "he-ping")
    assert ran == Ran(
        0,
        f"wrote {PORTAL}/decision.yaml\n"
        "to be filled in: `outcome`, `considered.industry_experience`, `reasons`\n"
        "then: `handrail finish self-service-portal decision`\n",
        BANNER,
    )
    found = data(repository, f"{PORTAL}/decision.yaml")
    assert [entry["document"] for entry in found.pop("decides_on")] == [
        "suggestion", "evaluation", "proposal",
    ]  # fmt: skip
    assert found == {
        "by": "improvement-committee",
        "recorded_by": "he-ping",
        "outcome": None,
        "considered": {
            "business_goals": "Faster response",
            "industry_experience": None,
            "current_state": "Every report comes by telephone.",
            "cost_resources_time": "120000 CNY; Operations: 60 days; 2026-05-04 – 2026-06-30",
        },
        "reasons": None,
    }
    assert handrail("check").code == 0


def test_a_draft_that_lies_there_is_pointed_to(handrail: Handrail, repository: Path) -> None:
    words = ("new", "decision", "self-service-portal", "--by", "he-ping")
    handrail(*words)
    before = files(repository)
    assert handrail(*words) == Ran(
        0,
        f"{PORTAL}/decision.yaml lies there, unfinished\n"
        "to be filled in: `outcome`, `considered.industry_experience`, `reasons`\n"
        "then: `handrail finish self-service-portal decision`\n",
        BANNER,
    )
    assert files(repository) == before


def test_a_draft_is_gone_on_with_in_place(handrail: Handrail, repository: Path) -> None:
    words = ("new", "decision", "self-service-portal", "--by", "he-ping")
    handrail(*words)
    file = repository / PORTAL / "decision.yaml"
    text = file.read_text(encoding="utf-8").replace(
        "outcome:", "# They were in two minds.\noutcome:"
    )
    file.write_text(text, encoding="utf-8")
    assert handrail(*words, *values("outcome=rejected", "reasons=Too dear")).code == 0
    assert file.read_text(encoding="utf-8") == text.replace(
        "\noutcome:\n", "\noutcome: rejected\n"
    ).replace("\nreasons:\n", "\nreasons: Too dear\n")


def test_a_dry_run_writes_nothing(handrail: Handrail, repository: Path) -> None:
    before = files(repository)
    ran = handrail(*SUGGESTION, "--finish", "--dry-run")
    assert ran == Ran(
        0,
        f"""\
# {DESK}/suggestion.yaml
# yaml-language-server: $schema=../../../schemas/suggestion.schema.json
workflow: 2
title: A faster desk
by: li-na
completed: 2026-01-12
suggested_by: Li Na
suggested_on: 2026-01-12
level: process
processes: [incident-management]
source: staff
problem: Tickets wait
idea: Sort them
plan_goal: faster-response
""",
        BANNER,
    )
    assert handrail(*SUGGESTION, "--dry-run").code == 0
    assert files(repository) == before


def test_the_id_of_a_suggestion_is_made_of_its_title(handrail: Handrail, repository: Path) -> None:
    handrail("new", "suggestion", "--by", "li-na", "--set", "title=A faster desk")
    assert data(repository, f"{YEAR}/a-faster-desk/suggestion.yaml")["title"] == "A faster desk"


def test_somebody_is_known_by_the_e_mail_git_knows(handrail: Handrail, repository: Path) -> None:
    people = (repository / "organization.yaml").read_text(encoding="utf-8")
    people = people.replace("{id: li-na, ", "{id: li-na, email: li-na@small.example, ")
    (repository / "organization.yaml").write_text(people, encoding="utf-8")
    commit(repository)
    words = ("new", "suggestion", "faster-desk")
    git(repository, "config", "user.email", "someone@else.example")
    assert handrail(*words) == Ran(
        2,
        "",
        f"{BANNER}error: nobody in organization.yaml has the e-mail `someone@else.example`\n"
        "hint: say who writes it with `--by`\n",
    )
    git(repository, "config", "user.email", "li-na@small.example")
    assert handrail(*words).code == 0
    assert data(repository, f"{DESK}/suggestion.yaml")["by"] == "li-na"


def test_a_suggestion_lies_in_the_year_it_was_made(handrail: Handrail, repository: Path) -> None:
    handrail(*SUGGESTION, *values("suggested_on=2025-12-30"))
    assert (repository / "improvements/2025/faster-desk/suggestion.yaml").exists()
    handrail("new", "suggestion", "later", "--by", "li-na", "--year", "2027")
    assert (repository / "improvements/2027/later/suggestion.yaml").exists()


def test_a_year_begins_when_the_settings_say(handrail: Handrail, repository: Path) -> None:
    write(repository, {"handrail.yaml": "fiscal_year_start: 4"})
    handrail("new", "suggestion", "later", "--by", "li-na", "--date", "2026-03-31")
    assert (repository / "improvements/2025/later/suggestion.yaml").exists()


# -- values from a file ---------------------------------------------------------------------


def test_a_file_of_values_is_laid_over_what_is_known(handrail: Handrail, repository: Path) -> None:
    (repository / "values.yaml").write_text(
        "outcome: rejected\nconsidered: {industry_experience: None}\nreasons: {en: Dear, zh: 太贵}\n",
        encoding="utf-8",
    )
    ran = handrail(
        "new", "decision", "self-service-portal", "--by", "he-ping", "--from-file", "values.yaml",
        "--finish",
    )  # fmt: skip
    assert (ran.code, ran.out.splitlines()[0]) == (0, f"wrote {PORTAL}/decision.yaml")
    found = data(repository, f"{PORTAL}/decision.yaml")
    assert (found["outcome"], found["reasons"]) == ("rejected", {"en": "Dear", "zh": "太贵"})
    assert found["considered"]["industry_experience"] == "None"
    assert found["considered"]["business_goals"] == "Faster response"


@pytest.mark.parametrize(
    ("text", "code", "err"),
    [
        (
            "outcom: rejected\n", 1,
            "refused: there is no field `outcom` here\nhint: did you mean `outcome`?\n",
        ),
        (
            "by: [\n", 2,
            ("error: values.yaml:2:1: this is not YAML\n"
            "hint: compare the line and the one above with a file that works: colons, dashes, indentation\n"),
        ),
        (
            "- one\n", 2,
            ("error: `values.yaml` holds no `key: value` lines\n"
            "hint: write each field on a line of its own: `title: …`\n"),
        ),
    ],
)  # fmt: skip
def test_a_file_that_does_not_fit_is_refused(
    handrail: Handrail, repository: Path, text: str, code: int, err: str
) -> None:
    (repository / "values.yaml").write_text(text, encoding="utf-8")
    before = files(repository)
    words = ("new", "decision", "self-service-portal", "--by", "he-ping")
    ran = handrail(*words, "--from-file", "values.yaml")
    assert (ran.code, ran.out, ran.err.removeprefix(BANNER)) == (code, "", err)
    assert files(repository) == before


def test_a_file_that_is_not_there(handrail: Handrail, repository: Path) -> None:
    assert repository.exists()
    ran = handrail("new", "plan", "--by", "li-na", "--from-file", "no.yaml")
    assert (ran.code, ran.err.removeprefix(BANNER)) == (
        2,
        "error: cannot read `no.yaml`\nhint: name a file with `key: value` lines\n",
    )


# -- refusals -------------------------------------------------------------------------------

REFUSED = {
    "a misspelt type": (
        "decison self-service-portal",
        "no document type `decison`",
        "did you mean `decision`?",
    ),
    "a year in the place of an improvement": (
        "decision 2026",
        "`2026` is a year: `decision` belongs to an improvement",
        "name the improvement: `handrail new decision ID`",
    ),
    "an improvement in the place of a year": (
        "plan self-service-portal",
        "`self-service-portal` is no year: `plan` belongs to the plan of a year",
        "name the year: `handrail new plan 2026`",
    ),
    "a year without a plan": (
        "plan-review 2027",
        "there is no plan of 2027 yet: `plan-review` comes after it",
        "begin with `handrail new plan 2027`",
    ),
    "no id": (
        "decision",
        "the id is missing",
        "name the improvement: `handrail new decision ID`",
    ),
    "an unknown improvement": (
        "decision self-servise-portal",
        "no improvement `self-servise-portal`",
        "did you mean `self-service-portal`?",
    ),
    "a step that has been done": (
        "evaluation self-service-portal",
        "it is not the turn of `evaluation`: `self-service-portal` stands at «Review and decide» and waits for `decision`",
        (
            "possible now: `handrail new decision self-service-portal` by he-ping (`improvement-committee`), "
            "`handrail new withdrawal self-service-portal` by chen-jie, li-na (`suggester`, `quality-lead`)"
        ),
    ),
    "a record that has ended": (
        "decision incident-form",
        "`decision` cannot follow: `incident-form` has ended («Adopted»)",
        "possible now: `handrail new follow-up incident-form` by li-na, chen-jie (`quality-lead`, `process-owner`)",
    ),
    "the wrong role": (
        "decision self-service-portal",
        "`li-na` may not write `decision`: that is for `improvement-committee`",
        "may write it: he-ping, wang-wei, wu-fang, huang-qiang; say who does with `--by`",
    ),
    "an id that is taken": (
        "suggestion incident-form",
        "`incident-form` is taken: it stands in improvements/2026/incident-form",
        "choose another id; `handrail show incident-form` shows what stands there",
    ),
    "an id that is none": (
        "suggestion Portal",
        "`Portal` cannot be an id",
        "write small letters a to z and digits, hyphens between words, such as `self-service-portal`",
    ),
    "a name every year has": (
        "suggestion meetings",
        "`meetings` is the name of a folder that every year has",
        "choose another id",
    ),
    "the id of a process": (
        "suggestion incident-management",
        "`incident-management` is the id of a process",
        "choose an id that says what is to become better",
    ),
    "a meeting without a kind": (
        "meeting 2026-05-14-evalution",
        "`2026-05-14-evalution` is no day and kind of a meeting",
        "write the day it is planned for and one of `evaluation`, `plan-review`, `committee`, `project`: `2026-03-12-evaluation`",
    ),
    "an assessment of no process": (
        "assessment incident-mangement",
        "no process `incident-mangement`",
        "did you mean `incident-management`?",
    ),
    "a vote": (
        "approval self-service-portal",
        "a vote is not written by hand",
        "cast it with `handrail approve ID --verdict agree`",
    ),
    "the settings": (
        "settings",
        "there is one handrail.yaml, and it is there already",
        "edit it in place: `handrail check` says what is wrong with it",
    ),
    "an assessment that is finished": (
        "assessment incident-management",
        "improvements/2026/assessments/incident-management.yaml was finished on 2026-01-12: it is not touched",
        "correct in the file what is wrong in it: git keeps what it said",
    ),
    "a day that has not come": (
        "plan 2027 --date 2026-04-21",
        "2026-04-21 is later than 2026-04-20",
        "write the day it is written on with `--date`",
    ),
    "somebody nobody knows": (
        "plan 2027 --by li-ma",
        "no person `li-ma` in organization.yaml",
        "did you mean `li-na`?",
    ),
    "somebody who has left": (
        "suggestion faster-desk --by guo-yan",
        "`guo-yan` does not work here on 2026-04-20",
        "organization.yaml says from when until when",
    ),
    "a writer too many": (
        "process service-desk --with chen-jie",
        "a document of the type `process` is written by nobody else",
        "leave out `--with`",
    ),
    "a process that is finished": (
        "process service-desk --finish",
        "a document of the type `process` is never finished",
        "leave out `--finish`",
    ),
    "a value that does not fit": (
        "suggestion faster-desk --set level=departement",
        "`departement` is not a word that `level` knows",
        "did you mean `department`?",
    ),
}


@pytest.mark.parametrize("case", list(REFUSED))
def test_refused(handrail: Handrail, repository: Path, case: str) -> None:
    words, message, hint = REFUSED[case]
    before = files(repository)
    # The last `--by` counts.
    ran = handrail("new", "--by", "li-na", *words.split(" "))
    assert ran == Ran(1, "", f"{BANNER}refused: {message}\nhint: {hint}\n")
    assert files(repository) == before


def test_a_commit_is_not_written_into(handrail: Handrail, repository: Path) -> None:
    commit(repository)
    assert handrail("new", "plan", "2027", "--by", "li-na", "--at", "HEAD") == Ran(
        2, "", "error: this is written into the files here\nhint: leave out `--at`\n"
    )


def test_a_link_that_leads_elsewhere_is_not_followed(
    handrail: Handrail, repository: Path, tmp_path: Path
) -> None:
    (tmp_path / "elsewhere").mkdir()
    (repository / "improvements/2027").symlink_to(tmp_path / "elsewhere")
    ran = handrail("new", "plan", "2027", "--by", "li-na")
    assert (ran.code, ran.err.removeprefix(BANNER)) == (
        3,
        (
            "error: `improvements/2027/plan.yaml` lies outside the repository\n"
            "hint: put the folder itself in the place of the link\n"
        ),
    )
    assert list((tmp_path / "elsewhere").iterdir()) == []


# -- finished at once -----------------------------------------------------------------------


def test_what_is_missing_is_listed_and_nothing_written(
    handrail: Handrail, repository: Path
) -> None:
    before = files(repository)
    ran = handrail("new", "suggestion", "faster-desk", "--by", "li-na", "--finish")
    assert (ran.code, ran.err) == (
        1,
        (
            f"{BANNER}refused: `suggestion` is not finished, and nothing was written\n"
            "hint: put right what is listed, in the file or with `--set`, and run it again\n"
        ),
    )
    assert re.findall(r"^error\[.*", ran.out, re.MULTILINE) == [
        "error[missing-value]: `title` is empty",
        "error[missing-value]: `source` is empty",
        "error[missing-value]: `problem` is empty",
        "error[missing-value]: `idea` is empty",
    ]
    assert files(repository) == before


def test_the_same_command_again_finds_its_work_done(handrail: Handrail, repository: Path) -> None:
    assert handrail(*SUGGESTION, "--finish").code == 0
    before = files(repository)
    assert handrail(*SUGGESTION, "--finish") == Ran(
        0, f"was there already: {DESK}/suggestion.yaml\n", BANNER
    )
    assert files(repository) == before


def test_what_was_approved_is_renewed_by_a_scope_change(
    handrail: Handrail, repository: Path
) -> None:
    assert handrail("new", "plan", "2026", "--by", "li-na") == Ran(
        0,
        "wrote improvements/2026/plan-2.yaml\n"
        "then: `handrail finish 2026 plan-2`\n"
        "it takes the place of what was approved once a `scope-change` that names it is carried: "
        "`handrail new scope-change 2026`\n",
        BANNER,
    )
    before = data(repository, f"{YEAR}/plan.yaml")
    for own in ("by", "with", "completed"):
        before.pop(own)
    assert data(repository, f"{YEAR}/plan-2.yaml") == {"by": "li-na", **before}
    assert handrail("finish", "2026", "plan-2").code == 1  # no scope change names it yet
    change = values("what=Less", "why=Dear", "effect_on.goals=None", "effect_on.resources=None", "effect_on.schedule=None")  # fmt: skip
    assert handrail("new", "scope-change", "2026", "--by", "li-na", *change).code == 0
    assert handrail("finish", "2026", "plan-2").out.splitlines()[-1] == (
        "it takes the place of what was approved once a `scope-change` that names it is carried: "
        "`handrail finish 2026 scope-change`"
    )
    assert handrail("finish", "2026", "scope-change").out.splitlines()[-1] == (
        "put to the vote: wang-wei, wu-fang, huang-qiang vote with "
        "`handrail approve 2026 scope-change --verdict agree`"
    )
    assert handrail("approve", "2026", "scope-change", "--agree", "wang-wei,wu-fang").code == 0
    assert handrail("check").code == 0


# -- at a terminal --------------------------------------------------------------------------


@pytest.mark.outside
def test_what_is_missing_is_asked_for_at_a_terminal(repository: Path) -> None:
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "handrail", "new", "suggestion", "faster-desk", "--by", "li-na"],
        cwd=repository, stdin=theirs, stdout=theirs, stderr=theirs, env={**os.environ, "TERM": "dumb"},
    )  # fmt: skip
    os.close(theirs)
    os.write(ours, b"A faster desk\nstaf f\nstaff\nTickets wait\n\n")
    shown = b""
    try:
        while part := os.read(ours, 4096):
            shown += part
    except OSError:  # the other end is closed
        pass
    finally:
        os.close(ours)
    assert process.wait() == 0, shown
    found = data(repository, f"{DESK}/suggestion.yaml")
    assert [found[key] for key in ("title", "source", "problem", "idea")] == [
        "A faster desk", "staff", "Tickets wait", None,
    ]  # fmt: skip


def test_a_planned_process_may_have_gaps_until_it_is_in_force(
    handrail: Handrail, repository: Path
) -> None:
    path = "processes/access-management/process.yaml"
    ran = handrail("new", "process", "access-management", "--set", "owner=chen-jie")
    assert (ran.code, ran.err) == (0, BANNER)
    assert ran.out.splitlines()[0] == f"wrote {path}"
    assert ran.out.splitlines()[-1] == (
        f"it is planned; once it is in force: `handrail set {path} state=active`"
    )
    assert data(repository, path)["owner"] == "chen-jie"
    checked = handrail("check")
    assert (checked.code, "warning[missing-value]: `purpose` is empty" in checked.out) == (0, True)
    refused = handrail("set", path, "state=active")
    assert (refused.code, "error[missing-value]: `purpose` is empty" in refused.out) == (1, True)


def test_an_adoption_names_the_templates_that_were_changed(
    handrail: Handrail, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = "incident-management/templates/form.md"
    write(repository, {f"processes/{form}": "Six fields."})
    (repository / FORM / "adoption.yaml").unlink()
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_DATE", "2026-01-20T12:00:00+08:00")
    commit(repository)
    was = sha256(b"Six fields.\n").hexdigest()
    (repository / "processes" / form).write_bytes(b"Nine fields.\n")
    assert handrail("new", "adoption", "incident-form", "--by", "li-na").code == 0
    assert data(repository, f"{FORM}/adoption.yaml")["artifacts"][1:] == [
        {
            "kind": "template", "process": "incident-management", "file": "templates/form.md",
            "sha256": sha256(b"Nine fields.\n").hexdigest(), "was_sha256": was,
            "what": data(repository, f"{FORM}/proposal.yaml")["summary"],
        }
    ]  # fmt: skip


def test_a_year_that_is_far_is_a_slip_of_the_finger(handrail: Handrail, repository: Path) -> None:
    before = files(repository)
    ran = handrail("new", "plan", "2062", "--by", "li-na")
    assert ran == Ran(
        1,
        "",
        f"{BANNER}refused: 2062 is not near: it is 2026 now\n"
        "hint: plan the year at hand or the next; a year that is over takes `--date` with a day of it\n",
    )
    assert files(repository) == before
    assert handrail("new", "plan", "2027", "--by", "li-na").code == 0
