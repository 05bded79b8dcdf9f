"""Rà soát, đơn giản hóa TTHC (Articles 27-31 NĐ 63/2010): how much was cut between two days. Numbers are exact; a
percentage is only displayed.

The measures are a closed set; how much is to be cut is data, the targets of a round. What cannot be compared is counted
separately and never guessed.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import assert_never

from procedures.law.domain.contents import Content, Role
from procedures.law.domain.papers import Paper
from procedures.law.domain.submission_channels import TimeForm, TimeLimit


class Measure(StrEnum):
    """`processing_time` measures the time that the law allows, in each unit of time separately. `papers` measures the
    papers that a citizen brings, over procedures that continue. `procedures` measures how many procedures are gone.
    `procedures_or_papers` measures how many are gone or need fewer papers."""

    PROCESSING_TIME = "processing_time"
    PROCEDURES = "procedures"
    PAPERS = "papers"
    PROCEDURES_OR_PAPERS = "procedures_or_papers"


@dataclass(frozen=True, slots=True)
class Target:
    """A target: at least `minimum_percent` per cent are to be cut."""

    number: int
    measure: Measure
    minimum_percent: Decimal
    legal_basis: str


@dataclass(frozen=True, slots=True)
class ProcedureComparison:
    """What became of one procedure that was in force on the first day: its content on that day, and its own or its
    successor's content on the later day; None where it is gone."""

    code: str
    before: Content
    after: Content | None


@dataclass(frozen=True, slots=True)
class Share:
    """`cut` of `base`, in a unit of time where time is measured. `not_comparable` counts time limits or papers that are
    in neither number, or procedures that could not be assessed."""

    unit: str | None
    cut: Decimal = Decimal(0)
    base: Decimal = Decimal(0)
    not_comparable: int = 0

    def __add__(self, other: "Share") -> "Share":
        return Share(
            self.unit, self.cut + other.cut, self.base + other.base, self.not_comparable + other.not_comparable
        )

    @property
    def percent(self) -> Decimal | None:
        """Rounded down to hundredths, so that no target looks met that is not; None where nothing was compared."""
        return Decimal(Fraction(self.cut) * 10_000 // Fraction(self.base)) / 100 if self.base else None

    def reaches(self, minimum_percent: Decimal) -> bool | None:
        return Fraction(self.cut) * 100 >= Fraction(minimum_percent) * Fraction(self.base) if self.base else None


@dataclass(frozen=True, slots=True)
class TargetResult:
    """How a group of procedures compares with one target. `met` is None where nothing could be compared."""

    target: Target
    shares: tuple[Share, ...]

    @property
    def met(self) -> bool | None:
        minimum_percent = self.target.minimum_percent
        met = [share.reaches(minimum_percent) for share in self.shares if share.base]
        return all(met) if met else None


@dataclass(frozen=True, slots=True)
class SimplificationResult:
    """Of the `procedures` that were in force on the first day, this many are `gone` on the later one."""

    key: str
    procedures: int
    gone: int
    targets: tuple[TargetResult, ...]


def processing_time(comparison: ProcedureComparison) -> Iterator[Share]:
    """A time limit is compared with the one of the same channel, case and unit, where each side has exactly one. What
    is no single length of time, such as a range, has no amount to compare."""
    before, after = limits_of(comparison.before), limits_of(comparison.after)
    for key in before.keys() | after.keys():
        old, new = before.get(key, []), after.get(key, [])
        unit = key[-1]
        if len(old) == len(new) == 1 and old[0] is not None and new[0] is not None:
            yield Share(unit, old[0] - new[0], old[0])
        else:
            yield Share(unit, not_comparable=max(len(old), len(new)))


LimitKey = tuple[str, str | None, str | None]


def limits_of(content: Content | None) -> Mapping[LimitKey, list[Decimal | None]]:
    """The amounts by channel, case (which the note and the condition of a limit state) and unit."""
    amounts: dict[LimitKey, list[Decimal | None]] = defaultdict(list)
    for channel in content.channels if content else ():
        for limit in channel.time_limits:
            amounts[channel.channel, limit.case, limit.unit].append(amount_of(limit))
    return amounts


def amount_of(limit: TimeLimit) -> Decimal | None:
    match limit.form:
        case TimeForm.LENGTH:
            return limit.amount
        case TimeForm.RANGE | TimeForm.SAME_DAY | TimeForm.UNLIMITED | TimeForm.WORDS:
            return None
        case _:
            assert_never(limit.form)


def papers(comparison: ProcedureComparison) -> Iterator[Share]:
    """Papers are compared within the same case. A case that only one side has may exist on the other side under a
    different name."""
    if comparison.after is None:
        return
    before, after = papers_of(comparison.before), papers_of(comparison.after)
    for case in before.keys() | after.keys():
        if case is None or (case in before and case in after):
            yield Share(None, Decimal(before[case] - after[case]), Decimal(before[case]))
        else:
            yield Share(None, not_comparable=max(before[case], after[case]))


def papers_of(content: Content) -> Counter[str | None]:
    """How many papers a citizen brings in each case, without those that data or an earlier result replace (NQ
    66.7/2025)."""
    papers_by_case: Counter[str | None] = Counter()
    for of_case in content.papers:
        papers_by_case[of_case.case] += sum(is_brought(paper) for paper in of_case.papers)
    return papers_by_case


def is_brought(paper: Paper) -> bool:
    return paper.replaced_by_data is None and paper.replaced_by_result is None


def procedures(comparison: ProcedureComparison) -> Iterator[Share]:
    yield Share(None, Decimal(comparison.after is None), Decimal(1))


def procedures_or_papers(comparison: ProcedureComparison) -> Iterator[Share]:
    """A procedure whose papers cannot be compared in some case, and are not fewer in the others, stays in the base and
    is counted as not comparable."""
    compared = total(papers(comparison)).get(None, Share(None))
    cut = comparison.after is None or compared.cut > 0
    yield Share(None, Decimal(cut), Decimal(1), 0 if cut else min(compared.not_comparable, 1))


MEASURED: Mapping[Measure, Callable[[ProcedureComparison], Iterator[Share]]] = {
    Measure.PROCESSING_TIME: processing_time,
    Measure.PROCEDURES: procedures,
    Measure.PAPERS: papers,
    Measure.PROCEDURES_OR_PAPERS: procedures_or_papers,
}


def total(shares: Iterable[Share]) -> dict[str | None, Share]:
    """The sums by unit: days are not added to months."""
    sums: dict[str | None, Share] = {}
    for share in shares:
        sums[share.unit] = sums[share.unit] + share if share.unit in sums else share
    return sums


class Grouping(StrEnum):
    PROCEDURE = "procedure"
    AGENCY = "agency"
    LEVEL = "level"


def keys_of(comparison: ProcedureComparison, group_by: Grouping) -> Iterable[str]:
    """A procedure that several agencies or levels handle counts for each of them, by its content of the first day. An
    agency handles a procedure if it is recorded and executes it or is competent for it; where the content names no such
    agency, the one to which the procedure belongs counts."""
    match group_by:
        case Grouping.PROCEDURE:
            return (comparison.code,)
        case Grouping.LEVEL:
            return comparison.before.levels
        case Grouping.AGENCY:
            handles = (
                agency.code for agency in comparison.before.agencies if agency.role in (Role.EXECUTES, Role.COMPETENT)
            )
            return list(dict.fromkeys(code for code in handles if code is not None)) or (comparison.before.agency_code,)
        case _:
            assert_never(group_by)


Measured = Mapping[Measure, Mapping[str | None, Share]]


def results(
    comparisons: Iterable[ProcedureComparison], targets: Iterable[Target], group_by: Grouping
) -> tuple[SimplificationResult, list[SimplificationResult]]:
    """The result of all procedures together, in which each counts once, and that of each group, in the order of their
    keys."""
    target_list = tuple(targets)
    measures = {target.measure for target in target_list}
    everything: list[tuple[ProcedureComparison, Measured]] = []
    groups: dict[str, list[tuple[ProcedureComparison, Measured]]] = defaultdict(list)
    for comparison in comparisons:
        measured = comparison, {measure: total(MEASURED[measure](comparison)) for measure in measures}
        everything.append(measured)
        for key in keys_of(comparison, group_by):
            groups[key].append(measured)
    return result("", everything, target_list), [result(key, groups[key], target_list) for key in sorted(groups)]


def result(
    key: str, measured: Sequence[tuple[ProcedureComparison, Measured]], targets: tuple[Target, ...]
) -> SimplificationResult:
    target_results = []
    for target in targets:
        shares = total(share for _, by_measure in measured for share in by_measure[target.measure].values())
        by_unit = tuple(shares[unit] for unit in sorted(shares, key=lambda unit: unit or ""))
        target_results.append(TargetResult(target, by_unit))
    gone = sum(comparison.after is None for comparison, _ in measured)
    return SimplificationResult(key, len(measured), gone, tuple(target_results))
