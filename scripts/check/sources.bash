# Checks our own sources: format, lint, types, shell, YAML.

check_types() {
  local workspace status=0
  for workspace in backend frontend grafana prometheus stores evidence scale registry alert-receiver bench lessons docs/site; do
    tsc -p "$workspace" || status=1
  done
  # Not a workspace: it represents an app of another project.
  if [[ -d examples/blog/node_modules ]]; then
    tsc -p examples/blog || status=1
  else
    say 'skipped: examples/blog, for want of its packages (npm ci --prefix examples/blog --ignore-scripts)'
  fi
  return "$status"
}

# Sourced files are checked through the script that sources them. Tests source single parts and define
# what these call, which shellcheck reports as warnings: in tests only its errors count.
check_shell() {
  git ls-files -z '*.sh' .ci/run | xargs -0 shellcheck -x -a \
    && git ls-files -z '*.bats' | xargs -0 shellcheck -x -S error
}

# Options and reasons: .hadolint.yaml.
check_dockerfiles() { git ls-files -z '*Dockerfile' | xargs -0 hadolint; }

check_yaml() { git ls-files -z '*.yml' '*.yaml' | xargs -0 yamllint --strict; }
