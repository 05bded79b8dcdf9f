"""Parts of a database's URL are read and replaced here, never by splitting its text: it may end in `?sslmode=...`, and
a password may hold
any character."""

from sqlalchemy.engine import make_url


def database_in(url: str) -> str:
    """The name of the database that a URL leads to."""
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
    """The same URL with these parts replaced; what is not given stays as it is."""
    replaced = make_url(url).set(drivername=drivername, username=username, password=password, database=database)
    return replaced.render_as_string(hide_password=False)
