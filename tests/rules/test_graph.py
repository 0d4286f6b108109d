"""What the examples of the graph rules do not say."""

from __future__ import annotations

from handrail.register import State
from handrail.render.language import fill
from handrail.rules import judge
from tests.overlay import SMALL
from tests.overlay import found
from tests.overlay import overlay
from tests.overlay import small

PROCESS = "processes/continual-improvement/process.yaml"
GRAPH = SMALL[PROCESS]


def line(text: str) -> int:
    """The number of the line that holds a text, in the improvement process."""
    return GRAPH[: GRAPH.index(text)].count("\n") + 1


def edited(old: str, new: str) -> dict[str, str]:
    """Change the activities of the improvement process."""
    assert GRAPH.count(old) == 1
    return {PROCESS: "activities:" + GRAPH.replace(old, new).partition("\nactivities:")[2]}


def test_circle_of_steps_that_only_read_is_found_and_does_not_hang() -> None:
    register = small(edited("reached: institutionalise", "reached: judge-effect"))
    progress = register.progress(register.dossiers_by_id["incident-form"])
    assert (progress.state, progress.here and progress.here.id) == (State.UNREAD, "judge-effect")
    assert found(register) == [f"no-way-out {PROCESS}:{line('id: judge-effect')}:9"]


def test_activity_beside_the_path_needs_nothing_that_leads_to_it() -> None:
    assert found(small()) == []


def test_of_a_way_that_is_lost_only_the_first_step_is_told() -> None:
    register = small(edited("{passed: roll-out,", "{passed: institutionalise,"))
    assert found(register) == [f"unreachable-activity {PROCESS}:{line('id: roll-out')}:9"]


def test_way_to_an_activity_that_is_not_there_is_found_only_where_it_is_named() -> None:
    register = small(edited("{passed: roll-out,", "{passed: roll-outt,"))
    place = line("{passed: roll-out,")
    column = GRAPH.splitlines()[place - 1].index("roll-out") + 1
    assert found(register) == [f"unknown-activity {PROCESS}:{place}:{column}"]


def test_end_that_is_taken_away_is_missed_once_however_many_name_it() -> None:
    register = small({PROCESS: "ends: [{id: closed, title: Closed}]"})
    names = [finding.message.values["name"] for finding in judge(register)]
    assert names == ["merged", "declined", "rejected", "adopted", "original-kept", "withdrawn"]


def test_reader_is_reached_before_its_document_where_one_way_passes_by_it() -> None:
    register = small(edited("parked: evaluate,", "parked: classify,"))
    assert found(register) == [f"reader-before-document {PROCESS}:{line('reads: decision')}:12"]


# -- ends -------------------------------------------------------------------------------------

INCIDENTS = "processes/incident-management/process.yaml"
WAYS = SMALL[INCIDENTS].partition("\nactivities:")[2].partition("\npolicies:")[0]


def ended(ends: str, old: str = "", new: str = "", more: str = "") -> dict[str, str]:
    """Give incident management ends, with a change to its activities."""
    return {
        INCIDENTS: f"{more}ends: {ends}\nactivities:{WAYS.replace(old, new) if old else WAYS}\n"
    }


def told(changes: dict[str, str]) -> list[str]:
    """Say rule and message of each finding."""
    return [f"{one.rule}: {fill(one.message, 'en')}" for one in judge(small(changes))]


KNOWN = "next: {known: solve, unclear: diagnose}"


def test_end_that_a_way_leads_to_is_in_order() -> None:
    change = KNOWN.replace("unclear: diagnose", "unclear: handed-on")
    assert told(ended("[{id: handed-on, title: Handed on}]", KNOWN, change)) == []


def test_end_that_nothing_leads_to_is_told() -> None:
    ends = "[{id: handed-on, title: Handed on}]"
    assert told(ended(ends)) == ["unreachable-activity: nothing leads to the end `handed-on`"]
    changes = ended(ends)
    at = overlay(changes)[INCIDENTS].splitlines().index(f"ends: {ends}") + 1
    assert found(small(changes)) == [f"unreachable-activity {INCIDENTS}:{at}:{ends.index('handed-on') + 7}"]  # fmt: skip


def test_end_is_told_in_the_improvement_process_too() -> None:
    changes = edited("\n    next: withdrawn", "")
    assert told(changes) == ["unreachable-activity: nothing leads to the end `withdrawn`"]


def test_end_behind_a_circle_or_a_lost_activity_is_not_told_as_well() -> None:
    circle = ended("[{id: closed, title: Closed}]", "standard: The user has tried it", "standard: The user has tried it\n    next: log")  # fmt: skip
    assert [one.partition(":")[0] for one in told(circle)] == ["no-way-out"]
    lost = ended("[{id: closed, title: Closed}]", KNOWN, "next: {unclear: diagnose, passed: log, done: later}")  # fmt: skip
    lost[INCIDENTS] = lost[INCIDENTS].replace("done: later", "done: closed")
    assert [one.partition(":")[0] for one in told(lost)] == ["unreachable-activity"]


def test_end_that_bears_the_id_of_an_activity_is_told() -> None:
    changes = ended("[{id: solve, title: Solved}]")
    assert told(changes) == ["duplicate-id: `solve` is an activity of this process too"]
    changes = ended("[{id: solve, title: Solved}]", more="state: planned\n")
    assert "duplicate-id: `solve` is an activity of this process too" in told(changes)
