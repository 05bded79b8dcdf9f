"""The numbers of a period that a scheme of scores needs, by agency."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from reporting.figures.domain.catalogue import CATALOGUE
from reporting.figures.domain.dossier_figures import DossierFigure
from reporting.figures.domain.figure_definitions import ENTERED_PREFIX, definition_of_indicator
from reporting.figures.domain.figure_groups import FigureNumber
from reporting.figures.queries.dossier_conditions import DossierGroup
from reporting.figures.queries.dossiers_of_period import dossiers_by_group
from reporting.figures.queries.figure_numbers import figure_by_groups
from reporting.figures.queries.known_dossiers import KNOWN_CONDITIONS, KNOWN_DOSSIERS
from reporting.indicators.domain.indicators import Dimension, IndicatorKind
from reporting.indicators.storage.repository import indicators_of, latest_indicators
from reporting.scores.domain.score_keys import SimplificationMeasure, indicator_of, measure_of
from reporting.scores.domain.score_schemes import ScoreScheme
from reporting.scores.domain.scores import AgencyNumber
from reporting.scores.queries.weighted_cuts import weighted_cuts
from reporting.shared.domain.periods import Period
from reporting.tables import indicator

DOSSIER_KEYS = frozenset(figure.value for figure in DossierFigure)
AGENCIES_WITH_KNOWN_DOSSIERS = text(
    f"WITH {KNOWN_DOSSIERS} SELECT DISTINCT deciding_agency FROM known_dossier"  # noqa: S608 - constants only
    f" WHERE {' OR '.join(f'({condition})' for condition in KNOWN_CONDITIONS.values())}"
)
NOT_ENTERED = AgencyNumber(entered=False)
NumberOfAgency = tuple[str, tuple[str, bool], AgencyNumber]
"""The agency, the key with whether it is in a denominator, and the number."""
Numbers = dict[str, dict[tuple[str, bool], AgencyNumber]]


async def numbers_by_agency(
    read: AsyncConnection, scheme: ScoreScheme, period: Period, agency: str | None, known_on: datetime | None = None
) -> Numbers:
    """Of every agency that any of the numbers has; with `agency` only of that one and of those below it. The caller
    reads in one snapshot."""
    numbers: Numbers = defaultdict(dict)
    keys = scheme.keys
    in_roll_ups = DOSSIER_KEYS if known_on is None else frozenset[str]()  # they have what is known now
    found = await _of_dossiers(read, period, [key for key in keys if key in in_roll_ups])
    for key in keys:
        if (code := indicator_of(key)) is not None:
            found += await _entered(read, period, code, known_on)
        elif (measure := measure_of(key)) is not None:
            found += await _cut(read, period, key, measure, known_on)
        elif key not in in_roll_ups:
            found += await _counted(read, period, key, known_on)
    if known_on is not None and not DOSSIER_KEYS.isdisjoint(keys):
        numbers |= {name: {} for name in await _agencies_with_dossiers(read, period, known_on)}
    for name, part, number in found:
        numbers[name][part] = number
    entered = [key for key in keys if indicator_of(key) is not None]
    for of_agency in numbers.values():
        for key in entered:
            of_agency.setdefault((key, False), NOT_ENTERED)
            of_agency.setdefault((key, True), NOT_ENTERED)
    return {name: of_agency for name, of_agency in numbers.items() if name and is_within(name, agency)}


def is_within(name: str, agency: str | None) -> bool:
    return agency is None or name == agency or name.startswith(f"{agency}.")


async def _of_dossiers(read: AsyncConnection, period: Period, keys: list[str]) -> list[NumberOfAgency]:
    if not keys:
        return []
    groups = await dossiers_by_group(read, period.first, period.last, DossierGroup.AGENCY)
    return [
        (name, (key, lower), AgencyNumber(Fraction(counts[DossierFigure(key)])))
        for name, counts in groups
        for key in keys
        for lower in (False, True)
    ]


async def _agencies_with_dossiers(read: AsyncConnection, period: Period, known_on: datetime) -> Sequence[str]:
    """Those that the roll-ups have too, also where no dossier of theirs is in a number of the scheme."""
    days = {"first": period.first, "last": period.last, "known_on": known_on}
    return (await read.scalars(AGENCIES_WITH_KNOWN_DOSSIERS, days)).all()


async def _counted(read: AsyncConnection, period: Period, key: str, known_on: datetime | None) -> list[NumberOfAgency]:
    groups = await figure_by_groups(read, CATALOGUE[key], period, Dimension.AGENCY, known_on)
    return [(name, (key, lower), _number(number)) for name, number in groups for lower in (False, True)]


async def _entered(read: AsyncConnection, period: Period, code: str, known_on: datetime | None) -> list[NumberOfAgency]:
    """Nothing where the indicator is not defined, or is entered for other periods. In a denominator a share counts with
    its own denominator."""
    found = await indicators_of(read, latest_indicators().where(indicator.c.code == code))
    if not found or found[0].dimension is not Dimension.AGENCY or found[0].period_kind is not period.kind:
        return []
    groups = await figure_by_groups(read, definition_of_indicator(found[0]), period, Dimension.AGENCY, known_on)
    key, is_share = ENTERED_PREFIX + code, found[0].kind is IndicatorKind.SHARE
    return [
        (name, (key, lower), _number(number, of_denominator=lower and is_share))
        for name, number in groups
        for lower in (False, True)
    ]


async def _cut(
    read: AsyncConnection, period: Period, key: str, measure: SimplificationMeasure, known_on: datetime | None
) -> list[NumberOfAgency]:
    cut: dict[str, Fraction] = defaultdict(Fraction)
    dossiers: dict[str, int] = defaultdict(int)
    for row in await weighted_cuts(read, period, measure, known_on=known_on):
        cut[row.agency] += row.dossiers * row.share
        dossiers[row.agency] += row.dossiers
    return [
        each
        for name in cut
        for each in (
            (name, (key, False), AgencyNumber(cut[name])),
            (name, (key, True), AgencyNumber(Fraction(dossiers[name]))),
        )
    ]


def _number(number: FigureNumber, *, of_denominator: bool = False) -> AgencyNumber:
    amount = number.denominator if of_denominator else number.numerator
    return NOT_ENTERED if amount is None else AgencyNumber(Fraction(amount), number.estimated)
