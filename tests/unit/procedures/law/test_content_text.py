"""A content is stored as the exact text of responses, because PostgreSQL copies it into a response unchanged."""

from decimal import Decimal

import orjson
from hypothesis import given, settings
from hypothesis import strategies as st

from procedures.law.api.content_responses import ContentOut
from procedures.law.domain.contents import Content
from procedures.law.domain.fees import Fee, FeeRelief, FeeTier
from procedures.law.domain.papers import Paper, PapersOfCase
from procedures.law.domain.submission_channels import Channel, TimeLimit
from procedures.law.storage.content_rows import encode_content
from tests.support.examples import examples

money = st.decimals(Decimal(0), Decimal(10**15), places=2)
fees = st.builds(
    Fee,
    st.text(),
    st.none() | money,
    st.none() | st.text(),
    form=...,
    fee_kind=...,
    per=...,
    tiers=st.lists(st.builds(FeeTier, st.text(), st.none() | money, st.none() | money)).map(tuple),
    percent=st.none() | money,
    floor=st.none() | money,
    reliefs=st.lists(st.builds(FeeRelief, percent=st.none() | money)).map(tuple),
    note=...,
)
limits = st.builds(
    TimeLimit,
    amount=st.decimals(Decimal("0.01"), Decimal("999999.99"), places=2),
    note=st.none() | st.text(),
    fees=st.lists(fees, max_size=2).map(tuple),
    form=...,
    words=...,
    condition=...,
)
several_fees = st.lists(fees, max_size=2).map(tuple)
channels = st.builds(Channel, st.text(), st.lists(limits, max_size=2).map(tuple), several_fees)
sheets = st.none() | st.integers(0, 1_000_000)
papers = st.builds(
    Paper, st.none() | st.text(), st.text(), sheets, sheets, form=..., replaced_by_data=..., replaced_by_result=...
)
of_cases = st.builds(PapersOfCase, st.none() | st.text(), st.lists(papers, max_size=2).map(tuple))
contents = st.builds(
    Content,
    population_fields=...,
    steps=...,
    channels=st.lists(channels, max_size=2).map(tuple),
    papers=st.lists(of_cases, max_size=2).map(tuple),
    results=...,
    audience=...,
    conditions=...,
    legal_bases=...,
    agencies=...,
    household_member_fields=...,
)


@given(contents)
@settings(max_examples=examples(300), deadline=None)
def test_the_stored_text_of_a_content_equals_the_json_of_the_plain_route(content: Content) -> None:
    stored = encode_content(content)
    assert stored == ContentOut.model_validate(orjson.loads(stored)).model_dump_json()
