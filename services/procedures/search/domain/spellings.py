"""The two spellings of one Vietnamese sound: i and y after these consonants ("đăng kí", "đăng ký"; "lí lịch")."""

BEFORE_EITHER = frozenset("hklmst")


def other_spelling(word: str) -> str | None:
    """The other spelling of a word without diacritics, or None where it has but one."""
    if len(word) == 2 and word[0] in BEFORE_EITHER and word[1] in "iy":
        return word[0] + ("y" if word[1] == "i" else "i")
    return None
