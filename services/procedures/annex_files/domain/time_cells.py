"""Reads the time limits of a cell. Each line, or each part of a line behind a semicolon, that begins with a channel or
a number is a limit of its own; what is no time by itself belongs to the limit before it. A limit without a channel
holds for the channel above it that stands alone on its line, else for a channel that is not stated."""

import re
from collections.abc import Iterable, Iterator

from procedures.annex_files.domain.channel_words import UNSTATED, Channels, channels_before
from procedures.law.domain.submission_channels import ChannelKind, TimeForm, TimeLimit
from procedures.law.domain.time_limit_reading import read_time_limit

_next_limit = re.compile(r";\s*(?=[-–•+*]?\s*(?:[0-9½]|nửa\s))", re.IGNORECASE)


def time_limits_in(lines: Iterable[str]) -> Iterator[tuple[ChannelKind, TimeLimit]]:
    """Yields the limits with their channels, in the order of the cell."""
    for channels, text in _texts(lines):
        for channel in channels:
            yield channel, read_time_limit(text)


def _texts(lines: Iterable[str]) -> list[tuple[Channels, str]]:
    """The text of each limit."""
    texts: list[tuple[Channels, str]] = []
    heading = UNSTATED
    for line in lines:
        named, rest = channels_before(line)
        if named and not rest:
            heading = named
        for number, part in enumerate(_next_limit.split(rest)):
            if texts and (number or not named) and read_time_limit(part).form is TimeForm.WORDS:
                texts[-1] = (texts[-1][0], f"{texts[-1][1]}{'; ' if number else chr(10)}{part}")
            elif part:
                texts.append((named or heading, part))
    return texts
