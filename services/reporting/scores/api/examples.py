"""The request body that the OpenAPI document shows; a test posts it."""

from typing import Any

SCORE_SCHEME: dict[str, Any] = {
    "code": "province",
    "name_vi": "Bộ tiêu chí của tỉnh",
    "name_en": "Criteria of the province",
    "ground": "Quyết định 12/QĐ-UBND",
    "valid_from": "2026-01-01",
    "groups": [
        {
            "code": "progress",
            "name_vi": "Tiến độ giải quyết",
            "name_en": "Progress of handling",
            "points": "60",
            "certainty": "text",
            "criteria": [
                {
                    "code": "timely",
                    "name_vi": "Hồ sơ đúng hạn",
                    "name_en": "Dossiers in time",
                    "points": "60",
                    "numerator": ["dossiers_early", "dossiers_on_time"],
                    "denominator": ["dossiers_early", "dossiers_on_time", "dossiers_late"],
                    "zero_rule": "left_out",
                    "certainty": "text",
                }
            ],
        },
        {
            "code": "simplification",
            "name_vi": "Đơn giản hóa",
            "name_en": "Simplification",
            "points": "40",
            "certainty": "text",
            "criteria": [
                {
                    "code": "time_cut",
                    "name_vi": "Thời gian được cắt giảm, theo số hồ sơ",
                    "name_en": "Time cut, weighted by dossiers",
                    "points": "40",
                    "numerator": ["simplification.processing_time"],
                    "denominator": ["simplification.processing_time"],
                    "full_at": "0.3",
                    "zero_rule": "none",
                    "certainty": "text",
                }
            ],
        },
    ],
}
