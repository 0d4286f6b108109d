"""`handrail finish`: what is completed, what is listed as missing, and what is refused."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from handrail.register.digests import digest
from tests.cli.conftest import BANNER
from tests.cli.conftest import Handrail
from tests.cli.conftest import Ran
from tests.cli.conftest import commit
from tests.cli.conftest import write
from tests.cli.test_new import data
from tests.cli.test_new import files
from tests.cli.test_new import values
from tests.views.samples import DECISION
from tests.views.samples import PORTAL

SHARE = "commit the file and share it\n"
DRAFT = {
    f"{PORTAL}/decision.yaml": DECISION[f"{PORTAL}/decision.yaml"].replace(
        "completed: 2026-04-16\n", "# They met twice.\n"
    )
}
FORM = "improvements/2026/incident-form"
#: The small repository with the form's improvement back where its effect is to be evaluated.
IMPLEMENTED = {
    f"{FORM}/adoption.yaml": "-",
    f"{FORM}/effect.yaml": "completed: -",
}


def test_a_draft_is_finished(handrail: Handrail, repository: Path) -> None:
    write(repository, DRAFT)
    file = repository / PORTAL / "decision.yaml"
    before = file.read_text(encoding="utf-8")
    ran = handrail("finish", "self-service-portal", "--date", "2026-04-17")
    assert ran == Ran(
        0,
        f"wrote {PORTAL}/decision.yaml\n"
        "put to the vote: wang-wei, wu-fang, huang-qiang vote with "
        "`handrail approve self-service-portal decision --verdict agree`\n",
        BANNER + SHARE,
    )
    # Nothing but the day has changed, not even a comment.
    assert file.read_text(encoding="utf-8") == before.replace(
        "recorded_by: he-ping\n", "recorded_by: he-ping\ncompleted: 2026-04-17\n"
    )
    assert handrail("check").code == 0


def test_what_is_missing_is_listed_with_its_line(handrail: Handrail, repository: Path) -> None:
    handrail("new", "decision", "self-service-portal", "--by", "he-ping")
    before = files(repository)
    ran = handrail("finish", "self-service-portal", "decision")
    assert (ran.code, ran.err) == (
        1,
        (f"{BANNER}refused: `decision` is not finished, and nothing was written\n"
        "hint: put right what is listed, in the file or with `--set`, and run it again\n"),
    )  # fmt: skip
    lines = before[f"{PORTAL}/decision.yaml"].decode().splitlines()
    empty = [n for n, line in enumerate(lines, 1) if re.match(r" *(outcome|industry_experience|reasons):", line)]  # fmt: skip
    assert re.findall(r"decision\.yaml:(\d+):", ran.out) == [str(number) for number in empty]
    assert files(repository) == before


def test_values_are_set_on_the_way(handrail: Handrail, repository: Path) -> None:
    handrail("new", "decision", "self-service-portal", "--by", "he-ping")
    given = values("outcome=postponed", "considered.industry_experience=None", "reasons=Too early")
    ran = handrail("finish", "self-service-portal", *given)
    assert (ran.code, ran.out.splitlines()[1]) == (0, "followed from the rest: `revisit_on`")
    found = data(repository, f"{PORTAL}/decision.yaml")
    assert (found["completed"], found["revisit_on"]) == ("2026-04-20", "2026-07-20")


def test_a_finished_document_holds_none_of_the_form(handrail: Handrail, repository: Path) -> None:
    handrail("new", "withdrawal", "self-service-portal", "--by", "li-na")
    file = repository / PORTAL / "withdrawal.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("\nreasons:", "\n# Said on the telephone.\nreasons:"), "utf-8")
    assert handrail("finish", "self-service-portal", *values("reasons=Solved")).code == 0
    assert file.read_text(encoding="utf-8") == (
        "# yaml-language-server: $schema=../../../schemas/withdrawal.schema.json\n"
        "by: li-na\n"
        "completed: 2026-04-20\n"
        "# Said on the telephone.\n"
        "reasons: Solved\n"
    )


def test_a_draft_decides_on_the_documents_as_they_are_when_it_is_finished(
    handrail: Handrail, repository: Path
) -> None:
    write(repository, DRAFT)
    proposal = repository / PORTAL / "proposal.yaml"
    proposal.write_text(
        proposal.read_text(encoding="utf-8").replace("60 days", "65 days"), encoding="utf-8"
    )
    assert handrail("finish", "self-service-portal").code == 0
    now = digest("self-service-portal", "proposal", data(repository, f"{PORTAL}/proposal.yaml"))
    entries = data(repository, f"{PORTAL}/decision.yaml")["decides_on"]
    assert entries[-1] == {"document": "proposal", "digest": now}


def test_what_is_wrong_elsewhere_already_is_no_hindrance(
    handrail: Handrail, repository: Path
) -> None:
    write(repository, {**DRAFT, f"{FORM}/suggestion.yaml": "level: departement"})
    assert handrail("check").code == 1
    assert handrail("finish", "self-service-portal").code == 0


def test_an_error_that_it_would_bring_elsewhere_is_one(
    handrail: Handrail, repository: Path
) -> None:
    early = "by: chen-jie\nstarted: 2026-04-13\nsummary: On line\ntasks: []\n"
    write(repository, {**DRAFT, f"{PORTAL}/implementation.yaml": early})
    ran = handrail("finish", "self-service-portal", "implementation")
    assert (ran.code, ran.err) == (
        1,
        (
            f"{BANNER}refused: it is not the turn of `implementation`: `self-service-portal` stands at "
            "«Review and decide» and waits for `decision`\n"
            "hint: possible now: `handrail finish self-service-portal decision` by he-ping "
            "(`improvement-committee`), `handrail new withdrawal self-service-portal` by chen-jie, "
            "li-na (`suggester`, `quality-lead`)\n"
        ),
    )


def test_a_misspelt_outcome_is_not_put_to_the_vote(handrail: Handrail, repository: Path) -> None:
    path = f"{PORTAL}/decision.yaml"
    write(repository, {path: DRAFT[path].replace("outcome: rejected", "outcome: rejcted")})
    before = files(repository)
    ran = handrail("finish", "self-service-portal")
    assert ran.code == 1
    assert "error[unknown-outcome]: «Review and decide» knows no outcome `rejcted`\n" in ran.out
    assert "did you mean `rejected`?" in ran.out
    assert files(repository) == before


def test_what_check_will_warn_of_is_told_at_once(handrail: Handrail, repository: Path) -> None:
    given = values(
        "title=A faster desk", "problem=Tickets wait", "idea=Sort them", "source=staff",
        "processes=[incident-management]", "focus=platform",
    )  # fmt: skip
    handrail("new", "suggestion", "faster-desk", "--by", "chen-jie", *given)
    ran = handrail("finish", "faster-desk")
    assert ran.code == 0
    warned = "warning[focus-not-of-level]: `platform` "
    assert ran.err.startswith(f"{BANNER}{warned}")
    assert ran.err.endswith(SHARE)
    assert "1 warning" in handrail("check").out
    assert repository.is_dir()


def test_before_its_time(handrail: Handrail, repository: Path) -> None:
    write(repository, IMPLEMENTED)
    before = files(repository)
    assert handrail("finish", "incident-form", "--date", "2026-03-19") == Ran(
        1,
        "",
        f"{BANNER}refused: `effect` cannot be finished before 2026-03-20: «Evaluate the effect» comes 30 working days after 2026-02-06\n"
        "hint: until then it may be written as a draft\n",
    )
    assert files(repository) == before


def test_by_the_wrong_people(handrail: Handrail, repository: Path) -> None:
    write(repository, IMPLEMENTED | {f"{FORM}/effect.yaml": "completed: -\nby: he-ping\nwith: [wu-fang]"})  # fmt: skip
    assert handrail("finish", "incident-form") == Ran(
        1,
        "",
        f"{BANNER}refused: `he-ping`, `wu-fang` may not write `effect`: nobody of them is `quality-lead`, `process-owner`\n"
        "hint: may write it: li-na, chen-jie; say who does with `--by`\n",
    )


# -- which document -------------------------------------------------------------------------


def test_a_finished_one_is_not_touched(handrail: Handrail, repository: Path) -> None:
    before = files(repository)
    done = f"{PORTAL}/proposal.yaml was finished on 2026-04-10"
    words = ("finish", "self-service-portal", "proposal")
    assert handrail(*words) == Ran(0, f"{done}\n", BANNER)
    assert handrail(*words, "--date", "2026-04-10").out == (
        f"was there already: {PORTAL}/proposal.yaml\n"
    )
    assert handrail(*words, *values("method=Otherwise")) == Ran(
        1,
        "",
        f"{BANNER}refused: {done}: it is not touched\n"
        "hint: say in the next document what is other now; what was approved is changed by the next number and a `scope-change`\n",
    )
    assert files(repository) == before


def test_nothing_is_unfinished(handrail: Handrail, repository: Path) -> None:
    assert repository.exists()
    assert handrail("finish", "self-service-portal") == Ran(
        1,
        "",
        f"{BANNER}refused: nothing of `self-service-portal` is unfinished\n"
        "hint: next: «Review and decide», he-ping: `handrail new decision self-service-portal`\n",
    )


def test_what_belongs_to_a_process_is_named_by_its_type_as_well(
    handrail: Handrail, repository: Path
) -> None:
    handrail("new", "review", "incident-management", "--by", "chen-jie")
    path = "processes/incident-management/reviews/2026-04-20.yaml"
    given = values("effective=partly", "summary=It works", "period=2026-Q1")
    ran = handrail("finish", "incident-management", "review", *given)
    assert ran == Ran(0, f"wrote {path}\n", BANNER + SHARE)
    assert handrail("finish", "incident-management", "reviw").err == (
        f"{BANNER}refused: `incident-management` has no `reviw`\nhint: did you mean `review`?\n"
    )
    assert repository.exists()


def test_a_process_is_never_finished(handrail: Handrail, repository: Path) -> None:
    handrail("new", "process", "service-desk", "--by", "chen-jie")
    assert repository.exists()
    assert handrail("finish", "service-desk") == Ran(
        1,
        "",
        f"{BANNER}refused: nothing of `service-desk` is unfinished\n"
        "hint: it is planned; once it is in force: `handrail set processes/service-desk/process.yaml state=active`\n",
    )


def test_several_are_unfinished(handrail: Handrail, repository: Path) -> None:
    write(repository, {**DRAFT, f"{PORTAL}/withdrawal.yaml": "by: li-na\nreasons: Solved"})
    assert handrail("finish", "self-service-portal") == Ran(
        1,
        "",
        f"{BANNER}refused: several documents of `self-service-portal` are unfinished\n"
        "hint: name one of them: `decision`, `withdrawal`\n",
    )
    assert handrail("finish", "self-service-portal", "withdrawal").code == 0


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            "self-service-portal decison",
            "`self-service-portal` has no `decison`\nhint: did you mean `decision`?\n",
        ),
        (
            "self-service-portal proposals",
            "`self-service-portal` has no `proposals`\nhint: did you mean `proposal`?\n",
        ),
        (
            "self-service-portal adoption",
            ("it is not the turn of `adoption`: `self-service-portal` stands at «Review and decide» and waits for `decision`\n"
            "hint: possible now: `handrail new decision self-service-portal` by he-ping (`improvement-committee`), "
            "`handrail new withdrawal self-service-portal` by chen-jie, li-na (`suggester`, `quality-lead`)\n"),
        ),
    ],
)  # fmt: skip
def test_a_document_that_is_not_there(
    handrail: Handrail, repository: Path, words: str, message: str
) -> None:
    assert repository.exists()
    assert handrail("finish", *words.split(" ")) == Ran(1, "", f"{BANNER}refused: {message}")


def test_an_id_that_means_nothing(handrail: Handrail, repository: Path) -> None:
    assert repository.exists()
    assert handrail("finish", "self-servise-portal") == Ran(
        2,
        "",
        f"{BANNER}error: no improvement, year, meeting or process `self-servise-portal`\n"
        "hint: did you mean `self-service-portal`?\n",
    )


def test_a_draft_that_cannot_be_read(handrail: Handrail, repository: Path) -> None:
    write(repository, {f"{PORTAL}/decision.yaml": "by: [\n"})
    assert handrail("finish", "self-service-portal", "decision") == Ran(
        1,
        "",
        f"{BANNER}refused: {PORTAL}/decision.yaml cannot be read\n"
        "hint: mend it first: `handrail check` says what is wrong\n",
    )


def test_a_commit_is_not_written_into(handrail: Handrail, repository: Path) -> None:
    commit(repository)
    assert handrail("finish", "self-service-portal", "--at", "HEAD").code == 2


def test_a_day_that_has_not_come(handrail: Handrail, repository: Path) -> None:
    write(repository, DRAFT)
    assert handrail("finish", "self-service-portal", "--date", "2026-04-21").err == (
        f"{BANNER}refused: 2026-04-21 is later than 2026-04-20\n"
        "hint: write the day it is written on with `--date`\n"
    )


# -- what belongs to no record --------------------------------------------------------------


def test_a_meeting_is_finished(handrail: Handrail, repository: Path) -> None:
    meeting = "2026-04-16-evaluation"
    path = f"improvements/2026/meetings/{meeting}.yaml"
    assert handrail("new", "meeting", meeting, "--by", "he-ping").code == 0
    ran = handrail("finish", meeting, *values("present=[Li Na]", "items.0.result=Nothing was open"))
    assert ran == Ran(0, f"wrote {path}\nfollowed from the rest: `held`\n", BANNER + SHARE)
    assert data(repository, path) == {
        "kind": "evaluation",
        "planned": "2026-04-16",
        "held": "2026-04-16",
        "by": "he-ping",
        "completed": "2026-04-20",
        "chair": "Li Na",
        "invited": ["Li Na", "Chen Jie"],
        "present": ["Li Na"],
        "items": [{"result": "Nothing was open"}],
    }


def test_what_belongs_to_a_process_is_finished(handrail: Handrail, repository: Path) -> None:
    review = "processes/incident-management/reviews/2026-04-20.yaml"
    assert handrail("new", "review", "incident-management", "--by", "chen-jie").code == 0
    ran = handrail("finish", "incident-management", *values("effective=partly", "summary=Well"))
    assert ran == Ran(0, f"wrote {review}\n", BANNER + SHARE)
    assert data(repository, review)["completed"] == "2026-04-20"
    assert handrail("finish", "incident-management", "assessment").out == (
        "improvements/2026/assessments/incident-management.yaml was finished on 2026-01-12\n"
    )
