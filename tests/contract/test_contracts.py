"""The contracts: what is committed is what the code says, every event keeps the rules, and a change that would break a
reader is refused."""

import copy
import inspect
import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from enum import Enum
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

import jsonschema
import msgspec
import pytest
import rfc8785
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from common.contracts import documents
from common.contracts.compatibility import breaking_changes
from common.contracts.documents import DIALECT, all_types, asyncapi_document, differences, schema_of
from common.contracts.event import Event, EventType, decode, encode
from common.contracts.parts import PopulationField

each_type = pytest.mark.parametrize("known", all_types(), ids=lambda known: known.name)
Schema = dict[str, Any]


def test_the_committed_documents_are_those_of_the_code() -> None:
    assert differences() == []


def test_there_are_types_to_look_at() -> None:
    assert {known.source for known in all_types()} == {"procedures", "online_services", "population_lookup"}
    assert len(all_types()) >= 14


# The rules of an event


@each_type
def test_a_type_is_named_subject_action_version_and_says_when_it_is_sent_and_by_whom(known: EventType) -> None:
    assert re.fullmatch(r"[a-z_]+\.[a-z_]+\.v[1-9][0-9]*", known.name)
    said = vars(known.payload).get("__doc__") or ""  # its own, not its base's
    assert re.match(rf"Sent by `{known.source}` (when|last of all) ", said), f"{known.payload.__name__}: {said!r}"


@each_type
def test_the_subject_is_a_required_text_of_the_payload(known: EventType) -> None:
    (field,) = (field for field in msgspec.structs.fields(known.payload) if field.name == known.subject)
    assert (field.type, field.required) == (str, True)


@each_type
def test_a_payload_is_frozen_and_takes_keywords_only(known: EventType) -> None:
    assert known.payload.__struct_config__.frozen
    parameters = inspect.signature(known.payload).parameters.values()
    assert {parameter.kind for parameter in parameters} == {inspect.Parameter.KEYWORD_ONLY}


# Their schemas


def inside(schema: Any) -> Iterator[Schema]:
    """The schema and every one within it."""
    if isinstance(schema, dict):
        yield schema
    for part in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        yield from inside(part)


def properties(schema: Schema) -> set[str]:
    return {name for each in inside(schema) if isinstance(each.get("properties"), dict) for name in each["properties"]}


@each_type
def test_a_schema_is_valid_json_schema_2020_12(known: EventType) -> None:
    schema = schema_of(known)
    assert schema["$schema"] == DIALECT
    jsonschema.Draft202012Validator.check_schema(schema)
    definition = schema["$defs"][known.payload.__name__]
    assert definition["type"] == "object"
    assert known.subject in definition["required"]


@each_type
def test_no_schema_has_a_float(known: EventType) -> None:
    kinds = [kind for each in inside(schema_of(known)) for kind in kinds_of(each.get("type"))]
    assert kinds
    assert set(kinds) <= {"object", "array", "string", "integer", "boolean", "null"}


def kinds_of(said: Any) -> list[str]:
    return [said] if isinstance(said, str) else said if isinstance(said, list) else []


@each_type
def test_keys_are_ascii_names_so_that_every_way_of_sorting_is_the_same(known: EventType) -> None:
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*", name) for name in properties(schema_of(known)))


OF_PERSONS = {
    *(str(field) for field in PopulationField),
    "officer_id",
    "account",
    "citizen",
    "phone",
    "address",
    "email",
}


@each_type
def test_personal_data_has_no_place_in_any_event(known: EventType) -> None:
    assert not properties(schema_of(known)) & OF_PERSONS


def test_a_look_up_tells_nothing_but_that_it_was_made() -> None:
    told = {
        known.name: set(known.payload.__struct_fields__) for known in all_types() if known.source == "population_lookup"
    }
    common = {"lookup_id", "procedure_code", "agency_code", "answered_at"}
    assert told == {
        "lookup.answered.v1": common | {"matched", "fields", "decision"},
        "lookup.refused.v1": common | {"reason"},
    }


# Real samples of each


def of_type(said: Any) -> some.SearchStrategy[Any]:
    """Values of a field's type, also those that are hard to carry."""
    arguments = get_args(said)
    if get_origin(said) in (Union, UnionType):
        return some.one_of(*map(of_type, arguments))
    if get_origin(said) is tuple:
        assert arguments[1:] == (...,), said
        return some.lists(of_type(arguments[0]), max_size=3).map(tuple)
    if issubclass(said, msgspec.Struct):
        return some.builds(said, **{field.name: of_type(field.type) for field in msgspec.structs.fields(said)})
    if issubclass(said, Enum):
        return some.sampled_from(said)
    return PLAIN[said]


PLAIN: dict[type, some.SearchStrategy[Any]] = {
    NoneType: some.none(),
    bool: some.booleans(),
    int: some.integers(-(2**53) + 1, 2**53 - 1),
    str: some.text(some.characters(exclude_categories=["Cs"]))
    | some.sampled_from(["Cấp\\lại\x7f\u2028", "📜", "\x00", '"', ""]),
    date: some.dates(),
    datetime: some.datetimes(timezones=some.just(UTC)),
}

# The database of earlier finds is left aside, and a machine may be slow; 30 samples of each type are enough for so few
# kinds of value.
sampled = settings(max_examples=30, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])


@each_type
@sampled
@given(data=some.data())
def test_a_real_payload_is_canonical_fits_its_schema_and_is_read_as_it_was_written(
    known: EventType, data: some.DataObject
) -> None:
    payload: Event = data.draw(of_type(known.payload))
    written = encode(payload)
    assert written == rfc8785.dumps(json.loads(written))
    checker = jsonschema.Draft202012Validator(schema_of(known), format_checker=jsonschema.FormatChecker())
    checker.validate(json.loads(written))
    assert decode(known.name, written) == payload


@each_type
@sampled
@given(data=some.data())
def test_a_reader_ignores_a_field_that_it_does_not_know_also_within_a_part(
    known: EventType, data: some.DataObject
) -> None:
    payload: Event = data.draw(of_type(known.payload))
    newer = json.loads(encode(payload), object_hook=lambda read: {**read, "added_later": [{"x": None}]})
    assert decode(known.name, json.dumps(newer).encode()) == payload


@each_type
def test_a_schema_refuses_a_payload_that_lacks_what_is_required_or_has_it_otherwise(known: EventType) -> None:
    checker = jsonschema.Draft202012Validator(schema_of(known))
    wrongs: tuple[Any, ...] = ({}, {known.subject: 1}, [], None)
    for wrong in wrongs:
        assert not checker.is_valid(wrong)


# What would break a reader


def before() -> Schema:
    """Of a type with a closed list and a part, as msgspec describes one."""
    return {
        "$ref": "#/$defs/Told",
        "$defs": {
            "Told": {
                "type": "object",
                "description": "Sent by somebody.",
                "properties": {
                    "name": {"type": "string"},
                    "count": {"type": "integer"},
                    "note": {"anyOf": [{"type": "string"}, {"type": "null"}], "default": None},
                    "parts": {"type": "array", "items": {"$ref": "#/$defs/Part"}},
                },
                "required": ["name", "count", "parts"],
            },
            "Part": {"type": "object", "properties": {"kind": {"$ref": "#/$defs/Kind"}}, "required": ["kind"]},
            "Kind": {"title": "Kind", "enum": ["one", "two"]},
        },
    }


def changed_type(schema: Schema) -> Schema:
    found: Schema = schema["$defs"]["Told"]
    return found


BREAKING: dict[str, tuple[Callable[[Schema], Any], str]] = {
    "a field is removed": (lambda new: changed_type(new)["properties"].pop("note"), "at: Told.note is removed"),
    "an optional field is required": (
        lambda new: changed_type(new)["required"].append("note"),
        "at: Told.note is newly required",
    ),
    "a required field is added": (
        lambda new: (
            changed_type(new)["properties"].update(more={"type": "string"}),
            changed_type(new)["required"].append("more"),
        ),
        "at: Told.more is newly required",
    ),
    "a required field is optional": (
        lambda new: changed_type(new)["required"].remove("count"),
        "at: Told.count is no longer required",
    ),
    "a field has another type": (
        lambda new: changed_type(new)["properties"].update(count={"type": "string"}),
        "at: Told.count has another type",
    ),
    "a field may be null": (
        lambda new: changed_type(new)["properties"].update(name={"anyOf": [{"type": "string"}, {"type": "null"}]}),
        "at: Told.name has another type",
    ),
    "a list holds something else": (
        lambda new: changed_type(new)["properties"]["parts"].update(items={"type": "string"}),
        "at: Told.parts has another type",
    ),
    "a text is bounded": (
        lambda new: changed_type(new)["properties"]["name"].update(maxLength=9),
        "at: Told.name has another type",
    ),
    "a closed list lost a value": (
        lambda new: new["$defs"]["Kind"]["enum"].remove("two"),
        "at: Kind lost the value two",
    ),
    "a closed list has a new value": (
        lambda new: new["$defs"]["Kind"]["enum"].append("three"),
        "at: Kind has the new value three",
    ),
    "a field of a part is removed": (
        lambda new: new["$defs"]["Part"]["properties"].clear(),
        "at: Part.kind is removed",
    ),
    "a part is gone": (lambda new: new["$defs"].pop("Part"), "at: Part is gone"),
}
HARMLESS: dict[str, Callable[[Schema], Any]] = {
    "nothing": lambda new: new,
    "an optional field is added": lambda new: changed_type(new)["properties"].update(
        more={"type": "string", "default": ""}
    ),
    "an optional field with a part of its own is added": lambda new: (
        changed_type(new)["properties"].update(
            more={"anyOf": [{"$ref": "#/$defs/More"}, {"type": "null"}], "default": None}
        ),
        new["$defs"].update(More={"type": "object", "properties": {"x": {"type": "string"}}, "required": ["x"]}),
    ),
    "a description is changed": lambda new: changed_type(new).update(description="Sent by somebody else."),
    "a field is described": lambda new: changed_type(new)["properties"]["name"].update(
        description="Its name.", title="Name"
    ),
    "fields and values are in another order": lambda new: (
        changed_type(new)["required"].reverse(),
        new["$defs"]["Kind"]["enum"].reverse(),
    ),
}


@pytest.mark.parametrize(("change", "sentence"), BREAKING.values(), ids=BREAKING)
def test_a_change_that_breaks_a_reader_is_named(change: Callable[[Schema], Any], sentence: str) -> None:
    after = copy.deepcopy(before())
    change(after)
    assert breaking_changes(before(), after, "at") == [sentence]


@pytest.mark.parametrize("change", HARMLESS.values(), ids=HARMLESS)
def test_a_change_that_breaks_no_reader_is_let_pass(change: Callable[[Schema], Any]) -> None:
    after = copy.deepcopy(before())
    change(after)
    assert breaking_changes(before(), after, "at") == []


# The documents against the files and against git


def git(folder: Path, *arguments: str) -> None:
    known = ("-c", "user.name=test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false")
    subprocess.run([shutil.which("git") or "git", *known, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the documents are written instead; nobody has committed them yet."""
    found = tmp_path / "docs" / "contracts"
    for name in [name for name in os.environ if name.startswith("GIT_")]:  # of the repository whose hook runs the tests
        monkeypatch.delenv(name)
    monkeypatch.setattr(documents, "FOLDER", found)
    documents.write()
    return found


@pytest.fixture
def committed(folder: Path) -> Path:
    if shutil.which("git") is None:
        pytest.skip("there is no `git` on PATH")
    git(folder, "init", "-q")
    commit(folder, "settled")
    return folder


def commit(folder: Path, baseline: str) -> None:
    (folder / documents.BASELINE).write_text(baseline)
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "contracts")


def changes_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    """A developer makes a number of a text: why a look-up was refused."""
    as_it_was = documents.schema_of

    def schema_with_another_reason(known: EventType) -> Schema:
        schema = as_it_was(known)
        if (refused := schema["$defs"].get("LookupRefused")) is not None:
            refused["properties"]["reason"] = {"type": "integer"}
        return schema

    monkeypatch.setattr(documents, "schema_of", schema_with_another_reason)


STALE = "docs/contracts/events/lookup.refused.v1.json is stale; run `make contracts`"
BROKEN = "events/lookup.refused.v1.json: LookupRefused.reason has another type"
REMOVED = (
    "docs/contracts/events/lookup.refused.v1.json describes a type that is gone: old events of it are still in logs"
)


def test_written_documents_show_no_difference(committed: Path) -> None:
    assert differences() == []


def test_a_missing_and_a_stale_document_are_named(folder: Path) -> None:
    (folder / "asyncapi.json").unlink()
    (folder / "events" / "lookup.refused.v1.json").write_text(json.dumps(before()))
    found = differences()
    assert "docs/contracts/asyncapi.json is not there; run `make contracts`" in found
    assert STALE in found


def test_a_breaking_change_is_refused_before_the_documents_are_written(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changes_reason(monkeypatch)
    assert differences() == [STALE, BROKEN]


def test_a_breaking_change_is_refused_also_after_the_documents_are_written(
    committed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changes_reason(monkeypatch)
    assert differences() == [STALE, BROKEN]
    documents.write()
    assert differences() == [BROKEN]


def test_a_breaking_change_is_refused_also_after_it_was_committed(
    committed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changes_reason(monkeypatch)
    documents.write()
    commit(committed, "settled")
    assert differences() == [BROKEN]


def test_what_came_before_the_baseline_is_compared_with_nothing(
    committed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changes_reason(monkeypatch)
    documents.write()
    (committed / documents.BASELINE).write_text("settled anew")
    assert differences() == []
    commit(committed, "settled anew")
    assert differences() == []


def test_what_changes_after_a_new_baseline_is_compared_with_it(
    committed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(committed, "settled anew")
    changes_reason(monkeypatch)
    documents.write()
    commit(committed, "settled anew")
    assert differences() == [BROKEN]


def test_a_type_that_is_gone_is_missed_also_where_its_document_was_deleted(
    committed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = [known for known in all_types() if known.name != "lookup.refused.v1"]
    monkeypatch.setattr(documents, "all_types", lambda: left)
    documents.write()
    assert differences() == [REMOVED]
    (committed / "events" / "lookup.refused.v1.json").unlink()
    assert differences() == [REMOVED]


def test_where_nothing_was_committed_nothing_is_compared(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    changes_reason(monkeypatch)
    documents.write()
    assert differences() == []


def test_where_there_is_no_git_nothing_is_compared(
    committed: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    changes_reason(monkeypatch)
    documents.write()
    monkeypatch.setenv("PATH", str(tmp_path))
    assert differences() == []


# The AsyncAPI document


def asyncapi_schema() -> Schema:
    found: Schema = json.loads((Path(__file__).parent / "asyncapi-3.0.0.schema.json").read_text())
    return found


def test_the_asyncapi_document_is_valid_asyncapi_3() -> None:
    jsonschema.Draft7Validator.check_schema(asyncapi_schema())
    jsonschema.Draft7Validator(asyncapi_schema()).validate(asyncapi_document())


@pytest.mark.parametrize(
    "spoil",
    [
        lambda document: document.pop("info"),
        lambda document: document["channels"]["procedures"].update(adress="procedures.v1"),
        lambda document: document["operations"]["send_procedures"].update(action="publish"),
        lambda document: document["components"]["messages"]["lookup.refused.v1"].update(headers="none"),
        lambda document: document["components"]["schemas"]["LookupRefused"].update(type="record"),
    ],
)
def test_the_schema_of_asyncapi_notices_what_is_not(spoil: Callable[[Schema], Any]) -> None:
    document = asyncapi_document()
    spoil(document)
    assert not jsonschema.Draft7Validator(asyncapi_schema()).is_valid(document)


def at(document: Any, reference: str) -> Any:
    assert reference.startswith("#/")
    for step in reference.removeprefix("#/").split("/"):
        document = document[step.replace("~1", "/").replace("~0", "~")]
    return document


def test_every_reference_of_the_asyncapi_document_leads_to_something_in_it() -> None:
    document = asyncapi_document()
    references = [each["$ref"] for each in inside(document) if "$ref" in each]
    assert len(references) > 50
    for reference in references:
        assert at(document, reference), reference


def test_the_asyncapi_document_describes_each_payload_as_its_schema_does() -> None:
    document = json.loads(json.dumps(asyncapi_document()))  # as it is read: an empty default is a list there
    for known in all_types():
        schema = schema_of(known)
        message = at(document, document["channels"][known.source]["messages"][known.name]["$ref"])
        assert message["payload"]["$ref"] == f"#/components/schemas/{known.payload.__name__}"
        for name, definition in schema["$defs"].items():
            moved = json.loads(json.dumps(definition).replace("#/$defs/", "#/components/schemas/"))
            assert document["components"]["schemas"][name] == moved


def test_the_asyncapi_document_uses_only_what_its_own_schema_format_has() -> None:
    """That format is draft 7 and more: there a `$ref` hides what stands beside it, and newer keywords mean nothing."""
    for each in inside(asyncapi_document()["components"]["schemas"]):
        assert "$ref" not in each or set(each) == {"$ref"}, each
        assert not set(each) & {"$defs", "prefixItems", "dependentRequired", "unevaluatedProperties", "$dynamicRef"}


def test_each_source_has_a_channel_with_its_topic_and_all_its_types() -> None:
    channels = asyncapi_document()["channels"]
    assert {name: channel["address"] for name, channel in channels.items()} == {
        source: f"{source}.v1" for source in ("procedures", "online_services", "population_lookup")
    }
    for name, channel in channels.items():
        assert set(channel["messages"]) == {known.name for known in all_types() if known.source == name}
