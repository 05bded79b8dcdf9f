"""A few Decisions in which everything occurs that a page of the website can show."""

from dataclasses import dataclass
from typing import Any

from tests.support.procedures_harness import ProceduresHarness, content, item

BIRTH, PLAN, FORMER, LATER = "1.000101", "1.000201", "1.000102", "1.000103"
HOSTILE = "\"><script>alert('x')</script><img src=//evil.example onerror=x> & </td>"


@dataclass(frozen=True)
class SmallDataset:
    """Ids of Decisions: one that introduces procedures, one that is annulled in part, and one that is corrected."""

    first: str
    annulled: str
    corrected: str


def birth(days: float = 1, **parts: Any) -> dict[str, Any]:
    """The content of the procedure Đăng ký khai sinh, with all parts."""
    fees = [{"name": "Lệ phí đăng ký", "amount": 8000}, {"name": "Phí sao chép", "amount": 1500}]
    return content(
        "Đăng ký khai sinh",
        levels=["province", "commune"],
        population_fields=["personal_id", "full_name"],
        steps=[
            "Người có yêu cầu nộp tờ khai và giấy chứng sinh.\nCông chức kiểm tra hồ sơ.",
            "Nhận giấy khai sinh",
            {"case": "Đăng ký lưu động", "steps": ["Hẹn ngày tại nhà", "Trao giấy khai sinh"]},
        ],
        channels=[
            {
                "channel": "direct",
                "time_limits": [
                    {"amount": days, "unit": "working_day", "fees": fees},
                    {"amount": 5, "unit": "day", "note": "Trường hợp phải xác minh"},
                ],
            },
            {"channel": "online", "time_limits": [{"amount": 0.5, "unit": "working_day", "fees": fees[:1]}]},
            {"channel": "post"},
        ],
        papers=[
            {
                "name": "Tờ khai đăng ký khai sinh",
                "code": "GT.01",
                "form": {"name": "Mẫu số 01", "url": "https://forms.example/01"},
            },
            {
                "name": "Giấy tờ tùy thân",
                "originals": 0,
                "copies": 1,
                "replaced_by_data": {
                    "database": "population",
                    "fields": ["personal_id", "full_name"],
                    "fallback": "Xuất trình bản giấy",
                },
            },
            {
                "case": "Cha mẹ đã đăng ký kết hôn",
                "papers": [
                    {
                        "name": "Giấy chứng nhận kết hôn",
                        "replaced_by_result": {"code": "KQ.G15.000122", "procedure_code": FORMER},
                    }
                ],
            },
        ],
        results=["Giấy khai sinh"],
        audience=["Công dân Việt Nam", "Người nước ngoài"],
        conditions="Trẻ em sinh ra tại tỉnh",
        legal_bases=[
            {
                "number": "60/2014/QH13",
                "title": "Luật Hộ tịch",
                "issuing_body": "Quốc hội",
                "issued_on": "2014-11-20",
                "effective_on": "2016-01-01",
                "link": "https://law.example/60-2014",
            }
        ],
        agencies=[{"role": "executes", "name": "Ủy ban nhân dân cấp xã"}, {"role": "competent", "code": "H60.02"}],
        **parts,
    )


async def load_small_dataset(harness: ProceduresHarness, others: int = 0) -> SmallDataset:
    """Publishes the dataset. `others` is the number of further procedures with little content, which fill a second
    page."""
    process = {
        "code": "QT.0001",
        "procedure_code": BIRTH,
        "name": "Giải quyết khai sinh",
        "agency_code": "H60.01",
        "channel": "direct",
        "steps": [
            {"name": "Tiếp nhận", "role": "Công chức", "hours": 2},
            {"name": "Ký", "role": "Chủ tịch", "hours": 2},
        ],
    }
    group = {
        "code": "LT.0001",
        "name": "Khai sinh và kết hôn",
        "lead_agency_code": "H60.01",
        "members": [BIRTH, FORMER],
    }
    first = await harness.publish(
        item("introduce", BIRTH, content=birth()),
        item("introduce", FORMER, content=content("Đăng ký kết hôn")),
        item(
            "introduce", PLAN, content=content("Cấp giấy phép quy hoạch", field_code="G17-XD01", agency_code="H60.02")
        ),
        *(
            item("introduce", f"2.{number:06}", content=content(f"Xác nhận số {number}"))
            for number in range(1, others + 1)
        ),
        processes=[process],
        groups=[group],
    )
    amended = await harness.publish(
        item("amend", BIRTH, "2024-01-01", content=birth(0.5), changed_parts=["time_limits"]),
        item("declare_online", PLAN, "2024-01-01"),
        item("repeal", FORMER, "2024-01-01"),
        signed_on="2023-12-01",
    )
    await harness.annul(amended["id"], "2024-03-01", 3)
    moved = item("replace", FORMER, "2025-06-01", content=content("Kết hôn theo mẫu mới"), successor_code=LATER)
    corrected = await harness.publish(moved, signed_on="2025-05-01", back_entered=True, published_on="2025-05-03")
    await harness.correct(corrected["id"], {"number": 1, "effective_on": "2025-07-01"})
    return SmallDataset(first["id"], amended["id"], corrected["id"])
