"""A rebuilt table has the schema of the migrated one: a constraint or comment that a rebuild leaves out would be schema
drift."""

from pathlib import Path

from sqlalchemy import text

from tests.support.follower_history import execute_on_follower, rebuild_and_read, recorded_history
from tests.support.postgres import Postgres
from tests.support.sample_stack import SampleStack, sample_stack

SHAPE = (
    "SELECT 'constraint', conname, pg_get_constraintdef(oid) FROM pg_constraint"
    " WHERE conrelid = 'projected.thing'::regclass UNION ALL SELECT 'index', NULL, pg_get_indexdef(indexrelid)"
    " FROM pg_index WHERE indrelid = 'projected.thing'::regclass UNION ALL"
    " SELECT 'table', NULL, obj_description('projected.thing'::regclass, 'pg_class') UNION ALL"
    " SELECT attname, col_description(attrelid, attnum), concat(format_type(atttypid, atttypmod), attnotnull,"
    " pg_get_expr(adbin, adrelid)) FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum"
    " WHERE attrelid = 'projected.thing'::regclass AND attnum > 0 UNION ALL SELECT 'schema', NULL, nspname"
    " FROM pg_namespace WHERE nspname LIKE 'projected%'"
)
ADDITIONS = (
    "COMMENT ON TABLE projected.thing IS 'a comment with ''quotes'' and 100 %'",
    "COMMENT ON COLUMN projected.thing.value IS 'the newest'",
    "ALTER TABLE projected.thing ALTER COLUMN changes SET DEFAULT 0",
    "ALTER TABLE projected.thing ADD CONSTRAINT ck_thing_changes CHECK (changes >= 0)",
    "ALTER TABLE projected.thing ADD CONSTRAINT uq_thing_value UNIQUE (value, name)",
    "CREATE INDEX ix_thing_value ON projected.thing (value DESC, lower(name)) WHERE changes > 1",
)


async def test_constraints_indexes_defaults_and_comments_are_those_from_before(
    postgres: Postgres, tmp_path: Path
) -> None:
    async with sample_stack(postgres, tmp_path, keeps_events=True) as stack:
        await execute_on_follower(stack, *ADDITIONS)
        await recorded_history(stack)
        before = await shape(stack)
        await rebuild_and_read(stack)
        await rebuild_and_read(stack)
        assert await shape(stack) == before
    assert len(before) > 10


async def shape(stack: SampleStack) -> list[tuple[str, ...]]:
    async with stack.following_runtime.engine.connect() as connection:
        return sorted(tuple(str(part) for part in row) for row in await connection.execute(text(SHAPE)))
