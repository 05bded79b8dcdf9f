"""The revision that `If-Match` names, and the changes that it allows."""

import pytest

from common.http.etags import expected_revision, revision_tag
from common.revisions import RevisionMismatch, require_revision


@pytest.mark.parametrize("if_match", [None, "*", " * ", '"3"', ' "3" ', revision_tag(3)])
async def test_a_caller_that_names_no_revision_or_the_current_one_may_change_the_resource(if_match: str | None) -> None:
    require_revision(await expected_revision(if_match), 3)


@pytest.mark.parametrize(
    "if_match", ['"2"', '"33"', "3", "", 'W/"3"', '"03"', '"3", "4"', '"-1"', '"٣"', '"' + "9" * 5_000 + '"']
)
async def test_any_other_tag_is_refused_with_the_current_one(if_match: str) -> None:
    for current in (3, 0):
        with pytest.raises(RevisionMismatch) as refused:
            require_revision(await expected_revision(if_match), current)
        assert refused.value.facts == {"current": revision_tag(current)}
        assert str(refused.value) == f"the resource is now at {revision_tag(current)}"
