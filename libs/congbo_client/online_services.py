"""The operations of `online_services`.

Generated from docs/contracts/openapi by `make client`: do not edit."""

from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

from congbo_client.connection import Connection, all_items
from congbo_client.online_services_schemas import (
    AssignmentInput,
    ChangedDossierDraftInput,
    Dossier,
    DossierDraftInput,
    DossierInput,
    DossierReadings,
    DraftReadings,
    Drafts,
    DraftState,
    EnteredDossiers,
    ExtensionInput,
    FeeInput,
    FilingRequirements,
    Form,
    FormInput,
    LevelChangeInput,
    ListedServiceSets,
    MoveInput,
    OfferedOnlineService,
    OfferedOnlineServicePage,
    OfficersInput,
    OnlineFiling,
    OnlineLevel,
    OnlineServiceDetail,
    OnlineServiceHistory,
    OnlineServicesInput,
    PartialReasons,
    PastDossiersInput,
    PaymentInput,
    ProactiveLevelInput,
    ReadingInput,
    ReasonInput,
    RecordedDossierOfficers,
    ReductionInput,
    RegisteredOnlineServices,
    RegisterLine,
    RegisterLinePage,
    ServiceSetDetail,
    ServiceSetsInput,
    SetKind,
    State,
    StepInput,
    SubDossierInput,
    WholeDossier,
    WholeDraft,
    WorkGroup,
    WorkItem,
    WorkItemPage,
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
    AppliedPositions,
    EventPage,
    Liveness,
    OwnCounts,
    ProposedEventsInput,
    Readiness,
    ServicesImpact,
    SignedEpochs,
    SignedHeads,
    SigningKeys,
)


class OnlineServices(Connection):
    """Online services (dịch vụ công trực tuyến)."""

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

    def keep_dossier_draft(
        self, body: DossierDraftInput, *, event_position_at_least: str | None = None, idempotency_key: str | None = None
    ) -> Response[DraftState]:
        """Keep a draft of a filing: a citizen or a delegate for the channel `online`, a receiving officer for the
        others. It is kept until it is filed, discarded, or untouched for too long."""
        return json_response(
            self.send(
                Request(
                    "POST",
                    "/v1/dossier-drafts",
                    headers=request_headers(
                        "application/json",
                        event_position_at_least=event_position_at_least,
                        idempotency_key=idempotency_key or new_key(),
                    ),
                    content=json_bytes(body),
                )
            )
        )

    def discard_dossier_draft(
        self,
        id: UUID | str,
        *,
        if_match: str | None = None,
        event_position_at_least: str | None = None,
        idempotency_key: str | None = None,
    ) -> Response[None]:
        """Discard a draft: it is deleted."""
        return empty_response(
            self.send(
                Request(
                    "DELETE",
                    f"/v1/dossier-drafts/{path_segment(id)}",
                    headers=request_headers(
                        if_match=if_match,
                        event_position_at_least=event_position_at_least,
                        idempotency_key=idempotency_key or new_key(),
                    ),
                )
            )
        )

    def change_dossier_draft(
        self,
        id: UUID | str,
        body: ChangedDossierDraftInput,
        *,
        if_match: str | None = None,
        event_position_at_least: str | None = None,
        idempotency_key: str | None = None,
    ) -> Response[DraftState]:
        """Replace the whole draft, on the state that `If-Match` names. Another person's is 404."""
        return json_response(
            self.send(
                Request(
                    "PUT",
                    f"/v1/dossier-drafts/{path_segment(id)}",
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

    def file_dossier_draft(
        self,
        id: UUID | str,
        *,
        if_match: str | None = None,
        event_position_at_least: str | None = None,
        idempotency_key: str | None = None,
    ) -> Response[Dossier]:
        """File the draft under the version that is in force today, as `POST /v1/dossiers` does. The dossier has the
        id of the draft, which ends with it; filed again, it is the same dossier."""
        return json_response(
            self.send(
                Request(
                    "POST",
                    f"/v1/dossier-drafts/{path_segment(id)}/filing",
                    headers=request_headers(
                        if_match=if_match,
                        event_position_at_least=event_position_at_least,
                        idempotency_key=idempotency_key or new_key(),
                    ),
                )
            )
        )

    def read_dossier_draft(
        self,
        id: UUID | str,
        body: ReadingInput,
        *,
        event_position_at_least: str | None = None,
        idempotency_key: str | None = None,
    ) -> Response[WholeDraft]:
        """Read a draft that the caller, an officer, keeps for an applicant. That it was read, by whom and why is
        recorded, and the applicant sees it."""
        return json_response(
            self.send(
                Request(
                    "POST",
                    f"/v1/dossier-drafts/{path_segment(id)}/readings",
                    headers=request_headers(
                        "application/json",
                        event_position_at_least=event_position_at_least,
                        idempotency_key=idempotency_key or new_key(),
                    ),
                    content=json_bytes(body),
                )
            )
        )

    def record_dossier_officers(
        self, body: OfficersInput, *, event_position_at_least: str | None = None, idempotency_key: str | None = None
    ) -> Response[RecordedDossierOfficers]:
        """Record who handles dossiers as what, from when, and on what ground. The same list may be sent again."""
        return json_response(
            self.send(
                Request(
                    "POST",
                    "/v1/dossier-officers",
                    headers=request_headers(
                        "application/json",
                        event_position_at_least=event_position_at_least,
                        idempotency_key=idempotency_key or new_key(),
                    ),
                    content=json_bytes(body),
                )
            )
        )

    def file_dossier(
        self, body: DossierInput, *, event_position_at_least: str | None = None, idempotency_key: str | None = None
    ) -> Response[Dossier]:
        """File a dossier under the version that is in force today: a citizen for themselves, a delegate, or a
        receiving officer at the counter. It needs an `Idempotency-Key`: the same filing sent again is the same
        dossier."""
        return json_response(
            self.send(
                Request(
                    "POST",
                    "/v1/dossiers",
                    headers=request_headers(
                        "application/json",
                        event_position_at_least=event_position_at_least,
                        idempotency_key=idempotency_key or new_key(),
                    ),
                    content=json_bytes(body),
                )
            )
        )

    def reassign_dossier(
        self,
        id: UUID | str,
        body: AssignmentInput,
        *,
        if_match: str | None = None,
        event_position_at_least: str | None = None,
        idempotency_key: str | None = None,
    ) -> Response[Dossier]:
        """Reassign a dossier to another handler of the deciding agency: the one who has it, or the head of the
        agency."""
        return json_response(
            self.send(
                Request(
                    "POST",
                    f"/v1/dossiers/{path_segment(id)}/assignment",
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

    def claim_dossier(
        self,
        id: UUID | str,
        *,
        if_match: str | None = None,
        event_position_at_least: str | None = None,
        idempotency_key: str | None = None,
    ) -> Response[Dossier]:
        """Claim a dossier: no other officer handles it until it is given back or reassigned."""
        return json_response(
            self.send(
                Request(
                    "POST",
                    f"/v1/dossiers/{path_segment(id)}/claim",
                    headers=request_headers(
                        if_match=if_match,
                        event_position_at_least=event_position_at_least,
                        idempotency_key=idempotency_key or new_key(),
                    ),
                )
            )
        )

    def extend_dossier(
        self,
        id: UUID | str,
        body: ExtensionInput,
        *,
        if_match: str | None = None,
        event_position_at_least: str | None = None,
        idempotency_key: str | None = None,
    ) -> Response[Dossier]:
        """Give a new appointment by a letter of apology, once, at least a day before the old one."""
        return json_response(
            self.send(
                Request(
                    "POST",
                    f"/v1/dossiers/{path_segment(id)}/extension",
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

    def pay_fee(
        self,
        id: UUID | str,
        body: PaymentInput,
        *,
        if_match: str | None = None,
        event_position_at_least: str | None = None,
        idempotency_key: str | None = None,
    ) -> Response[Dossier]:
        """Record that the fee was paid: at the treasury, which confirms it, or in cash to a receiver. The clock goes
        on."""
        return json_response(
            self.send(
                Request(
                    "POST",
                    f"/v1/dossiers/{path_segment(id)}/fee-payment",
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

    def request_fee(
        self,
        id: UUID | str,
        body: FeeInput,
        *,
        if_match: str | None = None,
        event_position_at_least: str | None = None,
        idempotency_key: str | None = None,
    ) -> Response[Dossier]:
        """Ask the applicant to pay a fee, with its ground and a reason: the clock stops."""
        return json_response(
            self.send(
                Request(
                    "POST",
                    f"/v1/dossiers/{path_segment(id)}/fee-request",
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

    def waive_fee(
        self,
        id: UUID | str,
        body: ReductionInput,
        *,
        if_match: str | None = None,
        event_position_at_least: str | None = None,
        idempotency_key: str | None = None,
    ) -> Response[Dossier]:
        """Waive the fee, or reduce it and take the rest in cash, with a reason. The clock goes on."""
        return json_response(
            self.send(
                Request(
                    "POST",
                    f"/v1/dossiers/{path_segment(id)}/fee-waiver",
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

    def begin_handling(
        self,
        id: UUID | str,
        *,
        if_match: str | None = None,
        event_position_at_least: str | None = None,
        idempotency_key: str | None = None,
    ) -> Response[Dossier]:
        """Begin to handle a dossier that was received."""
        return json_response(
            self.send(
                Request(
                    "POST",
                    f"/v1/dossiers/{path_segment(id)}/handling",
                    headers=request_headers(
                        if_match=if_match,
                        event_position_at_least=event_position_at_least,
                        idempotency_key=idempotency_key or new_key(),
                    ),
                )
            )
        )

    def deliver_result(
        self,
        id: UUID | str,
        *,
        if_match: str | None = None,
        event_position_at_least: str | None = None,
        idempotency_key: str | None = None,
    ) -> Response[Dossier]:
        """Hand over the result, or the notice that handling stopped."""
        return json_response(
            self.send(
                Request(
                    "POST",
                    f"/v1/dossiers/{path_segment(id)}/handover",
                    headers=request_headers(
                        if_match=if_match,
                        event_position_at_least=event_position_at_least,
                        idempotency_key=idempotency_key or new_key(),
                    ),
                )
            )
        )

    def move_dossier(
        self,
        id: UUID | str,
        body: MoveInput,
        *,
        if_match: str | None = None,
        event_position_at_least: str | None = None,
        idempotency_key: str | None = None,
    ) -> Response[Dossier]:
        """Move the dossier to another agency that is competent, with a reason. The clock goes on."""
        return json_response(
            self.send(
                Request(
                    "POST",
                    f"/v1/dossiers/{path_segment(id)}/move",
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

    def read_dossier(
        self,
        id: UUID | str,
        body: ReadingInput,
        *,
        event_position_at_least: str | None = None,
        idempotency_key: str | None = None,
    ) -> Response[WholeDossier]:
        """Read the whole dossier as an officer who holds a role about it. That it was read, by whom and why is
        recorded, and the citizen sees it."""
        return json_response(
            self.send(
                Request(
                    "POST",
                    f"/v1/dossiers/{path_segment(id)}/readings",
                    headers=request_headers(
                        "application/json",
                        event_position_at_least=event_position_at_least,
                        idempotency_key=idempotency_key or new_key(),
                    ),
                    content=json_bytes(body),
                )
            )
        )

    def receive_dossier(
        self,
        id: UUID | str,
        *,
        event_position_at_least: str | None = None,
        idempotency_key: str | None = None,
        if_match: str | None = None,
    ) -> Response[Dossier]:
        """Receive the dossier: it gets its number, its clock begins, and the appointment is given."""
        return json_response(
            self.send(
                Request(
                    "POST",
                    f"/v1/dossiers/{path_segment(id)}/reception",
                    headers=request_headers(
                        event_position_at_least=event_position_at_least,
                        idempotency_key=idempotency_key or new_key(),
                        if_match=if_match,
                    ),
                )
            )
        )

    def decline_dossier(
        self,
        id: UUID | str,
        body: ReasonInput,
        *,
        if_match: str | None = None,
        event_position_at_least: str | None = None,
        idempotency_key: str | None = None,
    ) -> Response[Dossier]:
        """Do not receive the dossier, with a reason."""
        return json_response(
            self.send(
                Request(
                    "POST",
                    f"/v1/dossiers/{path_segment(id)}/refusal",
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

    def finish_dossier(
        self,
        id: UUID | str,
        *,
        if_match: str | None = None,
        event_position_at_least: str | None = None,
        idempotency_key: str | None = None,
    ) -> Response[Dossier]:
        """Finish the dossier with a result."""
        return json_response(
            self.send(
                Request(
                    "POST",
                    f"/v1/dossiers/{path_segment(id)}/result",
                    headers=request_headers(
                        if_match=if_match,
                        event_position_at_least=event_position_at_least,
                        idempotency_key=idempotency_key or new_key(),
                    ),
                )
            )
        )

    def replace_result(
        self,
        id: UUID | str,
        body: ReasonInput,
        *,
        if_match: str | None = None,
        event_position_at_least: str | None = None,
        idempotency_key: str | None = None,
    ) -> Response[Dossier]:
        """Replace the result before it is handed over, with a reason."""
        return json_response(
            self.send(
                Request(
                    "POST",
                    f"/v1/dossiers/{path_segment(id)}/result-replacement",
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

    def revoke_result(
        self,
        id: UUID | str,
        body: ReasonInput,
        *,
        if_match: str | None = None,
        event_position_at_least: str | None = None,
        idempotency_key: str | None = None,
    ) -> Response[Dossier]:
        """Revoke a result that was handed over, with a reason. The outcome stays as it was fixed."""
        return json_response(
            self.send(
                Request(
                    "POST",
                    f"/v1/dossiers/{path_segment(id)}/result-revocation",
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

    def give_back_dossier(
        self,
        id: UUID | str,
        *,
        if_match: str | None = None,
        event_position_at_least: str | None = None,
        idempotency_key: str | None = None,
    ) -> Response[Dossier]:
        """Give a dossier back, so that any handler of the agency may claim it."""
        return json_response(
            self.send(
                Request(
                    "POST",
                    f"/v1/dossiers/{path_segment(id)}/return",
                    headers=request_headers(
                        if_match=if_match,
                        event_position_at_least=event_position_at_least,
                        idempotency_key=idempotency_key or new_key(),
                    ),
                )
            )
        )

    def pass_step(
        self,
        id: UUID | str,
        body: StepInput,
        *,
        if_match: str | None = None,
        event_position_at_least: str | None = None,
        idempotency_key: str | None = None,
    ) -> Response[Dossier]:
        """Pass the dossier on to the next step of the approved internal process."""
        return json_response(
            self.send(
                Request(
                    "POST",
                    f"/v1/dossiers/{path_segment(id)}/step",
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

    def stop_dossier(
        self,
        id: UUID | str,
        body: ReasonInput,
        *,
        if_match: str | None = None,
        event_position_at_least: str | None = None,
        idempotency_key: str | None = None,
    ) -> Response[Dossier]:
        """Stop handling the dossier, with a reason."""
        return json_response(
            self.send(
                Request(
                    "POST",
                    f"/v1/dossiers/{path_segment(id)}/stop",
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

    def open_sub_dossier(
        self,
        id: UUID | str,
        body: SubDossierInput,
        *,
        if_match: str | None = None,
        event_position_at_least: str | None = None,
        idempotency_key: str | None = None,
    ) -> Response[Dossier]:
        """Open a sub-dossier at another agency as the handler of this one. That agency receives it, with a number
        and a clock of its own; this one ends after it. It needs an `Idempotency-Key`."""
        return json_response(
            self.send(
                Request(
                    "POST",
                    f"/v1/dossiers/{path_segment(id)}/sub-dossiers",
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

    def submit_supplement(
        self,
        id: UUID | str,
        *,
        if_match: str | None = None,
        event_position_at_least: str | None = None,
        idempotency_key: str | None = None,
    ) -> Response[Dossier]:
        """Hand in what was asked for."""
        return json_response(
            self.send(
                Request(
                    "POST",
                    f"/v1/dossiers/{path_segment(id)}/supplement",
                    headers=request_headers(
                        if_match=if_match,
                        event_position_at_least=event_position_at_least,
                        idempotency_key=idempotency_key or new_key(),
                    ),
                )
            )
        )

    def accept_supplement(
        self,
        id: UUID | str,
        *,
        if_match: str | None = None,
        event_position_at_least: str | None = None,
        idempotency_key: str | None = None,
    ) -> Response[Dossier]:
        """Accept the supplement that was handed in: the clock begins again or goes on, and a new appointment is
        given."""
        return json_response(
            self.send(
                Request(
                    "POST",
                    f"/v1/dossiers/{path_segment(id)}/supplement-acceptance",
                    headers=request_headers(
                        if_match=if_match,
                        event_position_at_least=event_position_at_least,
                        idempotency_key=idempotency_key or new_key(),
                    ),
                )
            )
        )

    def lapse_supplement(
        self,
        id: UUID | str,
        body: ReasonInput,
        *,
        if_match: str | None = None,
        event_position_at_least: str | None = None,
        idempotency_key: str | None = None,
    ) -> Response[Dossier]:
        """Decline a dossier whose supplement was not handed in in time."""
        return json_response(
            self.send(
                Request(
                    "POST",
                    f"/v1/dossiers/{path_segment(id)}/supplement-lapse",
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

    def request_supplement(
        self,
        id: UUID | str,
        body: ReasonInput,
        *,
        if_match: str | None = None,
        event_position_at_least: str | None = None,
        idempotency_key: str | None = None,
    ) -> Response[Dossier]:
        """Ask the applicant for all that is missing, once: the receiver before reception, the handler within three
        working days of it, which stops the clock."""
        return json_response(
            self.send(
                Request(
                    "POST",
                    f"/v1/dossiers/{path_segment(id)}/supplement-request",
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

    def withdraw_dossier(
        self,
        id: UUID | str,
        body: ReasonInput,
        *,
        if_match: str | None = None,
        event_position_at_least: str | None = None,
        idempotency_key: str | None = None,
    ) -> Response[Dossier]:
        """Withdraw the dossier at the applicant's request. Its number is not given again."""
        return json_response(
            self.send(
                Request(
                    "POST",
                    f"/v1/dossiers/{path_segment(id)}/withdrawal",
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

    def list_events(
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
            self.send(
                Request("GET", "/v1/events", query=given(shard=shard, after=after, wait=wait, limit=limit, type=type))
            )
        )

    def list_stream_epochs(
        self,
    ) -> Response[SignedEpochs]:
        """The signed epochs: each begins where the streams go on differently after a restore. Empty in the first
        epoch."""
        return json_response(self.send(Request("GET", "/v1/events/epochs")))

    def get_stream_heads(
        self,
    ) -> Response[SignedHeads]:
        """The signed head of each shard, read from the primary."""
        return json_response(self.send(Request("GET", "/v1/events/head")))

    def list_stream_keys(
        self,
    ) -> Response[SigningKeys]:
        """Every key that has signed heads. The first key is signed by itself, each later one by its predecessor;
        bytes are base64."""
        return json_response(self.send(Request("GET", "/v1/events/keys")))

    def get_filing_requirements(
        self, code: str, *, on: date | str | None = None, event_position_at_least: str | None = None
    ) -> Response[FilingRequirements]:
        """Return what filing a dossier of the procedure needs: papers by case, channels with time limits and fees,
        the population fields, and the internal processes. 503 `content-not-here-yet` while the content is being
        fetched."""
        return json_response(
            self.send(
                Request(
                    "GET",
                    f"/v1/filing-requirements/{path_segment(code)}",
                    query=given(on=on),
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    def get_form(self, code: str, version: int, *, event_position_at_least: str | None = None) -> Response[Form]:
        """Return the form of a version. 404 `form-not-recorded` where none is: then nothing is filled in."""
        return json_response(
            self.send(
                Request(
                    "GET",
                    f"/v1/forms/{path_segment(code)}/versions/{path_segment(version)}",
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    def record_form(
        self,
        code: str,
        version: int,
        body: FormInput,
        *,
        event_position_at_least: str | None = None,
        idempotency_key: str | None = None,
    ) -> Response[Form]:
        """Record the form of a version. It judges what is filed from now on; what was filed keeps its form."""
        return json_response(
            self.send(
                Request(
                    "POST",
                    f"/v1/forms/{path_segment(code)}/versions/{path_segment(version)}",
                    headers=request_headers(
                        "application/json",
                        event_position_at_least=event_position_at_least,
                        idempotency_key=idempotency_key or new_key(),
                    ),
                    content=json_bytes(body),
                )
            )
        )

    def state_impact(
        self, body: ProposedEventsInput, *, event_position_at_least: str | None = None
    ) -> Response[ServicesImpact]:
        """State which online services these events of `procedures` would change, and how many open dossiers of their
        procedures there are. Nothing is recorded."""
        return json_response(
            self.send(
                Request(
                    "POST",
                    "/v1/impact",
                    headers=request_headers("application/json", event_position_at_least=event_position_at_least),
                    content=json_bytes(body),
                )
            )
        )

    def list_readings_of_my_dossier_drafts(
        self, *, event_position_at_least: str | None = None
    ) -> Response[DraftReadings]:
        """Return which officers read drafts about the caller, when and why, the latest 1,000, also of drafts that
        were filed or discarded since."""
        return json_response(
            self.send(
                Request(
                    "GET",
                    "/v1/me/dossier-draft-readings",
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    def list_my_dossier_drafts(self, *, event_position_at_least: str | None = None) -> Response[Drafts]:
        """Return which drafts the caller keeps."""
        return json_response(
            self.send(
                Request(
                    "GET",
                    "/v1/me/dossier-drafts",
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    def get_my_dossier_draft(
        self, id: UUID | str, *, event_position_at_least: str | None = None
    ) -> Response[WholeDraft]:
        """Return a draft of the caller, what changed in the law since, and what does not fit it. Another person's is
        404."""
        return json_response(
            self.send(
                Request(
                    "GET",
                    f"/v1/me/dossier-drafts/{path_segment(id)}",
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    def get_my_dossier(self, id: UUID | str, *, event_position_at_least: str | None = None) -> Response[WholeDossier]:
        """Return a dossier of the caller, or one for which they are the delegate. Another person's is 404."""
        return json_response(
            self.send(
                Request(
                    "GET",
                    f"/v1/me/dossiers/{path_segment(id)}",
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    def list_readings_of_my_dossier(
        self, id: UUID | str, *, event_position_at_least: str | None = None
    ) -> Response[DossierReadings]:
        """Return which officers read a dossier of the caller, when and why, the latest first."""
        return json_response(
            self.send(
                Request(
                    "GET",
                    f"/v1/me/dossiers/{path_segment(id)}/readings",
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    def get_online_filing(
        self, code: str, *, on: date | str | None = None, event_position_at_least: str | None = None
    ) -> Response[OnlineFiling]:
        """Answer whether a dossier of the procedure may be filed online on a day, at which level, and from when. 404
        `procedure-not-found` where no Decision made such a procedure law."""
        return json_response(
            self.send(
                Request(
                    "GET",
                    f"/v1/online-filing/{path_segment(code)}",
                    query=given(on=on),
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    def list_online_services(
        self,
        *,
        on: date | str | None = None,
        level: OnlineLevel | None = None,
        procedure_code: str | None = None,
        agency: str | None = None,
        under_review: bool | None = None,
        limit: int | None = None,
        after: str | None = None,
        event_position_at_least: str | None = None,
    ) -> Response[OfferedOnlineServicePage]:
        """Returns the services that are in the registry on a day, with their level on that day. At
        `information_only` and `undetermined` nothing is filed online: these are not online services, and no
        report counts them."""
        return json_response(
            self.send(
                Request(
                    "GET",
                    "/v1/online-services",
                    query=given(
                        on=on,
                        level=level,
                        procedure_code=procedure_code,
                        agency=agency,
                        under_review=under_review,
                        limit=limit,
                        after=after,
                    ),
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    def iterate_online_services(
        self,
        *,
        on: date | str | None = None,
        level: OnlineLevel | None = None,
        procedure_code: str | None = None,
        agency: str | None = None,
        under_review: bool | None = None,
        limit: int | None = None,
        after: str | None = None,
        event_position_at_least: str | None = None,
    ) -> Iterator[OfferedOnlineService]:
        """All items of `list_online_services`, of all pages. `limit` is the size of a page."""
        return all_items(
            lambda cursor: self.list_online_services(
                on=on,
                level=level,
                procedure_code=procedure_code,
                agency=agency,
                under_review=under_review,
                limit=limit,
                event_position_at_least=event_position_at_least,
                after=cursor,
            ),
            after,
        )

    def register_online_services(
        self,
        body: OnlineServicesInput,
        *,
        event_position_at_least: str | None = None,
        idempotency_key: str | None = None,
    ) -> Response[RegisteredOnlineServices]:
        """Offers procedures online, either all of them or none. With `Event-Position-At-Least` the request waits
        until the events of their Decision have been applied here."""
        return json_response(
            self.send(
                Request(
                    "POST",
                    "/v1/online-services",
                    headers=request_headers(
                        "application/json",
                        event_position_at_least=event_position_at_least,
                        idempotency_key=idempotency_key or new_key(),
                    ),
                    content=json_bytes(body),
                )
            )
        )

    def get_online_service(
        self, id: UUID | str, *, event_position_at_least: str | None = None
    ) -> Response[OnlineServiceDetail]:
        """Returns a service with all its levels: past, present and decided for later."""
        return json_response(
            self.send(
                Request(
                    "GET",
                    f"/v1/online-services/{path_segment(id)}",
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    def get_online_service_history(
        self, id: UUID | str, *, event_position_at_least: str | None = None
    ) -> Response[OnlineServiceHistory]:
        """Returns all changes of a service: when each was recorded, from which day it applies, and under which
        Decision."""
        return json_response(
            self.send(
                Request(
                    "GET",
                    f"/v1/online-services/{path_segment(id)}/history",
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    def set_online_service_level(
        self,
        id: UUID | str,
        body: LevelChangeInput,
        *,
        if_match: str | None = None,
        event_position_at_least: str | None = None,
        idempotency_key: str | None = None,
    ) -> Response[OnlineServiceDetail]:
        """Raises or lowers the level of a service from a day on. Only a partial service states a reason."""
        return json_response(
            self.send(
                Request(
                    "POST",
                    f"/v1/online-services/{path_segment(id)}/level",
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

    def set_proactive_level(
        self,
        id: UUID | str,
        body: ProactiveLevelInput,
        *,
        if_match: str | None = None,
        event_position_at_least: str | None = None,
        idempotency_key: str | None = None,
    ) -> Response[OnlineServiceDetail]:
        """Records how proactively a service is provided from a day on (mức độ chủ động, Điều 16 NĐ 224/2026)."""
        return json_response(
            self.send(
                Request(
                    "POST",
                    f"/v1/online-services/{path_segment(id)}/proactive-level",
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

    def confirm_online_service_review(
        self,
        id: UUID | str,
        *,
        if_match: str | None = None,
        event_position_at_least: str | None = None,
        idempotency_key: str | None = None,
    ) -> Response[OnlineServiceDetail]:
        """Confirms a service whose procedure was amended. `If-Match` prevents that an amendment is confirmed that
        arrived after the officer read the service."""
        return json_response(
            self.send(
                Request(
                    "POST",
                    f"/v1/online-services/{path_segment(id)}/review",
                    headers=request_headers(
                        if_match=if_match,
                        event_position_at_least=event_position_at_least,
                        idempotency_key=idempotency_key or new_key(),
                    ),
                )
            )
        )

    def get_own_counts(
        self,
        *,
        first: date | str,
        last: date | str,
        applied: str | None = None,
        event_position_at_least: str | None = None,
    ) -> Response[OwnCounts]:
        """The services that are offered on the last day by level, the dossiers that were received on the days, and
        those that are open after them, as the tables of this service have them now."""
        return json_response(
            self.send(
                Request(
                    "GET",
                    "/v1/own-counts",
                    query=given(first=first, last=last, applied=applied),
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    def list_partial_reasons(self, *, event_position_at_least: str | None = None) -> Response[PartialReasons]:
        """Returns the reasons that Điều 14 NĐ 224/2026 lists. Each partial service also states the law that requires
        its reason."""
        return json_response(
            self.send(
                Request(
                    "GET",
                    "/v1/partial-reasons",
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    def enter_past_dossiers(
        self, body: PastDossiersInput, *, event_position_at_least: str | None = None, idempotency_key: str | None = None
    ) -> Response[EnteredDossiers]:
        """Enter past dossiers whole, at the moments at which they were filed and handled. The table of states, the
        law of those days and the clock check them as if they were of today, and their events are marked
        (`back_entered`). All of them are entered, or none. It needs an `Idempotency-Key`."""
        return json_response(
            self.send(
                Request(
                    "POST",
                    "/v1/past-dossiers",
                    headers=request_headers(
                        "application/json",
                        event_position_at_least=event_position_at_least,
                        idempotency_key=idempotency_key or new_key(),
                    ),
                    content=json_bytes(body),
                )
            )
        )

    def list_register(
        self,
        *,
        from_: date | str,
        to: date | str,
        state: State | None = None,
        limit: int | None = None,
        after: str | None = None,
        event_position_at_least: str | None = None,
    ) -> Response[RegisterLinePage]:
        """Return the dossiers that the caller's agency received in a period, in the order of reception."""
        return json_response(
            self.send(
                Request(
                    "GET",
                    "/v1/register",
                    query=given(from_=from_, to=to, state=state, limit=limit, after=after),
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    def iterate_register(
        self,
        *,
        from_: date | str,
        to: date | str,
        state: State | None = None,
        limit: int | None = None,
        after: str | None = None,
        event_position_at_least: str | None = None,
    ) -> Iterator[RegisterLine]:
        """All items of `list_register`, of all pages. `limit` is the size of a page."""
        return all_items(
            lambda cursor: self.list_register(
                from_=from_,
                to=to,
                state=state,
                limit=limit,
                event_position_at_least=event_position_at_least,
                after=cursor,
            ),
            after,
        )

    def download_register(
        self,
        *,
        from_: date | str,
        to: date | str,
        state: State | None = None,
        event_position_at_least: str | None = None,
    ) -> Response[bytes]:
        """Return the same as one table, from one snapshot of the database."""
        return bytes_response(
            self.send(
                Request(
                    "GET",
                    "/v1/register.csv",
                    query=given(from_=from_, to=to, state=state),
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    def list_service_sets(
        self, *, on: date | str | None = None, kind: SetKind | None = None, event_position_at_least: str | None = None
    ) -> Response[ListedServiceSets]:
        """Returns the sets of a day in the order of their codes."""
        return json_response(
            self.send(
                Request(
                    "GET",
                    "/v1/service-sets",
                    query=given(on=on, kind=kind),
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    def record_service_sets(
        self, body: ServiceSetsInput, *, event_position_at_least: str | None = None, idempotency_key: str | None = None
    ) -> Response[None]:
        """Records sets and what is in them. Of rows with the same set, procedure and first day the last one counts,
        and earlier ones stay on record with their author and ground."""
        return empty_response(
            self.send(
                Request(
                    "POST",
                    "/v1/service-sets",
                    headers=request_headers(
                        "application/json",
                        event_position_at_least=event_position_at_least,
                        idempotency_key=idempotency_key or new_key(),
                    ),
                    content=json_bytes(body),
                )
            )
        )

    def get_service_set(
        self, code: str, *, on: date | str | None = None, event_position_at_least: str | None = None
    ) -> Response[ServiceSetDetail]:
        """Returns a set with its members on a day, and at which level each is offered then."""
        return json_response(
            self.send(
                Request(
                    "GET",
                    f"/v1/service-sets/{path_segment(code)}",
                    query=given(on=on),
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    def list_work(
        self,
        *,
        group: WorkGroup,
        mine: bool | None = None,
        limit: int | None = None,
        after: str | None = None,
        event_position_at_least: str | None = None,
    ) -> Response[WorkItemPage]:
        """Return the dossiers of one group that the caller's agency has to work on, the earliest appointment first.
        It is empty for a caller who holds no role at their agency today."""
        return json_response(
            self.send(
                Request(
                    "GET",
                    "/v1/work-list",
                    query=given(group=group, mine=mine, limit=limit, after=after),
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    def iterate_work(
        self,
        *,
        group: WorkGroup,
        mine: bool | None = None,
        limit: int | None = None,
        after: str | None = None,
        event_position_at_least: str | None = None,
    ) -> Iterator[WorkItem]:
        """All items of `list_work`, of all pages. `limit` is the size of a page."""
        return all_items(
            lambda cursor: self.list_work(
                group=group, mine=mine, limit=limit, event_position_at_least=event_position_at_least, after=cursor
            ),
            after,
        )
