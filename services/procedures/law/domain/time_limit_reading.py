"""Reads a time limit as people write it: `05 ngày làm việc kể từ ngày nhận đủ hồ sơ`, `15 - 20 ngày`, `trong ngày`,
`không quy định`. What stands behind the time is its condition or its note. A text that is not understood is kept as
words; nothing is guessed from a part of it."""

import re
from dataclasses import replace
from decimal import Decimal

from procedures.law.domain.submission_channels import TimeForm, TimeLimit, TimeUnit
from procedures.law.domain.time_limit_texts import CONDITION, GROUND, UNITS

UNIT_OF: dict[str, TimeUnit] = {word: unit for unit, word in UNITS.items()} | {"h": TimeUnit.HOUR}
NUMBER = r"(?:[0-9]{1,5}(?:[.,][0-9]{1,2})?|½|1/2|nửa)"
SPELLED = r"(?:\s*\([^()0-9]{1,30}\))?"
"""A number in words behind its digits: `03 (ba) ngày`."""
UNIT = r"(ngày\s+làm\s+việc|ngày|giờ\s+làm\s+việc|giờ|h|phút|tuần|tháng|năm)(?!\w)"
AT_MOST = (
    r"(?:(?:trong(?:\s+(?:thời\s+hạn|vòng|thời\s+gian))?|không\s+quá|tối\s+đa|chậm\s+nhất"
    r"|thời\s+(?:hạn|gian)(?:\s+giải\s+quyết)?|là)[\s:]+)*"
)
"""Words before a time that say no more than that it is a limit."""
_length = re.compile(rf"{AT_MOST}({NUMBER}){SPELLED}\s*{UNIT}(.*)", re.IGNORECASE | re.DOTALL)
_range = re.compile(
    rf"{AT_MOST}(?:từ\s+)?({NUMBER}){SPELLED}\s*(?:{UNIT}\s*)?(?:-|–|—|đến)\s*({NUMBER}){SPELLED}\s*{UNIT}(.*)",
    re.IGNORECASE | re.DOTALL,
)
_same_day = re.compile(
    r"(?:giải\s+quyết\s+|trả\s+kết\s+quả\s+)?(?:ngay\s+)?trong\s+(ngày\s+làm\s+việc|ngày)(?!\w)(?!\s+[0-9])(.*)",
    re.IGNORECASE | re.DOTALL,
)
_unlimited = re.compile(
    r"(?:(?:pháp\s+luật\s+)?(?:không|chưa)\s+(?:quy\s+định|xác\s+định|có\s+quy\s+định)(?:\s+(?:về\s+)?(?:cụ\s+thể|thời"
    r"\s+(?:hạn|gian)(?:\s+(?:giải\s+quyết|cụ\s+thể))?))?)(?!\w)(.*)",
    re.IGNORECASE | re.DOTALL,
)
_tail = re.compile(rf"(?:^|;\s*){CONDITION}(.*?)(?=;\s*{GROUND}|$)|(?:^|;\s*){GROUND}(.*?)$", re.IGNORECASE | re.DOTALL)
_condition = re.compile(
    r"(?:áp\s+dụng\s+)?(?:(?:đối\s+với|cho|với|trong)\s+trường\s+hợp|trường\s+hợp|đối\s+với|nếu|khi)(?!\w)",
    re.IGNORECASE,
)
_continues = re.compile(r"[\s,;]*(?:và|hoặc|hay|cộng|đến|tới|trở lên|trở xuống|[-–—/+]\s*[0-9½])", re.IGNORECASE)
"""What follows would change the time itself, so that the text is no single time."""


def read_time_limit(text: str) -> TimeLimit:
    rest, condition, ground = without_labels(text)
    limit = _read(rest.strip(" \t.;,-–•*+"))
    if limit is None:
        return TimeLimit(None, None, form=TimeForm.WORDS, words=rest or text, condition=condition, ground=ground)
    return replace(limit, condition=condition or limit.condition, ground=ground)


def without_labels(text: str) -> tuple[str, str | None, str | None]:
    """The text without its labelled condition and ground, and those two."""
    condition = ground = None
    for match in _tail.finditer(text):
        condition, ground = condition or match[1], ground or match[2]
    return _tail.sub("", text).strip(), condition and condition.strip(), ground and ground.strip()


def _read(text: str) -> TimeLimit | None:
    if match := _range.fullmatch(text):
        unit, other = unit_of(match[4]), match[2] and unit_of(match[2])
        shortest, longest = number_of(match[1]), number_of(match[3])
        if other in (None, unit) and 0 < shortest < longest:
            limit = TimeLimit(None, unit, form=TimeForm.RANGE, shortest=shortest, longest=longest)
            return _with_rest(limit, match[5])
        return None
    if (match := _length.fullmatch(text)) and (amount := number_of(match[1])):
        return _with_rest(TimeLimit(amount, unit_of(match[2])), match[3])
    if match := _same_day.fullmatch(text):
        return _with_rest(TimeLimit(None, unit_of(match[1]), form=TimeForm.SAME_DAY), match[2])
    if match := _unlimited.fullmatch(text):
        return _with_rest(TimeLimit(None, None, form=TimeForm.UNLIMITED), match[1])
    return None


def _with_rest(limit: TimeLimit, rest: str) -> TimeLimit | None:
    """The limit with what stands behind it as its condition or its note; None where it changes the time."""
    if _continues.match(rest):
        return None
    text = rest.strip(" \t\n.,;:-–")
    if (text.startswith("(") and text.endswith(")") and "(" not in text[1:] and ")" not in text[:-1]) or (
        text.startswith("(") and rest.rstrip().endswith(")") and _is_one_bracket(text)
    ):
        text = text[1:-1].strip()
    if not text:
        return limit
    is_condition = _condition.match(text) and " thì " not in text
    return replace(limit, condition=text) if is_condition else replace(limit, note=text)


def _is_one_bracket(text: str) -> bool:
    """Whether the bracket that opens the text is the one that closes it."""
    depth = 0
    for place, char in enumerate(text):
        depth += (char == "(") - (char == ")")
        if depth == 0:
            return place == len(text) - 1
    return False


def number_of(text: str) -> Decimal:
    return Decimal("0.5") if text.casefold() in ("½", "1/2", "nửa") else Decimal(text.replace(",", "."))


def unit_of(text: str) -> TimeUnit:
    return UNIT_OF[" ".join(text.casefold().split())]
