"""Many procedures in force, written into the service's tables by SQL: a catalogue far larger than any province's."""

import random
from collections.abc import Sequence

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from common.database.connections import driver_of
from procedures.law.api.content_requests import ContentIn
from procedures.law.storage.content_rows import encode_content
from tests.support.procedures_harness import content as ordinary

ACTIONS = (
    "cấp",
    "cấp lại",
    "gia hạn",
    "điều chỉnh",
    "thu hồi",
    "công nhận",
    "đăng ký",
    "thẩm định",
    "xác nhận",
    "phê duyệt",
    "hỗ trợ",
    "miễn giảm",
)
THINGS = (
    "giấy phép xây dựng",
    "giấy chứng nhận quyền sử dụng đất",
    "khai sinh",
    "kết hôn",
    "hộ kinh doanh",
    "thẻ căn cước",
    "giấy phép lái xe",
    "chứng chỉ hành nghề dược",
    "trợ cấp xã hội",
    "giấy phép khai thác khoáng sản",
    "cơ sở giáo dục mầm non",
    "giấy phép môi trường",
)
WHOM = (
    "đối với người cao tuổi",
    "đối với tổ chức nước ngoài",
    "cho hợp tác xã",
    "đối với hộ gia đình, cá nhân",
    "cho doanh nghiệp nhỏ và vừa",
    "tại khu công nghiệp",
    "thuộc thẩm quyền của Ủy ban nhân dân cấp xã",
    "trong trường hợp bị mất hoặc bị hỏng",
    "có yếu tố nước ngoài",
)
LOAD = (
    """INSERT INTO decision (id, number, canonical_number, issuing_body, signed_on, signed_year, agency_code, title,
        topics, status,
        revision, back_entered, late,
        published_on, created_by, created_at, published_by, recorded_at)
    VALUES (gen_random_uuid(), $1, $1, 'H60', '2023-01-15', 2023, 'H60.01', 'bulk', '{}', 'published', 2, false, false,
        '2023-01-15', 'bench', now(),
        'bench', now())""",
    """INSERT INTO decision_item (decision_id, number, kind, procedure_code, effective_on, name, field_code,
        agency_code, levels,
        population_fields, content)
    SELECT d.id, b.n, 'introduce', b.code, '2023-02-01', b.name, b.field, 'H60.01', '{province}', '{}', $2::json
    FROM bulk b, decision d WHERE d.number = $1""",
    "INSERT INTO procedure (code) SELECT code FROM bulk WHERE $1 <> ''",
    """INSERT INTO version (procedure_id, number, decision_id, item_number, name, field_code, agency_code, levels,
        population_fields, content)
    SELECT p.id, 1, i.decision_id, i.number, i.name, i.field_code, i.agency_code, i.levels, i.population_fields,
        i.content
    FROM decision_item i JOIN procedure p ON p.code = i.procedure_code JOIN decision d ON d.id = i.decision_id
        WHERE d.number = $1""",
    """INSERT INTO period (procedure_id, version, in_force, known, under_review)
    SELECT p.id, 1, '[2023-02-01,)', tstzrange(now(), NULL), false FROM bulk b
        JOIN procedure p ON p.code = b.code WHERE $1 <> ''""",
)


def generated_names(count: int, seed: int = 1) -> list[str]:
    """Generated names with the length and the words of real ones."""
    rng = random.Random(seed)
    return [
        f"{rng.choice(ACTIONS)} {rng.choice(THINGS)} {rng.choice(WHOM)} {rng.choice(THINGS)} {rng.choice(WHOM)}"
        for _ in range(count)
    ]


async def load(connection: AsyncConnection, names: Sequence[str], first: int = 1) -> None:
    """Writes one Decision that introduces procedures with these names, with codes from `9.` and `first` on; every
    fourth has another field."""
    driver = await driver_of(connection)
    await connection.execute(text("CREATE TEMPORARY TABLE bulk (n int, code text, name text, field text)"))
    fields = ("G15-TP110", "G15-TP110", "G15-TP110", "G17-XD01")
    records = [(n, f"9.{first + n - 1:06}", name[:2_000], fields[n % 4]) for n, name in enumerate(names, 1)]
    await driver.copy_records_to_table("bulk", records=records)
    content = encode_content(ContentIn.model_validate(ordinary()).content())
    for statement in LOAD:
        await driver.execute(statement, f"bulk {first}", *([content] if "$2" in statement else []))
    await driver.execute("DROP TABLE bulk")
    await connection.commit()
    await connection.execute(text("COMMIT"))
    await driver.execute("VACUUM ANALYZE")
