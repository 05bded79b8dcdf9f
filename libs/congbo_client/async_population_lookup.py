"""The operations of `population_lookup`.

Generated from docs/contracts/openapi by `make client`: do not edit."""

from collections.abc import AsyncIterator, Sequence
from uuid import UUID

from congbo_client.connection import AsyncConnection, all_items_async
from congbo_client.population_lookup_schemas import (
    Access,
    AccessPage,
    AccessSearchInput,
    CallPage,
    Confirmation,
    CongdanCollection,
    Expectation,
    ExpectationInput,
    ExpectationPage,
    Gateway,
    GatewayFormat,
    GatewayRequest,
    LoggedAccess,
    LoggedAccessPage,
    Lookup,
    LookupInput,
    PersonaList,
    RecordedCall,
    RemovedExpectations,
    RemovedPersonas,
    SessionPersona,
    SessionPersonaInput,
    SpellingProfile,
    TraCuuThongTinCongDanInput,
    Verification,
    VerificationInput,
    Withholding,
    WithholdingInput,
)
from congbo_client.requests import (
    Request,
    Response,
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
    LookupsImpact,
    ProposedEventsInput,
    Readiness,
    SignedEpochs,
    SignedHeads,
    SigningKeys,
)


class AsyncPopulationLookup(AsyncConnection):
    """Population look-up (a mock of the national population database)."""

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

    async def call_through_gateway(
        self,
        operation: str,
        body: GatewayRequest,
        *,
        format: GatewayFormat | None = None,
        event_position_at_least: str | None = None,
        idempotency_key: str | None = None,
    ) -> Response[Gateway]:
        """One operation of the national service; the answer is `{error_code, message}`, or the converter's JSON."""
        return json_response(
            await self.send(
                Request(
                    "POST",
                    f"/lgsp/{path_segment(operation)}",
                    query=given(format=format),
                    headers=request_headers(
                        "application/json",
                        event_position_at_least=event_position_at_least,
                        idempotency_key=idempotency_key or new_key(),
                    ),
                    content=json_bytes(body),
                )
            )
        )

    async def tra_cuu_thong_tin_cong_dan(
        self,
        body: TraCuuThongTinCongDanInput,
        *,
        profile: SpellingProfile | None = None,
        event_position_at_least: str | None = None,
        idempotency_key: str | None = None,
    ) -> Response[CongdanCollection | Confirmation]:
        """The same with the names of the national service; `MaTichHop` chooses the operation."""
        return json_response(
            await self.send(
                Request(
                    "POST",
                    "/v1/TraCuuThongTinCongDan",
                    query=given(profile=profile),
                    headers=request_headers(
                        "application/json",
                        event_position_at_least=event_position_at_least,
                        idempotency_key=idempotency_key or new_key(),
                    ),
                    content=json_bytes(body),
                )
            )
        )

    async def search_accesses(
        self,
        body: AccessSearchInput,
        *,
        limit: int | None = None,
        after: str | None = None,
        event_position_at_least: str | None = None,
        idempotency_key: str | None = None,
    ) -> Response[LoggedAccessPage]:
        """All accesses that concern one citizen, latest first. That they were read, by whom and why is a line of the
        same log, which the citizen sees."""
        return json_response(
            await self.send(
                Request(
                    "POST",
                    "/v1/accesses/search",
                    query=given(limit=limit, after=after),
                    headers=request_headers(
                        "application/json",
                        event_position_at_least=event_position_at_least,
                        idempotency_key=idempotency_key or new_key(),
                    ),
                    content=json_bytes(body),
                )
            )
        )

    def iterate_search_accesses(
        self,
        body: AccessSearchInput,
        *,
        limit: int | None = None,
        after: str | None = None,
        event_position_at_least: str | None = None,
    ) -> AsyncIterator[LoggedAccess]:
        """All items of `search_accesses`, of all pages. `limit` is the size of a page."""
        return all_items_async(
            lambda cursor: self.search_accesses(
                body, limit=limit, event_position_at_least=event_position_at_least, after=cursor
            ),
            after,
        )

    async def withhold_access(
        self,
        lookup_id: UUID | str,
        body: WithholdingInput,
        *,
        event_position_at_least: str | None = None,
        idempotency_key: str | None = None,
    ) -> Response[Withholding]:
        """Withhold an access from the citizen whom it concerns until a day; a later day, or today, takes its place."""
        return json_response(
            await self.send(
                Request(
                    "PUT",
                    f"/v1/accesses/{path_segment(lookup_id)}/withholding",
                    headers=request_headers(
                        "application/json",
                        event_position_at_least=event_position_at_least,
                        idempotency_key=idempotency_key or new_key(),
                    ),
                    content=json_bytes(body),
                )
            )
        )

    async def get_applied_positions(self, *, event_position_at_least: str | None = None) -> Response[AppliedPositions]:
        """The positions that this service has applied of other services' streams. Needs no token: the response holds
        numbers only."""
        return json_response(
            await self.send(
                Request(
                    "GET",
                    "/v1/applied-positions",
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    async def forget_calls(
        self, *, event_position_at_least: str | None = None, idempotency_key: str | None = None
    ) -> Response[None]:
        """Forget the calls of the session."""
        return empty_response(
            await self.send(
                Request(
                    "DELETE",
                    "/v1/calls",
                    headers=request_headers(
                        event_position_at_least=event_position_at_least, idempotency_key=idempotency_key or new_key()
                    ),
                )
            )
        )

    async def list_calls(
        self, *, limit: int | None = None, after: str | None = None, event_position_at_least: str | None = None
    ) -> Response[CallPage]:
        """The look-ups that came in the session, in their order. The latest 10,000 are kept."""
        return json_response(
            await self.send(
                Request(
                    "GET",
                    "/v1/calls",
                    query=given(limit=limit, after=after),
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    def iterate_calls(
        self, *, limit: int | None = None, after: str | None = None, event_position_at_least: str | None = None
    ) -> AsyncIterator[RecordedCall]:
        """All items of `list_calls`, of all pages. `limit` is the size of a page."""
        return all_items_async(
            lambda cursor: self.list_calls(limit=limit, event_position_at_least=event_position_at_least, after=cursor),
            after,
        )

    async def verify_calls(
        self, body: VerificationInput, *, event_position_at_least: str | None = None
    ) -> Response[Verification]:
        """Whether a statement about the calls of the session is true; if not, the calls that come nearest, and what
        differs."""
        return json_response(
            await self.send(
                Request(
                    "POST",
                    "/v1/calls/verify",
                    headers=request_headers("application/json", event_position_at_least=event_position_at_least),
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

    async def remove_expectations(
        self, *, event_position_at_least: str | None = None, idempotency_key: str | None = None
    ) -> Response[RemovedExpectations]:
        """Remove all expectations of the session."""
        return json_response(
            await self.send(
                Request(
                    "DELETE",
                    "/v1/expectations",
                    headers=request_headers(
                        event_position_at_least=event_position_at_least, idempotency_key=idempotency_key or new_key()
                    ),
                )
            )
        )

    async def list_expectations(
        self, *, limit: int | None = None, after: str | None = None, event_position_at_least: str | None = None
    ) -> Response[ExpectationPage]:
        """The expectations of the session, with how often each was played, the oldest first."""
        return json_response(
            await self.send(
                Request(
                    "GET",
                    "/v1/expectations",
                    query=given(limit=limit, after=after),
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    def iterate_expectations(
        self, *, limit: int | None = None, after: str | None = None, event_position_at_least: str | None = None
    ) -> AsyncIterator[Expectation]:
        """All items of `list_expectations`, of all pages. `limit` is the size of a page."""
        return all_items_async(
            lambda cursor: self.list_expectations(
                limit=limit, event_position_at_least=event_position_at_least, after=cursor
            ),
            after,
        )

    async def add_expectation(
        self, body: ExpectationInput, *, event_position_at_least: str | None = None, idempotency_key: str | None = None
    ) -> Response[Expectation]:
        """Order faults for calls of the session; the next look-up on any replica may play them."""
        return json_response(
            await self.send(
                Request(
                    "POST",
                    "/v1/expectations",
                    headers=request_headers(
                        "application/json",
                        event_position_at_least=event_position_at_least,
                        idempotency_key=idempotency_key or new_key(),
                    ),
                    content=json_bytes(body),
                )
            )
        )

    async def remove_expectation(
        self, id: UUID | str, *, event_position_at_least: str | None = None, idempotency_key: str | None = None
    ) -> Response[None]:
        """Remove an expectation of the session."""
        return empty_response(
            await self.send(
                Request(
                    "DELETE",
                    f"/v1/expectations/{path_segment(id)}",
                    headers=request_headers(
                        event_position_at_least=event_position_at_least, idempotency_key=idempotency_key or new_key()
                    ),
                )
            )
        )

    async def state_impact(
        self, body: ProposedEventsInput, *, event_position_at_least: str | None = None
    ) -> Response[LookupsImpact]:
        """State which fields of the population database procedures would gain and lose by these events of
        `procedures`. Nothing is recorded."""
        return json_response(
            await self.send(
                Request(
                    "POST",
                    "/v1/impact",
                    headers=request_headers("application/json", event_position_at_least=event_position_at_least),
                    content=json_bytes(body),
                )
            )
        )

    async def look_up_citizen(
        self, body: LookupInput, *, event_position_at_least: str | None = None, idempotency_key: str | None = None
    ) -> Response[Lookup]:
        """Look a citizen up for a procedure that is in force today; the response contains the fields that its
        version lists."""
        return json_response(
            await self.send(
                Request(
                    "POST",
                    "/v1/lookups",
                    headers=request_headers(
                        "application/json",
                        event_position_at_least=event_position_at_least,
                        idempotency_key=idempotency_key or new_key(),
                    ),
                    content=json_bytes(body),
                )
            )
        )

    async def list_my_accesses(
        self, *, limit: int | None = None, after: str | None = None, event_position_at_least: str | None = None
    ) -> Response[AccessPage]:
        """All accesses that concern the caller, and those whom they represent by law, latest first. An access that
        is withheld is not among them before its day."""
        return json_response(
            await self.send(
                Request(
                    "GET",
                    "/v1/me/accesses",
                    query=given(limit=limit, after=after),
                    headers=request_headers(event_position_at_least=event_position_at_least),
                )
            )
        )

    def iterate_my_accesses(
        self, *, limit: int | None = None, after: str | None = None, event_position_at_least: str | None = None
    ) -> AsyncIterator[Access]:
        """All items of `list_my_accesses`, of all pages. `limit` is the size of a page."""
        return all_items_async(
            lambda cursor: self.list_my_accesses(
                limit=limit, event_position_at_least=event_position_at_least, after=cursor
            ),
            after,
        )

    async def remove_personas(
        self, *, event_position_at_least: str | None = None, idempotency_key: str | None = None
    ) -> Response[RemovedPersonas]:
        """Remove all persons who were added to the session."""
        return json_response(
            await self.send(
                Request(
                    "DELETE",
                    "/v1/personas",
                    headers=request_headers(
                        event_position_at_least=event_position_at_least, idempotency_key=idempotency_key or new_key()
                    ),
                )
            )
        )

    async def list_personas(self, *, event_position_at_least: str | None = None) -> Response[PersonaList]:
        """The 40 personas with their numbers, which are the same in every register, and what each operation answers
        about them. None of them exists."""
        return json_response(
            await self.send(
                Request("GET", "/v1/personas", headers=request_headers(event_position_at_least=event_position_at_least))
            )
        )

    async def add_persona(
        self,
        body: SessionPersonaInput,
        *,
        event_position_at_least: str | None = None,
        idempotency_key: str | None = None,
    ) -> Response[SessionPersona]:
        """Add a person for the look-ups of the session alone, at most 100. The one whom the session has under the
        same personal number is replaced; all go with the session, a day after its last call."""
        return json_response(
            await self.send(
                Request(
                    "POST",
                    "/v1/personas",
                    headers=request_headers(
                        "application/json",
                        event_position_at_least=event_position_at_least,
                        idempotency_key=idempotency_key or new_key(),
                    ),
                    content=json_bytes(body),
                )
            )
        )
