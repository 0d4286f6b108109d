"""A value of a document on one line, shown as what its schema says it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

from handrail.model.dates import parse_duration
from handrail.model.text import Text
from handrail.model.text import read_text
from handrail.site import names
from handrail.site import words
from handrail.site.sheet import Html
from handrail.site.sheet import element
from handrail.views.lengths import length

if TYPE_CHECKING:
    from collections.abc import Callable

    from handrail.register import Dossier
    from handrail.site.sheet import Sheet

#: A part of a schema.
Node = Mapping[str, Any]

_BEST_GRADE = 3
#: From here on the thousands of a number are set apart.
_LONG = 10_000
_NARROW_SPACE = "\u202f"


@dataclass(frozen=True, slots=True)
class Values:
    """Shows values of one document; ids of goals and activities mean something only in its place."""

    sheet: Sheet
    dossier: Dossier | None
    year: str
    process: str

    def scalar(self, node: Node, value: object) -> Html:
        """Show a value that is neither a list nor a mapping."""
        if value is None:
            return Html()
        if isinstance(value, bool):
            return self.sheet.say("yes") if value else self.sheet.say("no")
        if isinstance(value, (int, float)):
            return self._number(node, value)
        return self._string(node, str(value))

    def text(self, value: object) -> Html:
        """Show prose on one line."""
        text = _text(value)
        return self.sheet.text(text) if text else Html()

    def prose(self, value: object) -> Html:
        """Show prose as a block."""
        text = _text(value)
        return self.sheet.prose(text) if text else Html()

    def money(self, value: Mapping[str, Any]) -> Html:
        """Show an amount, and what comes again every year."""
        currency = value.get("currency")
        once = f"{figure(value.get('amount'))} {currency}"
        if value.get("recurring") is None:
            return self.sheet.plain(once)
        yearly = f"{figure(value['recurring'])} {currency}"
        return self.sheet.say("{once}, and {yearly} a year", once=once, yearly=yearly)

    def _number(self, node: Node, value: float) -> Html:
        is_grade = node.get("maximum") == _BEST_GRADE and isinstance(value, int)
        if not is_grade or not 0 <= value <= _BEST_GRADE:
            return self.sheet.plain(figure(value))
        dots = "●" * int(value) + "○" * (_BEST_GRADE - int(value))
        shown = element("span", dots, class_="hr-grade", aria_hidden="true")
        said = self.sheet.say("{grade} of {best}", grade=value, best=_BEST_GRADE)
        return Html(f"{shown} {said}")

    def _string(self, node: Node, value: str) -> Html:
        # What is named by `x-names` may be gone since: it is shown, and no rule asks for it.
        name = self._names.get(str(node.get("x-ref") or node.get("x-names")))
        if name is not None:
            return name(value)
        if node.get("format") == "date":
            return element("time", self.sheet.plain(value))
        if "enum" in node or node.get("title") == "Outcome":
            return self._word(value)
        pattern = str(node.get("pattern", ""))
        for beginning, show in self._patterns.items():
            if pattern.startswith(beginning):
                return show(value)
        return self.sheet.plain(value)

    @property
    def _patterns(self) -> Mapping[str, Callable[[str], Html]]:
        """What to do with a string, by how its pattern in the schema begins."""
        return {
            "^P(?!$)": self._length,
            "^https?://": self._address,
            "^[a-z]+(-[a-z]+)*(-([2-9]": lambda one: names.document_title(self.sheet, one),
        }

    def _address(self, value: str) -> Html:
        written = self.sheet.plain(value)
        if not value.startswith(("https://", "http://")):
            return written
        return element("a", written, href=written, rel="noopener noreferrer nofollow")

    def _length(self, value: str) -> Html:
        try:
            return self.sheet.tell(length(parse_duration(value)))
        except ValueError:
            return self.sheet.plain(value)

    def _word(self, value: str) -> Html:
        register = self.sheet.register
        flow = register.workflow_of(self.dossier) if self.dossier else None
        return words.outcome(self.sheet, flow or register.workflow, value)

    @property
    def _names(self) -> Mapping[str, Callable[[str], Html]]:
        sheet = self.sheet
        return {
            "person": lambda one: names.person(sheet, one),
            "author": lambda one: names.author(sheet, one),
            "actor": lambda one: names.actor(sheet, one),
            "body": lambda one: names.actor(sheet, one),
            "role": lambda one: names.actor(sheet, one),
            "owner": lambda one: names.owner(sheet, one),
            "process": lambda one: names.process(sheet, one),
            "improvement": lambda one: names.improvement(sheet, one),
            "kpi": lambda one: names.kpi(sheet, one),
            "meeting": lambda one: names.meeting(sheet, one),
            "plan-goal": lambda one: names.plan_goal(sheet, one, self.year),
            "gap": lambda one: names.gap(sheet, one, self.year),
            "goal": self._goal,
            "activity": self._activity,
        }

    def _activity(self, activity_id: str) -> Html:
        process = self.sheet.register.processes.get(self.process)
        if process is None or all(one.id != activity_id for one in process.activities):
            return self.sheet.plain(activity_id)
        return names.activity(self.sheet, f"{self.process}/{activity_id}")

    def _goal(self, goal_id: str) -> Html:
        proposal = self.dossier.latest("proposal") if self.dossier else None
        for goal in proposal.record.goals if proposal and proposal.record else ():
            if goal.id == goal_id:
                return self.sheet.text(goal.title)
        return self.sheet.plain(goal_id)


def figure(value: object) -> str:
    """Write a number so that it can be read."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return str(value)
    number = int(value) if float(value).is_integer() else value
    return f"{number:,}".replace(",", _NARROW_SPACE) if abs(number) >= _LONG else str(number)


def _text(value: object) -> Text | None:
    if isinstance(value, str):
        return read_text(value)
    if isinstance(value, dict) and value:
        return read_text({key: str(one) for key, one in value.items()})
    return None
