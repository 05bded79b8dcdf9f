"""Creates the file of a signed Decision: here an empty page of PDF with the title in a comment. A real file carries
digital signatures."""

from hashlib import sha256

PAGE = """%PDF-1.4
% {text}
1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>> endobj
trailer <</Root 1 0 R>>
%%EOF
"""


def signed_file(text: str) -> bytes:
    return PAGE.format(text=" ".join(text.split())).encode()


def stated_hash(text: str) -> str:
    """Returns the SHA-256 of the file that `signed_file` creates."""
    return sha256(signed_file(text)).hexdigest()
