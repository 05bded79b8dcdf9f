"""The revisions that `If-Match` names, and the changes that it allows."""

import pytest

from common.http.etags import encoded_tag, expected_revisions, matching_tag, revision_tag
from common.revisions import RevisionMismatch, require_revision


@pytest.mark.parametrize(
    "if_match",
    [
        None,
        "*",
        " * ",
        '"3"',
        ' "3" ',
        revision_tag(3),
        '"2", "3"',
        '"3","2"',
        'W/"2" , "3"',
        '"3-gzip"',
        '"2-zstd", "3"',
    ],
)
async def test_a_caller_that_names_no_revision_or_the_current_one_may_change_the_resource(if_match: str | None) -> None:
    require_revision(await expected_revisions(if_match), 3)


@pytest.mark.parametrize(
    "if_match",
    [
        *('"2"', '"33"', "3", "", 'W/"3"', '"03"', '"2", "4"', '"-1"', '"٣"', '"' + "9" * 5_000 + '"'),
        *('W/"3-gzip"', '"3-br"', '"2", *'),
    ],
)
async def test_any_other_tag_is_refused_with_the_current_one(if_match: str) -> None:
    for current in (3, 0):
        with pytest.raises(RevisionMismatch) as refused:
            require_revision(await expected_revisions(if_match), current)
        assert refused.value.facts == {"current": revision_tag(current)}
        assert str(refused.value) == f"the resource is now at {revision_tag(current)}"


@pytest.mark.parametrize(
    ("if_none_match", "matching"),
    [
        ("*", '"a"'),
        ('"a"', '"a"'),
        ('W/"a"', '"a"'),
        ('"b", W/"a"', '"a"'),
        ('"b,c","a-zstd"', '"a-zstd"'),
        (encoded_tag('"a"', "gzip"), '"a-gzip"'),
        ("a", None),
        ('"b", "aa"', None),
        ('"A"', None),
    ],
)
def test_the_tag_by_which_the_caller_knows_the_content_is_found(if_none_match: str, matching: str | None) -> None:
    assert matching_tag('"a"', if_none_match) == matching
    assert (matching_tag('W/"a"', if_none_match) is None) is (matching is None)
