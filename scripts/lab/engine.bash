# engine.bash -- questions to the container engine, and Compose for this lab.

engine_answers() { docker version > /dev/null 2>&1; }
has_image() { docker image inspect "$1" > /dev/null 2>&1; }

# stand_in IMAGE: what a stand-in really is (images/README.md); nothing for an original.
stand_in() {
  docker image inspect --format '{{with .Config.Labels}}{{index . "dev.otel-lab.stand-in"}}{{end}}' "$1"
}

# Grafana cannot be built from package registries: where its image cannot be had, the lab runs without
# it, and checks of Grafana are skipped by name.
lacks_grafana() { engine_answers && ! has_image "$GRAFANA_IMAGE"; }

compose() {
  if has_image "$GRAFANA_IMAGE"; then
    docker compose -f docker-compose.yml "$@"
  else
    docker compose -f docker-compose.yml -f compose.without-grafana.yml "$@"
  fi
}

# of_project KIND COMMAND...: all containers, volumes, … that carry this project's label.
of_project() { docker "$@" --filter "label=com.docker.compose.project=$COMPOSE_PROJECT_NAME"; }
