"""How names are compared: as clients send them, in capitals, without diacritics and without spaces."""

import unicodedata


def name_key(name: str) -> str:
    """`Nguyễn Thị Đào` and `NGUYENTHIDAO` are one name. Only letters count, since apostrophes and hyphens are typed in
    many ways.

    Decomposing strips every Vietnamese mark but the bar of đ, which is a letter of its own.
    """
    plain = unicodedata.normalize("NFD", name.upper().replace("Đ", "D"))
    return "".join(letter for letter in plain if letter.isalpha())
