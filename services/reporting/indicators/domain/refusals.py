"""Refusals of indicators and of their values.

Refusal
├── IndicatorNotFound, IndicatorDefinedAlready, IndicatorInvalid, IndicatorUnitFixed, IndicatorRevisionMissing
├── IndicatorOfAnotherAgency
└── ValueNotFound, ValueInvalid, ValueEnteredAlready, ValueReplacedAlready
"""

from decimal import Decimal
from uuid import UUID

from common.errors import Refusal


class IndicatorNotFound(Refusal):
    """No indicator has this code."""

    status, type, title = 404, "indicator-not-found", "There is no such indicator"

    def __init__(self, code: str) -> None:
        super().__init__(f"no indicator has the code {code}", indicator=code)


class IndicatorDefinedAlready(Refusal):
    """A code is defined once; a later revision is posted to the indicator itself."""

    status, type, title = 409, "indicator-defined-already", "The indicator is defined already"

    def __init__(self, code: str) -> None:
        super().__init__(f"the indicator {code} is defined already", indicator=code)


class IndicatorInvalid(Refusal):
    """The parts of a definition fit one another; `field` names the one that does not."""

    status, type, title = 422, "indicator-invalid", "The definition of the indicator is not coherent"

    def __init__(self, field: str, rule: str) -> None:
        super().__init__(f"{field}: {rule}", field=field)


class IndicatorUnitFixed(Refusal):
    """Kind, decimals, kind of period, dimension and unit of an indicator never change: values were measured by them."""

    status, type, title = 409, "indicator-unit-fixed", "What values are measured by never changes"

    def __init__(self, code: str, field: str) -> None:
        super().__init__(f"{field} of {code} never changes: define another indicator", indicator=code, field=field)


class IndicatorRevisionMissing(Refusal):
    """Who defines an indicator anew names by `If-Match` the revision that they have read."""

    status, type, title = 428, "indicator-revision-missing", "The revision that was read must be named"

    def __init__(self, code: str) -> None:
        super().__init__(f"a later revision of {code} is posted with If-Match", indicator=code)


class IndicatorOfAnotherAgency(Refusal):
    """Values are entered by the agencies that the indicator names, each for itself."""

    status, type, title = 403, "indicator-of-another-agency", "The indicator is another agency's"

    def __init__(self, code: str, agency: str) -> None:
        who = agency or "a caller who acts for no agency"
        super().__init__(f"{who} does not enter values of {code}", indicator=code, agency=agency)


class ValueNotFound(Refusal):
    """No value has this id."""

    status, type, title = 404, "value-not-found", "There is no such value"

    def __init__(self, id: UUID) -> None:
        super().__init__(f"no value has the id {id}", value=str(id))


class ValueInvalid(Refusal):
    """A value fits its indicator; `field` names the member that does not, `rule` says why, `reason_vi` in
    Vietnamese."""

    status, type, title = 422, "value-invalid", "The value does not fit its indicator"

    def __init__(self, field: str, rule: str, reason: str, reason_vi: str) -> None:
        super().__init__(f"{field}: {reason}", field=field, rule=rule, reason_vi=reason_vi)


class ValueEnteredAlready(Refusal):
    """A second value for the same indicator, place and period is a correction, and names in `replaces` the value that
    `value` shows."""

    status, type, title = 409, "value-entered-already", "A value is entered already"

    def __init__(self, id: UUID, numerator: Decimal, denominator: Decimal | None, agency: str) -> None:
        super().__init__(
            f"{numerator} was entered already: a correction names it in replaces",
            value=str(id),
            numerator=f"{numerator:f}",
            denominator=None if denominator is None else f"{denominator:f}",
            agency=agency,
        )


class ValueReplacedAlready(Refusal):
    """Only the last value for an indicator, place and period is replaced, approved or sent back; `last` is its id."""

    status, type, title = 409, "value-replaced-already", "The value is not the last one"

    def __init__(self, id: UUID, last: UUID | None) -> None:
        shown = None if last is None else str(last)
        known = f"; the last one is {shown}" if shown else ": none is entered"
        super().__init__(f"{id} is not the last value for this place and period{known}", value=str(id), last=shown)
