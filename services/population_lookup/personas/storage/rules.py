"""The 25 rules that a register of residents keeps. Each is a query of the rows that break it, over the tables of
`checked_tables`."""

SEX_DIFFERS_AT_MOST = 0.003
"""A corrected civil status does not change the number, so a few may disagree."""

RULES: dict[str, str] = {
    "number-states-birth-year": """
        SELECT FROM checked WHERE birth_year
            <> 1900 + 100 * (substr(personal_id, 4, 1)::int / 2) + substr(personal_id, 5, 2)::int
    """,
    "number-states-sex": f"""
        SELECT FROM (
            SELECT count(*) FILTER (WHERE (substr(personal_id, 4, 1)::int % 2 = 1) <> (sex = '2')) AS differing,
                count(*) AS residents
            FROM checked WHERE sex <> '0'
        ) AS counted WHERE differing > 12 + {SEX_DIFFERS_AT_MOST} * residents
    """,  # noqa: S608 - our own number
    "number-has-a-known-place": """
        SELECT FROM checked WHERE NOT EXISTS (
            SELECT FROM code WHERE list = 'NoiDangKyKhaiSinh' AND code = substr(personal_id, 1, 3)
        )
    """,
    "birth-date-is-in-birth-year": "SELECT FROM checked WHERE extract(year FROM birth_date) <> birth_year",
    "birth-was-before-the-register": """
        SELECT FROM checked, checked_day
        WHERE birth_year < 1900 OR birth_year > extract(year FROM as_of) OR birth_date > as_of
    """,
    "nobody-is-their-own-kin": """
        SELECT FROM checked WHERE personal_id IN (father, mother, spouse, representative)
    """,
    "spouse-is-registered": """
        SELECT FROM checked AS one LEFT JOIN checked AS other ON other.personal_id = one.spouse
        WHERE one.spouse IS NOT NULL AND other.full_name IS DISTINCT FROM one.spouse_name
    """,
    "spouses-name-each-other": """
        SELECT FROM checked AS one JOIN checked AS other ON other.personal_id = one.spouse
        WHERE NOT one.is_dead AND (other.is_dead OR other.spouse IS DISTINCT FROM one.personal_id)
    """,
    "who-is-married-has-a-spouse": "SELECT FROM checked WHERE (marital_status = '2') <> has_spouse",
    "who-marries-is-of-age": "SELECT FROM wedlock WHERE extract(year FROM since) - birth_year < 18",
    "nobody-is-in-two-marriages": """
        SELECT FROM (
            SELECT since,
                lag(coalesce(until, 'infinity')) OVER (PARTITION BY personal_id ORDER BY since) AS former_until
            FROM wedlock
        ) AS marriages WHERE since < former_until
    """,
    "parent-is-registered": "SELECT FROM parentage WHERE full_name IS DISTINCT FROM stated_name",
    "parent-has-the-sex-of-a-parent": "SELECT FROM parentage WHERE sex <> stated_sex",
    "parent-is-13-years-older": "SELECT FROM parentage WHERE birth_year - parent_birth_year < 13",
    "parent-lived-at-the-birth": """
        SELECT FROM parentage WHERE is_dead AND CASE WHEN birth_date IS NULL
            THEN extract(year FROM life_status_since) < birth_year - 1
            ELSE life_status_since < birth_date - interval '300 days' END
    """,
    "minor-has-a-representative": """
        SELECT FROM checked WHERE is_minor AND NOT is_dead AND NOT has_representative
    """,
    "adult-with-a-representative-is-a-ward": """
        SELECT FROM checked WHERE NOT is_minor AND has_representative AND NOT EXISTS (
            SELECT FROM kinship WHERE relation = 'guardianship' AND kinship.personal_id = checked.personal_id
                AND relative_personal_id = representative
        )
    """,
    "representative-is-an-adult-who-lives": """
        SELECT FROM checked AS one LEFT JOIN checked AS other ON other.personal_id = one.representative
        WHERE one.representative IS NOT NULL AND NOT one.is_dead
            AND (other.personal_id IS NULL OR other.is_minor OR other.is_dead)
    """,
    "head-is-an-adult-who-lives": """
        SELECT FROM checked AS one LEFT JOIN checked AS head ON head.personal_id = one.head
        WHERE one.head IS NOT NULL
            AND (head.full_name IS DISTINCT FROM one.head_name OR head.is_minor OR head.is_dead)
    """,
    "household-has-one-head": """
        SELECT FROM household WHERE NOT EXISTS (
            SELECT FROM checked WHERE checked.personal_id = head_personal_id AND household_id = household.id
        )
        UNION ALL
        SELECT FROM checked WHERE (relation_to_head = '00') <> (head = personal_id)
    """,
    "members-share-head-and-address": """
        SELECT FROM checked LEFT JOIN household ON household.id = household_id
        WHERE household_id IS NOT NULL
            AND (head IS DISTINCT FROM head_personal_id OR detail IS DISTINCT FROM address ->> 'detail'
                OR commune IS DISTINCT FROM address ->> 'commune')
    """,
    "who-lives-belongs-to-a-household": "SELECT FROM checked WHERE is_dead <> (household_id IS NULL)",
    "life-status-has-its-day": """
        SELECT FROM checked, checked_day
        WHERE (life_status = '0') <> (life_status_since IS NULL) OR life_status_since > as_of
            OR life_status_since < birth_date OR extract(year FROM life_status_since) < birth_year
    """,
    "birth-place-existed-on-the-day": """
        SELECT FROM checked WHERE birth_province IN ('02', '08') AND NOT EXISTS (
            SELECT FROM commune_on_day AS unit WHERE unit.commune = birth_commune
                AND unit.district IS NOT DISTINCT FROM birth_district
                AND (unit.district IS NULL) = coalesce(birth_date >= '2025-07-01', false)
        )
    """,
    "residence-exists": """
        SELECT FROM checked WHERE NOT EXISTS (
            SELECT FROM commune_on_day AS unit WHERE unit.commune = checked.commune
                AND unit.district IS NOT DISTINCT FROM checked.district AND (unit.district IS NULL OR unit.is_divided)
        )
    """,
}
