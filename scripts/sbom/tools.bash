# Tools that read images and the history; each is the one on PATH, or compiled once.

readonly SYFT=github.com/anchore/syft/cmd/syft@v1.57.1 GITLEAKS=github.com/zricethezav/gitleaks/v8@v8.30.1

list_images() {
  local syft image name
  if ! engine_answers; then
    say 'skipped: no container engine answers'
  elif ! syft=$(find_go_tool "$SYFT"); then
    say 'skipped: no syft, and no Go that could compile it; get it: brew install syft'
  else
    for name in $(settings_named _IMAGE); do
      image=${!name}
      if ! has_image "$image"; then continue; fi
      name=$(tr '/:@' '---' <<< "$image").cdx.json
      "$syft" scan --quiet --output "cyclonedx-json=$out/$name" "docker:$image"
      say "$(jq '.components | length' "$out/$name") parts of $image"
    done
  fi
}

check_history() {
  local gitleaks
  if ! gitleaks=$(find_go_tool "$GITLEAKS"); then
    say 'skipped: no gitleaks, and no Go that could compile it; get it: brew install gitleaks'
    return
  fi
  "$gitleaks" git --no-banner --no-color --redact --config "$scripts/sbom/gitleaks.toml" "$root"
}

# What is known changes every day, and is asked for on the network.
check_vulnerabilities() {
  local status=0
  if npm audit --json > "$work/audit" 2> /dev/null || jq --exit-status .metadata "$work/audit" > /dev/null; then
    say "npm audit: $(jq -c .metadata.vulnerabilities "$work/audit")"
    [[ $(jq '.metadata.vulnerabilities | .high + .critical' "$work/audit") == 0 ]] || status=1
  else
    say 'skipped: npm audit; the registry does not answer such questions'
  fi
  if ! command -v osv-scanner > /dev/null; then
    say 'skipped: osv-scanner is not installed'
  else
    osv-scanner scan --lockfile package-lock.json || status=1
  fi
  return "$status"
}
