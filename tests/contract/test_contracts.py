"""The committed contracts match the code, every event type keeps the rules, and a change that would break a reader is
refused."""

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
from functools import cache
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
from tests.support.examples import examples

each_type = pytest.mark.parametrize("event_type", all_types(), ids=lambda event_type: event_type.name)
Schema = dict[str, Any]


def test_the_committed_documents_match_the_code() -> None:
    assert differences() == []


def test_there_are_event_types() -> None:
    assert {event_type.source for event_type in all_types()} == {"procedures", "online_services", "population_lookup"}
    assert len(all_types()) >= 14


# The rules of an event type


@each_type
def test_a_type_is_named_subject_action_version_and_documents_when_it_is_sent_and_by_whom(
    event_type: EventType,
) -> None:
    assert re.fullmatch(r"[a-z_]+\.[a-z_]+\.v[1-9][0-9]*", event_type.name)
    docstring = vars(event_type.payload).get("__doc__") or ""  # its own, not that of its base class
    assert re.match(rf"Sent by `{event_type.source}` (when|as the last event) ", docstring), (
        f"{event_type.payload.__name__}: {docstring!r}"
    )


@each_type
def test_the_subject_is_a_required_string_or_day_of_the_payload(event_type: EventType) -> None:
    (field,) = (field for field in msgspec.structs.fields(event_type.payload) if field.name == event_type.subject)
    assert field.type in (str, date)
    assert field.required


@each_type
def test_a_payload_is_frozen_and_has_keyword_arguments_only(event_type: EventType) -> None:
    assert event_type.payload.__struct_config__.frozen
    parameters = inspect.signature(event_type.payload).parameters.values()
    assert {parameter.kind for parameter in parameters} == {inspect.Parameter.KEYWORD_ONLY}


# The schemas


def inside(schema: Any) -> Iterator[Schema]:
    """Yields the schema and all schemas inside it."""
    if isinstance(schema, dict):
        yield schema
    for part in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        yield from inside(part)


def properties(schema: Schema) -> set[str]:
    return {name for part in inside(schema) if isinstance(part.get("properties"), dict) for name in part["properties"]}


def test_descriptions_are_running_text() -> None:
    schemas = [asyncapi_document()["components"]["schemas"], *map(schema_of, all_types())]
    texts = [str(part["description"]) for schema in schemas for part in inside(schema) if "description" in part]
    assert len(texts) > 100
    assert not [text for text in texts if re.search(r"(?<!\n)\n(?!\n)|  ", text)]


@each_type
def test_a_schema_is_valid_json_schema_2020_12(event_type: EventType) -> None:
    schema = schema_of(event_type)
    assert schema["$schema"] == DIALECT
    jsonschema.Draft202012Validator.check_schema(schema)
    definition = schema["$defs"][event_type.payload.__name__]
    assert definition["type"] == "object"
    assert event_type.subject in definition["required"]


@each_type
def test_no_schema_has_a_float(event_type: EventType) -> None:
    kinds = [kind for part in inside(schema_of(event_type)) for kind in kinds_of(part.get("type"))]
    assert kinds
    assert set(kinds) <= {"object", "array", "string", "integer", "boolean", "null"}


def kinds_of(type: Any) -> list[str]:
    return [type] if isinstance(type, str) else type if isinstance(type, list) else []


@each_type
def test_keys_are_ascii_so_that_every_sort_order_is_the_same(event_type: EventType) -> None:
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*", name) for name in properties(schema_of(event_type)))


PERSONAL_DATA = {
    *(str(field) for field in PopulationField),
    "officer_id",
    "account",
    "citizen",
    "phone",
    "address",
    "email",
}


@each_type
def test_no_event_has_personal_data(event_type: EventType) -> None:
    assert not properties(schema_of(event_type)) & PERSONAL_DATA


def test_events_about_a_look_up_do_not_contain_its_result() -> None:
    fields = {
        event_type.name: set(event_type.payload.__struct_fields__)
        for event_type in all_types()
        if event_type.source == "population_lookup"
    }
    common = {"lookup_id", "procedure_code", "agency_code", "answered_at", "line", "line_hash"}
    assert fields == {
        "lookup.answered.v1": common
        | {"matched", "fields", "decision", "recoded_to", "household_members", "household_member_fields"},
        "lookup.refused.v1": common | {"reason"},
        "lookup.oversight_recorded.v1": common - {"procedure_code"} | {"act", "alarm"},
    }


# Generated samples of each type


def values_of(type: Any) -> some.SearchStrategy[Any]:
    """Generates values of a type, including those that are difficult to encode."""
    arguments = get_args(type)
    if get_origin(type) in (Union, UnionType):
        return some.one_of(*map(values_of, arguments))
    if get_origin(type) is tuple:
        assert arguments[1:] == (...,), type
        return some.lists(values_of(arguments[0]), max_size=3).map(tuple)
    if issubclass(type, msgspec.Struct):
        return some.builds(type, **{field.name: values_of(field.type) for field in msgspec.structs.fields(type)})
    if issubclass(type, Enum):
        return some.sampled_from(type)
    return PLAIN[type]


PLAIN: dict[type, some.SearchStrategy[Any]] = {
    NoneType: some.none(),
    bool: some.booleans(),
    int: some.integers(-(2**53) + 1, 2**53 - 1),
    str: some.text(some.characters(exclude_categories=["Cs"]))
    | some.sampled_from(["Cấp\\lại\x7f\u2028", "📜", "\x00", '"', ""]),
    date: some.dates(),
    datetime: some.datetimes(timezones=some.just(UTC)),
}

# The database of earlier failures is not used, and a machine may be slow; 30 samples of each type are enough for so few
# kinds of value, of which an everyday run draws a third.
sampled = settings(
    max_examples=examples(30), deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)


@cache
def validator_of(event_type: EventType) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(schema_of(event_type), format_checker=jsonschema.FormatChecker())


@each_type
@sampled
@given(data=some.data())
def test_a_payload_is_canonical_matches_its_schema_and_is_decoded_unchanged(
    event_type: EventType, data: some.DataObject
) -> None:
    payload: Event = data.draw(values_of(event_type.payload))
    written = encode(payload)
    assert written == rfc8785.dumps(json.loads(written))
    validator_of(event_type).validate(json.loads(written))
    assert decode(event_type.name, written) == payload


@each_type
@sampled
@given(data=some.data())
def test_a_reader_ignores_an_unknown_field_also_inside_a_part(event_type: EventType, data: some.DataObject) -> None:
    payload: Event = data.draw(values_of(event_type.payload))
    newer = json.loads(encode(payload), object_hook=lambda decoded: {**decoded, "added_later": [{"x": None}]})
    assert decode(event_type.name, json.dumps(newer).encode()) == payload


@each_type
def test_a_schema_refuses_a_payload_with_missing_or_wrongly_typed_fields(event_type: EventType) -> None:
    checker = jsonschema.Draft202012Validator(schema_of(event_type))
    invalid: tuple[Any, ...] = ({}, {event_type.subject: 1}, [], None)
    for payload in invalid:
        assert not checker.is_valid(payload)


# Changes that would break a reader


def before() -> Schema:
    """Returns the schema of a type with an enumeration and a part, as msgspec creates it."""
    return {
        "$ref": "#/$defs/Changed",
        "$defs": {
            "Changed": {
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
    definition: Schema = schema["$defs"]["Changed"]
    return definition


BREAKING: dict[str, tuple[Callable[[Schema], Any], str]] = {
    "a field is removed": (lambda new: changed_type(new)["properties"].pop("note"), "at: Changed.note is removed"),
    "an optional field is required": (
        lambda new: changed_type(new)["required"].append("note"),
        "at: Changed.note is newly required",
    ),
    "a required field is added": (
        lambda new: (
            changed_type(new)["properties"].update(more={"type": "string"}),
            changed_type(new)["required"].append("more"),
        ),
        "at: Changed.more is newly required",
    ),
    "a required field is optional": (
        lambda new: changed_type(new)["required"].remove("count"),
        "at: Changed.count is no longer required",
    ),
    "a field has another type": (
        lambda new: changed_type(new)["properties"].update(count={"type": "string"}),
        "at: Changed.count has another type",
    ),
    "a field may be null": (
        lambda new: changed_type(new)["properties"].update(name={"anyOf": [{"type": "string"}, {"type": "null"}]}),
        "at: Changed.name has another type",
    ),
    "a list holds something else": (
        lambda new: changed_type(new)["properties"]["parts"].update(items={"type": "string"}),
        "at: Changed.parts has another type",
    ),
    "a text is bounded": (
        lambda new: changed_type(new)["properties"]["name"].update(maxLength=9),
        "at: Changed.name has another type",
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
def test_a_change_that_breaks_no_reader_is_accepted(change: Callable[[Schema], Any]) -> None:
    after = copy.deepcopy(before())
    change(after)
    assert breaking_changes(before(), after, "at") == []


# The documents compared with the files and with git


def git(folder: Path, *arguments: str) -> None:
    options = ("-c", "user.name=test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false")
    subprocess.run([shutil.which("git") or "git", *options, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder to which the documents are written instead; they are not committed yet."""
    target = tmp_path / "docs" / "contracts"
    for name in [name for name in os.environ if name.startswith("GIT_")]:  # set where a git hook runs the tests
        monkeypatch.delenv(name)
    monkeypatch.setattr(documents, "FOLDER", target)
    documents.write()
    return target


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


def change_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    """Changes the reason of a refused look-up from a string to a number, as a developer could."""
    original = documents.schema_of

    def schema_with_another_reason(event_type: EventType) -> Schema:
        schema = original(event_type)
        if (refused := schema["$defs"].get("LookupRefused")) is not None:
            refused["properties"]["reason"] = {"type": "integer"}
        return schema

    monkeypatch.setattr(documents, "schema_of", schema_with_another_reason)


STALE = "docs/contracts/events/lookup.refused.v1.json is stale; run `make contracts`"
BROKEN = "events/lookup.refused.v1.json: LookupRefused.reason has another type"
REMOVED = (
    "docs/contracts/events/lookup.refused.v1.json describes a type that was removed: logs still have old events of it"
)


def test_written_documents_show_no_difference(committed: Path) -> None:
    assert differences() == []


def test_a_missing_and_a_stale_document_are_named(folder: Path) -> None:
    (folder / "asyncapi.json").unlink()
    (folder / "events" / "lookup.refused.v1.json").write_text(json.dumps(before()))
    messages = differences()
    assert "docs/contracts/asyncapi.json is not there; run `make contracts`" in messages
    assert STALE in messages


def test_a_breaking_change_is_refused_before_the_documents_are_written(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    change_reason(monkeypatch)
    assert differences() == [STALE, BROKEN]


def test_a_breaking_change_is_refused_also_after_the_documents_are_written(
    committed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    change_reason(monkeypatch)
    assert differences() == [STALE, BROKEN]
    documents.write()
    assert differences() == [BROKEN]


def test_a_breaking_change_is_refused_also_after_it_was_committed(
    committed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    change_reason(monkeypatch)
    documents.write()
    commit(committed, "settled")
    assert differences() == [BROKEN]


def test_documents_before_the_baseline_are_not_compared(committed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    change_reason(monkeypatch)
    documents.write()
    (committed / documents.BASELINE).write_text("settled anew")
    assert differences() == []
    commit(committed, "settled anew")
    assert differences() == []


def test_changes_after_a_new_baseline_are_compared_with_it(committed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(committed, "settled anew")
    change_reason(monkeypatch)
    documents.write()
    commit(committed, "settled anew")
    assert differences() == [BROKEN]


def test_a_removed_type_is_reported_also_where_its_document_was_deleted(
    committed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    remaining = [event_type for event_type in all_types() if event_type.name != "lookup.refused.v1"]
    monkeypatch.setattr(documents, "all_types", lambda: remaining)
    documents.write()
    assert differences() == [REMOVED]
    (committed / "events" / "lookup.refused.v1.json").unlink()
    assert differences() == [REMOVED]


def test_without_committed_documents_nothing_is_compared(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    change_reason(monkeypatch)
    documents.write()
    assert differences() == []


def test_without_git_nothing_is_compared(committed: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    change_reason(monkeypatch)
    documents.write()
    monkeypatch.setenv("PATH", str(tmp_path))
    assert differences() == []


# The AsyncAPI document


def asyncapi_schema() -> Schema:
    schema: Schema = json.loads((Path(__file__).parent / "asyncapi-3.1.0.schema.json").read_text())
    return schema


def test_the_asyncapi_document_is_valid_asyncapi_3_1() -> None:
    jsonschema.Draft7Validator.check_schema(asyncapi_schema())
    jsonschema.Draft7Validator(asyncapi_schema()).validate(asyncapi_document())


@pytest.mark.parametrize(
    "invalidate",
    [
        lambda document: document.pop("info"),
        lambda document: document["channels"]["procedures"].update(adress="procedures.v1"),
        lambda document: document["operations"]["send_procedures"].update(action="publish"),
        lambda document: document["components"]["messages"]["lookup.refused.v1"].update(headers="none"),
        lambda document: document["components"]["schemas"]["LookupRefused"].update(type="record"),
    ],
)
def test_an_invalid_asyncapi_document_is_refused(invalidate: Callable[[Schema], Any]) -> None:
    document = asyncapi_document()
    invalidate(document)
    assert not jsonschema.Draft7Validator(asyncapi_schema()).is_valid(document)


def resolve(document: Any, reference: str) -> Any:
    assert reference.startswith("#/")
    for step in reference.removeprefix("#/").split("/"):
        document = document[step.replace("~1", "/").replace("~0", "~")]
    return document


def test_every_reference_of_the_asyncapi_document_can_be_resolved() -> None:
    document = asyncapi_document()
    references = [part["$ref"] for part in inside(document) if "$ref" in part]
    assert len(references) > 50
    for reference in references:
        assert resolve(document, reference), reference


def test_the_asyncapi_document_describes_each_payload_as_its_schema_does() -> None:
    document = json.loads(json.dumps(asyncapi_document()))  # as a reader parses it: a tuple becomes a list
    for event_type in all_types():
        schema = schema_of(event_type)
        message = resolve(document, document["channels"][event_type.source]["messages"][event_type.name]["$ref"])
        assert message["payload"]["$ref"] == f"#/components/schemas/{event_type.payload.__name__}"
        for name, definition in schema["$defs"].items():
            moved = json.loads(json.dumps(definition).replace("#/$defs/", "#/components/schemas/"))
            assert document["components"]["schemas"][name] == moved


def test_the_asyncapi_document_uses_only_keywords_of_its_schema_format() -> None:
    """The schema format extends draft 7: there a `$ref` overrides its siblings, and newer keywords are ignored."""
    for part in inside(asyncapi_document()["components"]["schemas"]):
        assert "$ref" not in part or set(part) == {"$ref"}, part
        assert not set(part) & {"$defs", "prefixItems", "dependentRequired", "unevaluatedProperties", "$dynamicRef"}


def test_each_source_has_a_channel_with_its_topic_and_all_its_types() -> None:
    channels = asyncapi_document()["channels"]
    assert {name: channel["address"] for name, channel in channels.items()} == {
        source: f"{source}.v1" for source in ("procedures", "online_services", "population_lookup")
    }
    for name, channel in channels.items():
        assert set(channel["messages"]) == {event_type.name for event_type in all_types() if event_type.source == name}
