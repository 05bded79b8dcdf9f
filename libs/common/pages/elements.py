"""HTML that cannot be wrong: text is escaped when it is put into an element, and elements close themselves."""

from html import escape

VOID = frozenset({"input", "link", "meta"})
"""They have no inside and no end."""


class Html(str):
    """Text that is HTML already; only `element` makes it."""

    __slots__ = ()


def element(name: str, /, *inside: str, **attributes: str) -> Html:
    """A trailing underscore of an attribute's name is dropped: `class_`."""
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
    """Side by side, in no element of their own."""
    return Html(_joined(parts))


def _joined(inside: tuple[str, ...]) -> str:
    return "".join(part if isinstance(part, Html) else escape(part) for part in inside)
