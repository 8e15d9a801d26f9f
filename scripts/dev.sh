#!/usr/bin/env bash
# Usage: scripts/dev.sh [--help]      (npm run dev)
# Summary: Run backend and page outside containers, and reload them on every change.
#
# Both send telemetry to the lab's collector if it is up; otherwise the backend runs with the SDK
# disabled. The lab can run at the same time: the page is on FRONTEND_PORT + 50, the API on
# BACKEND_PORT + 50. Tasks are stored in .dev/tasks.db.
# Ctrl-C ends both.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lab/lab.bash"

takes_no_arguments "$@"

[[ -d node_modules ]] || fail 'the npm packages are missing: npm ci'
export PATH=$root/node_modules/.bin:$PATH

otlp_url=http://$host:$OTLP_HTTP_PORT
if curl --silent --fail --max-time 2 --output /dev/null "http://$host:$COLLECTOR_HEALTH_PORT/"; then
  step "telemetry goes to $otlp_url"
else
  step 'no collector answers: running without telemetry. Start the lab with: npm start'
  export OTEL_SDK_DISABLED=true
fi

page_port=$((FRONTEND_PORT + 50))
export BACKEND_PORT=$((BACKEND_PORT + 50))
mkdir -p .dev
HOST=$host PORT=$BACKEND_PORT DATABASE_PATH=$root/.dev/tasks.db OTEL_EXPORTER_OTLP_ENDPOINT=$otlp_url \
  OTEL_RESOURCE_ATTRIBUTES=deployment.environment.name=dev \
  npm run --silent dev --workspace backend &
npm run --silent dev --workspace frontend -- --host "$host" --port "$page_port" --strictPort &
step "page http://$host:$page_port, API http://$host:$BACKEND_PORT"
# When one of the two ends, the other is stopped.
trap 'kill $(jobs -p) 2> /dev/null || true' EXIT
wait -n 2> /dev/null || wait
