"""HTML elements escape what they hold."""

from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from common.pages.elements import element

texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"))


@given(texts, texts)
def test_any_text_is_escaped_inside_an_element_and_in_its_attributes(inside: str, attribute: str) -> None:
    parsed = ET.fromstring(element("p", inside, element("b", inside), title=attribute))  # noqa: S314 - our own
    assert (parsed.text or "", parsed[0].text or "", parsed.get("title")) == (inside, inside, attribute)
    assert [node.tag for node in parsed.iter()] == ["p", "b"]
