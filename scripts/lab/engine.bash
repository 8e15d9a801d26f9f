# Queries to the container engine, and Compose for this lab.

engine_answers() { docker version > /dev/null 2>&1; }
has_image() { docker image inspect "$1" > /dev/null 2>&1; }

# stand_in IMAGE: prints what a stand-in is made of (images/README.md); nothing for an original.
stand_in() {
  docker image inspect --format '{{with .Config.Labels}}{{index . "dev.otel-lab.stand-in"}}{{end}}' "$1"
}

# Grafana cannot be built from package registries: without its image the lab runs without it, and
# checks of Grafana are reported as skipped.
lacks_grafana() { engine_answers && ! has_image "$GRAFANA_IMAGE"; }

compose() {
  local files=${COMPOSE_FILE:-docker-compose.yml}
  if ! has_image "$GRAFANA_IMAGE"; then files+=:compose.without-grafana.yml; fi
  COMPOSE_FILE=$files docker compose "$@"
}

# of_project KIND COMMAND...: lists containers, volumes, … with this project's label.
of_project() { docker "$@" --filter "label=com.docker.compose.project=$COMPOSE_PROJECT_NAME"; }
