# report.json and an earlier one ($earlier) -> what became worse or better, beyond the noise.
include "chart";

def median: sort | if length == 0 then null elif length % 2 == 1 then .[length / 2 | floor] else (.[length / 2 - 1] + .[length / 2]) / 2 end;
# Median absolute deviation; times 1.4826 it estimates a standard deviation that outliers do not move.
def spread: median as $middle | (map(. - $middle | if . < 0 then -. else . end) | median) * 1.4826;
# Standard error of a median: 1.2533 standard deviations over the root of the count.
def error_of_median: 1.2533 * spread / (length | sqrt);
def magnitude: if . < 0 then -. else . end;

# Fewer intervals than this say nothing about their own spread.
def least: 5;
# What is too small to matter, per unit: [share of what was, absolute].
def relevant: {s: [0.2, 0.005], bytes: [0.25, 16777216], cores: [0.25, 0.05]};

# Two series of intervals -> a row.
def compare_series($before; $now): .unit as $unit
  | ($before | map(.[1])) as $a | ($now | map(.[1])) as $b
  | {what: .name, before: ($a | median | with_unit($unit)), now: ($b | median | with_unit($unit)), difference: "–"}
  + if ($a | length) < least or ($b | length) < least then {verdict: "cannot be told", why: "\($a | length) and \($b | length) intervals, \(least) are needed"} else
      (($b | median) - ($a | median)) as $difference
      | (3 * (pow($a | error_of_median; 2) + pow($b | error_of_median; 2) | sqrt)) as $noise
      | ([relevant[$unit][0] * ($a | median), relevant[$unit][1]] | max) as $matters
      | {difference: ((if $difference < 0 then "−" else "+" end) + ($difference | magnitude | with_unit($unit))),
         verdict: (if ($difference | magnitude) <= $noise or ($difference | magnitude) < $matters then "same" elif $difference > 0 then "worse" else "better" end),
         why: "noise ±\($noise | with_unit($unit)), matters from \($matters | with_unit($unit)); \($a | length) and \($b | length) intervals"} end;

# Shares of bad events: two proportions, their difference against its standard error.
def compare_objective($before): . as $now
  | {what: "\(.title): share of bad", before: (if $before.measured == null then "–" else 1 - $before.measured | with_unit("share") end), now: (if .measured == null then "–" else 1 - .measured | with_unit("share") end), difference: "–"}
  + if $before.measured == null or .measured == null then {verdict: "cannot be told", why: "no data in one of the two"} else
      ((1 - .measured) - (1 - $before.measured)) as $difference
      | (($before.bad + .bad) / ($before.events + .events)) as $share
      | (3 * ($share * (1 - $share) * (1 / $before.events + 1 / .events) | sqrt)) as $noise
      | {difference: ((if $difference < 0 then "−" else "+" end) + ($difference | magnitude | with_unit("share"))),
         verdict: (if ($difference | magnitude) <= $noise or ($difference | magnitude) < 0.005 then "same" elif $difference > 0 then "worse" else "better" end),
         why: "noise ±\($noise | with_unit("share")), matters from 0.5 %; \($before.events) and \(.events) events"} end;

def lost: if . == null then null else .signals | map(.missing + .more) | add end;
def compare_completeness($before): lost as $now | ($before | lost) as $was
  | {what: "completeness: missing or too many", before: ($was // "–" | tostring), now: ($now // "–" | tostring), difference: "–"}
  + if $now == null or $was == null then {verdict: "cannot be told", why: "asked in one of the two alone, or in none"}
    else {verdict: (if $now > $was then "worse" elif $now < $was then "better" else "same" end), why: "no noise: each one counts"} end;

. as $now | $earlier[0] as $was
| {earlier: $was.until,
   method: "Durations, memory and CPU: the median over the intervals of \($now.interval) s; different when it moved by more than three standard errors (from the median absolute deviation of both) and by enough to matter. Shares: the same with the error of two proportions.",
   rows: ([$now.ranges[] | select(relevant[.unit]) | .name as $name | compare_series([$was.ranges[]? | select(.name == $name) | .points[]]; .points)]
     + [($now.objectives.objectives // [])[] | .id as $id | compare_objective([($was.objectives.objectives // [])[] | select(.id == $id)][0])]
     + [$now.completeness | compare_completeness($was.completeness)])}
