# drill-questions.bash -- where is the alert ALERT by now? Used by drill.sh. Each question succeeds or
# fails at once; `asked` says whether the last one was answered at all, which lies in the file $answer.
# shellcheck disable=SC2034,SC2154  # drill.sh reads and sets these

alert_is() {
  asked=no
  get "$prometheus_url/api/v1/alerts" > "$answer" || return 1
  asked=yes
  [ "$(jq -r --arg alert "$ALERT" '[.data.alerts[] | select(.labels.alertname == $alert and .labels.severity == "page").state][0] // "inactive"' "$answer")" = "$1" ]
}
is_at_alertmanager() {
  asked=no
  get "$alertmanager_url/api/v2/alerts" "filter=alertname=\"$ALERT\"" 'filter=severity="page"' > "$answer" || return 1
  asked=yes
  jq -e 'length > 0' "$answer" > /dev/null
}
# was_delivered STATUS SINCE: a log record of alert-receiver, from after SINCE (seconds since 1970).
was_delivered() {
  asked=no
  get "$loki_url/loki/api/v1/query_range" "query={service_name=\"alertmanager\"} | lab_alert_name=\"$ALERT\" | lab_alert_severity=\"page\" | lab_alert_status=\"$1\"" \
    "start=$2" limit=1 > "$answer" || return 1
  asked=yes
  jq -e '.data.result | length > 0' "$answer" > /dev/null
}
