"""Words without diacritics, as PostgreSQL's `search_words` makes them, of texts in the letters that are typed here."""

import unicodedata

MARKED = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"
LONGEST = 60
"""Letters of a word; what comes after them is cut off."""

FOLDED = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)}
FOLDED |= {
    ord(written): "d" if letter == "đ" else unicodedata.normalize("NFD", letter)[0]
    for letter in MARKED
    for written in (letter, letter.upper())
}


def folded_words(text: str) -> list[str] | None:
    """None where the text has a letter or a sign that is neither ASCII nor Vietnamese: then PostgreSQL must be
    asked."""
    folded = unicodedata.normalize("NFC", text).translate(FOLDED)
    return [word[:LONGEST] for word in folded.split()] if folded.isascii() else None


def words_of_code(code: str) -> list[str]:
    """A procedure's code is made of ASCII letters and digits, with full stops between its words."""
    return [word for word in code.lower().split(".") if word]
