"""The sections of an annex: lines between the rows such as "A. Danh mục thủ tục hành chính cấp tỉnh" or "I. Lĩnh vực Hộ
tịch". What a section states holds for the rows below it, as far as they do not state it themselves."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from procedures.annex_files.domain.columns import key_of

ROMAN = re.compile(r"[IVXLCDM]{1,7}")
ORDINAL = re.compile(
    r"(?:(?P<division>Phần|PHẦN|Mục|MỤC|Phụ lục|PHỤ LỤC|Biểu|BIỂU)\s+)?"
    r"(?P<ordinal>[IVXLCDM]{1,7}|[A-ZĐ]|\d{1,3}(?:\.\d{1,3})*)"
    r"(?:\s*[.):/–-]+\s*|\s+|$)"
)
WORDS = re.compile(
    r"(phu luc|danh muc|nhom linh vuc|nhom thu tuc|(cac )?linh vuc|thuoc tham quyen|cap (trung uong|tinh|huyen|xa)"
    r"|(thu tuc hanh chinh|tthc) (noi bo|moi|duoc|bi|cap|thuoc|sua|thay|chuan))\b"
)
"""How the text of a section begins, without its ordinal. No procedure is named so: a name says what is done."""
KINDS = {
    "Mới ban hành": ("moi ban hanh", "ban hanh moi"),
    "Sửa đổi, bổ sung": ("sua doi", "bo sung"),
    "Thay thế": ("thay the",),
    "Bãi bỏ": ("bai bo", "huy bo"),
    "Chuẩn hóa": ("chuan hoa",),
}
"""The word of the column of kinds for what a section says of its procedures."""
LEVELS = {"Cấp Bộ": ("cap bo(?! sung)", "cap trung uong"), "Cấp tỉnh": ("cap tinh",), "Cấp xã": ("cap xa",)}
FIELD = re.compile(r"(?:các\s+)?lĩnh\s+vực\s*[:\-–]?\s*(?P<name>.+?)\s*(?:\(.*\)|:|;)?\s*", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class AnnexSection:
    """`style` is how it is numbered: sections of one style stand beside each other. `kind` and `levels` are words of
    their columns, `field` is the name of a field; None where the text does not state it."""

    line: int
    text: str
    style: str
    ordinal: str
    kind: str | None
    levels: str | None
    field: str | None


@dataclass(frozen=True, slots=True)
class Stated:
    """What the sections above a row state: the innermost one that states a fact decides. `path` are their texts."""

    kind: str | None = None
    levels: str | None = None
    field: str | None = None
    path: tuple[str, ...] = ()


NOTHING_STATED = Stated()


def section_in(line: int, cells: Sequence[str], above: Sequence[AnnexSection]) -> AnnexSection | None:
    """The section that a line with these texts is; None where it is none."""
    text = " ".join(" ".join(cells).split())
    match = ORDINAL.match(text)
    ordinal, rest = (match["ordinal"], text[match.end() :]) if match else ("", text)
    key = key_of(rest)
    by_words = WORDS.match(key_of(text)) or WORDS.match(key)
    if not by_words and not (ordinal and not ordinal[0].isdigit() and rest):
        return None
    style = _style(ordinal, above) if ordinal else "field" if FIELD.fullmatch(text) else "list"
    if match and match["division"]:  # "Phụ lục I" does not stand beside "I. Lĩnh vực Hộ tịch", but above it
        style = f"{key_of(match['division'])} {style}"
    return AnnexSection(line, text, style, ordinal, _only(KINDS, key), _all(LEVELS, key), _field(rest))


def _style(ordinal: str, above: Sequence[AnnexSection]) -> str:
    """`C` is a letter below `B`, and else a Roman number."""
    if ordinal[0].isdigit():
        return "number"
    letters = [section.ordinal for section in above if section.style == "letter"]
    follows = len(ordinal) == 1 and bool(letters) and ord(ordinal) == ord(letters[-1]) + 1
    return "roman" if ROMAN.fullmatch(ordinal) and not follows else "letter"


def nested(above: Sequence[AnnexSection], new: AnnexSection) -> tuple[AnnexSection, ...]:
    """The sections that hold below the new one: it ends those of its own style with all that stand below them, and a
    list without a number ends all."""
    if new.style == "list":
        return (new,)
    styles = [section.style for section in above]
    kept = above[: styles.index(new.style)] if new.style in styles else above
    return (*kept, new)


def stated_by(sections: Sequence[AnnexSection]) -> Stated:
    inner = list(reversed(sections))
    return Stated(
        next((section.kind for section in inner if section.kind), None),
        next((section.levels for section in inner if section.levels), None),
        next((section.field for section in inner if section.field), None),
        tuple(section.text for section in sections),
    )


def _found(table: dict[str, tuple[str, ...]], key: str) -> Iterator[str]:
    return (word for word, phrases in table.items() if any(re.search(rf"\b{phrase}\b", key) for phrase in phrases))


def _only(table: dict[str, tuple[str, ...]], key: str) -> str | None:
    """None also where the text names several: it then says nothing of a single row."""
    found = list(_found(table, key))
    return found[0] if len(found) == 1 else None


def _all(table: dict[str, tuple[str, ...]], key: str) -> str | None:
    return ", ".join(_found(table, key)) or None


def _field(text: str) -> str | None:
    match = FIELD.fullmatch(text)
    return None if match is None else match["name"]
