# mask-secrets.bash -- copies of files in which no secret is left. Used by collect-logs.sh.

# What a variable is called whose value is secret.
readonly SECRET_NAMES='KEY|TOKEN|SECRET|PASSWORD|PASSWD|CREDENTIAL'

# The values of all variables whose names say that they are secret: of this shell, of .env and of the
# containers. Shorter ones than six characters, and words such as true, would mask half the text.
list_secrets() {
  {
    env
    find "$raw/containers" -name '*.json' -exec jq -r '.[]?.Config.Env[]?' {} + 2> /dev/null || true
  } | sed -nE "s/^[A-Za-z0-9_]*($SECRET_NAMES)[A-Za-z0-9_]*=(.{6,})$/\\2/p" | sort -u > "$work/secrets"
}

mask_files() {
  local file target
  list_secrets
  find "$raw" -type f > "$work/files"
  while IFS= read -r file; do
    target=$archive/${file#"$raw/"}
    mkdir -p "$(dirname "$target")"
    awk -v secrets="$work/secrets" -f "$scripts/mask-secrets.awk" "$file" > "$target"
  done < "$work/files"
  # Trust is good: what still holds one of them does not leave this machine.
  if [ -s "$work/secrets" ] && grep -rlFf "$work/secrets" "$archive" > "$work/leaks"; then
    cannot_tell "a secret would be left in: $(tr '\n' ' ' < "$work/leaks")"
  fi
}
