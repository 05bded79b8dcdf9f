"""What the schema of a form may use, and how data are judged by it."""

import re
from contextlib import suppress
from copy import deepcopy
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from online_services.forms.domain.filled_form import with_fixed_fields
from online_services.forms.domain.form_schema import errors_of_schema
from online_services.forms.domain.pattern_cost import MOST_WAYS, PatternRefused, check_pattern
from online_services.forms.domain.refusals import FormDataInvalid, FormFieldAltered
from online_services.forms.formats.form_data import FormValidator, require_valid

TEXT = {"type": "string", "maxLength": 100}
APPLICANT = {"personal_id": "008099000001", "full_name": "Nguyễn Thị Bình", "phone": None}


def schema(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": False, "properties": properties}


def text_of(form: dict[str, Any]) -> str:
    return orjson.dumps(form).decode()


WHOLE = schema(
    child_name=TEXT,
    copies={"type": "integer", "minimum": 1, "maximum": 20},
    born_on={"type": "string", "format": "date"},
    number={"type": "string", "pattern": "^[0-9]{4,12}$", "maxLength": 12},
    tags={"type": "array", "maxItems": 5, "uniqueItems": True, "items": TEXT},
    kind={"type": "string", "enum": ["new", "copy"]},
    place=schema(country={"type": "string", "const": "VN", "readOnly": True}, street=TEXT),
    personal_id={"type": "string", "x-prefill": "personal_id", "readOnly": True},
    channel={"type": "string", "const": "portal", "x-hidden": True},
)


def test_a_whole_form_is_accepted() -> None:
    assert errors_of_schema(WHOLE) == []


@pytest.mark.parametrize(
    ("field", "pointer"),
    [
        ({"$ref": "https://elsewhere.test/schema.json"}, "/properties/f/type"),
        ({**TEXT, "$ref": "#/properties/f"}, "/properties/f/$ref"),
        ({**TEXT, "$dynamicRef": "#x"}, "/properties/f/$dynamicRef"),
        ({**TEXT, "allOf": []}, "/properties/f/allOf"),
        ({"type": "string"}, "/properties/f/maxLength"),
        ({"type": "string", "maxLength": 10_001}, "/properties/f/maxLength"),
        ({"type": "string", "maxLength": 1_001, "pattern": "a"}, "/properties/f/maxLength"),
        ({"type": "string", "pattern": "a"}, "/properties/f/maxLength"),
        ({**TEXT, "pattern": "(a+)+$"}, "/properties/f/pattern"),
        ({**TEXT, "format": "email"}, "/properties/f/format"),
        ({"type": "array", "items": TEXT}, "/properties/f/maxItems"),
        ({"type": "array", "maxItems": 5}, "/properties/f/items/type"),
        ({"type": "object", "properties": {"a": TEXT}}, "/properties/f/additionalProperties"),
        ({"type": "object", "additionalProperties": False}, "/properties/f/properties"),
        ({**TEXT, "readOnly": True}, "/properties/f"),
        ({**TEXT, "x-hidden": True}, "/properties/f"),
        ({"type": "string", "x-prefill": "password"}, "/properties/f/x-prefill"),
        ({"type": "string", "enum": []}, "/properties/f/enum"),
        ({"type": "integer", "multipleOf": 0}, "/properties/f/multipleOf"),
        ({"type": ["string", "null"]}, "/properties/f/type"),
        (None, "/properties/f/type"),
    ],
)
def test_what_is_open_remote_or_unbounded_is_refused_at_its_place(field: Any, pointer: str) -> None:
    assert pointer in [error["pointer"] for error in errors_of_schema(schema(f=field))]


WORDS = st.sampled_from(
    ["type", "properties", "items", "string", "object", "array", "maxItems", "pattern", "const", "x-prefill"]
)
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 2) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(WORDS, ANY_JSON, max_size=5))
def test_any_json_is_refused_or_judges_data_without_an_error_of_the_program(form: dict[str, Any]) -> None:
    if errors_of_schema(form):
        return
    with suppress(FormDataInvalid):
        require_valid(text_of(form), with_fixed_fields(form, {}, APPLICANT))


def test_depth_and_number_of_fields_are_bounded() -> None:
    deep: dict[str, Any] = schema(a=TEXT)
    for _ in range(9):
        deep = schema(a=deep)
    assert any("deep" in error["reason"] for error in errors_of_schema(deep))
    wide = schema(**{f"f{number}": TEXT for number in range(600)})
    assert [error["reason"] for error in errors_of_schema(wide)] == ["a form has at most 500 fields"]


@pytest.mark.parametrize(
    "pattern",
    [
        "(a+)+$",
        "(a|a)*$",
        "(a|aa)+$",
        ".*.*.*x",
        "(?=a)a",
        r"(a)\1",
        "(a?){50}a{50}",
        "[",
        "a" * 201,
        "(x+x+)+y",
        "(?:ab|cd|ef){0,9}",
    ],
)
def test_a_pattern_that_could_take_for_ever_is_refused(pattern: str) -> None:
    with pytest.raises(PatternRefused):
        check_pattern(pattern, 1_000)


@pytest.mark.parametrize(
    "pattern", [r"^[0-9]{12}$", r"^[A-ZĐ]{1,3}-\d{1,6}$", "^.*$", "^(?:Ông|Bà) .+$", r"^0\d{9,10}$"]
)
def test_patterns_of_forms_are_accepted(pattern: str) -> None:
    check_pattern(pattern, 1_000)


@given(
    st.recursive(
        st.sampled_from("ab"),
        lambda inner: st.one_of(
            st.tuples(inner, inner).map("".join),
            inner.map(lambda text: f"(?:{text}){{0,2}}"),
            st.tuples(inner, inner).map(lambda pair: f"(?:{pair[0]}|{pair[1]})"),
        ),
        max_leaves=6,
    )
)
def test_no_accepted_pattern_has_more_ways_than_the_bound(pattern: str) -> None:
    try:
        check_pattern(pattern, 10)
    except PatternRefused:
        return
    assert ways_of(re._parser.parse(pattern)) <= MOST_WAYS  # type: ignore[attr-defined]


def ways_of(tree: Any) -> int:
    """Writes out every way, one after the other."""
    ways = [0]
    for opcode, argument in tree:
        name = str(opcode)
        if name == "MAX_REPEAT":
            least, most, inner = argument
            here = [count for count in range(least, most + 1) for _ in range(ways_of(inner) ** count)]
        elif name == "SUBPATTERN":
            here = list(range(ways_of(argument[3])))
        elif name == "BRANCH":
            here = [place for place, branch in enumerate(argument[1]) for _ in range(ways_of(branch))]
        else:
            here = [0]
        ways = [first for first in ways for _ in here]
    return len(ways)


def test_data_that_do_not_fit_are_named_by_pointer_and_keyword_and_not_repeated() -> None:
    form = deepcopy(WHOLE) | {"required": ["child_name"]}
    data = {"copies": 0, "born_on": "2026-02-30", "number": "12a4", "tags": ["bí mật", "bí mật"], "more~/": 1}
    with pytest.raises(FormDataInvalid) as refused:
        require_valid(text_of(form), data)
    assert [(error["pointer"], error["keyword"]) for error in refused.value.facts["errors"]] == [
        ("", "additionalProperties"),
        ("/born_on", "format"),
        ("/child_name", "required"),
        ("/copies", "minimum"),
        ("/number", "pattern"),
        ("/tags", "uniqueItems"),
    ]
    assert "bí mật" not in f"{refused.value.detail} {refused.value.facts}"


def test_a_text_that_is_too_long_is_never_compared_with_a_pattern() -> None:
    compared: list[int] = []

    class Text(str):
        def __len__(self) -> int:
            compared.append(1)
            return 1_000_000

    errors = list(FormValidator({"pattern": "^b"}).iter_errors(Text("a")))
    assert compared, "the length is looked at"
    assert errors == []


def test_a_list_that_is_too_long_is_not_compared_each_with_each() -> None:
    assert list(FormValidator({"uniqueItems": True}).iter_errors([1] * 501)) == []
    assert list(FormValidator({"uniqueItems": True}).iter_errors([1] * 500)) != []


def test_fixed_and_prefilled_fields_are_filled_in_by_the_form() -> None:
    filled = with_fixed_fields(WHOLE, {"child_name": "An"}, APPLICANT)
    assert filled == {
        "child_name": "An",
        "place": {"country": "VN"},
        "personal_id": APPLICANT["personal_id"],
        "channel": "portal",
    }
    assert with_fixed_fields(WHOLE, filled, APPLICANT) == filled, "what is sent as it is, is no alteration"


@pytest.mark.parametrize(
    ("data", "pointer"),
    [
        ({"personal_id": "008099000002"}, "/personal_id"),
        ({"channel": "counter"}, "/channel"),
        ({"channel": None}, "/channel"),
        ({"place": {"country": "LA"}}, "/place/country"),
    ],
)
def test_a_prefilled_hidden_or_fixed_field_that_is_altered_is_refused(data: dict[str, Any], pointer: str) -> None:
    with pytest.raises(FormFieldAltered) as refused:
        with_fixed_fields(WHOLE, data, APPLICANT)
    assert refused.value.facts["pointers"] == [pointer]


def test_true_is_not_taken_for_one() -> None:
    form = schema(copies={"type": "integer", "const": 1})
    with pytest.raises(FormFieldAltered):
        with_fixed_fields(form, {"copies": True}, APPLICANT)


def test_a_phone_that_the_applicant_does_not_state_cannot_be_made_up() -> None:
    form = schema(phone={"type": "string", "x-prefill": "phone"})
    assert with_fixed_fields(form, {}, APPLICANT) == {}
    with pytest.raises(FormFieldAltered):
        with_fixed_fields(form, {"phone": "0900000000"}, APPLICANT)


def test_an_object_that_is_none_is_judged_with_the_other_data() -> None:
    filled = with_fixed_fields(WHOLE, {"place": "VN"}, APPLICANT)
    with pytest.raises(FormDataInvalid) as refused:
        require_valid(text_of(WHOLE), filled)
    assert {"pointer": "/place", "keyword": "type"} in refused.value.facts["errors"]
