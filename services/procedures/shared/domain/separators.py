"""Characters that part lines and words in files that people and other systems write: vertical tabs, form feeds, lone
carriage returns and the separators of Unicode part lines, tabs part words. Removed as invisible, they would join what
they part."""

_PLAIN = str.maketrans(dict.fromkeys("\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029", "\n") | {"\t": " ", "\x1f": " "})


def with_plain_separators(text: str) -> str:
    """The text with a line feed for each separator of lines, and a space for each one of words."""
    return text.replace("\r\n", "\n").translate(_PLAIN)
