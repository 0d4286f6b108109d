"""Rules of projects: what was approved is what is set up, planned and reported on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.model.findings import Severity
from handrail.model.messages import say
from handrail.register import in_force
from handrail.register.cadence import STATUS_REPORT
from handrail.register.cadence import awaited
from handrail.rules.placed import placed
from handrail.rules.project_examples import CHARTER
from handrail.rules.project_examples import PLAN
from handrail.rules.project_examples import PROPOSAL
from handrail.rules.project_examples import done
from handrail.rules.project_examples import draft
from handrail.rules.project_examples import leading_to
from handrail.rules.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from handrail.loading.documents import Document
    from handrail.model.findings import Problem
    from handrail.model.findings import Route
    from handrail.register import Dossier
    from handrail.register import Register

#: The kinds of change that put something to use that has to be tested.
_TESTED = frozenset({"tool", "platform"})
_BODIES = """\
bodies:
  - id: improvement-committee
    title: Improvement committee
    members:
      - {person: wang-wei, as: chair, from: 2025-01-01}
      - {person: wu-fang, as: member, from: 2025-01-01}
      - {person: huang-qiang, as: member, from: 2025-01-01}
      - {person: he-ping, as: secretary, from: 2025-01-01}
    quorum: [{votes: 2, from: 2025-01-01}]
  - id: board
    title: Board
    members: [{person: wang-wei, as: chair, from: 2025-01-01}]
    quorum: [{votes: 1, from: 2025-01-01}]"""


def _money(budget: str, more: str = "") -> dict[str, str]:
    return {CHARTER: draft("charter", f"budget: {budget}\n{more}".strip(), without="budget")}


@rule(
    "budget-differs-unsaid",
    "A charter gives what the proposal asked for, or says what is other and why",
    good=_money("{amount: 100000, currency: CNY}", "difference: The films are made by ourselves."),
    bad=_money("{amount: 100000, currency: CNY} # <- the proposal asked for 120,000"),
    is_gap=True,
)
def budget_differs_unsaid(register: Register) -> Iterator[Problem]:
    """Goals were promised for certain means; who gets others must know whether they still hold."""
    for dossier, _, document in placed(register, "charter"):
        charter = document.record
        proposal = in_force(register, dossier, "proposal", document.completed)
        if charter.difference or proposal is None or proposal.record is None:
            continue
        asked, given = proposal.record.cost, charter.budget
        hint = say("say in `difference` what is other, and why")
        if (asked.amount, asked.currency) != (given.amount, given.currency):
            yield document.problem(
                "budget",
                say("`{proposal}` asked for {asked}, and this gives {given}", proposal=proposal.name,
                    asked=_amount(asked.amount, asked.currency), given=_amount(given.amount, given.currency)),
                hint=hint,
            )  # fmt: skip
        elif {*charter.resources} != {*proposal.record.resources}:
            yield document.problem(
                "resources",
                say("`{proposal}` asked for other resources", proposal=proposal.name),
                hint=hint,
            )


def _amount(amount: float, currency: str) -> str:
    return f"{amount:,.2f} {currency}".replace(".00 ", " ")


@rule(
    "reports-elsewhere",
    "A project reports to the body that set it up",
    good={CHARTER: draft("charter"), "organization.yaml": _BODIES},
    bad={
        CHARTER: draft("charter", "reports_to: board # <- the committee approves it", without="reports_to"),
        "organization.yaml": _BODIES,
    },
    is_gap=True,
)  # fmt: skip
def reports_elsewhere(register: Register) -> Iterator[Problem]:
    """Who approved the aims must hear how far they are, or nobody can stop what goes wrong."""
    bodies = register.offices.bodies if register.offices else {}
    for _, progress, document in placed(register, "charter"):
        steps = progress.workflow.leaving("charter") if progress.workflow else ()
        approving = {step.approved_by for step in steps} - {None}
        reports_to = document.record.reports_to
        if reports_to in bodies and approving and reports_to not in approving:
            yield document.problem(
                "reports_to",
                say("this is approved by {bodies}, and reports to `{body}`",
                    bodies=tuple(f"`{one}`" for one in approving), body=reports_to),
                hint=say("let it report to the body that approves it"),
            )  # fmt: skip


@rule(
    "manager-judges-himself",
    "The manager of a project is no member of the body he reports to",
    good={CHARTER: draft("charter", "manager: li-na", without="manager")},
    bad={CHARTER: draft("charter", "manager: wu-fang # <- she sits in the committee", without="manager")},
    severity=Severity.WARNING,
)  # fmt: skip
def manager_judges_himself(register: Register) -> Iterator[Problem]:
    """Whoever answers for a project and judges it has nobody to answer to."""
    for _, _, document in placed(register, "charter"):
        charter, offices = document.record, register.offices
        day = document.completed or register.as_of
        if offices is not None and charter.manager in offices.voters(charter.reports_to, day):
            yield document.problem(
                "manager",
                say("`{person}` is a member of `{body}`, to which the project reports",
                    person=charter.manager, body=charter.reports_to),
                hint=say("name somebody else as its manager"),
            )  # fmt: skip


@rule(
    "plan-outside-charter",
    "The milestones and the pilot of a project lie within the dates of its charter",
    good={CHARTER: draft("charter"), PLAN: draft("project-plan")},
    bad={
        CHARTER: draft("charter"),
        PLAN: draft("project-plan", "milestones: [{id: late, title: Late, date: 2027-01-15}] # <-", without="milestones"),
    },
    is_gap=True,
)  # fmt: skip
def plan_outside_charter(register: Register) -> Iterator[Problem]:
    """Time was approved as money was: who needs more of it asks for it."""
    for dossier, _, document in placed(register, "project-plan"):
        charters = _charters(register, dossier, document)
        for route, day in _days(document):
            if charters and not any(one.record.from_ <= day <= one.record.to for one in charters):
                charter = charters[0]
                yield document.problem(
                    route,
                    say("{day} is not within the time of `{charter}`, {first} to {last}", day=day,
                        charter=charter.name, first=charter.record.from_, last=charter.record.to),
                    hint=say("plan within it, or renew the charter by a `scope-change`"),
                )  # fmt: skip


def _charters(register: Register, dossier: Dossier, plan: Document) -> list[Document]:
    """Return the charter that held when a plan was finished, and those that are to replace it.

    A scope change may renew both at once.
    """
    held = in_force(register, dossier, "charter", plan.completed)
    if held is None or held.record is None:
        return []
    renewed = (one for one in dossier.of_type("charter") if one.number > held.number)
    return [held, *(one for one in renewed if one.record is not None)]


def _days(plan: Document) -> Iterator[tuple[Route, date]]:
    for index, milestone in enumerate(plan.record.milestones):
        yield ("milestones", index, "date"), milestone.date
    yield ("pilot", "from"), plan.record.pilot.from_
    yield ("pilot", "to"), plan.record.pilot.to


@rule(
    "test-plan-missing",
    "A project that changes tools plans how they are tested",
    good={
        PROPOSAL: "change_kinds: [platform]",
        PLAN: draft("project-plan", "test_plan: Every form in two browsers"),
    },
    bad={
        PROPOSAL: "change_kinds: [platform]",
        PLAN: draft("project-plan").replace("chen-jie", "chen-jie # <- the proposal brings a new platform", 1),
    },
    is_gap=True,
)  # fmt: skip
def test_plan_missing(register: Register) -> Iterator[Problem]:
    """What is first tested by its users is tested at their cost."""
    for dossier, _, document in placed(register, "project-plan"):
        if document.record.test_plan is None and changes_tools(register, dossier, document):
            yield document.problem(
                (),
                say("the proposal changes a tool, and nothing is planned to test it"),
                hint=say("say in `test_plan` how it is tested, and where the test cases are"),
            )


def changes_tools(register: Register, dossier: Dossier, document: Document) -> bool:
    """Tell whether the proposal that held when a document was finished changes a tool."""
    proposal = in_force(register, dossier, "proposal", document.completed)
    kinds = proposal.record.change_kinds if proposal and proposal.record else ()
    return not _TESTED.isdisjoint(kinds)


def _effects(*effects: str, mark: str = "") -> dict[str, str]:
    before = "[{goal: shorter, effect: Six hours}]"
    return {PLAN: draft("project-plan").replace(before, f"[{', '.join(effects)}]{mark}")}


@rule(
    "effect-without-name",
    "Every effect expected of a pilot has a name of its own: an id, or its goal",
    good=_effects("{goal: shorter, effect: Six hours}", "{id: calls, effect: Fewer calls}"),
    bad=_effects("{goal: shorter, effect: Six hours}", "{effect: Fewer calls}", mark=" # <-"),
    is_gap=True,
)
def effect_without_name(register: Register) -> Iterator[Problem]:
    """What cannot be named cannot be answered, and what nobody answers is forgotten."""
    hint = say("give it an `id` that no other has")
    for _, _, document in placed(register, "project-plan"):
        #: Each name, and whether it is an id: that two ids are the same is a finding of its own.
        names: dict[str, bool] = {}
        for index, effect in enumerate(document.record.pilot.expected_effects):
            route = ("pilot", "expected_effects", index)
            if effect.name is None:
                yield document.problem(route, say("this effect has no name"), hint=hint)
                continue
            if effect.name in names and not (effect.id and names[effect.name]):
                yield document.problem(
                    route, say("another effect is called `{name}` too", name=effect.name), hint=hint
                )
            names[effect.name] = effect.id is not None


@rule(
    "status-report-overdue",
    "The manager of a project reports as often as its plan says",
    given=leading_to("project-plan"),
    good={PLAN: done("project-plan")},
    bad={PLAN: done("project-plan", "report_every: P1D # <- nothing since 15 April", without="report_every")},
    severity=Severity.WARNING,
)  # fmt: skip
def status_report_overdue(register: Register) -> Iterator[Problem]:
    """A project that is silent is late; it only has not said so yet."""
    for dossier in register.improvements:
        plan = dossier.latest("project-plan")
        if plan is None or not register.progress(dossier).is_in_order:
            continue
        for one in awaited(register, dossier):
            held = in_force(register, dossier, "project-plan")
            if one.step.document == STATUS_REPORT and one.due < register.as_of and held:
                yield held.problem(
                    "report_every",
                    say("a status report was due on {due}; the last news is of {last}", due=one.due, last=one.last),
                    hint=say("write it: `handrail new status-report {id}`", id=dossier.id),
                )  # fmt: skip
