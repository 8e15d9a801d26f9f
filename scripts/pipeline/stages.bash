# The stages of a CI job: one function each, which calls the script that does the work. Results go to
# reports/.

readonly STAGES='build start health verify page links blog traffic traces metrics logs slo report compare dashboards'
# These run in any case, whatever happened before.
readonly AT_THE_END='collect cleanup'
readonly TRAFFIC=$root/reports/traffic.json

build() {
  source "$scripts/lab/install.bash"
  source "$scripts/start/engine.bash"
  source "$scripts/start/images.bash"
  ensure_tools
  ensure_images
  compose build
}
start() { scripts/start.sh; }
health() { scripts/health.sh --timeout 2m --junit reports/health.xml; }
verify() { scripts/verify.sh; }
page() { scripts/test.sh page; }
links() { scripts/test.sh links; }
blog() { scripts/blog.sh; }

# A few requests are slow or fail on purpose: fewer than the objectives allow, but enough to see that
# the gate counts them.
traffic() {
  local status=0
  mkdir -p reports
  (run_typescript evidence/arrived.ts ready) || return
  scripts/traffic.sh --rate "${LAB_CI_RATE:-10}" --duration "${LAB_CI_DURATION:-70s}" --mix success:967,slow:30,error:3 --json > "$TRAFFIC.new" || status=$?
  if [[ -s $TRAFFIC.new ]]; then
    mv "$TRAFFIC.new" "$TRAFFIC"
    say "$(jq -r '"\(.answered) of \(.planned) answered, 95 % within \(.seconds.p95 * 1000 | round) ms"' "$TRAFFIC")"
  fi
  rm -f "$TRAFFIC.new"
  return "$status"
}

# Has the traffic arrived?
traces() { run_typescript evidence/arrived.ts traces; }
metrics() { run_typescript evidence/arrived.ts metrics; }
logs() { run_typescript evidence/arrived.ts logs; }

# began: when the traffic did, seconds since 1970.
began() {
  [[ -s $TRAFFIC ]] || cannot_tell 'nothing was sent yet: scripts/pipeline.sh traffic'
  jq .began "$TRAFFIC"
}

# lcp is optional: browsers ran only in earlier stages, outside this window.
slo() {
  local status=0 since
  since=$(began)
  scripts/gate.sh --enforce --since "$since" --optional lcp --json > reports/slo.json || status=$?
  jq -r '.objectives[] | "    \(.verdict + "         " | .[:9]) \(.title): \(.bad // "-") bad of \(.events // "-")"' reports/slo.json || true
  [[ $status == 0 ]] || return "$status"
  run_typescript evidence/arrived.ts objectives
}
report() {
  local since
  since=$(began)
  scripts/report.sh --since "$since" --optional lcp
}

# LAB_EARLIER_REPORT: the report.json of the last good run; each CI system stores it elsewhere.
compare() {
  local since earlier=${LAB_EARLIER_REPORT:-earlier/report.json}
  if [[ ! -s $earlier ]]; then
    step "skipped: no report of an earlier run in $earlier"
    return
  fi
  since=$(began)
  scripts/report.sh --since "$since" --optional lcp --output reports/compared.html --compare "$earlier" --fail-on-regression
}
dashboards() {
  if lacks_grafana; then step "skipped: no image $GRAFANA_IMAGE"; else scripts/export-dashboards.sh; fi
}

collect() { scripts/logs.sh --output reports/logs.tar.gz; }
cleanup() { scripts/cleanup.sh --yes; }
