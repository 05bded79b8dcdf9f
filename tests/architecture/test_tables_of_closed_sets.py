"""Tables whose keys are words or classes, and constraints in SQL, name every member of their closed set.

`test_closed_sets.py` finds tables whose keys are members of an enumeration, so these are not listed here.
"""

import re
import sys
from collections.abc import Iterable, Mapping
from enum import StrEnum
from itertools import chain
from typing import Any, get_args

import pytest
from sqlalchemy import CheckConstraint, MetaData

from common.calendar.working_days import DayKind, Direction
from common.contracts import parts as contracts
from common.delivery.circuit import CircuitState
from online_services.clock.domain.deadline_warnings import WarningKind
from online_services.dossiers.domain.back_entries import EnteredAction
from online_services.dossiers.domain.fees import SettledBy
from online_services.dossiers.domain.filing import DelegableAct, DossierChannel
from online_services.dossiers.domain.officers import OfficerRole
from online_services.dossiers.domain.states import Stage
from online_services.dossiers.domain.transitions import TRANSITIONS
from online_services.dossiers.domain.transitions import Role as DossierRole
from online_services.dossiers.events import EVENTS as DOSSIER_EVENTS
from online_services.registry.domain import changes_of_law, online_service
from online_services.registry.domain import levels as online_levels
from online_services.registry.domain.levels import ALLOWS_FILING, RANKS, STATES_REASON
from online_services.registry.domain.online_filing import Obstacle
from online_services.registry.domain.proactive_levels import ProactiveLevel
from online_services.registry.domain.service_sets import SetKind
from online_services.registry.events import EVENTS
from online_services.registry.storage.repository import ACTIONS
from online_services.tables import metadata as online_metadata
from population_lookup.access_log.domain.alarms import AlarmKind
from population_lookup.lookup.domain.operations import NameForm, ResultKind
from population_lookup.lookup.domain.quotas import QuotaKind
from population_lookup.protocols.shared.cong_dan import NOIBO
from population_lookup.register.domain.life_status import LifeStatus
from population_lookup.register.domain.registration import Ending, Relation
from population_lookup.tables import metadata as population_metadata
from procedures.annex_files.domain import vocabulary
from procedures.annex_files.formats import annex_tables
from procedures.decisions.api.decision_responses import DecisionDetail
from procedures.decisions.domain.instruments import RectificationKind
from procedures.decisions.domain.published_as import PublishedAs
from procedures.decisions.domain.roles import DecisionRole
from procedures.law.domain.changes import Change
from procedures.law.domain.contents import Role
from procedures.law.domain.difference_lines import DifferenceKind
from procedures.law.domain.fees import FeeForm, FeeKind
from procedures.law.domain.item_effects import EFFECTS
from procedures.law.domain.parts import Part
from procedures.law.domain.references import ItemKind, OnlineLevel, Status
from procedures.law.domain.submission_channels import ChannelKind, TimeForm, TimeUnit
from procedures.law.events import procedure_events
from procedures.national_catalogue.domain.row_results import RowOutcome
from procedures.open_data.formats import lay_thu_tuc_out, part_texts
from procedures.open_data.formats.part_texts import ROLES
from procedures.publication_channels.domain.deadlines import Anchor
from procedures.publication_channels.domain.publications import ChannelMethod, State
from procedures.rectification import events as rectification_events
from procedures.reviews.domain.proposals import ProposedAct
from procedures.reviews.domain.simplification import Measure
from procedures.search.domain.term_table import TermKind
from procedures.shared.formats.population_words import POPULATION
from procedures.shared.formats.words import VALUES, WORDS
from procedures.tables import metadata as procedures_metadata
from reporting.figures.domain import dossier_figures, figures, in_force_figures, levels
from reporting.figures.queries.dossier_conditions import CONDITIONS, DossierGroup
from reporting.figures.queries.dossier_sums import COLUMN_OF_CELLS, SUMS
from reporting.indicators.domain.indicators import Better, Dimension, IndicatorKind
from reporting.records.domain.record_kinds import RecordKind
from reporting.reports.domain.report_content import ReportKind
from reporting.scores.domain.score_schemes import Certainty, ZeroRule
from reporting.shared.domain.approvals import ApprovalOutcome
from reporting.shared.domain.periods import PeriodKind
from reporting.tables import metadata as reporting_metadata


def words_of(kind: str) -> set[str]:
    return {value for about, value in VALUES if about == kind}


def below(base: type) -> set[type]:
    """All subclasses of a class. `slots=True` leaves a second, unused class of the same name behind, which is left
    out."""
    subclasses: list[type] = base.__subclasses__()
    found = {child for child in subclasses if getattr(sys.modules[child.__module__], child.__name__) is child}
    return found.union(*map(below, found))


TABLES: Mapping[str, tuple[Iterable[Any], Iterable[Any]]] = {
    "kinds of items on the pages": (words_of("kind"), ItemKind),
    "kinds of items in an annex that is written": (
        chain.from_iterable(section.kinds for section in annex_tables.SECTIONS),
        ItemKind,
    ),
    "kinds of items in an annex that is read": (vocabulary.KINDS.values(), ItemKind),
    "levels of online services on the pages": (words_of("online"), OnlineLevel),
    "levels of online services in an annex that is written": (annex_tables.LEVELS, OnlineLevel),
    "levels of online services in an annex that is read": (vocabulary.ONLINE.values(), OnlineLevel),
    "parts on the pages": (set(WORDS) & set(Part), Part),
    "population fields in an annex that is read": (vocabulary.POPULATION_FIELDS, contracts.PopulationField),
    "parts in an annex that is read": (vocabulary.PARTS.values(), Part),
    "acts of a difference on the pages": (set(WORDS) & set(DifferenceKind), DifferenceKind),
    "kinds of rectification on the pages": (words_of("act"), RectificationKind),
    "kinds of rectification in the response about a Decision": (
        {kind for kind in RectificationKind if f"{kind}s" in DecisionDetail.model_fields and f"{kind}s" in WORDS},
        RectificationKind,
    ),
    "what an item publishes on the pages": (words_of("published_as"), PublishedAs),
    "channels on the pages": (words_of("channel"), ChannelKind),
    "channels in open data": (part_texts.CHANNELS, ChannelKind),
    "channels in the national record": (lay_thu_tuc_out.CHANNELS, ChannelKind),
    "forms of time limits and fees on the pages": (words_of("form"), {*TimeForm, *FeeForm}),
    "kinds of fees on the pages": (words_of("fee_kind"), FeeKind),
    "units of time on the pages": (words_of("unit") & set(TimeUnit), TimeUnit),
    "roles of agencies on the pages": (words_of("role"), Role),
    "roles of agencies in open data": (ROLES, Role),
    "administrative levels on the pages": (words_of("level"), contracts.Level),
    "population fields on the pages": (POPULATION, contracts.PopulationField),
    "population fields in the record of LGSP": ((name for name, *_ in NOIBO), contracts.PopulationField),
    "kinds of items in the report": (figures.FIGURE_OF_KIND, contracts.ItemKind),
    "levels of online services in the report": (figures.FIGURE_OF_LEVEL, contracts.OnlineLevel),
    "names of the figures about dossiers": (dossier_figures.DOSSIER_WORDINGS, dossier_figures.DossierFigure),
    "conditions of the figures about dossiers": (CONDITIONS, dossier_figures.DossierFigure),
    "wordings of the figures about procedures in force": (
        in_force_figures.IN_FORCE_WORDINGS,
        in_force_figures.InForceFigure,
    ),
    "sums of the figures about dossiers": (SUMS, dossier_figures.DossierFigure),
    "groups of dossiers in the report": (COLUMN_OF_CELLS, DossierGroup),
    "administrative levels in the report": (levels.LEVELS, contracts.Level),
    "changes of a procedure as events": (
        (set(procedure_events.event_of.registry) | set(rectification_events.event_of.registry)) - {object, Change},
        below(Change),
    ),
    "facts about online services": (get_args(online_service.Fact), below(online_service._Fact)),
    "facts about online services as events": (EVENTS, get_args(online_service.Fact)),
    "facts about online services in their history": (ACTIONS, get_args(online_service.Fact)),
    "acts on dossiers as events": (DOSSIER_EVENTS, {row.event for row in TRANSITIONS} - {None}),
    "channels by which a dossier is filed": (DossierChannel, set(ChannelKind) - {ChannelKind.UNSTATED}),
    "acts that a delegate may do": (
        DelegableAct,
        {row.action.value for row in TRANSITIONS if DossierRole.DELEGATE in row.roles},
    ),
    "acts that are entered later": (
        EnteredAction,
        {row.action.value for row in TRANSITIONS}
        - {"file", "claim", "give_back", "reassign", "move", "pass_step", "request_fee", "pay_fee", "waive_fee"},
    ),
    "roles of officers": (OfficerRole, set(DossierRole) - {DossierRole.CITIZEN, DossierRole.DELEGATE}),
    "levels that allow filing": (ALLOWS_FILING, online_levels.OnlineLevel),
    "levels that need a reason": (STATES_REASON, online_levels.OnlineLevel),
    "levels in their order": (RANKS, online_levels.OnlineLevel),
    "obstacles to filing on the pages": (words_of("online_obstacle"), Obstacle),
    "levels of services on the pages": (words_of("filing_level"), online_levels.OnlineLevel),
    "proactive levels on the pages": (
        map(int, words_of("proactive")),
        set(ProactiveLevel) - {ProactiveLevel.NONE},
    ),
    "kinds of sets on the pages": (words_of("service_set"), SetKind),
    "changes of the law that online services follow": (
        get_args(changes_of_law.ChangeOfLaw),
        below(changes_of_law._Change),
    ),
}


@pytest.mark.parametrize(("named", "members"), TABLES.values(), ids=TABLES)
def test_a_table_names_every_member_and_nothing_else(named: Iterable[Any], members: Iterable[Any]) -> None:
    assert set(named) == set(members)


@pytest.mark.parametrize(
    ("ours", "stated"),
    [
        (ItemKind, contracts.ItemKind),
        (OnlineLevel, contracts.OnlineLevel),
        (OnlineLevel, online_levels.OnlineLevel),
        (online_levels.OnlineLevel, contracts.OnlineLevel),
    ],
)
def test_what_a_domain_distinguishes_can_be_stated_in_an_event(ours: type[StrEnum], stated: type[StrEnum]) -> None:
    assert set(ours) <= set(stated)


def test_the_registry_knows_every_level_that_an_event_may_declare() -> None:
    assert set(online_levels.OnlineLevel) == set(contracts.OnlineLevel)


CLOSED_COLUMNS: Mapping[str, Iterable[str]] = {
    "decision.status": Status,
    "decision_item.kind": ItemKind,
    "decision_item.published_as": PublishedAs,
    "designation.online_level": OnlineLevel,
    "role_holder.role": DecisionRole,
    "publication_channel.method": ChannelMethod,
    "publication_deadline.anchor": Anchor,
    "publication_deadline.day_kind": DayKind,
    "publication_deadline.direction": Direction,
    "channel_publication.state": State,
    "channel_rectification.state": set(State) - {State.STATED},  # only an old Decision states its day
    "channel_circuit.state": CircuitState,
    "event_subscriber.circuit": CircuitState,
    "rectification.kind": RectificationKind,
    "search_term.kind": TermKind,
    "review_target.measure": Measure,
    "review_proposal.action": ProposedAct,
    "national_row.outcome": RowOutcome,
    "national_change.kind": {"new", "changed", "removed"},
    "level_period.level": online_levels.OnlineLevel,
    "service_set.kind": SetKind,
    "dossier.channel": DossierChannel,
    "dossier_draft.channel": DossierChannel,
    "dossier.stage": Stage,
    "dossier_fee_settlement.settled_by": SettledBy,
    "dossier_officer.role": OfficerRole,
    "resident.life_status": LifeStatus,
    "kinship.relation": Relation,
    "kinship.ended_by": Ending,
    "quota.kind": QuotaKind,
    "operation.result": ResultKind,
    "operation.offered_as": ResultKind,
    "operation.name_form": NameForm,
    "alarm_rule.kind": AlarmKind,
    "dossier_warning.kind": WarningKind,
    "indicator.kind": IndicatorKind,
    "indicator.period_kind": set(PeriodKind) - {PeriodKind.RANGE},  # values are entered for units of the calendar
    "indicator.dimension": set(Dimension) - {Dimension.CHANNEL},  # nothing is entered by channel
    "indicator.better": Better,
    "score_criterion.better": Better,
    "score_criterion.zero_rule": ZeroRule,
    "score_criterion.certainty": Certainty,
    "score_group.certainty": Certainty,
    "value_approval.outcome": ApprovalOutcome,
    "record_version.kind": RecordKind,
    "kept_report.kind": ReportKind,
    "record_approval.outcome": ApprovalOutcome,
}


def checks() -> dict[str, set[str]]:
    """The values that PostgreSQL accepts in each column with a closed set of words."""
    found = {}
    for metadata in (procedures_metadata, online_metadata, population_metadata, reporting_metadata):
        for table in metadata.tables.values():
            for constraint in table.constraints:
                if isinstance(constraint, CheckConstraint) and (
                    listed := re.fullmatch(r"(\w+) IN \(((?:'\w+'(?:, )?)+)\)", str(constraint.sqltext))
                ):
                    found[f"{table.name}.{listed[1]}"] = set(re.findall(r"'(\w+)'", listed[2]))
    return found


def test_a_column_takes_just_the_members_of_its_closed_set() -> None:
    assert checks() == {column: set(members) for column, members in CLOSED_COLUMNS.items()}


def test_postgresql_requires_of_a_kind_of_item_what_the_domain_requires() -> None:
    texts = {check.name: str(check.sqltext) for check in checks_of(procedures_metadata, "decision_item")}

    def named(constraint: str) -> set[str]:
        return set(re.findall(r"'(\w+)'", texts[f"ck_decision_item_{constraint}"])) & set(ItemKind)

    assert named("content") == {kind for kind, effect in EFFECTS.items() if effect.makes_version}
    assert named("online_level") == {kind for kind, effect in EFFECTS.items() if effect.declares_level}
    assert named("successor_code") == {kind for kind, effect in EFFECTS.items() if effect.names_successor}
    assert named("designation") == {kind for kind, effect in EFFECTS.items() if effect.designates}
    assert named("legal_document_number") == {kind for kind, effect in EFFECTS.items() if effect.cites_document}


def checks_of(metadata: MetaData, table: str) -> list[CheckConstraint]:
    return [constraint for constraint in metadata.tables[table].constraints if isinstance(constraint, CheckConstraint)]
