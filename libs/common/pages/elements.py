"""Well-formed HTML: text is escaped when it is put into an element, and elements close themselves."""

from html import escape

VOID = frozenset({"input", "link", "meta"})
"""Elements without content and without an end tag."""


class Html(str):
    """Text that is HTML already."""

    __slots__ = ()


def element(name: str, /, *inside: str, **attributes: str) -> Html:
    """A trailing underscore in the name of an attribute is dropped: `class_`."""
    rendered = "".join(f' {key.rstrip("_")}="{escape(value)}"' for key, value in attributes.items())
    if name in VOID:
        return Html(f"<{name}{rendered}/>")
    return Html(f"<{name}{rendered}>{_joined(inside)}</{name}>")


def document(language: str, head: tuple[Html, ...], *body: Html) -> Html:
    return Html(
        f'<!DOCTYPE html>\n<html lang="{escape(language)}"><head><meta charset="utf-8"/>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"/>{_joined(head)}</head>'
        f"<body>{_joined(body)}</body></html>\n"
    )


def fragment(*parts: str) -> Html:
    """Joins parts without an element around them."""
    return Html(_joined(parts))


def _joined(inside: tuple[str, ...]) -> str:
    return "".join(part if isinstance(part, Html) else escape(part) for part in inside)
