"""What differs between two versions, part by part (Article 15 NĐ 63/2010: a Decision that amends says which part it
changes)."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter

from procedures.law.domain.contents import Content, Role
from procedures.law.domain.difference_lines import (
    Aspect,
    DifferenceKind,
    DifferenceLine,
    Kind,
    Place,
    Value,
    aspects_of,
)
from procedures.law.domain.matching import aligned, pairs
from procedures.law.domain.parts import Part
from procedures.law.domain.submission_channels import TimeLimit

Reads = Callable[[Content, Content], Iterator[DifferenceLine]]


@dataclass(frozen=True, slots=True)
class PartDifference:
    part: Part
    lines: tuple[DifferenceLine, ...]


def _nothing(_: object) -> dict[str, Value]:
    return {}


def _but(left_out: str) -> Callable[[object], dict[str, Value]]:
    return lambda thing: {name: value for name, value in aspects_of(thing).items() if name != left_out}


code, name = attrgetter("code"), attrgetter("name")
CHANNEL = Kind("channel", attrgetter("channel"), (attrgetter("channel"),), _nothing)
TIME_LIMIT = Kind(
    "time_limit",
    attrgetter("unit"),
    (attrgetter("amount", "unit", "note"), attrgetter("unit"), lambda _: True),
    _but("fees"),
)
FEE = Kind("fee", name, (name,))
PAPER = Kind("paper", name, (code, name))
RESULT = Kind("result", name, (code, name))
LEGAL_BASIS = Kind("document", attrgetter("number"), (attrgetter("number"),))
AGENCY = Kind("agency", lambda agency: agency.code or agency.name or "", (code, name), _but("role"))


def difference(before: Content, after: Content) -> tuple[PartDifference, ...]:
    """Only the parts that differ, in the order of the list. The order of steps counts, that of anything else does
    not."""
    found = ((part, tuple(lines(before, after))) for part, lines in READ.items())
    return tuple(PartDifference(part, lines) for part, lines in found if lines)


def changed_parts(before: Content, after: Content) -> tuple[Part, ...]:
    return tuple(one.part for one in difference(before, after))


def _plain(attribute: str) -> Reads:
    def lines(before: Content, after: Content) -> Iterator[DifferenceLine]:
        old, new = getattr(before, attribute), getattr(after, attribute)
        if old != new:
            act = (
                DifferenceKind.ADDED
                if old is None
                else DifferenceKind.REMOVED
                if new is None
                else DifferenceKind.CHANGED
            )
            yield DifferenceLine(act, (), (Aspect(attribute, old, new),))

    return lines


def _listed(kind: Kind, attribute: str) -> Reads:
    return lambda before, after: kind.lines((), getattr(before, attribute), getattr(after, attribute))


def _words(kind: str, attribute: str) -> Reads:
    return _listed(Kind(kind, str, aspects=_nothing), attribute)


def _steps(before: Content, after: Content) -> Iterator[DifferenceLine]:
    old, new = ({one.case: one.steps for one in content.steps} for content in (before, after))
    for case in old | new:
        was, is_now = old.get(case, ()), new.get(case, ())
        for place, new_place in aligned(was, is_now):
            text, new_text = None if place is None else was[place], None if new_place is None else is_now[new_place]
            act = (
                DifferenceKind.ADDED
                if text is None
                else DifferenceKind.REMOVED
                if new_text is None
                else DifferenceKind.CHANGED
            )
            number = place if place is not None else new_place or 0
            yield DifferenceLine(act, (*_of_case(case), ("step", str(number + 1))), (Aspect("text", text, new_text),))


def _papers(before: Content, after: Content) -> Iterator[DifferenceLine]:
    old, new = ({one.case: one.papers for one in content.papers} for content in (before, after))
    for case in old | new:
        yield from PAPER.lines(_of_case(case), old.get(case, ()), new.get(case, ()))


def _of_case(case: str | None) -> Place:
    return () if case is None else (("case", case),)


def _limits(before: Content, after: Content) -> Iterator[tuple[Place, tuple[TimeLimit, ...], tuple[TimeLimit, ...]]]:
    old, new = ({one.channel: one.time_limits for one in content.channels} for content in (before, after))
    for channel in old | new:
        yield (("channel", channel),), old.get(channel, ()), new.get(channel, ())


def _time_limits(before: Content, after: Content) -> Iterator[DifferenceLine]:
    for channel, old, new in _limits(before, after):
        yield from TIME_LIMIT.lines(channel, old, new)


def _fees(before: Content, after: Content) -> Iterator[DifferenceLine]:
    """A fee is compared with those that hung on the same time limit, whatever became of that."""
    for channel, old, new in _limits(before, after):
        for was, is_now in pairs(old, new, TIME_LIMIT.known_by):
            unit = TIME_LIMIT.called(was or is_now)
            yield from FEE.lines(
                (*channel, (TIME_LIMIT.name, unit)), was.fees if was else (), is_now.fees if is_now else ()
            )


def _agencies(before: Content, after: Content) -> Iterator[DifferenceLine]:
    if before.agencies == after.agencies:
        return
    for role in Role:
        old, new = (tuple(one for one in content.agencies if one.role == role) for content in (before, after))
        yield from AGENCY.lines((("role", role.value),), old, new)


READ: Mapping[Part, Reads] = {
    Part.NAME: _plain("name"),
    Part.FIELD: _plain("field_code"),
    Part.LEVELS: _words("level", "levels"),
    Part.STEPS: _steps,
    Part.CHANNELS: _listed(CHANNEL, "channels"),
    Part.PAPERS: _papers,
    Part.TIME_LIMITS: _time_limits,
    Part.AUDIENCE: _words("audience", "audience"),
    Part.AGENCY: _plain("agency_code"),
    Part.AGENCIES: _agencies,
    Part.RESULTS: _listed(RESULT, "results"),
    Part.CONDITIONS: _plain("conditions"),
    Part.FEES: _fees,
    Part.LEGAL_BASES: _listed(LEGAL_BASIS, "legal_bases"),
    Part.POPULATION_FIELDS: _words("population_field", "population_fields"),
}
