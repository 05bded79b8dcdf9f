"""Reads a fee as people write it: `Phí thẩm định: 500.000 đồng/hồ sơ`, `0,1% giá trị hợp đồng, tối đa 5.000.000 đồng`,
`Không`, `Theo Thông tư 257/2016/TT-BTC`. A text that is not understood is kept as words; nothing is guessed from a part
of it."""

import re
from dataclasses import replace

from procedures.law.domain.fee_texts import AT_LEAST, AT_MOST, BETWEEN_TIERS, GROUND, KIND, KINDS, NOTE, kind_of_name
from procedures.law.domain.fees import Currency, Fee, FeeForm, FeeRelief, FeeTier, ReliefKind
from procedures.law.domain.money_reading import CURRENCY, MONEY, NUMBER, decimal_of, money_of

UNNAMED = "Phí, lệ phí"
"""The name of a fee whose source states none."""
_flags = re.IGNORECASE | re.DOTALL
_amount = re.compile(
    rf"(?P<money>{MONEY})(?:\s*(?:/|trên\s+một\s)\s*(?P<per>[^\n;,.()]{{1,100}}?))?(?P<rest>\s*[(;,.].*)?", _flags
)
_another_amount = re.compile(rf"[0-9][.,][0-9]{{3}}|[0-9]\s*(?:%|{CURRENCY})", _flags)
_percentage = re.compile(
    rf"(?P<percent>{NUMBER})\s*%(?P<of>[^,;()]{{0,300}})"
    rf"(?:[,;]\s*(?:nhưng\s+)?(?:{AT_LEAST}|không\s+thấp\s+hơn\s+)(?P<floor>{MONEY}))?"
    rf"(?:[,;]?\s*(?:và\s+|nhưng\s+)?(?:{AT_MOST}|không\s+quá\s+)(?P<cap>{MONEY}))?\.?",
    _flags,
)
FEES = r"(?:(?:mức\s+)?(?:thu\s+)?(?:phí\s*[,/]\s*lệ\s+phí|phí\s+(?:và|hoặc)\s+lệ\s+phí|lệ\s+phí|phí)|mức\s+thu|tiền)"
_laid = r"(?:có\s+)?quy\s+định(?:\s+về)?"
_none = re.compile(
    rf"(?:(?:không|chưa)\s+(?:có|thu|phải\s+nộp|nộp|mất|tính|áp\s+dụng|phát\s+sinh|{_laid})(?:\s+{FEES})?"
    rf"|không(?:\s+{FEES})?|miễn(?:\s+thu)?\s+{FEES}|hiện(?:\s+\w+)?\s+chưa\s+{_laid}(?:\s+{FEES})?)\.?",
    _flags,
)
"""Only a fee that is laid down may be taken (Luật Phí và lệ phí 2015): where none is, or not yet, there is none."""
PLAIN_NONE = frozenset({"không", "không có", "không thu"})
"""Other words for it are kept as the note."""
_not_published = re.compile(r"(?:không|chưa)\s+(?:được\s+)?công\s+bố\.?", _flags)
_nothing_named = re.compile(
    r"(?:đúng\s+)?(?:các\s+)?quy\s+định(?:\s+(?:hiện\s+hành|chung|(?:của\s+)?pháp\s+luật))*\.?", _flags
)
"""`Theo quy định` names no document in which the fee could be looked up."""
_laid_down = re.compile(r"(?:(?:thu|nộp|thực\s+hiện|áp\s+dụng|mức\s+thu)\s+)*theo\s+(?P<by>\S.*)", _flags)
_name = re.compile(
    r"(?P<name>(?:phí|lệ\s+phí|giá|mức\s+(?:thu|phí))(?!\w)[^:\n]{0,400}?)"
    rf"\s*(?::|\blà\b|(?=\s(?:{MONEY})))\s*(?P<due>\S.*)",
    _flags,
)
_label = re.compile(rf";\s*(?P<label>{NOTE}|{GROUND}|{KIND}|miễn: |giảm: )", re.IGNORECASE)


def read_fee(text: str, name: str | None = None) -> Fee:
    """`name` is the name that stands elsewhere, such as in another member of a record."""
    due, labelled = _labelled(text.strip(" \t\n-–•*+"))
    if name is None:
        name, due = _name_in(due)
    found = _form_of(due.strip()) or Fee("", None, None, FeeForm.WORDS, words=due.strip() or text)
    fee = replace(found, name=name or UNNAMED, fee_kind=kind_of_name(name or ""))
    return _with_labels(fee, labelled)


def _name_in(text: str) -> tuple[str | None, str]:
    """The name that the text begins with, if it does, and the rest. A word before a colon is a name where what follows
    is a fee by itself."""
    if match := _name.fullmatch(text):
        return match["name"].strip(), match["due"]
    before, colon, rest = text.partition(":")
    found = _form_of(rest.strip()) if colon and before.strip() else None
    is_name = found is not None and (found.form is FeeForm.TIERS or _tiers(text) is None)
    return (before.strip(), rest) if is_name else (None, text)


def labels_in(text: str) -> tuple[str, Fee]:
    """The text before the first label, and a fee that states only what stands behind the labels."""
    rest, labelled = _labelled(text)
    return rest, _with_labels(Fee(""), labelled)


def _labelled(text: str) -> tuple[str, list[tuple[str, str]]]:
    pieces = _label.split(text)
    labels = (label.casefold() for label in pieces[1::2])
    return pieces[0], list(zip(labels, (value.strip() for value in pieces[2::2]), strict=True))


def _with_labels(fee: Fee, labelled: list[tuple[str, str]]) -> Fee:
    for label, text in labelled:
        if label == NOTE:
            fee = replace(fee, note=text)
        elif label == GROUND:
            fee = replace(fee, laid_down_by=text)
        elif label == KIND:
            fee = replace(fee, fee_kind=next((kind for kind, word in KINDS.items() if word == text), fee.fee_kind))
        else:
            fee = replace(fee, reliefs=(*fee.reliefs, relief_in(text, label == "miễn: ")))
    return fee


def relief_in(text: str, exempt: bool) -> FeeRelief:
    match = None if exempt else re.fullmatch(rf"({NUMBER})\s*%\s*(\S.*)", text, re.DOTALL)
    percent = None if match is None else decimal_of(match[1])
    kind = ReliefKind.EXEMPTION if exempt else ReliefKind.REDUCTION
    return FeeRelief(kind, text) if match is None or percent is None else FeeRelief(kind, match[2], percent)


def _form_of(text: str) -> Fee | None:
    """The fee that the text states, without a name; None where it is not understood."""
    if _none.fullmatch(text):
        note = None if text.rstrip(".").casefold() in PLAIN_NONE else text
        return Fee("", None, None, FeeForm.NONE, note=note)
    if _not_published.fullmatch(text):
        return Fee("", None, None, FeeForm.NOT_PUBLISHED)
    if (match := _laid_down.fullmatch(text)) and not _nothing_named.fullmatch(match["by"].strip()):
        return Fee("", None, None, FeeForm.AS_LAID_DOWN, laid_down_by=match["by"].strip())
    return _tiers(text) or _amount_of(text) or _percentage_of(text)


def _amount_of(text: str) -> Fee | None:
    if (match := _amount.fullmatch(text)) is None or (money := money_of(match["money"])) is None:
        return None
    note = (match["rest"] or "").strip(" \n;,.") or None
    if note is not None and _another_amount.search(note):
        return None
    if note is not None and note.startswith("(") and note.endswith(")") and note.count("(") == 1:
        note = note[1:-1].strip()
    per = match["per"] and match["per"].strip()
    return Fee("", *money, FeeForm.PER_UNIT if per else FeeForm.AMOUNT, per=per, note=note)


def _percentage_of(text: str) -> Fee | None:
    if (match := _percentage.fullmatch(text)) is None or (percent := decimal_of(match["percent"])) is None:
        return None
    limits = {name: money_of(match[name]) for name in ("floor", "cap") if match[name] is not None}
    currencies = {limit[1] for limit in limits.values() if limit is not None}
    if None in limits.values() or len(currencies) > 1:
        return None
    amounts = {name: limit[0] for name, limit in limits.items() if limit is not None}
    fee = Fee("", None, next(iter(currencies), None), FeeForm.PERCENTAGE, percent=percent)
    of = match["of"].strip(" .") or None
    return replace(fee, percent_of=of, floor=amounts.get("floor"), cap=amounts.get("cap"))


def _tiers(text: str) -> Fee | None:
    """Several amounts or percentages, each behind what it applies to."""
    parts = [part for part in re.split(rf"{re.escape(BETWEEN_TIERS)}|\n", text) if part.strip()]
    found = [tier for part in parts if (tier := read_tier(part)) is not None]
    currencies = {currency for _, currency in found if currency is not None}
    if len(parts) < 2 or len(found) < len(parts) or len(currencies) > 1:
        return None
    tiers = tuple(tier for tier, _ in found)
    return Fee("", None, next(iter(currencies), Currency.VND.value), FeeForm.TIERS, tiers=tiers)


def read_tier(text: str) -> tuple[FeeTier, str | None] | None:
    """The tier that a text states, and the currency of its amount."""
    applies_to, colon, due = text.strip(" \t-–•*+").rpartition(":")
    if not colon or not applies_to.strip():
        return None
    if (money := money_of(due.strip(" ;."))) is not None:
        return FeeTier(applies_to.strip(), money[0]), money[1]
    match = re.fullmatch(rf"({NUMBER})\s*%", due.strip(" ;."))
    percent = None if match is None else decimal_of(match[1])
    return None if percent is None else (FeeTier(applies_to.strip(), None, percent), None)
