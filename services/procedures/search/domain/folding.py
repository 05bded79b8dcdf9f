"""Words without diacritics, equal to those of PostgreSQL's function `search_words`, for ASCII and Vietnamese texts."""

import unicodedata

MARKED = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"
LONGEST = 60
"""Characters of a word; the rest is cut off."""

FOLDED = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)}
FOLDED |= {
    ord(char): "d" if letter == "đ" else unicodedata.normalize("NFD", letter)[0]
    for letter in MARKED
    for char in (letter, letter.upper())
}


def folded_words(text: str) -> list[str] | None:
    """The words of a text, or None where it has a character that is neither ASCII nor Vietnamese: only PostgreSQL can
    fold that."""
    folded = unicodedata.normalize("NFC", text).translate(FOLDED)
    return [word[:LONGEST] for word in folded.split()] if folded.isascii() else None


def has_search_word(text: str) -> bool:
    """Whether the text has a letter or digit that the search knows. Letters of other scripts, such as Han, Khmer or
    Cyrillic, are not searched, since no name of a procedure has them."""
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFC", text).translate(FOLDED))
    return any(char.isascii() and char.isalnum() for char in decomposed)


def words_of_code(code: str) -> list[str]:
    """The words of a procedure code, which consists of ASCII letters and digits separated by full stops."""
    return [word for word in code.lower().split(".") if word]
