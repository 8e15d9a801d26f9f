#!/bin/bash
# Starts Grafana with the paths of the GF_PATHS_* variables, as the original image does.
set -euo pipefail

# GF_NAME__FILE=/path sets GF_NAME to what is in that file: how a secret is given.
for variable in $(compgen -e | grep '^GF_.*__FILE$' || true); do
  plain=${variable%__FILE}
  if [[ -n ${!plain:-} ]]; then
    echo "run.sh: both $plain and $variable are set; keep one" >&2
    exit 1
  fi
  export "$plain=$(< "${!variable}")"
  unset "$variable"
done

if [[ ! -r $GF_PATHS_CONFIG ]]; then echo "run.sh: GF_PATHS_CONFIG=$GF_PATHS_CONFIG is not readable" >&2; fi
if [[ ! -w $GF_PATHS_DATA ]]; then echo "run.sh: GF_PATHS_DATA=$GF_PATHS_DATA is not writable" >&2; fi

exec grafana server \
  --homepath="$GF_PATHS_HOME" --config="$GF_PATHS_CONFIG" --packaging=docker "$@" \
  cfg:default.log.mode=console \
  cfg:default.paths.data="$GF_PATHS_DATA" \
  cfg:default.paths.logs="$GF_PATHS_LOGS" \
  cfg:default.paths.plugins="$GF_PATHS_PLUGINS" \
  cfg:default.paths.provisioning="$GF_PATHS_PROVISIONING"
