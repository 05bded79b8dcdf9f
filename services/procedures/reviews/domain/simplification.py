"""Rà soát, đơn giản hóa TTHC (Articles 27-31 NĐ 63/2010): how much was cut between two days. Numbers are exact; a
percentage is only shown.

What is measured is closed, how much is wanted is data: a round's targets. What cannot be compared is counted beside
what was, never guessed.
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
from procedures.law.domain.submission_channels import TimeLimit


class Measure(StrEnum):
    """`processing_time`: of the time that the law gives, in each unit of time by itself. `papers`: of the papers that a
    citizen brings,
    over procedures that go on. `procedures`: of the procedures, how many are gone. `procedures_or_papers`: how many are
    gone or ask for
    fewer papers."""

    PROCESSING_TIME = "processing_time"
    PROCEDURES = "procedures"
    PAPERS = "papers"
    PROCEDURES_OR_PAPERS = "procedures_or_papers"


@dataclass(frozen=True, slots=True)
class Target:
    """At least so many per cent."""

    number: int
    measure: Measure
    minimum_percent: Decimal
    legal_basis: str


@dataclass(frozen=True, slots=True)
class Course:
    """What became of one procedure that was in force on the first day: its content then, and on the last day its own or
    its successor's;
    None: it is gone."""

    code: str
    before: Content
    after: Content | None


@dataclass(frozen=True, slots=True)
class Share:
    """`cut` of `of`, in a unit of time where it is time. `not_comparable` counts what is in neither of the two (time
    limits, papers), or
    could not be judged (procedures)."""

    unit: str | None
    cut: Decimal = Decimal(0)
    of: Decimal = Decimal(0)
    not_comparable: int = 0

    def __add__(self, other: "Share") -> "Share":
        return Share(self.unit, self.cut + other.cut, self.of + other.of, self.not_comparable + other.not_comparable)

    @property
    def percent(self) -> Decimal | None:
        """Rounded down to hundredths, so that none looks reached that is not; None where nothing was compared."""
        return Decimal(Fraction(self.cut) * 10_000 // Fraction(self.of)) / 100 if self.of else None

    def reaches(self, minimum_percent: Decimal) -> bool | None:
        return Fraction(self.cut) * 100 >= Fraction(minimum_percent) * Fraction(self.of) if self.of else None


@dataclass(frozen=True, slots=True)
class TargetResult:
    """How a group of procedures stands to one target. `met` None: nothing of it could be compared."""

    target: Target
    shares: tuple[Share, ...]

    @property
    def met(self) -> bool | None:
        said = [reached for share in self.shares if (reached := share.reaches(self.target.minimum_percent)) is not None]
        return all(said) if said else None


@dataclass(frozen=True, slots=True)
class SimplificationResult:
    """Of the `procedures` that were in force on the first day so many are `gone` on the last."""

    key: str
    procedures: int
    gone: int
    targets: tuple[TargetResult, ...]


def processing_time(course: Course) -> Iterator[Share]:
    """A time limit is compared with the one of the same channel, case and unit, where there is one on either side."""
    before, after = limits_of(course.before), limits_of(course.after)
    for place in before.keys() | after.keys():
        old, new = before.get(place, []), after.get(place, [])
        unit = place[-1]
        if len(old) == len(new) == 1:
            yield Share(unit, old[0] - new[0], old[0])
        else:
            yield Share(unit, not_comparable=max(len(old), len(new)))


def limits_of(content: Content | None) -> Mapping[tuple[str, str | None, str], list[Decimal]]:
    """By channel, case (which a limit's note says) and unit."""
    found: dict[tuple[str, str | None, str], list[Decimal]] = defaultdict(list)
    for channel in content.channels if content else ():
        for limit in channel.time_limits:
            found[channel.channel, *case_and_unit(limit)].append(limit.amount)
    return found


def case_and_unit(limit: TimeLimit) -> tuple[str | None, str]:
    return limit.note, limit.unit


def papers(course: Course) -> Iterator[Share]:
    """Within the same case. What a case asks for that is on one side only may have been asked for under another name of
    the case."""
    if course.after is None:
        return
    before, after = papers_of(course.before), papers_of(course.after)
    for case in before.keys() | after.keys():
        if case is None or (case in before and case in after):
            yield Share(None, Decimal(before[case] - after[case]), Decimal(before[case]))
        else:
            yield Share(None, not_comparable=max(before[case], after[case]))


def papers_of(content: Content) -> Counter[str | None]:
    """How many a citizen brings in each case: not those that data or an earlier result replace (NQ 66.7/2025)."""
    found: Counter[str | None] = Counter()
    for of_case in content.papers:
        found[of_case.case] += sum(is_brought(paper) for paper in of_case.papers)
    return found


def is_brought(paper: Paper) -> bool:
    return paper.replaced_by_data is None and paper.replaced_by_result is None


def procedures(course: Course) -> Iterator[Share]:
    yield Share(None, Decimal(course.after is None), Decimal(1))


def procedures_or_papers(course: Course) -> Iterator[Share]:
    """One whose papers cannot be compared in some case, and are not fewer in the others, stays among the procedures and
    is counted beside."""
    compared = total(papers(course)).get(None, Share(None))
    cut = course.after is None or compared.cut > 0
    yield Share(None, Decimal(cut), Decimal(1), 0 if cut else min(compared.not_comparable, 1))


MEASURED: Mapping[Measure, Callable[[Course], Iterator[Share]]] = {
    Measure.PROCESSING_TIME: processing_time,
    Measure.PROCEDURES: procedures,
    Measure.PAPERS: papers,
    Measure.PROCEDURES_OR_PAPERS: procedures_or_papers,
}


def total(shares: Iterable[Share]) -> dict[str | None, Share]:
    """By unit: days are not added to months."""
    found: dict[str | None, Share] = {}
    for share in shares:
        found[share.unit] = found[share.unit] + share if share.unit in found else share
    return found


class Grouping(StrEnum):
    PROCEDURE = "procedure"
    AGENCY = "agency"
    LEVEL = "level"


def keys_of(course: Course, group_by: Grouping) -> Iterable[str]:
    """A procedure that several agencies or levels handle counts for each of them, as it was on the first day. Who
    handles it is who
    executes it or is competent, by the code of a recorded agency; where the content names none, the agency that it
    belongs to."""
    match group_by:
        case Grouping.PROCEDURE:
            return (course.code,)
        case Grouping.LEVEL:
            return course.before.levels
        case Grouping.AGENCY:
            handles = (one.code for one in course.before.agencies if one.role in (Role.EXECUTES, Role.COMPETENT))
            return list(dict.fromkeys(code for code in handles if code is not None)) or (course.before.agency_code,)
        case _:
            assert_never(group_by)


Measured = Mapping[Measure, Mapping[str | None, Share]]


def results(
    courses: Iterable[Course], targets: Iterable[Target], group_by: Grouping
) -> tuple[SimplificationResult, list[SimplificationResult]]:
    """That of all together, in which each procedure counts once, and that of each group, in the order of their keys."""
    wanted = tuple(targets)
    measures = {target.measure for target in wanted}
    everything: list[tuple[Course, Measured]] = []
    groups: dict[str, list[tuple[Course, Measured]]] = defaultdict(list)
    for course in courses:
        measured = course, {measure: total(MEASURED[measure](course)) for measure in measures}
        everything.append(measured)
        for key in keys_of(course, group_by):
            groups[key].append(measured)
    return result("", everything, wanted), [result(key, groups[key], wanted) for key in sorted(groups)]


def result(key: str, measured: Sequence[tuple[Course, Measured]], targets: tuple[Target, ...]) -> SimplificationResult:
    reached = []
    for target in targets:
        shares = total(share for _, found in measured for share in found[target.measure].values())
        reached.append(
            TargetResult(target, tuple(shares[unit] for unit in sorted(shares, key=lambda unit: unit or "")))
        )
    return SimplificationResult(key, len(measured), sum(course.after is None for course, _ in measured), tuple(reached))
