"""Parts that several events share."""

from datetime import date
from enum import StrEnum

import msgspec


class Part(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The base of every object within a payload."""


class Level(StrEnum):
    """Cấp thực hiện: the administrative level that handles a procedure, highest first. The district ended on 1 July
    2025 (Luật 72/2025/QH15).

    The set is closed: within this version a level that the law adds is `other`.
    """

    MINISTRY = "ministry"
    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"
    OTHER = "other"


class ItemKind(StrEnum):
    """What an item of a Decision does to a procedure (Article 14 NĐ 63/2010; `declare_online` is the list of procedures
    fit for an online service).

    `standardise` brings the text into the national form without changing the law (chuẩn hóa), `confirm` publishes a
    list again, and `designate` lists procedures for a way of handling that is no online service. The set is closed.
    """

    INTRODUCE = "introduce"
    AMEND = "amend"
    REPLACE = "replace"
    REPEAL = "repeal"
    DECLARE_ONLINE = "declare_online"
    STANDARDISE = "standardise"
    CONFIRM = "confirm"
    DESIGNATE = "designate"


class OnlineLevel(StrEnum):
    """Mức độ dịch vụ công trực tuyến: toàn trình (full) or một phần (partial).

    With `information_only` (cung cấp thông tin) nothing can be filed online, and with `undetermined` (chưa xác định) no
    level is stated: neither is an online service. The set is closed.
    """

    FULL = "full"
    PARTIAL = "partial"
    INFORMATION_ONLY = "information_only"
    UNDETERMINED = "undetermined"


class PopulationField(StrEnum):
    """The 20 fields of the national population database, in the order of the record `CongDan` (domain: CongDan037)."""

    PERSONAL_ID = "personal_id"  # SoDinhDanh
    OLD_IDENTITY_CARD = "old_identity_card"  # SoCMND
    FULL_NAME = "full_name"  # HoVaTen
    SEX = "sex"  # GioiTinh
    ETHNIC_GROUP = "ethnic_group"  # DanToc
    RELIGION = "religion"  # TonGiao
    MARITAL_STATUS = "marital_status"  # TinhTrangHonNhan
    BLOOD_GROUP = "blood_group"  # NhomMau
    BIRTH_DATE = "birth_date"  # NgayThangNamSinh
    BIRTH_REGISTRATION_PLACE = "birth_registration_place"  # NoiDangKyKhaiSinh
    NATIONALITY = "nationality"  # QuocTich
    NATIVE_PLACE = "native_place"  # QueQuan
    PERMANENT_RESIDENCE = "permanent_residence"  # ThuongTru
    CURRENT_RESIDENCE = "current_residence"  # NoiOHienTai
    FATHER = "father"  # Cha
    MOTHER = "mother"  # Me
    SPOUSE = "spouse"  # VoChong
    LEGAL_REPRESENTATIVE = "legal_representative"  # NguoiDaiDien
    HOUSEHOLD_HEAD = "household_head"  # ChuHo
    HOUSEHOLD_BOOK = "household_book"  # SoSoHoKhau


class AgencyRef(Part, frozen=True, kw_only=True):
    code: str
    name: str


class FieldRef(Part, frozen=True, kw_only=True):
    """Lĩnh vực."""

    code: str
    name: str


class DecisionRef(Part, frozen=True, kw_only=True):
    """The Decision that is the legal ground of a change. Number, issuing body and signing day together identify it; a
    number alone does not."""

    id: str
    number: str
    issuing_body: str
    signed_on: date
    title: str


class ItemRef(Part, frozen=True, kw_only=True):
    """One line of a Decision. Reports count items, not events: a replacement by another code is one item but two
    events."""

    number: int
    kind: ItemKind


class InForce(Part, frozen=True, kw_only=True):
    """The period in which a version is in force: `[effective_from, effective_to)`, without an end if `effective_to` is
    null.

    `agencies` are the codes of the agencies that may act for the procedure (cơ quan thực hiện): the one that it belongs
    to, those that execute it, and those that receive its dossiers, each with the agencies below it. Where `levels` has
    the commune, so may every commune that exists on the day. It is null where they are not all known, and in events
    from before they stated it.

    `content_sha256` is the hash of the bytes that `GET /v1/procedures/{code}/versions/{number}` returns, in
    hexadecimal; null in events from before they stated it.

    `household_member_fields` are the fields that may be used of the other members of the applicant's household: none in
    events from before they stated it.
    """

    effective_from: date
    effective_to: date | None
    version: int
    name: str
    levels: tuple[Level, ...]
    population_fields: tuple[PopulationField, ...]
    decision: DecisionRef
    content_sha256: str | None = None
    agencies: tuple[str, ...] | None = None
    household_member_fields: tuple[PopulationField, ...] = ()
