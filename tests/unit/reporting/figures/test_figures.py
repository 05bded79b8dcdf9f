"""Figures and tables of a year from its counts: none may miss a kind, a level or an outcome."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from common.contracts.parts import ItemKind, Level, OnlineLevel
from reporting.figures.domain.breakdowns import by_agency, by_kind, by_level
from reporting.figures.domain.counts import Counts, DecisionCount, ItemCount, OnlineServiceCount, ProcessCount
from reporting.figures.domain.dossier_figures import DossierFigure
from reporting.figures.domain.figures import figures_of

AGENCIES = ("H60.01", "H60.02", "H60.03")
numbers, agencies = st.integers(1, 50), st.sampled_from(AGENCIES)
levels = st.sampled_from([level.value for level in Level])
items = st.builds(
    ItemCount, agencies, st.sampled_from([kind.value for kind in ItemKind]), levels, numbers, numbers, numbers, numbers
)
offers = st.builds(
    OnlineServiceCount,
    agencies,
    st.just("Sở"),
    levels,
    st.sampled_from([level.value for level in OnlineLevel]),
    numbers,
)
counts_of_a_year = st.builds(
    Counts,
    decisions=st.just([DecisionCount(agency, "Sở", 1, 0) for agency in AGENCIES]),
    topics=st.just({}),
    items=st.lists(items),
    processes=st.lists(
        st.builds(ProcessCount, agencies, numbers, numbers, numbers), unique_by=lambda count: count.agency_code
    ),
    essential_services=st.just(0),
    online_services=st.lists(offers),
    lookups=st.dictionaries(st.sampled_from(["matched", "not_matched", "procedure-not-in-force"]), numbers),
    dossiers=st.fixed_dictionaries(dict.fromkeys(DossierFigure, numbers)),
)


@given(counts_of_a_year)
def test_each_table_adds_up_to_its_figures(counts: Counts) -> None:
    figures = {figure.key: figure.value for figure in figures_of(counts)}
    kinds = by_kind(counts)
    others = ("declared_online", "standardised", "designated", "confirmed")
    assert figures["procedures"] + sum(figures[figure] for figure in others) == sum(kinds.values())
    for table in (by_level(counts), by_agency(counts)):
        assert sum((Counter(row.items) for row in table), Counter[str]()) == kinds
        assert sum(sum(row.online.values()) for row in table) == figures["online"]
    processes = sum(row.internal_processes + row.inter_agency_processes for row in by_agency(counts))
    assert processes == figures["processes"]
    assert figures["online_full"] + figures["online_partial"] == figures["online"]
    assert figures["lookups_answered"] + figures["lookups_refused"] == sum(counts.lookups.values())
