#!/usr/bin/env bats
# The start scripts of node, nginx and grafana do what the originals' do.

setup() {
  images=$BATS_TEST_DIRNAME
  cd "$BATS_TEST_TMPDIR"
  mkdir bin
  for program in node grafana; do
    printf '#!/bin/sh\necho "%s: $*"\n' "$program" > "bin/$program"
    chmod +x "bin/$program"
  done
  export PATH="$BATS_TEST_TMPDIR/bin:$PATH"
}

@test "node gets options, scripts and what is no command" {
  touch server.js
  [ "$("$images/node/docker-entrypoint.sh" --version)" == "node: --version" ]
  [ "$("$images/node/docker-entrypoint.sh" server.js)" == "node: server.js" ]
  [ "$("$images/node/docker-entrypoint.sh" "$PWD/server.js")" == "node: $PWD/server.js" ]
  [ "$("$images/node/docker-entrypoint.sh" no-such-command)" == "node: no-such-command" ]
}

@test "a command runs as it is" {
  [ "$("$images/node/docker-entrypoint.sh" echo hello)" == hello ]
}

@test "nginx templates: set variables are replaced, nginx's own stay" {
  mkdir templates conf.d
  echo 'proxy_set_header Host $host; proxy_pass ${BACKEND};' > templates/lab.conf.template
  NGINX_ENVSUBST_TEMPLATE_DIR=templates NGINX_ENVSUBST_OUTPUT_DIR=conf.d BACKEND=http://backend:5000 \
    "$images/nginx/20-envsubst-on-templates.sh"
  [ "$(cat conf.d/lab.conf)" == 'proxy_set_header Host $host; proxy_pass http://backend:5000;' ]
}

@test "nginx templates: NGINX_ENVSUBST_FILTER narrows the variables" {
  mkdir templates conf.d
  echo '$LAB_A $OTHER' > templates/x.template
  NGINX_ENVSUBST_TEMPLATE_DIR=templates NGINX_ENVSUBST_OUTPUT_DIR=conf.d NGINX_ENVSUBST_FILTER='^LAB_' \
    LAB_A=1 OTHER=2 "$images/nginx/20-envsubst-on-templates.sh"
  [ "$(cat conf.d/x)" == '1 $OTHER' ]
}

@test "grafana starts with the paths of its variables" {
  export GF_PATHS_HOME=/h GF_PATHS_CONFIG=/dev/null GF_PATHS_DATA=/tmp GF_PATHS_LOGS=/l
  export GF_PATHS_PLUGINS=/p GF_PATHS_PROVISIONING=/v
  run "$images/grafana/run.sh" --extra
  [[ $output == "grafana: server --homepath=/h --config=/dev/null --packaging=docker --extra "*"cfg:default.paths.data=/tmp"* ]]
}

@test "grafana reads a secret from the file that GF_..__FILE names, and refuses both" {
  export GF_PATHS_HOME=/h GF_PATHS_CONFIG=/dev/null GF_PATHS_DATA=/tmp GF_PATHS_LOGS=/l
  export GF_PATHS_PLUGINS=/p GF_PATHS_PROVISIONING=/v
  printf '#!/bin/sh\necho "$GF_SECURITY_ADMIN_PASSWORD"\n' > bin/grafana
  echo open-sesame > secret
  [ "$(GF_SECURITY_ADMIN_PASSWORD__FILE=secret "$images/grafana/run.sh")" == open-sesame ]
  GF_SECURITY_ADMIN_PASSWORD=x GF_SECURITY_ADMIN_PASSWORD__FILE=secret run "$images/grafana/run.sh"
  [ "$status" -eq 1 ]
}
