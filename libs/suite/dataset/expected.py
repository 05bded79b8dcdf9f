"""The figures that the brief states for each year, by the keys of the annual report."""

EXPECTED: dict[int, dict[str, int]] = {
    2023: {
        "decisions": 97,
        "agencies": 16,
        "procedures": 685,
        "introduced": 61,
        "changed": 521,
        "repealed": 103,
        "processes": 531,
        "household_book_decisions": 9,
        "essential_decisions": 9,
        "essential_services": 53,
        "online": 1_824,
        "online_full": 1_130,
        "online_partial": 694,
    },
    2024: {
        "declaring_decisions": 8,
        "declaring_agencies": 8,
        "declared_online": 274,
        "declared_province": 249,
        "declared_district": 16,
        "declared_commune": 9,
    },
}

ASSUMED: dict[int, dict[str, int]] = {2024: {"online": 1_824, "online_full": 1_404, "online_partial": 420}}
"""The figures that follow if every declared procedure was offered in part before; the brief does not state them."""

REVIEW: dict[str, int] = {"agencies": 26, "processing_time": 30, "procedures_or_papers": 20}
"""The review of 2023: how many agencies took part, and the least reduction, in per cent, of processing time and of
procedures or papers."""
