"""The two versions of SOAP that are spoken here."""

from enum import Enum


class SoapVersion(Enum):
    """The value is the namespace of the envelope."""

    V11 = "http://schemas.xmlsoap.org/soap/envelope/"
    V12 = "http://www.w3.org/2003/05/soap-envelope"

    @property
    def media_type(self) -> str:
        """Clients compare it as text: WCF refuses a quoted charset."""
        return "text/xml; charset=utf-8" if self is SoapVersion.V11 else "application/soap+xml; charset=utf-8"

    @classmethod
    def of_content_type(cls, content_type: str) -> "SoapVersion":
        """What a request is answered in whose envelope cannot be read."""
        return cls.V12 if content_type.strip().lower().startswith("application/soap+xml") else cls.V11
