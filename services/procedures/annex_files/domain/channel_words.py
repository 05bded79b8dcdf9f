"""The channels that stand before a colon: `Trực tiếp: …`, `Trực tiếp hoặc qua bưu chính: …`."""

import re

from procedures.annex_files.domain.columns import key_of
from procedures.law.domain.submission_channels import ChannelKind

Channels = tuple[ChannelKind, ...]
UNSTATED: Channels = (ChannelKind.UNSTATED,)
"""Where nothing names a channel."""
WORDS = {
    "trực tiếp": ChannelKind.DIRECT,
    "nộp trực tiếp": ChannelKind.DIRECT,
    "trực tuyến": ChannelKind.ONLINE,
    "nộp trực tuyến": ChannelKind.ONLINE,
    "dịch vụ bưu chính": ChannelKind.POST,
    "dịch vụ bưu chính công ích": ChannelKind.POST,
    "bưu chính công ích": ChannelKind.POST,
    "bưu chính công ích (bcci)": ChannelKind.POST,
    "bcci": ChannelKind.POST,
    "bưu điện": ChannelKind.POST,
    "dịch vụ công trực tuyến": ChannelKind.ONLINE,
    "qua dịch vụ công trực tuyến": ChannelKind.ONLINE,
    "nộp hồ sơ trực tiếp": ChannelKind.DIRECT,
    "nộp hồ sơ trực tuyến": ChannelKind.ONLINE,
    "bưu chính": ChannelKind.POST,
    "qua bưu chính": ChannelKind.POST,
    "qua dịch vụ bưu chính": ChannelKind.POST,
    "qua dịch vụ bưu chính công ích": ChannelKind.POST,
    "qua bưu chính công ích": ChannelKind.POST,
}
CHANNEL_OF = {key_of(word): channel for word, channel in WORDS.items()}
_between = re.compile(r"\s*(?:,|;|/|&|\bvà\b|\bhoặc\b)\s*", re.IGNORECASE)


def channels_before(text: str) -> tuple[Channels, str]:
    """The channels before the first colon, and the text behind it; none and the whole text where something else stands
    there."""
    before, colon, rest = text.partition(":")
    channels = channels_in(before) if colon else ()
    return (channels, rest.strip()) if channels else ((), text)


def channels_in(text: str) -> Channels:
    """The channels that the text lists; none where it says anything else."""
    channels = [CHANNEL_OF.get(key_of(word)) for word in _between.split(text) if key_of(word)]
    known = tuple(dict.fromkeys(channel for channel in channels if channel is not None))
    return () if None in channels else known
