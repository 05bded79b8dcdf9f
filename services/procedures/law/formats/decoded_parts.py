"""Parts of a stored content, which formats get as JSON, as the domain's own objects."""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from procedures.law.domain.contents import LegalBasis, ProcedureResult, ReceptionPlace
from procedures.law.domain.fees import Fee
from procedures.law.domain.submission_channels import TimeLimit


def time_limit_of(json: Mapping[str, Any]) -> TimeLimit:
    return msgspec.convert(json, TimeLimit)


def fee_of(json: Mapping[str, Any]) -> Fee:
    return msgspec.convert(json, Fee)


def legal_basis_of(json: Mapping[str, Any]) -> LegalBasis:
    return msgspec.convert(json, LegalBasis)


def result_of(json: Mapping[str, Any]) -> ProcedureResult:
    return msgspec.convert(json, ProcedureResult)


def reception_of(json: Mapping[str, Any]) -> ReceptionPlace:
    return msgspec.convert(json, ReceptionPlace)


def fees_of(channel: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any] | None, Mapping[str, Any]]]:
    """Each fee of a channel with the time limit to which it belongs, if it belongs to one."""
    yield from ((limit, fee) for limit in channel["time_limits"] for fee in limit["fees"])
    yield from ((None, fee) for fee in channel.get("fees", ()))
