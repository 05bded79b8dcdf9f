#!/bin/bash
# The PostgreSQL image runs this script on an empty volume; it may be run again at any time. It creates a database for each service, to which
# no other service has access, and its roles: the owner, the role of the application where *_APP_PASSWORD is set, and the role that only reads
# where *_READ_PASSWORD is set. `migrate` grants the privileges.
set -euo pipefail
for service in procedures online_services population_lookup reporting; do
  for suffix in "" _app _read; do
    role="$service$suffix" password="${service^^}${suffix^^}_PASSWORD"
    [ -n "${!password:-}" ] || continue
    PASSWORD="${!password}" psql -v ON_ERROR_STOP=1 -q -U "$POSTGRES_USER" -d postgres -v name="$role" <<'SQL'
\getenv password PASSWORD
SELECT format('CREATE ROLE %I LOGIN', :'name') WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'name') \gexec
ALTER ROLE :"name" PASSWORD :'password';
SELECT format('ALTER ROLE %I SET default_transaction_read_only = on', :'name') WHERE right(:'name', 5) = '_read' \gexec
SQL
  done
  psql -v ON_ERROR_STOP=1 -q -U "$POSTGRES_USER" -d postgres -v name="$service" <<'SQL'
SELECT format('CREATE DATABASE %I OWNER %I', :'name', :'name') WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'name') \gexec
REVOKE CONNECT ON DATABASE :"name" FROM PUBLIC;
SQL
done
