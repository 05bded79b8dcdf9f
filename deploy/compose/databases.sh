#!/bin/bash
# Run by the PostgreSQL image on an empty volume, and whenever somebody likes: a database per service, closed to the others, with the role
# that owns it, and where *_APP_PASSWORD is given, the one that runs the service and the one that looks. What they may do, `migrate` says.
set -euo pipefail
for service in procedures online_services population_lookup reporting; do
  for suffix in "" _app _read; do
    role="$service$suffix" password="${service^^}${suffix^^}_PASSWORD"
    [ -n "${!password:-}" ] || continue
    PASSWORD="${!password}" psql -v ON_ERROR_STOP=1 -q -U "$POSTGRES_USER" -d postgres -v name="$role" <<'SQL'
\getenv password PASSWORD
SELECT format('CREATE ROLE %I LOGIN', :'name') WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'name') \gexec
ALTER ROLE :"name" PASSWORD :'password';
SQL
  done
  psql -v ON_ERROR_STOP=1 -q -U "$POSTGRES_USER" -d postgres -v name="$service" <<'SQL'
SELECT format('CREATE DATABASE %I OWNER %I', :'name', :'name') WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'name') \gexec
REVOKE CONNECT ON DATABASE :"name" FROM PUBLIC;
SQL
done
