"""What is known when a document is begun, and how the other documents are asked for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

from handrail.model.dates import Duration
from handrail.model.text import read_text
from handrail.model.values import latest_value
from handrail.register.versions import in_force

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from datetime import date

    from handrail.loading.documents import Document
    from handrail.model.records import Kpi
    from handrail.model.text import Text
    from handrail.model.workflow import Step
    from handrail.model.workflow import Workflow
    from handrail.register import Dossier
    from handrail.register import Register

#: What a new document says, by field, as YAML would read it.
Data = dict[str, Any]


@dataclass(frozen=True, kw_only=True, slots=True)
class Known:
    """Who begins which document, where and when."""

    register: Register
    kind: str
    dossier: Dossier | None
    #: What the names in its path stand for: year, improvement, process, …
    fields: Mapping[str, str]
    by: str
    day: date

    @property
    def today(self) -> str:
        """The day, as a document says it."""
        return self.day.isoformat()

    @property
    def workflow(self) -> Workflow | None:
        """The improvement process that the record follows."""
        return self.register.workflow_of(self.dossier) if self.dossier else self.register.workflow

    # -- other documents ------------------------------------------------------------------

    def said(self, kind: str, *way: str) -> Any:
        """Return what the document of a type that holds says at some place, or None."""
        if self.dossier is None:
            return None
        document = in_force(self.register, self.dossier, kind)
        return read(document.data, *way) if document else None

    def entries(self, kind: str, *way: str) -> list[Data]:
        """Return the rows of a list in the document of a type that holds."""
        return rows(self.said(kind, *way))

    def plan(self, year: str | None = None) -> Document | None:
        """Return the plan of the record's year that holds."""
        wanted = year or self.fields.get("year", "")
        dossier = self.register.dossiers_by_id.get(wanted)
        return in_force(self.register, dossier, "plan") if dossier else None

    def plan_goals(self) -> list[Data]:
        """Return the goals of the year's plan."""
        plan = self.plan()
        return rows(plan.data.get("goals")) if plan else []

    def plan_goal(self) -> Data:
        """Return the goal of the plan that the improvement serves, or nothing."""
        wanted = self.said("evaluation", "plan_alignment", "goal") or self.said(
            "suggestion", "plan_goal"
        )
        return next((goal for goal in self.plan_goals() if goal.get("id") == wanted), {})

    # -- people and processes -------------------------------------------------------------

    def line(self, text: object) -> str:
        """Return prose as it reads in the language the repository falls back on."""
        if isinstance(text, (str, dict)) and text:
            return self.read(read_text(text))
        return ""

    def read(self, text: Text) -> str:
        """Return a text in the language the repository falls back on."""
        return text.in_language(self.register.languages[0])

    def name_of(self, person: str) -> str:
        """Return what somebody is called."""
        offices = self.register.offices
        found = offices.people.get(person) if offices else None
        return self.read(found.name) if found else person

    def owners(self, processes: list[str]) -> list[str]:
        """Return who owns some processes."""
        found = [owner for process in processes for owner in self.register.owners(process)]
        return list(dict.fromkeys(found))

    def processes(self) -> list[str]:
        """Return the processes the improvement is about."""
        for kind in ("proposal", "suggestion"):
            found = strings(self.said(kind, "processes"))
            if found:
                return found
        return []

    def titles(self, processes: list[str]) -> list[Any]:
        """Return what some processes are called, as their files say it."""
        documents = self.register.process_documents
        found = (documents[one].data.get("title") for one in processes if one in documents)
        return [title for title in found if title]

    # -- time -----------------------------------------------------------------------------

    def step(self, document: str) -> Step | None:
        """Return the step that leaves a document."""
        return next(self.workflow.leaving(document), None) if self.workflow else None

    def after(self, start: date, document: str) -> date:
        """Return the last day for a step that is begun on a day."""
        step = self.step(document)
        if step is None:
            return start
        add = self.register.calendar.add
        start = add(start, step.after or Duration(), working=step.working)
        return add(start, step.within or Duration(), working=step.working)

    # -- figures --------------------------------------------------------------------------

    def kpi(self, name: object) -> Kpi | None:
        """Return the definition of a KPI, such as `incident-management/mttr`."""
        process, _, own = str(name).partition("/")
        found = self.register.processes.get(process)
        return next((kpi for kpi in found.kpis if kpi.id == own), None) if found else None

    def baseline(self, name: object) -> Data:
        """Return the latest value of a KPI with its day and where it was read."""
        values = self.register.values.get(str(name))
        latest = latest_value(values.rows, self.day) if values else None
        if values is None or latest is None:
            return {}
        return {
            "baseline": number(latest.value),
            "baseline_on": latest.period.end.isoformat(),
            "baseline_source": f"{values.path}, {latest.period.label}",
        }


def read(data: Any, *way: str) -> Any:
    """Return what data holds at some place, or None."""
    for step in way:
        data = data.get(step) if isinstance(data, dict) else None
    return data


def rows(value: object) -> list[Data]:
    """Return the mappings in a list."""
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def strings(value: object) -> list[str]:
    """Return the texts in a list."""
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def number(value: float) -> float:
    """Return a whole number without its point."""
    return int(value) if value == int(value) else value


def filled(data: Data) -> Data:
    """Return data without what is not known."""
    return {key: value for key, value in data.items() if value not in (None, "", [], {})}


def picked(data: Mapping[str, Any], *names: str) -> Data:
    """Return some fields of a mapping, those that it has."""
    return {name: data[name] for name in names if data.get(name) is not None}


def numbered_ids(word: str, texts: list[Any]) -> Iterator[tuple[str, Any]]:
    """Yield each text with an id: `risk-1`, `risk-2`."""
    return ((f"{word}-{number}", text) for number, text in enumerate(texts, 1))
