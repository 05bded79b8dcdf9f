#!/bin/sh
# Writes missing passwords and keys for docker compose to .env, beside docker-compose.yml.
set -eu
cd "$(dirname "$0")/../.."
umask 077
touch .env
for name in POSTGRES PROCEDURES ONLINE_SERVICES POPULATION_LOOKUP REPORTING PROCEDURES_APP ONLINE_SERVICES_APP \
  POPULATION_LOOKUP_APP REPORTING_APP REPORTING_READ GRAFANA; do
  grep -q "^${name}_PASSWORD=" .env || echo "${name}_PASSWORD=$(od -An -N18 -tx1 /dev/urandom | tr -d ' \n')" >> .env
done
grep -q "^REQUEST_ID_KEYS=" .env || echo "REQUEST_ID_KEYS=$(od -An -N32 -tx1 /dev/urandom | tr -d ' \n')" >> .env
