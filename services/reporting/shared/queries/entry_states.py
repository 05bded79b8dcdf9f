"""The state of an entry, from the outcome of the decision about it."""

from typing import Any, assert_never

from sqlalchemy import ColumnElement

from reporting.shared.domain.approvals import ApprovalOutcome, EntryState


def in_state(outcome: ColumnElement[Any], state: EntryState) -> ColumnElement[bool]:
    """Whether an entry with this outcome is in the state; `outcome` is null where nobody decided yet."""
    match state:
        case EntryState.SUBMITTED:
            return outcome.is_(None)
        case EntryState.APPROVED | EntryState.SENT_BACK:
            return outcome == state.value
        case _:
            assert_never(state)


def state_of(outcome: str | None) -> EntryState:
    return EntryState.SUBMITTED if outcome is None else EntryState(ApprovalOutcome(outcome).value)
