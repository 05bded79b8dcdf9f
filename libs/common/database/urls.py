"""Reads and replaces parts of a database URL. Splitting its text would fail: it may end in `?sslmode=...`, and a
password may hold any character."""

from sqlalchemy.engine import make_url


def database_in(url: str) -> str:
    """Returns the name of the database. Raises `ValueError` where the URL names none."""
    name = make_url(url).database
    if not name:
        raise ValueError("the URL names no database")
    return name


def url_with(
    url: str,
    *,
    database: str | None = None,
    username: str | None = None,
    password: str | None = None,
    drivername: str | None = None,
) -> str:
    """Returns the URL with the given parts replaced."""
    replaced = make_url(url).set(drivername=drivername, username=username, password=password, database=database)
    return replaced.render_as_string(hide_password=False)
