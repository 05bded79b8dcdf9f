"""The parts of a database URL are read and replaced, whatever characters it holds."""

import pytest
from sqlalchemy.engine import make_url

from common.database.urls import database_in, url_with

URL = "postgresql://procedures:p%40ss%2Fw%3Ard@db.example:5433/catalogue?sslmode=verify-full&sslrootcert=/run/secrets/ca.crt"


def test_the_database_is_named_without_what_follows_the_question_mark() -> None:
    assert database_in(URL) == "catalogue"


def test_a_url_without_a_database_is_refused() -> None:
    with pytest.raises(ValueError, match="names no database"):
        database_in("postgresql://procedures@db.example?sslmode=disable")


def test_another_database_keeps_everything_else() -> None:
    assert make_url(url_with(URL, database="copy")) == make_url(URL)._replace(database="copy")
    assert make_url(url_with(URL, database="copy")).query == {
        "sslmode": "verify-full",
        "sslrootcert": "/run/secrets/ca.crt",
    }


def test_a_password_with_special_characters_survives() -> None:
    assert make_url(url_with(URL, username="reader")).password == "p@ss/w:rd"
    assert make_url(url_with(URL, password="a?b@c/d")).password == "a?b@c/d"
