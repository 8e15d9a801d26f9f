# A line chart as SVG. Input: {title, unit, from, until, series: [{name, unit, points}], limit?: {value, name}}.
# Colours and fonts come from the page's style sheet by class, so that it fits both themes.

def rounded($digits): pow(10; $digits) as $p | . * $p | round / $p;
# "12 ms", "3.4 %", "1.2 /s": a number with its unit, short.
def with_unit($unit):
  if . == null then "–"
  elif $unit == "s" then (if . >= 1 then "\(rounded(2)) s" elif . >= 0.01 then "\(. * 1000 | round) ms" else "\(. * 1000 | rounded(1)) ms" end)
  elif $unit == "share" then "\(. * 100 | rounded(1)) %"
  elif $unit == "bytes" then "\(. / 1048576 | rounded(if . < 10 then 1 else 0 end)) MiB"
  elif $unit == "cores" then "\(. | rounded(2)) cores"
  elif $unit == "requests/s" then "\(. | rounded(1)) /s"
  else "\(. | rounded(2))" end;

# The step between two lines of the grid: 1, 2 or 5 times a power of ten, so that there are about four.
def grid_step: if . <= 0 then 1 else (pow(10; (. / 4 | log10 | floor))) as $p | (. / 4 / $p) as $n | (if $n <= 1 then 1 elif $n <= 2 then 2 elif $n <= 5 then 5 else 10 end) * $p end;
def clock: strftime("%H:%M:%S");

# Points further apart than three intervals are not joined: nothing is known of the time between.
def path(x; y; $gap):
  . as $points | [range(length) | . as $i | $points[$i]
    | (if $i == 0 or .[0] - $points[$i - 1][0] > $gap then "M" else "L" end) + "\(.[0] | x | rounded(1)) \(.[1] | y | rounded(1))"] | join("");

def chart:
  . as $chart
  | 440 as $width | 210 as $height | 66 as $left | 12 as $right | 14 as $top | 28 as $bottom
  | ([.series[].points[][1]] + [.limit.value // 0] | max // 0) as $highest
  | ((if $highest > 0 then $highest elif .unit == "share" then 0.04 else 1 end) | grid_step) as $step
  | ([($highest / $step | ceil), 1] | max * $step) as $upper
  | def x: ($width - $left - $right) * (. - $chart.from) / ($chart.until - $chart.from) + $left;
    def y: $height - $bottom - ($height - $top - $bottom) * . / $upper;
    "<figure><figcaption>\($chart.title | @html)</figcaption>"
    + (if ([.series[].points[]] | length) == 0 then "<p class=\"nothing\">No samples in this time.</p></figure>" else
      "<svg viewBox=\"0 0 \($width) \($height)\" role=\"img\" aria-label=\"\($chart.title | @html)\">"
      + ([range(0; $upper / $step + 0.5) | . * $step
          | "<path class=\"grid\" d=\"M\($left) \(y | rounded(1))H\($width - $right)\"/><text x=\"\($left - 6)\" y=\"\(y + 4 | rounded(1))\" text-anchor=\"end\">\(with_unit($chart.unit) | @html)</text>"] | join(""))
      + ([range(3) | . as $i | ($chart.from + ($chart.until - $chart.from) * $i / 2)
          | "<text x=\"\(x | rounded(1))\" y=\"\($height - 8)\" text-anchor=\"\(["start", "middle", "end"][$i])\">\(clock)</text>"] | join(""))
      + (if .limit then "<path class=\"limit\" d=\"M\($left) \(.limit.value | y | rounded(1))H\($width - $right)\"/><text class=\"limit\" x=\"\($width - $right)\" y=\"\((.limit.value | y) - 4 | rounded(1))\" text-anchor=\"end\">\(.limit.name | @html)</text>" else "" end)
      + ([.series | to_entries[] | "<path class=\"line series-\(.key)\" d=\"\(.value.points | path(x; y; $chart.interval * 3))\"/>"] | join(""))
      + ([.series | to_entries[] | .key as $key | .value.points | select(length == 1) | .[0] | "<circle class=\"series-\($key)\" cx=\"\(.[0] | x | rounded(1))\" cy=\"\(.[1] | y | rounded(1))\" r=\"3\"/>"] | join(""))
      + "</svg><p class=\"legend\">"
      + ([.series | to_entries[] | "<span class=\"series-\(.key)\">\(.value.name | @html)</span> last \(.value.points | last | .[1]? | with_unit($chart.unit)), highest \([.value.points[][1]] | max | with_unit($chart.unit))"] | join("<br>"))
      + "</p></figure>" end);
