"""What is filled in: the fields that the form itself fills in cannot be altered, and need not be sent."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from online_services.forms.domain.form_schema import fixed_fields, pointer_of
from online_services.forms.domain.refusals import FormFieldAltered


def with_fixed_fields(
    schema: Mapping[str, Any], data: Mapping[str, Any], applicant: Mapping[str, str | None]
) -> dict[str, Any]:
    """Returns the data with every field that the form fills in, hidden ones too. A prefilled field of which the
    applicant states nothing stays empty. Raises `FormFieldAltered`."""
    filled, altered = deepcopy(dict(data)), list[str]()
    for field in fixed_fields(schema):
        expected = applicant.get(field.prefilled) if field.prefilled is not None else field.const
        parent = _parent(filled, field.path[:-1], create=expected is not None)
        if parent is None:
            continue
        name = field.path[-1]
        if name in parent and not _is_same(parent[name], expected):
            altered.append(pointer_of(field.path))
        elif expected is not None:
            parent[name] = expected
    if altered:
        raise FormFieldAltered(altered)
    return filled


def _parent(data: dict[str, Any], path: tuple[str, ...], *, create: bool) -> dict[str, Any] | None:
    """Returns the object that has the field; None where it is no object, which is judged with the other data."""
    for name in path:
        if name not in data and not create:
            return None
        inner = data.setdefault(name, {})
        if not isinstance(inner, dict):
            return None
        data = inner
    return data


def _is_same(sent: Any, expected: Any) -> bool:
    """JSON tells true from 1, and Python does not."""
    return isinstance(sent, bool) is isinstance(expected, bool) and sent == expected
