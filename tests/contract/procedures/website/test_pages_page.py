"""`docs/pages.md` lists every page for people."""

import re
from pathlib import Path

from starlette.routing import Route

from procedures.website.api.routes import router

PAGE = Path(__file__).parents[4] / "docs" / "pages.md"


def test_every_page_is_listed_by_its_address() -> None:
    served = [route.path for route in router.routes if isinstance(route, Route)]
    assert re.findall(r"^\| `(/[^`]*)` \|", PAGE.read_text(), re.MULTILINE) == served
    assert len(served) > 5
