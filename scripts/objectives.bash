# objectives.bash -- how well the objectives of prometheus/objectives.json were kept over a window.
# Each has two queries, what was bad and all there was; {{.window}} in them is the time to look back.

# ask_prometheus QUERY: {"value": NUMBER or null, "reason": "" or why there is none}. Only one number
# is an answer: NaN, nothing, and several at once are none, each with its reason.
# 1, with the reason on stderr, when Prometheus cannot be asked.
ask_prometheus() {
  local body
  body=$(curl --silent --show-error --max-time 20 --get "$prometheus_url/api/v1/query" --data-urlencode "query=$1" --data-urlencode "time=$at" 2>&1) || {
    complain "Prometheus at $prometheus_url: $body"
    return 1
  }
  jq -ce 'if .status != "success" then error(.error // "no answer of Prometheus") else .data.result end
    | if length == 0 then {value: null, reason: "no samples"}
      elif length > 1 then {value: null, reason: "\(length) series instead of one number"}
      elif .[0].value[1] == "NaN" then {value: null, reason: "NaN"}
      elif .[0].value[1] | endswith("Inf") then {value: null, reason: "infinite"}
      else {value: (.[0].value[1] | tonumber), reason: ""} end' <<< "$body" 2> "$work/reason" || {
    complain "Prometheus refuses $1: $(cut -c 1-300 "$work/reason")"
    return 1
  }
}

# query_of INDEX NAME: a query of the objective with the window filled in. rate() sees only what a
# series rose by between its samples, not what it began with, so the first failures that a service
# ever had would count for nothing; and it extrapolates. Counted here is what the counter is now
# less what it was then, all of it where there was none: a counter begins at 0. Where it began anew,
# as after a restart, rate() knows better. A minute more, since that may be just before the window.
query_of() {
  jq -r --argjson index "$1" --arg name "$2" --argjson seconds "$seconds" '.[$index][$name]
    | gsub("rate\\((?<series>[a-zA-Z_:][a-zA-Z0-9_:]*(\\{[^}]*\\})?)\\[\\{\\{\\.window\\}\\}\\]\\)";
        "((((\(.series) - \(.series) offset {{.window}}) or \(.series)) unless resets(\(.series)[\($seconds + 60)s]) > 0) / \($seconds) or rate(\(.series)[{{.window}}]))")
    | gsub("\\{\\{\\.window\\}\\}"; "\($seconds)s")' "$objectives"
}

# measure_objective INDEX: the objective with what was measured, a JSON object. Events are in requests,
# spans or whatever it counts, over the whole window.
measure_objective() {
  local bad total
  bad=$(ask_prometheus "$(query_of "$1" error_query)") && total=$(ask_prometheus "$(query_of "$1" total_query)") || return 1
  jq -c --argjson index "$1" --argjson bad "$bad" --argjson total "$total" --argjson seconds "$seconds" --arg optional "$optional" '
    .[$index] | . as $objective
    | (if .total_query | test("\\bincrease\\(") then 1 else $seconds end) as $events
    | {id, service, slo, title, objective, optional: ([.id, .slo] | any(. as $name | $optional | split(",") | index([$name]))),
       events: (if $total.value == null then null else $total.value * $events | round end), bad: null, measured: null, budget_used: null}
    | if $total.value == null then . + {verdict: "no data", reason: "total: \($total.reason)"}
      elif $total.value <= 0 then . + {verdict: "no data", reason: "there was nothing to judge"}
      elif $bad.value == null then . + {verdict: "no data", reason: "errors: \($bad.reason)"}
      else ([[$bad.value / $total.value, 0] | max, 1] | min) as $share
        | . + {bad: ($share * $total.value * $events | round), measured: (1 - $share), reason: "",
               budget_used: (if .objective < 1 then $share / (1 - .objective) elif $share == 0 then 0 else null end),
               verdict: (if $share <= 1 - .objective + 1e-9 then "met" else "not met" end)}
      end' "$objectives"
}

# check_objectives_file: 0 when it is what we expect, so that a wrong file is not an empty one.
check_objectives_file() {
  # --slurp, since jq 1.6 takes an empty file for a success.
  jq -es 'length == 1 and (.[0] | type == "array" and length > 0) and all(.[0][];
    (.id | type) == "string" and (.title | type) == "string" and (.objective | type) == "number" and .objective > 0 and .objective <= 1
    and ([.error_query, .total_query] | all(type == "string" and test("\\{\\{\\.window\\}\\}"))))' "$1" > /dev/null 2>&1
}
