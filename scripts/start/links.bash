# Where a person goes next.

hardened_links() {
  echo "    Users      admin, editor, viewer; their passwords: ${LAB_SECRETS_DIR#"$root"/}/grafana-editor-password, ..."
  echo "    Authority  for your browser to trust: ${LAB_SECRETS_DIR#"$root"/}/ca.pem"
}

open_links() {
  echo "    API        http://$host:$BACKEND_PORT/api/tasks"
  echo "    Collector  http://$host:$COLLECTOR_ZPAGES_PORT/debug/pipelinez"
}

print_links() {
  local scheme grafana
  scheme=$(scheme_in_use)
  grafana="$scheme://$host:$GRAFANA_PORT/d/start-here"
  if ! has_image "$GRAFANA_IMAGE"; then grafana='not here: its image cannot be had (see images/README.md)'; fi
  cat << LINKS

    App        $scheme://$host:$FRONTEND_PORT     add a task; every click is a trace
    Grafana    $grafana
$(if is_hardened; then hardened_links; else open_links; fi)
$(if has_profile alerting; then echo "    Alerts     http://$host:$ALERTMANAGER_PORT     see one arise: scripts/drill.sh burn"; fi)

    npm run verify    proves that every signal and every link works
    npm stop          stops it; the data stays
LINKS
}
