"""The WSDL, written by hand in the file beside this module: one with SOAP 1.1 alone, since some generators of clients
take the first binding, and some the last."""

from functools import cache
from html import escape
from pathlib import Path

FILE = Path(__file__).with_name("population.wsdl")
BEGIN, END = "<!-- SOAP 1.2 -->", "<!-- end of SOAP 1.2 -->"


def wsdl(address: str, *, soap12: bool) -> bytes:
    return _text(soap12).replace("{address}", escape(address)).encode()


@cache
def _text(soap12: bool) -> str:
    text = FILE.read_text("utf-8")
    while not soap12 and BEGIN in text:
        begin, end = text.index(BEGIN), text.index(END)
        text = text[:begin] + text[end + len(END) :]
    return text
