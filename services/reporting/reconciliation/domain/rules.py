"""The rules by which figures of a period agree with each other (đối chiếu số liệu)."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple


class ReconciliationRule(StrEnum):
    IN_FORCE_BALANCE = "in_force_balance"
    DOSSIERS_BALANCE = "dossiers_balance"
    DOSSIER_PARTS = "dossier_parts"
    DOSSIER_SUMS = "dossier_sums"
    ONLINE_PARTS = "online_parts"
    LEVELS_TOTAL = "levels_total"
    TASKS_TOTAL = "tasks_total"
    PUBLICATION_PARTS = "publication_parts"


class RuleWording(NamedTuple):
    vi: str
    en: str


RULE_WORDINGS: Mapping[ReconciliationRule, RuleWording] = {
    ReconciliationRule.IN_FORCE_BALANCE: RuleWording(
        "TTHC có hiệu lực đầu kỳ + ban hành mới + ghi nhận lần đầu + khôi phục − bãi bỏ − hủy bỏ việc ban hành"
        " − gộp vào thủ tục khác = cuối kỳ",
        "procedures in force: opening + introduced + first recorded + restored - repealed - annulled introductions"
        " - merged = closing",
    ),
    ReconciliationRule.DOSSIERS_BALANCE: RuleWording(
        "tồn đầu kỳ + tiếp nhận = đã giải quyết + đang giải quyết + dừng + rút",
        "opening + received = done + open + stopped + withdrawn",
    ),
    ReconciliationRule.DOSSIER_PARTS: RuleWording(
        "tiếp nhận = trực tuyến + trực tiếp + bưu chính; đã giải quyết = trước hạn + đúng hạn + quá hạn + không hẹn",
        "received = online + in person + by post; done = early + on time + late + without an appointment",
    ),
    ReconciliationRule.DOSSIER_SUMS: RuleWording(
        "cộng dồn theo ngày: kết thúc = đã giải quyết + dừng + rút; đã giải quyết = trước hạn + đúng hạn + quá hạn"
        " + không hẹn",
        "the sums of each day: closed = done + stopped + withdrawn; done = early + on time + late + without an"
        " appointment",
    ),
    ReconciliationRule.ONLINE_PARTS: RuleWording(
        "mỗi dịch vụ một mức độ trong một ngày: toàn trình + một phần = DVCTT",
        "a service has one level on a day: full + partial = online",
    ),
    ReconciliationRule.LEVELS_TOTAL: RuleWording(
        "cộng các cấp thực hiện = tổng số", "the administrative levels add up to the total"
    ),
    ReconciliationRule.TASKS_TOTAL: RuleWording(
        "hoàn thành + đang triển khai = nhiệm vụ được giao", "done + running = tasks"
    ),
    ReconciliationRule.PUBLICATION_PARTS: RuleWording(
        "lượt công khai = đúng hạn + quá hạn + không có hạn, theo ngày đăng và ngày hạn",
        "publications = on time + late + without a deadline, by the days on which they were shown and due",
    ),
}
