#!/usr/bin/env bats
# Rules that the recipes and Dockerfiles must follow.

setup() {
  images=$BATS_TEST_DIRNAME
  export LAB_OFFLINE_DIR="$BATS_TEST_TMPDIR/off line" XDG_CACHE_HOME="$BATS_TEST_TMPDIR/cache"
  mkdir "$LAB_OFFLINE_DIR"
  source "$images/../scripts/lab/lab.bash"
  for part in cache programs rootfs ca-bundle tarballs; do source "$images/$part.bash"; done
  set -o allexport
  source "$images/../.env"
  set +o allexport
}

# The tag of .env's reference, without anything before the first digit.
tag() { sed 's/.*:[^0-9]*//' <<< "$1"; }

# describe_image NAME: prints the recipe's description.
describe_image() (
  name=$1 folder=$images/$1
  source "$folder/recipe.bash"
  describe
)

@test "what is compiled has the version that .env asks for" {
  [[ $(describe_image otel-collector) == *"$(tag "$COLLECTOR_IMAGE")"* ]]
  [[ $(describe_image prometheus) == *"$(tag "$PROMETHEUS_IMAGE")"* ]]
  [[ $(describe_image alertmanager) == *"$(tag "$ALERTMANAGER_IMAGE")"* ]]
  [[ $(describe_image loki) == *"$(tag "$LOKI_IMAGE")"* ]]
  [[ $(describe_image kafka) == *" $(tag "$KAFKA_IMAGE") "* ]]
  [[ $(describe_image versitygw) == *"$(tag "$VERSITYGW_IMAGE")"* ]]
  [[ $(describe_image thanos) == *"$(tag "$THANOS_IMAGE")"* ]]
  [[ $(describe_image node) == "Node.js $(tag "$NODE_IMAGE" | sed 's/-.*//')."* ]]
}

@test "go.mod pins the version of the recipe" {
  for name in compose prometheus alertmanager loki tempo toxiproxy versitygw thanos; do
    (
      folder=$images/$name
      source "$folder/recipe.bash"
      grep -q -F "$module $version" "$folder/go.mod"
    )
  done
}

@test "Kafka's pom.xml has the version of its recipe" {
  version=$(sed -n 's/^version=//p' "$images/kafka/recipe.bash")
  [ "$(grep -c "<version>$version</version>" "$images/kafka/pom.xml")" = 3 ]
}

@test "the Collector's manifest and main.go have the version of its recipe" {
  version=$(sed -n 's/^version=//p' "$images/otel-collector/recipe.bash")
  grep -q "^  version: $version$" "$images/otel-collector/manifest.yaml"
  grep -q "Version: *\"$version\"" "$images/otel-collector/main.go"
}

@test "Tempo: the tarball of the very version, else the module, which says that it is another" {
  [[ $(describe_image tempo) == *"not $(tag "$TEMPO_IMAGE")" ]]
  touch "$LAB_OFFLINE_DIR/tempo_2.0.0_linux_$(architecture).tar.gz"
  [[ $(describe_image tempo) == *"from its Go module"* ]]
  touch "$LAB_OFFLINE_DIR/tempo_$(tag "$TEMPO_IMAGE")_linux_$(architecture).tar.xz"
  [ "$(describe_image tempo)" == "Tempo $(tag "$TEMPO_IMAGE") from its release tarball" ]
}

@test "Grafana: the newest of the tarballs, under its own version" {
  touch "$LAB_OFFLINE_DIR"/grafana-{9.5.1,11.0.0,10.4.2}.linux-"$(architecture)".tar.gz
  [ "$(describe_image grafana)" == "Grafana 11.0.0 from its release tarball" ]
  touch "$LAB_OFFLINE_DIR/grafana_13.1.3_17000_linux_$(architecture).tar.gz"
  [ "$(describe_image grafana)" == "Grafana 13.1.3 from its release tarball" ]
}

@test "Grafana without a tarball, in a folder that is not there either: one line, no error" {
  for folder in "$LAB_OFFLINE_DIR" /nonexistent; do
    LAB_OFFLINE_DIR=$folder run bash -euo pipefail -c 'docker() { false; }; source "$1/../scripts/lab/output.bash"; source "$1/tarballs.bash"
      source "$1/grafana/recipe.bash"; available || echo absent' bash "$images"
    [ "$status" -eq 0 ]
    [[ ${lines[0]} == "==> grafana: no release tarball in "*"; the lab starts without it" ]]
    [ "${lines[1]}" == absent ]
  done
}

@test "Dockerfiles start from nothing, and ask for nothing that the classic builder lacks" {
  for dockerfile in "$images"/*/Dockerfile; do
    [ "$(grep -h '^FROM' "$dockerfile")" == "FROM scratch" ]
    run grep -n -E -e '--mount|--chmod|--link|<<|^# syntax' "$dockerfile"
    [ -z "$output" ]
  done
}

