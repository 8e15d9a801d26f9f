# Schemas for kubeconform, made of what the API server itself says: so no other place is asked, and they are of its
# version.

# write_schemas FOLDER MANIFESTS...: of each kind in them, as KIND-GROUP-VERSION.json.
write_schemas() {
  local folder=$1 version kind group suffix
  shift
  mkdir -p "$folder"
  # Strict: what is not listed is an error. Numbers and texts that may take each other's place are texts there.
  kubectl get --raw /openapi/v2 | jq '{ definitions: (.definitions
    | walk(if type == "object" and (.properties | type) == "object" and has("additionalProperties") == false then .additionalProperties = false else . end)
    | walk(if type == "object" and .format? == "int-or-string" then { oneOf: [{ type: "string" }, { type: "integer" }] } else . end)) }' > "$folder/all"
  cat "$@" | awk '/^apiVersion: / { version = $2 } /^kind: / { print version, $2 }' | sort -u | while read -r version kind; do
    group=${version%/*}
    suffix=${version##*/}
    if [[ $version == */* ]]; then suffix=${group%%.*}-$suffix; else group=''; fi
    jq --arg group "$group" --arg version "${version##*/}" --arg kind "$kind" '
      { group: $group, version: $version, kind: $kind } as $wanted
      | (.definitions | to_entries[] | select(.value["x-kubernetes-group-version-kind"]? // [] | index($wanted)) | .key) as $name
      | { "$schema": "http://json-schema.org/draft-07/schema#", "$ref": "#/definitions/\($name)", definitions }' \
      "$folder/all" > "$folder/${kind,,}-$suffix.json"
  done
}
