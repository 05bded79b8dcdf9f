# Runs in an image of PostgreSQL on Debian: copies pg_dump and pg_restore to /client with the libraries that they are linked to, so that they
# run in any image.
folder=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
mkdir -p /client/lib
for name in pg_dump pg_restore; do
  program="${folder:-$(dirname "$(command -v pg_dump)")}/$name"
  cp "$program" "/client/lib/$name"
  ldd "$program" | grep -o '/[^ ]*' | while read -r library; do cp -L "$library" /client/lib/; done
  printf '#!/bin/sh\nexec /client/lib/ld-linux*.so.* --library-path /client/lib /client/lib/%s "$@"\n' "$name" > "/client/$name"
  chmod 555 "/client/$name"
done
