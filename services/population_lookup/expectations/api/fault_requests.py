"""The faults as a tester states them: one class for each, told apart by `kind`."""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field
from pydantic.config import JsonDict
from typing_extensions import TypeAliasType

from common.contracts.parts import PopulationField
from common.http.request_body import RequestBody
from population_lookup.expectations.domain.fault_kinds import LONGEST_WAIT

Seconds = Annotated[float, Field(ge=0, le=LONGEST_WAIT, allow_inf_nan=False, examples=[2.5])]
RetryAfter = Annotated[int, Field(ge=0, le=86_400, examples=[30])]
FieldNames = Annotated[tuple[PopulationField, ...], Field(min_length=1, max_length=20)]
PersonalNumber = Annotated[str, Field(pattern=r"^[0-9]{12}$")]


def _without_discriminator(schema: JsonDict) -> None:
    """The keyword of OpenAPI is not one that every tool knows, and says no more than the values of `kind`."""
    schema.pop("discriminator", None)


BY_KIND = Field(discriminator="kind", json_schema_extra=_without_discriminator)
"""For a choice of bodies: only the one of the stated kind is validated."""


class FaultOfOneKind(RequestBody):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class FixedDelayIn(FaultOfOneKind):
    """A wait before the look-up is decided."""

    kind: Literal["fixed_delay"]
    seconds: Seconds


class LognormalDelayIn(FaultOfOneKind):
    """A wait drawn at random, from the seed and the request id: half of them are longer than the median."""

    kind: Literal["lognormal_delay"]
    median_seconds: Seconds
    sigma: Annotated[float, Field(ge=0, le=5, allow_inf_nan=False, examples=[0.5])]


class UnavailableIn(FaultOfOneKind):
    """503 with `Retry-After`."""

    kind: Literal["unavailable"]
    retry_after: RetryAfter = 1


class ThrottledIn(FaultOfOneKind):
    """429 with `Retry-After`."""

    kind: Literal["throttled"]
    retry_after: RetryAfter = 1


class NotAuthenticatedIn(FaultOfOneKind):
    """401, as if the token had expired."""

    kind: Literal["not_authenticated"]


class LawStoppedIn(FaultOfOneKind):
    """503 `law-not-current`, as while the stream of Decisions is stopped."""

    kind: Literal["law_stopped"]


class EmptyIn(FaultOfOneKind):
    """As if nobody had matched."""

    kind: Literal["empty"]


class EmptyNameIn(FaultOfOneKind):
    """The record without the name."""

    kind: Literal["empty_name"]


class AnotherPersonIn(FaultOfOneKind):
    """The record of the stated resident, or of the next one in the register."""

    kind: Literal["another_person"]
    personal_id: PersonalNumber | None = None


class MissingFieldsIn(FaultOfOneKind):
    """The record without these fields, although the law lists them."""

    kind: Literal["missing_fields"]
    fields: FieldNames


class EmptyFieldsIn(FaultOfOneKind):
    """The record with nothing in these fields: null, or an empty element."""

    kind: Literal["empty_fields"]
    fields: FieldNames


class StaleIn(FaultOfOneKind):
    """The record as it was before the citizen moved and married; `ThoiDiemDuLieu` is so many days ago."""

    kind: Literal["stale"]
    days: Annotated[int, Field(ge=1, le=36_500, examples=[400])]


class DuplicateIn(FaultOfOneKind):
    """The record twice; `/v1/lookups`, which has no place for a second one, sends its whole response twice."""

    kind: Literal["duplicate"]


class DribbleIn(FaultOfOneKind):
    """The response in so many pieces, over so many seconds."""

    kind: Literal["dribble"]
    seconds: Seconds
    pieces: Annotated[int, Field(ge=1, le=1_000)] = 10


class NoResponseIn(FaultOfOneKind):
    """Nothing, until the caller hangs up or so many seconds have passed: then the connection ends."""

    kind: Literal["no_response"]
    seconds: Seconds = 60


class ResetIn(FaultOfOneKind):
    """The connection is reset in place of the response."""

    kind: Literal["reset"]


class CutIn(FaultOfOneKind):
    """The connection ends after so many bytes of the body."""

    kind: Literal["cut"]
    bytes: Annotated[int, Field(ge=0, le=1_000_000, examples=[200])]


class MalformedIn(FaultOfOneKind):
    """A whole response whose XML or JSON is not well-formed."""

    kind: Literal["malformed"]


FaultIn = TypeAliasType(
    "FaultIn",
    Annotated[
        FixedDelayIn
        | LognormalDelayIn
        | UnavailableIn
        | ThrottledIn
        | NotAuthenticatedIn
        | LawStoppedIn
        | EmptyIn
        | EmptyNameIn
        | AnotherPersonIn
        | MissingFieldsIn
        | EmptyFieldsIn
        | StaleIn
        | DuplicateIn
        | DribbleIn
        | NoResponseIn
        | ResetIn
        | CutIn
        | MalformedIn,
        BY_KIND,
    ],
)
