#!/bin/bash
# Run once by the PostgreSQL image on an empty volume: a role and a database per service, closed to the others.
set -euo pipefail
for service in procedures online_services population_lookup reporting; do
  password="${service^^}_PASSWORD"
  psql -v ON_ERROR_STOP=1 -q -U "$POSTGRES_USER" -d postgres -v name="$service" -v password="${!password}" <<'SQL'
CREATE ROLE :"name" LOGIN PASSWORD :'password';
CREATE DATABASE :"name" OWNER :"name";
REVOKE CONNECT ON DATABASE :"name" FROM PUBLIC;
SQL
done
