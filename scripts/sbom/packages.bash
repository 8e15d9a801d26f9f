# The packages of npm: a list of them, and their licences.

# Whoever passes the lab on may do so under Apache-2.0 with these. Others need a person to read them.
readonly LICENCES='^(0BSD|Apache-2\.0|BlueOak-1\.0\.0|BSD-2-Clause|BSD-3-Clause|CC0-1\.0|ISC|MIT|MIT-0|Python-2\.0|Unlicense|CC-BY-4\.0|MPL-2\.0)$'

list_packages() {
  local name
  sbom_of . npm
  sbom_of bench bench
  sbom_of docs/site site
  for name in npm bench site; do say "$(jq '.components | length' "$out/$name.cdx.json") packages in $name.cdx.json"; done
}

# sbom_of FOLDER NAME: of the whole lock file, parts for other systems included. Without the second option npm
# refuses, since the page's and the backend's lines want different versions of one peer (docs/decisions/0002).
sbom_of() { (cd "$1" && npm sbom --sbom-format cyclonedx --package-lock-only --legacy-peer-deps) > "$out/$2.cdx.json"; }

# Prints "LICENCE	PACKAGE" for each. A choice of licences is one that we may make.
licences() {
  jq -r '.components[]
    | "\(.name)@\(.version)" as $package
    | ([.licenses[]? | .license.id // .license.name // .expression] | first // "none")
    | "\(.)\t\($package)"' "$out"/{npm,bench,site}.cdx.json | sort -u
}

# may_be_chosen LICENCE: of "A OR B" one must be known, of "A AND B" both. Nobody here writes both at once.
may_be_chosen() {
  local each known=0 all=0 parts=${1//[()]/}
  parts=${parts// OR /$'\n'}
  while IFS= read -r each; do
    all=$((all + 1))
    if [[ $each =~ $LICENCES ]]; then known=$((known + 1)); fi
  done <<< "${parts// AND /$'\n'}"
  if [[ $1 == *' AND '* ]]; then ((known == all)); else ((known > 0)); fi
}

check_licences() {
  local licence package status=0
  licences > "$work/licences"
  cut -f 1 "$work/licences" | sort | uniq -c | sort -rn > "$out/licences.txt"
  sed 's/^/    /' "$out/licences.txt"
  while IFS=$'\t' read -r licence package; do
    may_be_chosen "$licence" || { complain "$package has the licence $licence"; status=1; }
  done < "$work/licences"
  return "$status"
}
