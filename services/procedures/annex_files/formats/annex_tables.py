"""The annex (phụ lục) of a Decision as tables: the procedures by kind of change (Articles 13 to 15 NĐ 63/2010), then
the content of each by its parts (Article 8(2)). The columns are those of real Decisions; TT 01/2018/TT-VPCP, Article 3,
adds the channels by which a procedure may be filed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from procedures.annex_files.domain.annex_contents import AnnexContents, AnnexItem, AnnexProcess
from procedures.law.domain.dossier_texts import reception_text, result_text, sets_text
from procedures.law.domain.fee_texts import fee_text
from procedures.law.domain.legal_basis_texts import legal_basis_text
from procedures.law.domain.parts import Part
from procedures.law.domain.references import ItemKind
from procedures.law.domain.submission_channels import ChannelKind
from procedures.law.domain.time_limit_texts import time_limit_text
from procedures.law.formats.decoded_parts import (
    fee_of,
    fees_of,
    legal_basis_of,
    reception_of,
    result_of,
    time_limit_of,
)
from procedures.shared.formats.words import VALUES, VOCABULARY

Cells = tuple[str | int, ...]
word, value = VOCABULARY.words_in("vi"), VOCABULARY.values_in("vi")
DATABASES = {"population": "Cơ sở dữ liệu quốc gia về dân cư"}
LEVELS = {"full": "Toàn trình", "partial": "Một phần"}


@dataclass(frozen=True, slots=True)
class Table:
    """`widths` are shares of the width of the page; a cell is a text or a number."""

    title: str
    headings: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[Cells, ...]


@dataclass(frozen=True, slots=True)
class ProcedureDescription:
    """The content of one procedure: the name of each part with its text."""

    title: str
    parts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Annex:
    title: str
    subtitle: str
    tables: tuple[Table, ...]
    procedures: tuple[ProcedureDescription, ...]
    signed_on: date


@dataclass(frozen=True, slots=True)
class Section:
    """A list of the items of these kinds. Each column has a heading, a width, and a function that returns the text."""

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
    """The Decision's own words: what this system computed is not part of its annex."""
    if item.changed_parts is None:
        return "Theo văn bản quy định"
    return "; ".join(word("field" if part == Part.FIELD else part) for part in item.changed_parts)


def level_of(item: AnnexItem, _: AnnexContents) -> str:
    return LEVELS.get(item.level, item.level)


def designation_of(item: AnnexItem, _: AnnexContents) -> str:
    return item.designation


def text_of(part: str) -> Callable[[AnnexItem, AnnexContents], str]:
    return lambda item, contents: dict(parts_of(item.content, contents)).get(part, "") if item.content else ""


CODE, NAME = ("Mã số TTHC", 9, code_of), ("Tên thủ tục hành chính", 20, name_of)
EFFECTIVE_FROM = ("Có hiệu lực từ", 8, in_force_from)
SUMMARY = (
    (word("time_limits"), 13, text_of(word("time_limits"))),
    (word("channels"), 10, text_of(word("channels"))),
    (word("fees"), 11, text_of(word("fees"))),
    (word("legal_bases"), 15, text_of(word("legal_bases"))),
    ("Cơ quan thực hiện", 12, text_of("Cơ quan thực hiện")),
)
SECTIONS = (
    Section((ItemKind.INTRODUCE,), "mới ban hành", (CODE, NAME, *SUMMARY, EFFECTIVE_FROM)),
    Section(
        (ItemKind.AMEND,),
        "được sửa đổi, bổ sung",
        (CODE, NAME, ("Nội dung sửa đổi, bổ sung", 12, parts_changed), *SUMMARY, EFFECTIVE_FROM),
    ),
    Section(
        (ItemKind.STANDARDISE,),
        "được chuẩn hóa",
        (CODE, NAME, ("Nội dung chuẩn hóa", 12, parts_changed), *SUMMARY, EFFECTIVE_FROM),
    ),
    Section(
        (ItemKind.REPLACE,),
        "được thay thế",
        (
            CODE,
            ("Thủ tục hành chính được thay thế", 18, former_name),
            ("Mã số TTHC thay thế", 9, successor_of),
            ("Thủ tục hành chính thay thế", 18, new_name),
            *SUMMARY,
            EFFECTIVE_FROM,
        ),
    ),
    Section(
        (ItemKind.REPEAL,),
        "bị bãi bỏ",
        (
            CODE,
            ("Tên thủ tục hành chính", 40, name_of),
            ("Văn bản quy định việc bãi bỏ", 40, document_of),
            EFFECTIVE_FROM,
        ),
    ),
    Section(
        (ItemKind.DECLARE_ONLINE,),
        "đủ điều kiện thực hiện dịch vụ công trực tuyến",
        (CODE, ("Tên thủ tục hành chính", 60, name_of), ("Mức độ", 12, level_of), EFFECTIVE_FROM),
    ),
    Section(
        (ItemKind.DESIGNATE,),
        "được đưa vào danh mục thực hiện",
        (CODE, ("Tên thủ tục hành chính", 42, name_of), ("Danh mục", 30, designation_of), EFFECTIVE_FROM),
    ),
    Section((ItemKind.CONFIRM,), "được công bố lại", (CODE, ("Tên thủ tục hành chính", 72, name_of), EFFECTIVE_FROM)),
)


def annex_of(contents: AnnexContents) -> Annex:
    number = contents.number or "…………"
    by = f" của {contents.signer}" if contents.signer else ""
    replaced = (
        f", thay thế danh mục kèm theo Quyết định số {'; số '.join(contents.replaced)}" if contents.replaced else ""
    )
    return Annex(
        title=contents.title,
        subtitle=f"(Kèm theo Quyết định số {number} ngày {contents.signed_on:%d/%m/%Y}{by}{replaced})",
        tables=tuple(_numbered([*_lists(contents), *_processes(contents)])),
        procedures=tuple(_descriptions(contents)),
        signed_on=contents.signed_on,
    )


def _lists(contents: AnnexContents) -> Iterator[Table]:
    """The lists as the Decision prints them, in the order of their first items; items that state no list are listed by
    kind of change."""
    headings = dict.fromkeys(item.list_heading for item in contents.items)
    for heading in headings:
        in_list = [item for item in contents.items if item.list_heading == heading]
        present = [section for section in SECTIONS if any(item.kind in section.kinds for item in in_list)]
        for section in present:
            title = f"Danh mục thủ tục hành chính {section.title}"
            if heading:
                title = heading if len(present) == 1 else f"{heading} ({section.title})"
            yield _table(title, section, [item for item in in_list if item.kind in section.kinds], contents)


def _table(title: str, section: Section, items: Sequence[AnnexItem], contents: AnnexContents) -> Table:
    headings, widths, texts = zip(*section.columns, strict=True)
    rows = tuple(
        (item.list_number or number, *(text(item, contents) for text in texts)) for number, item in enumerate(items, 1)
    )
    return Table(title, ("STT", *headings), (4, *widths), rows)


def _processes(contents: AnnexContents) -> Iterator[Table]:
    if contents.processes:
        rows = tuple(
            (
                number,
                process.code,
                process.name,
                process.procedure_code,
                process.agency,
                _kind(process),
                _steps(process),
            )
            for number, process in enumerate(contents.processes, 1)
        )
        headings = ("STT", "Mã quy trình", "Tên quy trình", "Mã số TTHC", "Cơ quan", "Loại", "Các bước")
        yield Table("Quy trình nội bộ giải quyết thủ tục hành chính", headings, (4, 10, 24, 9, 14, 8, 31), rows)


def _kind(process: AnnexProcess) -> str:
    kind = "Liên thông" if process.inter_agency else "Nội bộ"
    return f"{kind}; người ký không phải người thụ lý" if process.separate_signer else kind


def _steps(process: AnnexProcess) -> str:
    return "\n".join(f"{step.number}. {step.name} ({step.role}): {step.hours} giờ làm việc" for step in process.steps)


def _numbered(tables: Sequence[Table]) -> Iterator[Table]:
    for number, table in enumerate(tables, 1):
        yield Table(f"{roman(number)}. {table.title}", table.headings, table.widths, table.rows)


def roman(number: int) -> str:
    """Returns a number from 1 to 399 in Roman numerals."""
    units = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    text = ""
    for value, numeral in units:
        count, number = divmod(number, value)
        text += numeral * count
    return text


def _descriptions(contents: AnnexContents) -> Iterator[ProcedureDescription]:
    with_content = [(item, item.content) for item in contents.items if item.content]
    for number, (item, content) in enumerate(with_content, 1):
        title = f"{number}. {item.name} ({item.successor_code})"
        yield ProcedureDescription(title, tuple(parts_of(content, contents)))


def parts_of(content: Mapping[str, Any], contents: AnnexContents) -> Iterator[tuple[str, str]]:
    """The parts of a content as texts, in the order of Article 8(2); empty parts are left out."""
    limits = [(channel["channel"], limit) for channel in content["channels"] for limit in channel["time_limits"]]
    fields, member_fields = content["population_fields"], content.get("household_member_fields", ())
    parts = (
        (word("field"), contents.fields.get(content["field_code"], content["field_code"])),
        (word("levels"), ", ".join(value("level", level) for level in content["levels"])),
        (word("steps"), _by_case(content["steps"], lambda group: [f"- {step}" for step in group["steps"]])),
        (word("channels"), "\n".join(_channels_and_places(content))),
        (
            word("papers"),
            "\n".join(_papers_and_sets(content)),
        ),
        (word("time_limits"), "\n".join(f"{_channel(channel)}{_limit(limit)}" for channel, limit in limits)),
        (word("audience"), "; ".join(content["audience"])),
        *_agencies(content, contents),
        (word("results"), "\n".join(result_text(result_of(result)) for result in content["results"])),
        (
            word("fees"),
            "\n".join(
                f"{_channel(channel['channel'])}{_fee(fee)}"
                for channel in content["channels"]
                for _, fee in fees_of(channel)
            ),
        ),
        (word("conditions"), content["conditions"] or ""),
        (word("legal_bases"), "\n".join(legal_basis_text(legal_basis_of(basis)) for basis in content["legal_bases"])),
        (word("population_fields"), ", ".join(value("population_field", field) for field in fields)),
        (word("household_member_fields"), ", ".join(value("population_field", field) for field in member_fields)),
    )
    return ((part, text) for part, text in parts if text)


def _channels_and_places(content: Mapping[str, Any]) -> Iterator[str]:
    named = [entry["channel"] for entry in content["channels"] if entry["channel"] != ChannelKind.UNSTATED]
    if named:
        yield ", ".join(value("channel", kind) for kind in named)
    yield from (f"- {reception_text(reception_of(place))}" for place in content.get("reception", ()))


def _papers_and_sets(content: Mapping[str, Any]) -> Iterator[str]:
    if papers := _by_case(content["papers"], lambda group: [f"- {_paper(paper)}" for paper in group["papers"]]):
        yield papers
    if (sets := content.get("dossier_sets")) is not None:
        yield sets_text(sets)


def _agencies(content: Mapping[str, Any], contents: AnnexContents) -> Iterator[tuple[str, str]]:
    """The agencies by role; where none executes the procedure, the agency to which it belongs does."""
    names: dict[str, list[str]] = {}
    for agency in content["agencies"]:
        code = agency["code"]
        names.setdefault(agency["role"], []).append(contents.agencies.get(code, code) if code else agency["name"])
    names.setdefault("executes", [contents.agencies.get(content["agency_code"], content["agency_code"])])
    for kind, role in VALUES:
        if kind == "role" and role in names:
            yield value("role", role), "; ".join(names[role])


def _by_case(groups: Sequence[Mapping[str, Any]], lines: Callable[[Mapping[str, Any]], list[str]]) -> str:
    return "\n".join(
        line
        for group in groups
        for line in ([f"{word('case')}: {group['case']}"] if group["case"] else []) + lines(group)
    )


def _paper(paper: Mapping[str, Any]) -> str:
    counts = ((paper["originals"], "bản chính"), (paper["copies"], "bản sao"))
    stated = ", ".join(f"{count} {kind}" for count, kind in counts if count is not None)
    texts = [paper["name"], *([f"({stated})"] if stated else [])]
    if paper["form"]:
        texts.append(f"[{paper['form']['name']}]")
    if data := paper["replaced_by_data"]:
        texts.append(f"– thay bằng dữ liệu: {DATABASES.get(data['database'], data['database'])}")
    if result := paper["replaced_by_result"]:
        texts.append(f"– thay bằng kết quả: {result['code'] or result['procedure_code']}")
    return " ".join(texts)


def _channel(channel: str) -> str:
    return "" if channel == ChannelKind.UNSTATED else f"{value('channel', channel)}: "


def _limit(limit: Mapping[str, Any]) -> str:
    return " ".join(time_limit_text(time_limit_of(limit)).split())


def _fee(fee: Mapping[str, Any]) -> str:
    return " ".join(fee_text(fee_of(fee)).split())
