"""The key by which names are compared, since clients send them in capitals, without diacritics and without spaces."""

import unicodedata

D_WITH_BAR = str.maketrans({"Đ": "D", "Ð": "D"})
"""U+0110, the Vietnamese letter, and U+00D0, the Icelandic one that looks the same and that some keyboards type. The
bar is no mark to Unicode: decomposition keeps it."""
OTHER_LETTERS = frozenset({"Lm"})
"""Unicode's modifier letters: the apostrophe of H'Hen is often typed as one of them."""


def name_key(name: str) -> str:
    """`Nguyễn Thị Đào` and `NGUYENTHIDAO` have the same key. Only letters count: marks, blanks, format characters such
    as the zero-width space, apostrophes and hyphens are typed in many ways, or not at all."""
    if name.isascii():
        return "".join(filter(str.isalpha, name.upper()))
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name).upper()).translate(D_WITH_BAR)
    return "".join(letter for letter in plain if letter.isalpha() and unicodedata.category(letter) not in OTHER_LETTERS)
