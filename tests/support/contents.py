"""Contents of procedures at random, as the door would have made them, out of few words so that versions have much in common."""

from decimal import Decimal

from hypothesis import strategies as st

from procedures.domain.channels import Channel, Fee, TimeLimit
from procedures.domain.contents import AgencyInRole, Content, LegalBasis, Result, Role, StepsOfCase
from procedures.domain.papers import Data, EarlierResult, Form, Paper, PapersOfCase

words = st.sampled_from(["một", "hai", "ba", "<b>", "a & b"])
maybe = st.none() | words
cases = st.lists(st.none() | st.sampled_from(["Trẻ em", "Người lớn"]), unique=True, max_size=2)
fees = st.builds(Fee, words, st.integers(0, 2))
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


contents = st.builds(
    Content,
    name=words,
    field_code=st.sampled_from(["A", "B"]),
    agency_code=st.sampled_from(["H60.01", "H60.02"]),
    levels=st.sampled_from([("province",), ("province", "commune")]),
    population_fields=st.sampled_from([(), ("full_name",), ("full_name", "sex")]),
    steps=cases.flatmap(lambda given: st.tuples(*(st.builds(StepsOfCase, st.just(one), several(words, 4)) for one in given))),
    channels=st.lists(st.sampled_from(["direct", "online"]), unique=True).flatmap(
        lambda given: st.tuples(*(st.builds(Channel, st.just(one), several(limits, 2)) for one in sorted(given)))
    ),
    papers=cases.flatmap(lambda given: st.tuples(*(st.builds(PapersOfCase, st.just(one), several(papers)) for one in given))),
    results=several(st.builds(Result, st.none() | st.sampled_from(["KQ.1", "KQ.2"]), words)),
    audience=several(words),
    conditions=maybe,
    legal_bases=several(st.builds(LegalBasis, words, words)),
    agencies=several(st.builds(AgencyInRole, st.sampled_from(Role), st.none() | st.just("H60.01"), words)),
)
