"""The operations of `reporting`.

Generated from docs/contracts/openapi by `make client`: do not edit."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from congbo_client.connection import Connection, all_items
from congbo_client.reporting_schemas import (
    AnnualReport,
    ApprovedValue,
    ApprovedValuePage,
    ConnectionChecks,
    DecidedValues,
    DecisionItemKind,
    Dimension,
    DossierFigure,
    DossierGroup,
    DossierReport,
    DueValues,
    EntrySheet,
    EntryState,
    FigureCatalogue,
    FigureEvidence,
    FigureEvidencePage,
    FigureReport,
    Indicator,
    IndicatorInput,
    IndicatorPage,
    IndicatorRevisionInput,
    KeepReportInput,
    KeptReport,
    KeptReportSummary,
    KeptReportSummaryPage,
    PeriodKind,
    Ranking,
    Reconciliation,
    Record,
    RecordCounts,
    RecordDecisionInput,
    RecordKind,
    RecordsInput,
    RecordVersion,
    RecordVersionInput,
    RecordVersionPage,
    RecordVersions,
    ReportedDecision,
    ReportedDecisionPage,
    ReportedDossier,
    ReportedDossierPage,
    ReportKind,
    ScoreScheme,
    ScoreSchemeInput,
    ScoreSchemePage,
    SimplificationMeasure,
    Value,
    ValueDecisionInput,
    ValueInput,
    ValuePage,
    WeightedCut,
    WeightedCutPage,
)
from congbo_client.requests import (
    Request,
    Response,
    bytes_response,
    given,
    json_bytes,
    json_response,
    new_key,
    path_segment,
    request_headers,
)
from congbo_client.shared_schemas import AppliedPositions, FiguresImpact, Liveness, ProposedEventsInput, Readiness


class Reporting(Connection):
    """Công bố: reporting."""

    def get_liveness(
        self,
    ) -> Response[Liveness]:
        """The process runs its event loop. Nothing else is checked, so that a database failure restarts no process."""
        return json_response(self.send(Request("GET", "/healthz/live")))

    def get_readiness(
        self,
    ) -> Response[Readiness]:
        """503 with the failures: the database, the schema, a stopped stream. Reads need no Kafka. `degraded` lists
        what does not work while reads go on: a full disk, a wrong clock, or a part of the process that has failed
        and is started again, must not take down the public catalogue."""
        return json_response(self.send(Request("GET", "/healthz/ready")))

    def get_applied_positions(self, *, event_position_at_least: str | None = None) -> Response[AppliedPositions]:
        """The positions that this service has applied of other services' streams. Needs no token: the response holds
        numbers only."""
        return json_response(
            self.send(
                Request(
                    "GET",
                    "/v1/applied-positions",
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    def list_approved_values(
        self,
        *,
        period: str,
        indicator: str | None = None,
        known_on: datetime | str | None = None,
        limit: int | None = None,
        after: str | None = None,
        event_position_at_least: str | None = None,
    ) -> Response[ApprovedValuePage]:
        """The values that count in a period: for each indicator, place and period the last approved one, as approved
        at `known_on`."""
        return json_response(
            self.send(
                Request(
                    "GET",
                    "/v1/approved-values",
                    query=given(indicator=indicator, known_on=known_on, limit=limit, after=after, period=period),
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    def iterate_approved_values(
        self,
        *,
        period: str,
        indicator: str | None = None,
        known_on: datetime | str | None = None,
        limit: int | None = None,
        after: str | None = None,
        event_position_at_least: str | None = None,
    ) -> Iterator[ApprovedValue]:
        """All items of `list_approved_values`, of all pages. `limit` is the size of a page."""
        return all_items(
            lambda cursor: self.list_approved_values(
                indicator=indicator,
                known_on=known_on,
                limit=limit,
                period=period,
                event_position_at_least=event_position_at_least,
                after=cursor,
            ),
            after,
        )

    def list_connection_checks(self, *, event_position_at_least: str | None = None) -> Response[ConnectionChecks]:
        """Whether data services answered at their health addresses when they were last asked. It changes no count."""
        return json_response(
            self.send(
                Request(
                    "GET",
                    "/v1/connection-checks",
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    def list_due_values(
        self,
        *,
        agency: str | None = None,
        kind: PeriodKind | None = None,
        on: date | str | None = None,
        event_position_at_least: str | None = None,
    ) -> Response[DueValues]:
        """What agencies have to enter on a day: the values of the last period of each kind that has ended, unless
        they are entered and not sent back."""
        return json_response(
            self.send(
                Request(
                    "GET",
                    "/v1/due-values",
                    query=given(agency=agency, kind=kind, on=on),
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    def download_entry_sheet(self, *, period: str, event_position_at_least: str | None = None) -> Response[bytes]:
        """The workbook by which the caller's agency enters the values of a period, filled with those that it entered
        for it and with the last approved ones of earlier periods."""
        return bytes_response(
            self.send(
                Request(
                    "GET",
                    "/v1/entry-sheet.xlsx",
                    query=given(period=period),
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    def upload_entry_sheet(
        self,
        body: bytes,
        *,
        event_position_at_least: str | None = None,
        idempotency_key: str | None = None,
        content_type: Literal[
            "application/octet-stream", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        ] = "application/octet-stream",
    ) -> Response[EntrySheet]:
        """Enter the values of a workbook that was downloaded for the caller's agency: all of its lines, or none. The
        problem `entry-sheet-refused` states in `lines` what is wrong with each."""
        return json_response(
            self.send(
                Request(
                    "POST",
                    "/v1/entry-sheets",
                    headers=request_headers(
                        content_type,
                        event_position_at_least=event_position_at_least,
                        idempotency_key=idempotency_key or new_key(),
                    ),
                    content=body,
                )
            )
        )

    def list_figures(self, *, event_position_at_least: str | None = None) -> Response[FigureCatalogue]:
        """All figures: those that are counted in the order of the reports, then those that agencies enter."""
        return json_response(
            self.send(
                Request("GET", "/v1/figures", headers=request_headers(event_position_at_least=event_position_at_least))
            )
        )

    def get_figure(
        self,
        key: str,
        *,
        period: str,
        by: Dimension | None = None,
        known_on: datetime | str | None = None,
        event_position_at_least: str | None = None,
    ) -> Response[FigureReport]:
        """A figure of a period, beside the period before and the same period of the year before. `Event-Position`
        states which events are counted."""
        return json_response(
            self.send(
                Request(
                    "GET",
                    f"/v1/figures/{path_segment(key)}",
                    query=given(by=by, known_on=known_on, period=period),
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    def list_figure_evidence(
        self,
        key: str,
        *,
        period: str,
        by: Dimension | None = None,
        group: str | None = None,
        known_on: datetime | str | None = None,
        limit: int | None = None,
        after: str | None = None,
        event_position_at_least: str | None = None,
    ) -> Response[FigureEvidencePage]:
        """The rows that a figure counts: their amounts add up to it, of a share to its numerator and its
        denominator. They name no person."""
        return json_response(
            self.send(
                Request(
                    "GET",
                    f"/v1/figures/{path_segment(key)}/evidence",
                    query=given(by=by, group=group, known_on=known_on, period=period, limit=limit, after=after),
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    def iterate_figure_evidence(
        self,
        key: str,
        *,
        period: str,
        by: Dimension | None = None,
        group: str | None = None,
        known_on: datetime | str | None = None,
        limit: int | None = None,
        after: str | None = None,
        event_position_at_least: str | None = None,
    ) -> Iterator[FigureEvidence]:
        """All items of `list_figure_evidence`, of all pages. `limit` is the size of a page."""
        return all_items(
            lambda cursor: self.list_figure_evidence(
                key,
                by=by,
                group=group,
                known_on=known_on,
                period=period,
                limit=limit,
                event_position_at_least=event_position_at_least,
                after=cursor,
            ),
            after,
        )

    def state_impact(self, body: ProposedEventsInput) -> Response[FiguresImpact]:
        """State which figures of the annual report would move by these events of `procedures`. Nothing is recorded."""
        return json_response(
            self.send(
                Request("POST", "/v1/impact", headers=request_headers("application/json"), content=json_bytes(body))
            )
        )

    def list_indicators(
        self, *, limit: int | None = None, after: str | None = None, event_position_at_least: str | None = None
    ) -> Response[IndicatorPage]:
        """The indicators in their latest revisions, in the order of their codes."""
        return json_response(
            self.send(
                Request(
                    "GET",
                    "/v1/indicators",
                    query=given(limit=limit, after=after),
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    def iterate_indicators(
        self, *, limit: int | None = None, after: str | None = None, event_position_at_least: str | None = None
    ) -> Iterator[Indicator]:
        """All items of `list_indicators`, of all pages. `limit` is the size of a page."""
        return all_items(
            lambda cursor: self.list_indicators(
                limit=limit, event_position_at_least=event_position_at_least, after=cursor
            ),
            after,
        )

    def define_indicator(
        self, body: IndicatorInput, *, event_position_at_least: str | None = None, idempotency_key: str | None = None
    ) -> Response[Indicator]:
        """Define an indicator that agencies enter values for."""
        return json_response(
            self.send(
                Request(
                    "POST",
                    "/v1/indicators",
                    headers=request_headers(
                        "application/json",
                        event_position_at_least=event_position_at_least,
                        idempotency_key=idempotency_key or new_key(),
                    ),
                    content=json_bytes(body),
                )
            )
        )

    def get_indicator(self, code: str, *, event_position_at_least: str | None = None) -> Response[Indicator]:
        """An indicator in its latest revision."""
        return json_response(
            self.send(
                Request(
                    "GET",
                    f"/v1/indicators/{path_segment(code)}",
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    def define_indicator_anew(
        self,
        code: str,
        body: IndicatorRevisionInput,
        *,
        if_match: str | None = None,
        event_position_at_least: str | None = None,
        idempotency_key: str | None = None,
    ) -> Response[Indicator]:
        """Define an indicator anew: its names, ground, end of validity, agencies and targets. `If-Match` names the
        revision that was read."""
        return json_response(
            self.send(
                Request(
                    "POST",
                    f"/v1/indicators/{path_segment(code)}/revisions",
                    headers=request_headers(
                        "application/json",
                        if_match=if_match,
                        event_position_at_least=event_position_at_least,
                        idempotency_key=idempotency_key or new_key(),
                    ),
                    content=json_bytes(body),
                )
            )
        )

    def get_reconciliation(
        self, *, period: str, event_position_at_least: str | None = None
    ) -> Response[Reconciliation]:
        """The rows that do not fit the rules by which the figures of a period agree, and what `procedures` and
        `online_services` count themselves: they are asked side by side, for two seconds at most. No person is
        named."""
        return json_response(
            self.send(
                Request(
                    "GET",
                    "/v1/reconciliation",
                    query=given(period=period),
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    def get_record_counts(
        self,
        *,
        on: date | str | None = None,
        known_on: datetime | str | None = None,
        event_position_at_least: str | None = None,
    ) -> Response[RecordCounts]:
        """How many approved records of each kind there are on a day, with the parts that add up to the count."""
        return json_response(
            self.send(
                Request(
                    "GET",
                    "/v1/record-counts",
                    query=given(on=on, known_on=known_on),
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    def list_records(
        self,
        *,
        kind: RecordKind | None = None,
        agency: str | None = None,
        state: EntryState | None = None,
        limit: int | None = None,
        after: str | None = None,
        event_position_at_least: str | None = None,
    ) -> Response[RecordVersionPage]:
        """The last version of each record, in the order of kinds and codes; `state` is that of this version."""
        return json_response(
            self.send(
                Request(
                    "GET",
                    "/v1/records",
                    query=given(kind=kind, agency=agency, state=state, limit=limit, after=after),
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    def iterate_records(
        self,
        *,
        kind: RecordKind | None = None,
        agency: str | None = None,
        state: EntryState | None = None,
        limit: int | None = None,
        after: str | None = None,
        event_position_at_least: str | None = None,
    ) -> Iterator[RecordVersion]:
        """All items of `list_records`, of all pages. `limit` is the size of a page."""
        return all_items(
            lambda cursor: self.list_records(
                kind=kind,
                agency=agency,
                state=state,
                limit=limit,
                event_position_at_least=event_position_at_least,
                after=cursor,
            ),
            after,
        )

    def enter_records(
        self, body: RecordsInput, *, event_position_at_least: str | None = None, idempotency_key: str | None = None
    ) -> Response[RecordVersions]:
        """Enter records of the caller's agency: all of them, or none. They count once another person has approved
        them."""
        return json_response(
            self.send(
                Request(
                    "POST",
                    "/v1/records",
                    headers=request_headers(
                        "application/json",
                        event_position_at_least=event_position_at_least,
                        idempotency_key=idempotency_key or new_key(),
                    ),
                    content=json_bytes(body),
                )
            )
        )

    def approve_records(
        self,
        body: RecordDecisionInput,
        *,
        event_position_at_least: str | None = None,
        idempotency_key: str | None = None,
    ) -> Response[RecordVersions]:
        """Approve versions that others entered: all of them, or none. Each must still be the last one of its record."""
        return json_response(
            self.send(
                Request(
                    "POST",
                    "/v1/records/approve",
                    headers=request_headers(
                        "application/json",
                        event_position_at_least=event_position_at_least,
                        idempotency_key=idempotency_key or new_key(),
                    ),
                    content=json_bytes(body),
                )
            )
        )

    def send_back_records(
        self,
        body: RecordDecisionInput,
        *,
        event_position_at_least: str | None = None,
        idempotency_key: str | None = None,
    ) -> Response[RecordVersions]:
        """Send versions back to those who entered them: all of them, or none. What was approved before goes on
        counting."""
        return json_response(
            self.send(
                Request(
                    "POST",
                    "/v1/records/send-back",
                    headers=request_headers(
                        "application/json",
                        event_position_at_least=event_position_at_least,
                        idempotency_key=idempotency_key or new_key(),
                    ),
                    content=json_bytes(body),
                )
            )
        )

    def get_record(
        self, kind: RecordKind, code: str, *, event_position_at_least: str | None = None
    ) -> Response[Record]:
        """A record with all of its versions."""
        return json_response(
            self.send(
                Request(
                    "GET",
                    f"/v1/records/{path_segment(kind)}/{path_segment(code)}",
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    def enter_record_version(
        self,
        kind: RecordKind,
        code: str,
        body: RecordVersionInput,
        *,
        if_match: str | None = None,
        event_position_at_least: str | None = None,
        idempotency_key: str | None = None,
    ) -> Response[RecordVersion]:
        """Enter a later version of a record of the caller's agency. `If-Match` names the version that was read. It
        takes the place of the earlier one from its `valid_from` on, once it is approved."""
        return json_response(
            self.send(
                Request(
                    "POST",
                    f"/v1/records/{path_segment(kind)}/{path_segment(code)}/versions",
                    headers=request_headers(
                        "application/json",
                        if_match=if_match,
                        event_position_at_least=event_position_at_least,
                        idempotency_key=idempotency_key or new_key(),
                    ),
                    content=json_bytes(body),
                )
            )
        )

    def list_kept_reports(
        self,
        *,
        kind: ReportKind | None = None,
        limit: int | None = None,
        after: str | None = None,
        event_position_at_least: str | None = None,
    ) -> Response[KeptReportSummaryPage]:
        """The kept reports without their numbers, the newest first."""
        return json_response(
            self.send(
                Request(
                    "GET",
                    "/v1/reports",
                    query=given(kind=kind, limit=limit, after=after),
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    def iterate_kept_reports(
        self,
        *,
        kind: ReportKind | None = None,
        limit: int | None = None,
        after: str | None = None,
        event_position_at_least: str | None = None,
    ) -> Iterator[KeptReportSummary]:
        """All items of `list_kept_reports`, of all pages. `limit` is the size of a page."""
        return all_items(
            lambda cursor: self.list_kept_reports(
                kind=kind, limit=limit, event_position_at_least=event_position_at_least, after=cursor
            ),
            after,
        )

    def keep_report(
        self, body: KeepReportInput, *, event_position_at_least: str | None = None, idempotency_key: str | None = None
    ) -> Response[KeptReport]:
        """Keep a report as it is now. Nothing changes it later, and `python -m reporting reproduce` computes it
        again from the events that it counted. `procedures` and `online_services` are asked for their own counts,
        for two seconds at most; where anything does not agree, a reason is required."""
        return json_response(
            self.send(
                Request(
                    "POST",
                    "/v1/reports",
                    headers=request_headers(
                        "application/json",
                        event_position_at_least=event_position_at_least,
                        idempotency_key=idempotency_key or new_key(),
                    ),
                    content=json_bytes(body),
                )
            )
        )

    def get_annual_report(self, *, year: int, event_position_at_least: str | None = None) -> Response[AnnualReport]:
        """What a year's Decisions did, and what was offered online at its end, with what does not agree at the head.
        `Event-Position` states which events are counted."""
        return json_response(
            self.send(
                Request(
                    "GET",
                    "/v1/reports/annual",
                    query=given(year=year),
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    def list_reported_decisions(
        self,
        *,
        year: int,
        agency: str | None = None,
        topic: str | None = None,
        kind: DecisionItemKind | None = None,
        limit: int | None = None,
        after: str | None = None,
        event_position_at_least: str | None = None,
    ) -> Response[ReportedDecisionPage]:
        """The Decisions behind the figures, in the order of signing: their contributions add up to each figure."""
        return json_response(
            self.send(
                Request(
                    "GET",
                    "/v1/reports/annual/decisions",
                    query=given(year=year, agency=agency, topic=topic, kind=kind, limit=limit, after=after),
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    def iterate_reported_decisions(
        self,
        *,
        year: int,
        agency: str | None = None,
        topic: str | None = None,
        kind: DecisionItemKind | None = None,
        limit: int | None = None,
        after: str | None = None,
        event_position_at_least: str | None = None,
    ) -> Iterator[ReportedDecision]:
        """All items of `list_reported_decisions`, of all pages. `limit` is the size of a page."""
        return all_items(
            lambda cursor: self.list_reported_decisions(
                year=year,
                agency=agency,
                topic=topic,
                kind=kind,
                limit=limit,
                event_position_at_least=event_position_at_least,
                after=cursor,
            ),
            after,
        )

    def get_dossier_report(
        self,
        *,
        period: str,
        by: DossierGroup | None = None,
        agency: str | None = None,
        procedure_code: str | None = None,
        channel: str | None = None,
        event_position_at_least: str | None = None,
    ) -> Response[DossierReport]:
        """How many dossiers were open, came in, ended and are still open, and how they kept their appointments, with
        what does not agree at the head. `Event-Position` states which events are counted."""
        return json_response(
            self.send(
                Request(
                    "GET",
                    "/v1/reports/dossiers",
                    query=given(by=by, period=period, agency=agency, procedure_code=procedure_code, channel=channel),
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    def list_reported_dossiers(
        self,
        *,
        figure: DossierFigure,
        period: str,
        agency: str | None = None,
        procedure_code: str | None = None,
        channel: str | None = None,
        limit: int | None = None,
        after: str | None = None,
        event_position_at_least: str | None = None,
    ) -> Response[ReportedDossierPage]:
        """The dossiers that a figure of the period counts: as many as the figure says. They name no person."""
        return json_response(
            self.send(
                Request(
                    "GET",
                    "/v1/reports/dossiers/evidence",
                    query=given(
                        figure=figure,
                        period=period,
                        agency=agency,
                        procedure_code=procedure_code,
                        channel=channel,
                        limit=limit,
                        after=after,
                    ),
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    def iterate_reported_dossiers(
        self,
        *,
        figure: DossierFigure,
        period: str,
        agency: str | None = None,
        procedure_code: str | None = None,
        channel: str | None = None,
        limit: int | None = None,
        after: str | None = None,
        event_position_at_least: str | None = None,
    ) -> Iterator[ReportedDossier]:
        """All items of `list_reported_dossiers`, of all pages. `limit` is the size of a page."""
        return all_items(
            lambda cursor: self.list_reported_dossiers(
                figure=figure,
                period=period,
                agency=agency,
                procedure_code=procedure_code,
                channel=channel,
                limit=limit,
                event_position_at_least=event_position_at_least,
                after=cursor,
            ),
            after,
        )

    def get_kept_report(self, id: UUID | str, *, event_position_at_least: str | None = None) -> Response[KeptReport]:
        """A kept report with all of its numbers."""
        return json_response(
            self.send(
                Request(
                    "GET",
                    f"/v1/reports/{path_segment(id)}",
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    def download_kept_report(self, id: UUID | str, *, event_position_at_least: str | None = None) -> Response[bytes]:
        """The same as a table for spreadsheets (RFC 4180, with a byte order mark). A text that would be a formula
        begins with an apostrophe."""
        return bytes_response(
            self.send(
                Request(
                    "GET",
                    f"/v1/reports/{path_segment(id)}/table.csv",
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    def list_score_schemes(
        self, *, limit: int | None = None, after: str | None = None, event_position_at_least: str | None = None
    ) -> Response[ScoreSchemePage]:
        """All revisions of the schemes of scores, in the order of their codes and numbers."""
        return json_response(
            self.send(
                Request(
                    "GET",
                    "/v1/score-schemes",
                    query=given(limit=limit, after=after),
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    def iterate_score_schemes(
        self, *, limit: int | None = None, after: str | None = None, event_position_at_least: str | None = None
    ) -> Iterator[ScoreScheme]:
        """All items of `list_score_schemes`, of all pages. `limit` is the size of a page."""
        return all_items(
            lambda cursor: self.list_score_schemes(
                limit=limit, event_position_at_least=event_position_at_least, after=cursor
            ),
            after,
        )

    def record_score_scheme(
        self, body: ScoreSchemeInput, *, event_position_at_least: str | None = None, idempotency_key: str | None = None
    ) -> Response[ScoreScheme]:
        """Record a revision of a scheme of scores: its groups and criteria with their points. It is never changed; a
        later revision takes its place for the periods of its validity."""
        return json_response(
            self.send(
                Request(
                    "POST",
                    "/v1/score-schemes",
                    headers=request_headers(
                        "application/json",
                        event_position_at_least=event_position_at_least,
                        idempotency_key=idempotency_key or new_key(),
                    ),
                    content=json_bytes(body),
                )
            )
        )

    def get_scores(
        self,
        *,
        scheme: str,
        period: str,
        agency: str | None = None,
        known_on: datetime | str | None = None,
        event_position_at_least: str | None = None,
    ) -> Response[Ranking]:
        """The ranking of agencies in a period, each open to the parts of its score and to the rows behind them. With
        `agency` those agencies are ranked among themselves. `Event-Position` states which events are counted."""
        return json_response(
            self.send(
                Request(
                    "GET",
                    "/v1/scores",
                    query=given(scheme=scheme, agency=agency, known_on=known_on, period=period),
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    def list_simplification_by_dossiers(
        self,
        *,
        measure: SimplificationMeasure,
        period: str,
        agency: str | None = None,
        known_on: datetime | str | None = None,
        limit: int | None = None,
        after: str | None = None,
        event_position_at_least: str | None = None,
    ) -> Response[WeightedCutPage]:
        """What rounds of review that were compared in the period have cut, procedure by procedure, beside the
        dossiers of each: the score of simplification adds up `dossiers` times `share`, of all `dossiers`."""
        return json_response(
            self.send(
                Request(
                    "GET",
                    "/v1/scores/simplification",
                    query=given(
                        measure=measure, agency=agency, known_on=known_on, period=period, limit=limit, after=after
                    ),
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    def iterate_simplification_by_dossiers(
        self,
        *,
        measure: SimplificationMeasure,
        period: str,
        agency: str | None = None,
        known_on: datetime | str | None = None,
        limit: int | None = None,
        after: str | None = None,
        event_position_at_least: str | None = None,
    ) -> Iterator[WeightedCut]:
        """All items of `list_simplification_by_dossiers`, of all pages. `limit` is the size of a page."""
        return all_items(
            lambda cursor: self.list_simplification_by_dossiers(
                measure=measure,
                agency=agency,
                known_on=known_on,
                period=period,
                limit=limit,
                event_position_at_least=event_position_at_least,
                after=cursor,
            ),
            after,
        )

    def list_values(
        self,
        *,
        indicator: str | None = None,
        agency: str | None = None,
        state: EntryState | None = None,
        limit: int | None = None,
        after: str | None = None,
        period: str | None = None,
        event_position_at_least: str | None = None,
    ) -> Response[ValuePage]:
        """All values in the order in which they were entered, also those that do not count. With `period` those of
        which the whole period is in it."""
        return json_response(
            self.send(
                Request(
                    "GET",
                    "/v1/values",
                    query=given(
                        indicator=indicator, agency=agency, state=state, limit=limit, after=after, period=period
                    ),
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    def iterate_values(
        self,
        *,
        indicator: str | None = None,
        agency: str | None = None,
        state: EntryState | None = None,
        limit: int | None = None,
        after: str | None = None,
        period: str | None = None,
        event_position_at_least: str | None = None,
    ) -> Iterator[Value]:
        """All items of `list_values`, of all pages. `limit` is the size of a page."""
        return all_items(
            lambda cursor: self.list_values(
                indicator=indicator,
                agency=agency,
                state=state,
                limit=limit,
                period=period,
                event_position_at_least=event_position_at_least,
                after=cursor,
            ),
            after,
        )

    def enter_value(
        self, body: ValueInput, *, event_position_at_least: str | None = None, idempotency_key: str | None = None
    ) -> Response[Value]:
        """Enter a value of the caller's agency, or a correction of one. It counts once another person has approved
        it."""
        return json_response(
            self.send(
                Request(
                    "POST",
                    "/v1/values",
                    headers=request_headers(
                        "application/json",
                        event_position_at_least=event_position_at_least,
                        idempotency_key=idempotency_key or new_key(),
                    ),
                    content=json_bytes(body),
                )
            )
        )

    def approve_values(
        self,
        body: ValueDecisionInput,
        *,
        event_position_at_least: str | None = None,
        idempotency_key: str | None = None,
    ) -> Response[DecidedValues]:
        """Approve values that others entered: all of them, or none."""
        return json_response(
            self.send(
                Request(
                    "POST",
                    "/v1/values/approve",
                    headers=request_headers(
                        "application/json",
                        event_position_at_least=event_position_at_least,
                        idempotency_key=idempotency_key or new_key(),
                    ),
                    content=json_bytes(body),
                )
            )
        )

    def send_back_values(
        self,
        body: ValueDecisionInput,
        *,
        event_position_at_least: str | None = None,
        idempotency_key: str | None = None,
    ) -> Response[DecidedValues]:
        """Send values back to those who entered them: all of them, or none. A correction names in `replaces` the
        value that was sent back."""
        return json_response(
            self.send(
                Request(
                    "POST",
                    "/v1/values/send-back",
                    headers=request_headers(
                        "application/json",
                        event_position_at_least=event_position_at_least,
                        idempotency_key=idempotency_key or new_key(),
                    ),
                    content=json_bytes(body),
                )
            )
        )

    def get_value(self, id: UUID | str, *, event_position_at_least: str | None = None) -> Response[Value]:
        """A value, with the decision about it."""
        return json_response(
            self.send(
                Request(
                    "GET",
                    f"/v1/values/{path_segment(id)}",
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )
