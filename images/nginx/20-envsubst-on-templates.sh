#!/bin/sh
# Writes conf.d/NAME from templates/NAME.template. Only variables that are set are
# replaced: nginx's own ($host, $uri, ...) look the same and must stay.
# NGINX_ENVSUBST_FILTER, a pattern of awk, narrows them further.
set -e

templates=${NGINX_ENVSUBST_TEMPLATE_DIR:-/etc/nginx/templates}
suffix=${NGINX_ENVSUBST_TEMPLATE_SUFFIX:-.template}
output=${NGINX_ENVSUBST_OUTPUT_DIR:-/etc/nginx/conf.d}

if [ ! -d "$templates" ]; then exit 0; fi
if [ ! -w "$output" ]; then
  echo "$0: $output is not writable; the templates are left out" >&2
  exit 0
fi

variables=$(awk -v filter="${NGINX_ENVSUBST_FILTER:-}" \
  'BEGIN { for (name in ENVIRON) if (name ~ filter) printf "${%s} ", name }' < /dev/null)

find "$templates" -follow -type f -name "*$suffix" | while read -r template; do
  name=${template#"$templates"/}
  target=$output/${name%"$suffix"}
  mkdir -p "$(dirname "$target")"
  envsubst "$variables" < "$template" > "$target"
done
