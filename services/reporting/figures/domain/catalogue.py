"""The closed catalogue of counted figures, in the order in which reports list them.

Names and formulas of those that the reports have too are theirs (`figure_names`). The figures of entered indicators are
beside these: `definition_of_indicator`.
"""

from collections.abc import Iterator, Mapping

from reporting.figures.domain.dossier_figures import DossierFigure
from reporting.figures.domain.figure_definitions import ENTERED_PREFIX, FigureDefinition, Origin, Share, Source, Unit
from reporting.figures.domain.figure_names import WORDINGS
from reporting.figures.domain.in_force_figures import IN_FORCE_WORDINGS, InForceFigure
from reporting.figures.domain.publication_figures import PUBLICATION_WORDINGS, PublicationFigure
from reporting.figures.domain.record_figures import RECORD_FIGURES
from reporting.figures.domain.share_names import SHARE_WORDINGS
from reporting.figures.domain.wordings import Wording
from reporting.indicators.domain.indicators import Better, Dimension

PUBLICATION = "Nghị định 63/2010/NĐ-CP"
REPORTING = "Quyết định 766/QĐ-TTg"
ONLINE = "Nghị định 224/2026/NĐ-CP, Điều 19"
SHARING = "Nghị định 47/2020/NĐ-CP"
DECISIONS = Unit("quyết định", "Decisions")
AGENCIES = Unit("cơ quan", "agencies")
PROCEDURES = Unit("TTHC", "procedures")
PUBLICATIONS = Unit("lượt", "publications")
PROCESSES = Unit("quy trình", "processes")
SERVICES = Unit("dịch vụ", "services")
LOOKUPS = Unit("lượt", "look-ups")
FIELDS = Unit("trường", "fields")
DOSSIERS = Unit("hồ sơ", "dossiers")
PER_CENT = Unit("%", "per cent")
LOOKUP_FIELDS = Wording(
    "Trường thông tin dân cư được sử dụng",
    "Fields of the population database in use",
    "trường khác nhau mà các lượt tra cứu trong kỳ đã trả về",
    "different fields that look-ups of the period disclosed",
)
BY_AGENCY = (Dimension.AGENCY,)
BY_AGENCY_AND_CHANNEL = (Dimension.AGENCY, Dimension.CHANNEL)
BY_AGENCY_AND_LEVEL = (Dimension.AGENCY, Dimension.LEVEL)
OF_ITEMS = (Dimension.AGENCY, Dimension.LEVEL, Dimension.FIELD)

DECISION_KEYS = ("decisions", "household_book_decisions", "essential_decisions", "declaring_decisions")
ITEM_KEYS = (
    "procedures",
    "introduced",
    "changed",
    "repealed",
    "standardised",
    "designated",
    "confirmed",
    "declared_online",
    "declared_ministry",
    "declared_province",
    "declared_district",
    "declared_commune",
    "declared_other",
)
FLAWED_ITEM_KEYS = ("unrecorded_predecessors", "annulled_items", "corrected_items")
MORE_IS_BETTER = (
    DossierFigure.RECEIVED_ONLINE,
    DossierFigure.DIGITISED,
    DossierFigure.REUSED,
    DossierFigure.PAID_ONLINE,
    DossierFigure.DONE,
    DossierFigure.EARLY,
    DossierFigure.ON_TIME,
)
FEWER_IS_BETTER = (DossierFigure.LATE,)
"""Of the others neither direction is better."""
SHARES: Mapping[str, Share] = {
    "online_full_share": Share(("online_full",), ("online",)),
    "publications_timely_share": Share(
        (PublicationFigure.ON_TIME,), (PublicationFigure.ON_TIME, PublicationFigure.LATE)
    ),
    "dossiers_online_share": Share(("dossiers_received_online",), ("dossiers_received",)),
    "dossiers_timely_share": Share(
        ("dossiers_early", "dossiers_on_time"), ("dossiers_early", "dossiers_on_time", "dossiers_late")
    ),
    "dossiers_digitised_share": Share(("dossiers_digitised",), ("dossiers_received",)),
    "dossiers_reused_share": Share(("dossiers_reused",), ("dossiers_received",)),
    "dossiers_paid_online_share": Share(("dossiers_paid_online",), ("dossiers_received",)),
    "district_groups_share": Share(("district_groups",), (f"{ENTERED_PREFIX}districts",)),
    "commune_groups_share": Share(("commune_groups",), (f"{ENTERED_PREFIX}communes",)),
    "village_groups_share": Share(("village_groups",), (f"{ENTERED_PREFIX}villages",)),
}


def _of_decisions() -> Iterator[FigureDefinition]:
    source = (Source.PROCEDURES,)

    def of(
        key: str, unit: Unit, dimensions: tuple[Dimension, ...] = BY_AGENCY, better: Better | None = None
    ) -> FigureDefinition:
        return FigureDefinition(key, WORDINGS[key], unit, PUBLICATION, dimensions, better, source)

    yield from (of(key, DECISIONS) for key in DECISION_KEYS)
    yield of("late_decisions", DECISIONS, better=Better.DOWN)
    yield from (of(key, AGENCIES) for key in ("agencies", "declaring_agencies"))
    yield from (of(key, PROCEDURES, OF_ITEMS) for key in ITEM_KEYS)
    yield from (of(key, PROCEDURES, OF_ITEMS, Better.DOWN) for key in FLAWED_ITEM_KEYS)
    yield of("essential_services", SERVICES, ())
    yield from (of(key, PROCESSES) for key in ("processes", "inter_agency_processes"))
    yield of("annulled_processes", PROCESSES, better=Better.DOWN)


def _of_publications() -> Iterator[FigureDefinition]:
    better = {
        PublicationFigure.SHOWN: None,
        PublicationFigure.ON_TIME: Better.UP,
        PublicationFigure.LATE: Better.DOWN,
        PublicationFigure.WITHOUT_DEADLINE: None,
    }
    for figure in PublicationFigure:
        yield FigureDefinition(
            figure.value,
            PUBLICATION_WORDINGS[figure],
            PUBLICATIONS,
            PUBLICATION,
            BY_AGENCY_AND_CHANNEL,
            better[figure],
            (Source.PROCEDURES,),
        )


def _of_law() -> Iterator[FigureDefinition]:
    source = (Source.PROCEDURES,)
    for figure in InForceFigure:
        wording = IN_FORCE_WORDINGS[figure]
        yield FigureDefinition(figure.value, wording, PROCEDURES, PUBLICATION, OF_ITEMS, sources=source)


def _of_online_services() -> Iterator[FigureDefinition]:
    def of(key: str, better: Better | None) -> FigureDefinition:
        source = (Source.ONLINE_SERVICES,)
        return FigureDefinition(key, WORDINGS[key], SERVICES, ONLINE, BY_AGENCY_AND_LEVEL, better, source)

    yield from (of("online", Better.UP), of("online_full", Better.UP), of("online_partial", None))


def _of_dossiers() -> Iterator[FigureDefinition]:
    for figure in DossierFigure:
        yield FigureDefinition(
            figure.value,
            WORDINGS[figure.value],
            DOSSIERS,
            REPORTING,
            BY_AGENCY,
            Better.UP if figure in MORE_IS_BETTER else Better.DOWN if figure in FEWER_IS_BETTER else None,
            (Source.ONLINE_SERVICES,),
        )


def _of_lookups() -> Iterator[FigureDefinition]:
    source = (Source.POPULATION_LOOKUP,)
    for key, better in (("lookups_answered", None), ("lookups_refused", Better.DOWN)):
        yield FigureDefinition(key, WORDINGS[key], LOOKUPS, SHARING, BY_AGENCY, better, source)
    yield FigureDefinition("lookup_fields", LOOKUP_FIELDS, FIELDS, SHARING, sources=source)


def _of_records() -> Iterator[FigureDefinition]:
    for figure in RECORD_FIGURES:
        dimensions = BY_AGENCY_AND_LEVEL if figure.has_level else BY_AGENCY
        yield FigureDefinition(figure.key, figure.wording, figure.unit, figure.ground, dimensions, figure.better)


def _shares(counted: Mapping[str, FigureDefinition]) -> Iterator[FigureDefinition]:
    for key, share in SHARES.items():
        is_mixed = any(part.startswith(ENTERED_PREFIX) for part in share.denominator)
        part = counted[share.numerator[0]]
        yield FigureDefinition(
            key,
            SHARE_WORDINGS[key],
            PER_CENT,
            part.ground,
            () if is_mixed else part.dimensions,
            Better.UP,
            part.sources,
            share,
            Origin.MIXED if is_mixed else Origin.COUNTED,
            is_share=True,
        )


def _catalogue() -> Iterator[FigureDefinition]:
    families = (
        _of_decisions(),
        _of_publications(),
        _of_law(),
        _of_online_services(),
        _of_dossiers(),
        _of_lookups(),
        _of_records(),
    )
    counted = {definition.key: definition for family in families for definition in family}
    yield from counted.values()
    yield from _shares(counted)


CATALOGUE: Mapping[str, FigureDefinition] = {definition.key: definition for definition in _catalogue()}
