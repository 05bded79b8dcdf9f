"""Temporary tables from which the rules of the register are checked: the JSON of each record is read once."""

from datetime import date

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from common.database.connections import driver_of
from population_lookup.personas.domain.communes import communes_of_today, former_communes

EMPTY_TABLES = (
    "SET LOCAL work_mem = '192MB'",
    "CREATE TEMPORARY TABLE checked_day (as_of date) ON COMMIT DROP",
    "CREATE TEMPORARY TABLE commune_on_day (commune text, district text, is_divided boolean) ON COMMIT DROP",
)
TABLES = (
    """
    CREATE TEMPORARY TABLE checked ON COMMIT DROP AS
    SELECT personal_id, full_name, sex, birth_year, birth_date, marital_status, household_id, life_status,
        life_status_since, life_status IN ('1', '3') AS is_dead,
        coalesce(birth_date > as_of - interval '18 years', birth_year > extract(year FROM as_of) - 18) AS is_minor,
        birth_registration_place ->> 'province' AS birth_province,
        birth_registration_place ->> 'district' AS birth_district,
        birth_registration_place ->> 'commune' AS birth_commune,
        permanent_residence ->> 'district' AS district, permanent_residence ->> 'commune' AS commune,
        permanent_residence ->> 'detail' AS detail,
        father ->> 'personal_id' AS father, father ->> 'full_name' AS father_name,
        mother ->> 'personal_id' AS mother, mother ->> 'full_name' AS mother_name,
        spouse IS NOT NULL AS has_spouse, spouse ->> 'personal_id' AS spouse, spouse ->> 'full_name' AS spouse_name,
        legal_representative IS NOT NULL AS has_representative,
        legal_representative ->> 'personal_id' AS representative,
        household_head ->> 'personal_id' AS head, household_head ->> 'full_name' AS head_name,
        household_head -> 'relation' ->> 'code' AS relation_to_head
    FROM resident, checked_day
    """,
    "CREATE UNIQUE INDEX ON checked (personal_id)",
    "ANALYZE checked",
    """
    CREATE TEMPORARY TABLE parentage ON COMMIT DROP AS
    SELECT child.personal_id, child.birth_year, child.birth_date, kin.sex AS stated_sex, kin.name AS stated_name,
        parent.personal_id AS parent, parent.full_name, parent.sex, parent.birth_year AS parent_birth_year,
        parent.is_dead, parent.life_status_since
    FROM checked AS child
    CROSS JOIN LATERAL (VALUES ('1', child.father, child.father_name), ('2', child.mother, child.mother_name))
        AS kin (sex, personal_id, name)
    LEFT JOIN checked AS parent ON parent.personal_id = kin.personal_id
    WHERE kin.personal_id IS NOT NULL
    """,
    "ANALYZE parentage",
    """
    CREATE TEMPORARY TABLE wedlock ON COMMIT DROP AS
    SELECT one.personal_id, one.birth_year, kinship.since, kinship.until, kinship.ended_by
    FROM kinship CROSS JOIN LATERAL (VALUES (kinship.personal_id), (relative_personal_id)) AS named (personal_id)
    JOIN checked AS one ON one.personal_id = named.personal_id
    WHERE relation = 'marriage'
    """,
    "ANALYZE wedlock",
)


async def create_checked_tables(connection: AsyncConnection, as_of: date) -> None:
    for statement in EMPTY_TABLES:
        await connection.execute(text(statement))
    driver = await driver_of(connection)
    await driver.execute("INSERT INTO checked_day VALUES ($1)", as_of)
    rows: list[tuple[str, str | None, bool]] = [(commune.code, None, False) for commune in communes_of_today()]
    rows += [(former.code, former.district, former.is_divided) for former in former_communes()]
    await driver.copy_records_to_table("commune_on_day", records=rows)
    for statement in TABLES:
        await connection.execute(text(statement))
