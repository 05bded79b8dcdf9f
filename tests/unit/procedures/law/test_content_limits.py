"""Every list and every text of a content has a greatest length, whichever way it was recorded."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from procedures.decisions.domain.drafting import ReferenceData, check_list
from procedures.law.api.content_requests import ContentIn
from procedures.law.domain.content_limits import MOST_ENTRIES, check_limits
from procedures.law.domain.contents import AgencyInRole, Content, LegalBasis, ProcedureResult, Role, StepsOfCase
from procedures.law.domain.fees import Fee
from procedures.law.domain.papers import Data, Form, Paper, PapersOfCase
from procedures.law.domain.refusals import ContentTooLong
from procedures.law.domain.submission_channels import Channel, TimeLimit
from procedures.shared.domain.text_lengths import LONGEST_LINE, LONGEST_PROSE
from tests.support.decisions import decision, item

MANY = MOST_ENTRIES + 1
LONG = "x" * (LONGEST_PROSE + 1)
CONTENT = Content("Cấp giấy phép", "G15-TP110", "H60.01", ("province",))


@pytest.mark.parametrize(
    "parts",
    [
        {"name": "x" * (LONGEST_LINE + 1)},
        {"steps": (StepsOfCase(None, ("x",) * MANY),)},
        {"steps": tuple(StepsOfCase(f"{number}", ("x",)) for number in range(MANY))},
        {"steps": (StepsOfCase(None, (LONG,)),)},
        {"steps": (StepsOfCase(LONG, ("x",)),)},
        {"channels": (Channel("direct", (TimeLimit(Decimal(1), "day"),) * MANY),)},
        {"channels": (Channel("direct", (TimeLimit(Decimal(1), "day", None, (Fee("x", Decimal(1)),) * MANY),)),)},
        {"channels": (Channel("direct", (TimeLimit(Decimal(1), "day", LONG),)),)},
        {"papers": (PapersOfCase(None, (Paper(None, "x"),) * MANY),)},
        {"papers": (PapersOfCase(None, (Paper(None, "x", form=Form(LONG)),)),)},
        {"papers": (PapersOfCase(None, (Paper(None, "x", replaced_by_data=Data("land", ("x",) * MANY)),)),)},
        {"results": (ProcedureResult(None, "x"),) * MANY},
        {"audience": ("x",) * MANY},
        {"audience": (LONG,)},
        {"conditions": LONG},
        {"legal_bases": (LegalBasis("1", LONG),)},
        {"agencies": (AgencyInRole(Role.EXECUTES, None, LONG),)},
    ],
    ids="-".join,
)
def test_a_content_with_too_long_a_list_or_text_is_refused_by_the_name_of_its_part(parts: dict[str, Any]) -> None:
    content = replace(CONTENT, **parts)
    with pytest.raises(ContentTooLong) as refused:
        check_limits(content, 7)
    assert (refused.value.facts["item"], refused.value.facts["part"]) == (7, *parts)
    registers = ReferenceData({}, frozenset(), frozenset(), {}, {})
    introducing = decision(item("introduce", number=7, content=replace(content, levels=())))
    with pytest.raises(ContentTooLong):
        check_list(introducing, registers)


def test_a_content_of_the_greatest_lengths_is_recorded() -> None:
    check_limits(
        replace(
            CONTENT,
            name="x" * LONGEST_LINE,
            steps=(StepsOfCase(None, ("x" * LONGEST_PROSE,) * MOST_ENTRIES),),
            audience=("x",) * MOST_ENTRIES,
        ),
        1,
    )


def test_steps_of_one_case_are_counted_together_however_often_the_request_names_the_case() -> None:
    steps = [{"case": "A", "steps": ["x"] * MOST_ENTRIES}, {"case": "A", "steps": ["x"]}]
    requested = ContentIn.model_validate(
        {"name": "x", "field_code": "G15", "agency_code": "H60", "levels": ["province"], "steps": steps}
    )
    with pytest.raises(ContentTooLong):
        check_limits(requested.content(), 1)
