# report.json -> one HTML page that needs nothing from elsewhere. $style: its style sheet.
# Whatever did not come from this file is escaped.
include "chart";

def text: if . == null then "–" else tostring | @html end;
def percent: if . == null then "–" else "\(. * 100 | rounded(2)) %" end;
def mood: if . == "met" or . == "whole" then "good" elif . == "not met" or . == "worse" or . == "not whole" then "bad" elif . == "same" or . == "better" then "soft" else "unknown" end;
def cell: "<td>\(.)</td>";
def number: "<td class=\"number\">\(.)</td>";
def table($heads): "<div class=\"wide\"><table><thead><tr>" + ($heads | map(if startswith("#") then "<th class=\"number\">\(.[1:] | @html)</th>" else "<th>\(@html)</th>" end) | join("")) + "</tr></thead><tbody>" + (map("<tr>\(.)</tr>") | join("")) + "</tbody></table></div>";
def section($title; body): "<section><h2>\($title)</h2>" + body + "</section>";
def nothing($why): "<p class=\"soft\">\($why)</p>";
def when: if . == null then "–" else floor | strftime("%Y-%m-%d %H:%M:%S") end;

def trace_link($grafana): . as $trace
  | {a: {datasource: "tempo", queries: [{refId: "A", datasource: {type: "tempo", uid: "tempo"}, queryType: "traceql", query: .id}],
         range: {from: "\((.at - 300) * 1000 | floor)", to: "\((.at + 300) * 1000 | floor)"}}}
  | "<a href=\"\($grafana | @html)/explore?schemaVersion=1&amp;panes=\(tojson | @uri)&amp;orgId=1\"><code>\($trace.id | @html)</code></a>";

def objectives:
  if . == null then nothing("The objectives could not be asked; see scripts/slo-gate.sh.") else
    .objectives | map((.title | text | cell)
      + "<td class=\"\(.verdict | mood)\">\(.verdict | text)\(if .reason != "" then " <span class=\"soft\">(\(.reason | text))</span>" else "" end)</td>"
      + (.measured | percent | number) + (.objective | percent | number) + (.events | text | number) + (.bad | text | number) + (.budget_used | percent | number))
    | table(["objective", "verdict", "#kept", "#promised", "#events", "#bad", "#budget used"]) end;

def charts: . as $report
  | def one($title; $unit; $names; $limit): {title: $title, unit: $unit, from: ($report.until - $report.seconds), until: $report.until, interval: $report.interval,
      series: [$names[] as $name | $report.ranges[] | select(.name == $name)], limit: $limit} | chart;
    "<div class=\"charts\">" + one("Rate: requests a second"; "requests/s"; ["rate"]; null)
    + one("Errors: share of answers of 500 and more"; "share"; ["errors"]; null)
    + one("Duration: p50, p95 and p99"; "s"; ["p50", "p95", "p99"]; {value: 0.5, name: "objective 500 ms"}) + "</div>";

def traces($grafana): if . == null then nothing("Tempo could not be asked.") elif . == [] then nothing("None in this time.") else
  map((trace_link($grafana) | cell) + (.name | text | cell) + (.ms / 1000 | with_unit("s") | number) + (.at | when | cell)) | table(["trace", "request", "#duration", "began (UTC)"]) end;

def completeness: if . == null then nothing("Not asked: scripts/verify.sh --complete N writes it.") else
  (if .whole then "whole" else "not whole" end) as $verdict
  | "<p><span class=\"\($verdict | mood)\">\($verdict)</span>: \(.requests | text) sent at \(.since | when) UTC</p>"
    + (.signals | map((.signal | text | cell) + (.expected | text | number) + (.found | text | number) + (.missing | text | number) + (.more | text | number) + (.examples | map(text) | join("<br>") | cell))
       | table(["signal", "#expected", "#found", "#missing", "#too many", "for example"]))
    + (if .drops == [] then nothing("No drop counter rose.") else .drops | map((.part | text | cell) + ("<code>\(.counter | text)</code>" | cell) + (.by | text | number)) | table(["dropped by", "counter", "#rose by"]) end) end;

def freshness: if . == null then nothing("The lab did not answer.") else
  map((.signal | text | cell) + (if .seconds == null then "<td class=\"bad\">not within 30 s</td>" else .seconds | with_unit("s") | cell end)) | table(["signal", "seen in its store after"]) end;

def containers: if . == null then nothing("The container engine could not be asked.") else
  map((.service | text | cell) + "<td class=\"state \(if .state == "running, healthy" then "good" else "bad" end)\">\(.state | text)</td>"
    + (if .cpu_percent == null then "–" else "\(.cpu_percent) %" end | number)
    + ((.memory | with_unit("bytes")) + " of " + (if .limit > 0 then .limit | with_unit("bytes") else "no limit" end) | number)
    + "<td class=\"number\(if .restarts > 0 then " bad" else "" end)\">\(.restarts | text)\(if .out_of_memory then ", out of memory" else "" end)</td>"
    + ("<code>\(.image | text)</code><br><span class=\"soft\">\(.origin | text)</span>" | cell))
  | table(["service", "state", "#cpu", "#memory", "#restarts", "image"]) end;

def compared: if . == null then "" else section("Since the earlier report";
  "<p class=\"soft\">Earlier: \(.earlier | when) UTC. \(.method | text)</p>"
  + (.rows | map((.what | text | cell) + (.before | text | number) + (.now | text | number) + (.difference | text | number) + "<td class=\"\(.verdict | mood)\">\(.verdict | text)</td>" + (.why | text | cell))
     | table(["what", "#before", "#now", "#difference", "verdict", "why"]))) end;

(.objectives.verdict // "cannot be told") as $verdict
| "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>Report of \(.project | text)</title><style>\($style)</style></head><body>"
+ "<header><h1>Report of \(.project | text)</h1><p class=\"soft\">\((.until - .seconds) | when) to \(.until | when) UTC (\(.window | text))\(if .commit then ", commit <code>\(.commit | text)</code>" else "" end)</p>"
+ "<p class=\"verdict \($verdict | mood)\">Objectives: \($verdict | text)</p></header><main>"
+ section("Objectives"; .objectives | objectives)
+ (.compared | compared)
+ section("Rate, errors, duration"; charts)
+ (.grafana_url as $grafana | section("Slowest traces"; .slowest | traces($grafana)) + section("Newest failed traces"; .failed | traces($grafana)))
+ section("Completeness"; .completeness | completeness)
+ section("Freshness"; .freshness | freshness)
+ section("Containers"; .containers | containers)
+ "</main></body></html>"
