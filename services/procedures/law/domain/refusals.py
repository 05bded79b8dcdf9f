"""What is refused about a Decision as such, and what the law as it stands does not allow. Refusals of a draft are in `draft_refusals`.

Refusal
├── MalformedProcedureCode, UnknownProcedure, UnknownVersion, NotInForceOnDay, UnknownSearchTerm
├── DecisionNotFound, DecisionAlreadyPublished, NotYetSigned
└── ProcedureAlreadyInForce, ProcedureNotInForce, ChangedPartsUntrue, ProcessOfUnknownProcedure
"""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from common.errors import Refusal


class UnknownProcedure(Refusal):
    """No published Decision ever introduced this code."""

    status, type, title = 404, "unknown-procedure", "There is no such procedure"

    def __init__(self, code: str) -> None:
        super().__init__(f"no procedure has the code {code}", procedure=code)


class UnknownVersion(Refusal):
    """The procedure never had a version of this number."""

    status, type, title = 404, "unknown-version", "There is no such version"

    def __init__(self, code: str, version: int) -> None:
        super().__init__(f"{code} has no version {version}; see its versions", procedure=code, version=version)


class UnknownSearchTerm(Refusal):
    """What is to be withdrawn is no term of the search."""

    status, type, title = 404, "unknown-search-term", "There is no such search term"

    def __init__(self, term: str) -> None:
        super().__init__(f"the search knows no term {term!r}", term=term)


class NotInForceOnDay(Refusal):
    """The procedure exists, but was not law on the day that was asked for, as this system knew it."""

    status, type, title = 404, "not-in-force-on-day", "The procedure is not in force on that day"

    def __init__(self, code: str, on: date) -> None:
        super().__init__(f"{code} is not in force on {on}; see its chain for what became of it", procedure=code, on=on)


class DecisionNotFound(Refusal):
    """There is no Decision of this id, or it is a draft that the caller may not see."""

    status, type, title = 404, "decision-not-found", "There is no such Decision"

    def __init__(self, id: UUID) -> None:
        super().__init__(f"no Decision has the id {id}", decision=str(id))


class DecisionAlreadyPublished(Refusal):
    """A published Decision is never published again, changed or discarded; another Decision corrects it."""

    status, type, title = 409, "decision-already-published", "The Decision is published already"

    def __init__(self, id: UUID) -> None:
        super().__init__(f"the Decision {id} is published already", decision=str(id))


class NotYetSigned(Refusal):
    """A draft may name the day on which it will be signed; until that day it cannot be published."""

    status, type, title = 409, "not-yet-signed", "The Decision is not yet signed"

    def __init__(self, signed_on: date, today: date) -> None:
        super().__init__(f"the Decision is to be signed on {signed_on}, and today is {today}", signed_on=signed_on, today=today)


class ProcedureAlreadyInForce(Refusal):
    """A code in force cannot be introduced again; it can be amended or replaced."""

    status, type, title = 409, "procedure-already-in-force", "The procedure is in force already"

    def __init__(self, code: str, on: date, item: int) -> None:
        super().__init__(f"item {item}: {code} is in force on {on} already", procedure=code, on=on, item=item)


class ProcedureNotInForce(Refusal):
    """Only a procedure in force on the effective date can be amended, replaced, repealed or declared fit for an online service."""

    status, type, title = 409, "procedure-not-in-force", "The procedure is not in force"

    def __init__(self, code: str, on: date, item: int) -> None:
        super().__init__(f"item {item}: {code} is not in force on {on}", procedure=code, on=on, item=item)


class ChangedPartsUntrue(Refusal):
    """A Decision says which parts it changes (Article 15 NĐ 63/2010); it must be just those in which its content differs from the
    one in force on the effective day."""

    status, type, title = 409, "changed-parts-untrue", "The parts that change are not those that the Decision names"

    def __init__(self, code: str, item: int, said: Sequence[str], differing: Sequence[str]) -> None:
        named, really = (", ".join(parts) or "no part" for parts in (said, differing))
        super().__init__(
            f"item {item} says that {code} changes in {named}; compared with the version in force that day it differs in {really}",
            procedure=code, item=item, said=list(said), differing=list(differing),
        )  # fmt: skip


class ProcessOfUnknownProcedure(Refusal):
    """An internal process belongs to a procedure that this or an earlier Decision introduced."""

    status, type, title = 409, "process-of-unknown-procedure", "The process belongs to no known procedure"

    def __init__(self, process: str, procedure: str) -> None:
        super().__init__(
            f"the process {process} is about {procedure}, which no Decision has introduced", process=process, procedure=procedure
        )
