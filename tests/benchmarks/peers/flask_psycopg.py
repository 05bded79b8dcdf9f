"""The look-up of a procedure by code as a small service of Flask and psycopg would be written."""

import os
from datetime import date, datetime
from zoneinfo import ZoneInfo

from flask import Flask, abort, jsonify
from flask.json.provider import DefaultJSONProvider
from psycopg.rows import dict_row
from psycopg_pool import ConnectionPool

PROVINCE = ZoneInfo("Asia/Ho_Chi_Minh")
STATEMENT = """
    SELECT p.code, v.name, a.code AS agency_code, a.name AS agency_name,
        f.code AS field_code, f.name AS field_name, v.levels,
        v.population_fields, r.version, lower(r.in_force) AS effective_from,
        upper(r.in_force) AS effective_to, r.under_review,
        d.id, d.number, d.issuing_body, d.signed_on, d.title, v.content
    FROM procedure p
    JOIN period r ON r.procedure_id = p.id AND r.in_force @> %s::date AND upper_inf(r.known)
    JOIN version v ON v.procedure_id = p.id AND v.number = r.version
    JOIN decision d ON d.id = v.decision_id
    JOIN agency a ON a.code = v.agency_code
    JOIN field f ON f.code = v.field_code
    WHERE p.code = %s
"""


class IsoDates(DefaultJSONProvider):
    """Writes dates as ISO 8601; Flask itself writes them as in HTTP headers."""

    @staticmethod
    def default(value: object) -> object:
        return value.isoformat() if isinstance(value, date) else DefaultJSONProvider.default(value)


app = Flask(__name__)
app.json = IsoDates(app)
pool = ConnectionPool(
    os.environ["DATABASE_URL"], min_size=8, max_size=8, kwargs={"row_factory": dict_row, "autocommit": True}
)


@app.get("/v1/procedures/<code>")
def procedure(code: str) -> object:
    with pool.connection() as connection:
        row = connection.execute(STATEMENT, (datetime.now(PROVINCE).date(), code)).fetchone()
    if row is None:
        abort(404)
    return jsonify(
        code=row["code"],
        name=row["name"],
        agency={"code": row["agency_code"], "name": row["agency_name"]},
        field={"code": row["field_code"], "name": row["field_name"]},
        levels=row["levels"],
        population_fields=row["population_fields"],
        period={name: row[name] for name in ("version", "effective_from", "effective_to", "under_review")},
        decision={name: row[name] for name in ("id", "number", "issuing_body", "signed_on", "title")},
        content=row["content"],
    )
