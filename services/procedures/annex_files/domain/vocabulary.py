"""The values that cells of an annex may have, as drafters write them."""

from collections.abc import Iterable, Mapping

from procedures.annex_files.domain.columns import key_of
from procedures.law.domain.contents import Role
from procedures.law.domain.parts import Part
from procedures.law.domain.references import ItemKind
from procedures.national_catalogue.domain.facts import CHANNELS, LEVELS

KINDS = {
    "Mới ban hành": ItemKind.INTRODUCE,
    "Sửa đổi, bổ sung": ItemKind.AMEND,
    "Thay thế": ItemKind.REPLACE,
    "Bãi bỏ": ItemKind.REPEAL,
    "Hủy bỏ, bãi bỏ": ItemKind.REPEAL,
    "Đủ điều kiện trực tuyến": ItemKind.DECLARE_ONLINE,
    "Chuẩn hóa": ItemKind.STANDARDISE,
    "Đưa vào danh mục": ItemKind.DESIGNATE,
    "Công bố lại": ItemKind.CONFIRM,
}
PARTS = {
    "Tên": Part.NAME,
    "Lĩnh vực": Part.FIELD,
    "Cấp thực hiện": Part.LEVELS,
    "Trình tự thực hiện": Part.STEPS,
    "Cách thức thực hiện": Part.CHANNELS,
    "Thành phần hồ sơ": Part.PAPERS,
    "Thời hạn giải quyết": Part.TIME_LIMITS,
    "Đối tượng thực hiện": Part.AUDIENCE,
    "Cơ quan": Part.AGENCY,
    "Cơ quan thực hiện": Part.AGENCIES,
    "Kết quả thực hiện": Part.RESULTS,
    "Yêu cầu, điều kiện": Part.CONDITIONS,
    "Phí, lệ phí": Part.FEES,
    "Căn cứ pháp lý": Part.LEGAL_BASES,
    "Trường thông tin được khai thác": Part.POPULATION_FIELDS,
}
DOCUMENT_KINDS = {
    "Văn bản quy phạm pháp luật": False,
    "Quyết định công bố của bộ, ngành": True,
    "Quyết định công bố": True,
}
"""Whether a document that a row cites is a ministry's Decision of publication."""
YES = {"x": True, "có": True, "không": False}
ONLINE = {"Toàn trình": "full", "Một phần": "partial"}

AGENCIES = {
    "agencies": Role.EXECUTES,
    "competent_agencies": Role.COMPETENT,
    "delegated_agencies": Role.DELEGATED,
    "coordinating_agencies": Role.COORDINATES,
}
"""The role of the agencies in a column."""
POPULATION_FIELDS = (
    "personal_id",
    "old_identity_card",
    "full_name",
    "sex",
    "ethnic_group",
    "religion",
    "marital_status",
    "blood_group",
    "birth_date",
    "birth_registration_place",
    "nationality",
    "native_place",
    "permanent_residence",
    "current_residence",
    "father",
    "mother",
    "spouse",
    "legal_representative",
    "household_head",
    "household_book",
)
"""The fields of the population database, in the order of contents."""
POPULATION_FIELD_OF = {key_of(field): field for field in POPULATION_FIELDS}

KIND_OF = {key_of(word): kind for word, kind in KINDS.items()}
YES_OF = {key_of(word): value for word, value in YES.items()}
PART_OF = {key_of(word): part for word, part in PARTS.items()}
ONLINE_OF = {key_of(word): level for word, level in ONLINE.items()}
IS_MINISTRY_DECISION = {key_of(word): kind for word, kind in DOCUMENT_KINDS.items()}
LEVEL_OF = {key_of(word): level for word, level in LEVELS.items()}
CHANNEL_OF = {key_of(word): channel for word, channel in CHANNELS.items()}

WORDS: Mapping[str, Iterable[str]] = {
    "kind": KINDS,
    "changed_parts": PARTS,
    "online_level": ONLINE,
    "predecessor_unrecorded": YES,
    "document_kind": DOCUMENT_KINDS,
    "levels": LEVELS,
    "replaced_levels": LEVELS,
    "population_fields": POPULATION_FIELDS,
    "household_member_fields": POPULATION_FIELDS,
    "channels": CHANNELS,
    "time_limits": CHANNELS,
    "fees": CHANNELS,
}


def words_of(column: str) -> tuple[str, ...]:
    """All values that a cell of the column may hold, or begin with; empty where it holds any text, a day or a
    number."""
    return tuple(WORDS.get(column, ()))
