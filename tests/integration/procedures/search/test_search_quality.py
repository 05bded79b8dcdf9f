"""How often the right procedure is found among the real ones, compared with goals and with BM25 over the same names."""

from pathlib import Path

import pytest

from tests.benchmarks.handmade_queries import QUERIES
from tests.benchmarks.made_queries import Bm25, any_four, distorted, first_six, folded
from tests.benchmarks.real_names import publish_all, real_procedures
from tests.benchmarks.search_quality import HELD_OUT, SEED, quality, ranks_of_queries
from tests.support.postgres import Postgres
from tests.support.procedures_harness import procedures_harness
from tests.support.requirements import only_in_full_run


def test_the_bm25_for_comparison_prefers_rarer_words_and_shorter_names() -> None:
    names = [folded(name) for name in ("Cấp giấy phép đường bộ", "Cấp giấy phép", "Cấp giấy chứng nhận đường")]
    assert Bm25(names).best(["phep"], 3) == [1, 0]
    assert Bm25(names).best(["cap", "duong", "bo"], 1) == [0]


@only_in_full_run("thousands of queries among all real names, a quarter of a minute")
async def test_the_right_procedure_is_found_among_the_real_ones(postgres: Postgres, tmp_path: Path) -> None:
    """Uses a tenth of the queries of the benchmark; with so few, one may miss the goals."""
    procedures = real_procedures()
    if procedures is None:
        pytest.skip("CONGBO_REAL_DATA does not name a folder with real data")
    async with procedures_harness(postgres, tmp_path) as harness:
        await publish_all(harness, procedures)
        for seed in (SEED, HELD_OUT):
            measured = await quality(harness, procedures, distorted, every=10, seed=seed)
            assert measured.first >= max(0.95, measured.bm25_first) - 1 / measured.queries, measured
            assert measured.five >= max(0.995, measured.bm25_five) - 1 / measured.queries, measured
        for make in (first_six, any_four):
            other = await quality(harness, procedures, make, every=10)
            assert other.first >= other.bm25_first, other
            assert other.five >= other.bm25_five, other
        places = list((await ranks_of_queries(harness)).values())
        assert sum(place == 1 for place in places) >= 0.85 * len(QUERIES)
        assert sum(place > 0 for place in places) >= 0.95 * len(QUERIES)
