"""Reads the fees of a cell. Each line is a fee; lines below a name that stands alone are its tiers, and a line that
begins with "miễn" or "giảm" states who is exempt from the fee before it, or pays less."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from procedures.annex_files.domain.channel_words import UNSTATED, Channels, channels_before
from procedures.law.domain.fee_reading import read_fee, read_tier, relief_in
from procedures.law.domain.fees import Fee
from procedures.law.domain.submission_channels import ChannelKind

EMPTY = frozenset({"-", "–", "—", "/", "."})
_relief = re.compile(r"[-–•*+\s]*(miễn|giảm)\s+(?!phí\.?$|lệ\s+phí\.?$)(.+)", re.IGNORECASE | re.DOTALL)
_heading = re.compile(r"[-–•*+\s]*((?:phí|lệ\s+phí|giá|mức)[^:]{0,300}):\s*", re.IGNORECASE)


def fees_in(lines: Iterable[str]) -> Iterator[tuple[ChannelKind, Fee]]:
    """Yields the fees with their channels, in the order of the cell."""
    found: list[tuple[Channels, Fee]] = []
    above = UNSTATED
    for channels, text in _texts(lines):
        if not text:
            above = channels
        elif (match := _relief.fullmatch(text)) and found:
            last, fee = found[-1]
            relief = relief_in(match[2], exempt=match[1].casefold() == "miễn")
            found[-1] = (last, replace(fee, reliefs=(*fee.reliefs, relief)))
        else:
            found.append((channels or above, read_fee(text)))
    for channels, fee in found:
        yield from ((channel, fee) for channel in channels)


def _texts(lines: Iterable[str]) -> list[tuple[Channels, str]]:
    """The text of each fee with the channels that its line names; a channel alone has an empty text. Tiers are joined
    to the name above them."""
    texts: list[tuple[Channels, str]] = []
    below_name = False
    for line in lines:
        channels, rest = channels_before(line)
        if below_name and not channels and read_tier(rest) is not None and _heading.match(rest) is None:
            texts[-1] = (texts[-1][0], f"{texts[-1][1]}\n{rest}")
            continue
        below_name = _heading.fullmatch(rest) is not None
        if rest not in EMPTY:
            texts.append((channels, rest))
    return texts
