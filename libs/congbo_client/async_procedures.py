"""The operations of `procedures`.

Generated from docs/contracts/openapi by `make client`: do not edit."""

from collections.abc import AsyncIterator, Sequence
from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from congbo_client.connection import AsyncConnection, all_items_async
from congbo_client.procedures_schemas import (
    AdministrativeLevels,
    AgenciesInput,
    Agency,
    AgencyPage,
    AllWorkingHours,
    AnnexHeadings,
    AnnexImport,
    AnnulmentInput,
    ApprovalHistory,
    ApprovalStepInput,
    Calendar,
    CalendarDaysInput,
    CatalogueImport,
    ChannelEvidenceInput,
    ChannelsInput,
    CorrectionInput,
    Decision,
    DecisionChannels,
    DecisionDetail,
    DecisionDraft,
    DecisionInput,
    DecisionItemKind,
    DecisionPage,
    DecisionReturnInput,
    DecisionStatus,
    DesignationLists,
    DesignationsInput,
    DraftFromNationalChangeInput,
    EventReplay,
    EventReplayInput,
    GroupReviewResult,
    HandlingLevel,
    HeadingSynonymsInput,
    Impact,
    Language,
    LifeEvents,
    LifeEventsInput,
    NationalChange,
    NationalChangeDetail,
    NationalChangeDismissalInput,
    NationalChangePage,
    NationalRecordDetail,
    NationalRecordSummary,
    NationalRecordSummaryPage,
    NationalSnapshot,
    NationalSnapshotDetail,
    NationalSnapshotPage,
    NationalSnapshotRow,
    NationalSnapshotRowPage,
    OnlineLevel,
    OverduePublication,
    OverduePublicationPage,
    Procedure,
    ProcedureChain,
    ProcedureContent,
    ProcedureDetail,
    ProcedureDifference,
    ProcedureField,
    ProcedureFieldPage,
    ProcedureFieldsInput,
    ProcedureGroup,
    ProcedureGroupHistory,
    ProcedureGroupPage,
    ProcedurePage,
    ProcedureSuggestions,
    ProcedureVersions,
    ProcessInForce,
    ProcessInForcePage,
    Proposal,
    ProposalInput,
    ProposalPage,
    ProposalWithdrawalInput,
    PublicationChannels,
    PublicationDeadlineInput,
    PublicationResult,
    PublicationState,
    Recoding,
    RecodingInput,
    RecordedAnnulment,
    RecordedCorrection,
    RecordedCount,
    RecordedResult,
    RecordedResultPage,
    ResultGrouping,
    ReviewResultInput,
    ReviewResults,
    ReviewRound,
    ReviewRoundInput,
    ReviewRoundPage,
    RoleHolders,
    RoleHoldersInput,
    RowOutcome,
    SearchResult,
    SearchTerms,
    SearchTermsInput,
    SubscriberInput,
    Subscribers,
    Topics,
    WorkingHoursInput,
)
from congbo_client.requests import (
    Request,
    Response,
    bytes_response,
    empty_response,
    given,
    json_bytes,
    json_response,
    new_key,
    path_segment,
    request_headers,
)
from congbo_client.shared_schemas import (
    EventPage,
    Liveness,
    OwnCounts,
    Readiness,
    SignedEpochs,
    SignedHeads,
    SigningKeys,
)


class AsyncProcedures(AsyncConnection):
    """Procedures (thủ tục hành chính)."""

    async def lay_danh_sach_tthc(
        self, *, limit: int | None = None, after: str | None = None, event_position_at_least: str | None = None
    ) -> Response[dict[str, Any]]:
        """The procedures in force today, ordered by code. `next` is the cursor of the next page, as in every list of
        this API."""
        return json_response(
            await self.send(
                Request(
                    "GET",
                    "/LayDanhSachTTHC",
                    query=given(limit=limit, after=after),
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    async def lay_thu_tuc(
        self, *, ma_tthc: str, event_position_at_least: str | None = None
    ) -> Response[dict[str, Any]]:
        """A procedure in force today, with all its parts. docs/national-formats.md lists the fields of national
        records that this system cannot fill."""
        return json_response(
            await self.send(
                Request(
                    "GET",
                    "/LayThuTuc",
                    query=given(maTTHC=ma_tthc),
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    async def get_liveness(
        self,
    ) -> Response[Liveness]:
        """The process runs its event loop. Nothing else is checked, so that a database failure restarts no process."""
        return json_response(await self.send(Request("GET", "/healthz/live")))

    async def get_readiness(
        self,
    ) -> Response[Readiness]:
        """503 with the failures: the database, the schema, a stopped stream. Reads need no Kafka. `degraded` lists
        what does not work while reads go on: a full disk, a wrong clock, or a part of the process that has failed
        and is started again, must not take down the public catalogue."""
        return json_response(await self.send(Request("GET", "/healthz/ready")))

    async def list_administrative_levels(
        self, *, event_position_at_least: str | None = None
    ) -> Response[AdministrativeLevels]:
        """Administrative levels (cấp thực hiện) with their validity, the highest first."""
        return json_response(
            await self.send(
                Request(
                    "GET",
                    "/v1/administrative-levels",
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    async def list_agencies(
        self, *, limit: int | None = None, after: str | None = None, event_position_at_least: str | None = None
    ) -> Response[AgencyPage]:
        """The recorded agencies, in the order of their codes."""
        return json_response(
            await self.send(
                Request(
                    "GET",
                    "/v1/agencies",
                    query=given(limit=limit, after=after),
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    def iterate_agencies(
        self, *, limit: int | None = None, after: str | None = None, event_position_at_least: str | None = None
    ) -> AsyncIterator[Agency]:
        """All items of `list_agencies`, of all pages. `limit` is the size of a page."""
        return all_items_async(
            lambda cursor: self.list_agencies(
                limit=limit, event_position_at_least=event_position_at_least, after=cursor
            ),
            after,
        )

    async def record_agencies(
        self, body: AgenciesInput, *, event_position_at_least: str | None = None, idempotency_key: str | None = None
    ) -> Response[RecordedCount]:
        """Record agencies. An agency on record takes the given name and days, so the same list may be sent again."""
        return json_response(
            await self.send(
                Request(
                    "POST",
                    "/v1/agencies",
                    headers=request_headers(
                        "application/json",
                        event_position_at_least=event_position_at_least,
                        idempotency_key=idempotency_key or new_key(),
                    ),
                    content=json_bytes(body),
                )
            )
        )

    async def list_annex_headings(self, *, event_position_at_least: str | None = None) -> Response[AnnexHeadings]:
        """The columns of an annex with the words that their cells may hold, and the synonyms of their headings."""
        return json_response(
            await self.send(
                Request(
                    "GET",
                    "/v1/annex-headings",
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    async def record_annex_headings(
        self,
        body: HeadingSynonymsInput,
        *,
        event_position_at_least: str | None = None,
        idempotency_key: str | None = None,
    ) -> Response[RecordedCount]:
        """Records or withdraws synonyms, with effect on all later imports. Responds 404 `heading-synonym-not-found`
        where a synonym to withdraw does not exist."""
        return json_response(
            await self.send(
                Request(
                    "POST",
                    "/v1/annex-headings",
                    headers=request_headers(
                        "application/json",
                        event_position_at_least=event_position_at_least,
                        idempotency_key=idempotency_key or new_key(),
                    ),
                    content=json_bytes(body),
                )
            )
        )

    async def download_annex_template(
        self,
    ) -> Response[bytes]:
        """The empty annex: a sheet with the headings, and one that describes each column."""
        return bytes_response(await self.send(Request("GET", "/v1/annex-template.xlsx")))

    async def get_calendar(self, *, year: int, event_position_at_least: str | None = None) -> Response[Calendar]:
        """The days of a year that differ from their weekday, or that somebody recorded."""
        return json_response(
            await self.send(
                Request(
                    "GET",
                    "/v1/calendar",
                    query=given(year=year),
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    async def record_calendar_days(
        self, body: CalendarDaysInput, *, event_position_at_least: str | None = None, idempotency_key: str | None = None
    ) -> Response[RecordedCount]:
        """Record days off, or days on which agencies work in place of them. Deadlines that are recorded already do
        not move."""
        return json_response(
            await self.send(
                Request(
                    "POST",
                    "/v1/calendar",
                    headers=request_headers(
                        "application/json",
                        event_position_at_least=event_position_at_least,
                        idempotency_key=idempotency_key or new_key(),
                    ),
                    content=json_bytes(body),
                )
            )
        )

    async def download_catalogue_csv(
        self,
        *,
        in_force_on: date | str | None = None,
        known_on: datetime | str | None = None,
        event_position_at_least: str | None = None,
    ) -> Response[bytes]:
        """One row for each procedure, in UTF-8 with a byte-order mark. A text that a spreadsheet would evaluate as a
        formula begins with an apostrophe."""
        return bytes_response(
            await self.send(
                Request(
                    "GET",
                    "/v1/catalogue.csv",
                    query=given(in_force_on=in_force_on, known_on=known_on),
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    async def download_catalogue_json_lines(
        self,
        *,
        include_future: bool | None = None,
        in_force_on: date | str | None = None,
        known_on: datetime | str | None = None,
        event_position_at_least: str | None = None,
    ) -> Response[bytes]:
        """One line for each procedure, equal to the response of `GET /v1/procedures/{code}`."""
        return bytes_response(
            await self.send(
                Request(
                    "GET",
                    "/v1/catalogue.jsonl",
                    query=given(include_future=include_future, in_force_on=in_force_on, known_on=known_on),
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    async def download_catalogue_json_ld(
        self,
        *,
        in_force_on: date | str | None = None,
        known_on: datetime | str | None = None,
        event_position_at_least: str | None = None,
    ) -> Response[dict[str, Any]]:
        """The same graph in JSON-LD."""
        return json_response(
            await self.send(
                Request(
                    "GET",
                    "/v1/catalogue.jsonld",
                    query=given(in_force_on=in_force_on, known_on=known_on),
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    async def download_catalogue_turtle(
        self,
        *,
        in_force_on: date | str | None = None,
        known_on: datetime | str | None = None,
        event_position_at_least: str | None = None,
    ) -> Response[bytes]:
        """A public service of CPSV-AP 3.2 for each procedure, in Turtle."""
        return bytes_response(
            await self.send(
                Request(
                    "GET",
                    "/v1/catalogue.ttl",
                    query=given(in_force_on=in_force_on, known_on=known_on),
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    async def download_catalogue_xlsx(
        self,
        *,
        in_force_on: date | str | None = None,
        known_on: datetime | str | None = None,
        event_position_at_least: str | None = None,
    ) -> Response[bytes]:
        """The same table as a workbook."""
        return bytes_response(
            await self.send(
                Request(
                    "GET",
                    "/v1/catalogue.xlsx",
                    query=given(in_force_on=in_force_on, known_on=known_on),
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    async def list_decisions(
        self,
        *,
        status: DecisionStatus | None = None,
        agency: str | None = None,
        year: int | None = None,
        topic: str | None = None,
        number: str | None = None,
        limit: int | None = None,
        after: str | None = None,
        event_position_at_least: str | None = None,
    ) -> Response[DecisionPage]:
        """Decisions, the most recently signed first."""
        return json_response(
            await self.send(
                Request(
                    "GET",
                    "/v1/decisions",
                    query=given(
                        status=status, agency=agency, year=year, topic=topic, number=number, limit=limit, after=after
                    ),
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    def iterate_decisions(
        self,
        *,
        status: DecisionStatus | None = None,
        agency: str | None = None,
        year: int | None = None,
        topic: str | None = None,
        number: str | None = None,
        limit: int | None = None,
        after: str | None = None,
        event_position_at_least: str | None = None,
    ) -> AsyncIterator[Decision]:
        """All items of `list_decisions`, of all pages. `limit` is the size of a page."""
        return all_items_async(
            lambda cursor: self.list_decisions(
                status=status,
                agency=agency,
                year=year,
                topic=topic,
                number=number,
                limit=limit,
                event_position_at_least=event_position_at_least,
                after=cursor,
            ),
            after,
        )

    async def draft_decision(
        self, body: DecisionInput, *, event_position_at_least: str | None = None, idempotency_key: str | None = None
    ) -> Response[DecisionDraft]:
        """Create a Decision as a draft; nothing is law yet. A `back_entered` one also needs the scope
        `decisions.back_enter`, and starts as signed."""
        return json_response(
            await self.send(
                Request(
                    "POST",
                    "/v1/decisions",
                    headers=request_headers(
                        "application/json",
                        event_position_at_least=event_position_at_least,
                        idempotency_key=idempotency_key or new_key(),
                    ),
                    content=json_bytes(body),
                )
            )
        )

    async def download_decisions_csv(self, *, event_position_at_least: str | None = None) -> Response[bytes]:
        """One row for each relation of a published Decision, and one for a Decision without any."""
        return bytes_response(
            await self.send(
                Request(
                    "GET", "/v1/decisions.csv", headers=request_headers(event_position_at_least=event_position_at_least)
                )
            )
        )

    async def download_decisions_json_lines(self, *, event_position_at_least: str | None = None) -> Response[bytes]:
        """One line for each published Decision, with its `relations`: replaces_lists_of, amends, repeals,
        corrected_by, annulled_by."""
        return bytes_response(
            await self.send(
                Request(
                    "GET",
                    "/v1/decisions.jsonl",
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    async def download_decisions_turtle(self, *, event_position_at_least: str | None = None) -> Response[bytes]:
        """A legal resource of the European Legislation Identifier (ELI) for each published Decision, in Turtle."""
        return bytes_response(
            await self.send(
                Request(
                    "GET", "/v1/decisions.ttl", headers=request_headers(event_position_at_least=event_position_at_least)
                )
            )
        )

    async def import_decision(
        self,
        body: bytes,
        *,
        number: str,
        issuing_body: str,
        signed_on: date | str,
        agency_code: str,
        title: str,
        topics: Sequence[str] | None = None,
        back_entered: bool | None = None,
        published_on: date | str | None = None,
        signed_file_sha256: str | None = None,
        signer: str | None = None,
        shortened: bool | None = None,
        replaces_lists_of: Sequence[str] | None = None,
        effective_on: date | str | None = None,
        item_agency_code: str | None = None,
        item_field_code: str | None = None,
        item_levels: Sequence[HandlingLevel] | None = None,
        kind: DecisionItemKind | None = None,
        dry_run: bool | None = None,
        event_position_at_least: str | None = None,
        idempotency_key: str | None = None,
        content_type: Literal[
            "application/octet-stream",
            "application/json",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "text/csv",
        ] = "application/octet-stream",
    ) -> Response[AnnexImport]:
        """Imports a Decision whose annex is a file, as a draft: XLSX or CSV in the layout of `GET
        /v1/annex-template.xlsx`, or national JSON. The body is the file itself. A dry run only returns what the
        outcome of each row would be; otherwise all rows become items of the draft, or none does."""
        return json_response(
            await self.send(
                Request(
                    "POST",
                    "/v1/decisions/import",
                    query=given(
                        number=number,
                        issuing_body=issuing_body,
                        signed_on=signed_on,
                        agency_code=agency_code,
                        title=title,
                        topics=topics,
                        back_entered=back_entered,
                        published_on=published_on,
                        signed_file_sha256=signed_file_sha256,
                        signer=signer,
                        shortened=shortened,
                        replaces_lists_of=replaces_lists_of,
                        effective_on=effective_on,
                        item_agency_code=item_agency_code,
                        item_field_code=item_field_code,
                        item_levels=item_levels,
                        kind=kind,
                        dry_run=dry_run,
                    ),
                    headers=request_headers(
                        content_type,
                        event_position_at_least=event_position_at_least,
                        idempotency_key=idempotency_key or new_key(),
                    ),
                    content=body,
                )
            )
        )

    async def discard_draft(
        self,
        id: UUID | str,
        *,
        reason: str | None = None,
        if_match: str | None = None,
        event_position_at_least: str | None = None,
        idempotency_key: str | None = None,
    ) -> Response[None]:
        """Discard a draft, or a back-entered Decision that is not yet published; its number is free again. A
        published Decision is undone only by another instrument."""
        return empty_response(
            await self.send(
                Request(
                    "DELETE",
                    f"/v1/decisions/{path_segment(id)}",
                    query=given(reason=reason),
                    headers=request_headers(
                        if_match=if_match,
                        event_position_at_least=event_position_at_least,
                        idempotency_key=idempotency_key or new_key(),
                    ),
                )
            )
        )

    async def get_decision(
        self, id: UUID | str, *, event_position_at_least: str | None = None
    ) -> Response[DecisionDetail]:
        """A Decision with everything that it lists, contents included."""
        return json_response(
            await self.send(
                Request(
                    "GET",
                    f"/v1/decisions/{path_segment(id)}",
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    async def download_annex_docx(
        self, id: UUID | str, *, event_position_at_least: str | None = None
    ) -> Response[bytes]:
        """The annex as a document. The bytes of the file depend on the Decision only."""
        return bytes_response(
            await self.send(
                Request(
                    "GET",
                    f"/v1/decisions/{path_segment(id)}/annex.docx",
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    async def download_annex_xlsx(
        self, id: UUID | str, *, event_position_at_least: str | None = None
    ) -> Response[bytes]:
        """The annex as a workbook. The bytes of the file depend on the Decision only."""
        return bytes_response(
            await self.send(
                Request(
                    "GET",
                    f"/v1/decisions/{path_segment(id)}/annex.xlsx",
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    async def annul_decision(
        self,
        id: UUID | str,
        body: AnnulmentInput,
        *,
        if_match: str | None = None,
        event_position_at_least: str | None = None,
        idempotency_key: str | None = None,
    ) -> Response[RecordedAnnulment]:
        """Annul the Decision, or some of its items, from a stated day on: a procedure that it ended is restored, a
        procedure that it introduced ends, and a version that it replaced is in force again. 409
        `later-item-depends-on-it` names an item that depends on it."""
        return json_response(
            await self.send(
                Request(
                    "POST",
                    f"/v1/decisions/{path_segment(id)}/annulments",
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

    async def approve_decision(
        self,
        id: UUID | str,
        body: ApprovalStepInput | None = None,
        *,
        if_match: str | None = None,
        event_position_at_least: str | None = None,
        idempotency_key: str | None = None,
    ) -> Response[Decision]:
        """Consent to the Decision, as the body that controls procedures (kiểm soát thủ tục hành chính)."""
        return json_response(
            await self.send(
                Request(
                    "POST",
                    f"/v1/decisions/{path_segment(id)}/approve",
                    headers=request_headers(
                        "application/json" if body is not None else None,
                        if_match=if_match,
                        event_position_at_least=event_position_at_least,
                        idempotency_key=idempotency_key or new_key(),
                    ),
                    content=json_bytes(body),
                )
            )
        )

    async def list_decision_channels(
        self, id: UUID | str, *, event_position_at_least: str | None = None
    ) -> Response[DecisionChannels]:
        """The state of a published Decision, and of each annulment or correction of it, on each channel. A Decision
        that lists no items goes to no channel."""
        return json_response(
            await self.send(
                Request(
                    "GET",
                    f"/v1/decisions/{path_segment(id)}/channels",
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    async def record_channel_evidence(
        self,
        id: UUID | str,
        channel: str,
        body: ChannelEvidenceInput,
        *,
        rectification: UUID | str | None = None,
        event_position_at_least: str | None = None,
        idempotency_key: str | None = None,
    ) -> Response[PublicationState]:
        """State that the Decision, or an annulment or correction of it, is shown on the channel, and since which
        day."""
        return json_response(
            await self.send(
                Request(
                    "POST",
                    f"/v1/decisions/{path_segment(id)}/channels/{path_segment(channel)}/evidence",
                    query=given(rectification=rectification),
                    headers=request_headers(
                        "application/json",
                        event_position_at_least=event_position_at_least,
                        idempotency_key=idempotency_key or new_key(),
                    ),
                    content=json_bytes(body),
                )
            )
        )

    async def retry_channel(
        self,
        id: UUID | str,
        channel: str,
        *,
        rectification: UUID | str | None = None,
        event_position_at_least: str | None = None,
        idempotency_key: str | None = None,
    ) -> Response[PublicationState]:
        """Push again what the channel has refused. Everything else is retried automatically."""
        return json_response(
            await self.send(
                Request(
                    "POST",
                    f"/v1/decisions/{path_segment(id)}/channels/{path_segment(channel)}/retry",
                    query=given(rectification=rectification),
                    headers=request_headers(
                        event_position_at_least=event_position_at_least, idempotency_key=idempotency_key or new_key()
                    ),
                )
            )
        )

    async def correct_decision(
        self,
        id: UUID | str,
        body: CorrectionInput,
        *,
        if_match: str | None = None,
        event_position_at_least: str | None = None,
        idempotency_key: str | None = None,
    ) -> Response[RecordedCorrection]:
        """Correct the content or the effective date of items, as if they had stated so from the beginning. The old
        statement stays in the Decision, and in what this system knew until now."""
        return json_response(
            await self.send(
                Request(
                    "POST",
                    f"/v1/decisions/{path_segment(id)}/corrections",
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

    async def get_approval_history(
        self, id: UUID | str, *, event_position_at_least: str | None = None
    ) -> Response[ApprovalHistory]:
        """Every step that was taken: when, for which body, in which role and on what legal basis. Callers whose
        agency may read the Decision before its publication also see by whom and why."""
        return json_response(
            await self.send(
                Request(
                    "GET",
                    f"/v1/decisions/{path_segment(id)}/history",
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    async def get_impact_of_decision(
        self, id: UUID | str, *, event_position_at_least: str | None = None
    ) -> Response[Impact]:
        """Return what would follow if a Decision that is not published yet took effect: for the law, for online
        services and open dossiers, for look-ups, and for the figures of the annual report. Nothing is recorded
        anywhere."""
        return json_response(
            await self.send(
                Request(
                    "GET",
                    f"/v1/decisions/{path_segment(id)}/impact",
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    async def publish_decision(
        self,
        id: UUID | str,
        body: ApprovalStepInput | None = None,
        *,
        if_match: str | None = None,
        event_position_at_least: str | None = None,
        idempotency_key: str | None = None,
    ) -> Response[PublicationResult]:
        """Put all items of a signed Decision in force, or none. The response lists the periods that it cancelled,
        and those that are now under review."""
        return json_response(
            await self.send(
                Request(
                    "POST",
                    f"/v1/decisions/{path_segment(id)}/publish",
                    headers=request_headers(
                        "application/json" if body is not None else None,
                        if_match=if_match,
                        event_position_at_least=event_position_at_least,
                        idempotency_key=idempotency_key or new_key(),
                    ),
                    content=json_bytes(body),
                )
            )
        )

    async def return_decision(
        self,
        id: UUID | str,
        body: DecisionReturnInput,
        *,
        if_match: str | None = None,
        event_position_at_least: str | None = None,
        idempotency_key: str | None = None,
    ) -> Response[Decision]:
        """Send the Decision back to its drafters, with a reason. From review, the controlling body or the signer may
        do so; once it is signed, only the signer."""
        return json_response(
            await self.send(
                Request(
                    "POST",
                    f"/v1/decisions/{path_segment(id)}/return",
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

    async def revise_draft(
        self,
        id: UUID | str,
        body: DecisionInput,
        *,
        reason: str | None = None,
        if_match: str | None = None,
        event_position_at_least: str | None = None,
        idempotency_key: str | None = None,
    ) -> Response[DecisionDraft]:
        """Replace this draft by another one, which has an id of its own and names this one in `revises`. This draft
        stays on record unchanged."""
        return json_response(
            await self.send(
                Request(
                    "POST",
                    f"/v1/decisions/{path_segment(id)}/revise",
                    query=given(reason=reason),
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

    async def sign_decision(
        self,
        id: UUID | str,
        body: bytes,
        *,
        number: str | None = None,
        signed_on: date | str | None = None,
        reason: str | None = None,
        if_match: str | None = None,
        event_position_at_least: str | None = None,
        idempotency_key: str | None = None,
    ) -> Response[Decision]:
        """Record that the Decision was signed: its number, its day, and the signed file, which is kept. Sending the
        same again changes nothing."""
        return json_response(
            await self.send(
                Request(
                    "POST",
                    f"/v1/decisions/{path_segment(id)}/sign",
                    query=given(number=number, signed_on=signed_on, reason=reason),
                    headers=request_headers(
                        "application/pdf",
                        if_match=if_match,
                        event_position_at_least=event_position_at_least,
                        idempotency_key=idempotency_key or new_key(),
                    ),
                    content=body,
                )
            )
        )

    async def download_signed_file(
        self, id: UUID | str, *, event_position_at_least: str | None = None
    ) -> Response[bytes]:
        """The signed file; its `ETag` is its SHA-256. Of a Decision that was signed outside this system, only the
        hash is on record."""
        return bytes_response(
            await self.send(
                Request(
                    "GET",
                    f"/v1/decisions/{path_segment(id)}/signed-file",
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    async def submit_decision(
        self,
        id: UUID | str,
        body: ApprovalStepInput | None = None,
        *,
        if_match: str | None = None,
        event_position_at_least: str | None = None,
        idempotency_key: str | None = None,
    ) -> Response[Decision]:
        """Send the draft into review (trình)."""
        return json_response(
            await self.send(
                Request(
                    "POST",
                    f"/v1/decisions/{path_segment(id)}/submit",
                    headers=request_headers(
                        "application/json" if body is not None else None,
                        if_match=if_match,
                        event_position_at_least=event_position_at_least,
                        idempotency_key=idempotency_key or new_key(),
                    ),
                    content=json_bytes(body),
                )
            )
        )

    async def list_designations(self, *, event_position_at_least: str | None = None) -> Response[DesignationLists]:
        """The lists for which Decisions may designate procedures, in the order of their codes."""
        return json_response(
            await self.send(
                Request(
                    "GET", "/v1/designations", headers=request_headers(event_position_at_least=event_position_at_least)
                )
            )
        )

    async def record_designations(
        self, body: DesignationsInput, *, event_position_at_least: str | None = None, idempotency_key: str | None = None
    ) -> Response[RecordedCount]:
        """Record lists for which Decisions may designate procedures. A list on record never changes (409
        `designation-fixed`); the same one may be sent again."""
        return json_response(
            await self.send(
                Request(
                    "POST",
                    "/v1/designations",
                    headers=request_headers(
                        "application/json",
                        event_position_at_least=event_position_at_least,
                        idempotency_key=idempotency_key or new_key(),
                    ),
                    content=json_bytes(body),
                )
            )
        )

    async def list_events(
        self,
        *,
        shard: int | None = None,
        after: int | None = None,
        wait: float | None = None,
        limit: int | None = None,
        type: Sequence[str] | None = None,
    ) -> Response[EventPage]:
        """The events of a shard after a sequence, in order, as CloudEvents. `data` is the payload exactly as it was
        hashed."""
        return json_response(
            await self.send(
                Request("GET", "/v1/events", query=given(shard=shard, after=after, wait=wait, limit=limit, type=type))
            )
        )

    async def list_stream_epochs(
        self,
    ) -> Response[SignedEpochs]:
        """The signed epochs: each begins where the streams go on differently after a restore. Empty in the first
        epoch."""
        return json_response(await self.send(Request("GET", "/v1/events/epochs")))

    async def get_stream_heads(
        self,
    ) -> Response[SignedHeads]:
        """The signed head of each shard, read from the primary."""
        return json_response(await self.send(Request("GET", "/v1/events/head")))

    async def list_stream_keys(
        self,
    ) -> Response[SigningKeys]:
        """Every key that has signed heads. The first key is signed by itself, each later one by its predecessor;
        bytes are base64."""
        return json_response(await self.send(Request("GET", "/v1/events/keys")))

    async def list_fields(
        self, *, limit: int | None = None, after: str | None = None, event_position_at_least: str | None = None
    ) -> Response[ProcedureFieldPage]:
        """The recorded fields, in the order of their codes."""
        return json_response(
            await self.send(
                Request(
                    "GET",
                    "/v1/fields",
                    query=given(limit=limit, after=after),
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    def iterate_fields(
        self, *, limit: int | None = None, after: str | None = None, event_position_at_least: str | None = None
    ) -> AsyncIterator[ProcedureField]:
        """All items of `list_fields`, of all pages. `limit` is the size of a page."""
        return all_items_async(
            lambda cursor: self.list_fields(limit=limit, event_position_at_least=event_position_at_least, after=cursor),
            after,
        )

    async def record_fields(
        self,
        body: ProcedureFieldsInput,
        *,
        event_position_at_least: str | None = None,
        idempotency_key: str | None = None,
    ) -> Response[RecordedCount]:
        """Record fields (lĩnh vực). A field on record takes the given name, so the same list may be sent again."""
        return json_response(
            await self.send(
                Request(
                    "POST",
                    "/v1/fields",
                    headers=request_headers(
                        "application/json",
                        event_position_at_least=event_position_at_least,
                        idempotency_key=idempotency_key or new_key(),
                    ),
                    content=json_bytes(body),
                )
            )
        )

    async def list_national_changes(
        self,
        *,
        all_levels: bool | None = None,
        source: str | None = None,
        limit: int | None = None,
        after: str | None = None,
        event_position_at_least: str | None = None,
    ) -> Response[NationalChangePage]:
        """Changes of the national catalogue that no item of a published Decision follows and nobody has dismissed,
        oldest first."""
        return json_response(
            await self.send(
                Request(
                    "GET",
                    "/v1/inbox",
                    query=given(all_levels=all_levels, source=source, limit=limit, after=after),
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    def iterate_national_changes(
        self,
        *,
        all_levels: bool | None = None,
        source: str | None = None,
        limit: int | None = None,
        after: str | None = None,
        event_position_at_least: str | None = None,
    ) -> AsyncIterator[NationalChange]:
        """All items of `list_national_changes`, of all pages. `limit` is the size of a page."""
        return all_items_async(
            lambda cursor: self.list_national_changes(
                all_levels=all_levels,
                source=source,
                limit=limit,
                event_position_at_least=event_position_at_least,
                after=cursor,
            ),
            after,
        )

    async def get_national_change(
        self, id: UUID | str, *, event_position_at_least: str | None = None
    ) -> Response[NationalChangeDetail]:
        """A change, with an item that would follow it and the facts that the item lacks."""
        return json_response(
            await self.send(
                Request(
                    "GET",
                    f"/v1/inbox/{path_segment(id)}",
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    async def dismiss_national_change(
        self,
        id: UUID | str,
        body: NationalChangeDismissalInput,
        *,
        event_position_at_least: str | None = None,
        idempotency_key: str | None = None,
    ) -> Response[None]:
        """Records why the province need not follow the change, and by whom it was dismissed. A dismissal is final."""
        return empty_response(
            await self.send(
                Request(
                    "POST",
                    f"/v1/inbox/{path_segment(id)}/dismissal",
                    headers=request_headers(
                        "application/json",
                        event_position_at_least=event_position_at_least,
                        idempotency_key=idempotency_key or new_key(),
                    ),
                    content=json_bytes(body),
                )
            )
        )

    async def draft_decision_from_national_change(
        self,
        id: UUID | str,
        body: DraftFromNationalChangeInput,
        *,
        event_position_at_least: str | None = None,
        idempotency_key: str | None = None,
    ) -> Response[DecisionDraft]:
        """Drafts a Decision that follows the change. Facts that the catalogue lacks are listed in a problem
        (`draft-facts-missing`), and the drafter states them in a second request."""
        return json_response(
            await self.send(
                Request(
                    "POST",
                    f"/v1/inbox/{path_segment(id)}/draft",
                    headers=request_headers(
                        "application/json",
                        event_position_at_least=event_position_at_least,
                        idempotency_key=idempotency_key or new_key(),
                    ),
                    content=json_bytes(body),
                )
            )
        )

    async def list_national_records(
        self,
        *,
        snapshot: UUID | str | None = None,
        source: str | None = None,
        level: HandlingLevel | None = None,
        ministry: str | None = None,
        name: str | None = None,
        limit: int | None = None,
        after: str | None = None,
        event_position_at_least: str | None = None,
    ) -> Response[NationalRecordSummaryPage]:
        """The records of the national catalogue, ordered by code and source."""
        return json_response(
            await self.send(
                Request(
                    "GET",
                    "/v1/national-catalogue",
                    query=given(
                        snapshot=snapshot,
                        source=source,
                        level=level,
                        ministry=ministry,
                        name=name,
                        limit=limit,
                        after=after,
                    ),
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    def iterate_national_records(
        self,
        *,
        snapshot: UUID | str | None = None,
        source: str | None = None,
        level: HandlingLevel | None = None,
        ministry: str | None = None,
        name: str | None = None,
        limit: int | None = None,
        after: str | None = None,
        event_position_at_least: str | None = None,
    ) -> AsyncIterator[NationalRecordSummary]:
        """All items of `list_national_records`, of all pages. `limit` is the size of a page."""
        return all_items_async(
            lambda cursor: self.list_national_records(
                snapshot=snapshot,
                source=source,
                level=level,
                ministry=ministry,
                name=name,
                limit=limit,
                event_position_at_least=event_position_at_least,
                after=cursor,
            ),
            after,
        )

    async def list_national_snapshots(
        self,
        *,
        source: str | None = None,
        limit: int | None = None,
        after: str | None = None,
        event_position_at_least: str | None = None,
    ) -> Response[NationalSnapshotPage]:
        """The snapshots, newest first."""
        return json_response(
            await self.send(
                Request(
                    "GET",
                    "/v1/national-catalogue/snapshots",
                    query=given(source=source, limit=limit, after=after),
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    def iterate_national_snapshots(
        self,
        *,
        source: str | None = None,
        limit: int | None = None,
        after: str | None = None,
        event_position_at_least: str | None = None,
    ) -> AsyncIterator[NationalSnapshot]:
        """All items of `list_national_snapshots`, of all pages. `limit` is the size of a page."""
        return all_items_async(
            lambda cursor: self.list_national_snapshots(
                source=source, limit=limit, event_position_at_least=event_position_at_least, after=cursor
            ),
            after,
        )

    async def import_national_snapshot(
        self,
        body: bytes,
        *,
        source: str,
        day: date | str,
        complete: bool | None = None,
        dry_run: bool | None = None,
        event_position_at_least: str | None = None,
        idempotency_key: str | None = None,
        content_type: Literal[
            "application/octet-stream", "application/json", "application/x-ndjson", "text/csv"
        ] = "application/octet-stream",
    ) -> Response[CatalogueImport]:
        """Imports a file as a snapshot: JSON Lines, the portal's list export (CSV), or one full record of the new
        portal. The body is the file itself. The same file of the same source and day is imported only once."""
        return json_response(
            await self.send(
                Request(
                    "POST",
                    "/v1/national-catalogue/snapshots",
                    query=given(source=source, day=day, complete=complete, dry_run=dry_run),
                    headers=request_headers(
                        content_type,
                        event_position_at_least=event_position_at_least,
                        idempotency_key=idempotency_key or new_key(),
                    ),
                    content=body,
                )
            )
        )

    async def get_national_snapshot(
        self, id: UUID | str, *, event_position_at_least: str | None = None
    ) -> Response[NationalSnapshotDetail]:
        """One snapshot, with the number of rows in which each rule was met."""
        return json_response(
            await self.send(
                Request(
                    "GET",
                    f"/v1/national-catalogue/snapshots/{path_segment(id)}",
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    async def list_national_snapshot_rows(
        self,
        id: UUID | str,
        *,
        outcome: RowOutcome | None = None,
        rule: str | None = None,
        limit: int | None = None,
        after: str | None = None,
        event_position_at_least: str | None = None,
    ) -> Response[NationalSnapshotRowPage]:
        """The outcome of each row of the file, in the order of the file."""
        return json_response(
            await self.send(
                Request(
                    "GET",
                    f"/v1/national-catalogue/snapshots/{path_segment(id)}/rows",
                    query=given(outcome=outcome, rule=rule, limit=limit, after=after),
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    def iterate_national_snapshot_rows(
        self,
        id: UUID | str,
        *,
        outcome: RowOutcome | None = None,
        rule: str | None = None,
        limit: int | None = None,
        after: str | None = None,
        event_position_at_least: str | None = None,
    ) -> AsyncIterator[NationalSnapshotRow]:
        """All items of `list_national_snapshot_rows`, of all pages. `limit` is the size of a page."""
        return all_items_async(
            lambda cursor: self.list_national_snapshot_rows(
                id,
                outcome=outcome,
                rule=rule,
                limit=limit,
                event_position_at_least=event_position_at_least,
                after=cursor,
            ),
            after,
        )

    async def get_national_record(
        self, code: str, *, source: str | None = None, event_position_at_least: str | None = None
    ) -> Response[NationalRecordDetail]:
        """The fullest record of a code, the newest of those that state as much, and the snapshots that have the
        code. A list export, which states four parts, hides no full record of an earlier day or of another source.
        `source` leaves out the records of other sources."""
        return json_response(
            await self.send(
                Request(
                    "GET",
                    f"/v1/national-catalogue/{path_segment(code)}",
                    query=given(source=source),
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    async def get_own_counts(
        self,
        *,
        first: date | str,
        last: date | str,
        without_topic: str | None = None,
        applied: str | None = None,
        event_position_at_least: str | None = None,
    ) -> Response[OwnCounts]:
        """The published Decisions that were signed on the days, their items by kind, and the processes that they
        approve, as the tables of this service have them now."""
        return json_response(
            await self.send(
                Request(
                    "GET",
                    "/v1/own-counts",
                    query=given(without_topic=without_topic, first=first, last=last, applied=applied),
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    async def list_procedure_groups(
        self,
        *,
        on: date | str | None = None,
        known_on: datetime | str | None = None,
        procedure: str | None = None,
        limit: int | None = None,
        after: str | None = None,
        event_position_at_least: str | None = None,
    ) -> Response[ProcedureGroupPage]:
        """List the groups of procedures that are handled together on a day, in the order of their codes."""
        return json_response(
            await self.send(
                Request(
                    "GET",
                    "/v1/procedure-groups",
                    query=given(on=on, known_on=known_on, procedure=procedure, limit=limit, after=after),
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    def iterate_procedure_groups(
        self,
        *,
        on: date | str | None = None,
        known_on: datetime | str | None = None,
        procedure: str | None = None,
        limit: int | None = None,
        after: str | None = None,
        event_position_at_least: str | None = None,
    ) -> AsyncIterator[ProcedureGroup]:
        """All items of `list_procedure_groups`, of all pages. `limit` is the size of a page."""
        return all_items_async(
            lambda cursor: self.list_procedure_groups(
                on=on,
                known_on=known_on,
                procedure=procedure,
                limit=limit,
                event_position_at_least=event_position_at_least,
                after=cursor,
            ),
            after,
        )

    async def get_procedure_group(
        self, code: str, *, event_position_at_least: str | None = None
    ) -> Response[ProcedureGroupHistory]:
        """Return each definition of the group with its Decision; its members have the names that they have today."""
        return json_response(
            await self.send(
                Request(
                    "GET",
                    f"/v1/procedure-groups/{path_segment(code)}",
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    async def list_procedures(
        self,
        *,
        in_force_on: date | str | None = None,
        known_on: datetime | str | None = None,
        agency: str | None = None,
        field: str | None = None,
        level: HandlingLevel | None = None,
        limit: int | None = None,
        after: str | None = None,
        event_position_at_least: str | None = None,
    ) -> Response[ProcedurePage]:
        """List the procedures in force on a day, in the order of their codes."""
        return json_response(
            await self.send(
                Request(
                    "GET",
                    "/v1/procedures",
                    query=given(
                        in_force_on=in_force_on,
                        known_on=known_on,
                        agency=agency,
                        field=field,
                        level=level,
                        limit=limit,
                        after=after,
                    ),
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    def iterate_procedures(
        self,
        *,
        in_force_on: date | str | None = None,
        known_on: datetime | str | None = None,
        agency: str | None = None,
        field: str | None = None,
        level: HandlingLevel | None = None,
        limit: int | None = None,
        after: str | None = None,
        event_position_at_least: str | None = None,
    ) -> AsyncIterator[Procedure]:
        """All items of `list_procedures`, of all pages. `limit` is the size of a page."""
        return all_items_async(
            lambda cursor: self.list_procedures(
                in_force_on=in_force_on,
                known_on=known_on,
                agency=agency,
                field=field,
                level=level,
                limit=limit,
                event_position_at_least=event_position_at_least,
                after=cursor,
            ),
            after,
        )

    async def get_procedure(
        self,
        code: str,
        *,
        in_force_on: date | str | None = None,
        known_on: datetime | str | None = None,
        event_position_at_least: str | None = None,
    ) -> Response[ProcedureDetail]:
        """Return a procedure with its complete content. 404 `procedure-not-in-force-on-day` if it is not in force on
        the day, 404 `procedure-not-found` if it was never introduced."""
        return json_response(
            await self.send(
                Request(
                    "GET",
                    f"/v1/procedures/{path_segment(code)}",
                    query=given(in_force_on=in_force_on, known_on=known_on),
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    async def get_procedure_json_ld(
        self,
        code: str,
        *,
        in_force_on: date | str | None = None,
        known_on: datetime | str | None = None,
        event_position_at_least: str | None = None,
    ) -> Response[dict[str, Any]]:
        """The procedure as a public service of CPSV-AP 3.2, in JSON-LD."""
        return json_response(
            await self.send(
                Request(
                    "GET",
                    f"/v1/procedures/{path_segment(code)}.jsonld",
                    query=given(in_force_on=in_force_on, known_on=known_on),
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    async def get_procedure_schema_org(
        self,
        code: str,
        *,
        in_force_on: date | str | None = None,
        known_on: datetime | str | None = None,
        event_position_at_least: str | None = None,
    ) -> Response[dict[str, Any]]:
        """The procedure as a `GovernmentService` of schema.org."""
        return json_response(
            await self.send(
                Request(
                    "GET",
                    f"/v1/procedures/{path_segment(code)}.schema.jsonld",
                    query=given(in_force_on=in_force_on, known_on=known_on),
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    async def get_procedure_turtle(
        self,
        code: str,
        *,
        in_force_on: date | str | None = None,
        known_on: datetime | str | None = None,
        event_position_at_least: str | None = None,
    ) -> Response[bytes]:
        """The same graph in Turtle."""
        return bytes_response(
            await self.send(
                Request(
                    "GET",
                    f"/v1/procedures/{path_segment(code)}.ttl",
                    query=given(in_force_on=in_force_on, known_on=known_on),
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    async def get_procedure_chain(
        self, code: str, *, event_position_at_least: str | None = None
    ) -> Response[ProcedureChain]:
        """Return the chain of the procedure: each publication, annulment and correction that concerns it, with the
        periods that it opened, closed and cancelled."""
        return json_response(
            await self.send(
                Request(
                    "GET",
                    f"/v1/procedures/{path_segment(code)}/chain",
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    async def compare_procedure_versions(
        self, code: str, *, from_: int, to: int, event_position_at_least: str | None = None
    ) -> Response[ProcedureDifference]:
        """Compare two versions part by part. 404 `version-not-found` if the procedure has no version of the number."""
        return json_response(
            await self.send(
                Request(
                    "GET",
                    f"/v1/procedures/{path_segment(code)}/difference",
                    query=given(from_=from_, to=to),
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    async def get_procedure_difference_page(
        self,
        code: str,
        *,
        from_: int,
        to: int,
        lang: Language | None = None,
        event_position_at_least: str | None = None,
    ) -> Response[bytes]:
        """The same difference as a page for print."""
        return bytes_response(
            await self.send(
                Request(
                    "GET",
                    f"/v1/procedures/{path_segment(code)}/difference.html",
                    query=given(from_=from_, to=to, lang=lang),
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    async def recode_procedure(
        self,
        code: str,
        body: RecodingInput,
        *,
        event_position_at_least: str | None = None,
        idempotency_key: str | None = None,
    ) -> Response[Recoding]:
        """Replace the provisional code of a procedure (`0.000123.H60`) by the one of the national portal, at once
        and for ever: requests for the old code are answered with 308 and the new address. The same again changes
        nothing."""
        return json_response(
            await self.send(
                Request(
                    "POST",
                    f"/v1/procedures/{path_segment(code)}/recode",
                    headers=request_headers(
                        "application/json",
                        event_position_at_least=event_position_at_least,
                        idempotency_key=idempotency_key or new_key(),
                    ),
                    content=json_bytes(body),
                )
            )
        )

    async def list_procedure_versions(
        self, code: str, *, event_position_at_least: str | None = None
    ) -> Response[ProcedureVersions]:
        """List all versions of the procedure, also those that were never in force."""
        return json_response(
            await self.send(
                Request(
                    "GET",
                    f"/v1/procedures/{path_segment(code)}/versions",
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    async def get_procedure_version(
        self, code: str, number: int, *, event_position_at_least: str | None = None
    ) -> Response[ProcedureContent]:
        """Return the content of one version, which never changes: exactly the bytes whose SHA-256 events state as
        `content_sha256`. 404 `version-not-found` if the procedure has no version of the number."""
        return json_response(
            await self.send(
                Request(
                    "GET",
                    f"/v1/procedures/{path_segment(code)}/versions/{path_segment(number)}",
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    async def list_processes(
        self,
        *,
        in_force_on: date | str | None = None,
        known_on: datetime | str | None = None,
        procedure: str | None = None,
        limit: int | None = None,
        after: str | None = None,
        event_position_at_least: str | None = None,
    ) -> Response[ProcessInForcePage]:
        """List the internal processes (quy trình nội bộ) in force on a day, in the order of procedure and code: for
        each kind of dossier the one that the last Decision approved, without Decisions that are annulled entirely
        by that day."""
        return json_response(
            await self.send(
                Request(
                    "GET",
                    "/v1/processes",
                    query=given(
                        in_force_on=in_force_on, known_on=known_on, procedure=procedure, limit=limit, after=after
                    ),
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    def iterate_processes(
        self,
        *,
        in_force_on: date | str | None = None,
        known_on: datetime | str | None = None,
        procedure: str | None = None,
        limit: int | None = None,
        after: str | None = None,
        event_position_at_least: str | None = None,
    ) -> AsyncIterator[ProcessInForce]:
        """All items of `list_processes`, of all pages. `limit` is the size of a page."""
        return all_items_async(
            lambda cursor: self.list_processes(
                in_force_on=in_force_on,
                known_on=known_on,
                procedure=procedure,
                limit=limit,
                event_position_at_least=event_position_at_least,
                after=cursor,
            ),
            after,
        )

    async def list_publication_channels(
        self, *, event_position_at_least: str | None = None
    ) -> Response[PublicationChannels]:
        """The channels of publication with their deadlines, the mandatory channels (Article 17 NĐ 63/2010) first."""
        return json_response(
            await self.send(
                Request(
                    "GET",
                    "/v1/publication-channels",
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    async def record_publication_channels(
        self, body: ChannelsInput, *, event_position_at_least: str | None = None, idempotency_key: str | None = None
    ) -> Response[RecordedCount]:
        """Record channels. A known channel takes the given values; a channel whose circuit is open or gone is tried
        again."""
        return json_response(
            await self.send(
                Request(
                    "POST",
                    "/v1/publication-channels",
                    headers=request_headers(
                        "application/json",
                        event_position_at_least=event_position_at_least,
                        idempotency_key=idempotency_key or new_key(),
                    ),
                    content=json_bytes(body),
                )
            )
        )

    async def list_overdue_publications(
        self, *, limit: int | None = None, after: str | None = None, event_position_at_least: str | None = None
    ) -> Response[OverduePublicationPage]:
        """What should be shown by now and is not known to be, the longest overdue first."""
        return json_response(
            await self.send(
                Request(
                    "GET",
                    "/v1/publication-channels/overdue",
                    query=given(limit=limit, after=after),
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    def iterate_overdue_publications(
        self, *, limit: int | None = None, after: str | None = None, event_position_at_least: str | None = None
    ) -> AsyncIterator[OverduePublication]:
        """All items of `list_overdue_publications`, of all pages. `limit` is the size of a page."""
        return all_items_async(
            lambda cursor: self.list_overdue_publications(
                limit=limit, event_position_at_least=event_position_at_least, after=cursor
            ),
            after,
        )

    async def set_publication_deadline(
        self,
        body: PublicationDeadlineInput,
        *,
        event_position_at_least: str | None = None,
        idempotency_key: str | None = None,
    ) -> Response[RecordedCount]:
        """Set a deadline of the province's own. The deadlines of the law keep applying: the earliest of several
        counts."""
        return json_response(
            await self.send(
                Request(
                    "POST",
                    "/v1/publication-deadlines",
                    headers=request_headers(
                        "application/json",
                        event_position_at_least=event_position_at_least,
                        idempotency_key=idempotency_key or new_key(),
                    ),
                    content=json_bytes(body),
                )
            )
        )

    async def list_review_rounds(
        self, *, limit: int | None = None, after: str | None = None, event_position_at_least: str | None = None
    ) -> Response[ReviewRoundPage]:
        """The review rounds, the most recently started first."""
        return json_response(
            await self.send(
                Request(
                    "GET",
                    "/v1/review-rounds",
                    query=given(limit=limit, after=after),
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    def iterate_review_rounds(
        self, *, limit: int | None = None, after: str | None = None, event_position_at_least: str | None = None
    ) -> AsyncIterator[ReviewRound]:
        """All items of `list_review_rounds`, of all pages. `limit` is the size of a page."""
        return all_items_async(
            lambda cursor: self.list_review_rounds(
                limit=limit, event_position_at_least=event_position_at_least, after=cursor
            ),
            after,
        )

    async def open_review_round(
        self, body: ReviewRoundInput, *, event_position_at_least: str | None = None, idempotency_key: str | None = None
    ) -> Response[ReviewRound]:
        """Open a review round with its targets. Both are immutable; another round may set other targets."""
        return json_response(
            await self.send(
                Request(
                    "POST",
                    "/v1/review-rounds",
                    headers=request_headers(
                        "application/json",
                        event_position_at_least=event_position_at_least,
                        idempotency_key=idempotency_key or new_key(),
                    ),
                    content=json_bytes(body),
                )
            )
        )

    async def get_review_round(
        self, id: UUID | str, *, event_position_at_least: str | None = None
    ) -> Response[ReviewRound]:
        """A review round with its targets."""
        return json_response(
            await self.send(
                Request(
                    "GET",
                    f"/v1/review-rounds/{path_segment(id)}",
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    async def list_proposals(
        self,
        id: UUID | str,
        *,
        limit: int | None = None,
        after: str | None = None,
        event_position_at_least: str | None = None,
    ) -> Response[ProposalPage]:
        """The proposals of a round with their contents before and after and their state, in the order in which they
        were filed: those of the caller's agency, or all of them for the body that controls procedures."""
        return json_response(
            await self.send(
                Request(
                    "GET",
                    f"/v1/review-rounds/{path_segment(id)}/proposals",
                    query=given(limit=limit, after=after),
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    def iterate_proposals(
        self,
        id: UUID | str,
        *,
        limit: int | None = None,
        after: str | None = None,
        event_position_at_least: str | None = None,
    ) -> AsyncIterator[Proposal]:
        """All items of `list_proposals`, of all pages. `limit` is the size of a page."""
        return all_items_async(
            lambda cursor: self.list_proposals(
                id, limit=limit, event_position_at_least=event_position_at_least, after=cursor
            ),
            after,
        )

    async def file_proposal(
        self,
        id: UUID | str,
        body: ProposalInput,
        *,
        event_position_at_least: str | None = None,
        idempotency_key: str | None = None,
    ) -> Response[Proposal]:
        """File a proposal of the caller's agency to simplify a procedure, with the parts that it would change."""
        return json_response(
            await self.send(
                Request(
                    "POST",
                    f"/v1/review-rounds/{path_segment(id)}/proposals",
                    headers=request_headers(
                        "application/json",
                        event_position_at_least=event_position_at_least,
                        idempotency_key=idempotency_key or new_key(),
                    ),
                    content=json_bytes(body),
                )
            )
        )

    async def get_proposal(
        self, id: UUID | str, number: int, *, event_position_at_least: str | None = None
    ) -> Response[Proposal]:
        """One proposal of the caller's agency, or any for the body that controls procedures."""
        return json_response(
            await self.send(
                Request(
                    "GET",
                    f"/v1/review-rounds/{path_segment(id)}/proposals/{path_segment(number)}",
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    async def withdraw_proposal(
        self,
        id: UUID | str,
        number: int,
        body: ProposalWithdrawalInput,
        *,
        if_match: str | None = None,
        event_position_at_least: str | None = None,
        idempotency_key: str | None = None,
    ) -> Response[Proposal]:
        """Withdraw a proposal of the caller's agency. A proposal that a published version has realised cannot be
        withdrawn."""
        return json_response(
            await self.send(
                Request(
                    "POST",
                    f"/v1/review-rounds/{path_segment(id)}/proposals/{path_segment(number)}/withdraw",
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

    async def list_recorded_review_results(
        self,
        id: UUID | str,
        *,
        limit: int | None = None,
        after: str | None = None,
        event_position_at_least: str | None = None,
    ) -> Response[RecordedResultPage]:
        """The results that officers have recorded of a round, the last one, which applies, first."""
        return json_response(
            await self.send(
                Request(
                    "GET",
                    f"/v1/review-rounds/{path_segment(id)}/recorded-results",
                    query=given(limit=limit, after=after),
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    def iterate_recorded_review_results(
        self,
        id: UUID | str,
        *,
        limit: int | None = None,
        after: str | None = None,
        event_position_at_least: str | None = None,
    ) -> AsyncIterator[RecordedResult]:
        """All items of `list_recorded_review_results`, of all pages. `limit` is the size of a page."""
        return all_items_async(
            lambda cursor: self.list_recorded_review_results(
                id, limit=limit, event_position_at_least=event_position_at_least, after=cursor
            ),
            after,
        )

    async def record_review_result(
        self,
        id: UUID | str,
        body: ReviewResultInput,
        *,
        event_position_at_least: str | None = None,
        idempotency_key: str | None = None,
    ) -> Response[RecordedResult]:
        """Record the result of a round: what became of the procedures that were in force on its first day, as the
        law is known now. A later result takes the place of this one; both are kept."""
        return json_response(
            await self.send(
                Request(
                    "POST",
                    f"/v1/review-rounds/{path_segment(id)}/recorded-results",
                    headers=request_headers(
                        "application/json",
                        event_position_at_least=event_position_at_least,
                        idempotency_key=idempotency_key or new_key(),
                    ),
                    content=json_bytes(body),
                )
            )
        )

    async def get_review_results(
        self,
        id: UUID | str,
        *,
        group_by: ResultGrouping | None = None,
        on: date | str | None = None,
        known_on: datetime | str | None = None,
        limit: int | None = None,
        after: str | None = None,
        event_position_at_least: str | None = None,
    ) -> Response[ReviewResults]:
        """What became of the procedures that were in force on the round's first day, compared with its targets."""
        return json_response(
            await self.send(
                Request(
                    "GET",
                    f"/v1/review-rounds/{path_segment(id)}/results",
                    query=given(group_by=group_by, on=on, known_on=known_on, limit=limit, after=after),
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    def iterate_review_results(
        self,
        id: UUID | str,
        *,
        group_by: ResultGrouping | None = None,
        on: date | str | None = None,
        known_on: datetime | str | None = None,
        limit: int | None = None,
        after: str | None = None,
        event_position_at_least: str | None = None,
    ) -> AsyncIterator[GroupReviewResult]:
        """All items of `get_review_results`, of all pages. `limit` is the size of a page."""
        return all_items_async(
            lambda cursor: self.get_review_results(
                id,
                group_by=group_by,
                on=on,
                known_on=known_on,
                limit=limit,
                event_position_at_least=event_position_at_least,
                after=cursor,
            ),
            after,
        )

    async def list_role_holders(
        self, *, on: date | str | None = None, event_position_at_least: str | None = None
    ) -> Response[RoleHolders]:
        """Who drafts, controls, signs and publishes, and in which period."""
        return json_response(
            await self.send(
                Request(
                    "GET",
                    "/v1/role-holders",
                    query=given(on=on),
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    async def record_role_holders(
        self, body: RoleHoldersInput, *, event_position_at_least: str | None = None, idempotency_key: str | None = None
    ) -> Response[RecordedCount]:
        """Record role holders. The same list may be sent again; steps that were already taken are not affected."""
        return json_response(
            await self.send(
                Request(
                    "POST",
                    "/v1/role-holders",
                    headers=request_headers(
                        "application/json",
                        event_position_at_least=event_position_at_least,
                        idempotency_key=idempotency_key or new_key(),
                    ),
                    content=json_bytes(body),
                )
            )
        )

    async def search_procedures(
        self,
        *,
        q: str | None = None,
        field: str | None = None,
        agency: str | None = None,
        audience: str | None = None,
        level: HandlingLevel | None = None,
        online_level: OnlineLevel | None = None,
        in_force_on: date | str | None = None,
        limit: int | None = None,
        event_position_at_least: str | None = None,
    ) -> Response[SearchResult]:
        """The procedures in force on a day that match the query best, with counts of all matches by facet."""
        return json_response(
            await self.send(
                Request(
                    "GET",
                    "/v1/search",
                    query=given(
                        q=q,
                        field=field,
                        agency=agency,
                        audience=audience,
                        level=level,
                        online_level=online_level,
                        in_force_on=in_force_on,
                        limit=limit,
                    ),
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    async def list_life_events(self, *, event_position_at_least: str | None = None) -> Response[LifeEvents]:
        """The life events: phrases that tell of each, and the procedures that it makes necessary."""
        return json_response(
            await self.send(
                Request(
                    "GET",
                    "/v1/search/life-events",
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    async def record_life_events(
        self, body: LifeEventsInput, *, event_position_at_least: str | None = None, idempotency_key: str | None = None
    ) -> Response[RecordedCount]:
        """Records or withdraws life events, with effect on all later searches. Responds 404 `life-event-not-found`
        where an event to withdraw does not exist."""
        return json_response(
            await self.send(
                Request(
                    "POST",
                    "/v1/search/life-events",
                    headers=request_headers(
                        "application/json",
                        event_position_at_least=event_position_at_least,
                        idempotency_key=idempotency_key or new_key(),
                    ),
                    content=json_bytes(body),
                )
            )
        )

    async def suggest_procedures(
        self,
        *,
        q: str,
        in_force_on: date | str | None = None,
        limit: int | None = None,
        event_position_at_least: str | None = None,
    ) -> Response[ProcedureSuggestions]:
        """Names of procedures that complete the beginning of a query."""
        return json_response(
            await self.send(
                Request(
                    "GET",
                    "/v1/search/suggestions",
                    query=given(q=q, in_force_on=in_force_on, limit=limit),
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    async def list_search_terms(self, *, event_position_at_least: str | None = None) -> Response[SearchTerms]:
        """The search terms: common words with their meaning in the law, abbreviations, and what the search passes
        over."""
        return json_response(
            await self.send(
                Request(
                    "GET", "/v1/search/terms", headers=request_headers(event_position_at_least=event_position_at_least)
                )
            )
        )

    async def record_search_terms(
        self, body: SearchTermsInput, *, event_position_at_least: str | None = None, idempotency_key: str | None = None
    ) -> Response[RecordedCount]:
        """Records or withdraws terms, with effect on all later searches. Responds 404 `search-term-not-found` where
        a term to withdraw does not exist."""
        return json_response(
            await self.send(
                Request(
                    "POST",
                    "/v1/search/terms",
                    headers=request_headers(
                        "application/json",
                        event_position_at_least=event_position_at_least,
                        idempotency_key=idempotency_key or new_key(),
                    ),
                    content=json_bytes(body),
                )
            )
        )

    async def list_topics(self, *, event_position_at_least: str | None = None) -> Response[Topics]:
        """The topics of Decisions, by which reports count them."""
        return json_response(
            await self.send(
                Request("GET", "/v1/topics", headers=request_headers(event_position_at_least=event_position_at_least))
            )
        )

    async def list_webhook_subscribers(self, *, event_position_at_least: str | None = None) -> Response[Subscribers]:
        """The subscribers in the order of their codes, with the position of each."""
        return json_response(
            await self.send(
                Request(
                    "GET",
                    "/v1/webhook-subscribers",
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    async def record_webhook_subscriber(
        self, body: SubscriberInput, *, event_position_at_least: str | None = None, idempotency_key: str | None = None
    ) -> Response[RecordedCount]:
        """Record a subscriber. A known subscriber takes the given values and is pushed to again; `active: false`
        stops it."""
        return json_response(
            await self.send(
                Request(
                    "POST",
                    "/v1/webhook-subscribers",
                    headers=request_headers(
                        "application/json",
                        event_position_at_least=event_position_at_least,
                        idempotency_key=idempotency_key or new_key(),
                    ),
                    content=json_bytes(body),
                )
            )
        )

    async def replay_webhook_events(
        self,
        code: str,
        body: EventReplayInput,
        *,
        event_position_at_least: str | None = None,
        idempotency_key: str | None = None,
    ) -> Response[EventReplay]:
        """Send again the events after a sequence, under the same message ids."""
        return json_response(
            await self.send(
                Request(
                    "POST",
                    f"/v1/webhook-subscribers/{path_segment(code)}/replay",
                    headers=request_headers(
                        "application/json",
                        event_position_at_least=event_position_at_least,
                        idempotency_key=idempotency_key or new_key(),
                    ),
                    content=json_bytes(body),
                )
            )
        )

    async def list_working_hours(self, *, event_position_at_least: str | None = None) -> Response[AllWorkingHours]:
        """List how many working hours each unit of time has. Internal processes are compared with time limits in
        working hours."""
        return json_response(
            await self.send(
                Request(
                    "GET", "/v1/working-hours", headers=request_headers(event_position_at_least=event_position_at_least)
                )
            )
        )

    async def add_working_hours(
        self, body: WorkingHoursInput, *, event_position_at_least: str | None = None, idempotency_key: str | None = None
    ) -> Response[RecordedCount]:
        """Record how many working hours a unit of time has. Earlier comparisons do not change."""
        return json_response(
            await self.send(
                Request(
                    "POST",
                    "/v1/working-hours",
                    headers=request_headers(
                        "application/json",
                        event_position_at_least=event_position_at_least,
                        idempotency_key=idempotency_key or new_key(),
                    ),
                    content=json_bytes(body),
                )
            )
        )
