"""The road over the feed: what is published is applied once, in order."""

from pathlib import Path

from tests.support.postgres import Postgres
from tests.support.sample import SampleChanged
from tests.support.town import town


async def test_what_is_published_is_applied(postgres: Postgres, tmp_path: Path) -> None:
    async with town(postgres, tmp_path, shards=2) as made:
        positions = await made.publish([SampleChanged(name=f"thing {number}", value=number) for number in range(100)])
        async with made.following():
            await made.reached(*positions)
            more = await made.publish([SampleChanged(name="thing 7", value=77)])
            await made.reached(*more)
        things = await made.things()
        assert len(things) == 100
        assert things["thing 7"] == (77, 2)
