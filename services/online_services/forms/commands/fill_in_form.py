"""Judges what was filled in by the form of the version under which a dossier is filed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy.ext.asyncio import AsyncConnection

from online_services.forms.domain.filled_form import with_fixed_fields
from online_services.forms.domain.refusals import FormDataMissing, FormDataUnexpected
from online_services.forms.formats.form_data import require_valid
from online_services.forms.storage.recorded_forms import Forms


@dataclass(frozen=True, slots=True)
class FilledForm:
    """The data fit the form with the id."""

    form_id: int
    data: Mapping[str, Any]


async def fill_in_form(
    read: AsyncConnection,
    code: str,
    version: int,
    data: Mapping[str, Any] | None,
    applicant: Mapping[str, str | None],
) -> FilledForm | None:
    """Returns None where the version has no form. Raises `FormDataUnexpected`, `FormDataMissing`, `FormFieldAltered`
    and `FormDataInvalid`."""
    form = await Forms(read).current(code, version)
    if form is None:
        if data is not None:
            raise FormDataUnexpected(code, version)
        return None
    if data is None:
        raise FormDataMissing(code, version)
    filled = with_fixed_fields(orjson.loads(form.schema), data, applicant)
    require_valid(form.schema, filled)
    return FilledForm(form.id, filled)
