"""What the brief says of each year, by the keys of the annual report's figures."""

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
"""What follows if every declared procedure was offered in part before; the brief does not say."""

REVIEW: dict[str, int] = {"agencies": 26, "processing_time": 30, "procedures_or_papers": 20}
"""Of the review of 2023: how many agencies were to cut procedures or papers, and how many per cent at least of time,
and of procedures."""
