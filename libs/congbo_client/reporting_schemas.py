"""The bodies of requests and responses of `reporting`.

Generated from docs/contracts/openapi by `make client`: do not edit."""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

Better = Literal["up", "down"]
"""In which direction the indicator improves."""


Certainty = Literal["text", "publication", "memory"]
"""How a group or criterion is known: from the `text` of the document, from a `publication` about it, such as news or
the code of another system, or from `memory` only, to be confirmed."""


CountState = Literal["agrees", "differs", "lagging"]
"""How a count compares with that of its source. It is lagging where either has counted events that the other has
not: that is no error."""


DecisionItemKind = Literal[
    "introduce", "amend", "replace", "repeal", "declare_online", "standardise", "confirm", "designate"
]
"""What an item of a Decision does to a procedure (Article 14 NĐ 63/2010; `declare_online` is the list of procedures
fit for an online service). `standardise` brings the text into the national form without changing the law (chuẩn
hóa), `confirm` publishes a list again, and `designate` lists procedures for a way of handling that is no online
service. The set is closed."""


Dimension = Literal["none", "agency", "level", "field", "commune", "channel"]
"""What the place of a value is: none for the whole province, or the code of an agency, a level, a field of the
register, or a commune. By the channel of a publication only counted figures are split."""


DossierFigure = Literal[
    "dossiers_opening",
    "dossiers_received",
    "dossiers_received_online",
    "dossiers_received_direct",
    "dossiers_received_post",
    "dossiers_digitised",
    "dossiers_reused",
    "dossiers_paid_online",
    "dossiers_done",
    "dossiers_early",
    "dossiers_on_time",
    "dossiers_late",
    "dossiers_without_appointment",
    "dossiers_stopped",
    "dossiers_withdrawn",
    "dossiers_open",
    "dossiers_declined",
    "dossiers_withdrawn_unreceived",
]
"""Each counts dossiers. Those that were declined (state 3), or withdrawn before reception, are in no balance."""


DossierGroup = Literal["agency", "procedure", "channel"]
"""By what the dossiers of a period are counted."""


EntryState = Literal["submitted", "approved", "sent_back"]


EvidenceKind = Literal[
    "decision",
    "agency",
    "item",
    "procedure",
    "process",
    "online_service",
    "dossier",
    "publication",
    "lookups",
    "field",
    "record",
    "value",
]
"""What a row of evidence is. `lookups` is a cell of look-ups of one day, agency, procedure and outcome, `field` one
of the population database."""


EvidencePart = Literal["denominator", "numerator"]
"""A figure that is no share has a numerator only."""


GroupLevel = Literal["province", "district", "commune", "village"]
"""At which level a working group works. Districts were abolished on 1 July 2025; their groups ended with them."""


IndicatorKind = Literal["count", "amount", "share"]
"""`count`: how many there are, a whole number from 0. `amount`: any number. `share`: a numerator of a denominator."""


LineOutcome = Literal["entered", "unchanged", "empty"]
"""`unchanged`: the line states what is entered already. `empty`: it has no number."""


Origin = Literal["counted", "entered", "mixed"]
"""`counted`: from events or records. `entered`: a number that an agency entered and another person approved.
`mixed`: a share of which the numerator is counted and the denominator entered."""


PeriodKind = Literal["day", "week", "month", "quarter", "half", "year", "range"]


Platform = Literal["ndxp", "vdxp", "lgsp"]
"""Over what a data service is connected: the national platform for integration and sharing (NDXP), the national one
for exchange (VDXP), or that of the province (LGSP)."""


PointLevel = Literal["centre", "province", "district", "commune"]
"""What a point of the video conferences connects: the centre of the state, the province, a district or a commune."""


Progress = Literal["running", "done"]


Provisional = Literal["estimated", "period_not_over", "not_entered", "stream_stopped", "stand_in"]
"""Why a number is provisional: a part of it is an estimate (khoảng), the period is not over, an agency has not
entered what it has to enter, a stream that it is counted from is stopped, or its denominator stands in for the
one that the document requires."""


ReconciliationRule = Literal[
    "in_force_balance",
    "dossiers_balance",
    "dossier_parts",
    "dossier_sums",
    "online_parts",
    "levels_total",
    "tasks_total",
    "publication_parts",
]


RecordKind = Literal["data_service", "shared_database", "working_group", "task", "video_point"]


ReportKind = Literal["annual", "dossiers", "figures"]
"""`annual` is the annual report, `dossiers` the report on dossiers, `figures` every figure of the catalogue and
every entered one."""


SimplificationMeasure = Literal["processing_time", "procedures", "papers", "procedures_or_papers"]
"""The measures of review rounds, as `procedures` computes them."""


ZeroRule = Literal["full", "none", "left_out"]
"""What an agency gets where nothing is counted (0/0): all points, none, or the criterion is left out, so that its
total is in relation to the points of the others."""


class AgencyFigures(TypedDict):
    """The counts of one agency."""

    agency_code: str
    agency_name: str
    decisions: int
    inter_agency_processes: int
    internal_processes: int
    items: dict[str, int]
    online: dict[str, int]


class AgencyScore(TypedDict):
    """`total` is exact, in relation to all points of the scheme; `points` is the sum of the groups, rounded, out of
    `possible`. Without any criterion that counts there is neither a total nor a rank. Equal totals share a rank."""

    agency: str
    groups: list[GroupScore]
    points: str
    possible: str
    provisional: list[Provisional]
    rank: int | None
    total: ExactShare | None


class AnnualReport(TypedDict):
    """All figures are counted from events. `by_kind` counts items; each item and each service belongs to one level
    and one agency. `reconciliation` states what does not agree."""

    by_agency: list[AgencyFigures]
    by_kind: dict[str, int]
    by_level: list[LevelFigures]
    figures: list[ReportFigure]
    reconciliation: Findings
    year: int


class ApprovedValue(TypedDict):
    """A value that counts: the last approved one for its indicator, place and period."""

    agency_code: str
    decided_at: str
    decided_by: str
    denominator: str | None
    entered_at: str
    entered_by: str
    estimated: bool
    ground: str
    id: str
    indicator: str
    indicator_revision: int
    note: str | None
    numerator: str
    period: str
    place: str
    source_document: str | None


class ApprovedValuePage(TypedDict):
    items: list[ApprovedValue]
    next: str | None


class BrokenRule(TypedDict):
    """A rule with the number of rows that do not fit it."""

    misfits: int
    rule: ReconciliationRule
    statement_en: str
    statement_vi: str


class CataloguedFigure(TypedDict):
    """`formula_vi` and `formula_en` state what is counted. `origin` is `entered` where an agency entered the number;
    such a key begins with `entered.`, and `period_kind` is the only kind of period that it has values for.
    `has_history` says that `known_on` is possible, which it is for every figure. `better` is null where neither
    direction is."""

    better: Better | None
    dimensions: list[Dimension]
    formula_en: str
    formula_vi: str
    ground: str
    has_history: bool
    is_share: bool
    key: str
    name_en: str
    name_vi: str
    origin: Origin
    period_kind: PeriodKind | None
    unit_en: str
    unit_vi: str


class ComparedCount(TypedDict):
    """What a source counts itself (`own`) beside what is counted here from its events (`ours`). `lagging` where
    either has counted events that the other has not: that is no error."""

    figure: str
    ours: int
    own: int
    source: str
    state: CountState


class ComparedDossierFigures(TypedDict):
    """The same figures of another period."""

    first: str
    last: str
    period: str
    values: dict[str, int]


class ConnectionCheck(TypedDict):
    """The last check of a data service; `since` is the check from which `reachable` has been the same. `status` is
    that of the response, null where there was none."""

    checked_at: str
    code: str
    error: str | None
    reachable: bool
    since: str
    status: int | None


class ConnectionChecks(TypedDict):
    items: list[ConnectionCheck]


class CriterionScore(TypedDict):
    """`share` is the exact part of the points that is gained, null of nothing and where a value is not entered.
    `possible` are the points that count in the total: 0 where the criterion is left out. `points` has two
    decimals; the exact ones are `share` times the points of the criterion, or those of its rule for 0/0.
    `provisional` states why it may still change."""

    code: str
    denominator: ExactShare
    evidence: list[EvidenceLink]
    numerator: ExactShare
    points: str
    possible: str
    provisional: list[Provisional]
    share: ExactShare | None


class DataService(TypedDict):
    """NĐ 47/2020, Articles 24 and 25."""

    data_structure: str
    documentation: str
    health_url: str | None
    kind: Literal["data_service"]
    platform: Platform
    provider: str


class DataServiceInput(TypedDict):
    """NĐ 47/2020, Articles 24 and 25. `health_url` is asked regularly whether the service answers."""

    data_structure: str
    documentation: str
    health_url: NotRequired[str | None]
    kind: Literal["data_service"]
    platform: Platform
    provider: str


class DecidedValues(TypedDict):
    items: list[Value]


class DossierFiguresOfGroup(TypedDict):
    """`key` is the code of an agency or of a procedure, or a channel; `values` has each figure by its key."""

    key: str
    values: dict[str, int]


class DossierReport(TypedDict):
    """The figures of the days from `first` to `last`. They are `balanced` where opening + received = done + open +
    stopped + withdrawn, and every figure is the sum of its parts; the groups add up to the figures.
    `reconciliation` states what does not agree, of all dossiers whatever is filtered."""

    balanced: bool
    figures: list[ReportFigure]
    first: str
    groups: list[DossierFiguresOfGroup]
    last: str
    period: str
    period_before: ComparedDossierFigures
    reconciliation: Findings
    year_before: ComparedDossierFigures


class DueValue(TypedDict):
    """A value that is to be entered: nothing is yet, or `state` says that it was sent back. `place` is empty for the
    whole province, and where no place of the indicator is known yet."""

    agencies: list[str]
    ended_on: str
    indicator: str
    name_en: str
    name_vi: str
    period: str
    period_kind: PeriodKind
    place: str
    state: EntryState | None


class DueValues(TypedDict):
    items: list[DueValue]
    on: str


class EntryLine(TypedDict):
    """`value` is the id of the value that the line entered, or that states the same already."""

    line: int
    outcome: LineOutcome
    value: str | None


class EntrySheet(TypedDict):
    """Every line that is not blank, by its number in the sheet."""

    lines: list[EntryLine]


class EvidenceLink(TypedDict):
    """Where the rows are that a number counts."""

    key: str
    path: str


class ExactShare(TypedDict):
    """An exact fraction in lowest terms, both numbers as text."""

    denominator: str
    numerator: str


class FigureCatalogue(TypedDict):
    items: list[CataloguedFigure]


class FigureEvidence(TypedDict):
    """One row behind a figure. The amounts of a `part` add up to it. `document` is the number of the Decision, of
    the dossier, or of the document that an entry comes from."""

    agency: str | None
    amount: str
    day: str | None
    document: str | None
    estimated: bool
    field: str | None
    id: str
    kind: EvidenceKind
    level: str | None
    name: str | None
    part: EvidencePart
    procedure_code: str | None


class FigureEvidencePage(TypedDict):
    items: list[FigureEvidence]
    next: str | None


class FigureGroup(TypedDict):
    """`percent` is the group's part of the whole: whole per cent that add up to 100, by the largest remainder.
    `rank` is 1 for the best; equal groups share a rank."""

    denominator: str | None
    estimated: bool
    key: str
    numerator: str | None
    percent: int | None
    rank: int | None
    value: str | None


class FigurePeriod(TypedDict):
    denominator: str | None
    estimated: bool
    first: str
    last: str
    numerator: str | None
    period: str
    value: str | None


class FigureReport(TypedDict):
    """A figure of a period. `groups` add up to it. It is `stale` where a stream that it is counted from is stopped
    (`stale_sources`): what was recorded since is not in it."""

    by: Dimension
    current: FigurePeriod
    figure: CataloguedFigure
    groups: list[FigureGroup]
    period_before: FigurePeriod
    stale: bool
    stale_sources: list[str]
    year_before: FigurePeriod


class Findings(TypedDict):
    """Whether the numbers agree. `errors` state what does not; `rules` are the broken ones. `not_compared` are the
    sources of whose own counts nothing is known: those that were not asked, or did not answer."""

    counts: list[ComparedCount]
    errors: list[str]
    not_compared: list[str]
    reconciled: bool
    rules: list[BrokenRule]


class GroupScore(TypedDict):
    """`points` are those of the criteria together."""

    code: str
    criteria: list[CriterionScore]
    points: str
    possible: str


class Indicator(TypedDict):
    """An indicator in its latest revision, which is also its `ETag`."""

    agencies: list[str]
    better: Better
    code: str
    decimals: int
    dimension: Dimension
    ground: str
    kind: IndicatorKind
    name_en: str
    name_vi: str
    period_kind: PeriodKind
    revision: int
    targets: list[IndicatorTarget]
    unit_en: str
    unit_vi: str
    valid_from: str
    valid_to: str | None


class IndicatorInput(TypedDict):
    """An indicator with its first definition."""

    agencies: list[str]
    better: Better
    code: str
    decimals: NotRequired[int]
    dimension: NotRequired[Dimension]
    ground: str
    kind: IndicatorKind
    name_en: str
    name_vi: str
    period_kind: PeriodKind
    targets: NotRequired[list[IndicatorTargetInput]]
    unit_en: str
    unit_vi: str
    valid_from: str
    valid_to: NotRequired[str | None]


class IndicatorPage(TypedDict):
    items: list[Indicator]
    next: str | None


class IndicatorRevisionInput(TypedDict):
    """`decimals` is how many a number may have; `agencies` are those that enter the indicator, which is valid in
    `[valid_from, valid_to)`."""

    agencies: list[str]
    better: Better
    decimals: NotRequired[int]
    dimension: NotRequired[Dimension]
    ground: str
    kind: IndicatorKind
    name_en: str
    name_vi: str
    period_kind: PeriodKind
    targets: NotRequired[list[IndicatorTargetInput]]
    unit_en: str
    unit_vi: str
    valid_from: str
    valid_to: NotRequired[str | None]


class IndicatorTarget(TypedDict):
    """`place` is empty for the whole province; `amount` is in the unit of the indicator, of a share in per cent."""

    amount: str
    period: str
    place: str


class IndicatorTargetInput(TypedDict):
    """`place` is empty for the whole province; `amount` is in the unit of the indicator, of a share in per cent."""

    amount: str | int
    """exact; with decimals as text"""
    period: str
    place: NotRequired[str]


class KeepReportInput(TypedDict):
    """The annual report is that of a year, the report on dossiers and all figures are those of any period. `reason`
    states why a report is kept whose numbers do not add up."""

    kind: ReportKind
    period: str
    reason: NotRequired[str | None]
    """required where the numbers do not add up"""


class KeptPosition(TypedDict):
    """The last event of a stream that was counted, with its hash in hexadecimal."""

    hash: str
    sequence: int
    shard: int
    source: str


class KeptReport(TypedDict):
    """A kept report with all of its numbers."""

    errors: list[str]
    first: str
    id: str
    kept_at: str
    kept_by: str
    kind: str
    """as it was requested; later versions keep reports of other kinds"""
    last: str
    lines: list[ReportLine]
    period: str
    positions: list[KeptPosition]
    reason: str | None
    reconciliation: Findings | None
    wording: str


class KeptReportSummary(TypedDict):
    """`reconciliation` has what did not agree, and what the sources counted themselves; it is null of a report that
    an earlier version has kept. `errors` state what did not agree, and `reason` why the report was kept all the
    same. `wording` identifies the names and definitions of the figures at that time."""

    errors: list[str]
    first: str
    id: str
    kept_at: str
    kept_by: str
    kind: str
    """as it was requested; later versions keep reports of other kinds"""
    last: str
    period: str
    positions: list[KeptPosition]
    reason: str | None
    reconciliation: Findings | None
    wording: str


class KeptReportSummaryPage(TypedDict):
    items: list[KeptReportSummary]
    next: str | None


class LevelFigures(TypedDict):
    """The items by kind, and the online services at year end by level of service, of one administrative level."""

    items: dict[str, int]
    level: str
    online: dict[str, int]


class MisfitRow(TypedDict):
    """A row that does not fit. `document` is the number of its Decision, its dossier or its document, or the code of
    its procedure."""

    difference: str
    document: str | None
    id: str


class Ranking(TypedDict):
    """The agencies by rank, then by code. `names` of groups and criteria are in the scheme."""

    first: str
    items: list[AgencyScore]
    known_on: str | None
    last: str
    period: str
    scheme: ScoreScheme


class Reconciliation(TypedDict):
    """It is `reconciled` where every row fits every rule, and no source counts anything else. `not_compared` are the
    sources that did not answer in time, or not as agreed."""

    counts: list[ComparedCount]
    first: str
    last: str
    not_compared: list[str]
    period: str
    reconciled: bool
    rules: list[RuleResult]


class Record(TypedDict):
    """A record with its versions, from the first to the last, whose number is the `ETag`."""

    versions: list[RecordVersion]


class RecordCount(TypedDict):
    """How many records of a kind there are; the parts add up to `count`, and their sums to `sums`. `estimated` says
    that a number in the sums is an estimate: a count never is."""

    count: int
    estimated: bool
    kind: RecordKind
    parts: list[RecordPartCount]
    sums: dict[str, int]


class RecordCounts(TypedDict):
    items: list[RecordCount]
    known_on: str | None
    on: str


class RecordDecisionInput(TypedDict):
    """All versions are approved or sent back, or none. `ground` is the document or the reason."""

    ground: str
    versions: list[RecordVersionRef]


class RecordInput(TypedDict):
    """A record in its first version. The code is unique among the records of its kind."""

    attributes: DataServiceInput | SharedDatabaseInput | WorkingGroupInput | TaskInput | VideoPointInput
    code: str
    name: str
    source_document: NotRequired[str | None]
    valid_from: str
    valid_to: NotRequired[str | None]


class RecordPartCount(TypedDict):
    """The records that are alike in the attribute by which the kind is parted; `part` is null where there is none."""

    count: int
    estimated: bool
    part: str | None
    sums: dict[str, int]


class RecordVersion(TypedDict):
    """A version of a record. `state` is that of the decision about it, which `ground`, `decided_by` and `decided_at`
    describe."""

    agency_code: str
    attributes: DataService | SharedDatabase | WorkingGroup | Task | VideoPoint
    code: str
    decided_at: str | None
    decided_by: str | None
    entered_at: str
    entered_by: str
    ground: str | None
    kind: RecordKind
    name: str
    source_document: str | None
    state: EntryState
    valid_from: str
    valid_to: str | None
    version: int


class RecordVersionInput(TypedDict):
    """What is stated of the record from `valid_from` on; it ends before `valid_to`."""

    attributes: DataServiceInput | SharedDatabaseInput | WorkingGroupInput | TaskInput | VideoPointInput
    name: str
    source_document: NotRequired[str | None]
    valid_from: str
    valid_to: NotRequired[str | None]


class RecordVersionPage(TypedDict):
    items: list[RecordVersion]
    next: str | None


class RecordVersionRef(TypedDict):
    """A version that the caller has read: it must still be the last one."""

    code: str
    kind: RecordKind
    version: int


class RecordVersions(TypedDict):
    items: list[RecordVersion]


class RecordsInput(TypedDict):
    records: list[RecordInput]


class ReportFigure(TypedDict):
    """One number of the report. `definition_vi` and `definition_en` state what is counted."""

    definition_en: str
    definition_vi: str
    key: str
    name_en: str
    name_vi: str
    value: int


class ReportLine(TypedDict):
    """One number. `group` is the code of an agency, a field or a commune, a level, or another period; empty for the
    whole province. `value` is in units of the last of `decimals` decimal places: 125 with one is 12.5.
    `estimated` says that a part of it is an estimate (khoảng)."""

    decimals: int
    estimated: bool
    group: str
    key: str
    name_en: str
    name_vi: str
    section: str
    value: int


class ReportedDecision(TypedDict):
    """`items` counts the Decision's items by kind: its contribution to the figures. `annulled_items` and
    `corrected_items` count those that were annulled or corrected later."""

    agency_code: str
    agency_name: str
    annulled_items: int
    annulled_processes: int
    corrected_items: int
    decision_id: str
    issuing_body: str
    items: dict[str, int]
    late: bool
    number: str
    processes: int
    published_on: str
    signed_on: str
    title: str
    topics: list[str]


class ReportedDecisionPage(TypedDict):
    items: list[ReportedDecision]
    next: str | None


class ReportedDossier(TypedDict):
    """One dossier, as it is now. `ended_on`, `outcome` and `timeliness` are null while it is open; `timeliness` is
    that of a result. `digitised` and `reused` count those of its papers."""

    channel: str
    deciding_agency: str
    digitised: int
    dossier_id: str
    due_on: str | None
    ended_on: str | None
    filed_on: str
    number: str | None
    outcome: str | None
    paid_online: bool
    papers: int
    procedure_code: str
    received_on: str | None
    receiving_agency: str
    reused: int
    state: int
    timeliness: str | None


class ReportedDossierPage(TypedDict):
    items: list[ReportedDossier]
    next: str | None


class RuleResult(TypedDict):
    """`misfits` is how many rows do not fit the rule; `rows` has the first 100 of them."""

    misfits: int
    rows: list[MisfitRow]
    rule: ReconciliationRule
    statement_en: str
    statement_vi: str


class ScoreCriterion(TypedDict):
    """`full_at` is the share at which all points are given, `zero_rule` what 0 of 0 gives. `stand_in`: the
    denominator stands in for the one that the document requires. `certainty` states how the criterion is known."""

    better: Better
    certainty: Certainty
    code: str
    denominator: list[str]
    full_at: str
    name_en: str
    name_vi: str
    numerator: list[str]
    points: str
    stand_in: bool
    zero_rule: ZeroRule


class ScoreCriterionInput(TypedDict):
    """The numbers of `numerator` and of `denominator` are added up, each by agency: figures by their keys,
    indicators as `entered.CODE`, and `simplification.MEASURE`. `full_at` is the share at which all points are
    given: 1 if it is missing. `zero_rule` states what 0 of 0 gives. `stand_in` marks a denominator that stands in
    for the one that the document requires."""

    better: NotRequired[Better]
    certainty: Certainty
    code: str
    denominator: list[str]
    full_at: NotRequired[str | int | None]
    name_en: str
    name_vi: str
    numerator: list[str]
    points: str | int
    """exact; with decimals as text"""
    stand_in: NotRequired[bool]
    zero_rule: ZeroRule


class ScoreGroup(TypedDict):
    certainty: Certainty
    code: str
    criteria: list[ScoreCriterion]
    name_en: str
    name_vi: str
    points: str


class ScoreGroupInput(TypedDict):
    """The points of a group are those of its criteria together. `certainty` states how it is known."""

    certainty: Certainty
    code: str
    criteria: list[ScoreCriterionInput]
    name_en: str
    name_vi: str
    points: str | int
    """exact; with decimals as text"""


class ScoreScheme(TypedDict):
    """A revision of a scheme; the highest one that is valid on the last day of a period applies to it."""

    code: str
    ground: str
    groups: list[ScoreGroup]
    name_en: str
    name_vi: str
    points: str
    recorded_at: str
    recorded_by: str
    revision: int
    valid_from: str
    valid_to: str | None


class ScoreSchemeInput(TypedDict):
    """A scheme with all of its groups. `replaces` is the last revision that the author has read, null for the first
    one. It applies to periods whose last day is in `[valid_from, valid_to)`."""

    code: str
    ground: str
    groups: list[ScoreGroupInput]
    name_en: str
    name_vi: str
    replaces: NotRequired[int | None]
    valid_from: str
    valid_to: NotRequired[str | None]


class ScoreSchemePage(TypedDict):
    items: list[ScoreScheme]
    next: str | None


class SharedDatabase(TypedDict):
    """NĐ 47/2020, Article 11."""

    collection: str
    items_by_default: int
    items_on_request: int
    items_open: int
    kind: Literal["shared_database"]
    purpose: str


class SharedDatabaseInput(TypedDict):
    """NĐ 47/2020, Article 11. How many data items are open, shared by default, and shared on special request."""

    collection: str
    items_by_default: int
    items_on_request: int
    items_open: int
    kind: Literal["shared_database"]
    purpose: str


class Task(TypedDict):
    """A task of a directive."""

    directive: str
    due: str | None
    kind: Literal["task"]
    obstacles: str | None
    owner: str
    progress: Progress
    proposals: str | None


class TaskInput(TypedDict):
    """`owner` is the code of the agency that carries the task out."""

    directive: str
    due: NotRequired[str | None]
    kind: Literal["task"]
    obstacles: NotRequired[str | None]
    owner: str
    progress: Progress
    proposals: NotRequired[str | None]


class UnitCut(TypedDict):
    """What was cut of a procedure in a unit of time, or without one."""

    denominator: ExactShare
    numerator: ExactShare
    unit: str


class Value(TypedDict):
    """A value as an agency entered it. `state` is that of the decision about it, which `ground`, `decided_by` and
    `decided_at` describe; `replaced_by` is the value that corrected it."""

    agency_code: str
    decided_at: str | None
    decided_by: str | None
    denominator: str | None
    entered_at: str
    entered_by: str
    estimated: bool
    first_day: str
    ground: str | None
    id: str
    indicator: str
    indicator_revision: int
    last_day: str
    note: str | None
    numerator: str
    period: str
    place: str
    replaced_by: str | None
    replaces: str | None
    source_document: str | None
    state: EntryState


class ValueDecisionInput(TypedDict):
    """All values are approved or sent back, or none. `ground` is the document or the reason."""

    ground: str
    ids: list[str]


class ValueInput(TypedDict):
    """`place` is empty for the whole province. `denominator` is that of a share. `estimated` marks an estimate
    (khoảng). A correction names in `replaces` the value that it replaces."""

    denominator: NotRequired[str | int | None]
    estimated: NotRequired[bool]
    indicator: str
    note: NotRequired[str | None]
    numerator: str | int
    """exact; with decimals as text"""
    period: str
    place: NotRequired[str]
    replaces: NotRequired[str | None]
    source_document: NotRequired[str | None]


class ValuePage(TypedDict):
    items: list[Value]
    next: str | None


class VideoPoint(TypedDict):
    """A point of the video conferences."""

    kind: Literal["video_point"]
    level: PointLevel
    unit: str


class VideoPointInput(TypedDict):
    """A point of the video conferences."""

    kind: Literal["video_point"]
    level: PointLevel
    unit: str


class WeightedCut(TypedDict):
    """A procedure that a round has reviewed, with the dossiers that the agency received of it in the period. `share`
    is what was cut, of several units of time the mean."""

    agency: str
    dossiers: int
    procedure_code: str
    round: str
    round_name: str
    share: ExactShare
    units: list[UnitCut]


class WeightedCutPage(TypedDict):
    items: list[WeightedCut]
    next: str | None


class WorkingGroup(TypedDict):
    """`estimated` marks a number of members that is an estimate (khoảng)."""

    estimated: bool
    kind: Literal["working_group"]
    level: GroupLevel
    members: int
    unit: str


class WorkingGroupInput(TypedDict):
    """`estimated` marks a number of members that is an estimate (khoảng)."""

    estimated: NotRequired[bool]
    kind: Literal["working_group"]
    level: GroupLevel
    members: int
    unit: str
