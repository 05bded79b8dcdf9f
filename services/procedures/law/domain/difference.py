"""The differences between two versions, part by part.

By Article 15 NĐ 63/2010 a Decision that amends a procedure states which parts it changes.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter

from procedures.law.domain.contents import Content, LegalBasis, Role
from procedures.law.domain.difference_lines import (
    Aspect,
    ComparedKind,
    DifferenceLine,
    LinePath,
    Value,
    aspects_of,
    change_between,
)
from procedures.law.domain.fee_differences import fee_aspects
from procedures.law.domain.matching import aligned, pairs
from procedures.law.domain.parts import Part
from procedures.law.domain.submission_channels import TimeLimit
from procedures.shared.domain.document_numbers import CanonicalNumber, canonical_number

Comparison = Callable[[Content, Content], Iterator[DifferenceLine]]


@dataclass(frozen=True, slots=True)
class PartDifference:
    part: Part
    lines: tuple[DifferenceLine, ...]


def number_of(basis: LegalBasis) -> CanonicalNumber | None:
    """The number of a legal basis, however it is spelled."""
    return None if basis.number is None else canonical_number(basis.number)


def basis_aspects(basis: LegalBasis) -> dict[str, Value]:
    """Another spelling of the number is no difference."""
    number = number_of(basis)
    aspects = _aspects_without("number")(basis)
    return aspects if number is None else {**aspects, "number": number}


def _no_aspects(_: object) -> dict[str, Value]:
    return {}


def _aspects_without(excluded: str) -> Callable[[object], dict[str, Value]]:
    return lambda entry: {name: value for name, value in aspects_of(entry).items() if name != excluded}


code, name = attrgetter("code"), attrgetter("name")
CHANNEL = ComparedKind("channel", attrgetter("channel"), (attrgetter("channel"),), _no_aspects)
TIME_LIMIT = ComparedKind(
    "time_limit",
    lambda limit: limit.unit or limit.form.value,
    (
        attrgetter("form", "amount", "unit", "condition", "note"),
        attrgetter("unit", "condition", "note"),
        attrgetter("unit"),
        lambda _: True,
    ),
    _aspects_without("fees"),
)
FEE = ComparedKind("fee", name, (attrgetter("name", "per", "note"), name), fee_aspects)
PAPER = ComparedKind("paper", name, (code, name))
RESULT = ComparedKind("result", name, (code, name))
RECEPTION = ComparedKind("place", attrgetter("place"), (attrgetter("place"),))
LEGAL_BASIS = ComparedKind(
    "document",
    lambda basis: basis.number or basis.title or "",
    (
        lambda basis: (number_of(basis) or basis.title, basis.article, basis.clause, basis.point),
        number_of,
        attrgetter("title"),
    ),
    basis_aspects,
)
AGENCY = ComparedKind("agency", lambda agency: agency.code or agency.name or "", (code, name), _aspects_without("role"))


def difference(before: Content, after: Content) -> tuple[PartDifference, ...]:
    """Returns only the parts that differ, in the order of `Part`. The order of steps counts; the order of other entries
    does not."""
    lines_of_parts = ((part, tuple(compare(before, after))) for part, compare in COMPARISONS.items())
    return tuple(PartDifference(part, lines) for part, lines in lines_of_parts if lines)


def changed_parts(before: Content, after: Content) -> tuple[Part, ...]:
    return tuple(part_difference.part for part_difference in difference(before, after))


def _single_value(attribute: str) -> Comparison:
    def lines(before: Content, after: Content) -> Iterator[DifferenceLine]:
        old, new = getattr(before, attribute), getattr(after, attribute)
        if old != new:
            yield DifferenceLine(change_between(old, new), (), (Aspect(attribute, old, new),))

    return lines


def _entries(kind: ComparedKind, attribute: str) -> Comparison:
    return lambda before, after: kind.lines((), getattr(before, attribute), getattr(after, attribute))


def _texts(kind: str, attribute: str) -> Comparison:
    return _entries(ComparedKind(kind, str, aspects=_no_aspects), attribute)


def _steps(before: Content, after: Content) -> Iterator[DifferenceLine]:
    old, new = ({group.case: group.steps for group in content.steps} for content in (before, after))
    for case in old | new:
        old_steps, new_steps = old.get(case, ()), new.get(case, ())
        for old_index, new_index in aligned(old_steps, new_steps):
            old_text = None if old_index is None else old_steps[old_index]
            new_text = None if new_index is None else new_steps[new_index]
            index = old_index if old_index is not None else new_index or 0
            path = (*_case_path(case), ("step", str(index + 1)))
            yield DifferenceLine(change_between(old_text, new_text), path, (Aspect("text", old_text, new_text),))


def _papers(before: Content, after: Content) -> Iterator[DifferenceLine]:
    old, new = ({group.case: group.papers for group in content.papers} for content in (before, after))
    for case in old | new:
        yield from PAPER.lines(_case_path(case), old.get(case, ()), new.get(case, ()))
    yield from _single_value("dossier_sets")(before, after)


def _channels(before: Content, after: Content) -> Iterator[DifferenceLine]:
    yield from CHANNEL.lines((), before.channels, after.channels)
    yield from RECEPTION.lines((), before.reception, after.reception)


def _population_fields(before: Content, after: Content) -> Iterator[DifferenceLine]:
    yield from _texts("population_field", "population_fields")(before, after)
    yield from _texts("household_member_field", "household_member_fields")(before, after)


def _case_path(case: str | None) -> LinePath:
    return () if case is None else (("case", case),)


def _limits_by_channel(
    before: Content, after: Content
) -> Iterator[tuple[LinePath, tuple[TimeLimit, ...], tuple[TimeLimit, ...]]]:
    old, new = ({channel.channel: channel.time_limits for channel in content.channels} for content in (before, after))
    for channel in old | new:
        yield (("channel", channel),), old.get(channel, ()), new.get(channel, ())


def _time_limits(before: Content, after: Content) -> Iterator[DifferenceLine]:
    for path, old, new in _limits_by_channel(before, after):
        yield from TIME_LIMIT.lines(path, old, new)


def _fees(before: Content, after: Content) -> Iterator[DifferenceLine]:
    """Compares the fees of two time limits that match, even if the time limit itself changed."""
    for path, old_limits, new_limits in _limits_by_channel(before, after):
        for old, new in pairs(old_limits, new_limits, TIME_LIMIT.match_keys):
            limit_path = (*path, (TIME_LIMIT.name, TIME_LIMIT.label(old or new)))
            yield from FEE.lines(limit_path, old.fees if old else (), new.fees if new else ())
    yield from _fees_of_channels(before, after)


def _fees_of_channels(before: Content, after: Content) -> Iterator[DifferenceLine]:
    """Compares the fees that belong to no time limit."""
    old, new = ({channel.channel: channel.fees for channel in content.channels} for content in (before, after))
    for channel in old | new:
        yield from FEE.lines((("channel", channel),), old.get(channel, ()), new.get(channel, ()))


def _agencies(before: Content, after: Content) -> Iterator[DifferenceLine]:
    if before.agencies == after.agencies:
        return
    for role in Role:
        old, new = (tuple(agency for agency in content.agencies if agency.role == role) for content in (before, after))
        yield from AGENCY.lines((("role", role.value),), old, new)


COMPARISONS: Mapping[Part, Comparison] = {
    Part.NAME: _single_value("name"),
    Part.FIELD: _single_value("field_code"),
    Part.LEVELS: _texts("level", "levels"),
    Part.STEPS: _steps,
    Part.CHANNELS: _channels,
    Part.PAPERS: _papers,
    Part.TIME_LIMITS: _time_limits,
    Part.AUDIENCE: _texts("audience", "audience"),
    Part.AGENCY: _single_value("agency_code"),
    Part.AGENCIES: _agencies,
    Part.RESULTS: _entries(RESULT, "results"),
    Part.CONDITIONS: _single_value("conditions"),
    Part.FEES: _fees,
    Part.LEGAL_BASES: _entries(LEGAL_BASIS, "legal_bases"),
    Part.POPULATION_FIELDS: _population_fields,
}
