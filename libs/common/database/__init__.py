"""PostgreSQL: connections, URLs, and what its errors mean."""
