"""The bodies of requests and responses of several services.

Generated from docs/contracts/openapi by `make client`: do not edit."""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypedDict

PopulationField = Literal[
    "personal_id",
    "old_identity_card",
    "full_name",
    "sex",
    "ethnic_group",
    "religion",
    "marital_status",
    "blood_group",
    "birth_date",
    "birth_registration_place",
    "nationality",
    "native_place",
    "permanent_residence",
    "current_residence",
    "father",
    "mother",
    "spouse",
    "legal_representative",
    "household_head",
    "household_book",
]
"""The 20 fields of the national population database, in the order of the record `CongDan` (domain: CongDan037)."""


ReadinessStatus = Literal["ready", "not ready"]


class AppliedPositions(TypedDict):
    """`procedures/0:412` says that sequence 412 of shard 0 of `procedures` has taken effect here."""

    positions: list[str]


class CloudEvent(TypedDict):
    data: dict[str, Any]
    """The payload, exactly as it was hashed: docs/contracts/events has the schema of each type."""
    datacontenttype: NotRequired[str]
    hash: str
    id: str
    prevhash: str
    sequence: int
    shard: int
    source: str
    specversion: str
    subject: str
    time: str
    traceparent: NotRequired[str | None]
    type: str


class DecisionRef(TypedDict):
    id: str
    issuing_body: str
    number: str
    signed_on: str
    title: str


class Epoch(TypedDict):
    """The act that begins an epoch: from which points the streams continue, who decided it, why, and when."""

    epoch: int
    points: list[EpochPoint]
    raised_at: str
    raised_by: str
    reason: str
    source: str


class EpochPoint(TypedDict):
    """The last event of a shard that is still valid; `hash` is hexadecimal, or 64 zeros if the shard has none."""

    hash: str
    sequence: int
    shard: int


class EventPage(TypedDict):
    """A page that is `filtered` lacks the events of other types, so that it can prove nothing; `scanned` is the last
    sequence that it has looked at: what follows is requested after it."""

    events: list[CloudEvent]
    filtered: NotRequired[bool]
    scanned: NotRequired[int | None]
    tail: int


class FailedComponent(TypedDict):
    """`component` is database, schema, stream, clock, writes, or the name of a part of the process. `stream` names
    the stream that has stopped."""

    component: str
    detail: str | None
    stream: NotRequired[str | None]


class FieldsImpact(TypedDict):
    """Which fields of the population database a procedure may ask for from `effective_on` on and may not now, and
    the other way round; the last two are fields of the other members of the applicant's household."""

    effective_on: str
    gained: list[str]
    household_members_gained: NotRequired[list[str]]
    household_members_lost: NotRequired[list[str]]
    lost: list[str]
    procedure_code: str


class FiguresImpact(TypedDict):
    """The part of `reporting`: the figures that would move of the year to which the Decision belongs."""

    figures: list[MovedFigure]
    positions: str
    year: int | None


class Liveness(TypedDict):
    status: Literal["alive"]


class LookupsImpact(TypedDict):
    """The part of `population_lookup`: only procedures whose fields change."""

    positions: str
    procedures: list[FieldsImpact]


class MalformedPart(TypedDict):
    """A part of a request that is malformed."""

    pointer: str
    """Where it is: `/body/items/0/number`."""
    reason: str
    """For people."""


class MovedFigure(TypedDict):
    """A count of the annual report, by what it counts: `of` names agency, kind and level, or the topic."""

    after: int
    before: int
    figure: str
    of: list[str]


class OpenDossiers(TypedDict):
    """Open dossiers of a procedure that would end or get another version, by the agency that decides and the state
    of the national portal. They are finished under their own version."""

    agency_code: str
    count: int
    procedure_code: str
    state: int


class OwnCount(TypedDict):
    """`figure` is the key of the figure of `reporting`. `events_since` is how many events after the stated positions
    may have changed the count, at most 1,000: where it is 0, the count is the one at these positions."""

    events_since: int
    figure: str
    value: int


class OwnCounts(TypedDict):
    """`positions` are the last events of the source, in the snapshot in which it has counted."""

    counts: list[OwnCount]
    positions: str


class ProposedEventInput(TypedDict):
    """An event of the contracts: its type, and its payload."""

    data: dict[str, Any]
    type: str


class ProposedEventsInput(TypedDict):
    """The events of one Decision, in their order."""

    events: list[ProposedEventInput]


class Readiness(TypedDict):
    """`degraded` lists what does not work while reads go on."""

    degraded: list[FailedComponent]
    failures: list[FailedComponent]
    status: ReadinessStatus


class ServiceImpact(TypedDict):
    """`change` is what becomes of the service from `effective_on` on, named as the event about it would be:
    registered, level_changed, review_requested, withdrawn. `paused` means that nothing new could be filed online
    until it is reviewed."""

    change: str
    effective_on: str
    paused: bool
    procedure_code: str


class ServicesImpact(TypedDict):
    """The part of `online_services`."""

    open_dossiers: list[OpenDossiers]
    positions: str
    services: list[ServiceImpact]


class SignedEpoch(TypedDict):
    act: Epoch
    key_id: str
    signature: str


class SignedEpochs(TypedDict):
    """The response of `GET /v1/events/epochs`."""

    epochs: list[SignedEpoch]


class SignedHead(TypedDict):
    head: StreamHead
    key_id: str
    signature: str


class SignedHeads(TypedDict):
    """The response of `GET /v1/events/head`."""

    heads: list[SignedHead]


class SigningKey(TypedDict):
    """One entry of `GET /v1/events/keys`; bytes are base64 in JSON. `signature` is made over `public_key` by the key
    `signed_by`; the first key signs itself."""

    key_id: str
    public_key: str
    signature: str
    signed_by: str
    valid_from: str
    valid_to: str | None


class SigningKeys(TypedDict):
    """The response of `GET /v1/events/keys`."""

    keys: list[SigningKey]


class StreamHead(TypedDict):
    """The last event of a shard at `time`, the moment of signing. `hash` is hexadecimal. In the first epoch the
    member `epoch` is left out."""

    epoch: NotRequired[int]
    hash: str
    sequence: int
    shard: int
    source: str
    time: str
