"""An answer as converters from XML to JSON write it: an object for each element with children, a list where one name
occurs more than once, and no attributes."""

from typing import Any

from lxml import etree


def converted(envelope: bytes) -> dict[str, Any]:
    """`envelope` is one of our own."""
    root = etree.fromstring(envelope)
    return {_name(root): _value(root)}


def _name(element: Any) -> str:
    return f"{element.prefix}:{etree.QName(element).localname}" if element.prefix else str(element.tag)


def _value(element: Any) -> Any:
    if not len(element):
        return element.text or ""
    converted_parts: dict[str, Any] = {}
    for child in element:
        name, value = _name(child), _value(child)
        if name not in converted_parts:
            converted_parts[name] = value
        elif isinstance(converted_parts[name], list):
            converted_parts[name].append(value)
        else:
            converted_parts[name] = [converted_parts[name], value]
    return converted_parts
