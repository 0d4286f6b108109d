"""Random honest walks through the improvement process, written as documents and votes.

The walks follow the graph of the small repository's process file and keep a record of their own of
where they went; nothing of `handrail.register.progress` is used to make them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from datetime import timedelta
from typing import Any
from typing import Protocol
from typing import TypeVar
from typing import cast

import yaml
from hypothesis import find
from hypothesis import settings
from hypothesis import strategies as st

from handrail.register.digests import digest
from handrail.register.digests import short
from tests.overlay import SMALL

T = TypeVar("T")
Data = dict[str, Any]


class Draw(Protocol):
    def __call__(self, strategy: st.SearchStrategy[T]) -> T: ...


PROCESS = "processes/continual-improvement/process.yaml"
GRAPH: Mapping[str, Any] = yaml.safe_load(SMALL[PROCESS])
STEPS: Mapping[str, Any] = {activity["id"]: activity for activity in GRAPH["activities"]}
BESIDE = [step for step in STEPS.values() if "during" in step]

COMMITTEE = "improvement-committee"
VOTERS = ("wang-wei", "wu-fang", "huang-qiang")
QUORUM = 2
FIRST_DAY = date(2026, 2, 2)
#: The meeting every plan review of a walk was dealt with at.
PLAN_REVIEW = "2026-02-02-plan-review"
#: After so many documents a walk takes the shortest way to an end.
LONG = 14
#: More than the thirty working days before which an effect is not measured.
_TAKES_EFFECT = timedelta(days=45)
_SHORTCUTS = {"review-plan": "closed", "evaluate": "declined", "review": "rejected"}
#: What a scope change may renew, and the document whose vote covers it.
_RENEWABLE = {"plan": "plan", "proposal": "decision", "charter": "charter", "project-plan": "project-plan"}  # fmt: skip

_TOLD = {"date": "2026-02-02", "audience": ["All of IT"], "channel": "Mail", "text": "It changes."}
_RESULT = {"goal": "faster", "measured": 4, "measured_on": "2026-02-02", "reached": True, "method": "As before", "evidence": "Report"}  # fmt: skip
#: The least that a document of each type says, besides who wrote it and when.
TEMPLATES: Mapping[str, Data] = {
    "plan": {
        "workflow": 2, "contributors": [{"process": "incident-management", "person": "chen-jie"}],
        "objectives": [{"id": "service", "title": "Service", "of": "it"}], "direction": "Upwards",
        "stages": [{"period": "2026", "intent": "Faster"}],
        "current_state": [{"process": "incident-management", "state": "Slow"}],
        "best_practice": [{"source": "A book", "practice": "Faster"}],
        "weighed": {"risks": ["Some"], "problems": ["Some"], "opportunities": ["Some"]},
        "goals": [{
            "id": "faster", "title": "Faster", "objective": "service", "rationale": "Asked for",
            "kpi": "incident-management/mttr", "baseline": 9, "target": 4,
        }],
        "initial_points": [{"id": "form", "title": "A form", "goal": "faster"}],
        "schedule": [{"id": "form", "title": "A form", "from": "2026-02-02", "to": "2026-03-02", "responsible": "li-na"}],
        "review_every": "P3M",
    },
    "plan-review": {"period": "2026-Q1", "meeting": PLAN_REVIEW, "progress": [{"goal": "faster", "state": "on-track", "text": "Well"}]},
    "suggestion": {
        "workflow": 2, "title": "A portal", "suggested_by": "Service desk", "level": "department",
        "processes": ["incident-management"],
        "source": "staff", "problem": "Calls", "idea": "A portal",
    },
    "evaluation": {
        "criteria": "1.0", "benefit": {"short": 2, "long": 2, "reach": "team", "text": "Fewer calls"},
        "urgency": {"urgency": 1, "priority": 1}, "ease": {"training": 1, "procurement": 1, "installation": 1},
        "procurement": {"needed": False}, "risk": {"grade": 1}, "plan_alignment": {"outside": "New"},
        "reasons": "It helps", "answer": {"date": "2026-02-02", "text": "Thank you"},
    },
    "proposal": {
        "processes": ["incident-management"], "summary": "A portal", "scope": {"in": ["Faults"]},
        "goals": [{
            "id": "faster", "title": "Faster", "unit": "h", "baseline": 9, "baseline_on": "2026-01-30",
            "baseline_source": "Tickets", "target": 4, "measure_by": "2027-12-31",
        }],
        "benefits": {"internal": ["Fewer calls"]}, "method": "Buy one",
        "plan": [{"id": "buy", "title": "Buy", "owner": "chen-jie", "from": "2026-02-02", "to": "2026-03-02"}],
        "resources": [{"who": "IT", "effort": "3 days"}], "cost": {"amount": 0, "currency": "CNY"},
        "risks": [{"id": "unused", "what": "Unused", "likelihood": "low", "impact": "low", "response": "Ask"}],
        "consulted": [{"unit": "Sales", "date": "2026-02-02", "opinion": "Yes"}], "drivers": ["deviation"],
        "value_added": "Faster",
    },
    "decision": {
        "considered": {"business_goals": "Yes", "industry_experience": "Yes", "current_state": "Yes", "cost_resources_time": "Yes"},
        "reasons": "It helps",
    },
    "implementation": {
        "started": "2026-02-02", "summary": "Done", "tasks": [{"id": "buy", "title": "Buy", "owner": "chen-jie", "done": "2026-02-02"}],
    },
    "effect": {"results": [_RESULT], "scope_achieved": "All", "benefit_achieved": "All"},
    "adoption": {"artifacts": [{"kind": "tool", "what": "The portal"}], "announcement": _TOLD, "training": []},
    "reversion": {"reasons": "It did not help", "restored": [{"process": "incident-management", "version": "1.0"}], "announcement": _TOLD},
    "charter": {
        "manager": "chen-jie", "members": [{"person": "he-ping", "duty": "Helps"}], "from": "2026-02-02",
        "to": "2027-12-31", "resources": [{"who": "IT", "effort": "3 days"}],
        "budget": {"amount": 0, "currency": "CNY"}, "reports_to": COMMITTEE,
    },
    "project-plan": {
        "milestones": [{"id": "pilot", "title": "Pilot", "date": "2026-03-02"}],
        "pilot": {
            "scope": "Two departments", "from": "2026-02-02", "to": "2027-12-31",
            "expected_effects": [{"id": "faster", "effect": "Faster"}], "data_collection": "Tickets", "analysis": "Mean",
        },
        "report_every": "P2Y",
    },
    "pilot": {
        "from": "2026-02-02", "to": "2026-02-02", "agreed_with": ["Sales"],
        "effects": [{"effect": "faster", "observed": "3 h", "met": True}], "goals_met": "All", "problems": "None",
        "acceptance": {"asked": 9, "agreed": 8, "text": "Good"}, "goal_revisions": "None", "rollout_advice": "Go",
        "further_pilot": {"advised": False, "reason": "It works"},
    },
    "pilot-review": {"reasons": "The figures"},
    "rollout": {
        "plan": "All in May", "schedule": [{"id": "all", "title": "All", "from": "2026-02-02", "to": "2026-03-02", "responsible": "chen-jie"}],
        "scope": "All", "affected": [{"unit": "Sales", "people": 9}], "cooperation": ["Notices"],
        "announcement": _TOLD, "training": [{"date": "2026-02-02", "audience": "Sales", "topic": "The portal"}],
    },
    "handover": {
        "to": "li-na",
        "documents": [
            {"title": kind, "kind": kind, "location": "Shelf"}
            for kind in ("charter", "project-plan", "pilot", "rollout", "guide")
        ],
    },
    "withdrawal": {"reasons": "Solved otherwise"},
    "abandonment": {"reasons": "Solved otherwise"},
    "scope-change": {"what": "Less", "why": "Asked for", "effect_on": {"goals": "None", "resources": "None", "schedule": "None"}},
    "status-report": {"state": "on-track", "done": "Much", "next": "More"},
    "follow-up": {"results": [_RESULT], "outcome": "reached"},
}  # fmt: skip
_DECIDES_ON = {"decision", "charter", "project-plan", "pilot-review", "abandonment", "scope-change"}
_BY_COMMITTEE = {"decision", "charter", "pilot-review"}
#: Further fields that a word asks for.
_MORE: Mapping[str, Data] = {
    "merged": {"into": "another"},
    "approved": {"major_test": dict.fromkeys(("complex", "risky", "multi_party", "procurement"), False), "priority": "low"},
    "repeat": {"plan_changes": "Longer"},
}  # fmt: skip


@dataclass(frozen=True)
class Visit:
    step: str
    document: str | None
    word: str | None
    date: date | None


@dataclass(repr=False)
class Walk:
    """One record as its writer knows it."""

    kind: str
    documents: dict[str, Data] = field(default_factory=dict)
    #: By document, then by person: verdict and day.
    votes: dict[str, dict[str, tuple[str, date]]] = field(default_factory=dict)
    path: list[Visit] = field(default_factory=list)
    here: str | None = None
    #: What is waited for, and in which state: the step first.
    waits: list[tuple[str, str]] = field(default_factory=list)
    ended_as: str | None = None
    since: date | None = None
    #: What was walked since the last carried document, and that one.
    chain: list[str] = field(default_factory=list)
    #: The finished documents in the order they were written, each with the step it was written at.
    written: dict[str, str] = field(default_factory=dict)
    #: What each of them had to decide on.
    rests_on: dict[str, list[str]] = field(default_factory=dict)
    last_day: date = FIRST_DAY

    def __repr__(self) -> str:
        """Say what matters when a test fails: what was written at which step, and the votes."""
        lines = [f"{self.kind}, ended as {self.ended_as}, at {self.here}, waiting for {self.waits}"]
        for name, data in self.documents.items():
            said = [
                f"{key}: {data[key]}"
                for key in ("completed", "with", "outcome", "class")
                if key in data
            ]
            said += [
                f"{who}: {verdict} {day}"
                for who, (verdict, day) in self.votes.get(name, {}).items()
            ]
            lines.append(f"{name} at {self.written.get(name)} on {named(data)} {', '.join(said)}")
        return "\n  ".join(lines)

    def _repr_pretty_(self, printer: Any, _: bool) -> None:  # noqa: FBT001 - as hypothesis asks
        printer.text(repr(self))

    @property
    def id(self) -> str:
        return "2026" if self.kind == "plan" else "self-service-portal"

    @property
    def folder(self) -> str:
        return f"improvements/{self.id}" if self.kind == "plan" else f"improvements/2026/{self.id}"

    def digest(self, name: str) -> str:
        return digest(self.id, name, self.documents[name])

    def place(self, name: str) -> str:
        return f"{self.folder}/{name}.yaml"

    def files(self) -> dict[str, str]:
        """Write the documents and votes as YAML, which JSON is."""
        return {self.place(name): said(data) for name, data in self.documents.items()} | {
            self.place_of_vote(name, person): said(
                {
                    "document": name, "digest": self.digest(name), "verdict": verdict,
                    "role": COMMITTEE, "by": person, "date": day.isoformat(),
                }
            )
            for name, votes in self.votes.items()
            for person, (verdict, day) in votes.items()
        }  # fmt: skip

    def place_of_vote(self, name: str, person: str) -> str:
        return f"{self.folder}/approvals/{name}.{short(self.digest(name))}.{person}.yaml"


def said(data: Mapping[str, Any]) -> str:
    return json.dumps(data, indent=1, ensure_ascii=False, default=str) + "\n"


def kind_of(name: str) -> str:
    stem, _, number = name.rpartition("-")
    return stem if number.isdigit() else name


def named(data: Data) -> list[str]:
    return [entry["document"] for entry in data.get("decides_on", ())]


def entitled(walk: Walk, name: str) -> list[str]:
    """Who may vote on a document: the members, less those who wrote it or what it decides on."""
    wrote: set[str] = set()
    for document in (name, *named(walk.documents[name])):
        wrote |= {*walk.documents[document].get("with", ())}
    return [person for person in VOTERS if person not in wrote]


def counted(everybody: list[str], votes: Mapping[str, tuple[str, date]]) -> tuple[str, date | None]:
    """Count votes in the order of their days: what came of them, and when."""
    cast = agreed = 0
    for verdict, day in sorted(votes.values(), key=lambda vote: vote[1]):
        cast, agreed = cast + 1, agreed + (verdict == "agree")
        if cast >= QUORUM and agreed > len(everybody) / 2:
            return "carried", day
        if agreed + len(everybody) - cast <= len(everybody) / 2:
            return "refused", day
    return "open", None


def base_files() -> dict[str, str]:
    """The small repository without its records, but with what plans, reviews and mergers need."""
    files = {
        path: text for path, text in SMALL.items() if not path.startswith("improvements/2026/")
    }
    day = {"by": "li-na", "completed": "2026-01-05"}
    files["improvements/2026/another/suggestion.yaml"] = said(
        {**TEMPLATES["suggestion"], **day, "suggested_on": "2026-01-05"}
    )
    assessment = "improvements/2026/assessments/incident-management.yaml"
    files[assessment] = SMALL[assessment]
    files[f"improvements/2026/meetings/{PLAN_REVIEW}.yaml"] = said(
        {
            "kind": "plan-review", "held": "2026-02-02", "by": "li-na", "completed": "2026-02-02",
            "invited": ["Li Na"], "present": ["Li Na"], "items": [{"result": "On the way"}],
        }
    )  # fmt: skip
    files["improvements/2026/another/withdrawal.yaml"] = said({**TEMPLATES["withdrawal"], **day})
    return files


BASE: Mapping[str, str] = base_files()


class _Writer:
    """Goes one walk, drawing every choice."""

    def __init__(self, draw: Draw, kind: str, *, to_the_end: bool) -> None:
        self.draw = draw
        self.to_the_end = to_the_end
        self.walk = Walk(kind)
        self.day = FIRST_DAY
        self.pending: list[str] = []

    def go(self) -> Walk:
        walk = self.walk
        here = GRAPH["starts"][walk.kind]
        while here in STEPS:
            step = STEPS[here]
            if "reads" in step:
                latest = [
                    v.document
                    for v in walk.path
                    if v.document and kind_of(v.document) == step["reads"]
                ][-1]
                word = self.read(here, walk.documents[latest][step["outcome"]])
                walk.path.append(Visit(here, None, word, None))
                here = step["next"][word]
                continue
            if not self.long and self.chance(4):
                here = self.beside(here)
                continue
            following = self.step(here, step)
            if following is None:
                break
            here = following
        walk.ended_as = None if here in STEPS else here
        walk.here = here if here in STEPS else None
        if here == "adopted" and self.chance(2):
            self.write("follow-up", here)
        self.early_draft(here)
        for name in sorted(self.pending):
            walk.waits.append((name, "vote"))
        walk.last_day = max(
            [walk.last_day, *(day for votes in walk.votes.values() for _, day in votes.values())]
        )
        return walk

    def chance(self, of: int) -> bool:
        return self.draw(st.integers(0, of - 1)) == of - 1

    @property
    def long(self) -> bool:
        return len(self.walk.documents) > LONG

    # -- a step of the path ---------------------------------------------------------------

    def step(self, here: str, step: Data) -> str | None:
        """Do a step, or stop at it; return where it leads."""
        walk, kind = self.walk, step["document"]
        stop = None
        if not self.to_the_end and (self.long or (walk.documents and self.chance(9))):
            stop = self.draw(st.sampled_from(["to do", "draft", "vote"]))
        if stop == "to do" or (stop == "vote" and "approved_by" not in step):
            walk.waits.append((self.next_name(kind), "to do"))
            return None
        word = self.word(here, step)
        name = self.write(kind, here, word=word, finished=stop != "draft")
        if stop == "draft":
            walk.waits.append((name, "draft"))
            return None
        day, verdict = self.day, "carried"
        if "approved_by" in step:
            verdict, decided = self.vote(name, decide=stop != "vote")
            if decided is None:
                walk.waits.append((name, "vote"))
                return None
            day = self.day = decided
        if verdict == "refused":
            self.visit(Visit(here, name, None, day), carried=False)
            return here
        self.visit(Visit(here, name, word, day), carried="approved_by" in step)
        revisit = walk.documents[name].get("revisit_on")
        if revisit:
            walk.since = max(walk.since or day, date.fromisoformat(revisit))
            self.day = max(self.day, date.fromisoformat(revisit))
        following = step["next"]
        return str(following if isinstance(following, str) else following[word])

    def word(self, here: str, step: Data) -> str | None:
        if "outcome" not in step:
            return None
        words = sorted(step["next"])
        if self.long and here in _SHORTCUTS:
            return _SHORTCUTS[here]
        if here == "review-pilot" and self.long:
            return "stopped"
        likely = {
            "evaluate": "selected",
            "review": "approved",
            "review-plan": "continued",
            "review-pilot": "passed",
        }.get(here)
        return str(self.draw(st.sampled_from([likely] * 6 + words if likely else words)))

    def foresee(self, reader: Data) -> str:
        """Say the word that a later step reads."""
        return str(self.draw(st.sampled_from(sorted(reader["next"]))))

    def read(self, here: str, word: str) -> str:  # noqa: ARG002 - where one stands may matter
        """Read the word that an earlier step has left."""
        return word

    def visit(self, visit: Visit, *, carried: bool) -> None:
        walk = self.walk
        walk.path.append(visit)
        walk.since = max(walk.since or FIRST_DAY, visit.date or FIRST_DAY)
        walk.chain = [*([] if carried else walk.chain), visit.document or ""]

    # -- beside the path ------------------------------------------------------------------

    def beside(self, here: str) -> str:
        """Do something beside the path, if anything may be done; return where it leads."""
        ways = [
            step for step in BESIDE if here in step["during"] and not self.waiting(step["document"])
        ]
        ways = [step for step in ways if step["id"] != "withdraw" or self.chance(5)]
        if not ways:
            return here
        step = self.draw(st.sampled_from(ways))
        kind = step["document"]
        if kind == "status-report":
            self.write(kind, here)
            return here
        renewed = self.renew(here) if kind == "scope-change" else []
        name = self.write(kind, here, renewed=renewed)
        if kind == "withdrawal":
            self.visit(Visit(step["id"], name, None, self.day), carried=False)
            return str(step["next"])
        verdict, decided = self.vote(name, decide=not self.chance(4))
        if decided is None:
            self.pending.append(name)
            return here
        self.day = decided
        if kind == "scope-change" or verdict == "refused":
            return here
        self.visit(Visit(step["id"], name, None, decided), carried=True)
        return str(step["next"])

    def waiting(self, kind: str) -> bool:
        return any(kind_of(name) == kind for name in self.pending)

    def renew(self, here: str) -> list[str]:
        """Write the next version of something a carried vote covers; return the old and the new."""
        carried = {
            visit.document
            for visit in self.walk.path
            if visit.word or visit.step in {"plan-year", "charter-project", "plan-project"}
        }
        old = {}
        for visit in self.walk.path:
            if visit.document and visit.document in carried and not self.refused(visit.document):
                for kind, covered_by in _RENEWABLE.items():
                    if kind_of(visit.document) == covered_by:
                        inside = [visit.document, *named(self.walk.documents[visit.document])]
                        found = [name for name in inside if kind_of(name) == kind]
                        if found:
                            old[kind] = found[-1]
        for name, data in self.walk.documents.items():
            if (
                kind_of(name) == "scope-change"
                and counted(entitled(self.walk, name), self.walk.votes.get(name, {}))[0]
                == "carried"
            ):
                new = named(data)[-1]
                old[kind_of(new)] = new
        kind = self.draw(st.sampled_from(sorted(old)))
        return [old[kind], self.write(kind, here)]

    def refused(self, name: str) -> bool:
        votes = self.walk.votes.get(name)
        return votes is not None and counted(entitled(self.walk, name), votes)[0] == "refused"

    def early_draft(self, here: str) -> None:
        """Perhaps begin a document whose turn has not come."""
        walk = self.walk
        kind = self.draw(st.sampled_from(["implementation", "adoption", "handover", "rollout"]))
        if (
            walk.kind == "improvement"
            and STEPS.get(here, {}).get("document") != kind
            and self.chance(4)
        ):
            self.write(kind, here, finished=False)

    # -- documents and votes --------------------------------------------------------------

    def next_name(self, kind: str) -> str:
        number = 1 + sum(kind_of(name) == kind for name in self.walk.documents)
        return kind if number == 1 else f"{kind}-{number}"

    def write(
        self,
        kind: str,
        here: str,
        *,
        word: str | None = None,
        finished: bool = True,
        renewed: list[str] | None = None,
    ) -> str:
        """Write the next document of a type."""
        walk, name = self.walk, self.next_name(kind)
        if kind != "scope-change":  # which is finished with what it renews
            self.day += timedelta(days=self.draw(st.integers(1, 4)))
        if kind == "effect":
            self.day = max(self.day, (walk.since or FIRST_DAY) + _TAKES_EFFECT)
        data: Data = {"by": COMMITTEE, "recorded_by": "he-ping"} if kind in _BY_COMMITTEE else {
            "by": self.draw(st.sampled_from(self.authors(kind)))
        }  # fmt: skip
        if kind == "effect":
            data["with"] = ["chen-jie" if data["by"] == "li-na" else "li-na"]
        elif kind not in _BY_COMMITTEE and self.chance(9):
            data["with"] = ["huang-qiang"]
        if finished:
            data["completed"] = self.day.isoformat()
            walk.last_day = max(walk.last_day, self.day)
            walk.written[name] = here
            walk.rests_on[name] = list(walk.chain)
        if kind in _DECIDES_ON:
            covered = dict.fromkeys([*walk.chain, *(renewed or ())])
            data["decides_on"] = [
                {"document": other, "digest": walk.digest(other)} for other in covered
            ]
        if kind == "suggestion":
            data |= {"suggested_on": self.day.isoformat(), "recorded_by": "li-na"}
        walk.documents[name] = data | TEMPLATES[kind] | self.days(kind) | self.words(kind, word)
        return name

    def authors(self, kind: str) -> list[str]:
        """Say who may write a document: Li Na leads quality, Chen Jie owns the process and leads projects."""
        step = next(step for step in STEPS.values() if step.get("document") == kind)
        roles, written = set(step["responsible"]), self.walk.documents
        holds = {
            "quality-lead": ["li-na"],
            "process-owner": ["chen-jie"] if self.walk.kind == "improvement" else [],
            "project-manager": ["chen-jie"] if "charter" in written else [],
            "suggester": [written.get("suggestion", {}).get("by", "chen-jie")],
        }
        found = {person for role in roles for person in holds[role]}
        return sorted(found or {"chen-jie"})  # a draft may be begun before there is a project

    def days(self, kind: str) -> Data:
        """Say when work began, or people were told: on the day itself."""
        day = self.day.isoformat()
        if kind == "implementation":
            return {"started": day}
        if kind == "pilot":
            return {"from": day, "to": day}
        if kind == "rollout":
            rows = [{**row, "from": day, "to": day} for row in TEMPLATES[kind]["schedule"]]
            return {"announcement": {**_TOLD, "date": day}, "schedule": rows}
        if kind in {"adoption", "reversion"}:
            return {"announcement": {**_TOLD, "date": day}}
        return {}

    def words(self, kind: str, word: str | None) -> Data:
        """Say the word that leads on, what it asks for, and the word that a later step reads."""
        data: Data = {"outcome": word, **_MORE.get(word, {})} if word else {}
        readers = [step for step in STEPS.values() if step.get("reads") == kind]
        for reader in readers if word in {None, "approved"} else ():
            data.setdefault(reader["outcome"], self.foresee(reader))
        if data.get("class") == "major":
            data["major_test"] = {**data["major_test"], "complex": True}
        if kind == "effect" and data["outcome"] == "missed":
            data["results"] = [{**_RESULT, "measured": 5, "reached": False}]
        if word in {"parked", "postponed"}:
            revisit = self.day + timedelta(days=self.draw(st.integers(0, 9)))
            data["revisit_on"] = revisit.isoformat()
        return data

    def vote(self, name: str, *, decide: bool) -> tuple[str, date | None]:
        """Let members vote, until it is decided or short of that, and perhaps some afterwards."""
        everybody = entitled(self.walk, name)
        votes: dict[str, tuple[str, date]] = {}
        if decide or self.pending or self.chance(2):  # otherwise nobody has voted yet
            self.walk.votes[name] = votes
        day = self.day
        for person in self.draw(st.permutations(everybody)):
            verdict = (
                "agree"
                if self.long
                else self.draw(st.sampled_from(["agree"] * 5 + ["object", "abstain"]))
            )
            day += timedelta(days=self.draw(st.integers(0, 2)))
            result = counted(everybody, {**votes, person: (verdict, day)})
            if not decide and (result[0] != "open" or self.chance(3)):
                break
            if decide and counted(everybody, votes)[0] != "open" and self.chance(2):
                break
            if name in self.walk.votes:
                votes[person] = (verdict, day)
        return counted(everybody, votes)


class _Straight(_Writer):
    """Goes the way that some words lead, without a detour; each step's word is given by its id."""

    def __init__(self, kind: str, way: Mapping[str, str], written: Mapping[str, str]) -> None:
        super().__init__(_simplest, kind, to_the_end=True)
        self.way = way
        #: What is written in the place of a step's word.
        self.written = written

    def word(self, here: str, step: Data) -> str | None:
        return self.way[here] if "outcome" in step else None

    def foresee(self, reader: Data) -> str:
        return self.way.get(reader["id"], min(reader["next"]))

    def read(self, here: str, word: str) -> str:  # noqa: ARG002 - it may be written otherwise
        return self.way[here]

    def words(self, kind: str, word: str | None) -> Data:
        data = super().words(kind, word)
        for name, text in self.written.items():
            step = STEPS[name]
            if kind in {step.get("document"), step.get("reads")}:
                data[step["outcome"]] = text
        return data


def _simplest(strategy: st.SearchStrategy[T]) -> T:
    """Draw what hypothesis takes for the simplest: the first of a list, the least number."""
    found = _SIMPLEST.get(repr(strategy))
    if found is None:
        found = find(strategy, lambda _: True, settings=settings(database=None, derandomize=True))
        _SIMPLEST[repr(strategy)] = found
    return cast("T", found)


_SIMPLEST: dict[str, Any] = {}


def straight(kind: str, way: Mapping[str, str], written: Mapping[str, str] | None = None) -> Walk:
    """Go the way that the words of the steps lead; some words may be written otherwise."""
    return _Straight(kind, way, written or {}).go()


def walks(kind: str | None = None, *, to_the_end: bool = False) -> st.SearchStrategy[Walk]:
    """Return a strategy for honest walks."""

    @st.composite
    def honest(draw: Draw) -> Walk:
        chosen = kind or draw(
            st.sampled_from(["improvement", "improvement", "improvement", "plan"])
        )
        return _Writer(draw, chosen, to_the_end=to_the_end).go()

    return honest()
