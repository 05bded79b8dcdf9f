"""Which members of a record are read. A member that no shape names is not dropped in silence: it becomes a note with
its text, unless a list says that nothing of it concerns the procedure."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

import orjson

from procedures.national_catalogue.domain.row_results import Note
from procedures.national_catalogue.domain.row_rules import Normalisation

Shape = Mapping[str, "Shape | None"]
"""The members that are read: None for a value, a shape for a list of objects."""


def sound_members(record: Mapping[str, Any], shape: Shape, path: str = "") -> tuple[dict[str, Any], list[Note]]:
    """The record without entries that must be objects and are none; they are returned as notes. One object in place of
    a list of objects is a list of one."""
    sound, notes = dict(record), []
    for name, inner in shape.items():
        value = record.get(name)
        if inner is None or value is None:
            continue
        sound[name] = []
        for entry in value if isinstance(value, list) else [value]:
            if isinstance(entry, dict):
                part, notes_of_part = sound_members(entry, inner, f"{path}{name}.")
                sound[name].append(part)
                notes += notes_of_part
            elif entry not in (None, ""):
                notes.append(Note(Normalisation.PART_UNREADABLE, f"{path}{name}", text_of(entry)))
    return sound, notes


def members_without_place(
    record: Mapping[str, Any], shape: Shape, left_out: Collection[str] = (), path: str = ""
) -> Iterator[Note]:
    """A note for each member that has a value and that `shape` does not name. `left_out` has paths, such as
    `executionMethods.id`, that are passed over."""
    for name, value in record.items():
        where = f"{path}{name}"
        if where in left_out or value in (None, "", [], {}):
            continue
        if name not in shape:
            yield Note(Normalisation.PART_WITHOUT_PLACE, where[:100], text_of(value))
        elif (inner := shape[name]) is not None:
            for entry in value if isinstance(value, list) else [value]:
                if isinstance(entry, dict):
                    yield from members_without_place(entry, inner, left_out, f"{where}.")


def text_of(value: Any) -> str:
    """A text as it is, anything else as JSON. It is not cut, since a note may be the only place that keeps it; a row of
    a file has at most 2 MB."""
    return value if isinstance(value, str) else orjson.dumps(value).decode()
