# report.json -> Markdown for the summary of a CI job.
include "chart";

# A cell may neither end the table's row nor begin markup.
def text: if . == null then "–" else tostring | gsub("[\r\n]+"; " ") | gsub("(?<c>[\\\\|`*_<>\\[\\]&])"; "\\\(.c)") end;
def percent: if . == null then "–" else "\(. * 100 | rounded(2)) %" end;
def row: "| " + join(" | ") + " |";
def table($heads): [($heads | row), ($heads | map("---") | row), (.[] | row)] | join("\n");
def when: floor | strftime("%Y-%m-%d %H:%M:%S");

[ "## Report of \(.project | text)", "",
  "\((.until - .seconds) | when) to \(.until | when) UTC. Objectives: **\(.objectives.verdict // "cannot be told" | text)**", "",
  (if .objectives == null then "The objectives could not be asked." else
    .objectives.objectives | map([(.title | text), (.objective | percent), (.measured | percent), (.events | text), (.budget_used | percent), (.verdict | text)]) | table(["objective", "promised", "kept", "events", "budget used", "verdict"]) end), "",
  (if .compared == null then empty else
    "Since the report of \(.compared.earlier | when) UTC:", "",
    (.compared.rows | map(select(.verdict == "worse" or .verdict == "better") | [(.what | text), (.before | text), (.now | text), .verdict]) | if . == [] then "nothing became better or worse." else table(["what", "before", "now", "verdict"]) end), "" end),
  (if .completeness == null then "Completeness: not asked." elif .completeness.whole then "Completeness: \(.completeness.requests | text) requests, whole." else
    "Completeness: **not whole**", "", (.completeness.signals | map([(.signal | text), (.expected | text), (.found | text), (.missing | text), (.more | text)]) | table(["signal", "expected", "found", "missing", "too many"])) end), "",
  "Freshness: " + (if .freshness == null then "the lab did not answer." else .freshness | map("\(.signal | text) \(.seconds | with_unit("s"))") | join(", ") end), "",
  (if .containers == null then "Containers: the engine could not be asked." else
    .containers | map([(.service | text), (.state | text), (if .memory == null then "–" else .memory | with_unit("bytes") end), "\(.restarts | text)", (.origin | text)]) | table(["service", "state", "memory", "restarts", "image"]) end)
] | join("\n")
