"""Records: what each type of document says, as values."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from handrail.model.records.change_event import ChangeEvent
from handrail.model.records.improvement import Answer
from handrail.model.records.improvement import Assessor
from handrail.model.records.improvement import Benefit
from handrail.model.records.improvement import Benefits
from handrail.model.records.improvement import Considered
from handrail.model.records.improvement import Consultation
from handrail.model.records.improvement import Cost
from handrail.model.records.improvement import Decision
from handrail.model.records.improvement import Ease
from handrail.model.records.improvement import Evaluation
from handrail.model.records.improvement import FurtherGrade
from handrail.model.records.improvement import Goal
from handrail.model.records.improvement import MajorTest
from handrail.model.records.improvement import PlanAlignment
from handrail.model.records.improvement import PlannedTask
from handrail.model.records.improvement import ProcurementNeed
from handrail.model.records.improvement import Proposal
from handrail.model.records.improvement import Risk
from handrail.model.records.improvement import RiskGrade
from handrail.model.records.improvement import Scope
from handrail.model.records.improvement import Suggestion
from handrail.model.records.improvement import UrgencyGrade
from handrail.model.records.meeting import Approval
from handrail.model.records.meeting import Meeting
from handrail.model.records.meeting import MeetingItem
from handrail.model.records.organization import Anchor
from handrail.model.records.organization import Body
from handrail.model.records.organization import Criteria
from handrail.model.records.organization import CriteriaVersion
from handrail.model.records.organization import Criterion
from handrail.model.records.organization import CriterionPart
from handrail.model.records.organization import Forge
from handrail.model.records.organization import Holder
from handrail.model.records.organization import Level
from handrail.model.records.organization import LevelCondition
from handrail.model.records.organization import Limits
from handrail.model.records.organization import Member
from handrail.model.records.organization import Organization
from handrail.model.records.organization import Person
from handrail.model.records.organization import Quorum
from handrail.model.records.organization import Role
from handrail.model.records.organization import Settings
from handrail.model.records.organization import SuggestionSource
from handrail.model.records.organization import WorkingCalendar
from handrail.model.records.outcome import Abandonment
from handrail.model.records.outcome import Adoption
from handrail.model.records.outcome import Artifact
from handrail.model.records.outcome import Effect
from handrail.model.records.outcome import FollowUp
from handrail.model.records.outcome import Implementation
from handrail.model.records.outcome import RestoredProcess
from handrail.model.records.outcome import Reversion
from handrail.model.records.outcome import ScopeChange
from handrail.model.records.outcome import ScopeEffect
from handrail.model.records.outcome import Task
from handrail.model.records.outcome import Withdrawal
from handrail.model.records.parts import Action
from handrail.model.records.parts import Announcement
from handrail.model.records.parts import Attachment
from handrail.model.records.parts import BestPractice
from handrail.model.records.parts import DecidedDocument
from handrail.model.records.parts import Money
from handrail.model.records.parts import Resource
from handrail.model.records.parts import Result
from handrail.model.records.parts import Training
from handrail.model.records.plan import Assessment
from handrail.model.records.plan import Contributor
from handrail.model.records.plan import CurrentState
from handrail.model.records.plan import Gap
from handrail.model.records.plan import GoalProgress
from handrail.model.records.plan import InitialPoint
from handrail.model.records.plan import Plan
from handrail.model.records.plan import PlanGoal
from handrail.model.records.plan import PlanObjective
from handrail.model.records.plan import PlanReview
from handrail.model.records.plan import ScheduleRow
from handrail.model.records.plan import Stage
from handrail.model.records.plan import Weighed
from handrail.model.records.process import Apart
from handrail.model.records.process import Category
from handrail.model.records.process import Change
from handrail.model.records.process import Control
from handrail.model.records.process import FormerOwner
from handrail.model.records.process import Impact
from handrail.model.records.process import Input
from handrail.model.records.process import Kpi
from handrail.model.records.process import Origin
from handrail.model.records.process import Output
from handrail.model.records.process import PriorityLevel
from handrail.model.records.process import PriorityScheme
from handrail.model.records.process import Process
from handrail.model.records.process import ProcessRisk
from handrail.model.records.process import ProcessScope
from handrail.model.records.process import RecurringDuty
from handrail.model.records.process import Review
from handrail.model.records.process import ReviewAction
from handrail.model.records.process import ReviewCadence
from handrail.model.records.process import ReviewFinding
from handrail.model.records.process import SuccessFactor
from handrail.model.records.process import Template
from handrail.model.records.process import Urgency
from handrail.model.records.project import Acceptance
from handrail.model.records.project import AffectedUnit
from handrail.model.records.project import Charter
from handrail.model.records.project import DataFile
from handrail.model.records.project import ExpectedEffect
from handrail.model.records.project import FurtherPilot
from handrail.model.records.project import HandedDocument
from handrail.model.records.project import Handover
from handrail.model.records.project import LeftOutDocument
from handrail.model.records.project import Milestone
from handrail.model.records.project import ObservedEffect
from handrail.model.records.project import Pilot
from handrail.model.records.project import PilotIssue
from handrail.model.records.project import PilotPlan
from handrail.model.records.project import PilotReview
from handrail.model.records.project import PilotValue
from handrail.model.records.project import ProjectMember
from handrail.model.records.project import ProjectPlan
from handrail.model.records.project import Rollout
from handrail.model.records.project import RolloutRow
from handrail.model.records.project import StatusReport
from handrail.model.records.project import ToolChange
from handrail.model.records.workflow import Activity
from handrail.model.records.workflow import End
from handrail.model.records.workflow import ProcessRole
from handrail.model.records.workflow import Workflow

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Every type of document and the record it is read into.
RECORDS: Mapping[str, type] = MappingProxyType(
    {
        "settings": Settings,
        "organization": Organization,
        "criteria": Criteria,
        "process": Process,
        "workflow": Workflow,
        "review": Review,
        "plan": Plan,
        "plan-review": PlanReview,
        "assessment": Assessment,
        "change-event": ChangeEvent,
        "meeting": Meeting,
        "approval": Approval,
        "suggestion": Suggestion,
        "evaluation": Evaluation,
        "proposal": Proposal,
        "decision": Decision,
        "implementation": Implementation,
        "effect": Effect,
        "adoption": Adoption,
        "reversion": Reversion,
        "charter": Charter,
        "project-plan": ProjectPlan,
        "pilot": Pilot,
        "pilot-review": PilotReview,
        "rollout": Rollout,
        "handover": Handover,
        "withdrawal": Withdrawal,
        "abandonment": Abandonment,
        "scope-change": ScopeChange,
        "status-report": StatusReport,
        "follow-up": FollowUp,
    }
)

__all__ = [
    "RECORDS",
    "Abandonment",
    "Acceptance",
    "Action",
    "Activity",
    "Adoption",
    "AffectedUnit",
    "Anchor",
    "Announcement",
    "Answer",
    "Apart",
    "Approval",
    "Artifact",
    "Assessment",
    "Assessor",
    "Attachment",
    "Benefit",
    "Benefits",
    "BestPractice",
    "Body",
    "Category",
    "Change",
    "ChangeEvent",
    "Charter",
    "Considered",
    "Consultation",
    "Contributor",
    "Control",
    "Cost",
    "Criteria",
    "CriteriaVersion",
    "Criterion",
    "CriterionPart",
    "CurrentState",
    "DataFile",
    "DecidedDocument",
    "Decision",
    "Ease",
    "Effect",
    "End",
    "Evaluation",
    "ExpectedEffect",
    "FollowUp",
    "Forge",
    "FormerOwner",
    "FurtherGrade",
    "FurtherPilot",
    "Gap",
    "Goal",
    "GoalProgress",
    "HandedDocument",
    "Handover",
    "Holder",
    "Impact",
    "Implementation",
    "InitialPoint",
    "Input",
    "Kpi",
    "LeftOutDocument",
    "Level",
    "LevelCondition",
    "Limits",
    "MajorTest",
    "Meeting",
    "MeetingItem",
    "Member",
    "Milestone",
    "Money",
    "ObservedEffect",
    "Organization",
    "Origin",
    "Output",
    "Person",
    "Pilot",
    "PilotIssue",
    "PilotPlan",
    "PilotReview",
    "PilotValue",
    "Plan",
    "PlanAlignment",
    "PlanGoal",
    "PlanObjective",
    "PlanReview",
    "PlannedTask",
    "PriorityLevel",
    "PriorityScheme",
    "Process",
    "ProcessRisk",
    "ProcessRole",
    "ProcessScope",
    "ProcurementNeed",
    "ProjectMember",
    "ProjectPlan",
    "Proposal",
    "Quorum",
    "RecurringDuty",
    "Resource",
    "RestoredProcess",
    "Result",
    "Reversion",
    "Review",
    "ReviewAction",
    "ReviewCadence",
    "ReviewFinding",
    "Risk",
    "RiskGrade",
    "Role",
    "Rollout",
    "RolloutRow",
    "ScheduleRow",
    "Scope",
    "ScopeChange",
    "ScopeEffect",
    "Settings",
    "Stage",
    "StatusReport",
    "SuccessFactor",
    "Suggestion",
    "SuggestionSource",
    "Task",
    "Template",
    "ToolChange",
    "Training",
    "Urgency",
    "UrgencyGrade",
    "Weighed",
    "Withdrawal",
    "Workflow",
    "WorkingCalendar",
]
