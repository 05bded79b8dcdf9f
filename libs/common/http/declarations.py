"""What an endpoint, or a dependency of endpoints, declares beside its signature: the refusals that it raises, and the
headers that it reads and sets."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from common.errors import Refusal

Declaring = TypeVar("Declaring", bound=Callable[..., Any])
NAME = "__openapi__"


@dataclass(frozen=True, slots=True)
class HttpHeader:
    """A header of a request or of a response. `always` states that every response of its kind has it. `component` is
    its name among others in a document: one header may have several meanings."""

    name: str
    description: str
    schema: dict[str, Any] = field(default_factory=lambda: {"type": "string"}, compare=False)
    example: str | None = None
    always: bool = False
    component: str = ""

    @property
    def component_name(self) -> str:
        return self.component or self.name


@dataclass(frozen=True, slots=True)
class Deprecation:
    """From which day an operation is deprecated, from which it answers 410, and the operation that takes its place."""

    since: date
    sunset: date | None
    replaced_by: str


@dataclass(frozen=True, slots=True)
class Declarations:
    """`stored` is false where no response may be stored, and none has an `ETag`."""

    refusals: tuple[type[Refusal], ...] = ()
    accepted: tuple[HttpHeader, ...] = ()
    returned: tuple[HttpHeader, ...] = ()
    refused_with: tuple[HttpHeader, ...] = ()
    stored: bool = True
    deprecation: Deprecation | None = None

    def __or__(self, other: "Declarations") -> "Declarations":
        return Declarations(
            self.refusals + other.refusals,
            self.accepted + other.accepted,
            self.returned + other.returned,
            self.refused_with + other.refused_with,
            self.stored and other.stored,
            self.deprecation or other.deprecation,
        )


NONE = Declarations()


def declarations_of(function: Any) -> Declarations:
    declared: Declarations = getattr(function, NAME, NONE)
    return declared


def declares(declarations: Declarations) -> Callable[[Declaring], Declaring]:
    """Adds to what the function declares already. FastAPI keeps the function itself, so a route finds it there."""

    def noted(function: Declaring) -> Declaring:
        setattr(function, NAME, declarations_of(function) | declarations)
        return function

    return noted


def refuses(*refusals: type[Refusal]) -> Callable[[Declaring], Declaring]:
    """Names the refusals that the endpoint raises, itself or in what it calls; those of its dependencies are declared
    at them."""
    return declares(Declarations(refusals=refusals))


def accepts(*headers: HttpHeader) -> Callable[[Declaring], Declaring]:
    """Names the headers of the request that the function reads itself: FastAPI knows those of its arguments."""
    return declares(Declarations(accepted=headers))


def returns(*headers: HttpHeader) -> Callable[[Declaring], Declaring]:
    """Names the headers that the function sets in responses with 2xx."""
    return declares(Declarations(returned=headers))


def refuses_with(*headers: HttpHeader) -> Callable[[Declaring], Declaring]:
    """Names the headers that problems of the endpoint may have."""
    return declares(Declarations(refused_with=headers))


def never_stored(function: Declaring) -> Declaring:
    """States that the responses are sent with `Cache-Control: no-store`, and so without `ETag`."""
    return declares(Declarations(stored=False))(function)


def like(*others: Callable[..., Any]) -> Callable[[Declaring], Declaring]:
    """Declares what other functions declare, which the function calls without FastAPI."""

    def noted(function: Declaring) -> Declaring:
        for other in others:
            declares(declarations_of(other))(function)
        return function

    return noted
