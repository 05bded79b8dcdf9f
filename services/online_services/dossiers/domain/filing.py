"""What may be filed under the version of a procedure that is in force on the day."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from online_services.clock.domain.appointments import Limit
from online_services.dossiers.domain.filing_refusals import (
    AgencyNotCompetent,
    CaseUnknown,
    ChannelNotOffered,
    PaperUnknown,
)

UNSTATED = "unstated"
"""The channel of limits that the source states for no channel."""
DECIDES = frozenset({"executes", "competent", "delegated"})
"""The roles of agencies that decide: cơ quan thực hiện, có thẩm quyền, được ủy quyền."""


class DossierChannel(StrEnum):
    """Trực tiếp, trực tuyến, bưu chính."""

    DIRECT = "direct"
    ONLINE = "online"
    POST = "post"


class DelegableAct(StrEnum):
    """What a delegation may name, among the acts of the table of states."""

    FILE = "file"
    SUBMIT_SUPPLEMENT = "submit_supplement"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True)
class FiledPaper:
    """A paper of the version's list with its state of digitisation (trạng thái số hóa), 0 to 3."""

    name: str
    digitisation: int


@dataclass(frozen=True, slots=True)
class Person:
    """The applicant (chủ hồ sơ). `delegate_personal_id` acts for them on a `delegation_ground`, as far as the
    `delegation_extent` names acts."""

    personal_id: str
    full_name: str
    phone: str | None = None
    delegate_personal_id: str | None = None
    delegation_ground: str | None = None
    delegation_extent: tuple[str, ...] = ()


class VersionContent:
    """The content of a version, as far as filing reads it."""

    def __init__(self, content: Mapping[str, Any]) -> None:
        self._content = content

    def check_case(self, case: str | None) -> None:
        """A case is named exactly where the version tells cases apart. Raises `CaseUnknown`."""
        if (cases := self.cases) and case not in cases:
            raise CaseUnknown(case, cases)
        if not cases and case is not None:
            raise CaseUnknown(case, cases)

    @property
    def cases(self) -> list[str]:
        """The cases that steps and papers tell apart."""
        groups = [*self._content.get("steps", ()), *self._content.get("papers", ())]
        return sorted({group["case"] for group in groups if group.get("case") is not None})

    def check_channel(self, channel: str) -> None:
        """Raises `ChannelNotOffered`."""
        offered = [entry["channel"] for entry in self._channels]
        if offered and channel not in offered and UNSTATED not in offered:
            raise ChannelNotOffered(channel, offered)

    def check_deciding(self, agency: str) -> None:
        """An agency of the version decides; where the version names only a kind of agencies, such as all communes, any
        agency that exists does. Raises `AgencyNotCompetent`."""
        deciding = [entry for entry in self._content.get("agencies", ()) if entry["role"] in DECIDES]
        if any(entry.get("code") is None for entry in deciding):
            return
        competent = {entry["code"] for entry in deciding} | {self._content.get("agency_code")}
        if agency not in competent:
            raise AgencyNotCompetent(agency, sorted(filter(None, competent)))

    def check_papers(self, papers: Collection[FiledPaper], case: str | None) -> None:
        """Raises `PaperUnknown`."""
        listed = {
            paper["name"]
            for group in self._content.get("papers", ())
            if group.get("case") in (None, case)
            for paper in group["papers"]
        }
        if unknown := [paper.name for paper in papers if paper.name not in listed]:
            raise PaperUnknown(unknown)

    def limit(self, channel: str, case: str | None) -> Limit | None:
        """The limit for the channel and the case. None where the version states none, several, or one that is no single
        length of time."""
        limits = list(self._limits(channel, case))
        lengths = {(limit["amount"], limit["unit"]) for limit in limits if limit.get("form", "length") == "length"}
        if len(limits) == 0 or len(lengths) != 1 or any(limit.get("form", "length") != "length" for limit in limits):
            return None
        ((amount, unit),) = lengths
        return None if amount is None or unit is None else Limit(Decimal(str(amount)), unit)

    def _limits(self, channel: str, case: str | None) -> Iterator[Mapping[str, Any]]:
        """The limits of the case, else those for all cases."""
        stated = [
            limit
            for entry in self._channels
            if entry["channel"] in (channel, UNSTATED)
            for limit in entry.get("time_limits", ())
        ]
        own = [limit for limit in stated if case is not None and case in (limit.get("note"), limit.get("condition"))]
        general = [limit for limit in stated if limit.get("note") is None and limit.get("condition") is None]
        yield from own or general

    @property
    def _channels(self) -> Sequence[Mapping[str, Any]]:
        channels: Sequence[Mapping[str, Any]] = self._content.get("channels", ())
        return channels
