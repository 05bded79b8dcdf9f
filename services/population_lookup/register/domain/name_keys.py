"""The key by which names are compared, since clients send them in capitals, without diacritics and without spaces."""

import unicodedata


def name_key(name: str) -> str:
    """`Nguyễn Thị Đào` and `NGUYENTHIDAO` have the same key. Only letters count, since apostrophes and hyphens are
    typed in many ways.

    Unicode decomposition strips every Vietnamese mark but the bar of đ, which is a letter of its own.
    """
    plain = unicodedata.normalize("NFD", name.upper().replace("Đ", "D"))
    return "".join(letter for letter in plain if letter.isalpha())
