"""Whatever records a moment compares its clock with the database's first."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
CHECKED_BESIDE = {
    "libs/common/service/definition.py",
    "libs/common/http/transactions.py",
    "libs/common/consumer/consumer.py",
}
"""Files that make a unit of work themselves, right beside the check; all others call `Runtime.work_on`."""


def sources() -> list[Path]:
    return [*(ROOT / "libs").rglob("*.py"), *(ROOT / "services").rglob("*.py")]


def test_every_unit_of_work_is_made_beside_the_check_of_the_clock() -> None:
    making = {str(file.relative_to(ROOT)) for file in sources() if "UnitOfWork(" in file.read_text()}
    assert making == CHECKED_BESIDE
    assert all("require_plausible_clock" in (ROOT / name).read_text() for name in CHECKED_BESIDE)
