"""Phụ lục of a Decision: the list of procedures by kind of change (Articles 13 to 15 NĐ 63/2010), then the content of
each by its parts
(Article 8(2)). The columns are those of real Decisions; TT 01/2018/TT-VPCP, Article 3, adds how a procedure may be
filed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from procedures.annex_files.domain.annex_contents import AnnexContents, AnnexItem, AnnexProcess
from procedures.law.domain.parts import Part
from procedures.law.domain.references import ItemKind
from procedures.shared.formats.words import VALUES, VOCABULARY

Cells = tuple[str | int, ...]
word, value = VOCABULARY.words_in("vi"), VOCABULARY.values_in("vi")
DATABASES = {"population": "Cơ sở dữ liệu quốc gia về dân cư"}
LEVELS = {"full": "Toàn trình", "partial": "Một phần"}
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


@dataclass(frozen=True, slots=True)
class Table:
    """`widths` in parts of the page's; a cell is a text or a number."""

    title: str
    heads: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[Cells, ...]


@dataclass(frozen=True, slots=True)
class Described:
    """One procedure in full: its parts, each with its text."""

    title: str
    parts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Annex:
    title: str
    beside: str
    tables: tuple[Table, ...]
    procedures: tuple[Described, ...]
    dated: date


@dataclass(frozen=True, slots=True)
class Section:
    """Items of these kinds, one row each: what its columns are called, how wide they are, and what they say."""

    kinds: tuple[ItemKind, ...]
    title: str
    columns: tuple[tuple[str, int, Callable[[AnnexItem, AnnexContents], str]], ...]


def name_of(item: AnnexItem, _: AnnexContents) -> str:
    return item.name or item.former_name


def former_name(item: AnnexItem, _: AnnexContents) -> str:
    return item.former_name


def new_name(item: AnnexItem, _: AnnexContents) -> str:
    return item.name


def code_of(item: AnnexItem, _: AnnexContents) -> str:
    return item.procedure_code


def successor_of(item: AnnexItem, _: AnnexContents) -> str:
    return item.successor_code


def in_force_from(item: AnnexItem, _: AnnexContents) -> str:
    return f"{item.effective_on:%d/%m/%Y}"


def document_of(item: AnnexItem, _: AnnexContents) -> str:
    return item.repealing_document


def parts_changed(item: AnnexItem, _: AnnexContents) -> str:
    return "; ".join(word("field" if part == Part.FIELD else part) for part in item.changed_parts)


def level_of(item: AnnexItem, _: AnnexContents) -> str:
    return LEVELS.get(item.level, item.level)


def described(part: str) -> Callable[[AnnexItem, AnnexContents], str]:
    return lambda item, contents: dict(described_parts(item.content, contents)).get(part, "") if item.content else ""


CODE, NAME = ("Mã số TTHC", 9, code_of), ("Tên thủ tục hành chính", 20, name_of)
FROM = ("Có hiệu lực từ", 8, in_force_from)
IN_SHORT = (
    (word("time_limits"), 13, described(word("time_limits"))),
    (word("channels"), 10, described(word("channels"))),
    (word("fees"), 11, described(word("fees"))),
    (word("legal_bases"), 15, described(word("legal_bases"))),
    ("Cơ quan thực hiện", 12, described("Cơ quan thực hiện")),
)
SECTIONS = (
    Section((ItemKind.INTRODUCE,), "mới ban hành", (CODE, NAME, *IN_SHORT, FROM)),
    Section(
        (ItemKind.AMEND,),
        "được sửa đổi, bổ sung",
        (CODE, NAME, ("Nội dung sửa đổi, bổ sung", 12, parts_changed), *IN_SHORT, FROM),
    ),
    Section(
        (ItemKind.REPLACE,),
        "được thay thế",
        (
            CODE,
            ("Thủ tục hành chính được thay thế", 18, former_name),
            ("Mã số TTHC thay thế", 9, successor_of),
            ("Thủ tục hành chính thay thế", 18, new_name),
            *IN_SHORT,
            FROM,
        ),
    ),
    Section(
        (ItemKind.REPEAL,),
        "bị bãi bỏ",
        (CODE, ("Tên thủ tục hành chính", 40, name_of), ("Văn bản quy định việc bãi bỏ", 40, document_of), FROM),
    ),
    Section(
        (ItemKind.DECLARE_ONLINE,),
        "đủ điều kiện thực hiện dịch vụ công trực tuyến",
        (CODE, ("Tên thủ tục hành chính", 60, name_of), ("Mức độ", 12, level_of), FROM),
    ),
)


def annex_of(contents: AnnexContents) -> Annex:
    number = contents.number or "…………"
    by = f" của {contents.signer}" if contents.signer else ""
    return Annex(
        title=contents.title,
        beside=f"(Kèm theo Quyết định số {number} ngày {contents.signed_on:%d/%m/%Y}{by})",
        tables=tuple(_numbered([*_lists(contents), *_processes(contents)])),
        procedures=tuple(_described(contents)),
        dated=contents.signed_on,
    )


def _lists(contents: AnnexContents) -> Iterator[Table]:
    for section in SECTIONS:
        if items := [item for item in contents.items if item.kind in section.kinds]:
            heads, widths, says = zip(*section.columns, strict=True)
            rows = tuple((place, *(say(item, contents) for say in says)) for place, item in enumerate(items, 1))
            yield Table(f"Danh mục thủ tục hành chính {section.title}", ("STT", *heads), (4, *widths), rows)


def _processes(contents: AnnexContents) -> Iterator[Table]:
    if contents.processes:
        rows = tuple(
            (
                place,
                process.code,
                process.name,
                process.procedure_code,
                process.agency,
                "Liên thông" if process.inter_agency else "Nội bộ",
                _steps(process),
            )
            for place, process in enumerate(contents.processes, 1)
        )
        heads = ("STT", "Mã quy trình", "Tên quy trình", "Mã số TTHC", "Cơ quan", "Loại", "Các bước")
        yield Table("Quy trình nội bộ giải quyết thủ tục hành chính", heads, (4, 10, 24, 9, 14, 8, 31), rows)


def _steps(process: AnnexProcess) -> str:
    return "\n".join(f"{step.number}. {step.name} ({step.role}): {step.hours} giờ làm việc" for step in process.steps)


def _numbered(tables: Sequence[Table]) -> Iterator[Table]:
    for roman, one in zip(ROMAN, tables, strict=False):
        yield Table(f"{roman}. {one.title}", one.heads, one.widths, one.rows)


def _described(contents: AnnexContents) -> Iterator[Described]:
    with_content = [(item, item.content) for item in contents.items if item.content]
    for place, (item, content) in enumerate(with_content, 1):
        yield Described(f"{place}. {item.name} ({item.successor_code})", tuple(described_parts(content, contents)))


def described_parts(content: Mapping[str, Any], contents: AnnexContents) -> Iterator[tuple[str, str]]:
    """The parts of a content in the order of Article 8(2), each as a text; what it does not say is left out."""
    limits = [(one["channel"], limit) for one in content["channels"] for limit in one["time_limits"]]
    fields = content["population_fields"]
    parts = (
        (word("field"), contents.fields.get(content["field_code"], content["field_code"])),
        (word("levels"), ", ".join(value("level", level) for level in content["levels"])),
        (word("steps"), _by_case(content["steps"], lambda group: [f"- {step}" for step in group["steps"]])),
        (word("channels"), ", ".join(value("channel", one["channel"]) for one in content["channels"])),
        (
            word("papers"),
            _by_case(content["papers"], lambda group: [f"- {_paper(paper)}" for paper in group["papers"]]),
        ),
        (word("time_limits"), "\n".join(f"{value('channel', channel)}: {_limit(limit)}" for channel, limit in limits)),
        (word("audience"), "; ".join(content["audience"])),
        *_agencies(content, contents),
        (word("results"), "; ".join(one["name"] for one in content["results"])),
        (
            word("fees"),
            "\n".join(
                f"{value('channel', channel)}: {_fee(fee)}" for channel, limit in limits for fee in limit["fees"]
            ),
        ),
        (word("conditions"), content["conditions"] or ""),
        (word("legal_bases"), "\n".join(f"{one['number']}: {one['title']}" for one in content["legal_bases"])),
        (word("population_fields"), ", ".join(value("population_field", field) for field in fields)),
    )
    return ((part, text) for part, text in parts if text)


def _agencies(content: Mapping[str, Any], contents: AnnexContents) -> Iterator[tuple[str, str]]:
    """By role; where nobody is named, the agency that the procedure belongs to executes it."""
    named: dict[str, list[str]] = {}
    for one in content["agencies"]:
        named.setdefault(one["role"], []).append(
            contents.agencies.get(one["code"], one["code"]) if one["code"] else one["name"]
        )
    named.setdefault("executes", [contents.agencies.get(content["agency_code"], content["agency_code"])])
    for kind, role in VALUES:
        if kind == "role" and role in named:
            yield value("role", role), "; ".join(named[role])


def _by_case(groups: Sequence[Mapping[str, Any]], lines: Callable[[Mapping[str, Any]], list[str]]) -> str:
    return "\n".join(
        line
        for group in groups
        for line in ([f"{word('case')}: {group['case']}"] if group["case"] else []) + lines(group)
    )


def _paper(paper: Mapping[str, Any]) -> str:
    said = [paper["name"], f"({paper['originals']} bản chính, {paper['copies']} bản sao)"]
    if paper["form"]:
        said.append(f"[{paper['form']['name']}]")
    if data := paper["replaced_by_data"]:
        said.append(f"– thay bằng dữ liệu: {DATABASES.get(data['database'], data['database'])}")
    if result := paper["replaced_by_result"]:
        said.append(f"– thay bằng kết quả: {result['code'] or result['procedure_code']}")
    return " ".join(said)


def _limit(limit: Mapping[str, Any]) -> str:
    amount = f"{limit['amount']:g}".replace(".", ",")
    return f"{amount} {value('unit', limit['unit'])}" + (f" ({limit['note']})" if limit["note"] else "")


def _fee(fee: Mapping[str, Any]) -> str:
    amount = f"{fee['amount']:,}".replace(",", ".")
    return f"{fee['name']} {amount} {'đồng' if fee['currency'] == 'VND' else fee['currency']}"
