"""Hypothesis strategies for contents of procedures, as the API would accept them. They use few words, so that two
versions often have parts in common."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from procedures.law.domain.contents import (
    AgencyInRole,
    Content,
    LegalBasis,
    ProcedureResult,
    ReceptionPlace,
    Role,
    StepsOfCase,
)
from procedures.law.domain.fees import Fee, FeeForm
from procedures.law.domain.papers import Data, EarlierResult, Form, Paper, PapersOfCase
from procedures.law.domain.submission_channels import Channel, TimeLimit

CASES = (None, "Trẻ em", "Người lớn")

words = st.sampled_from(["một", "hai", "ba", "<b>", "a & b"])
maybe = st.none() | words
fees = st.one_of(
    st.builds(Fee, words, st.integers(0, 2).map(Decimal), note=maybe),
    st.builds(Fee, words, st.just(Decimal("1.5")), st.just("USD"), laid_down_by=maybe),
    st.builds(Fee, words, st.just(Decimal(5)), form=st.just(FeeForm.PER_UNIT), per=words),
    st.builds(Fee, words, st.none(), st.none(), st.sampled_from([FeeForm.NONE, FeeForm.NOT_PUBLISHED])),
)
limits = st.builds(
    TimeLimit,
    st.sampled_from([Decimal("0.5"), Decimal(3), Decimal(5)]),
    st.sampled_from(["working_day", "month"]),
    maybe,
    st.lists(fees, max_size=2).map(tuple),
)
papers = st.builds(
    Paper,
    st.none() | st.sampled_from(["GT.1", "GT.2"]),
    words,
    st.integers(0, 1),
    st.integers(0, 1),
    st.none() | st.builds(Form, words, st.none() | st.just("https://forms.example/1")),
    st.none() | st.builds(Data, st.just("population"), st.just(("full_name",)), maybe),
    st.none() | st.builds(EarlierResult, st.just("KQ.1"), st.none() | st.just("1.000001")),
)


def several(of: st.SearchStrategy[object], most: int = 3) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(of, max_size=most).map(tuple)


def each_once(
    kind: Callable[[Any, Any], Any], keys: Sequence[str | None], of: st.SearchStrategy[Any]
) -> st.SearchStrategy[list[Any]]:
    """Some of the keys, each at most once, in any order. `flatmap` would build a strategy for every example, which
    takes longer than all the rest."""
    some = st.fixed_dictionaries({}, optional=dict.fromkeys(keys, of))
    return some.map(lambda values: [kind(key, value) for key, value in values.items()])


contents = st.builds(
    Content,
    name=words,
    field_code=st.sampled_from(["A", "B"]),
    agency_code=st.sampled_from(["H60.01", "H60.02"]),
    levels=st.sampled_from([("province",), ("province", "commune")]),
    population_fields=st.sampled_from([(), ("full_name",), ("full_name", "sex")]),
    steps=each_once(StepsOfCase, CASES, several(words, 4)).map(tuple),
    channels=each_once(Channel, ("direct", "online"), several(limits, 2)).map(
        lambda channels: tuple(sorted(channels, key=lambda channel: channel.channel))
    ),
    papers=each_once(PapersOfCase, CASES, several(papers)).map(tuple),
    results=several(st.builds(ProcedureResult, st.none() | st.sampled_from(["KQ.1", "KQ.2"]), words, maybe)),
    audience=several(words),
    conditions=maybe,
    legal_bases=several(st.builds(LegalBasis, maybe, words, article=st.none() | st.just("5"))),
    dossier_sets=st.none() | st.integers(1, 2),
    reception=several(st.builds(ReceptionPlace, words, maybe)),
    household_member_fields=st.sampled_from([(), ("full_name",), ("full_name", "birth_date")]),
    agencies=several(st.builds(AgencyInRole, st.sampled_from(Role), st.none() | st.just("H60.01"), words)),
)
