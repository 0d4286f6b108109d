"""The register: all records of one snapshot, as of one date, by id."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING
from typing import Any

from handrail.loading.documents import load_documents
from handrail.loading.schemas import load_schemas
from handrail.loading.sources import ORGANIZATION
from handrail.loading.sources import SETTINGS
from handrail.model.dates import WEEKDAYS
from handrail.model.dates import Calendar
from handrail.model.limits import read_limits
from handrail.model.workflow import read_workflow
from handrail.register.ballot import Ballot
from handrail.register.ballot import hold_ballot
from handrail.register.dossier import APPROVAL
from handrail.register.dossier import IMPROVEMENT
from handrail.register.dossier import PLAN
from handrail.register.dossier import Dossier
from handrail.register.files import Files
from handrail.register.offices import Offices
from handrail.register.progress import Progress
from handrail.register.progress import State
from handrail.register.progress import Wait
from handrail.register.versions import holding
from handrail.register.walk import walk

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence
    from datetime import date

    from handrail.loading.documents import Document
    from handrail.loading.schemas import Schemas
    from handrail.loading.sources import Snapshot
    from handrail.loading.sources import Source
    from handrail.loading.values import KpiValues
    from handrail.model.dates import Duration
    from handrail.model.findings import Problem
    from handrail.model.findings import Route
    from handrail.model.limits import TimeLimits
    from handrail.model.records import Criteria
    from handrail.model.records import Organization
    from handrail.model.records import Process
    from handrail.model.records import Settings
    from handrail.model.workflow import Step
    from handrail.model.workflow import Workflow

IMPROVEMENT_PROCESS = "continual-improvement"
_YEAR_DEPTH = 2


class Register:
    """Everything a repository says at one commit, as of one date."""

    def __init__(
        self,
        documents: list[Document],
        schemas: Schemas,
        as_of: date,
        *,
        unclaimed: tuple[str, ...] = (),
        links: tuple[str, ...] = (),
        snapshot: Snapshot | None = None,
        source: Source | None = None,
    ) -> None:
        self.documents = sorted(documents, key=lambda document: document.path)
        self.schemas = schemas
        self.as_of = as_of
        self.unclaimed = unclaimed
        self.links = links
        self.snapshot = snapshot
        self._source = source

    # -- what stands once -----------------------------------------------------------------

    @cached_property
    def by_path(self) -> Mapping[str, Document]:
        """Every document by its path."""
        return {document.path: document for document in self.documents}

    @cached_property
    def faults(self) -> Mapping[str, tuple[Problem, ...]]:
        """What the parser and the schemas found, by the rule it breaks."""
        found: dict[str, list[Problem]] = defaultdict(list)
        for document in self.documents:
            for rule, problem in document.faults():
                found[rule].append(problem)
        return {rule: tuple(problems) for rule, problems in found.items()}

    def of_type(self, kind: str) -> tuple[Document, ...]:
        """Return all documents of a type."""
        return self._by_type.get(kind, ())

    @cached_property
    def _by_type(self) -> Mapping[str, tuple[Document, ...]]:
        found: dict[str, list[Document]] = defaultdict(list)
        for document in self.documents:
            found[document.type].append(document)
        return {kind: tuple(documents) for kind, documents in found.items()}

    def references(self, kind: str) -> Sequence[tuple[Document, Sequence[tuple[Route, Any]]]]:
        """Return every document that refers to something of a kind, with where it does and to what."""
        return self._references.get(kind, ())

    @cached_property
    def _references(self) -> Mapping[str, Sequence[tuple[Document, Sequence[tuple[Route, Any]]]]]:
        found: dict[str, list[tuple[Document, Sequence[tuple[Route, Any]]]]] = defaultdict(list)
        for document in self.documents:
            for kind, references in document.references_by_kind.items():
                found[kind].append((document, references))
        return found

    @cached_property
    def settings(self) -> Settings | None:
        """The settings, or None where they cannot be read."""
        document = self.by_path.get(SETTINGS)
        return document.record if document else None

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages of the repository, the one to fall back on first."""
        return tuple(self.settings.languages) if self.settings else ("en",)

    @cached_property
    def calendar(self) -> Calendar:
        """The working calendar."""
        calendar = self.settings.calendar if self.settings else None
        if calendar is None:
            return Calendar()
        weekend = calendar.weekend or ("saturday", "sunday")
        return Calendar(
            weekend=frozenset(WEEKDAYS.index(day) for day in weekend),
            holidays=frozenset(calendar.holidays),
            workdays=frozenset(calendar.workdays),
        )

    @property
    def fiscal_year_start(self) -> int:
        """The month the year of plans and reports begins with."""
        return (self.settings.fiscal_year_start if self.settings else None) or 1

    @cached_property
    def limits(self) -> TimeLimits:
        """The time limits that the steps leave open."""
        return read_limits(self.settings)

    @cached_property
    def organization(self) -> Organization | None:
        """People, roles, bodies and levels, or None where they cannot be read."""
        document = self.by_path.get(ORGANIZATION)
        return document.record if document else None

    @cached_property
    def offices(self) -> Offices | None:
        """Who held which office on a day, or None where nobody can tell."""
        return Offices(self.organization) if self.organization else None

    @cached_property
    def criteria(self) -> Criteria | None:
        """The criteria suggestions are evaluated by."""
        document = self.by_path.get("improvements/criteria.yaml")
        return document.record if document else None

    # -- other files ----------------------------------------------------------------------

    @cached_property
    def files(self) -> Files:
        """The files beside the records."""
        return Files(self._source)

    @cached_property
    def values(self) -> Mapping[str, KpiValues]:
        """The measured values of each KPI that has any, by process and KPI: `incident-management/mttr`."""
        return self.files.values(self.fiscal_year_start)

    # -- processes ------------------------------------------------------------------------

    @cached_property
    def process_documents(self) -> Mapping[str, Document]:
        """The definition of each process, by id, readable or not."""
        return {doc.fields["process"]: doc for doc in self.of_type("process")}

    @cached_property
    def processes(self) -> Mapping[str, Process]:
        """Each process that can be read, by id."""
        return {key: doc.record for key, doc in self.process_documents.items() if doc.record}

    @cached_property
    def workflow(self) -> Workflow | None:
        """The improvement process in force, or None where it cannot be read."""
        process = self.processes.get(IMPROVEMENT_PROCESS)
        return read_workflow(process) if process and process.starts else None

    @cached_property
    def workflows(self) -> Mapping[int, Workflow]:
        """The graph in force and the earlier ones, by number."""
        found = {}
        for document in self.of_type("workflow"):
            if document.record is not None:
                found[int(document.fields["number"])] = read_workflow(document.record)
        if self.workflow is not None:
            found[self.workflow.number] = self.workflow
        return found

    # -- dossiers -------------------------------------------------------------------------

    @cached_property
    def dossiers(self) -> tuple[Dossier, ...]:
        """The plans of all years and all improvements, in the order of their folders."""
        by_folder: dict[str, list[Document]] = defaultdict(list)
        for document in self.documents:
            folder = document.folder
            if document.type == APPROVAL:
                folder = folder.rpartition("/")[0]
            if folder.startswith("improvements/") and self._is_step_document(document):
                by_folder[folder].append(document)
        return tuple(
            Dossier(
                PLAN if len(folder.split("/")) == _YEAR_DEPTH else IMPROVEMENT,
                folder,
                documents,
            )
            for folder, documents in sorted(by_folder.items())
        )

    def _is_step_document(self, document: Document) -> bool:
        kinds = {"year", "improvement", "n", "vote"}
        return document.type == APPROVAL or document.fields.keys() <= kinds

    @cached_property
    def improvements(self) -> tuple[Dossier, ...]:
        """All improvements."""
        return tuple(dossier for dossier in self.dossiers if dossier.kind == IMPROVEMENT)

    @cached_property
    def plans(self) -> tuple[Dossier, ...]:
        """The plans of all years."""
        return tuple(dossier for dossier in self.dossiers if dossier.kind == PLAN)

    @cached_property
    def dossiers_by_id(self) -> Mapping[str, Dossier]:
        """Plans by year and improvements by id."""
        return {dossier.id: dossier for dossier in self.dossiers}

    @cached_property
    def dossiers_by_folder(self) -> Mapping[str, Dossier]:
        """All dossiers, by their folders."""
        return {dossier.folder: dossier for dossier in self.dossiers}

    @cached_property
    def merged_into(self) -> Mapping[str, str]:
        """What took in each improvement that was merged, by its id."""
        found = {}
        for dossier in self.improvements:
            document = dossier.latest("evaluation")
            record = document.record if document and document.completed else None
            if record is not None and record.outcome == "merged" and record.into:
                found[dossier.id] = record.into
        return found

    @cached_property
    def merged_from(self) -> Mapping[str, tuple[Dossier, ...]]:
        """The improvements that each one took in."""
        found: dict[str, tuple[Dossier, ...]] = {}
        for merged, into in self.merged_into.items():
            found[into] = (*found.get(into, ()), self.dossiers_by_id[merged])
        return found

    # -- progress -------------------------------------------------------------------------

    def progress(self, dossier: Dossier) -> Progress:
        """Return where a record stands."""
        found = self._progress.get(dossier.folder)
        if found is None:
            found = self._progress[dossier.folder] = self._walk(dossier)
        return found

    @cached_property
    def _progress(self) -> dict[str, Progress]:
        return {}

    def _walk(self, dossier: Dossier) -> Progress:
        workflow = self.workflow_of(dossier)
        if workflow is None:
            return Progress(workflow=None)
        ballots: dict[str, Ballot] = {}

        def hold(name: str, body: str) -> Ballot:
            if name not in ballots:
                ballots[name] = hold_ballot(dossier, name, body, self.offices)
            return ballots[name]

        progress = self._dated(dossier, walk(dossier, workflow, hold))
        waits = tuple(
            replace(wait, people=self._people(dossier, workflow, wait)) for wait in progress.waits
        )
        return replace(progress, waits=waits)

    def workflow_of(self, dossier: Dossier) -> Workflow | None:
        """Return the version of the graph that a record began with."""
        first = dossier.documents.get("suggestion" if dossier.kind == IMPROVEMENT else "plan")
        number = first.data.get("workflow") if first else None
        if number is None:
            return self.workflow
        return self.workflows.get(number) if isinstance(number, int) else None

    def _dated(self, dossier: Dossier, progress: Progress) -> Progress:
        """Add since when a record stands where it stands, and until when it may."""
        days = [visit.date for visit in progress.path if visit.date]
        days += [
            record.revisit_on
            for visit in progress.path
            if visit.document and (visit.ballot is None or visit.is_carried)
            and (record := dossier.record(visit.document)) is not None
            and getattr(record, "revisit_on", None)
        ]  # fmt: skip
        since = max(days, default=None)
        step = progress.here
        if since is None or step is None:
            return replace(progress, since=since)
        add = self.calendar.add
        start = add(since, step.after, working=step.working) if step.after else since
        length = self._length(dossier, progress, step)
        return replace(
            progress,
            since=since,
            not_before=start if step.after else None,
            due=add(start, length, working=step.working) if length else None,
        )

    def _length(self, dossier: Dossier, progress: Progress, step: Step) -> Duration | None:
        """Return how long a step may take: a plan is reviewed as often as it says itself."""
        if step.every and dossier.kind == PLAN:
            plan = holding(progress, dossier, PLAN)
            if plan is not None and plan.record is not None:
                return plan.record.review_every  # type: ignore[no-any-return] # a record of any type
        return step.every or step.within

    def _people(self, dossier: Dossier, workflow: Workflow, wait: Wait) -> tuple[str, ...]:
        """Return whose turn it is."""
        offices = self.offices
        if offices is None:
            return ()
        if wait.ballot is not None:
            if wait.state is State.VOTE:
                return wait.ballot.silent
            return offices.secretaries(wait.step.approved_by or "", self.as_of)
        document = dossier.documents.get(wait.document)
        if document is not None:
            by = document.data.get("by")
            if isinstance(by, str) and by in offices.people:
                return (by,)
            recorder = document.data.get("recorded_by")
            if isinstance(recorder, str) and recorder in offices.people:
                return (recorder,)
        return self.holders(dossier, workflow, wait.step)

    def holders(self, dossier: Dossier, workflow: Workflow, step: Step) -> tuple[str, ...]:
        """Return who is responsible for a step of a record on the date of the register."""
        found: list[str] = []
        for role in step.responsible:
            found += self.role_holders(role, dossier, workflow)
        return tuple(dict.fromkeys(found))

    def role_holders(
        self, role: str, dossier: Dossier | None = None, workflow: Workflow | None = None
    ) -> tuple[str, ...]:
        """Return who holds a role: by the record's documents, in a body, or by appointment."""
        if self.offices is None:
            return ()
        paths = workflow.derived_roles.get(role, ()) if workflow else ()
        for path in paths if dossier else ():
            people = self._derived(path, dossier) if dossier else ()
            if people:
                return people
        if role in self.offices.bodies:
            return self.offices.secretaries(role, self.as_of)
        return self.offices.holders(role, self.as_of)

    def _derived(self, path: str, dossier: Dossier) -> tuple[str, ...]:
        """Read people from a field such as `charter.manager` of the latest document of its type."""
        kind, _, field = path.partition(".")
        document = dossier.latest(kind)
        return self.named_in(document, field, self.as_of) if document else ()

    def named_in(self, document: Document, field: str, day: date) -> tuple[str, ...]:
        """Return the people a field names; a process stands for who owns it on a day."""
        people: list[str] = []
        for route, process in document.references("process"):
            if route[0] == field:
                people += self.owners(process, day)
        for reference in ("person", "author"):
            for route, person in document.references(reference):
                if route[0] == field and self.offices and person in self.offices.people:
                    people.append(person)
        return tuple(dict.fromkeys(people))

    def owners(self, process_id: str, day: date | None = None) -> tuple[str, ...]:
        """Return who owns a process on a day: the person named, or the holders of the role named."""
        process = self.processes.get(process_id)
        if process is None or self.offices is None:
            return ()
        day = day or self.as_of
        former = [(row.until, row.owner) for row in process.former_owners if day <= row.until]
        owner = min(former)[1] if former else process.owner
        if owner in self.offices.people:
            return (owner,)
        return self.offices.holders(owner, day)


def load_register(source: Source, as_of: date) -> Register:
    """Read a source as of a date."""
    schemas = load_schemas(source)
    documents, unclaimed = load_documents(source, schemas)
    return Register(
        documents,
        schemas,
        as_of,
        unclaimed=tuple(unclaimed),
        links=tuple(source.links()),
        snapshot=source.snapshot,
        source=source,
    )
