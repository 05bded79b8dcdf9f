"""The texts of the problems about drafts in Vietnamese, by type. The English ones stand beside the refusals."""

from collections.abc import Mapping

DRAFT_TITLES: Mapping[str, str] = {
    "dossier-draft-incomplete": "Bản nháp hồ sơ chưa đủ thông tin",
    "dossier-draft-not-found": "Không có bản nháp này",
    "draft-version-not-in-force": "Phiên bản thủ tục này hôm nay không có hiệu lực",
    "too-many-dossier-drafts": "Số bản nháp đã đạt mức tối đa",
}

DRAFT_DETAILS: Mapping[str, str] = {
    "dossier-draft-not-found": "Bạn không có bản nháp nào có mã {id}",
    "draft-version-not-in-force": "Phiên bản {version} hôm nay không có hiệu lực",
    "too-many-dossier-drafts": "Bạn đang lưu {most} bản nháp; hãy nộp hoặc bỏ một bản trước",
}
