# One trace as Tempo answers it, in a file named by its id -> what is wrong with it.
# $plan: [{"<trace id>": "<kind>"}], $kinds: see complete-requests.bash, $caller: span id as base64.
(input_filename | split("/") | last | rtrimstr(".json")) as $trace
| $plan[0][$trace] as $kind
| $kinds[$kind].spans as $wanted
| [(.trace.resourceSpans // [])[].scopeSpans[].spans[]] as $spans
# Each wanted span: the first of that name and kind.
| [$wanted[] as $want | first($spans[] | select(.name == $want[0] and .kind == "SPAN_KIND_" + $want[1])) // null] as $got
| ($spans | map(.spanId)) as $ids
| {
    trace: $trace, kind: $kind,
    expected: ($wanted | length),
    found: ($got | map(select(.)) | length),
    missing: [range($wanted | length) | select($got[.] == null) | $wanted[.][0]],
    duplicates: (($ids | length) - ($ids | unique | length)),
    orphans: [$spans[] | select(.parentSpanId as $parent | $parent != $caller and ($ids | index([$parent]) | not)) | .name],
    misplaced: [range($wanted | length) | select($got[.] != null)
      | $wanted[.][2] as $parent
      | select($got[.].parentSpanId != (if $parent < 0 then $caller else $got[$parent].spanId end))
      | $wanted[.][0]],
    others: (($ids | unique | length) - ($got | map(select(.)) | length)),
    # A failure that nobody can see is missing too.
    unmarked: ($kind == "error" and $got[0] != null and $got[0].status.code != "STATUS_CODE_ERROR")
  }
| .problem = ([
    (if .found == 0 then "no span at all" else (.missing[] | "no span \(.)") end),
    (if .duplicates > 0 then "\(.duplicates) span ids twice" else empty end),
    (.orphans[] | "\(.) has a parent that is not there"),
    (.misplaced - .orphans | .[] | "\(.) has another parent than it should"),
    (if .others > 0 then "\(.others) spans that do not belong there" else empty end),
    (if .unmarked then "the failure is not marked as one" else empty end)] | join("; "))
