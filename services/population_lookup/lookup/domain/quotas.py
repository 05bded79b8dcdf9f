"""How many look-ups a client, and an officer, may make in one day. Every look-up that gets as far as the law counts,
whatever becomes of it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class QuotaKind(StrEnum):
    """`client`: all look-ups of an account. `officer`: those of one officer of an agency, whatever the account."""

    CLIENT = "client"
    OFFICER = "officer"


class Counted(NamedTuple):
    """Whose look-ups are counted: `holder` is the account, with no `officer_id`, or the agency of the officer."""

    kind: QuotaKind
    holder: str
    officer_id: str


class DayCount(NamedTuple):
    """The look-ups of the day with those of this batch. `per_day` None is no limit."""

    lookups: int
    per_day: int | None


@dataclass(frozen=True, slots=True)
class Quota:
    kind: QuotaKind
    per_day: int


def counted_by(account: str, agency: str, officer_id: str) -> tuple[Counted, Counted]:
    """Whose quotas a look-up counts towards."""
    return Counted(QuotaKind.CLIENT, account, ""), Counted(QuotaKind.OFFICER, agency, officer_id)


def exceeded_quotas(batch: Sequence[tuple[Counted, Counted]], counts: Mapping[Counted, DayCount]) -> list[Quota | None]:
    """Returns, for each look-up of a batch in its order, the quota that it goes beyond. `counts` include the batch."""
    of_batch = Counter(counted for lookup in batch for counted in lookup)
    before = {counted: counts[counted].lookups - number for counted, number in of_batch.items()}
    exceeded: list[Quota | None] = []
    for lookup in batch:
        over: Quota | None = None
        for counted in lookup:
            before[counted] += 1
            per_day = counts[counted].per_day
            if over is None and per_day is not None and before[counted] > per_day:
                over = Quota(counted.kind, per_day)
        exceeded.append(over)
    return exceeded
