"""What the source leaves open: what holds here, what holds where nothing is said, and where it is changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from handrail.model.limits import OURS
from handrail.model.messages import Message
from handrail.model.messages import say
from handrail.model.risk_grades import OUR_LIMIT
from handrail.model.risk_grades import risk_limit
from handrail.register.register import IMPROVEMENT_PROCESS
from handrail.site import names
from handrail.site import words
from handrail.site.page import Page
from handrail.site.pages import flow
from handrail.site.sheet import Html
from handrail.site.sheet import Sheet
from handrail.site.sheet import element
from handrail.site.sheet import join
from handrail.views.lengths import length

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handrail.model.dates import Duration
    from handrail.model.records import Activity
    from handrail.register import Register

_SETTINGS = "handrail.yaml"
_PEOPLE = "organization.yaml"
_PLAN = "plan.yaml"
_CRITERIA = "improvements/criteria.yaml"
_PROCESS = f"processes/{IMPROVEMENT_PROCESS}/process.yaml"
_NO_LIMIT = say("no limit")
_NOTHING = say("nothing is said")


@dataclass(frozen=True, slots=True)
class _Row:
    """One thing that is left open."""

    about: Message
    here: Html
    #: What holds where nothing is said.
    ours: Html
    file: str
    key: str


def pages(register: Register, language: str) -> Iterator[Page]:
    """Write the page."""
    sheet = Sheet(register, language, "defaults.md")
    yield Page(
        path=sheet.path,
        title=sheet.title(say("What the source leaves open, and what we set")),
        blocks=tuple(_blocks(sheet)),
    )


def _blocks(sheet: Sheet) -> Iterator[str]:
    yield element(
        "p",
        sheet.say(
            "The 17 steps say who does what in which order. They do not say how long things may take, who may approve what, or how grades become an order. What stands below is ours: change it to suit, in the file named beside it."
        ),
        class_="hr-lead",
    )
    yield from _table(sheet, say("Answers and returns"), "answers", _answers(sheet))
    yield from _steps(sheet)
    yield from _table(sheet, say("Rounds and returns of the steps"), "rounds", _rounds(sheet))
    yield from _table(sheet, say("Votes and approval"), "votes", _votes(sheet))
    yield from _table(sheet, say("Risks of processes"), "risks", _risks(sheet))
    yield from _table(sheet, say("Evaluating suggestions"), "evaluation", _evaluation(sheet))
    yield from _table(sheet, say("Days, years and names"), "records", _records(sheet))


def _table(sheet: Sheet, title: Message, anchor: str, rows: Iterator[_Row]) -> Iterator[str]:
    yield sheet.section(title, anchor)
    yield sheet.table(
        [
            sheet.say("What is left open"),
            sheet.say("What holds here"),
            sheet.say("Where nothing is said"),
            sheet.say("Where it is changed"),
        ],
        [[sheet.tell(row.about), row.here, row.ours, _place(sheet, row)] for row in rows],
    )


def _place(sheet: Sheet, row: _Row) -> Html:
    if not row.file:
        return sheet.say("nowhere: it is built in")
    return join((element("code", sheet.plain(one)) for one in (row.file, row.key)), " ")


def _time(sheet: Sheet, duration: Duration | None) -> Html:
    return sheet.tell(length(duration, working=True) if duration else _NO_LIMIT)


def _answers(sheet: Sheet) -> Iterator[_Row]:
    limits = sheet.register.limits
    for about, here, ours, key in (
        (say("How long a suggestion may wait for its answer"), limits.answer, OURS.answer, "answer"),
        (say("When something parked or postponed is looked at again; its own `revisit_on` decides, and this is the day filled in"), limits.revisit, OURS.revisit, "revisit"),
        (say("How long a source may bring no suggestion before it counts as silent"), limits.silent_source, OURS.silent_source, "silent_source"),
        (say("How soon the process at the other end of an interface is looked at after a version altered it"), limits.dependent, OURS.dependent, "dependent"),
    ):  # fmt: skip
        yield _Row(about, _time(sheet, here), _time(sheet, ours), _SETTINGS, f"limits.{key}")
    settings = sheet.register.settings
    own = [sheet.text(one.title) for one in (settings.sources if settings else ())]
    yield _Row(
        say("Where suggestions come from, besides the twelve sources"),
        sheet.several(own) or sheet.say("nowhere else"),
        sheet.say("nowhere else"),
        _SETTINGS,
        "sources",
    )


def _steps(sheet: Sheet) -> Iterator[str]:
    """Write how long each step may take; these stand in the process file, beside the step."""
    process = sheet.register.processes.get(IMPROVEMENT_PROCESS)
    rows = [
        [
            sheet.link(flow.step_place(activity.id), flow.label(sheet, activity)),
            limits,
            sheet.several(element("code", key) for key in _keys(activity)),
        ]
        for activity in (process.activities if process else ())
        if (limits := flow.limits(sheet, activity))
    ]
    if not rows:
        return
    yield sheet.section(say("Time limits of the steps"), "limits")
    yield element(
        "p",
        sheet.say(
            "They stand beside each step in {file}. A step without one may take as long as it takes.",
            file=element("code", sheet.plain(_PROCESS)),
        ),
    )
    yield sheet.table([sheet.say("Step"), sheet.say("Time limit"), sheet.say("Key")], rows)


def _keys(activity: Activity) -> Iterator[str]:
    yield from (key for key in ("after", "within", "every") if getattr(activity, key))


def _rounds(sheet: Sheet) -> Iterator[_Row]:
    yield _Row(
        say("How often the plan is reviewed, where the plan itself promises it"),
        sheet.say("what the plan of the year says"),
        sheet.say("what step 2 says"),
        _PLAN,
        "review_every",
    )
    yield _Row(
        say("When a major improvement is measured again after its rollout"),
        sheet.say("on the day each goal names"),
        sheet.say("not at all"),
        "proposal.yaml",
        "goals.measure_by",
    )
    settings = sheet.register.settings
    rounds = settings.pilot_rounds if settings else None
    yield _Row(
        say("How many pilots there may be"),
        sheet.plain(rounds) if rounds else sheet.tell(_NO_LIMIT),
        sheet.say("no limit: each one more is voted on, and says what is done differently"),
        _SETTINGS,
        "pilot_rounds",
    )


def _votes(sheet: Sheet) -> Iterator[_Row]:
    register = sheet.register
    known = register.offices
    for body in known.bodies.values() if known else ():
        votes = known.quorum(body.id, register.as_of) if known else 1
        yield _Row(
            say("How many must vote in: {body}", body=names.actor(sheet, body.id)),
            sheet.plain(votes),
            sheet.plain(1),
            _PEOPLE,
            "bodies.quorum",
        )
    yield _Row(
        say("When a vote is carried"),
        sheet.say("the quorum has voted, and more than half of those entitled agree"),
        sheet.say("the same"),
        "",
        "",
    )
    levels = [
        sheet.link(f"people.html#level-{one.id}", sheet.text(one.title))
        for one in (known.levels if known else ())
    ]
    yield _Row(
        say("Who must approve besides, by cost, class, risk and reach; up to which amount and within how many days"),
        sheet.several(levels) or sheet.say("nobody"),
        sheet.say("nobody"),
        _PEOPLE,
        "levels",
    )  # fmt: skip
    yield _Row(
        say("Which class an approved improvement has"),
        sheet.say("major if one of the four questions of `major_test` is answered with yes; the committee may depart from it with a reason"),
        sheet.say("the same"),
        "decision.yaml",
        "class_reason",
    )  # fmt: skip
    trust = (register.organization.trust if register.organization else None) or "recorded"
    yield _Row(
        say("How a vote is proved"),
        words.word(sheet, trust),
        words.word(sheet, "recorded"),
        _PEOPLE,
        "trust",
    )


def _evaluation(sheet: Sheet) -> Iterator[_Row]:
    criteria = sheet.register.criteria
    graded = [one for one in (criteria.criteria if criteria else ()) if one.kind != "route"]
    weights = sheet.several(
        sheet.say(
            "{title} {weight}",
            title=sheet.text(one.title),
            weight=f"{1 if one.weight is None else one.weight:g}",
        )
        for one in graded
    )
    version = criteria.version if criteria else ""
    yield _Row(
        say("By what suggestions are judged; the five criteria may be extended, never reduced"),
        sheet.say("version {version}", version=version),
        sheet.say("the five criteria"),
        _CRITERIA,
        "criteria",
    )
    yield _Row(
        say("How much each criterion weighs"), weights, sheet.say("all the same"), _CRITERIA, "weight"
    )  # fmt: skip
    yield _Row(
        say("When two suggestions are too close to call"),
        sheet.say("their ranks overlap when each weight is halved or doubled; the meeting decides"),
        sheet.say("the same"),
        "",
        "",
    )
    yield _Row(
        say("What a purchase, a legal duty or a risk above the limit does to the score"),
        sheet.say("nothing of its own: it shows which way the suggestion takes"),
        sheet.say("the same"),
        "",
        "",
    )


def _risks(sheet: Sheet) -> Iterator[_Row]:
    yield _Row(
        say("From which grade on a risk needs a control that names it"),
        words.word(sheet, risk_limit(sheet.register.settings)),
        words.word(sheet, OUR_LIMIT),
        _SETTINGS,
        "risk_limit",
    )
    yield _Row(
        say("How likelihood and impact make the grade of a risk"),
        sheet.say("looked up, never multiplied: two high, or high and medium: high; two medium, or high and low: medium; all others: low"),
        sheet.say("the same"),
        "",
        "",
    )  # fmt: skip


def _records(sheet: Sheet) -> Iterator[_Row]:
    register = sheet.register
    settings = register.settings
    nothing = sheet.tell(_NOTHING)
    weekend = [
        words.word(sheet, one)
        for one in (settings.calendar.weekend if settings and settings.calendar else ())
    ] or [words.word(sheet, "saturday"), words.word(sheet, "sunday")]
    yield _Row(
        say("Which days are worked; days in time limits are working days"),
        sheet.say("not on: {days}", days=sheet.several(weekend)),
        sheet.say("not on: {days}", days=sheet.several([words.word(sheet, "saturday"), words.word(sheet, "sunday")])),
        _SETTINGS,
        "calendar",
    )  # fmt: skip
    yield _Row(
        say("The month the year of plans and reports begins with"),
        sheet.plain(register.fiscal_year_start),
        sheet.plain(1),
        _SETTINGS,
        "fiscal_year_start",
    )
    yield _Row(
        say("The currency that is filled in"),
        sheet.plain(settings.currency) if settings and settings.currency else nothing,
        nothing,
        _SETTINGS,
        "currency",
    )
    yield _Row(
        say("Whether the site names people or what they do"),
        sheet.say("names") if names.shows_people(register) else sheet.say("roles"),
        sheet.say("names"),
        _SETTINGS,
        "show_people",
    )
